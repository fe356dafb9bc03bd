#include "fuzz/fuzz.h"

#include "base/embedded.h"
#include "core/day_account.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELD = 80 };

void
fuzz_holds(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "It does not hold that %s.\n", what);
    abort();
}

/* The linker puts this in the place of arena_alloc: each piece stands alone, so that the
 * address sanitizer sees where a neighbour would be written over. */
void *__wrap_arena_alloc(struct arena *a, size_t size);

void *
__wrap_arena_alloc(struct arena *a, size_t size)
{
    void *piece = memset(xmalloc(size), 0, size);

    arena_own(a, piece, free);
    return piece;
}

/* ---- Calendars ---- */

static void
take_day(struct calendar *c, const char *line)
{
    char day[FIELD], kind[FIELD], name[FIELD], notice[FIELD];
    date d;

    if (sscanf(line, "%79[^,],%79[^,],%79[^,],%79[^,]", day, kind, name, notice) == 4 &&
        date_parse(day, &d))
        calendar_set(c, d, strcmp(kind, "workday") == 0, name, notice);
}

static void
take_notice(struct calendar *c, const char *line)
{
    char type[FIELD];
    int year;

    if (sscanf(line, "%*[^,],%d,%79[^,]", &year, type) == 2 && strcmp(type, "annual") == 0)
        calendar_complete(c, year);
}

