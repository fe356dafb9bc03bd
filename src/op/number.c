#include "op/number.h"

#include "guard/seal.h"

static const char *
context_of(struct arena *a, const struct number_place *at)
{
    return arena_printf(a, "applicant|%s|%s|%s|%s", at->agency, at->application, at->seq,
                        at->column);
}

const char *
number_seal(struct arena *a, const struct keyring *k, const struct number_place *at,
            const char *number)
{
    return number != NULL ? seal(a, k, context_of(a, at), number) : NULL;
}

bool
number_open(struct arena *a, const struct keyring *k, int id, const struct number_place *at,
            const char *sealed, const char **number)
{
    *number = NULL;
    return sealed == NULL || unseal(a, k, id, context_of(a, at), sealed, number);
}

const char *
number_index(struct arena *a, const struct keyring *k, int id, const char *agency,
             const char *column, const char *number)
{
    if (number == NULL)
        return NULL;
    return seal_index(a, k, id, arena_printf(a, "applicant|%s|%s", agency, column),
                      number_folded(a, number));
}
