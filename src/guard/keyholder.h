/* The keys of a program that runs long: the file is looked at whenever keys are asked for and
 * read anew when it changed, so that a key that was added counts at once.  A ring that was
 * handed out stays as it is and lives until the end. */
#ifndef GONGKAI_GUARD_KEYHOLDER_H
#define GONGKAI_GUARD_KEYHOLDER_H

#include "guard/keyring.h"

struct keyholder;

/* Reads the keys of STATE_DIR as keyring_load() does, into *OUT, to be closed. */
bool keyholder_open(const char *state_dir, bool create, date today, struct keyholder **out,
                    char *reason, unsigned size);

/* The keys as the file has them now, or had them when it could last be read.  A file in which
 * a key that is known has become another one is not taken.  From any thread. */
const struct keyring *keyholder_ring(struct keyholder *h);

/* Wipes every ring.  NULL is allowed. */
void keyholder_close(struct keyholder *h);

#endif
