/* The key file beside the database: what both know of each other. */
#ifndef GONGKAI_COMMAND_KEYS_H
#define GONGKAI_COMMAND_KEYS_H

#include "base/setting.h"
#include "db/db.h"
#include "guard/keyring.h"

#include <stdbool.h>

/* Tells the database which keys there are, by their proofs. */
enum problem keys_note(struct db *db, const struct keyring *k);

/* The keys of the state directory, to be freed; a file is made only where none was ever in
 * use.  DB is told of them.  NULL with the reason in REASON. */
struct keyring *keys_open(struct db *db, const struct settings *s, char *reason,
                          unsigned size);

/* Seals the numbers that an older version left in the open, if there are any; a key file is
 * made for it only where none was ever in use.  False with the reason in REASON. */
bool keys_close_numbers(struct db *db, const struct settings *s, char *reason,
                        unsigned size);

#endif
