#include "naive_walk.h"

#include <check.h>

/* Farther than any period reaches; a count that comes here has no end. */
enum { FAR = 1500 };

bool
walk_knows(const struct walk *w, date d)
{
    return w->terms->as_of == NO_DATE || d <= w->terms->as_of;
}

date
walk_nth_after(const struct naive_terms *terms, date from, int n)
{
    date d = from;

    while (n > 0)
        if (terms->works(++d))
            n--;
    return d;
}

struct naive_run *
walk_run(const struct walk *w)
{
    return &w->c->runs[w->c->run_count - 1];
}

bool
walk_is_received(const struct walk *w)
{
    return w->c->run_count > 0;
}

bool
walk_is_waiting(const struct walk *w)
{
    return walk_is_received(w) && walk_run(w)->waits_for != EVENT_NONE;
}

bool
walk_has_lapsed(const struct walk *w, date day)
{
    return walk_is_waiting(w) && walk_run(w)->limit != NO_DATE && day > walk_run(w)->limit;
}

bool
naive_excludes(const struct naive *c, const struct naive_letter *letter, date day)
{
    const struct event *sent = &letter->sent;
    const bool *other = c->readings.other;
    bool capped = c->law == 2019 && sent->kind != EVENT_other_agency_sent &&
                  !other[READING_consult_cap];

    if (!letter->helps || day < sent->happened_on)
        return false;
    if (day == sent->happened_on && !other[READING_consult_sent_day])
        return false;
    if (letter->ended != NO_DATE && day > letter->ended)
        return false;
    if (letter->ended != NO_DATE && day == letter->ended &&
        other[READING_consult_reply_day])
        return false;
    return !capped || day <= letter->last;
}

/* The first letter that takes DAY out of the count, NULL if none does. */
static const struct naive_letter *
excluding(const struct walk *w, date day)
{
    for (int i = 0; i < w->c->letter_count; i++)
        if (naive_excludes(w->c, &w->c->letters[i], day))
            return &w->c->letters[i];
    return NULL;
}

int
walk_allowed(const struct naive_run *run)
{
    return run->base + run->extended;
}

/* The last day of the present run, NO_DATE when nobody can say. */
static date
end_of_count(const struct walk *w)
{
    const struct naive_run *run = walk_run(w);
    date d = run->start;

    if (walk_is_waiting(w))
        return NO_DATE;
    for (int counted = 0; counted < walk_allowed(run);) {
        if (++d > run->start + FAR)
            return NO_DATE;
        if (w->terms->works(d) && excluding(w, d) == NULL)
            counted++;
    }
    return d;
}

date
walk_due(const struct walk *w)
{
    date end = end_of_count(w), delayed = walk_run(w)->delayed_to;

    return end != NO_DATE && delayed > end ? delayed : end;
}

bool
walk_is_after_due(const struct walk *w, date day)
{
    date due = walk_due(w);

    return due != NO_DATE && day > due;
}

bool
walk_is_consulting(const struct walk *w, date day)
{
    for (int i = 0; i < w->c->letter_count; i++) {
        const struct naive_letter *letter = &w->c->letters[i];

        if (letter->ended != NO_DATE && letter->ended <= day)
            continue;
        if (naive_excludes(w->c, letter, day) ||
            (letter->sent.happened_on == day && naive_excludes(w->c, letter, day + 1)))
            return true;
    }
    return false;
}

/* --- the end of the day --- */

/* The day the answers are for. */
static date
today(const struct walk *w)
{
    date last = walk_run(w)->start;

    if (w->c->closed_on != NO_DATE)
        return w->c->closed_on;
    if (w->terms->as_of != NO_DATE)
        return w->terms->as_of;
    for (int i = 0; i < w->n; i++)
        if (w->entries[i].happened_on > last)
            last = w->entries[i].happened_on;
    return last;
}

/* Without a day to judge by, nothing lapses, falls due or pauses. */
static enum clock_status
live_status(const struct walk *w)
{
    bool correction =
        walk_is_waiting(w) && walk_run(w)->waits_for == EVENT_correction_received;
    date day = w->terms->as_of;

    if (day != NO_DATE && walk_has_lapsed(w, day))
        return correction ? CLOCK_ABANDONED_NO_CORRECTION : CLOCK_ABANDONED_NO_PAYMENT;
    if (walk_is_waiting(w))
        return correction ? CLOCK_AWAITING_CORRECTION : CLOCK_AWAITING_FEE;
    if (day != NO_DATE && walk_is_after_due(w, day))
        return CLOCK_OVERDUE;
    return day != NO_DATE && walk_is_consulting(w, day) ? CLOCK_PAUSED_CONSULTATION
                                                        : CLOCK_RUNNING;
}

/* The run in force on DAY. */
static const struct naive_run *
run_on(const struct naive *c, date day)
{
    const struct naive_run *run = &c->runs[0];

    for (int i = 1; i < c->run_count; i++)
        if (c->runs[i].start <= day)
            run = &c->runs[i];
    return run;
}

