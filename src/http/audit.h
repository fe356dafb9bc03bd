/* The audit: one record a change, in the transaction of the change, in the chain of its
 * agency (or of the whole installation), sealed by a key the database does not have. */
#ifndef GONGKAI_HTTP_AUDIT_H
#define GONGKAI_HTTP_AUDIT_H

#include "http/request.h"

struct keyring;

/* Adds a member to the data of the record that the request will leave: NAME, and VALUE as
 * JSON.  Numbers, codes and digests; never personal data. */
void audit_note(struct request *rq, const char *name, const char *value);

/* Says what the record is about when that is no application: "notice:3". */
void audit_about(struct request *rq, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Takes the next place in the chain and puts what audit_append.sql needs.  The chain stays
 * locked until the transaction ends, so this comes last before it.  A change whose record
 * cannot be made must not be committed. */
enum problem audit_write(struct request *rq);

/* Records in DB's transaction, under scope and role as they are, what was done without a
 * request: OPERATION by ACTOR about SUBJECT, in the chain of AGENCY. */
enum problem audit_record(struct db *db, const struct keyring *keys, const char *agency,
                          const char *actor, const char *operation, const char *subject);

/* Begins the audit of an installation, once: the first record of chain 0 bears the number
 * and the digest of the entries that were there before.  NOW as in the settings.  Harmless
 * when it was begun. */
enum problem audit_begin(struct db *db, const struct keyring *keys, const char *today);

#endif
