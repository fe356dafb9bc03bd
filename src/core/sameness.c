#include "core/sameness.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static bool
agree(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

enum sameness
sameness(const struct identity *a, const struct identity *b)
{
    bool name = agree(a->name, b->name), phone = agree(a->phone, b->phone);

    if (a->id_number != NULL && b->id_number != NULL)
        return agree(a->id_number, b->id_number) ? SAME_PERSON : OTHER_PERSON;
    return name && phone ? SAME_PERSON : name || phone ? MAYBE_SAME : OTHER_PERSON;
}
