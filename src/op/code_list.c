#include "core/fact.h"
#include "core/link.h"
#include "core/outcome.h"
#include "core/remedy.h"
#include "core/step.h"
#include "http/request.h"
#include "op/event_member.h"

#include <string.h>

/* A list of {code, name, …}; each line of it is written by one of the functions below. */
static void
add_code(struct text *t, bool first, const char *code, const char *name)
{
    text_add(t, first ? "{\"code\":" : ",{\"code\":");
    text_add_json(t, code);
    text_add(t, ",\"name\":");
    text_add_json(t, name);
}

static void
add_outcomes(struct text *t)
{
    for (enum outcome o = 0; o < OUTCOME_COUNT; o++) {
        add_code(t, o == 0, outcome_code(o), outcome_name(o));
        text_add(t, ",\"group\":");
        text_add_json(t, outcome_group_label(outcome_group(o)));
        text_add(t, ",\"label\":");
        text_add_json(t, outcome_label(o));
        text_add(t, ",\"article\":");
        text_add_json(t, outcome_article(o));
        text_add(t, "}");
    }
}

static void
add_channels(struct text *t)
{
    for (enum channel c = 0; c < CHANNEL_COUNT; c++) {
        add_code(t, c == 0, channel_code(c), channel_name(c));
        text_add(t, ",\"receipt\":");
        text_add_json(t, channel_clause(c));
        text_add(t, channel_confirms(c) ? ",\"confirms\":true}" : ",\"confirms\":false}");
    }
}

static void
add_links(struct text *t)
{
    text_add(t, ",\"links\":[");
    for (enum link l = 0; l < LINK_COUNT; l++) {
        add_code(t, l == 0, link_code(l), link_name(l));
        text_add(t, ",\"inverse\":");
        text_add_json(t, link_inverse(l));
        text_add(t, "}");
    }
    text_add(t, "]");
}

static void
add_roles_and_rights(struct text *t)
{
    text_add(t, ",\"roles\":[");
    for (enum role r = 0; r < ROLE_COUNT; r++) {
        add_code(t, r == 0, role_code(r), role_name(r, false));
        text_add(t, "}");
    }
    text_add(t, "],\"rights\":[");
    for (enum right r = RIGHT_NONE + 1; r < RIGHT_COUNT; r++) {
        add_code(t, r == RIGHT_NONE + 1, right_code(r), right_name(r, false));
        text_add(t, "}");
    }
    text_add(t, "]");
}

static void
add_remedies(struct text *t)
{
    text_add(t, ",\"remedy_events\":[");
    for (enum remedy_event_kind k = 0; k < REMEDY_EVENT_COUNT; k++) {
        add_code(t, k == 0, remedy_event_code(k), remedy_event_name(k));
        text_add(t, "}");
    }
    text_add(t, "],\"remedy_results\":[");
    for (enum remedy_result r = 0; r < RESULT_COUNT; r++) {
        enum remedy_kind of = remedy_result_kind(r);
        enum remedy_column column = remedy_result_column(r);

        add_code(t, r == 0, remedy_result_code(r), remedy_result_name(r));
        text_addf(t, ",\"of\":\"%s\",\"column\":",
                  of == REMEDY_NONE ? "appeal" : remedy_kind_code(of));
        if (column == COLUMN_as_before)
            text_add(t, "null");
        else
            text_add_json(t, remedy_column_code(column));
        text_add(t, ",\"article\":");
        text_add_json(t, remedy_result_article(r));
        text_add(t, "}");
    }
    text_add(t, "]");
}

/* In which states of the case an act of KIND may be taken, and where it leads; what begins a
 * case, from not_received. */
static void
add_states(struct text *t, enum event_kind kind)
{
    bool first = true;

    text_add(t, ",\"states\":[");
    for (enum clock_status s = 0; s <= CLOCK_VOIDED; s++) {
        if (!step_allowed(kind, s))
            continue;
        add_code(t, first, clock_status_code(s), clock_status_name(s));
        text_add(t, ",\"leads_to\":[");
        first = true;
        for (enum clock_status then = 0; then <= CLOCK_VOIDED; then++) {
            if (!step_leads(kind, s, then))
                continue;
            add_code(t, first, clock_status_code(then), clock_status_name(then));
            text_add(t, "}");
            first = false;
        }
        text_add(t, "]}");
        first = false;
    }
    text_add(t, "]");
}

static void
add_right(struct text *t, const char *member, enum right right)
{
    if (right == RIGHT_NONE)
        text_addf(t, ",\"%s\":null", member);
    else
        text_addf(t, ",\"%s\":\"%s\"", member, right_code(right));
}

static void
add_steps(struct text *t, bool english)
{
    text_add(t, ",\"steps\":[");
    for (enum event_kind k = 0; k < EVENT_COUNT; k++) {
        add_code(t, k == 0, event_kind_code(k), event_kind_name(k));
        add_states(t, k);
        add_right(t, "right", step_right(k));
        add_right(t, "right_to_correct", step_correction_right(k));
        text_add(t, ",\"needs\":");
        text_add_json(t, step_needs(k, english));
        text_add(t, ",\"article\":");
        text_add_json(t, step_article(k));
        text_add(t, "}");
    }
    text_add(t, "]");
}

