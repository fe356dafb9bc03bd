/* A state directory of a test's own, and the file of keys in it. */
#ifndef GONGKAI_TESTS_GUARD_STATE_H
#define GONGKAI_TESTS_GUARD_STATE_H

#include "guard/keyring.h"

/* A new, empty directory; to be handed to state_remove. */
char *state_new(void);
void state_remove(char *dir);

/* Writes TEXT as the file of keys, with MODE. */
void state_write(const char *dir, const char *text, unsigned mode);

/* What the file of keys holds; "" when there is none.  To be freed. */
char *state_read(const char *dir);

/* The keys of DIR, which must be there; made when CREATE is set. */
struct keyring *state_keys(const char *dir, bool create);

#endif
