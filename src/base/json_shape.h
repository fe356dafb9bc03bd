/* How large JSON would become, told without building it. */
#ifndef GONGKAI_BASE_JSON_SHAPE_H
#define GONGKAI_BASE_JSON_SHAPE_H

#include <stddef.h>

struct json_shape {
    size_t depth, values;
};

/* What a parser of the LEN bytes at S, which may be anything, would have to build: a comma or a
 * bracket stands for a value, so that an object's names are none of their own. */
struct json_shape json_shape(const char *s, size_t len);

#endif
