#include "core/reading.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *code, *name, *values[2], *meanings[2], *basis;
} readings[] = {
#define READING(code, name, value, meaning, other, other_meaning, basis)                   \
    {#code, name, {value, other}, {meaning, other_meaning}, basis},
#include "core/reading.def"
#undef READING
};

enum reading
reading_of(const char *code)
{
    for (int i = 0; code != NULL && i < READING_COUNT; i++)
        if (strcmp(readings[i].code, code) == 0)
            return i;
    return READING_NONE;
}

const char *
reading_code(enum reading r)
{
    return readings[r].code;
}

const char *
reading_name(enum reading r)
{
    return readings[r].name;
}

const char *
reading_basis(enum reading r)
{
    return readings[r].basis;
}

const char *
reading_value(enum reading r, bool other)
{
    return readings[r].values[other];
}

const char *
reading_meaning(enum reading r, bool other)
{
    return readings[r].meanings[other];
}

bool
reading_set(struct readings *set, enum reading r, const char *value)
{
    for (int other = 0; value != NULL && *value != '\0' && other < 2; other++)
        if (strcmp(readings[r].values[other], value) == 0) {
            set->other[r] = other == 1;
            return true;
        }
    return false;
}
