#include "history.h"

#include "facts.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_AFTER = 12, A_MILLION = 1000000 };

static const char *const refs[] = {"A", "B", "C", "D"};

uint64_t
history_seed(void)
{
    const char *text = getenv("GONGKAI_SEED");
    uint64_t seed = text != NULL ? strtoull(text, NULL, 10) : (uint64_t)time(NULL);

    printf("# GONGKAI_SEED=%llu\n", (unsigned long long)seed);
    fflush(stdout);
    return seed;
}

int
history_cases(int usual)
{
    const char *text = getenv("GONGKAI_RANDOM_CASES");

    return text != NULL ? (int)((double)usual / A_MILLION * atoi(text)) : usual;
}

static uint64_t
next_number(struct dice *dice)
{
    dice->state ^= dice->state >> 12;
    dice->state ^= dice->state << 25;
    dice->state ^= dice->state >> 27;
    return dice->state * 0x2545F4914F6CDD1DULL;
}

struct dice
dice_of(uint64_t seed, const char *test, int number)
{
    struct dice dice = {seed * 0x9E3779B97F4A7C15ULL + (uint64_t)(unsigned)number + 1};

    for (; *test != '\0'; test++)
        dice.state = (dice.state ^ (unsigned char)*test) * 0x100000001B3ULL;
    dice.state |= 1;
    for (int i = 0; i < 4; i++)
        next_number(&dice);
    return dice;
}

int
throw_dice(struct dice *dice, int sides)
{
    return (int)((next_number(dice) >> 33) % (uint64_t)sides);
}

static bool
one_in(struct dice *dice, int n)
{
    return throw_dice(dice, n) == 0;
}

static date
nth_after(date from, int n)
{
    while (n > 0)
        n -= facts_work_on(++from);
    return from;
}

date
history_day(struct dice *dice, const struct history *h)
{
    static const int periods[] = {1, 5, 6, 7, 8, 14, 15, 16, 19, 20, 21, 30, 35, 40, 41};
    const struct event *e = &h->entries[throw_dice(dice, h->n)];
    date from = e->happened_on;

    if (e->confirmed_on != NO_DATE)
        from = e->confirmed_on;
    if (e->delivered_on != NO_DATE && one_in(dice, 2))
        from = e->delivered_on;
    if (e->deadline_on != NO_DATE && one_in(dice, 3))
        return e->deadline_on + throw_dice(dice, 3) - 1;
    switch (throw_dice(dice, 8)) {
    case 0:
        return from;
    case 1:
        return from + 1;
    case 2:
        return from - throw_dice(dice, 4);
    case 3:
    case 4:
        return nth_after(
            from, periods[throw_dice(dice, (int)(sizeof periods / sizeof *periods))]);
    case 5:
        return nth_after(from, 1 + throw_dice(dice, 25)) + throw_dice(dice, 2);
    default:
        return from + throw_dice(dice, 20);
    }
}

static const char *
some_ref(struct dice *dice)
{
    return refs[throw_dice(dice, (int)(sizeof refs / sizeof *refs))];
}

static bool
is_letter(enum event_kind k)
{
    return k == EVENT_third_party_sent || k == EVENT_joint_agency_sent ||
           k == EVENT_other_agency_sent;
}

/* Some entry of H that LIKE is true of, NULL if there is none. */
static const struct event *
some_entry(struct dice *dice, const struct history *h, bool (*like)(enum event_kind))
{
    int n = 0, chosen;

    for (int i = 0; i < h->n; i++)
        n += like(h->entries[i].kind);
    chosen = n > 0 ? throw_dice(dice, n) : 0;
    for (int i = 0; i < h->n; i++)
        if (like(h->entries[i].kind) && chosen-- == 0)
            return &h->entries[i];
    return NULL;
}

static bool
has_limit(enum event_kind k)
{
    return is_letter(k) || k == EVENT_correction_notice || k == EVENT_fee_notice ||
           k == EVENT_reasons_notice;
}

/* The end of some consultation, mostly the one that was sent. */
static void
make_reply(struct dice *dice, const struct history *h, struct event *e)
{
    const struct event *letter = some_entry(dice, h, is_letter);

    e->ref = some_ref(dice);
    if (letter == NULL || one_in(dice, 12))
        return;
    e->ref = letter->ref;
    if (e->kind != EVENT_consultation_closed && !one_in(dice, 30))
        e->kind = letter->kind + 1;
    if (one_in(dice, 3))
        e->happened_on = letter->happened_on + throw_dice(dice, 40);
}

static void
make_delivered(struct dice *dice, const struct history *h, struct event *e)
{
    const struct event *letter = some_entry(dice, h, has_limit);

    e->of = h->entries[throw_dice(dice, h->n)].seq;
    if (letter == NULL || one_in(dice, 12))
        return;
    e->of = letter->seq;
    if (!one_in(dice, 8))
        e->happened_on = letter->happened_on + throw_dice(dice, 12);
}

