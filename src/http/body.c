#include "http/body.h"

#include "base/json_shape.h"

#include <strings.h>

enum { MOST_DEPTH = 16, MOST_VALUES = 4096 };

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
    struct json_shape shape = json_shape(bytes, len);
    json_error_t error;

    if (!is_json(type))
        return P_not_json;
    if (shape.depth > MOST_DEPTH)
        return fail(rq, P_bad_json, "JSON 嵌套过深", "the JSON is nested too deeply");
    if (shape.values > MOST_VALUES)
        return fail(rq, P_bad_json, "JSON 的值不能超过 %d 个",
                    "the JSON may hold at most %d values", (int)MOST_VALUES);
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
