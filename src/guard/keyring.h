/* The keys that are kept outside the database: the file `keys` in the state directory, which
 * only its owner may read, one line a key:
 *
 *     ID CREATED-DAY HEX64        as in  1 2026-01-05 9f86d0…
 *
 * Ids ascend from 1 to 32767; the last key is the current one, with which new values are made;
 * the others open what was sealed before.  Lines that begin with # and empty ones are let be.
 * Whoever loses a key loses what was sealed with it: the file belongs into a backup of its
 * own, apart from that of the database. */
#ifndef GONGKAI_GUARD_KEYRING_H
#define GONGKAI_GUARD_KEYRING_H

#include "core/date.h"

#include <stdbool.h>

enum { KEY_SIZE = 32, KEY_ID_MAX = 32767, KEYRING_MAX = 256 };

struct keyring;

/* Reads the keys of STATE_DIR into *OUT, to be freed with keyring_free.  When there is no
 * file and CREATE is set, makes the directory and a file of one key, created TODAY (mode 0600,
 * on disk before it is used).  False with the reason in REASON, which never quotes a key; in
 * particular when others may read the file. */
bool keyring_load(const char *state_dir, bool create, date today, struct keyring **out,
                  char *reason, unsigned size);

/* Wipes the keys.  NULL is allowed. */
void keyring_free(struct keyring *k);

/* The id to store beside what is sealed now. */
int keyring_current(const struct keyring *k);

bool keyring_knows(const struct keyring *k, int id);

/* How many keys there are, at least 1, and their ids, ascending, into IDS. */
int keyring_count(const struct keyring *k);
int keyring_ids(const struct keyring *k, int ids[KEYRING_MAX]);

/* The day the key ID was made; NO_DATE for an unknown one. */
date keyring_day(const struct keyring *k, int id);

/* What the keys are for.  A purpose that is added later gets a word of its own. */
#define KEY_FOR_SEAL "seal"
#define KEY_FOR_INDEX "index"
#define KEY_FOR_AUDIT "audit"
#define KEY_FOR_TOKEN "token"
#define KEY_FOR_REQUEST "request"
#define KEY_FOR_PROOF "proof"

/* The key for PURPOSE that is derived from the key ID, into OUT, which the caller wipes.
 * False for an unknown id. */
bool keyring_derive(const struct keyring *k, int id, const char *purpose,
                    unsigned char out[KEY_SIZE]);

/* What tells the key ID from every other one and yet says nothing of it, as hex digits: the
 * database keeps it, so that a wrong key file is found out.  False for an unknown id. */
enum { KEY_PROOF_SIZE = 2 * KEY_SIZE + 1 };
bool keyring_proof(const struct keyring *k, int id, char proof[KEY_PROOF_SIZE]);

/* Adds a key made TODAY, from now on the current one, and tells its id.  A program that runs
 * learns of it when it loads the file anew.  False with the reason; the file is then as it
 * was. */
bool keyring_add(const char *state_dir, date today, int *new_id, char *reason,
                 unsigned size);

/* Removes the key ID, never the current one.  What is still sealed with it is lost: to be
 * called when nothing is.  False with the reason; the file is then as it was. */
bool keyring_retire(const char *state_dir, int id, char *reason, unsigned size);

#endif
