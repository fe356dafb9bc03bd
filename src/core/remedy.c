#include "core/remedy.h"

#include <stddef.h>

enum { UNIT_days, UNIT_working_days, UNIT_months };
enum { MORE_REVIEW_DAYS = 30 /* 行政复议法第六十二条 */ };

static const struct {
    int n, unit;
} periods[] = {
#define REMEDY_PERIOD(code, zh, who, n, unit, article, effect, effect_en) {n, UNIT_##unit},
#include "core/remedy_period.def"
#undef REMEDY_PERIOD
};

/* What a suit is about, for the road it may take. */
enum road { ROAD_none, ROAD_refused, ROAD_partly, ROAD_unstated, ROAD_silence };

static const struct {
    enum road road;
    int year, month, day;
    enum remedy_flag_kind flag;
} roads[] = {
#define REMEDY_ROUTE(about, year, month, day, flag)                                        \
    {ROAD_##about, year, month, day, REMEDY_FLAG_##flag},
#include "core/remedy_route.def"
#undef REMEDY_ROUTE
};

/* A fold under way. */
struct run {
    const struct remedy_terms *terms;
    struct remedy *r;
    const struct remedy_event **places; /* the standing entries, by day */
    int count, voided_by;               /* voided_by: seq of the retraction, 0: none */
    const struct remedy_event *filed;
    const struct remedy_event *served, *replied, *extended;
    const struct remedy_event *first;  /* the decision that can be appealed; or NULL */
    const struct remedy_event *appeal; /* of that decision */
    const struct remedy_event *order;  /* the decision that orders a new answer */
    const struct remedy_event *re_decided;
};

static date
later_of(date a, date b)
{
    return a > b ? a : b;
}

static date
put_off(const struct calendar *cal, date d)
{
    while (cal != NULL && d < DATE_LAST && !calendar_works(cal, d))
        d++;
    return d <= DATE_LAST ? d : NO_DATE;
}

static date
months_after(date d, int months)
{
    int year, month, day;
    date last;

    date_split(d, &year, &month, &day);
    year += (month - 1 + months) / 12;
    month = (month - 1 + months) % 12 + 1;
    last = (month == 12 ? date_of(year + 1, 1, 1) : date_of(year, month + 1, 1)) - 1;
    d = date_of(year, month, 1) + day - 1;
    return d < last ? d : last;
}

date
remedy_due(const struct calendar *cal, enum remedy_period k, date start, int more)
{
    date due = NO_DATE;

    if (periods[k].unit == UNIT_days)
        return put_off(cal, start + periods[k].n + more);
    if (periods[k].unit == UNIT_months)
        return put_off(cal, months_after(start, periods[k].n) + more);
    if (cal != NULL)
        calendar_after(cal, start, periods[k].n + more, &due);
    return due;
}

static void
raise_flag(struct run *f, enum remedy_flag_kind flag, const struct remedy_event *e)
{
    f->r->flags[f->r->flag_count++] = (struct remedy_flag){flag, e != NULL ? e->seq : 0};
}

/* ---- Which entries stand ---- */

static int
place_of(const struct run *f, int n, int seq)
{
    for (int i = 0; i < n; i++)
        if (f->places[i] != NULL && f->places[i]->seq == seq)
            return i;
    return -1;
}

/* Puts every entry where the one it supersedes stood. */
static void
arrange(struct run *f, const struct remedy_event *events, int n)
{
    for (int i = 0; i < n; i++) {
        const struct remedy_event *e = &events[i];
        int place = e->supersedes != 0 ? place_of(f, i, e->supersedes) : i;
        bool retracts = e->kind == REMEDY_EVENT_retracted;

        f->places[i] = NULL;
        if (f->voided_by != 0)
            raise_flag(f, REMEDY_FLAG_voided, e);
        else if (place < 0 || (retracts && e->supersedes == 0))
            raise_flag(f, REMEDY_FLAG_correction_of_nothing, e);
        else if (!retracts && place != i && e->kind != f->places[place]->kind)
            raise_flag(f, REMEDY_FLAG_correction_of_other_kind, e);
        else {
            f->places[place] = retracts ? NULL : e;
            if (retracts && place == 0)
                f->voided_by = e->seq;
        }
    }
}

/* Keeps the standing entries up to as_of, by day and then as they were recorded; what was
 * filed comes first. */
static void
put_in_order(struct run *f, int n)
{
    date as_of = f->terms->as_of;

    for (int i = 0; i < n; i++) {
        const struct remedy_event *e = f->places[i];
        int k = f->count;

        if (e == NULL || (as_of != NO_DATE && e->happened_on > as_of))
            continue;
        for (; k > 1 && f->places[k - 1]->happened_on > e->happened_on; k--)
            f->places[k] = f->places[k - 1];
        f->places[k] = e;
        f->count++;
    }
}

/* ---- What each entry does ---- */

static bool
is_open(const struct remedy *r)
{
    return r->stage == STAGE_filed || r->stage == STAGE_pending || r->stage == STAGE_appeal;
}

static void
become_pending(struct remedy *r, date on)
{
    r->stage = STAGE_pending;
    if (r->accepted_on == NO_DATE)
        r->accepted_on = on;
}

static void
accept(struct run *f, const struct remedy_event *e)
{
    struct remedy *r = f->r;

    if (r->stage == STAGE_filed ||
        (r->stage == STAGE_decided && r->result == RESULT_suit_transferred)) {
        become_pending(r, e->happened_on);
        r->result = RESULT_NONE;
        r->decided_on = r->settled_on = NO_DATE;
    } else {
        raise_flag(f,
                   r->stage == STAGE_decided ? REMEDY_FLAG_nothing_pending
                                             : REMEDY_FLAG_accepted_twice,
                   e);
    }
}

/* A copy served, a reply, a hearing, a longer period: all show that it is pending. */
static void
go_on(struct run *f, const struct remedy_event *e, const struct remedy_event **first)
{
    if (!is_open(f->r)) {
        raise_flag(f, REMEDY_FLAG_nothing_pending, e);
        return;
    }
    if (f->r->stage == STAGE_filed)
        become_pending(f->r, e->happened_on);
    if (*first == NULL)
        *first = e;
}

static date
served_on(const struct remedy_event *e)
{
    return later_of(e->happened_on, e->delivered_on);
}

static enum remedy_period
appeal_period(enum remedy_result result)
{
    return remedy_appeal_days(result) == 10 ? PERIOD_appeal_ruling : PERIOD_appeal_judgment;
}

/* The last day to appeal against E. */
static date
appeal_until(const struct run *f, const struct remedy_event *e)
{
    date due = remedy_due(f->terms->calendar, appeal_period(e->result), served_on(e), 0);

    return due != NO_DATE ? due : DATE_LAST;
}

static void
settle(struct run *f, const struct remedy_event *e, enum remedy_result result, date on)
{
    f->r->stage = STAGE_decided;
    f->r->result = result;
    f->r->decided_on = e->happened_on;
    f->r->settled_on = on;
}

static void
decide(struct run *f, const struct remedy_event *e)
{
    bool appealable;

    if (f->r->stage == STAGE_appeal)
        raise_flag(f, REMEDY_FLAG_on_appeal, e);
    else if (f->r->stage == STAGE_decided)
        raise_flag(f, REMEDY_FLAG_nothing_pending, e);
    else if (e->result == RESULT_NONE || remedy_result_kind(e->result) != f->r->kind)
        raise_flag(f, REMEDY_FLAG_no_result, e);
    else {
        appealable = remedy_appeal_days(e->result) > 0;
        f->first = appealable ? e : NULL;
        f->appeal = NULL;
        f->order = e->re_decide ? e : NULL;
        settle(f, e, e->result, appealable ? appeal_until(f, e) + 1 : served_on(e));
    }
}

/* An appeal after its period takes effect all the same: the court decides whether it was in
 * time, and what was counted as final in one year then counts again later (rule 6.5). */
static void
take_appeal(struct run *f, const struct remedy_event *e)
{
    if (f->r->stage != STAGE_decided || f->first == NULL || f->appeal != NULL ||
        e->happened_on < f->first->happened_on) {
        raise_flag(f, REMEDY_FLAG_cannot_be_appealed, e);
        return;
    }
    f->appeal = e;
    f->r->stage = STAGE_appeal;
    f->r->settled_on = NO_DATE;
}

static void
decide_appeal(struct run *f, const struct remedy_event *e)
{
    enum remedy_column column;

    if (f->r->stage != STAGE_appeal) {
        raise_flag(f, REMEDY_FLAG_no_appeal, e);
        return;
    }
    if (e->result == RESULT_NONE || remedy_result_kind(e->result) == REMEDY_review) {
        raise_flag(f, REMEDY_FLAG_no_result, e);
        return;
    }
    column = remedy_result_column(e->result);
    if (column == COLUMN_pending) {
        become_pending(f->r, e->happened_on);
        f->r->result = RESULT_NONE;
        f->r->decided_on = NO_DATE;
        f->first = f->order = NULL;
    } else if (column == COLUMN_as_before) {
        settle(f, e, f->first->result, served_on(e));
    } else {
        f->order = e->re_decide ? e : NULL;
        settle(f, e, e->result, served_on(e));
    }
}

static void
reopen(struct run *f, const struct remedy_event *e)
{
    if (f->r->stage != STAGE_decided) {
        raise_flag(f, REMEDY_FLAG_nothing_pending, e);
        return;
    }
    become_pending(f->r, e->happened_on);
    f->r->result = RESULT_NONE;
    f->r->decided_on = f->r->settled_on = NO_DATE;
    f->first = f->order = f->re_decided = NULL;
}

static void
decide_again(struct run *f, const struct remedy_event *e)
{
    if (f->r->stage != STAGE_decided ||
        remedy_result_column(f->r->result) != COLUMN_corrected)
        raise_flag(f, REMEDY_FLAG_no_re_decision, e);
    else if (f->re_decided != NULL)
        raise_flag(f, REMEDY_FLAG_re_decided_twice, e);
    else
        f->re_decided = e;
}

static void
apply(struct run *f, const struct remedy_event *e)
{
    const struct remedy_event *heard = NULL;

    if (e->kind == REMEDY_EVENT_NONE || e->kind == REMEDY_EVENT_filed)
        raise_flag(f,
                   e->kind == REMEDY_EVENT_filed ? REMEDY_FLAG_filed_twice
                                                 : REMEDY_FLAG_unknown_entry,
                   e);
    else if (!remedy_event_fits(e->kind, f->r->kind))
        raise_flag(f, REMEDY_FLAG_of_other_kind, e);
    else if (e->happened_on < f->filed->happened_on)
        raise_flag(f, REMEDY_FLAG_before_filing, e);
    else if (e->kind == REMEDY_EVENT_accepted)
        accept(f, e);
    else if (e->kind == REMEDY_EVENT_served)
        go_on(f, e, &f->served);
    else if (e->kind == REMEDY_EVENT_replied)
        go_on(f, e, &f->replied);
    else if (e->kind == REMEDY_EVENT_extended)
        go_on(f, e, &f->extended);
    else if (e->kind == REMEDY_EVENT_hearing)
        go_on(f, e, &heard);
    else if (e->kind == REMEDY_EVENT_decided)
        decide(f, e);
    else if (e->kind == REMEDY_EVENT_appealed)
        take_appeal(f, e);
    else if (e->kind == REMEDY_EVENT_appeal_decided)
        decide_appeal(f, e);
    else if (e->kind == REMEDY_EVENT_reopened)
        reopen(f, e);
    else
        decide_again(f, e);
}

/* ---- Periods ---- */

static bool
is_late(const struct remedy_deadline *d)
{
    return d->done != NO_DATE && d->due != NO_DATE && d->done > d->due;
}

static struct remedy_deadline *
add_deadline(struct run *f, enum remedy_period k, date start, int more, date done,
             bool open)
{
    struct remedy_deadline *d = &f->r->deadlines[f->r->deadline_count++];

    *d = (struct remedy_deadline){k, start, remedy_due(f->terms->calendar, k, start, more),
                                  done, open && done == NO_DATE};
    return d;
}

/* Of the claimant: from what he knew, or received, until he filed. */
static void
period_of_filing(struct run *f)
{
    const struct remedy_event *e = f->filed;
    bool after = f->r->kind == REMEDY_suit && f->r->route == ROUTE_after_review;
    date start = after ? e->review_received_on : e->known_on;

    if (start == NO_DATE)
        return;
    if (is_late(add_deadline(f,
                             after                         ? PERIOD_file_after_review
                             : f->r->kind == REMEDY_review ? PERIOD_file_review
                                                           : PERIOD_file_suit,
                             start, 0, e->happened_on, false)))
        raise_flag(f, REMEDY_FLAG_filed_late, e);
}

/* Of the agency, to reply and hand in its evidence; of reviews since the law of 2023. */
static void
period_of_reply(struct run *f)
{
    enum remedy_period k = PERIOD_reply_court;

    if (f->served == NULL ||
        (f->r->kind == REMEDY_review && f->served->happened_on < date_of(2024, 1, 1)))
        return;
    if (f->r->kind == REMEDY_review)
        k = f->served->simplified ? PERIOD_reply_review_simple : PERIOD_reply_review;
    if (is_late(add_deadline(f, k, f->served->happened_on, 0,
                             f->replied != NULL ? f->replied->happened_on : NO_DATE,
                             is_open(f->r))))
        raise_flag(f, REMEDY_FLAG_reply_late, f->replied);
}

static void
period_of_review(struct run *f)
{
    bool simple = f->served != NULL && f->served->simplified;

    if (f->r->kind != REMEDY_review || f->r->accepted_on < date_of(2024, 1, 1))
        return;
    if (is_late(add_deadline(f, simple ? PERIOD_decide_review_simple : PERIOD_decide_review,
                             f->r->accepted_on,
                             f->extended != NULL && !simple ? MORE_REVIEW_DAYS : 0,
                             f->r->decided_on, is_open(f->r))))
        raise_flag(f, REMEDY_FLAG_body_late, NULL);
}

static void
period_of_appeal(struct run *f)
{
    date as_of = f->terms->as_of;

    if (f->first != NULL)
        add_deadline(f, appeal_period(f->first->result), served_on(f->first), 0,
                     f->appeal != NULL ? f->appeal->happened_on : NO_DATE,
                     as_of == NO_DATE || as_of < f->r->settled_on);
}

/* Of the agency, to answer anew: as long as the decision says, else as an answer takes, from
 * the day it took effect (rule 5.9). */
static void
period_of_re_decision(struct run *f)
{
    struct remedy_deadline *d;

    f->r->re_decide = f->r->stage == STAGE_decided && f->order != NULL &&
                      remedy_result_column(f->r->result) == COLUMN_corrected;
    if (!f->r->re_decide)
        return;
    d = add_deadline(f, PERIOD_re_decide, f->r->settled_on,
                     f->order->re_decide_days > 0
                         ? f->order->re_decide_days - periods[PERIOD_re_decide].n
                         : 0,
                     f->re_decided != NULL ? f->re_decided->happened_on : NO_DATE, true);
    if (f->order->re_decide_by != NO_DATE)
        d->due = f->order->re_decide_by;
    if (is_late(d))
        raise_flag(f, REMEDY_FLAG_re_decision_late, f->re_decided);
}

/* ---- The road ---- */

static enum road
road_of(const struct run *f)
{
    enum outcome o = f->terms->outcome;

    if (f->r->kind != REMEDY_suit || f->r->route != ROUTE_direct)
        return ROAD_none;
    if (f->r->matter == MATTER_silence)
        return ROAD_silence;
    if (f->r->matter != MATTER_answer)
        return ROAD_none;
    if (o >= OUTCOME_refused_1 && o <= OUTCOME_refused_7)
        return ROAD_refused;
    if (o != OUTCOME_partly_granted || f->filed->rests == RESTS_ELSEWHERE)
        return ROAD_none;
    return f->filed->rests == RESTS_ON_14_TO_16 ? ROAD_partly : ROAD_unstated;
}

static void
check_road(struct run *f)
{
    enum road road = road_of(f);
    date day = road == ROAD_silence ? f->r->filed_on : f->terms->answered_on;
    int found = -1;

    for (int i = 0; i < (int)(sizeof roads / sizeof roads[0]); i++)
        if (roads[i].road == road &&
            day >= date_of(roads[i].year, roads[i].month, roads[i].day))
            found = i;
    if (road != ROAD_none && day != NO_DATE && found >= 0)
        raise_flag(f, roads[found].flag, f->filed);
}

/* ---- The whole ---- */

/* What was filed, as it stands; false when nothing is. */
static bool
begin(struct run *f, const struct remedy_event *events, int n)
{
    struct remedy *r = f->r;
    date as_of = f->terms->as_of;

    arrange(f, events, n);
    f->filed = n > 0 ? f->places[0] : NULL;
    if (f->filed == NULL)
        return false;
    if (f->filed->kind != REMEDY_EVENT_filed || f->filed->of == REMEDY_NONE) {
        raise_flag(f, REMEDY_FLAG_not_filed, f->filed);
        return false;
    }
    r->kind = f->filed->of;
    r->route = f->filed->route;
    r->matter = f->filed->matter;
    r->capacity = f->filed->capacity;
    r->filed_on = f->filed->happened_on;
    if (as_of != NO_DATE && r->filed_on > as_of)
        return false;
    put_in_order(f, n);
    r->stage = STAGE_filed;
    return true;
}

void
remedy_fold(struct arena *a, const struct remedy_terms *terms,
            const struct remedy_event *events, int n, struct remedy *out)
{
    struct run f = {.terms = terms, .r = out};

    *out = (struct remedy){.kind = REMEDY_NONE,
                           .route = ROUTE_NONE,
                           .matter = MATTER_NONE,
                           .capacity = CAPACITY_NONE,
                           .stage = STAGE_voided,
                           .result = RESULT_NONE,
                           .re_decided = OUTCOME_NONE};
    /* Two at most for an entry, and those of the whole. */
    out->flags = arena_alloc(a, sizeof *out->flags * (size_t)(2 * n + 8));
    f.places = arena_alloc(a, sizeof *f.places * (size_t)(n + 1));
    if (!begin(&f, events, n))
        return;
    for (int i = 1; i < f.count; i++)
        apply(&f, f.places[i]);
    if (f.re_decided != NULL) {
        out->re_decided_on = f.re_decided->happened_on;
        out->re_decided = f.re_decided->outcome;
    }
    period_of_filing(&f);
    period_of_reply(&f);
    period_of_review(&f);
    period_of_appeal(&f);
    period_of_re_decision(&f);
    check_road(&f);
}

static bool
shows(const struct remedy *r, const struct remedy_flag *flag)
{
    for (int i = 0; i < r->flag_count; i++)
        if (r->flags[i].flag == flag->flag && r->flags[i].seq == flag->seq)
            return true;
    return false;
}

enum problem
remedy_judge(struct arena *a, const struct remedy_terms *terms,
             const struct remedy_event *events, int n, struct remedy *out,
             struct remedy_flag *why)
{
    struct remedy before;
    bool refused = false;

    remedy_fold(a, terms, events, n, out);
    remedy_fold(a, terms, events, n - 1, &before);
    for (int i = 0; i < out->flag_count; i++) {
        const struct remedy_flag *flag = &out->flags[i];

        if (remedy_flag_level(flag->flag) != LEVEL_no_effect || shows(&before, flag))
            continue;
        if (!refused || flag->seq == events[n - 1].seq)
            *why = *flag;
        refused = true;
    }
    return refused ? P_act_not_lawful : OK;
}

bool
remedy_is_over(const struct remedy *r, date on)
{
    return r->stage == STAGE_voided || (r->stage == STAGE_decided && r->settled_on <= on);
}

enum remedy_column
remedy_column_on(const struct remedy *r, date on)
{
    if (r->stage == STAGE_voided || r->stage == STAGE_filed ||
        r->capacity != CAPACITY_original)
        return COLUMN_NONE;
    if (!remedy_is_over(r, on))
        return COLUMN_pending;
    return date_year(r->settled_on) == date_year(on) ? remedy_result_column(r->result)
                                                     : COLUMN_NONE;
}

enum remedy_block
remedy_block_of(const struct remedy *r)
{
    return r->kind == REMEDY_review         ? BLOCK_review
           : r->route == ROUTE_after_review ? BLOCK_suit_after_review
                                            : BLOCK_suit_direct;
}

/* Whether D is for the agency to meet; an appeal is when the agency lost. */
static bool
is_its_own(const struct remedy *r, const struct remedy_deadline *d)
{
    switch (d->kind) {
    case PERIOD_reply_review:
    case PERIOD_reply_review_simple:
    case PERIOD_reply_court:
    case PERIOD_re_decide:
        return true;
    case PERIOD_appeal_judgment:
    case PERIOD_appeal_ruling:
        return remedy_result_column(r->result) == COLUMN_corrected;
    default:
        return false;
    }
}

const struct remedy_deadline *
remedy_next(const struct remedy *r)
{
    const struct remedy_deadline *next = NULL;

    for (int i = 0; i < r->deadline_count; i++) {
        const struct remedy_deadline *d = &r->deadlines[i];

        if (d->open && d->due != NO_DATE && is_its_own(r, d) &&
            (next == NULL || d->due < next->due))
            next = d;
    }
    return next;
}
