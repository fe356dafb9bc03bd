#include "op/decision.h"
#include "op/fields.h"

#include "core/situation.h"

#define LEVELS_OF_NEED "|block|warn"

static void
add_text(struct text *t, const char *name, const char *value)
{
    text_addf(t, ",\"%s\":", name);
    text_add_json(t, value);
}

static void
add_outcome(struct request *rq, struct text *t, const struct decision *d, bool answerable)
{
    bool first = true;

    text_addf(t, "{\"code\":\"%s\"", outcome_code(d->outcome));
    add_text(t, "name", outcome_name(d->outcome));
    add_text(t, "group", outcome_group_label(outcome_group(d->outcome)));
    add_text(t, "label", outcome_label(d->outcome));
    add_text(t, "article", outcome_article(d->outcome));
    text_addf(t, ",\"allowed\":%s,\"needs\":[",
              answerable && decision_lawful(d) ? "true" : "false");
    for (enum precondition p = 0; p < PRECONDITION_COUNT; p++) {
        if (!precondition_of(p, d->outcome))
            continue;
        text_add(t, first ? "" : ",");
        decision_add_need(t, p, precondition_met(p, d), rq->english);
        first = false;
    }
    text_add(t, "]}");
}

static void
add_situations(struct text *t, const struct readings *r)
{
    for (enum situation s = 0; s < SITUATION_COUNT; s++) {
        text_addf(t, "%s{\"code\":\"%s\"", s ? "," : "", situation_code(s));
        add_text(t, "name", situation_name(s));
        add_text(t, "outcome", outcome_code(situation_outcome(s, r)));
        add_text(t, "article", situation_article(s));
        text_add(t, ",\"reading\":");
        if (situation_reading(s) == READING_NONE)
            text_add(t, "null}");
        else
            text_addf(t, "\"%s\"}", reading_code(situation_reading(s)));
    }
}

/* The 21 outcomes for one case on one day: what each wants, what is there and what is not;
 * what its items come to; why none may be taken at all; and the way from situations to outcomes, as the case's readings
 * have it.  The answer is judged by the same table. */
OPERATION(
    outcome_list, .summary = "List the 21 outcomes with what each still needs",
    .route = "GET /api/v1/applications/{application}/outcomes", .right = RIGHT_case_read,
    .query = FIELDS(DATE("answered_on", "拟答复日期"), BOOLEAN("reasoned", "将写明理由"),
                    BOOLEAN("served", "将写明送达方式")),
    .reply = FIELDS(
        DATE("answered_on", "拟答复日期", .required = true), TEXT("why", "不能办结的原因"),
        CHOICE("suggested", "按分项应为", .oneof = outcome_codes),
        LIST("outcomes", "办理结果", .required = true,
             .fields = FIELDS(
                 CHOICE("code", "代码", .oneof = outcome_codes, .required = true),
                 TEXT("name", "名称", .required = true),
                 TEXT("group", "分组", .required = true),
                 TEXT("label", "表格用语", .required = true),
                 TEXT("article", "依据", .required = true),
                 BOOLEAN("allowed", "可以办结", .required = true),
                 LIST("needs", "前提条件", .required = true,
                      .fields = FIELDS(TEXT("need", "条件", .required = true),
                                       CHOICE("level", "程度", .oneof = LEVELS_OF_NEED,
                                              .required = true),
                                       BOOLEAN("met", "具备", .required = true),
                                       TEXT("article", "依据", .required = true),
                                       TEXT("message", "不具备时的提示", .required = true),
                                       LIST("facts", "可以补记的事实",
                                            .required = true))))),
        LIST("situations", "情形", .required = true,
             .fields = FIELDS(
                 TEXT("code", "代码", .required = true),
                 TEXT("name", "情形", .required = true),
                 CHOICE("outcome", "办理结果", .oneof = outcome_codes, .required = true),
                 TEXT("article", "依据", .required = true), TEXT("reading", "适用理解")))))
{
    date on = date_of_field(rq, "answered_on");
    struct text t = {NULL, 0, 0};
    struct decision_barrier barrier;
    enum outcome suggested;
    struct decision d;
    struct history h;
    char day[DATE_SIZE];

    put_text(rq, "known_at", NULL);
    TRY(history_read(rq, &h));
    if (h.count == 0)
        return fail_with(rq, P_not_found, "没有这件申请", "no such application");
    if (on == NO_DATE)
        on = rq->today;
    TRY(decision_answerable(rq, &h, on, &barrier));
    TRY(decision_read(rq, &h, on, &d));
    d.reasoned = is_true(rq, "reasoned");
    d.served = is_true(rq, "served");
    suggested = outcome_of_items(d.facts, d.fact_count);
    text_addf(&t, "{\"answered_on\":\"%s\",\"why\":", date_text(on, day));
    if (barrier.zh == NULL)
        text_add(&t, "null");
    else
        text_add_json(&t, rq->english ? barrier.en : barrier.zh);
    text_add(&t, ",\"suggested\":");
    if (suggested == OUTCOME_NONE)
        text_add(&t, "null");
    else
        text_add_json(&t, outcome_code(suggested));
    text_add(&t, ",\"outcomes\":[");
    for (enum outcome o = 0; o < OUTCOME_COUNT; o++) {
        text_add(&t, o ? "," : "");
        d.outcome = o;
        add_outcome(rq, &t, &d, barrier.zh == NULL);
    }
    text_add(&t, "],\"situations\":[");
    add_situations(&t, &d.clock->readings);
    text_add(&t, "]}");
    return reply_text(rq, 200, "application/json", &t);
}
