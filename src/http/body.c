#include "http/body.h"

#include <strings.h>

enum { MOST_DEPTH = 16, MOST_NODES = 4096 };

/* What the parser would have to build. */
struct shape {
    int depth, nodes;
};

/* Counted before the parser recurses and allocates; a comma or a bracket stands for a node,
 * so that an object's names are none of their own. */
static struct shape
measure(const char *s, size_t len)
{
    struct shape deepest = {0, 1};
    int depth = 0;
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
            deepest.nodes++;
            if (depth > deepest.depth)
                deepest.depth = depth;
        } else if (s[i] == '}' || s[i] == ']') {
            depth--;
        } else if (s[i] == ',') {
            deepest.nodes++;
        }
    }
    return deepest;
}

static bool
is_json(const char *type)
{
    return type != NULL && strncasecmp(type, "application/json", 16) == 0 &&
           (type[16] == '\0' || type[16] == ';' || type[16] == ' ');
}

enum problem
body_parse(struct request *rq, const char *type, const char *bytes, size_t len,
           json_t **body)
{
    struct shape shape = measure(bytes, len);
    json_error_t error;

    if (!is_json(type))
        return P_not_json;
    if (shape.depth > MOST_DEPTH)
        return fail(rq, P_bad_json, "JSON 嵌套过深", "the JSON is nested too deeply");
    if (shape.nodes > MOST_NODES)
        return fail(rq, P_bad_json, "JSON 的值不能超过 %d 个",
                    "the JSON may hold at most %d values", (int)MOST_NODES);
    *body = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, &error);
    if (*body == NULL && json_error_code(&error) == json_error_duplicate_key)
        return fail(rq, P_bad_json, "第 %d 行：同一字段出现了两次",
                    "line %d: a member stands twice", error.line);
    if (*body == NULL)
        return fail(rq, P_bad_json, "第 %d 行第 %d 列有误", "line %d, column %d is wrong",
                    error.line, error.column);
    if (!json_is_object(*body)) {
        json_decref(*body);
        *body = NULL;
        return fail(rq, P_bad_json, "请求内容须是 JSON 对象", "the body must be an object");
    }
    return OK;
}
