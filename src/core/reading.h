/* The readings where the law is open (reading.def), of the clock and of outcomes, as one set. */
#ifndef GONGKAI_CORE_READING_H
#define GONGKAI_CORE_READING_H

#include <stdbool.h>

enum reading {
    READING_NONE = -1,
#define READING(code, name, value, meaning, other, other_meaning, basis) READING_##code,
#include "core/reading.def"
#undef READING
    READING_COUNT
};

/* Which readings take their other value; zero-initialised: the defaults. */
struct readings {
    bool other[READING_COUNT];
};

/* The reading called CODE, READING_NONE if there is none. */
enum reading reading_of(const char *code);

const char *reading_code(enum reading r);
const char *reading_name(enum reading r);
const char *reading_basis(enum reading r);

/* Its values: OTHER false for the default, true for the other one ("" when it has none). */
const char *reading_value(enum reading r, bool other);
const char *reading_meaning(enum reading r, bool other);

/* Takes VALUE for R in *SET; false when R has no such value. */
bool reading_set(struct readings *set, enum reading r, const char *value);

#endif
