/* Identity and telephone numbers that nobody has, and the search for them in whatever a
 * service leaves behind. */
#ifndef GONGKAI_TESTS_OP_CANARY_H
#define GONGKAI_TESTS_OP_CANARY_H

#include "base/text.h"

#include <stdbool.h>

enum { CANARIES = 10000, CANARY_SIZE = 19 };

/* The Nth of CANARIES identity numbers, of a region that does not exist and with the right
 * check character, and the telephone number beside it. */
const char *canary_id_number(int n, char number[CANARY_SIZE]);
const char *canary_phone(int n, char number[CANARY_SIZE]);

/* How many canaries, of both kinds, stand in the LEN bytes: as they are, with small letters,
 * or as hex digits of their bytes. */
long canary_count(const char *bytes, size_t len);

/* The same of a file, however long; of every file below DIRECTORY.  WHERE gets the names of
 * those that hold one, a line each. */
long canary_in_file(const char *path, struct text *where);
long canary_below(const char *directory, struct text *where);

#endif
