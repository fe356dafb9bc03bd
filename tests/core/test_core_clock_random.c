/* The clock against the naive one over random histories, and what must hold of any history
 * whatever.  GONGKAI_SEED repeats a run; GONGKAI_RANDOM_CASES sets its length. */
#include "base/arena.h"
#include "compare.h"
#include "core/clock.h"
#include "core/day_account.h"
#include "facts.h"
#include "harness.h"
#include "history.h"
#include "naive.h"

#include <sys/wait.h>
#include <unistd.h>

enum { CASES = 1000000, PROPERTY_CASES = 100000, PROCESSES = 2 };

struct bench {
    struct calendar *calendar;
    struct arena *arena; /* of one case */
    struct dice dice;    /* behind the throw of the history */
    uint64_t seed;
    int number;
    int last_year;
};

typedef void property(struct bench *b, struct history *h);

static void
fold(const struct bench *b, const struct history *h, struct clock *c)
{
    struct clock_terms terms = {.calendar = b->calendar, .as_of = h->as_of, .law = h->law};

    clock_fold(b->arena, &terms, h->entries, h->n, c);
}

/* Ends the test with the history on the table. */
static void
object(const struct bench *b, const struct history *h, const char *text)
{
    printf("# case %d\n", b->number);
    history_print(stdout, h);
    printf("%s", text);
    fflush(stdout);
    ck_abort_msg("case %d of GONGKAI_SEED=%llu", b->number, (unsigned long long)b->seed);
}

/* Holds every STEPth of COUNT histories, beginning with FIRST, against HOLDS. */
static void
hold_some(uint64_t seed, const char *name, int first, int step, int count, property *holds)
{
    struct bench b = {
        .calendar = facts_calendar(), .seed = seed, .last_year = facts_last_year()};

    for (b.number = first; b.number < count; b.number += step) {
        struct history h;

        b.dice = dice_of(seed, name, b.number);
        b.arena = arena_new();
        history_throw(&b.dice, &h);
        holds(&b, &h);
        arena_free(b.arena);
    }
    calendar_free(b.calendar);
}

static void
hold(const char *name, property *holds)
{
    hold_some(history_seed(), name, 0, 1, history_cases(PROPERTY_CASES), holds);
}

/* --- the two clocks --- */

static void
agrees(struct bench *b, struct history *h)
{
    static struct naive naive;
    static struct report r;
    struct naive_terms terms = {facts_work_on, b->last_year, h->as_of, h->law};
    struct account_day *days;
    struct clock c;

    r.used = 0;
    fold(b, h, &c);
    naive_clock(&terms, h->entries, h->n, &naive);
    compare_clocks(&r, &c, &naive);
    if (c.status != CLOCK_VOIDED && (c.as_of != NO_DATE || c.closed_on != NO_DATE)) {
        int n = account_of(b->arena, b->calendar, &c, &days);

        compare_days(&r, days, n, &naive);
    }
    if (r.used > 0)
        object(b, h, r.text);
}

/* One process for each of two halves; the parent has the first. */
START_TEST(the_clock_and_the_naive_clock_agree_on_any_history)
{
    uint64_t seed = history_seed();
    int count = history_cases(CASES), status = 0;
    pid_t child = fork();

    ck_assert(child >= 0);
    hold_some(seed, "agrees", child == 0, PROCESSES, count, agrees);
    if (child == 0)
        _exit(0);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
}
END_TEST

/* --- the order of entry --- */

/* Keeps of H the entries whose order the days alone decide: one a day, none that corrects
 * another, one delivery a letter. */
static void
keep_one_a_day(struct history *h)
{
    int kept = 1;

    for (int i = 1; i < h->n; i++) {
        const struct event *e = &h->entries[i];
        bool alone = e->supersedes == 0;

        for (int k = 0; k < kept && alone; k++)
            alone = h->entries[k].happened_on != e->happened_on &&
                    (e->kind != EVENT_delivered || h->entries[k].kind != e->kind ||
                     h->entries[k].of != e->of);
        if (alone)
            h->entries[kept++] = *e;
    }
    h->n = kept;
}

/* Enters H in another order; deliveries name their letters by the new numbers. */
static void
shuffle(struct dice *dice, struct history *h)
{
    int new_seq[HISTORY_ENTRIES + 1] = {0};

    for (int i = h->n - 1; i > 1; i--) {
        int k = 1 + throw_dice(dice, i);
        struct event e = h->entries[i];

        h->entries[i] = h->entries[k];
        h->entries[k] = e;
    }
    for (int i = 0; i < h->n; i++) {
        new_seq[h->entries[i].seq] = i + 1;
        h->entries[i].seq = i + 1;
    }
    for (int i = 0; i < h->n; i++)
        if (h->entries[i].kind == EVENT_delivered)
            h->entries[i].of = new_seq[h->entries[i].of];
}

