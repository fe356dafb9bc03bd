/* Bringing a database to the schema this program was built with. */
#ifndef GONGKAI_COMMAND_MIGRATE_H
#define GONGKAI_COMMAND_MIGRATE_H

#include "base/setting.h"
#include "db/db.h"

#include <stdbool.h>

/* Applies to S's database what is missing, one transaction each, under a lock so that two at once do no
 * harm: roles, numbered migrations, changed functions and policies, calendar facts; then seals
 * the numbers an older version left in the open.  False
 * with the reason in REASON; an applied migration that was edited since, or is unknown to
 * this program, is refused. */
bool migrate(const struct settings *s, char *reason, unsigned size);

/* Whether the database is exactly at this program's version; the reason otherwise, with the
 * command to run. */
bool migrate_check(struct db *db, char *reason, unsigned size);

#endif
