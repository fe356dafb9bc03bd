/* Consultations: the days they take out of the count (R6; readings A1–A3, A10, A12). */
#include "core/fold.h"

#include <string.h>

enum { REPLY_DAYS = 15 /* Reg. 32, 34 */ };

/* The first day at or behind FROM that no pause covers; *NEXT is then the first excluded day
 * behind it (DATE_LAST + 1 for none).  NO_DATE when a pause without end covers all. */
static date
first_free(const struct clock *c, date from, date *next)
{
    bool moved = true;

    while (moved) {
        moved = false;
        for (int i = 0; i < c->pause_count; i++) {
            const struct clock_pause *p = &c->pauses[i];
            date to = p->to == NO_DATE ? DATE_LAST : p->to;

            if (!p->helps || from < p->from || from > to)
                continue;
            if (p->to == NO_DATE)
                return NO_DATE;
            from = to + 1;
            moved = true;
        }
    }
    *next = DATE_LAST + 1;
    for (int i = 0; i < c->pause_count; i++) {
        const struct clock_pause *p = &c->pauses[i];

        if (p->helps && p->from > from && p->from < *next &&
            (p->to == NO_DATE || p->to >= p->from))
            *next = p->from;
    }
    return from;
}

int
clock_count(const struct calendar *cal, const struct clock *c, date from, date to)
{
    int counted = 0;
    date at = from + 1, next = NO_DATE;

    if (to > DATE_LAST)
        to = DATE_LAST;
    if (c->pause_count == 0)
        return to > from ? calendar_between(cal, from, to) : 0;
    while (at <= to && (at = first_free(c, at, &next)) != NO_DATE && at <= to) {
        counted += calendar_between(cal, at - 1, next - 1 < to ? next - 1 : to);
        at = next;
    }
    return counted;
}

date
counted_after(const struct calendar *cal, const struct clock *c, date from, int n)
{
    date at = from + 1, next = NO_DATE, due;

    while ((at = first_free(c, at, &next)) != NO_DATE) {
        int between = next > DATE_LAST ? n : calendar_between(cal, at - 1, next - 1);

        if (between >= n)
            return calendar_after(cal, at - 1, n, &due) == OK ? due : NO_DATE;
        n -= between;
        at = next;
    }
    return NO_DATE;
}

static bool
same_ref(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

/* Whether E, a reply or a closing, is about letters of KIND with REF. */
static bool
is_about(const struct event *e, enum event_kind kind, const char *ref)
{
    if (e->kind == EVENT_consultation_closed)
        return same_ref(e->ref, ref);
    return event_is_reply(e->kind) && event_party(e->kind) == event_party(kind) &&
           same_ref(e->ref, ref);
}

static bool
concerns(const struct event *e, const struct event *letter)
{
    return event_is_letter(letter->kind) && is_about(e, letter->kind, letter->ref);
}

/* The last excluded day as the law limits it, NO_DATE where it does not. */
static date
legal_end(struct fold *f, const struct event *letter, date start)
{
    if (letter->kind == EVENT_other_agency_sent || f->c->law == 2008)
        return NO_DATE;
    return day_after(f, start, REPLY_DAYS, letter);
}

static bool
letter_known(const struct fold *f, const struct event *letter)
{
    for (int i = 0; i < f->c->pause_count; i++)
        if (f->c->pauses[i].kind == letter->kind &&
            same_ref(f->c->pauses[i].ref, letter->ref))
            return true;
    return false;
}

/* The last day P takes out: its end, and not behind the legal one (A2, A3). */
static date
pause_end(const struct fold *f, const struct clock_pause *p)
{
    date to =
        p->ended != NO_DATE ? p->ended - reads(f, READING_consult_reply_day) : NO_DATE;

    if (p->limit != NO_DATE && !reads(f, READING_consult_cap) &&
        (to == NO_DATE || to > p->limit))
        to = p->limit;
    return to;
}

static void
end_pause(struct fold *f, struct clock_pause *p, const struct event *e)
{
    p->ended = e->happened_on;
    p->replied = event_is_reply(e->kind);
    p->to = pause_end(f, p);
    if (!p->replied || p->deadline < 0)
        return;
    meet_deadline(&f->c->deadlines[p->deadline], e->happened_on);
    if (e->happened_on > p->limit)
        raise_flag(f, FLAG_consultation_reply_late, e);
}

/* Replies of this day that were recorded before their letter LETTER, the last pause. */
static void
take_early_replies(struct fold *f, const struct event *letter)
{
    struct clock_pause *p = &f->c->pauses[f->c->pause_count - 1];

    for (int i = 0; i < f->now && p->ended == NO_DATE; i++) {
        const struct event *e = f->places[i];

        if (e->happened_on < letter->happened_on || f->used[i] || !concerns(e, letter))
            continue;
        end_pause(f, p, e);
        f->used[i] = true;
    }
}

void
apply_letter(struct fold *f, const struct event *e, date due)
{
    struct clock *c = f->c;
    date start = delivery_of(e);
    struct clock_pause p = {.seq = e->seq,
                            .kind = e->kind,
                            .ref = e->ref,
                            .sent = e->happened_on,
                            .from = e->happened_on + !reads(f, READING_consult_sent_day),
                            .limit = legal_end(f, e, start),
                            .deadline = -1,
                            .helps = true};

    if (letter_known(f, e)) {
        raise_flag(f, FLAG_letter_repeated, e);
        return;
    }
    if (due != NO_DATE && e->happened_on > due) {
        raise_flag(f, FLAG_consultation_after_due, e);
        p.helps = false;
    } else if (due != NO_DATE && e->happened_on == due && p.from > due) {
        raise_flag(f, FLAG_consultation_on_due_day, e);
    }
    if (p.limit != NO_DATE) {
        p.deadline = c->deadline_count;
        add_deadline(f,
                     e->kind == EVENT_third_party_sent ? DEADLINE_third_party_reply
                                                       : DEADLINE_joint_agency_reply,
                     e->ref, start, p.limit);
    }
    p.to = pause_end(f, &p);
    c->pauses[c->pause_count++] = p;
    take_early_replies(f, e);
}

/* The day of the next letter that E is about, NO_DATE for none. */
static date
letter_ahead(const struct fold *f, const struct event *e)
{
    for (int i = f->now + 1; i < f->count; i++)
        if (concerns(e, f->places[i]))
            return f->places[i]->happened_on;
    return NO_DATE;
}

void
apply_reply(struct fold *f, const struct event *e)
{
    bool found = false;
    date ahead;

    for (int i = 0; i < f->c->pause_count; i++) {
        struct clock_pause *p = &f->c->pauses[i];

        if (!is_about(e, p->kind, p->ref))
            continue;
        found = true;
        if (p->ended != NO_DATE)
            continue;
        end_pause(f, p, e);
        f->used[f->now] = true;
    }
    if (f->used[f->now])
        return;
    ahead = letter_ahead(f, e);
    if (ahead == e->happened_on)
        return; /* taken with its letter */
    raise_flag(f,
               found              ? FLAG_reply_repeated
               : ahead != NO_DATE ? FLAG_reply_before_letter
                                  : FLAG_reply_without_letter,
               e);
}

bool
is_paused(const struct clock *c, date day)
{
    for (int i = 0; i < c->pause_count; i++) {
        const struct clock_pause *p = &c->pauses[i];

        if (p->helps && day >= p->sent && (p->ended == NO_DATE || day < p->ended) &&
            (p->to == NO_DATE || day <= p->to))
            return true;
    }
    return false;
}
