/* Named values on their way into SQL: fields of the request, parts of its path, and what the
 * operation adds.  The strings belong to whoever put them, as a rule the request's arena. */
#ifndef GONGKAI_BASE_BAG_H
#define GONGKAI_BASE_BAG_H

#include <stdbool.h>

enum { BAG_SIZE = 128 };

struct bag {
    int count;
    struct {
        const char *name, *value;
    } items[BAG_SIZE];
};

/* Sets NAME to VALUE (NULL: SQL null), replacing an earlier value. */
void bag_put(struct bag *b, const char *name, const char *value);

/* Whether NAME was put; its value into *VALUE. */
bool bag_has(const struct bag *b, const char *name, const char **value);

/* The value of NAME; NULL when it is null or was not put. */
const char *bag_get(const struct bag *b, const char *name);

#endif
