#include "core/remedy_run.h"

#include <stddef.h>

static date
later_of(date a, date b)
{
    return a > b ? a : b;
}

void
remedy_raise(struct remedy_run *f, enum remedy_flag_kind flag, const struct remedy_event *e)
{
    f->r->flags[f->r->flag_count++] = (struct remedy_flag){flag, e != NULL ? e->seq : 0};
}

/* ---- Which entries stand ---- */

static int
place_of(const struct remedy_run *f, int n, int seq)
{
    for (int i = 0; i < n; i++)
        if (f->places[i] != NULL && f->places[i]->seq == seq)
            return i;
    return -1;
}

/* Puts every entry where the one it supersedes stood. */
static void
arrange(struct remedy_run *f, const struct remedy_event *events, int n)
{
    for (int i = 0; i < n; i++) {
        const struct remedy_event *e = &events[i];
        int place = e->supersedes != 0 ? place_of(f, i, e->supersedes) : i;
        bool retracts = e->kind == REMEDY_EVENT_retracted;

        f->places[i] = NULL;
        if (f->voided_by != 0)
            remedy_raise(f, REMEDY_FLAG_voided, e);
        else if (place < 0 || (retracts && e->supersedes == 0))
            remedy_raise(f, REMEDY_FLAG_correction_of_nothing, e);
        else if (!retracts && place != i && e->kind != f->places[place]->kind)
            remedy_raise(f, REMEDY_FLAG_correction_of_other_kind, e);
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
put_in_order(struct remedy_run *f, int n)
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

bool
remedy_is_open(const struct remedy *r)
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
accept(struct remedy_run *f, const struct remedy_event *e)
{
    struct remedy *r = f->r;

    if (r->stage == STAGE_filed ||
        (r->stage == STAGE_decided && r->result == RESULT_suit_transferred)) {
        become_pending(r, e->happened_on);
        r->result = RESULT_NONE;
        r->decided_on = r->settled_on = NO_DATE;
    } else {
        remedy_raise(f,
                     r->stage == STAGE_decided ? REMEDY_FLAG_nothing_pending
                                               : REMEDY_FLAG_accepted_twice,
                     e);
    }
}

/* A copy served, a reply, a hearing, a longer period: all show that it is pending. */
static void
go_on(struct remedy_run *f, const struct remedy_event *e, const struct remedy_event **first)
{
    if (!remedy_is_open(f->r)) {
        remedy_raise(f, REMEDY_FLAG_nothing_pending, e);
        return;
    }
    if (f->r->stage == STAGE_filed)
        become_pending(f->r, e->happened_on);
    if (*first == NULL)
        *first = e;
}

date
remedy_served_on(const struct remedy_event *e)
{
    return later_of(e->happened_on, e->delivered_on);
}

enum remedy_period
remedy_appeal_period(enum remedy_result result)
{
    return remedy_appeal_days(result) == 10 ? PERIOD_appeal_ruling : PERIOD_appeal_judgment;
}

/* The last day to appeal against E. */
static date
appeal_until(const struct remedy_run *f, const struct remedy_event *e)
{
    date due = remedy_due(f->terms->calendar, remedy_appeal_period(e->result),
                          remedy_served_on(e), 0);

    return due != NO_DATE ? due : DATE_LAST;
}

static void
settle(struct remedy_run *f, const struct remedy_event *e, enum remedy_result result,
       date on)
{
    f->r->stage = STAGE_decided;
    f->r->result = result;
    f->r->decided_on = e->happened_on;
    f->r->settled_on = on;
}

static void
decide(struct remedy_run *f, const struct remedy_event *e)
{
    bool appealable;

    if (f->r->stage == STAGE_appeal)
        remedy_raise(f, REMEDY_FLAG_on_appeal, e);
    else if (f->r->stage == STAGE_decided)
        remedy_raise(f, REMEDY_FLAG_nothing_pending, e);
    else if (e->result == RESULT_NONE || remedy_result_kind(e->result) != f->r->kind)
        remedy_raise(f, REMEDY_FLAG_no_result, e);
    else {
        appealable = remedy_appeal_days(e->result) > 0;
        f->first = appealable ? e : NULL;
        f->appeal = NULL;
        f->order = e->re_decide ? e : NULL;
        settle(f, e, e->result, appealable ? appeal_until(f, e) + 1 : remedy_served_on(e));
    }
}

/* An appeal after its period takes effect all the same: the court decides whether it was in
 * time, and what was counted as final in one year then counts again later (rule 6.5). */
static void
take_appeal(struct remedy_run *f, const struct remedy_event *e)
{
    if (f->r->stage != STAGE_decided || f->first == NULL || f->appeal != NULL ||
        e->happened_on < f->first->happened_on) {
        remedy_raise(f, REMEDY_FLAG_cannot_be_appealed, e);
        return;
    }
    f->appeal = e;
    f->r->stage = STAGE_appeal;
    f->r->appealed_on = e->happened_on;
    f->r->settled_on = NO_DATE;
}

static void
decide_appeal(struct remedy_run *f, const struct remedy_event *e)
{
    enum remedy_column column;

    if (f->r->stage != STAGE_appeal) {
        remedy_raise(f, REMEDY_FLAG_no_appeal, e);
        return;
    }
    if (e->result == RESULT_NONE || remedy_result_kind(e->result) == REMEDY_review) {
        remedy_raise(f, REMEDY_FLAG_no_result, e);
        return;
    }
    column = remedy_result_column(e->result);
    if (column == COLUMN_pending) {
        become_pending(f->r, e->happened_on);
        f->r->result = RESULT_NONE;
        f->r->decided_on = NO_DATE;
        f->first = f->order = NULL;
    } else if (column == COLUMN_as_before) {
        settle(f, e, f->first->result, remedy_served_on(e));
    } else {
        f->order = e->re_decide ? e : NULL;
        settle(f, e, e->result, remedy_served_on(e));
    }
}

static void
reopen(struct remedy_run *f, const struct remedy_event *e)
{
    if (f->r->stage != STAGE_decided) {
        remedy_raise(f, REMEDY_FLAG_nothing_pending, e);
        return;
    }
    become_pending(f->r, e->happened_on);
    f->r->result = RESULT_NONE;
    f->r->decided_on = f->r->settled_on = NO_DATE;
    f->first = f->order = f->re_decided = NULL;
}

static void
decide_again(struct remedy_run *f, const struct remedy_event *e)
{
    if (f->r->stage != STAGE_decided ||
        remedy_result_column(f->r->result) != COLUMN_corrected)
        remedy_raise(f, REMEDY_FLAG_no_re_decision, e);
    else if (f->re_decided != NULL)
        remedy_raise(f, REMEDY_FLAG_re_decided_twice, e);
    else
        f->re_decided = e;
}

static void
apply(struct remedy_run *f, const struct remedy_event *e)
{
    const struct remedy_event *heard = NULL;

    if (e->kind == REMEDY_EVENT_NONE || e->kind == REMEDY_EVENT_filed)
        remedy_raise(f,
                     e->kind == REMEDY_EVENT_filed ? REMEDY_FLAG_filed_twice
                                                   : REMEDY_FLAG_unknown_entry,
                     e);
    else if (!remedy_event_fits(e->kind, f->r->kind))
        remedy_raise(f, REMEDY_FLAG_of_other_kind, e);
    else if (e->happened_on < f->filed->happened_on)
        remedy_raise(f, REMEDY_FLAG_before_filing, e);
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

/* ---- The whole ---- */

/* What was filed, as it stands; false when nothing is. */
static bool
begin(struct remedy_run *f, const struct remedy_event *events, int n)
{
    struct remedy *r = f->r;
    date as_of = f->terms->as_of;

    arrange(f, events, n);
    f->filed = n > 0 ? f->places[0] : NULL;
    if (f->filed == NULL)
        return false;
    if (f->filed->kind != REMEDY_EVENT_filed || f->filed->of == REMEDY_NONE) {
        remedy_raise(f, REMEDY_FLAG_not_filed, f->filed);
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
    struct remedy_run f = {.terms = terms, .r = out};

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
    remedy_periods(&f);
    remedy_check_road(&f);
}
