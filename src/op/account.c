#include "op/account.h"

#include <stdlib.h>
#include <string.h>

const char *
account_login_fault(const char *value, const char **zh)
{
    static const char first[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    static const char all[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";

    if (value[strspn(value, all)] == '\0' && strchr(first, *value) != NULL)
        return NULL;
    *zh = "只能用小写字母、数字、点、下划线和连字符，以字母或数字开头";
    return "takes small letters, digits, dots, hyphens and underscores, a letter or digit first";
}

const char *
account_roles(struct request *rq, const char *name)
{
    struct text t = {NULL, 0, 0};
    const char *result;
    const json_t *entry;
    size_t i;

    text_add(&t, "{");
    json_array_foreach(json_object_get(rq->body, name), i, entry)
        text_addf(&t, "%s%s", i ? "," : "", json_string_value(entry));
    text_add(&t, "}");
    result = arena_copy(rq->arena, t.bytes, t.len);
    text_free(&t);
    return result;
}

enum problem
account_not_self(struct request *rq)
{
    if (number_of(rq, "account") != rq->caller.account)
        return OK;
    return fail_with(rq, P_forbidden, "不能变更自己的角色或状态",
                     "nobody changes his own roles");
}