static void
is_the_same_in_any_order(struct bench *b, struct history *h)
{
    struct history other;
    struct clock c, d;

    keep_one_a_day(h);
    other = *h;
    shuffle(&b->dice, &other);
    fold(b, h, &c);
    fold(b, &other, &d);
    if (c.status == CLOCK_VOIDED && d.status == CLOCK_VOIDED)
        return;
    if (c.due_on != d.due_on || c.status != d.status || c.used != d.used ||
        c.left != d.left || c.closed_on != d.closed_on || c.run_count != d.run_count)
        object(b, h, "#   another order of entry gives another result\n");
}

START_TEST(the_order_in_which_entries_are_recorded_changes_nothing)
{
    hold("order", is_the_same_in_any_order);
}
END_TEST

/* --- consultations --- */

static void
takes_out_of(struct history *h, enum event_kind kind)
{
    for (int i = 1; i < h->n; i++)
        if (h->entries[i].kind == kind)
            h->entries[i].kind = EVENT_redated;
}

/* A delay may become unlawful through a consultation: such histories are left out. */
static void
is_never_due_earlier(struct bench *b, struct history *h)
{
    struct event *letter, *reply;
    struct clock before, after;

    takes_out_of(h, EVENT_delay);
    fold(b, h, &before);
    letter = &h->entries[h->n];
    *letter = (struct event){.seq = h->n + 1,
                             .kind = EVENT_third_party_sent + 2 * throw_dice(&b->dice, 3),
                             .happened_on = history_day(&b->dice, h),
                             .ref = "Z"};
    reply = letter + 1;
    *reply = (struct event){.seq = h->n + 2,
                            .kind = letter->kind + 1,
                            .happened_on = letter->happened_on + throw_dice(&b->dice, 40),
                            .ref = "Z"};
    h->n += 2;
    fold(b, h, &after);
    if (after.due_on != NO_DATE && after.due_on < before.due_on)
        object(b, h, "#   the consultation Z makes it due earlier\n");
}

START_TEST(a_consultation_never_makes_an_answer_due_earlier)
{
    hold("pause", is_never_due_earlier);
}
END_TEST

static void
excludes_each_day_once(struct bench *b, struct history *h)
{
    struct clock c;
    date from = h->entries[0].happened_on, to = from + 300;
    int sum = 0, out;

    fold(b, h, &c);
    out = calendar_between(b->calendar, from, to) - clock_count(b->calendar, &c, from, to);
    for (int i = 0; i < c.pause_count; i++) {
        const struct clock_pause *p = &c.pauses[i];
        date last = p->to == NO_DATE || p->to > to ? to : p->to;

        if (p->helps && p->from <= last)
            sum += calendar_between(b->calendar, p->from - 1, last);
    }
    if (out < 0 || out > sum)
        object(b, h, "#   more days are taken out than the consultations have\n");
    if (c.pause_count == 1 && c.pauses[0].from > from && out != sum)
        object(b, h, "#   one consultation takes out other days than its own\n");
}

START_TEST(overlapping_consultations_take_out_each_day_once)
{
    hold("union", excludes_each_day_once);
}
END_TEST

/* --- the account --- */

static void
has_every_day_once(struct bench *b, struct history *h)
{
    struct account_day *days;
    struct clock c;
    int n;

    fold(b, h, &c);
    n = account_of(b->arena, b->calendar, &c, &days);
    if (n > 0 && days[0].day != c.received_on)
        object(b, h, "#   the account does not begin with the day of receipt\n");
    for (int i = 1; i < n; i++)
        if (days[i].day != days[i - 1].day + 1)
            object(b, h, "#   the account has a gap or a day twice\n");
    if (n > 0 && c.due_on != NO_DATE && c.closed_on == NO_DATE &&
        days[n - 1].day < c.due_on)
        object(b, h, "#   the account ends before the due day\n");
}

START_TEST(the_account_has_every_day_once)
{
    hold("account", has_every_day_once);
}
END_TEST

/* The days counted in the present run up to the due day are those allowed, and their numbers
 * run from 1; up to a delayed date there are as many, or fewer where it was extended. */
static void
counts_the_days_allowed(struct bench *b, struct history *h)
{
    struct account_day *days;
    const struct clock_run *run;
    struct clock c;
    int n, counted = 0;

    fold(b, h, &c);
    run = clock_run_of(&c);
    n = account_of(b->arena, b->calendar, &c, &days);
    if (c.due_on == NO_DATE || c.closed_on != NO_DATE || c.status == CLOCK_VOIDED)
        return;
    for (int i = 0; i < n; i++)
        if (days[i].day > run->start && days[i].label == ACCOUNT_COUNTED)
            if (days[i].n != ++counted || days[i].day > c.due_on)
                object(b, h, "#   a day has the wrong number\n");
    if (counted != run->allowed && run->delayed_to == NO_DATE)
        object(b, h, "#   not as many days are counted as allowed\n");
    if (run->delayed_to == NO_DATE &&
        clock_count(b->calendar, &c, run->start, c.due_on) != run->allowed)
        object(b, h, "#   clock_count does not come to what is allowed\n");
}

