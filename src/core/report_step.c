#include "core/report_step.h"

#include <stddef.h>
#include <string.h>

enum {
    DR = 1 << REPORT_draft,
    SU = 1 << REPORT_submitted,
    RE = 1 << REPORT_returned,
    AC = 1 << REPORT_accepted,
    FR = 1 << REPORT_frozen,
    PU = 1 << REPORT_published,
};

static const struct {
    const char *code;
    int states, leads;
    enum right right;
    const char *article, *zh, *en;
} steps[REPORT_ACT_COUNT] = {
#define REPORT_STEP(act, states, leads, right, article, zh, en)                            \
    {#act, states, leads, RIGHT_##right, article, zh, en},
#include "core/report_step.def"
#undef REPORT_STEP
};

static const struct {
    const char *code, *zh, *en;
} states[REPORT_STATE_COUNT] = {
    {"draft", "草稿", "draft"},         {"submitted", "已报送", "submitted"},
    {"returned", "已退回", "returned"}, {"accepted", "已同意", "accepted"},
    {"frozen", "已锁定", "frozen"},     {"published", "已公布", "published"},
};

const char report_act_codes[] = ""
#define REPORT_STEP(act, states, leads, right, article, zh, en) "|" #act
#include "core/report_step.def"
#undef REPORT_STEP
    ;
const char report_state_codes[] = "|draft|submitted|returned|accepted|frozen|published";

bool
report_step_allowed(enum report_act act, enum report_state state)
{
    return state != REPORT_STATE_NONE && (steps[act].states >> state & 1) != 0;
}

enum report_state
report_step_leads(enum report_act act)
{
    enum report_state s = REPORT_draft;

    while (steps[act].leads != 1 << s)
        s++;
    return s;
}

enum report_state
report_state_after(enum report_act last)
{
    return last == REPORT_ACT_NONE ? REPORT_draft : report_step_leads(last);
}

enum right
report_step_right(enum report_act act)
{
    return steps[act].right;
}

const char *
report_step_article(enum report_act act)
{
    return steps[act].article;
}

const char *
report_act_code(enum report_act act)
{
    return steps[act].code;
}

enum report_act
report_act_of(const char *code)
{
    for (enum report_act a = 0; code != NULL && a < REPORT_ACT_COUNT; a++)
        if (strcmp(steps[a].code, code) == 0)
            return a;
    return REPORT_ACT_NONE;
}

const char *
report_act_name(enum report_act act, bool english)
{
    return english ? steps[act].en : steps[act].zh;
}

const char *
report_state_code(enum report_state state)
{
    return states[state].code;
}

const char *
report_state_name(enum report_state state, bool english)
{
    return english ? states[state].en : states[state].zh;
}
