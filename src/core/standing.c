/* Which entries of a history stand, and in what order they are taken. */
#include "core/fold.h"

#include <stddef.h>

/* Where the entry that E supersedes stands among the first N places, -1 for nowhere. */
static int
place_of(const struct event *const *places, int n, const struct event *e)
{
    for (int i = 0; i < n; i++)
        if (places[i] != NULL && places[i]->seq == e->supersedes)
            return i;
    return -1;
}

/* Puts every entry where the one it supersedes stood; NULL where none stands.  SLOTS tells
 * for each entry which place it came to, -1 for none. */
static void
arrange(struct fold *f, const struct event *events, int *slots, int n)
{
    for (int i = 0; i < n; i++) {
        const struct event *e = &events[i];
        int place = i;
        bool retracts = e->kind == EVENT_retracted;

        f->places[i] = e;
        slots[i] = i;
        if (e->supersedes == 0) {
            if (retracts) {
                raise_flag(f, FLAG_retraction_of_nothing, e);
                f->places[i] = NULL;
            }
            continue;
        }
        f->places[i] = NULL;
        slots[i] = -1;
        place = place_of(f->places, i, e);
        if (place < 0)
            raise_flag(f, FLAG_correction_of_nothing, e);
        else if (!retracts && e->kind != f->places[place]->kind)
            raise_flag(f, FLAG_correction_of_other_kind, e);
        else if (retracts && f->places[place]->kind == EVENT_registered)
            raise_flag(f, FLAG_registration_retracted, e);
        else if (retracts && f->places[place]->kind == EVENT_redated)
            raise_flag(f, FLAG_redating_retracted, e);
        else {
            f->places[place] = retracts ? NULL : e;
            slots[i] = place;
        }
    }
}

/* The entry that stands where SEQ, or what it rightly superseded, once stood; NULL for none. */
static const struct event *
standing(const struct fold *f, const struct event *events, const int *slots, int n, int seq)
{
    for (int i = 0; i < n; i++)
        if (events[i].seq == seq)
            return slots[i] >= 0 ? f->places[slots[i]] : NULL;
    return NULL;
}

/* Whether an answer or withdrawal of an earlier day than DAY stands. */
static bool
is_closed_before(const struct fold *f, int n, date day)
{
    for (int i = 0; i < n; i++)
        if (f->places[i] != NULL &&
            (f->places[i]->kind == EVENT_answered ||
             f->places[i]->kind == EVENT_withdrawn) &&
            f->places[i]->happened_on < day)
            return true;
    return false;
}

/* Whether no period runs from the delivery of a letter of kind K: an extension and a delay are
 * told, an answer is given, and that it arrived is proof of service alone (235号). */
static bool
runs_nothing(enum event_kind k)
{
    return k == EVENT_answered || k == EVENT_extension || k == EVENT_delay;
}

/* E, a delivery of a letter from which no period runs, as an entry that is aside. */
static const struct event *
as_aside(struct arena *a, const struct event *e)
{
    struct event *aside = arena_alloc(a, sizeof *aside);

    *aside = *e;
    aside->kind = EVENT_dispatched;
    return aside;
}

/* A delivery states a fact of the letter it names: the letter is read with it. */
static void
deliver(struct arena *a, struct fold *f, const struct event *events, const int *slots,
        int n)
{
    for (int i = 0; i < n; i++) {
        const struct event *e = f->places[i], *letter;
        struct event *read;

        if (e == NULL)
            continue;
        if (e->delivered_on != NO_DATE && e->delivered_on < e->happened_on)
            raise_flag(f, FLAG_delivery_before_letter, e);
        if (e->kind != EVENT_delivered)
            continue;
        letter = standing(f, events, slots, n, e->of);
        if (letter != NULL && runs_nothing(letter->kind) &&
            e->happened_on >= letter->happened_on) {
            f->places[i] = as_aside(a, e);
            continue;
        }
        if (letter == NULL ||
            !(event_is_letter(letter->kind) || letter->kind == EVENT_correction_notice ||
              letter->kind == EVENT_reasons_notice || letter->kind == EVENT_fee_notice)) {
            raise_flag(f, FLAG_delivery_of_nothing, e);
            continue;
        }
        if (e->happened_on < letter->happened_on) {
            raise_flag(f, FLAG_delivery_before_letter, e);
            continue;
        }
        if (letter->delivered_on != NO_DATE) {
            raise_flag(f, FLAG_delivery_repeated, e);
            continue;
        }
        if (!is_known(f, e->happened_on) || is_closed_before(f, n, e->happened_on))
            continue;
        read = arena_alloc(a, sizeof *read);
        *read = *letter;
        read->delivered_on = e->happened_on;
        for (int k = 0; k < n; k++)
            if (f->places[k] == letter)
                f->places[k] = read;
    }
}

/* Keeps the standing entries that are known on as_of, by day; a stable order, for entries of
 * one day go by the order of recording. */
static void
put_in_order(struct fold *f, int n)
{
    for (int i = 1; i < n; i++) {
        const struct event *e = f->places[i];
        int k = f->count;

        if (e == NULL || !is_known(f, e->happened_on))
            continue;
        for (; k > 0 && f->places[k - 1]->happened_on > e->happened_on; k--)
            f->places[k] = f->places[k - 1];
        f->places[k] = e;
        f->count++;
    }
}

const struct event *
stand(struct arena *a, struct fold *f, const struct event *events, int n)
{
    const struct event *first;
    int *slots = arena_alloc(a, sizeof *slots * (size_t)n);

    f->places = arena_alloc(a, sizeof *f->places * (size_t)n);
    f->used = arena_alloc(a, sizeof *f->used * (size_t)n);
    arrange(f, events, slots, n);
    deliver(a, f, events, slots, n);
    first = f->places[0];
    put_in_order(f, n);
    return first;
}
