#include "op/letter.h"

#include "core/stands.h"
#include "op/act.h"
#include "op/decision.h"
#include "op/member.h"

#include <stdlib.h>

static bool
was_there(const struct service_problem *p, const struct service_problem *before, int n)
{
    for (int i = 0; i < n; i++)
        if (before[i].fault == p->fault && before[i].seq == p->seq)
            return true;
    return false;
}

/* An entry that supersedes shows what it took over from the one before. */
static bool
is_taken_over(const struct service_problem *p, const struct event *new,
              const struct service_problem *before, int n)
{
    struct service_problem same = {p->fault, new->supersedes};

    return p->seq == new->seq &&was_there(&same, before, n);
}

static enum problem
refuse(struct request *rq, const struct service_problem *p, const struct event *new)
{
    const char *zh = "", *en = "";

    if (p->seq != new->seq) {
        zh = arena_printf(rq->arena, "这样会使第 %d 项失去依据：", p->seq);
        en = arena_printf(rq->arena, "entry %d would lose its ground: ", p->seq);
    }
    return fail_with(rq, P_act_not_lawful,
                     arena_printf(rq->arena, "%s%s（国办公开办函〔2016〕235号）", zh,
                                  service_fault_text(p->fault, false)),
                     arena_printf(rq->arena, "%s%s (国办公开办函〔2016〕235号)", en,
                                  service_fault_text(p->fault, true)));
}

/* ---- What is worth a warning ---- */

/* The served letter that E is, or is about; NULL for none. */
static const struct served *
served_by(const struct history *h, const struct served *all, int n, const struct event *e)
{
    int place = event_is_served(e->kind) ? event_place(h->events, h->count, e->seq)
                                         : event_place(h->events, h->count, e->of);

    for (int i = 0; i < n; i++)
        if (event_place(h->events, h->count, all[i].letter->seq) == place)
            return &all[i];
    return NULL;
}

/* Open point 11 of the rules: the year a result counts in is that of the day it was given. */
static void
warn_of_answer(struct request *rq, const struct served *s)
{
    const struct event *answer = s->letter;
    char counts[DATE_SIZE], stated[DATE_SIZE];

    if (s->counts_on == NO_DATE)
        return;
    date_text(s->counts_on, counts);
    if (s->counts_on != answer->happened_on && s->count > 0 &&
        s->journeys[0].seq != answer->seq)
        add_warning(
            rq, "answered_on",
            "该答复登记的答复日期是 %s，而以%s %s 为准；请更正答复（国办公开办函〔2016〕235号）",
            "the answer is entered as of %s, but the day that counts (%s) is %s; "
            "correct the answer (国办公开办函〔2016〕235号)",
            date_text(answer->happened_on, stated), service_way_day(s->counts_by), counts);
    if (answer->dated_on != NO_DATE &&
        date_year(answer->dated_on) != date_year(s->counts_on))
        add_warning(
            rq, "dated_on", "落款日期 %s 与答复日期 %s 不在同一年；按答复日期计入年度统计",
            "signed on %s and given on %s lie in different years; the result counts "
            "in the year it was given",
            date_text(answer->dated_on, stated), counts);
}

/* What is posted anew, not corrected, without what it could be traced by. */
static bool
is_untraceable(struct request *rq, const struct event *e)
{
    return e->kind == EVENT_dispatched && e->way == WAY_post && e->supersedes == 0 &&
           text_of(rq, "tracking_number") == NULL;
}

static void
warn(struct request *rq, const struct served *s, const struct event *e)
{
    if (s->letter->kind == EVENT_answered)
        warn_of_answer(rq, s);
    if (is_untraceable(rq, e))
        add_warning(rq, "tracking_number", "邮寄没有邮件号，难以证明送达%s",
                    "posted without a tracking number; service will be hard to prove%s",
                    "");
}

enum problem
letter_judge(struct request *rq, const struct history *h)
{
    const struct event *new = &h->events[h->count - 1];
    struct served *all, *then;
    struct service_problem *now, *before;
    const struct served *s;
    int now_count, before_count, n;

    n = service_fold(rq->arena, h->events, h->count, &all, &now, &now_count);
    if (now_count > 0) {
        service_fold(rq->arena, h->events, h->count - 1, &then, &before, &before_count);
        for (int i = 0; i < now_count; i++)
            if (!was_there(&now[i], before, before_count) &&
                !is_taken_over(&now[i], new, before, before_count))
                return refuse(rq, &now[i], new);
    }
    s = served_by(h, all, n, new);
    if (s != NULL)
        warn(rq, s, new);
    return OK;
}

/* ---- A step ---- */

json_t *
letter_json(const struct served *s)
{
    const struct event *e = s->letter;
    json_t *j = json_object();

    json_object_set_new(j, "letter", json_integer(e->seq));
    json_object_set_new(j, "kind", json_string(event_kind_code(e->kind)));
    json_object_set_new(j, "name", json_string(event_kind_name(e->kind)));
    json_object_set_new(j, "dated_on",
                        day_json(e->dated_on != NO_DATE ? e->dated_on : e->happened_on));
    json_object_set_new(j, "state", json_string(service_state_code(s->state)));
    json_object_set_new(j, "counts_on", day_json(s->counts_on));
    json_object_set_new(j, "counts_as", text_json(service_way_day(s->counts_by)));
    json_object_set_new(j, "source", text_json(service_way_source(s->counts_by)));
    return j;
}

/* What the letter came to with the step that was just added, for the reply. */
static void
put_service(struct request *rq, const struct history *h)
{
    const struct event *new = &h->events[h->count - 1];
    struct service_problem *problems;
    const struct served *s;
    struct served *all;
    int n, problem_count;
    char *bytes = NULL;

    n = service_fold(rq->arena, h->events, h->count, &all, &problems, &problem_count);
    s = served_by(h, all, n, new);
    if (s != NULL) {
        json_t *j = letter_json(s);

        bytes = json_dumps(j, JSON_COMPACT);
        json_decref(j);
        arena_own(rq->arena, bytes, free);
    }
    put_text(rq, "service", bytes);
}

enum problem
letter_step(struct request *rq, enum event_kind kind, const char *date_field,
            date happened_on)
{
    struct standing before = {.answered = false};
    const char *data;
    struct history h;
    long place;

    TRY(act_begin(rq, &h));
    if (kind == EVENT_delivered) /* from which periods run, that an answer may rest on */
        TRY(decision_standing(rq, &h, &before));
    /* Known by its first entry, whatever corrects it later; what is none is refused below. */
    place = event_place(h.events, h.count, (int)number_of(rq, "seq"));
    data = act_data(
        rq, arena_printf(rq->arena, "|%s", date_field),
        arena_printf(rq->arena, "\"of\":%ld", place ? place : number_of(rq, "seq")));
    history_add(rq, &h, kind, happened_on, data);
    TRY(decision_warn(rq, &h, &before, data));
    put_service(rq, &h);
    return act_store_with(rq, &h, data, SQL(letter_record));
}
