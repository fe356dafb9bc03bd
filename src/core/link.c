#include "core/link.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *code, *name, *inverse;
} links[] = {
#define LINK(code, name, inverse, stated) {#code, name, inverse},
#include "core/link.def"
#undef LINK
};

const char link_codes[] =
#define LINK(code, name, inverse, stated) "|" #code
#include "core/link.def"
#undef LINK
    ;
/* A link that is not stated is an empty part of the list, which is no code. */
#define CODE_IF_true(code) "|" #code
#define CODE_IF_false(code) ""
const char link_stated_codes[] =
#define LINK(code, name, inverse, stated) CODE_IF_##stated(code)
#include "core/link.def"
#undef LINK
    ;

enum link
link_of(const char *code)
{
    for (int i = 0; code != NULL && i < LINK_COUNT; i++)
        if (strcmp(links[i].code, code) == 0)
            return i;
    return LINK_NONE;
}

const char *
link_code(enum link l)
{
    return links[l].code;
}

const char *
link_name(enum link l)
{
    return links[l].name;
}

const char *
link_inverse(enum link l)
{
    return links[l].inverse;
}
