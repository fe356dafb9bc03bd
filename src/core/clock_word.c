/* What the clock's states, deadlines and flags are called. */
#include "core/clock.h"

#include <string.h>

static const struct {
    const char *code, *name;
} statuses[] = {
    {"not_received", "尚未收到"},
    {"awaiting_confirmation", "待确认"},
    {"running", "办理中"},
    {"paused_consultation", "征求意见中"},
    {"overdue", "逾期未答复"},
    {"awaiting_correction", "待补正"},
    {"awaiting_fee", "待缴费"},
    {"abandoned_no_correction", "逾期不补正，待办结"},
    {"abandoned_no_payment", "逾期未缴费，待办结"},
    {"answered", "已答复"},
    {"withdrawn", "已撤回"},
    {"voided", "已作废"},
};

const char clock_status_codes[] = "|awaiting_confirmation|running|awaiting_correction"
                                  "|awaiting_fee|answered|withdrawn|voided";
const char clock_live_codes[] =
    "|not_received|awaiting_confirmation|running|paused_consultation|overdue"
    "|awaiting_correction|awaiting_fee|abandoned_no_correction|abandoned_no_payment"
    "|answered|withdrawn|voided";

static const struct {
    const char *code, *name, *zh, *en;
} deadlines[] = {
    {"confirmation", "与申请人确认", "应当在收到当日联系确认（国办公开办函〔2015〕207号）",
     "to be confirmed on the day of arrival (国办公开办函〔2015〕207号)"},
    {"correction_notice", "补正告知", "七个工作日内一次性告知（条例第三十条）",
     "told once, within 7 working days (Reg. 30)"},
    {"correction", "申请人补正", "无正当理由逾期不补正的，视为放弃申请（条例第三十条）",
     "not corrected in time without good reason: given up (Reg. 30)"},
    {"third_party_reply", "第三方答复",
     "逾期未提出意见的，由行政机关依照条例规定决定是否公开（条例第三十二条）",
     "silence: the agency decides whether to disclose (Reg. 32)"},
    {"joint_agency_reply", "共同制作机关答复",
     "逾期不提出意见的，视为同意公开（条例第三十四条）",
     "silence: taken as consent (Reg. 34)"},
    {"reasons", "申请人说明理由", "理由不合理的，告知不予处理（条例第三十五条）",
     "without good reasons the application is not processed (Reg. 35)"},
    {"payment", "申请人缴费", "逾期未缴纳的，视为放弃申请（国办函〔2020〕109号）",
     "not paid in time: given up (国办函〔2020〕109号)"},
};

static const struct {
    const char *code;
    enum flag_level level;
    const char *article, *zh, *en;
} flags[] = {
#define FLAG(code, level, article, zh, en) {#code, level, article, zh, en},
#include "core/flag.def"
#undef FLAG
};

static const char *const causes[] = {"receipt", "correction", "payment"};

const char *
clock_status_code(enum clock_status s)
{
    return statuses[s].code;
}

const char *
clock_status_name(enum clock_status s)
{
    return statuses[s].name;
}

enum clock_status
clock_status_of(const char *code)
{
    for (unsigned i = 0; code != NULL && i < sizeof statuses / sizeof statuses[0]; i++)
        if (strcmp(statuses[i].code, code) == 0)
            return i;
    return CLOCK_NOT_RECEIVED;
}

bool
clock_is_open(enum clock_status s)
{
    return s != CLOCK_ANSWERED && s != CLOCK_WITHDRAWN && s != CLOCK_VOIDED;
}

const char *
clock_party_code(enum event_kind letter)
{
    return event_is_letter(letter) ? party_code(event_party(letter)) : NULL;
}

const char *
clock_cause_code(enum clock_cause c)
{
    return causes[c];
}

const char *
deadline_code(enum deadline_kind k)
{
    return deadlines[k].code;
}

const char *
deadline_name(enum deadline_kind k)
{
    return deadlines[k].name;
}

const char *
deadline_effect(enum deadline_kind k, bool english)
{
    return english ? deadlines[k].en : deadlines[k].zh;
}

const char *
flag_code(enum flag f)
{
    return flags[f].code;
}

enum flag_level
flag_level(enum flag f)
{
    return flags[f].level;
}

const char *
flag_article(enum flag f)
{
    return flags[f].article;
}

const char *
flag_text(enum flag f, bool english)
{
    return english ? flags[f].en : flags[f].zh;
}
