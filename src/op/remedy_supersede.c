#include "op/act.h"
#include "op/fields.h"
#include "op/remedy.h"

static const struct field facts[] = {REMEDY_FACTS(false), {.name = NULL}};

/* The fields of another kind of entry are refused. */
static enum problem
check_fields(struct request *rq, const struct remedy_event *old, date day)
{
    if (old->kind == REMEDY_EVENT_filed) {
        static const struct field acts[] = {REMEDY_ACT_FACTS, {.name = NULL}};

        for (const struct field *f = acts; f->name != NULL; f++)
            if (text_of(rq, f->name) != NULL)
                add_error(rq, f->name, "这一事项没有%s", "an entry of this kind has no %s",
                          rq->english ? f->name : f->label);
        return rq->error_count > 0 ? P_invalid : OK;
    }
    for (const struct field *f = facts; f->name != NULL; f++)
        if (text_of(rq, f->name) != NULL)
            add_error(rq, f->name, "这一事项没有%s", "an entry of this kind has no %s",
                      rq->english ? f->name : f->label);
    return remedy_check_act(rq, old->kind, day, false);
}

/* What the entry :old_seq says with CHANGED laid over it. */
static enum problem
merge(struct request *rq, const char *changed, const char **merged)
{
    PGresult *row;

    put_text(rq, "data", changed);
    TRY(run_sql(rq, SQL(remedy_merge), &row));
    *merged = PQgetvalue(row, 0, 0);
    return OK;
}

/* Replace a wrong entry by a right one; both stay on record. */
OPERATION(
    remedy_supersede, .summary = "Correct an entry of a review or suit",
    .route = "POST /api/v1/agencies/{agency}/remedies/{remedy}/events/{seq}/supersede",
    .right = RIGHT_remedy_correct,
    .body = FIELDS(TEXT("reason", "更正原因", .max = 2000, .multiline = true,
                        .required = true),
                   DATE("happened_on", "日期", .past = true), REMEDY_FACTS(false),
                   REMEDY_ACT_FACTS),
    .reply = REMEDY_REPLY)
{
    const struct remedy_event *old;
    struct remedy_event *new;
    const char *changed = act_data(rq, "|reason|happened_on|claimant", NULL), *merged;
    struct remedy_history h;
    date day;

    TRY(remedy_begin(rq, &h));
    old = remedy_entry(&h, (int)number_of(rq, "seq"));
    if (old == NULL || old->kind == REMEDY_EVENT_retracted)
        return fail_with(rq, P_not_found, "没有这一事项，或该事项不能更正",
                         "there is no such entry to correct");
    day = text_of(rq, "happened_on") ? date_of_field(rq, "happened_on") : old->happened_on;
    TRY(check_fields(rq, old, day));
    TRY(merge(rq, changed, &merged));
    new = remedy_add(&h, old->kind, day, merged);
    new->supersedes = old->seq;
    if (new->kind == REMEDY_EVENT_filed)
        TRY(remedy_check_filed(rq, new->of, new->route));
    put_text(rq, "note", text_of(rq, "reason"));
    return remedy_store(rq, &h, merged);
}
