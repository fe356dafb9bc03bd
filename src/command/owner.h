/* The database as its owner: what only its administrator may do, without the service. */
#ifndef GONGKAI_COMMAND_OWNER_H
#define GONGKAI_COMMAND_OWNER_H

#include "base/setting.h"
#include "db/db.h"

/* A connection as gongkai_owner to a database of this program's version, to be closed with
 * db_close; NULL after saying why not. */
struct db *owner_open(const struct settings *s);

/* Says on standard error that WHAT failed and how the database explains it; false. */
bool owner_complain(const struct db *db, const char *what);

#endif
