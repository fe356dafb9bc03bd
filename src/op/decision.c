#include "op/decision.h"

#include "core/stands.h"
#include "op/act.h"
#include "op/member.h"

#include <stdlib.h>
#include <string.h>

/* The columns of decision_facts.sql. */
enum { SEQ, KIND, DATA };

/* An entry of the case that a decision rests on. */
struct entry {
    int seq;
    enum event_kind kind;
    const json_t *data;
};

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
read_opinions(struct request *rq, struct decision *d, const struct entry *entries, int n)
{
    const struct clock *c = d->clock;
    struct opinion *list =
        arena_alloc(rq->arena, sizeof *list * (size_t)(c->pause_count + 1));

    for (int i = 0; i < c->pause_count; i++) {
        const struct clock_pause *p = &c->pauses[i];

        list[i] = (struct opinion){.letter = p->kind,
                                   .ended = p->ended != NO_DATE ||
                                            (p->limit != NO_DATE && p->limit < d->on)};
        for (int k = 0; k < n && p->replied; k++) {
            const char *ref = text_member(entries[k].data, "ref");

            if (event_is_reply(entries[k].kind) && ref != NULL && strcmp(ref, p->ref) == 0)
                list[i].opinion = text_member(entries[k].data, "opinion");
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
take_entry(struct arena *a, struct decision *d, const struct entry *e, struct fact *facts)
{
    const char *ground;

    switch (e->kind) {
    case EVENT_fact:
        facts[d->fact_count++] = fact_from(a, e->data, e->seq);
        break;
    case EVENT_reasons_received:
        d->reasons_given = true;
        d->reasons_good = stated_member(e->data, "reasonable") != STATED_NO;
        break;
    case EVENT_answered:
        ground = text_member(e->data, "ground");
        d->reasoned = text_member(e->data, "note") != NULL;
        d->served = text_member(e->data, "service") != NULL;
        d->merged = ground != NULL && strcmp(ground, "merged") == 0;
        break;
    default:
        break;
    }
}

/* The entries of the case that stand, and NEW (NULL: none), which is not stored yet and which
 * the JSON object DATA describes. */
static enum problem
read_entries(struct request *rq, const struct event *new, const char *data,
             struct entry **out, int *count)
{
    PGresult *rows;
    int n;

    TRY(run_sql(rq, SQL(decision_facts), &rows));
    n = PQntuples(rows);
    *out = arena_alloc(rq->arena, sizeof **out * (size_t)(n + 1));
    *count = n + (new != NULL ? 1 : 0);
    for (int i = 0; i < *count; i++) {
        json_t *j = json_loads(i < n ? PQgetvalue(rows, i, DATA) : data, 0, NULL);

        own_json(rq->arena, j);
        (*out)[i] = (struct entry){
            .seq = i < n ? atoi(PQgetvalue(rows, i, SEQ)) : new->seq,
            .kind = i < n ? event_kind_of(PQgetvalue(rows, i, KIND)) : new->kind,
            .data = j,
        };
    }
    return OK;
}

static enum problem
read_facts(struct request *rq, const struct event *new, const char *data,
           struct decision *d)
{
    struct entry *entries;
    struct fact *facts;
    struct earlier *earlier;
    int n;

    TRY(read_entries(rq, new, data, &entries, &n));
    facts = arena_alloc(rq->arena, sizeof *facts * (size_t)(n + 1));
    earlier = arena_alloc(rq->arena, sizeof *earlier * (size_t)(n + 1));
    for (int i = 0; i < n; i++) {
        take_entry(rq->arena, d, &entries[i], facts);
        if (entries[i].kind == EVENT_linked)
            TRY(read_earlier(rq, entries[i].data, d, earlier));
    }
    d->facts = facts;
    d->earlier = earlier;
    read_opinions(rq, d, entries, n);
    return OK;
}

/* H without what is of KIND, and what takes that back. */
static void
without(struct request *rq, const struct history *h, enum event_kind kind,
        struct history *out)
{
    struct history rest = {.count = 0};

    rest.events = arena_alloc(rq->arena, sizeof *out->events * (size_t)(h->count + 1));
    for (int i = 0; i < h->count; i++) {
        const struct event *e = &h->events[i];
        const struct event *of = e->supersedes ? history_find(h, e->supersedes) : NULL;

        if (e->kind != kind && (of == NULL || of->kind != kind))
            rest.events[rest.count++] = *e;
    }
    *out = rest;
}

/* A delivery names its letter by the first entry of the letter's place. */
static bool
is_delivered(const struct history *h, const struct event *letter)
{
    int place = event_place(h->events, h->count, letter->seq);

    for (int i = 0; i < h->count; i++) {
        const struct event *e = &h->events[i];

        if (e->kind == EVENT_delivered && event_stands(h->events, h->count, e) &&
            event_place(h->events, h->count, e->of) == place)
            return true;
    }
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
        if (h->events[i].kind == kind && event_stands(h->events, h->count, &h->events[i]))
            return is_delivered(h, &h->events[i]);
    return false;
}

/* The same as decision_read, with NEW, the last entry of H, as DATA describes it. */
static enum problem
read_with(struct request *rq, const struct history *h, date on, const struct event *new,
          const char *data, struct decision *d)
{
    struct clock *clock = arena_alloc(rq->arena, sizeof *clock);
    struct clock_terms terms = {.as_of = on};
    struct history open;
    PGresult *row;

    without(rq, h, EVENT_answered, &open);
    without(rq, &open, EVENT_voided, &open);
    TRY(history_fold(rq, &open, &terms, clock));
    *d = (struct decision){.outcome = OUTCOME_NONE, .on = on, .clock = clock};
    TRY(read_facts(rq, new, data, d));
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

enum problem
decision_read(struct request *rq, const struct history *h, date on, struct decision *d)
{
    return read_with(rq, h, on, NULL, NULL, d);
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
    text_add(t, ",\"facts\":[");
    for (int n = 0; precondition_fact(p, n) != FACT_NONE; n++)
        text_addf(t, "%s\"%s\"", n ? "," : "", fact_code(precondition_fact(p, n)));
    text_add(t, "]}");
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

bool
decision_blocks(missing m)
{
    for (enum precondition p = 0; p < PRECONDITION_COUNT; p++)
        if (m >> p & 1 && precondition_level(p) == BLOCK)
            return true;
    return false;
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

enum problem
decision_answerable(struct request *rq, const struct history *h, date on,
                    struct decision_barrier *b)
{
    struct clock_terms terms = {.as_of = NO_DATE};
    struct clock c;

    TRY(history_fold(rq, h, &terms, &c));
    *b = (struct decision_barrier){NULL, NULL};
    if (c.state == CLOCK_VOIDED)
        *b = (struct decision_barrier){
            "该申请已作废，不能办结；误作废的，请先撤销作废（条例第三十一条）",
            "the case is void; retract that first if it was a mistake (Reg. 31)"};
    else if (c.state == CLOCK_WITHDRAWN)
        *b = (struct decision_barrier){"申请人已撤回申请，该件已经办结",
                                       "the applicant withdrew; the case is closed"};
    else if (c.state == CLOCK_ANSWERED)
        *b = (struct decision_barrier){
            "该申请已经答复；答复有误的，请更正或者撤销原答复（条例第三十三条）",
            "the case is answered; correct or retract that answer if it is wrong (Reg. 33)"};
    else if (c.received_on == NO_DATE)
        *b = (struct decision_barrier){
            "尚未确认收到，不能办结；请先与申请人确认（条例第三十一条）",
            "receipt is not confirmed yet; confirm it with the applicant (Reg. 31)"};
    else if (on < c.received_on)
        *b = (struct decision_barrier){
            "拟答复日期早于收到申请之日（条例第三十一条、第三十三条）",
            "that day lies before the day of receipt (Reg. 31, 33)"};
    return OK;
}

enum problem
decision_check(struct request *rq, const struct history *h, const struct decision *answer)
{
    struct decision_barrier barrier;
    struct decision d;
    missing m;

    TRY(decision_answerable(rq, h, answer->on, &barrier));
    if (barrier.zh != NULL)
        return OK;
    TRY(decision_read(rq, h, answer->on, &d));
    d.outcome = answer->outcome;
    d.reasoned = answer->reasoned;
    d.served = answer->served;
    d.merged = answer->merged;
    m = missing_of(&d);
    TRY(refuse(
        rq, m, arena_printf(rq->arena, "还不能以“%s”办结", outcome_name(d.outcome)),
        arena_printf(rq->arena, "it cannot be closed as %s yet", outcome_code(d.outcome))));
    warn(rq, m);
    return OK;
}

/* ---- An answer that stands, and what comes after it ---- */

/* What the answer in H rests on, read with NEW as DATA describes it (NULL: all is stored);
 * *D is read when there is one. */
static enum problem
read_standing(struct request *rq, const struct history *h, const struct event *new,
              const char *data, struct standing *s, struct decision *d)
{
    struct clock_terms terms = {.as_of = NO_DATE};
    struct history valid;
    struct clock c;

    *s = (struct standing){.answered = false};
    TRY(history_fold(rq, h, &terms, &c));
    s->voided = c.state == CLOCK_VOIDED;
    if (s->voided) {
        without(rq, h, EVENT_voided, &valid);
        TRY(history_fold(rq, &valid, &terms, &c));
    }
    s->answered = c.state == CLOCK_ANSWERED && c.outcome != OUTCOME_NONE;
    if (!s->answered)
        return OK;
    TRY(read_with(rq, h, c.closed_on, new, data, d));
    d->outcome = c.outcome;
    s->gaps = missing_of(d);
    return OK;
}

enum problem
decision_standing(struct request *rq, const struct history *h, struct standing *s)
{
    struct decision d;

    return read_standing(rq, h, NULL, NULL, s, &d);
}

enum problem
decision_still(struct request *rq, const struct history *h, const struct standing *before)
{
    struct standing now;
    struct decision d;

    if (!before->answered)
        return OK;
    TRY(read_standing(rq, h, NULL, NULL, &now, &d));
    if (!now.answered)
        return OK;
    if (before->voided && !now.voided)
        return refuse(rq, now.gaps, "撤销作废后，原答复重新成立，但答复的前提不具备",
                      "the answer would stand again, without its ground");
    return refuse(rq, now.gaps & ~before->gaps, "这样会使已作出的答复失去依据",
                  "the answer given would lose its ground");
}

/* What D would lack without the facts in whose place NEW, its last fact, comes. */
static missing
missing_without(struct arena *a, const struct decision *d)
{
    const struct fact *new = &d->facts[d->fact_count - 1];
    struct fact *rest = arena_alloc(a, sizeof *rest * (size_t)d->fact_count);
    struct decision less = *d;

    less.facts = rest;
    less.fact_count = 0;
    for (int i = 0; i < d->fact_count; i++)
        if (!fact_is_same(&d->facts[i], new))
            rest[less.fact_count++] = d->facts[i];
    return missing_of(&less);
}

static void
warn_of_ground(struct request *rq, missing m, const char *what)
{
    for (enum precondition p = 0; p < PRECONDITION_COUNT; p++)
        if (m >> p & 1)
            add_warning(rq, precondition_code(p), "%s：%s（%s）", "%s: %s [%s]", what,
                        precondition_text(p, rq->english), precondition_article(p));
}

enum problem
decision_warn(struct request *rq, const struct history *h, const struct standing *before,
              const char *data)
{
    const struct event *new = &h->events[h->count - 1];
    struct standing now;
    struct decision d;
    missing without_new, gained;

    if (!before->answered)
        return OK;
    TRY(read_standing(rq, h, new, data, &now, &d));
    if (!now.answered)
        return OK;
    without_new = new->kind == EVENT_fact ? missing_without(rq->arena, &d) : before->gaps;
    gained = without_new & ~now.gaps;
    for (enum precondition p = 0; p < PRECONDITION_COUNT; p++)
        if (precondition_level(p) == WARN)
            gained &= ~(before->gaps & (missing)1 << p); /* added as was asked for */
    warn_of_ground(rq, now.gaps & ~before->gaps,
                   arena_printf(rq->arena,
                                rq->english
                                    ? "entry %d takes away what the answer given rests on"
                                    : "第 %d 项使已作出的答复失去依据，请核对",
                                new->seq));
    warn_of_ground(rq, gained,
                   arena_printf(rq->arena,
                                rq->english
                                    ? "the answer given now rests on entry %d, which was "
                                      "recorded after it; without it"
                                    : "第 %d 项在答复之后登记，已作出的答复今后以它为依据；"
                                      "没有它则",
                                new->seq));
    return OK;
}
