#include "op/decision.h"

#include "op/act.h"
#include "op/member.h"

#include <stdlib.h>
#include <string.h>

/* The columns of decision_facts.sql. */
enum { SEQ, KIND, DATA };

/* A fact from its entry; the texts live as long as DATA and A. */
static struct fact
fact_from(struct arena *a, const json_t *data, int seq)
{
    struct fact f = {.kind = fact_of(text_member(data, "fact")), .seq = seq};

    for (enum member m = 0; m < MEMBER_COUNT; m++) {
        const json_t *value = json_object_get(data, member_code(m));

        f.members[m] = json_is_integer(value)
                           ? arena_printf(a, "%lld", (long long)json_integer_value(value))
                           : json_string_value(value);
    }
    return f;
}

/* What the case's consultations came to by the day ON. */
static void
read_opinions(struct request *rq, struct decision *d, const PGresult *rows, json_t **data)
{
    const struct clock *c = d->clock;
    struct opinion *list =
        arena_alloc(rq->arena, sizeof *list * (size_t)(c->pause_count + 1));

    for (int i = 0; i < c->pause_count; i++) {
        const struct clock_pause *p = &c->pauses[i];

        list[i] = (struct opinion){.letter = p->kind,
                                   .ended = p->ended != NO_DATE ||
                                            (p->limit != NO_DATE && p->limit < d->on)};
        for (int row = 0; row < PQntuples(rows) && p->replied; row++) {
            const char *ref = text_member(data[row], "ref");

            if (event_is_reply(event_kind_of(PQgetvalue(rows, row, KIND))) && ref != NULL &&
                strcmp(ref, p->ref) == 0)
                list[i].opinion = text_member(data[row], "opinion");
        }
    }
    d->opinions = list;
    d->opinion_count = c->pause_count;
}

/* What the case that DATA links to is to the one that repeats it. */
static enum problem
read_earlier(struct request *rq, const json_t *data, struct decision *d,
             struct earlier *earlier)
{
    PGresult *row;

    put_text(rq, "earlier", text_member(data, "application"));
    TRY(run_sql(rq, SQL(decision_earlier), &row));
    if (PQntuples(row) > 0)
        earlier[d->earlier_count++] =
            (struct earlier){.answered_on = day_at(row, 0, 0),
                             .same_applicant = *PQgetvalue(row, 0, 1) == 't'};
    return OK;
}

static void
take_row(struct arena *a, struct decision *d, const PGresult *rows, int row,
         const json_t *data, struct fact *facts)
{
    switch (event_kind_of(PQgetvalue(rows, row, KIND))) {
    case EVENT_fact:
        facts[d->fact_count++] = fact_from(a, data, atoi(PQgetvalue(rows, row, SEQ)));
        break;
    case EVENT_reasons_received:
        d->reasons_given = true;
        d->reasons_good = stated_member(data, "reasonable") != STATED_NO;
        break;
    case EVENT_answered:
        d->reasoned = text_member(data, "note") != NULL;
        d->served = text_member(data, "service") != NULL;
        break;
    default:
        break;
    }
}

static enum problem
read_facts(struct request *rq, struct decision *d)
{
    PGresult *rows;
    struct fact *facts;
    struct earlier *earlier;
    json_t **data;
    size_t n;

    TRY(run_sql(rq, SQL(decision_facts), &rows));
    n = (size_t)PQntuples(rows) + 1;
    facts = arena_alloc(rq->arena, sizeof *facts * n);
    earlier = arena_alloc(rq->arena, sizeof *earlier * n);
    data = arena_alloc(rq->arena, sizeof *data * n);
    for (int i = 0; i < PQntuples(rows); i++) {
        data[i] = json_loads(PQgetvalue(rows, i, DATA), 0, NULL);
        own_json(rq->arena, data[i]);
        take_row(rq->arena, d, rows, i, data[i], facts);
        if (event_kind_of(PQgetvalue(rows, i, KIND)) == EVENT_linked)
            TRY(read_earlier(rq, data[i], d, earlier));
    }
    d->facts = facts;
    d->earlier = earlier;
    read_opinions(rq, d, rows, data);
    return OK;
}

/* H without its answers, and what takes them back. */
static void
without_answers(struct request *rq, const struct history *h, struct history *out)
{
    out->count = 0;
    out->events = arena_alloc(rq->arena, sizeof *out->events * (size_t)(h->count + 1));
    for (int i = 0; i < h->count; i++) {
        const struct event *e = &h->events[i];
        const struct event *of = e->supersedes ? history_find(h, e->supersedes) : NULL;

        if (e->kind != EVENT_answered && (of == NULL || of->kind != EVENT_answered))
            out->events[out->count++] = *e;
    }
}

static bool
is_delivered(const struct history *h, const struct event *letter)
{
    for (int i = 0; i < h->count; i++)
        if (h->events[i].kind == EVENT_delivered && h->events[i].of == letter->seq)
            return true;
    return letter->delivered_on != NO_DATE;
}

/* Whether the notice that the case waits on reached the applicant. */
static bool
is_notice_delivered(const struct history *h, const struct clock *c)
{
    enum event_kind kind = c->status == CLOCK_ABANDONED_NO_PAYMENT
                               ? EVENT_fee_notice
                               : EVENT_correction_notice;

    for (int i = h->count - 1; i >= 0; i--)
        if (h->events[i].kind == kind)
            return is_delivered(h, &h->events[i]);
    return false;
}

