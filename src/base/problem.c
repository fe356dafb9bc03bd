#include "base/problem.h"

static const struct {
    const char *code;
    unsigned status;
    const char *zh, *en;
} registry[PROBLEM_COUNT] = {
#define PROBLEM(code, status, zh, en) [P_##code] = {#code, status, zh, en},
#include "base/problem.def"
#undef PROBLEM
};

const char *
problem_code(enum problem p)
{
    return registry[p].code;
}

unsigned
problem_status(enum problem p)
{
    return registry[p].status;
}

const char *
problem_title_zh(enum problem p)
{
    return registry[p].zh;
}

const char *
problem_title_en(enum problem p)
{
    return registry[p].en;
}