/* The codes of LIST ("|a|b") as a member. */
static void
add_list(struct text *t, const char *member, const char *list)
{
    text_addf(t, ",\"%s\":[", member);
    for (const char *at = list; *at == '|'; at += strcspn(at, "|")) {
        text_add(t, at == list ? "\"" : ",\"");
        at++;
        text_add_bytes(t, at, strcspn(at, "|"));
        text_add(t, "\"");
    }
    text_add(t, "]");
}

static void
add_events(struct text *t)
{
    text_add(t, ",\"events\":[");
    for (enum event_kind k = 0; k < EVENT_COUNT; k++) {
        add_code(t, k == 0, event_kind_code(k), event_kind_name(k));
        text_addf(t, ",\"correctable\":%s", event_is_correctable(k) ? "true" : "false");
        add_list(t, "members", event_members(k));
        text_add(t, "}");
    }
    text_add(t, "]");
}

/* What a fact must and may state, and what `which` may be. */
static void
add_facts(struct text *t)
{
    const char *code, *name;

    text_add(t, ",\"facts\":[");
    for (enum fact_kind k = 0; k < FACT_COUNT; k++) {
        add_code(t, k == 0, fact_code(k), fact_name(k));
        add_list(t, "must", fact_must(k));
        add_list(t, "may", fact_may(k));
        text_add(t, ",\"which\":[");
        for (int n = 0; (code = fact_which(k, n, &name)) != NULL; n++) {
            add_code(t, n == 0, code, name);
            text_add(t, "}");
        }
        text_add(t, "],\"article\":");
        text_add_json(t, fact_article(k));
        text_add(t, "}");
    }
    text_add(t, "]");
}

#define CODE_AND_NAME                                                                      \
    TEXT("code", "代码", .required = true), TEXT("name", "名称", .required = true)

/* The code lists of the law, and of roles and rights: what the other operations take and give. */
OPERATION(
    code_list,
    .summary =
        "List outcomes, channels, applicant categories, events, facts, steps, roles, rights",
    .route = "GET /api/v1/codes", .open = true, .no_tables = true,
    .reply = FIELDS(
        LIST("outcomes", "办理结果", .required = true,
             .fields = FIELDS(CODE_AND_NAME, TEXT("group", "分组", .required = true),
                              TEXT("label", "表格用语", .required = true),
                              TEXT("article", "依据", .required = true))),
        LIST("channels", "渠道", .required = true,
             .fields = FIELDS(CODE_AND_NAME, TEXT("receipt", "收到之日", .required = true),
                              BOOLEAN("confirms", "须双方确认", .required = true))),
        LIST("applicant_categories", "申请人类别", .required = true,
             .fields = FIELDS(CODE_AND_NAME)),
        LIST("events", "事项", .required = true,
             .fields = FIELDS(CODE_AND_NAME,
                              BOOLEAN("correctable", "可以更正", .required = true),
                              LIST("members", "可以更正的内容", .required = true))),
        LIST("facts", "事实", .required = true,
             .fields = FIELDS(CODE_AND_NAME, LIST("must", "须填写", .required = true),
                              LIST("may", "可填写", .required = true),
                              LIST("which", "类别", .required = true,
                                   .fields = FIELDS(CODE_AND_NAME)),
                              TEXT("article", "依据", .required = true))),
        LIST("steps", "步骤", .required = true,
             .fields = FIELDS(CODE_AND_NAME,
                              LIST("states", "可以办理的状态", .required = true,
                                   .fields = FIELDS(CODE_AND_NAME,
                                                    LIST("leads_to", "办理后的状态",
                                                         .required = true,
                                                         .fields = FIELDS(CODE_AND_NAME)))),
                              TEXT("right", "权限"),
                              TEXT("right_to_correct", "更正的权限", .required = true),
                              TEXT("needs", "所需", .required = true),
                              TEXT("article", "依据", .required = true))),
        LIST("links", "关联", .required = true,
             .fields = FIELDS(CODE_AND_NAME,
                              TEXT("inverse", "反向名称", .required = true))),
        LIST("remedy_events", "复议和诉讼的事项", .required = true,
             .fields = FIELDS(CODE_AND_NAME)),
        LIST("remedy_results", "复议和诉讼的结果", .required = true,
             .fields = FIELDS(CODE_AND_NAME,
                              CHOICE("of", "种类", .oneof = "|review|suit|appeal",
                                     .required = true),
                              CHOICE("column", "表四的列", .oneof = remedy_column_codes),
                              TEXT("article", "依据", .required = true))),
        LIST("roles", "角色", .required = true, .fields = FIELDS(CODE_AND_NAME)),
        LIST("rights", "权限", .required = true, .fields = FIELDS(CODE_AND_NAME))))
{
    struct text t = {NULL, 0, 0};

    text_add(&t, "{\"outcomes\":[");
    add_outcomes(&t);
    text_add(&t, "],\"channels\":[");
    add_channels(&t);
    text_add(&t, "],\"applicant_categories\":[");
    for (enum category c = 0; c < CATEGORY_COUNT; c++) {
        add_code(&t, c == 0, category_code(c), category_label(c));
        text_add(&t, "}");
    }
    text_add(&t, "]");
    add_events(&t);
    add_facts(&t);
    add_steps(&t, rq->english);
    add_links(&t);
    add_remedies(&t);
    add_roles_and_rights(&t);
    text_add(&t, "}");
    return reply_text(rq, 200, "application/json", &t);
}
