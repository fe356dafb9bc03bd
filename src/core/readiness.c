#include "core/readiness.h"

#include <string.h>

static const struct readiness_rule rules[] = {
#define READY(code, level, basis, zh, en, fix_zh, fix_en)                                  \
    {#code, CHECK_##level, basis, zh, en, fix_zh, fix_en},
#include "core/readiness.def"
#undef READY
};

const char finding_codes[] =
#define CHECK(code, level, basis, zh, en, fix_zh, fix_en) "|" #code
#include "core/report_check.def"
#undef CHECK
#define READY(code, level, basis, zh, en, fix_zh, fix_en) "|" #code
#include "core/readiness.def"
#undef READY
    ;

const struct readiness_rule *
readiness_rule(enum readiness r)
{
    return &rules[r];
}

enum readiness
readiness_of(const char *code)
{
    for (int i = 0; code != NULL && i < READY_COUNT; i++)
        if (strcmp(rules[i].code, code) == 0)
            return i;
    return READY_NONE;
}

/* The code that KEY begins with, up to ':', into CODE; "" for what is too long to be one. */
static void
code_of(const char *key, char code[32])
{
    size_t n = strcspn(key, ":");

    if (n >= 32)
        n = 0;
    memcpy(code, key, n);
    code[n] = '\0';
}

bool
finding_is_explainable(const char *key)
{
    char code[32];

    code_of(key, code);
    return check_rule_of(code) == CHECK_carried_in || readiness_of(code) == READY_opening;
}

bool
finding_is_error(const char *key)
{
    size_t n = strlen(key);
    enum check_rule rule;
    enum readiness ready;
    char code[32];

    code_of(key, code);
    rule = check_rule_of(code);
    ready = readiness_of(code);
    if (n > 0 && key[n - 1] == '?')
        return false;
    return (rule != CHECK_NONE && check_rule_level(rule) == CHECK_ERROR) ||
           (ready != READY_NONE && rules[ready].level == CHECK_ERROR);
}