static void
take_lines(struct calendar *c, const char *path,
           void (*take)(struct calendar *c, const char *line))
{
    for (const char *line = embedded_find(path)->bytes; *line != '\0';) {
        take(c, line);
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
}

const struct calendar *
fuzz_calendar(bool facts)
{
    static struct calendar *calendars[2];
    struct calendar *c = calendars[facts];

    if (c != NULL)
        return c;
    calendars[facts] = c = calendar_new();
    if (facts) {
        take_lines(c, "migrations/calendar/workdays.csv", take_day);
        take_lines(c, "migrations/calendar/notices.csv", take_notice);
        calendar_seal(c);
        fuzz_holds(calendar_last_year(c) >= 2026, "the facts are read");
    }
    return c;
}

/* ---- The lists of a clock ---- */

static void
check_runs(const struct clock *c, int n)
{
    fuzz_holds(c->run_count >= 0 && c->run_count <= n + 1, "the runs have room");
    fuzz_holds((c->run_count > 0) == (c->received_on != NO_DATE),
               "a case with a day of receipt has a run");
    fuzz_holds(c->run_count == 0 || c->runs[0].start == c->received_on,
               "the first run starts with the receipt");
    for (int i = 0; i < c->run_count; i++) {
        const struct clock_run *r = &c->runs[i];

        fuzz_holds(r->allowed >= 15 && r->allowed <= 40, "15 to 40 days are allowed");
        fuzz_holds(r->stop == NO_DATE || r->stop >= r->start,
                   "no run stops before it starts");
        fuzz_holds((r->stop != NO_DATE) == (r->waits_for != EVENT_NONE),
                   "a run stops where the applicant is waited for");
        fuzz_holds(i == 0 ||
                       (c->runs[i - 1].stop != NO_DATE && r->start >= c->runs[i - 1].stop),
                   "the runs follow one another");
        fuzz_holds(clock_cause_code(r->cause) != NULL, "a run has a cause");
    }
}

static void
check_pauses(const struct clock *c, int n)
{
    fuzz_holds(c->pause_count >= 0 && c->pause_count <= n + 1, "the pauses have room");
    for (int i = 0; i < c->pause_count; i++) {
        const struct clock_pause *p = &c->pauses[i];

        fuzz_holds(clock_party_code(p->kind) != NULL, "a pause comes of a letter");
        fuzz_holds(p->from == p->sent || p->from == p->sent + 1,
                   "a pause begins with its letter");
        fuzz_holds(p->ended == NO_DATE || p->ended >= p->sent, "no reply is early");
        fuzz_holds(!p->replied || p->ended != NO_DATE, "a reply has a day");
    }
}

static void
check_deadlines(const struct clock *c, int n)
{
    fuzz_holds(c->deadline_count >= 0 && c->deadline_count < 3 * (n + 2),
               "the deadlines have room");
    for (int i = 0; i < c->deadline_count; i++) {
        const struct clock_deadline *d = &c->deadlines[i];

        fuzz_holds(*deadline_code(d->kind) && *deadline_name(d->kind) &&
                       *deadline_effect(d->kind, false) && *deadline_effect(d->kind, true),
                   "a deadline has its words");
        fuzz_holds(d->due != NO_DATE || d->met == NOT_STATED,
                   "without a limit none is kept or missed");
        fuzz_holds(d->due == NO_DATE || d->done == NO_DATE ||
                       d->met == (d->done <= d->due ? STATED_YES : STATED_NO),
                   "what is done is in time or late");
    }
}

static bool
is_seq(const struct event *events, int n, int seq)
{
    for (int i = 0; i < n; i++)
        if (events[i].seq == seq)
            return true;
    return seq == 0;
}

static void
check_flags(const struct clock *c, const struct event *events, int n)
{
    fuzz_holds(c->flag_count >= 0 && c->flag_count < 6 * (n + 2), "the flags have room");
    for (int i = 0; i < c->flag_count; i++) {
        enum flag f = c->flags[i].flag;

        fuzz_holds(*flag_code(f) && *flag_article(f) && *flag_text(f, false) &&
                       *flag_text(f, true) && flag_level(f) <= NO_EFFECT,
                   "a flag has its words");
        fuzz_holds(is_seq(events, n, c->flags[i].seq), "a flag names an entry");
    }
}

/* ---- Its dates and numbers ---- */

static void
check_status(const struct clock *c)
{
    bool ended = c->state == CLOCK_ANSWERED || c->state == CLOCK_WITHDRAWN;

    fuzz_holds(*clock_status_code(c->status) && *clock_status_name(c->status) &&
                   clock_status_of(clock_status_code(c->status)) == c->status,
               "a status has its words");
    fuzz_holds(c->state != CLOCK_OVERDUE && c->state != CLOCK_PAUSED_CONSULTATION &&
                   c->state != CLOCK_ABANDONED_NO_CORRECTION &&
                   c->state != CLOCK_ABANDONED_NO_PAYMENT,
               "what is stored does not depend on the day");
    fuzz_holds(!ended || c->status == c->state, "what is closed stays closed");
    fuzz_holds(!ended || c->closed_on != NO_DATE, "a closed case has its day");
    fuzz_holds(ended || c->state == CLOCK_VOIDED || c->closed_on == NO_DATE,
               "an open case has no day of closing");
    fuzz_holds(c->in_time == NOT_STATED || c->state == CLOCK_ANSWERED,
               "only an answer is in time");
    fuzz_holds(c->status != CLOCK_OVERDUE || c->as_of > c->due_on,
               "nothing is overdue before its due day");
    fuzz_holds(c->due_on != NO_DATE || (c->due_certain && c->overdue_days == 0),
               "without a due day nothing is uncertain or late");
}

static void
check_count(const struct calendar *cal, const struct clock *c)
{
    const struct clock_run *r = clock_run_of(c);

    if (r == NULL) {
        fuzz_holds(c->due_on == NO_DATE && c->used == 0 && c->left == 0,
                   "without receipt no day counts");
        return;
    }
    fuzz_holds(c->used >= 0 && c->used <= r->allowed && c->left >= 0 &&
                   c->overdue_days >= 0,
               "the days are within what is allowed");
    if (c->due_on != NO_DATE && c->due_on == r->delayed_to)
        return;
    fuzz_holds(c->used + c->left == r->allowed, "used and left make what is allowed");
    if (c->due_on == NO_DATE)
        return;
    fuzz_holds(c->due_on > r->start && calendar_works(cal, c->due_on),
               "the due day is a working day");
    fuzz_holds(clock_count(cal, c, r->start, c->due_on) == r->allowed &&
                   clock_count(cal, c, r->start, c->due_on - 1) == r->allowed - 1,
               "the due day is the last one allowed");
}

/* ---- Its account ---- */

static bool
opens_run(const struct account_day *d)
{
    return d->label == ACCOUNT_RECEIPT || d->label == ACCOUNT_CORRECTION ||
           d->label == ACCOUNT_PAYMENT;
}

/* The days of one kind on end have the same words but for the notice or letter. */
static void
check_words(struct arena *a, const struct account_day *d, const struct account_day *before)
{
    if (before != NULL && before->label == d->label && before->fact == d->fact &&
        before->ref == d->ref)
        return;
    fuzz_holds(*account_code(d) && *account_words(a, d, false) &&
                   *account_words(a, d, true),
               "a day has its words");
}

static const struct clock_run *
run_on(const struct clock *c, date day)
{
    const struct clock_run *r = NULL;

    for (int i = 0; i < c->run_count; i++)
        if (c->runs[i].start <= day)
            r = &c->runs[i];
    return r;
}

/* The last day that `used` takes into account. */
static date
used_until(const struct clock *c)
{
    return c->ended_on != NO_DATE ? c->ended_on
           : c->as_of != NO_DATE  ? c->as_of
                                  : c->due_on;
}

static void
check_account(struct arena *a, const struct calendar *cal, const struct clock *c)
{
    struct account_day *days;
    int n = account_of(a, cal, c, &days), counted = 0, used = 0;

    for (int i = 0; i < n; i++) {
        const struct account_day *d = &days[i];
        const struct clock_run *r = run_on(c, d->day);

        fuzz_holds(d->day == c->received_on + i, "the account has every day once");
        fuzz_holds(r != NULL && (d->day == r->start) == opens_run(d),
                   "a run opens on its first day");
        fuzz_holds((d->n > 0) == (d->label == ACCOUNT_COUNTED), "what counts has a number");
        counted = opens_run(d) ? 0 : counted + (d->n > 0);
        fuzz_holds(d->n == 0 || (d->n == counted && counted <= r->allowed),
                   "the numbers run from 1 to what is allowed");
        used += d->n > 0 && r == clock_run_of(c) && d->day <= used_until(c);
        check_words(a, d, i > 0 ? d - 1 : NULL);
    }
    fuzz_holds(n == 0 || used == c->used, "the days counted are the days used");
}

static void
check_shares(const struct clock *c)
{
    date last = c->closed_on != NO_DATE ? c->closed_on : c->as_of;
    int days[SHARE_COUNT], elapsed = account_shares(c, days), sum = 0;

    for (enum share s = 0; s < SHARE_COUNT; s++) {
        fuzz_holds(days[s] >= 0 && *share_code(s) && *share_name(s), "a share is of days");
        sum += days[s];
    }
    fuzz_holds(sum == elapsed, "the shares make up the time");
    fuzz_holds(elapsed == (last > c->arrived_on ? last - c->arrived_on : 0),
               "the time runs from arrival to the end");
}

static void
check_next(const struct calendar *cal, const struct clock *c)
{
    struct next_act acts[NEXT_ACTS];
    int n = account_next(cal, c, acts);

    fuzz_holds(n >= 0 && n <= NEXT_ACTS, "the next acts have room");
    fuzz_holds(n == 0 || clock_is_open(c->status), "after the end nothing follows");
    for (int i = 0; i < n; i++)
        fuzz_holds(event_kind_code(acts[i].kind) != NULL && *acts[i].article,
                   "an act has its article");
}

/* ---- The judge ---- */

static void
check_judge(struct arena *a, const struct clock_terms *terms, const struct event *events,
            int n, const struct clock *folded)
{
    struct clock_refusal refusal = {.zh = NULL};
    struct clock c;
    enum problem p = clock_judge(a, terms, events, n, &c, &refusal);

    if (p == OK) {
        fuzz_holds(c.due_on == folded->due_on && c.status == folded->status &&
                       c.flag_count == folded->flag_count,
                   "the judge takes what the fold gives");
        return;
    }
    fuzz_holds(p == P_act_not_lawful, "an act is lawful or not");
    fuzz_holds(refusal.seq > 0 && is_seq(events, n, refusal.seq),
               "a refusal names an entry");
    fuzz_holds(*refusal.zh && *refusal.en, "a refusal has its words");
}

void
fuzz_clock(struct arena *a, const struct clock_terms *terms, const struct event *events,
           int n)
{
    struct clock c;

    clock_fold(a, terms, events, n, &c);
    check_status(&c);
    check_runs(&c, n);
    check_pauses(&c, n);
    check_deadlines(&c, n);
    check_flags(&c, events, n);
    check_count(terms->calendar, &c);
    check_account(a, terms->calendar, &c);
    check_shares(&c);
    check_next(terms->calendar, &c);
    if (n > 0)
        check_judge(a, terms, events, n, &c);
}
