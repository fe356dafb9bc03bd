/* The audit as a chain: what of a record is hashed, and how.  No database, no key.
 *
 * The bytes of a record are the version 1, then its fields in the order below, each as its
 * length (four bytes, big-endian) and its bytes; null is the length ffffffff and nothing
 * behind it.  Numbers are decimal, moments UTC with microseconds
 * (2026-11-23T08:00:00.000000Z), PREV the 32 bytes of the hash before it, zeroes for the
 * first.  The hash of a record is the SHA-256 of its bytes. */
#ifndef GONGKAI_GUARD_CHAIN_H
#define GONGKAI_GUARD_CHAIN_H

#include "base/text.h"

#include <stdbool.h>

enum { CHAIN_HASH = 32, CHAIN_HEX = 2 * CHAIN_HASH + 1 };

/* Fields of a record, in the order of the columns of the table. */
enum chain_field {
    CHAIN_AGENCY,
    CHAIN_SEQ,
    CHAIN_RECORDED_AT,
    CHAIN_ACTOR,
    CHAIN_ROLE,
    CHAIN_OPERATION,
    CHAIN_APPLICATION,
    CHAIN_SUBJECT,
    CHAIN_REQUEST,
    CHAIN_STATUS,
    CHAIN_SOURCE,
    CHAIN_DATA,
    CHAIN_KEY,
    CHAIN_FIELDS /* how many; prev follows them */
};

/* Fields of an entry (table event), whose digest stands in the record of its act. */
enum entry_field {
    ENTRY_AGENCY,
    ENTRY_APPLICATION,
    ENTRY_SEQ,
    ENTRY_KIND,
    ENTRY_HAPPENED_ON,
    ENTRY_RECORDED_AT,
    ENTRY_ACTOR,
    ENTRY_SUPERSEDES,
    ENTRY_DATA,
    ENTRY_FIELDS
};

/* The bytes of N values (NULL: null), and of PREV behind them if that is not NULL, as the
 * only contents of OUT. */
void chain_bytes(const char *const *values, int n, const unsigned char *prev,
                 struct text *out);

/* The hash of a record (FIELDS: CHAIN_FIELDS values) and the digest of an entry
 * (ENTRY_FIELDS values).  SCRATCH is reused from call to call and freed by the caller. */
void chain_hash(const char *const *fields, const unsigned char prev[CHAIN_HASH],
                struct text *scratch, unsigned char hash[CHAIN_HASH]);
void chain_entry_digest(const char *const *fields, struct text *scratch,
                        unsigned char digest[CHAIN_HASH]);

/* 32 bytes from and to lower-case hexadecimal digits; from: false, with OUT undefined, when
 * HEX is anything else than 64 digits and the end. */
bool chain_from_hex(const char *hex, unsigned char out[CHAIN_HASH]);
const char *chain_to_hex(const unsigned char bytes[CHAIN_HASH], char hex[CHAIN_HEX]);

#endif
