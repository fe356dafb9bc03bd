#include "op/act.h"
#include "op/clock_view.h"

static const struct field event_fields[] = {
    CHOICE("kind", "事项", .oneof = event_codes, .required = true),
    DATE("happened_on", "发生日期", .required = true),
    TEXT("ref", "征求意见编号", .max = 20, .fault = field_code_fault),
    DATE("delivered_on", "送达日期"),
    DATE("deadline_on", "期限届满日期"),
    INTEGER("days", "工作日", .min = 1, .max = 1000),
    INTEGER("of", "所送达的事项", .min = 1, .max = 1000000),
    BOOLEAN("accepted", "逾期接受"),
    CHOICE("outcome", "办理结果", .oneof = outcome_codes),
    {.name = NULL},
};

static enum problem
suppose(struct request *rq, struct history *h, const json_t *one, int i,
        const struct calendar *cal)
{
    struct clock_terms terms = {.calendar = cal};
    struct clock_refusal refusal;
    struct clock c;
    date on = NO_DATE;
    char *data = json_dumps(one, JSON_COMPACT);

    arena_own(rq->arena, data, free);
    date_parse(json_string_value(json_object_get(one, "happened_on")), &on);
    history_add(rq, h, event_kind_of(json_string_value(json_object_get(one, "kind"))), on,
                data);
    if (clock_judge(rq->arena, &terms, h->events, h->count, &c, &refusal) == OK)
        return OK;
    add_error_with(rq, arena_printf(rq->arena, "events.%d", i), refusal.zh, refusal.en);
    return fail_with(rq, P_act_not_lawful, refusal.zh, refusal.en);
}

/* The clock as it would stand if more happened; judged as the acts themselves would be, and
 * nothing is kept. */
OPERATION(clock_what_if, .summary = "Show what supposed events would do to the clock",
          .route = "POST /api/v1/applications/{application}/clock/what-if",
          .right = RIGHT_case_read, .asks = true,
          .body = FIELDS(LIST("events", "设想的事项", .required = true, .min = 1, .max = 20,
                              .fields = event_fields),
                         DATE("as_of", "截至")),
          .reply = FIELDS(ID("application", "申请", .required = true), CLOCK_FIELDS,
                          CLOCK_MORE_FIELDS))
{
    const json_t *list = json_object_get(rq->body, "events");
    struct clock_terms terms = {.as_of = date_of_field(rq, "as_of")};
    struct history h;
    struct clock c;
    json_t *view, *one;
    size_t i;

    put_text(rq, "known_at", NULL);
    TRY(history_read(rq, &h));
    if (h.count == 0)
        return fail_with(rq, P_not_found, "没有这件申请", "no such application");
    TRY(history_fold(rq, &h, &terms, &c));
    json_array_foreach(list, i, one)
        TRY(suppose(rq, &h, one, (int)i, terms.calendar));
    if (terms.as_of == NO_DATE)
        terms.as_of = rq->today;
    for (int k = 0; k < h.count && text_of(rq, "as_of") == NULL; k++)
        if (h.events[k].happened_on > terms.as_of)
            terms.as_of = h.events[k].happened_on;
    clock_fold(rq->arena, &terms, h.events, h.count, &c);
    view = clock_view(rq, &terms, h.events, h.count, &c);
    json_object_set_new(view, "application", json_string(text_of(rq, "application")));
    clock_view_more(rq, &terms, h.events, h.count, &c, view);
    return reply_json(rq, 200, view);
}
