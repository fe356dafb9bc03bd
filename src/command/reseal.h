/* Sealing anew, with the current key, what was sealed with an older one or lies in the open.
 * A batch of rows is a transaction: broken off at any moment, it goes on where it was when it
 * is begun again. */
#ifndef GONGKAI_COMMAND_RESEAL_H
#define GONGKAI_COMMAND_RESEAL_H

#include "db/db.h"
#include "guard/keyring.h"

#include <stdbool.h>

/* Is told after each batch how many rows of PLACE ("applicant") are done. */
typedef void (*reseal_progress)(const char *place, long done);

/* Seals the applicants' numbers that lie in the open.  DB works as gongkai_owner.  False with
 * the reason in REASON. */
bool reseal_open_numbers(struct db *db, const struct keyring *k, reseal_progress progress,
                         char *reason, unsigned size);

/* Seals anew all that another key than the current one sealed, a pass over every place;
 * *DONE: how many rows. */
bool reseal_everything(struct db *db, const struct keyring *k, reseal_progress progress,
                       long *done, char *reason, unsigned size);

#endif
