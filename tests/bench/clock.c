/* What the clock costs without a database.
 *
 *     clock    prints the median, the least and the most of several rounds: of a deadline, of
 *              the working days between two days, of folding a case with twelve entries, and
 *              of the same with its account of every day
 *
 * The questions of a round differ, and every case lies elsewhere in the calendar. */
#include "core/clock.h"
#include "base/arena.h"
#include "core/day_account.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    ROUNDS = 21,
    QUESTIONS = 4096, /* different ones */
    DAYS_ASKED = 4 << 20,
    CASES = 512, /* different ones */
    CASES_FOLDED = 20000,
    ENTRIES = 12
};

struct question {
    date from, to;
    int n;
};

struct material {
    const struct calendar *calendar;
    struct question questions[QUESTIONS];
    struct event cases[CASES][ENTRIES];
    long sum; /* of all answers: they must be there, and right */
};

/* As many days as a real year names, on the same ones every year. */
static struct calendar *
invent_calendar(void)
{
    static const struct {
        int month, day;
    } off[] = {{1, 1}, {2, 16}, {2, 17}, {2, 18}, {2, 19}, {2, 20}, {4, 5},  {5, 1},
               {5, 4}, {6, 10}, {9, 25}, {10, 1}, {10, 2}, {10, 5}, {10, 6}, {10, 7}},
      on[] = {{2, 14}, {2, 28}, {5, 9}, {9, 20}, {10, 10}, {10, 11}};
    struct calendar *c = calendar_new();

    for (int year = 2008; year <= 2026; year++) {
        for (unsigned i = 0; i < sizeof off / sizeof *off; i++)
            calendar_set(c, date_of(year, off[i].month, off[i].day), false, "放假", "通知");
        for (unsigned i = 0; i < sizeof on / sizeof *on; i++)
            calendar_set(c, date_of(year, on[i].month, on[i].day), true, "上班", "通知");
        calendar_complete(c, year);
    }
    calendar_seal(c);
    return c;
}

static double
now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static date
after(const struct calendar *cal, date from, int n)
{
    date d;

    if (calendar_after(cal, from, n, &d) != OK)
        abort();
    return d;
}

/* Registration, a correction round, three consultations at once (two answered, one left to
 * lapse), an extension, a fee round and the answer. */
static void
tell_case(const struct calendar *cal, date arrived, struct event *e)
{
    date corrected = after(cal, arrived, 12), sent = after(cal, corrected, 3);
    date fee = after(cal, sent, 28), paid = after(cal, fee, 6);

    e[0] = (struct event){.kind = EVENT_registered,
                          .happened_on = arrived,
                          .channel = CHANNEL_in_person,
                          .category = CATEGORY_natural_person};
    e[1] = (struct event){
        .kind = EVENT_correction_notice, .happened_on = after(cal, arrived, 5), .days = 15};
    e[2] = (struct event){.kind = EVENT_correction_received, .happened_on = corrected};
    e[3] = (struct event){.kind = EVENT_third_party_sent, .happened_on = sent, .ref = "A"};
    e[4] = (struct event){
        .kind = EVENT_joint_agency_sent, .happened_on = after(cal, sent, 1), .ref = "B"};
    e[5] = (struct event){
        .kind = EVENT_third_party_sent, .happened_on = after(cal, sent, 4), .ref = "C"};
    e[6] = (struct event){
        .kind = EVENT_third_party_reply, .happened_on = after(cal, sent, 9), .ref = "A"};
    e[7] = (struct event){
        .kind = EVENT_joint_agency_reply, .happened_on = after(cal, sent, 11), .ref = "B"};
    e[8] = (struct event){
        .kind = EVENT_extension, .happened_on = after(cal, sent, 22), .days = 20};
    e[9] = (struct event){.kind = EVENT_fee_notice, .happened_on = fee};
    e[10] = (struct event){.kind = EVENT_fee_paid, .happened_on = paid};
    e[11] = (struct event){.kind = EVENT_answered,
                           .happened_on = after(cal, paid, 13),
                           .outcome = OUTCOME_granted};
    for (int i = 0; i < ENTRIES; i++)
        e[i].seq = i + 1;
}