static void
make_limit(struct dice *dice, struct event *e)
{
    if (one_in(dice, 3))
        e->delivered_on = e->happened_on + throw_dice(dice, one_in(dice, 8) ? 30 : 6);
    if (one_in(dice, 60))
        e->delivered_on = e->happened_on - 1;
    if (is_letter(e->kind) || e->kind == EVENT_fee_notice || one_in(dice, 6))
        return;
    if (one_in(dice, 2))
        e->days = 1 + throw_dice(dice, 20);
    else
        e->deadline_on = e->happened_on + throw_dice(dice, 30);
}

static enum event_kind
some_kind(struct dice *dice)
{
    static const enum event_kind often[] = {
        EVENT_correction_notice,   EVENT_correction_received,
        EVENT_third_party_sent,    EVENT_third_party_sent,
        EVENT_joint_agency_sent,   EVENT_other_agency_sent,
        EVENT_third_party_reply,   EVENT_third_party_reply,
        EVENT_third_party_reply,   EVENT_consultation_closed,
        EVENT_delivered,           EVENT_extension,
        EVENT_extension,           EVENT_reasons_notice,
        EVENT_reasons_received,    EVENT_delay,
        EVENT_fee_notice,          EVENT_fee_paid,
        EVENT_correction_received, EVENT_answered,
        EVENT_confirmed,           EVENT_fee_refunded,
    };
    static const enum event_kind rarely[] = {EVENT_withdrawn, EVENT_voided, EVENT_redated,
                                             EVENT_fact,      EVENT_linked, EVENT_returned};

    if (one_in(dice, 50))
        return rarely[throw_dice(dice, (int)(sizeof rarely / sizeof *rarely))];
    return often[throw_dice(dice, (int)(sizeof often / sizeof *often))];
}

static void
make_entry(struct dice *dice, const struct history *h, struct event *e)
{
    static const enum outcome outcomes[] = {OUTCOME_granted, OUTCOME_refused_4,
                                            OUTCOME_granted, OUTCOME_other_1,
                                            OUTCOME_other_2};

    *e = (struct event){.seq = h->n + 1,
                        .kind = some_kind(dice),
                        .happened_on = history_day(dice, h),
                        .outcome = OUTCOME_NONE};
    if (is_letter(e->kind))
        e->ref = some_ref(dice);
    if (has_limit(e->kind))
        make_limit(dice, e);
    if (e->kind == EVENT_third_party_reply || e->kind == EVENT_consultation_closed)
        make_reply(dice, h, e);
    if (e->kind == EVENT_delivered)
        make_delivered(dice, h, e);
    if (e->kind == EVENT_delay)
        e->deadline_on = e->happened_on + throw_dice(dice, 60);
    if (e->kind == EVENT_extension) {
        e->days = throw_dice(dice, 31);
        e->approved = one_in(dice, 10) ? STATED_NO : (enum stated)throw_dice(dice, 2);
        e->told = one_in(dice, 10) ? STATED_NO : (enum stated)throw_dice(dice, 2);
    }
    if (e->kind == EVENT_fee_notice || e->kind == EVENT_fee_paid ||
        e->kind == EVENT_fee_refunded)
        e->amount = 100 * throw_dice(dice, 4);
    e->accepted = (enum stated)throw_dice(dice, 3);
    if (e->kind == EVENT_answered)
        e->outcome = outcomes[throw_dice(dice, (int)(sizeof outcomes / sizeof *outcomes))];
}

/* Makes E stand in the place of an earlier entry, or take one away. */
static void
make_superseding(struct dice *dice, const struct history *h, struct event *e)
{
    const struct event *old = &h->entries[throw_dice(dice, h->n)];
    struct event copy = *e;

    e->supersedes = old->seq;
    if (one_in(dice, 3)) {
        e->kind = EVENT_retracted;
        return;
    }
    if (one_in(dice, 30))
        return;
    *e = *old;
    e->seq = copy.seq;
    e->supersedes = old->seq;
    e->happened_on = one_in(dice, 2) ? old->happened_on : copy.happened_on;
    if (e->delivered_on != NO_DATE && e->delivered_on < e->happened_on)
        e->delivered_on = NO_DATE;
    if (e->deadline_on != NO_DATE && e->deadline_on < e->happened_on)
        e->deadline_on = e->happened_on;
    if (e->days > 0)
        e->days = 1 + throw_dice(dice, 20);
}

static void
make_registration(struct dice *dice, struct event *e)
{
    date first = date_of(2008, 1, 1), last = date_of(2026, 12, 31);

    if (!one_in(dice, 4))
        first = date_of(2019, 1, 1);
    if (one_in(dice, 16))
        first = date_of(2026, 9, 1);
    *e = (struct event){.seq = 1,
                        .kind = EVENT_registered,
                        .happened_on = first + throw_dice(dice, last - first),
                        .channel = throw_dice(dice, CHANNEL_COUNT),
                        .outcome = OUTCOME_NONE};
    if (channel_confirms(e->channel) ? !one_in(dice, 4) : one_in(dice, 20))
        e->confirmed_on = e->happened_on + throw_dice(dice, 6) - one_in(dice, 30);
    if (one_in(dice, 3))
        e->submitted_on = e->happened_on - throw_dice(dice, 5) + one_in(dice, 20);
    for (int r = 0; r < READING_COUNT && !one_in(dice, 3); r++)
        e->readings.other[r] = *reading_value(r, true) != '\0' && one_in(dice, 3);
}