static struct naive_day
look_at(const struct walk *w, date day, int counted)
{
    const struct naive_run *run = run_on(w->c, day);
    const struct naive_letter *letter = excluding(w, day);
    struct naive_day seen = {.day = day};

    if (day == run->start)
        seen.kind = run->cause == BY_RECEIPT      ? NAIVE_RECEIVED
                    : run->cause == BY_CORRECTION ? NAIVE_CORRECTED
                                                  : NAIVE_PAID;
    else if (run->stop != NO_DATE && day > run->stop)
        seen.kind = run->waits_for == EVENT_fee_paid ? NAIVE_WAITING_FOR_FEE
                                                     : NAIVE_WAITING_FOR_CORRECTION;
    else if (!w->terms->works(day))
        seen.kind = NAIVE_OFF;
    else if (letter != NULL)
        seen.kind = NAIVE_CONSULTING, seen.ref = letter->sent.ref;
    else if (counted < walk_allowed(run))
        seen.kind = NAIVE_COUNTED, seen.n = counted + 1;
    else
        seen.kind = day <= run->delayed_to ? NAIVE_DELAYED : NAIVE_AFTER_DUE;
    return seen;
}

/* The last day that is shown: of the case, of what is waited for in vain, or of what can
 * be foreseen. */
static date
last_day(const struct walk *w)
{
    const struct naive_run *run = walk_run(w);
    date due = walk_due(w), day = today(w);

    if (w->c->closed_on != NO_DATE)
        return w->c->closed_on;
    if (w->terms->as_of != NO_DATE && walk_has_lapsed(w, w->terms->as_of))
        return run->limit > run->stop ? run->limit : run->stop;
    return due > day ? due : day;
}

static void
walk_days(struct walk *w)
{
    struct naive *c = w->c;
    date last = last_day(w);
    int counted = 0;

    for (date day = c->runs[0].start; day <= last; day++) {
        struct naive_day seen = look_at(w, day, counted);

        if (day == run_on(c, day)->start)
            counted = 0;
        if (seen.kind == NAIVE_COUNTED)
            counted++;
        if (c->day_count == NAIVE_DAYS)
            ck_abort_msg("a case of more than %d days", NAIVE_DAYS);
        c->days[c->day_count++] = seen;
        if (seen.kind == NAIVE_COUNTED && day > walk_run(w)->start && day <= today(w))
            c->used = counted;
    }
}

static void
judge_deadlines(struct walk *w)
{
    for (int i = 0; i < w->c->deadline_count; i++) {
        struct clock_deadline *d = &w->c->deadlines[i];

        if (d->due == NO_DATE)
            d->met = NOT_STATED;
        else if (d->done != NO_DATE)
            d->met = d->done <= d->due ? STATED_YES : STATED_NO;
        else if (d->kind != DEADLINE_correction_notice && w->terms->as_of > d->due &&
                 (w->c->closed_on == NO_DATE || w->c->closed_on > d->due))
            d->met = STATED_NO;
    }
}

static void
judge_due(struct walk *w)
{
    struct naive *c = w->c;

    c->allowed = walk_allowed(walk_run(w));
    c->due_on = c->status == CLOCK_WITHDRAWN ? NO_DATE : walk_due(w);
    c->due_certain = c->due_on == NO_DATE || c->due_on != end_of_count(w) ||
                     c->due_on < date_of(w->terms->last_year, 12, 29);
    c->due_assumes_reply = c->status == CLOCK_PAUSED_CONSULTATION && c->due_on != NO_DATE;
    if (c->status == CLOCK_ANSWERED && c->due_on != NO_DATE)
        c->in_time = c->closed_on <= c->due_on ? STATED_YES : STATED_NO;
    if (c->due_on == NO_DATE || (w->terms->as_of == NO_DATE && c->closed_on == NO_DATE))
        return;
    for (date day = c->due_on + 1; day <= today(w); day++)
        c->overdue_days += w->terms->works(day);
}

/* What is left of the period; up to a delayed date, the working days until then. */
static void
count_left(struct walk *w)
{
    struct naive *c = w->c;

    c->left = c->allowed - c->used;
    if (c->due_on == NO_DATE || c->due_on == end_of_count(w))
        return;
    c->left = 0;
    for (date day = today(w) + 1; day <= c->due_on; day++)
        c->left += w->terms->works(day);
}

static void
judge_ends(struct walk *w)
{
    struct naive *c = w->c;
    date day = w->terms->as_of;

    if (c->status == CLOCK_ABANDONED_NO_CORRECTION ||
        c->status == CLOCK_ABANDONED_NO_PAYMENT)
        c->ended_on = walk_run(w)->limit;
    if (c->closed_on == NO_DATE && walk_is_waiting(w))
        c->waiting_until = walk_run(w)->limit;
    if (c->status != CLOCK_PAUSED_CONSULTATION)
        return;
    for (date d = day; d <= day + FAR; d++)
        for (int i = 0; i < c->letter_count; i++)
            if (c->letters[i].ended == NO_DATE && naive_excludes(c, &c->letters[i], d))
                c->paused_until = d < day + FAR ? d : DATE_LAST;
}

void
walk_finish(struct walk *w)
{
    judge_deadlines(w);
    w->c->ended_on = w->c->closed_on;
    if (!walk_is_received(w))
        return;
    if (w->c->status == CLOCK_AWAITING_CONFIRMATION)
        w->c->status = live_status(w);
    judge_due(w);
    judge_ends(w);
    walk_days(w);
    count_left(w);
}
