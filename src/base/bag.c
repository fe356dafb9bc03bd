#include "base/bag.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
find(const struct bag *b, const char *name)
{
    for (int i = 0; i < b->count; i++)
        if (strcmp(b->items[i].name, name) == 0)
            return i;
    return -1;
}

void
bag_put(struct bag *b, const char *name, const char *value)
{
    int i = find(b, name);

    if (i < 0) {
        if (b->count == BAG_SIZE) {
            fprintf(stderr, "gongkai: more than %d values in one request\n", BAG_SIZE);
            abort();
        }
        i = b->count++;
        b->items[i].name = name;
    }
    b->items[i].value = value;
}

bool
bag_has(const struct bag *b, const char *name, const char **value)
{
    int i = find(b, name);

    if (i >= 0)
        *value = b->items[i].value;
    return i >= 0;
}

const char *
bag_get(const struct bag *b, const char *name)
{
    int i = find(b, name);

    return i < 0 ? NULL : b->items[i].value;
}