START_TEST(a_running_period_counts_as_many_days_as_are_allowed)
{
    hold("allowed", counts_the_days_allowed);
}
END_TEST

/* --- the last lawful day --- */

static bool
answers(enum event_kind reply, const struct clock_pause *p)
{
    return p->kind + 1 == reply && p->ended == NO_DATE;
}

/* An entry that does ACT on DAY. */
static struct event
entry_of(const struct clock *c, const struct next_act *act, date day)
{
    struct event e = {.kind = act->kind,
                      .happened_on = day,
                      .ref = "Z",
                      .outcome =
                          act->kind == EVENT_answered ? OUTCOME_granted : OUTCOME_NONE,
                      .days = act->kind == EVENT_extension ? 10 : 0};

    for (int i = 0; i < c->pause_count; i++)
        if (answers(act->kind, &c->pauses[i]) && c->pauses[i].to == act->latest)
            e.ref = c->pauses[i].ref;
    return e;
}

/* Keeps the entries known on as_of; false for a history that is not for this test: entries
 * that correct others, or a confirmation that lies ahead. */
static bool
keep_known(struct history *h)
{
    int kept = 1;

    if (h->as_of == NO_DATE)
        return false;
    for (int i = 1; i < h->n; i++) {
        if (h->entries[i].supersedes != 0 || h->entries[i].kind == EVENT_delivered)
            return false;
        if (h->entries[i].happened_on <= h->as_of)
            h->entries[kept++] = h->entries[i];
    }
    h->n = kept;
    for (int i = 0; i < kept; i++)
        h->entries[i].seq = i + 1;
    return h->entries[0].happened_on <= h->as_of && h->entries[0].confirmed_on <= h->as_of;
}

/* Folds H with E; whether E is taken. */
static bool
is_taken(struct bench *b, const struct history *h, const struct event *e, struct clock *c)
{
    struct history with = *h;
    struct clock_terms terms = {b->calendar, e->happened_on, h->law};
    struct clock_refusal refusal;

    with.entries[with.n] = *e;
    with.entries[with.n].seq = with.n + 1;
    with.n++;
    return clock_judge(b->arena, &terms, with.entries, with.n, c, &refusal) == OK;
}

/* Whether entry SEQ raised a flag in C that it did not in BEFORE. */
static bool
is_flagged(const struct clock *c, const struct clock *before, int seq)
{
    for (int i = 0; i < c->flag_count; i++) {
        bool known = c->flags[i].seq != seq;

        for (int k = 0; k < before->flag_count; k++)
            known = known || (before->flags[k].seq == seq &&
                              before->flags[k].flag == c->flags[i].flag);
        if (!known)
            return true;
    }
    return false;
}

static void
ends_on_the_latest_day(struct bench *b, struct history *h)
{
    struct next_act acts[NEXT_ACTS];
    struct clock c, then, later;
    int n;

    if (!keep_known(h))
        return;
    fold(b, h, &c);
    n = account_next(b->calendar, &c, acts);
    for (int i = 0; i < n; i++) {
        struct event e = entry_of(&c, &acts[i], acts[i].latest);
        char text[120];

        if (acts[i].latest == NO_DATE || acts[i].latest < h->as_of)
            continue;
        snprintf(text, sizeof text, "#   %s refused on its latest day\n",
                 event_kind_code(e.kind));
        if (!is_taken(b, h, &e, &then))
            object(b, h, text);
        e.happened_on++;
        snprintf(text, sizeof text, "#   %s taken a day later without a word\n",
                 event_kind_code(e.kind));
        if (is_taken(b, h, &e, &later) && !is_flagged(&later, &then, h->n + 1))
            object(b, h, text);
    }
}

START_TEST(an_act_is_lawful_on_its_latest_day_and_no_longer_on_the_next)
{
    hold("latest", ends_on_the_latest_day);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_clock_and_the_naive_clock_agree_on_any_history,
        the_order_in_which_entries_are_recorded_changes_nothing,
        a_consultation_never_makes_an_answer_due_earlier,
        overlapping_consultations_take_out_each_day_once,
        the_account_has_every_day_once,
        a_running_period_counts_as_many_days_as_are_allowed,
        an_act_is_lawful_on_its_latest_day_and_no_longer_on_the_next,
        NULL,
    };

    return harness_run(harness_suite("random", tests, 600));
}
