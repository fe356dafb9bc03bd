#include "naive_entries.h"

enum { MOST = 64, FOREVER = 1 << 20 };

/* Entries as they were recorded, and where they stand. */
struct record {
    const struct event *events;
    int n;
    date as_of;
    int place[MOST];  /* of entry i */
    int stands[MOST]; /* at place p; -1: nothing */
};

static int
index_of(const struct event *events, int n, int seq)
{
    for (int i = 0; i < n; i++)
        if (events[i].seq == seq)
            return i;
    return -1;
}

static bool
is_known(const struct record *r, date d)
{
    return r->as_of == NO_DATE || d <= r->as_of;
}

static bool
can_supersede(const struct event *e, const struct event *old)
{
    if (e->kind == EVENT_retracted)
        return old->kind != EVENT_registered && old->kind != EVENT_redated;
    return e->kind == old->kind;
}

/* Puts every entry where the one it supersedes stood. */
static void
arrange(struct record *r)
{
    for (int i = 0; i < r->n; i++) {
        const struct event *e = &r->events[i];
        bool retracts = e->kind == EVENT_retracted;
        int old = e->supersedes != 0 ? index_of(r->events, i, e->supersedes) : -1;

        r->place[i] = i;
        r->stands[i] = e->supersedes == 0 && !retracts ? i : -1;
        if (old < 0 || r->stands[r->place[old]] != old ||
            !can_supersede(e, &r->events[old]))
            continue;
        r->place[i] = r->place[old];
        r->stands[r->place[old]] = retracts ? -1 : i;
    }
}

/* What stands at place P, NULL for nothing. */
static const struct event *
at(const struct record *r, int p)
{
    return r->stands[p] >= 0 ? &r->events[r->stands[p]] : NULL;
}

/* The first day after DAY on which something that stands behind the registration happened. */
static date
day_behind(const struct record *r, date day)
{
    date next = FOREVER;

    for (int p = 1; p < r->n; p++)
        if (at(r, p) != NULL && at(r, p)->happened_on > day && at(r, p)->happened_on < next)
            next = at(r, p)->happened_on;
    return next;
}

static bool
can_be_delivered(enum event_kind k)
{
    return k == EVENT_third_party_sent || k == EVENT_joint_agency_sent ||
           k == EVENT_other_agency_sent || k == EVENT_correction_notice ||
           k == EVENT_fee_notice || k == EVENT_reasons_notice;
}

/* Whether the case was answered or withdrawn on an earlier day: nothing moves then. */
static bool
was_over(const struct record *r, date day)
{
    for (int p = 1; p < r->n; p++) {
        const struct event *e = at(r, p);

        if (e != NULL && (e->kind == EVENT_answered || e->kind == EVENT_withdrawn) &&
            e->happened_on < day)
            return true;
    }
    return false;
}

/* Tells LETTER when it was delivered; of two statements the one recorded first holds. */
static void
deliver(const struct record *r, struct event *letter)
{
    for (int p = 1; p < r->n; p++) {
        const struct event *e = at(r, p), *named;
        int of =
            e != NULL && e->kind == EVENT_delivered ? index_of(r->events, r->n, e->of) : -1;

        named = of >= 0 ? at(r, r->place[of]) : NULL;
        if (named != NULL && named->seq == letter->seq && is_known(r, e->happened_on) &&
            e->happened_on >= letter->happened_on && letter->delivered_on == NO_DATE &&
            !was_over(r, e->happened_on))
            letter->delivered_on = e->happened_on;
    }
}

int
naive_entries(const struct event *events, int n, date as_of, struct event *out)
{
    struct record r = {.events = events, .n = n < MOST ? n : MOST, .as_of = as_of};
    int count = 0;

    arrange(&r);
    out[count++] = *at(&r, 0);
    for (date day = day_behind(&r, NO_DATE); day != FOREVER && is_known(&r, day);
         day = day_behind(&r, day))
        for (int p = 1; p < r.n; p++)
            if (at(&r, p) != NULL && at(&r, p)->happened_on == day)
                out[count++] = *at(&r, p);
    for (int i = 1; i < count; i++)
        if (can_be_delivered(out[i].kind))
            deliver(&r, &out[i]);
    return count;
}
