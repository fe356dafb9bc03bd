/* The way of an annual report from draft to published: report_step.def is the table. */
#ifndef GONGKAI_CORE_REPORT_STEP_H
#define GONGKAI_CORE_REPORT_STEP_H

#include "core/right.h"

#include <stdbool.h>

enum report_state {
    REPORT_STATE_NONE = -1,
    REPORT_draft,
    REPORT_submitted,
    REPORT_returned,
    REPORT_accepted,
    REPORT_frozen,
    REPORT_published,
    REPORT_STATE_COUNT
};

enum report_act {
    REPORT_ACT_NONE = -1,
#define REPORT_STEP(act, states, leads, right, article, zh, en) REPORT_ACT_##act,
#include "core/report_step.def"
#undef REPORT_STEP
    REPORT_ACT_COUNT
};

/* Whether ACT may be done to a report in STATE, and the state it then has. */
bool report_step_allowed(enum report_act act, enum report_state state);
enum report_state report_step_leads(enum report_act act);

/* The state after ACT, the last one that was done; draft after REPORT_ACT_NONE. */
enum report_state report_state_after(enum report_act last);

enum right report_step_right(enum report_act act);
const char *report_step_article(enum report_act act);

/* Codes ("submit", "draft") and names; NONE for an unknown or absent code. */
extern const char report_act_codes[], report_state_codes[];
const char *report_act_code(enum report_act act);
enum report_act report_act_of(const char *code);
const char *report_act_name(enum report_act act, bool english);
const char *report_state_code(enum report_state state);
const char *report_state_name(enum report_state state, bool english);

#endif
