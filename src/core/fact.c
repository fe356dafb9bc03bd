#include "core/fact.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *code, *label;
} members[] = {
#define MEMBER(code, label) {#code, label},
#include "core/member.def"
#undef MEMBER
};

static const struct {
    const char *code, *name, *must, *may, *article;
} facts[] = {
#define FACT(code, name, must, may, article) {#code, name, must, may, article},
#define WHICH(fact, code, name)
#include "core/fact.def"
#undef FACT
#undef WHICH
};

static const struct {
    enum fact_kind kind;
    const char *code, *name;
} values[] = {
#define FACT(code, name, must, may, article)
#define WHICH(fact, code, name) {FACT_##fact, #code, name},
#include "core/fact.def"
#undef FACT
#undef WHICH
};

const char fact_codes[] =
#define FACT(code, name, must, may, article) "|" #code
#define WHICH(fact, code, name)
#include "core/fact.def"
#undef FACT
#undef WHICH
    ;
const char fact_which_codes[] =
#define FACT(code, name, must, may, article)
#define WHICH(fact, code, name) "|" #code
#include "core/fact.def"
#undef FACT
#undef WHICH
    ;

enum fact_kind
fact_of(const char *code)
{
    for (int k = 0; code != NULL && k < FACT_COUNT; k++)
        if (strcmp(facts[k].code, code) == 0)
            return (enum fact_kind)k;
    return FACT_NONE;
}

const char *
fact_code(enum fact_kind k)
{
    return facts[k].code;
}

const char *
fact_name(enum fact_kind k)
{
    return facts[k].name;
}

const char *
fact_article(enum fact_kind k)
{
    return facts[k].article;
}

const char *
fact_must(enum fact_kind k)
{
    return facts[k].must;
}

const char *
fact_may(enum fact_kind k)
{
    return facts[k].may;
}

const char *
fact_which(enum fact_kind k, int n, const char **name)
{
    for (unsigned i = 0; i < sizeof values / sizeof values[0]; i++)
        if (values[i].kind == k && n-- == 0) {
            *name = values[i].name;
            return values[i].code;
        }
    return NULL;
}

const char *
member_code(enum member m)
{
    return members[m].code;
}

const char *
member_label(enum member m)
{
    return members[m].label;
}

bool
fact_is_same(const struct fact *a, const struct fact *b)
{
    return a->kind == b->kind && (a->kind != FACT_item ||
                                  strcmp(a->members[MEMBER_n], b->members[MEMBER_n]) == 0);
}

bool
fact_holds(const struct fact *list, int n, int i)
{
    for (int k = i + 1; k < n; k++)
        if (fact_is_same(&list[i], &list[k]))
            return false;
    return true;
}

const struct fact *
fact_last(const struct fact *list, int n, enum fact_kind kind)
{
    for (int i = n - 1; i >= 0; i--)
        if (list[i].kind == kind)
            return &list[i];
    return NULL;
}

bool
fact_is(const struct fact *f, const char *which)
{
    return f != NULL && f->members[MEMBER_which] != NULL &&
           strcmp(f->members[MEMBER_which], which) == 0;
}
