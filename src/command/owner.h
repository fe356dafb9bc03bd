/* The database as its owner: what only its administrator may do, without the service. */
#ifndef GONGKAI_COMMAND_OWNER_H
#define GONGKAI_COMMAND_OWNER_H

#include "base/setting.h"
#include "db/db.h"
#include "guard/keyring.h"

/* A connection as gongkai_owner to a database of this program's version, to be closed with
 * db_close; NULL after saying why not. */
struct db *owner_open(const struct settings *s);

/* Begins a transaction that owner_record will record; the keys that seal the record, to be
 * freed.  NULL after saying why not. */
struct keyring *owner_begin(struct db *db, const struct settings *s);

/* Records OPERATION about the account with the id ACCOUNT, by whoever sits at the command
 * line, in that transaction. */
enum problem owner_record(struct db *db, const struct keyring *keys, const char *account,
                          const char *operation);

/* Says on standard error that WHAT failed and how the database explains it; false. */
bool owner_complain(const struct db *db, const char *what);

#endif
