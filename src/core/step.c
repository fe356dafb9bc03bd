#include "core/step.h"

enum {
    NEW = 1 << CLOCK_NOT_RECEIVED,
    AC = 1 << CLOCK_AWAITING_CONFIRMATION,
    RU = 1 << CLOCK_RUNNING,
    CO = 1 << CLOCK_AWAITING_CORRECTION,
    FE = 1 << CLOCK_AWAITING_FEE,
    AN = 1 << CLOCK_ANSWERED,
    WI = 1 << CLOCK_WITHDRAWN,
    VO = 1 << CLOCK_VOIDED,
    STAYS = 1 << (CLOCK_VOIDED + 1),
    RECEIVED = RU | CO | FE,
};

static const struct {
    enum event_kind kind;
    int states, leads;
} ways[] = {
#define STEP(kind, states, leads, right, correction, article, zh, en)                      \
    {EVENT_##kind, states, leads},
#define ALSO(kind, states, leads) {EVENT_##kind, states, leads},
#include "core/step.def"
#undef ALSO
#undef STEP
};

static const struct {
    enum right right, correction;
    const char *article, *zh, *en;
} steps[] = {
#define STEP(kind, states, leads, right, correction, article, zh, en)                      \
    [EVENT_##kind] = {RIGHT_##right, RIGHT_##correction, article, zh, en},
#define ALSO(kind, states, leads)
#include "core/step.def"
#undef ALSO
#undef STEP
};

_Static_assert(sizeof steps / sizeof steps[0] == EVENT_COUNT, "a row for each kind");

static bool
has(int states, enum clock_status s)
{
    return (states >> s & 1) != 0;
}

bool
step_leads(enum event_kind kind, enum clock_status state, enum clock_status then)
{
    for (unsigned i = 0; i < sizeof ways / sizeof ways[0]; i++)
        if (ways[i].kind == kind && has(ways[i].states, state) &&
            (has(ways[i].leads, then) || (state == then && (ways[i].leads & STAYS) != 0)))
            return true;
    return false;
}

bool
step_allowed(enum event_kind kind, enum clock_status state)
{
    for (enum clock_status then = CLOCK_NOT_RECEIVED; then <= CLOCK_VOIDED; then++)
        if (step_leads(kind, state, then))
            return true;
    return false;
}

bool
step_is_state(enum clock_status s)
{
    return has(NEW | AC | RECEIVED | AN | WI | VO, s);
}

enum right
step_right(enum event_kind kind)
{
    return steps[kind].right;
}

enum right
step_correction_right(enum event_kind kind)
{
    return steps[kind].correction;
}

const char *
step_article(enum event_kind kind)
{
    return steps[kind].article;
}

const char *
step_needs(enum event_kind kind, bool english)
{
    return english ? steps[kind].en : steps[kind].zh;
}