/* Moves E, and the days it states, to DAY. */
static void
put_off(struct event *e, date day)
{
    int by = day - e->happened_on;

    e->happened_on += by;
    if (e->delivered_on != NO_DATE)
        e->delivered_on += by;
    if (e->deadline_on != NO_DATE)
        e->deadline_on += by;
}

/* A day at or behind the last one of H, as an orderly office would enter it. */
static date
next_day(struct dice *dice, const struct history *h)
{
    date last = h->entries[0].happened_on;

    for (int i = 0; i < h->n; i++) {
        if (h->entries[i].happened_on > last)
            last = h->entries[i].happened_on;
        if (h->entries[i].confirmed_on > last)
            last = h->entries[i].confirmed_on;
    }
    return one_in(dice, 3) ? nth_after(last, throw_dice(dice, 22))
                           : last + throw_dice(dice, 6);
}

/* Gives H the reasons asked for and received, and a date delayed for them. */
static void
make_delay(struct dice *dice, struct history *h)
{
    static const enum event_kind steps[] = {EVENT_reasons_notice, EVENT_reasons_received,
                                            EVENT_delay};

    for (unsigned i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct event *e = &h->entries[h->n];

        *e = (struct event){.seq = h->n + 1, .kind = steps[i], .outcome = OUTCOME_NONE};
        e->happened_on = next_day(dice, h);
        if (e->kind == EVENT_delay)
            e->deadline_on = nth_after(e->happened_on, 15 + throw_dice(dice, 40));
        h->n++;
    }
}

void
history_throw(struct dice *dice, struct history *h)
{
    int after = throw_dice(dice, MOST_AFTER + 1);
    bool orderly = one_in(dice, 2), delayed = one_in(dice, 8);

    h->n = 1;
    h->law = one_in(dice, 10) ? (one_in(dice, 2) ? 2008 : 2019) : 0;
    make_registration(dice, &h->entries[0]);
    if (delayed)
        make_delay(dice, h);
    while (h->n <= after) {
        make_entry(dice, h, &h->entries[h->n]);
        if (orderly && one_in(dice, 8) == 0)
            put_off(&h->entries[h->n], next_day(dice, h));
        if (one_in(dice, 12))
            make_superseding(dice, h, &h->entries[h->n]);
        h->n++;
    }
    h->as_of = history_day(dice, h);
    for (int i = throw_dice(dice, 3); i > 0; i--) {
        date other = history_day(dice, h);

        h->as_of = other > h->as_of ? other : h->as_of;
    }
    if (one_in(dice, 5))
        h->as_of += throw_dice(dice, 120);
    if (one_in(dice, 25))
        h->as_of = NO_DATE;
}

static void
print_day(FILE *out, const char *name, date d)
{
    char text[DATE_SIZE];

    if (d != NO_DATE)
        fprintf(out, " %s %s", name, date_text(d, text));
}

static void
print_entry(FILE *out, const struct event *e)
{
    static const char *const stated[] = {"", "yes", "no"};
    char day[DATE_SIZE];

    fprintf(out, "#   %2d %s %s", e->seq, date_text(e->happened_on, day),
            event_kind_code(e->kind));
    if (e->kind == EVENT_registered)
        fprintf(out, " %s", channel_code(e->channel));
    if (e->supersedes != 0)
        fprintf(out, " supersedes %d", e->supersedes);
    if (e->of != 0)
        fprintf(out, " of %d", e->of);
    if (e->ref != NULL)
        fprintf(out, " ref %s", e->ref);
    print_day(out, "submitted", e->submitted_on);
    print_day(out, "confirmed", e->confirmed_on);
    print_day(out, "delivered", e->delivered_on);
    print_day(out, "deadline", e->deadline_on);
    if (e->days != 0)
        fprintf(out, " days %d", e->days);
    if (e->kind == EVENT_extension)
        fprintf(out, " approved %s told %s", stated[e->approved], stated[e->told]);
    if (e->kind == EVENT_correction_received || e->kind == EVENT_fee_notice ||
        e->kind == EVENT_fee_paid || e->kind == EVENT_fee_refunded)
        fprintf(out, " amount %d accepted %s", e->amount, stated[e->accepted]);
    if (e->kind == EVENT_answered)
        fprintf(out, " %s", outcome_code(e->outcome));
    for (int r = 0; r < READING_COUNT; r++)
        if (e->readings.other[r])
            fprintf(out, " %s=%s", reading_code(r), reading_value(r, true));
    fprintf(out, "\n");
}

void
history_print(FILE *out, const struct history *h)
{
    char day[DATE_SIZE];

    fprintf(out, "# as of %s, law %d:\n",
            h->as_of != NO_DATE ? date_text(h->as_of, day) : "-", h->law);
    for (int i = 0; i < h->n; i++)
        print_entry(out, &h->entries[i]);
}
