/* The periods of a review or suit (core/remedy_period.def). */
#include "core/remedy_run.h"

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

static date
put_off(const struct calendar *cal, date d)
{
    while (cal != NULL && d < DATE_LAST && !calendar_works(cal, d))
        d++;
    return d <= DATE_LAST ? d : NO_DATE;
}

date
remedy_due(const struct calendar *cal, enum remedy_period k, date start, int more)
{
    date due = NO_DATE;

    if (periods[k].unit == UNIT_days)
        return put_off(cal, start + periods[k].n + more);
    if (periods[k].unit == UNIT_months)
        return put_off(cal, date_after_months(start, periods[k].n) + more);
    if (cal != NULL)
        calendar_after(cal, start, periods[k].n + more, &due);
    return due;
}

static bool
is_late(const struct remedy_deadline *d)
{
    return d->done != NO_DATE && d->due != NO_DATE && d->done > d->due;
}

static struct remedy_deadline *
add_deadline(struct remedy_run *f, enum remedy_period k, date start, int more, date done,
             bool open)
{
    struct remedy_deadline *d = &f->r->deadlines[f->r->deadline_count++];

    *d = (struct remedy_deadline){k, start, remedy_due(f->terms->calendar, k, start, more),
                                  done, open && done == NO_DATE};
    return d;
}

/* Of the claimant: from what he knew, or received, until he filed. */
static void
period_of_filing(struct remedy_run *f)
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
        remedy_raise(f, REMEDY_FLAG_filed_late, e);
}

/* Of the agency, to reply and hand in its evidence; of reviews since the law of 2023. */
static void
period_of_reply(struct remedy_run *f)
{
    enum remedy_period k = PERIOD_reply_court;

    if (f->served == NULL ||
        (f->r->kind == REMEDY_review && f->served->happened_on < date_of(2024, 1, 1)))
        return;
    if (f->r->kind == REMEDY_review)
        k = f->served->simplified ? PERIOD_reply_review_simple : PERIOD_reply_review;
    if (is_late(add_deadline(f, k, f->served->happened_on, 0,
                             f->replied != NULL ? f->replied->happened_on : NO_DATE,
                             remedy_is_open(f->r))))
        remedy_raise(f, REMEDY_FLAG_reply_late, f->replied);
}

static void
period_of_review(struct remedy_run *f)
{
    bool simple = f->served != NULL && f->served->simplified;

    if (f->r->kind != REMEDY_review || f->r->accepted_on < date_of(2024, 1, 1))
        return;
    if (is_late(add_deadline(f, simple ? PERIOD_decide_review_simple : PERIOD_decide_review,
                             f->r->accepted_on,
                             f->extended != NULL && !simple ? MORE_REVIEW_DAYS : 0,
                             f->r->decided_on, remedy_is_open(f->r))))
        remedy_raise(f, REMEDY_FLAG_body_late, NULL);
}

static void
period_of_appeal(struct remedy_run *f)
{
    date as_of = f->terms->as_of;

    if (f->first != NULL)
        add_deadline(f, remedy_appeal_period(f->first->result), remedy_served_on(f->first),
                     0, f->appeal != NULL ? f->appeal->happened_on : NO_DATE,
                     as_of == NO_DATE || as_of < f->r->settled_on);
}

/* Of the agency, to answer anew: as long as the decision says, else as an answer takes, from
 * the day it took effect (rule 5.9). */
static void
period_of_re_decision(struct remedy_run *f)
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
        remedy_raise(f, REMEDY_FLAG_re_decision_late, f->re_decided);
}

void
remedy_periods(struct remedy_run *f)
{
    period_of_filing(f);
    period_of_reply(f);
    period_of_review(f);
    period_of_appeal(f);
    period_of_re_decision(f);
}