enum problem
decision_read(struct request *rq, const struct history *h, date on, struct decision *d)
{
    struct clock *clock = arena_alloc(rq->arena, sizeof *clock);
    struct clock_terms terms = {.as_of = on};
    struct history open;
    PGresult *row;

    without_answers(rq, h, &open);
    TRY(history_fold(rq, &open, &terms, clock));
    *d = (struct decision){.outcome = OUTCOME_NONE, .on = on, .clock = clock};
    TRY(read_facts(rq, d));
    for (int i = 0; i < clock->deadline_count; i++)
        if (clock->deadlines[i].kind == DEADLINE_correction &&
            clock->deadlines[i].done != NO_DATE)
            d->correction_received = true;
    d->notice_delivered = is_notice_delivered(&open, clock);
    put_date(rq, "decided_on", on);
    TRY(run_sql(rq, SQL(decision_share), &row));
    d->closed = atol(PQgetvalue(row, 0, 0));
    d->closed_other = atol(PQgetvalue(row, 0, 1));
    d->copied = *PQgetvalue(row, 0, 2) == 't';
    d->released = *PQgetvalue(row, 0, 3) == 't';
    return OK;
}

void
decision_add_need(struct text *t, enum precondition p, bool met, bool english)
{
    text_add(t, "{\"need\":");
    text_add_json(t, precondition_code(p));
    text_addf(t, ",\"level\":\"%s\",\"met\":%s,\"article\":",
              precondition_level(p) == BLOCK ? "block" : "warn", met ? "true" : "false");
    text_add_json(t, precondition_article(p));
    text_add(t, ",\"message\":");
    text_add_json(t, precondition_text(p, english));
    text_add(t, "}");
}

static missing
missing_of(const struct decision *d)
{
    missing m = 0;

    _Static_assert(PRECONDITION_COUNT <= 64, "a bit for each precondition");
    for (enum precondition p = 0; p < PRECONDITION_COUNT; p++)
        if (precondition_of(p, d->outcome) && !precondition_met(p, d))
            m |= (missing)1 << p;
    return m;
}

/* Refuses for what of M blocks; *ZH and *EN say what M means. */
static enum problem
refuse(struct request *rq, missing m, const char *zh, const char *en)
{
    struct text t = {NULL, 0, 0};
    enum precondition first = PRECONDITION_COUNT;
    int count = 0;

    for (enum precondition p = 0; p < PRECONDITION_COUNT; p++) {
        if (!(m >> p & 1) || precondition_level(p) != BLOCK)
            continue;
        if (count++ == 0)
            first = p;
        text_add(&t, count > 1 ? "," : "\"missing\":[");
        decision_add_need(&t, p, false, rq->english);
    }
    if (count == 0)
        return OK;
    text_add(&t, "]");
    rq->extra_json = arena_copy(rq->arena, t.bytes, t.len);
    text_free(&t);
    return fail(rq, P_precondition, "%s：%s（%s）", "%s: %s [%s]", rq->english ? en : zh,
                precondition_text(first, rq->english), precondition_article(first));
}

static void
warn(struct request *rq, missing m)
{
    for (enum precondition p = 0; p < PRECONDITION_COUNT; p++)
        if (m >> p & 1 && precondition_level(p) == WARN)
            add_warning(rq, precondition_code(p), "%s（%s）", "%s [%s]",
                        precondition_text(p, rq->english), precondition_article(p));
}

/* Whether the clock lets H be answered at all on ON. */
static enum problem
is_answerable(struct request *rq, const struct history *h, date on, bool *answerable)
{
    struct clock_terms terms = {.as_of = NO_DATE};
    struct clock c;

    TRY(history_fold(rq, h, &terms, &c));
    *answerable = c.received_on != NO_DATE && on >= c.received_on && clock_is_open(c.state);
    return OK;
}

enum problem
decision_check(struct request *rq, const struct history *h, enum outcome outcome, date on)
{
    struct decision d;
    bool answerable;
    missing m;

    TRY(is_answerable(rq, h, on, &answerable));
    if (!answerable)
        return OK;
    TRY(decision_read(rq, h, on, &d));
    d.outcome = outcome;
    d.reasoned = text_of(rq, "note") != NULL;
    d.served = text_of(rq, "service") != NULL;
    m = missing_of(&d);
    TRY(refuse(
        rq, m, arena_printf(rq->arena, "还不能以“%s”办结", outcome_name(outcome)),
        arena_printf(rq->arena, "it cannot be closed as %s yet", outcome_code(outcome))));
    warn(rq, m);
    return OK;
}

enum problem
decision_gaps(struct request *rq, const struct history *h, missing *gaps)
{
    struct clock_terms terms = {.as_of = NO_DATE};
    struct decision d;
    struct clock c;

    *gaps = ~(missing)0;
    TRY(history_fold(rq, h, &terms, &c));
    if (c.state != CLOCK_ANSWERED || c.outcome == OUTCOME_NONE)
        return OK;
    TRY(decision_read(rq, h, c.closed_on, &d));
    d.outcome = c.outcome;
    *gaps = missing_of(&d);
    return OK;
}

enum problem
decision_still(struct request *rq, const struct history *h, missing before)
{
    missing now;

    if (before == ~(missing)0)
        return OK;
    TRY(decision_gaps(rq, h, &now));
    if (now == ~(missing)0)
        return OK;
    return refuse(rq, now & ~before, "这样会使已作出的答复失去依据",
                  "the answer given would lose its ground");
}
