/* Identity numbers: their own check digits.  A wrong one is a warning to the officer, never
 * a refusal, for old and foreign documents exist. */
#ifndef GONGKAI_CORE_IDENTITY_H
#define GONGKAI_CORE_IDENTITY_H

#include "base/arena.h"

#include <stdbool.h>

/* Resident identity number (GB 11643): 18 characters, a birthday that exists, ISO 7064
 * MOD 11-2 check character. */
bool identity_resident_valid(const char *number);

/* Unified social credit code (GB 32100): 18 characters, MOD 31 check character. */
bool identity_credit_code_valid(const char *code);

/* NUMBER as it is shown to who may not see all of it: 110101********888X, 138****1234;
 * nothing of one shorter than seven characters. */
const char *identity_masked(struct arena *a, const char *number);

#endif
