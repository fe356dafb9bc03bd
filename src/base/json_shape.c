#include "base/json_shape.h"

#include <stdbool.h>

struct json_shape
json_shape(const char *s, size_t len)
{
    struct json_shape deepest = {0, 1};
    size_t depth = 0;
    bool quoted = false;

    for (size_t i = 0; i < len; i++) {
        if (quoted) {
            if (s[i] == '\\')
                i++;
            else if (s[i] == '"')
                quoted = false;
        } else if (s[i] == '"') {
            quoted = true;
        } else if (s[i] == '{' || s[i] == '[') {
            depth++;
            deepest.values++;
            if (depth > deepest.depth)
                deepest.depth = depth;
        } else if (s[i] == '}' || s[i] == ']') {
            depth -= depth > 0;
        } else if (s[i] == ',') {
            deepest.values++;
        }
    }
    return deepest;
}