/* A number from 0 to N - 1, always the same ones. */
static int
below(unsigned long *state, int n)
{
    *state = *state * 6364136223846793005ul + 1442695040888963407ul;
    return (int)((*state >> 33) % (unsigned long)n);
}

static void
prepare(struct material *m, const struct calendar *cal)
{
    date first = date_of(2020, 1, 1), last = date_of(2026, 12, 31);
    unsigned long state = 2021;

    m->calendar = cal;
    for (int i = 0; i < QUESTIONS; i++) {
        m->questions[i].from = first + below(&state, last - first);
        m->questions[i].to = m->questions[i].from + below(&state, 90);
        m->questions[i].n = 1 + below(&state, 60);
    }
    for (int i = 0; i < CASES; i++)
        tell_case(cal, first + below(&state, last - first - 200), m->cases[i]);
}

static void
ask_deadlines(struct material *m)
{
    for (int i = 0; i < DAYS_ASKED; i++) {
        const struct question *q = &m->questions[i % QUESTIONS];
        date d = NO_DATE;

        if (calendar_after(m->calendar, q->from, q->n, &d) == OK)
            m->sum += d;
    }
}

static void
ask_days_between(struct material *m)
{
    for (int i = 0; i < DAYS_ASKED; i++) {
        const struct question *q = &m->questions[i % QUESTIONS];

        m->sum += calendar_between(m->calendar, q->from, q->to);
    }
}

static void
fold_cases(struct material *m, bool with_account)
{
    struct clock_terms terms = {.calendar = m->calendar, .as_of = date_of(2026, 12, 31)};

    for (int i = 0; i < CASES_FOLDED; i++) {
        struct arena *a = arena_new();
        struct account_day *days;
        struct clock c;

        clock_fold(a, &terms, m->cases[i % CASES], ENTRIES, &c);
        m->sum += c.closed_on - c.due_on;
        if (with_account)
            m->sum += account_of(a, m->calendar, &c, &days);
        arena_free(a);
    }
}

static void
fold_alone(struct material *m)
{
    fold_cases(m, false);
}

static void
fold_with_account(struct material *m)
{
    fold_cases(m, true);
}

static int
by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* Does the WORK, N times something, in rounds; prints what one of them takes, in UNIT. */
static double
measure(const char *name, struct material *m, void (*work)(struct material *), int n,
        const char *unit, double unit_ns)
{
    double took[ROUNDS];

    work(m);
    for (int i = 0; i < ROUNDS; i++) {
        double begun = now_ns();

        work(m);
        took[i] = (now_ns() - begun) / n / unit_ns;
    }
    qsort(took, ROUNDS, sizeof *took, by_size);
    printf("%-44s %8.2f %s  (%.2f to %.2f)\n", name, took[ROUNDS / 2], unit, took[0],
           took[ROUNDS - 1]);
    return took[ROUNDS / 2];
}

/* A case that the fold does not take as told would measure something else. */
static void
check_cases(const struct material *m)
{
    struct clock_terms terms = {.calendar = m->calendar};

    for (int i = 0; i < CASES; i++)
        for (int n = 1; n <= ENTRIES; n++) {
            struct arena *a = arena_new();
            struct clock_refusal refusal;
            struct clock c;

            if (clock_judge(a, &terms, m->cases[i], n, &c, &refusal) != OK) {
                fprintf(stderr, "clock: entry %d is refused: %s\n", n, refusal.en);
                exit(EXIT_FAILURE);
            }
            arena_free(a);
        }
}

int
main(void)
{
    static struct material m;
    struct calendar *calendar = invent_calendar();

    prepare(&m, calendar);
    check_cases(&m);
    measure("one deadline (n working days after a day)", &m, ask_deadlines, DAYS_ASKED,
            "ns", 1);
    measure("working days between two days", &m, ask_days_between, DAYS_ASKED, "ns", 1);
    measure("folding a case with 12 entries", &m, fold_alone, CASES_FOLDED, "µs", 1e3);
    measure("the same, with the account of every day", &m, fold_with_account, CASES_FOLDED,
            "µs", 1e3);
    calendar_free(calendar);
    return m.sum == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
