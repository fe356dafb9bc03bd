#include "core/fold.h"

void
raise_flag(struct fold *f, enum flag flag, const struct event *e)
{
    f->c->flags[f->c->flag_count++] = (struct clock_flag){
        flag, e ? e->seq : 0, e ? e->kind : EVENT_NONE, e ? e->happened_on : NO_DATE};
}

bool
reads(const struct fold *f, enum reading r)
{
    return f->c->readings.other[r];
}

date
day_after(struct fold *f, date from, int n, const struct event *e)
{
    date d = NO_DATE;

    if (calendar_after(f->cal, from, n, &d) != OK)
        raise_flag(f, FLAG_beyond_calendar, e);
    return d;
}

struct clock_deadline *
add_deadline(struct fold *f, enum deadline_kind kind, const char *ref, date start, date due)
{
    struct clock_deadline *d = &f->c->deadlines[f->c->deadline_count++];

    *d = (struct clock_deadline){.kind = kind, .ref = ref, .start = start, .due = due};
    return d;
}

void
meet_deadline(struct clock_deadline *d, date done)
{
    d->done = done;
    if (d->due != NO_DATE)
        d->met = done <= d->due ? STATED_YES : STATED_NO;
}

const struct calendar *
calendar_by(const struct fold *f, const struct event *e)
{
    return e->calendar != NULL ? e->calendar : f->cal;
}

bool
is_known(const struct fold *f, date day)
{
    return day != NO_DATE && (f->terms->as_of == NO_DATE || day <= f->terms->as_of);
}

date
delivery_of(const struct event *letter)
{
    return letter->delivered_on > letter->happened_on ? letter->delivered_on
                                                      : letter->happened_on;
}
