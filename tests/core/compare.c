#include "compare.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

__attribute__((format(printf, 2, 3))) static void
say(struct report *r, const char *format, ...)
{
    va_list words;
    int n;

    va_start(words, format);
    n = vsnprintf(r->text + r->used, sizeof r->text - r->used, format, words);
    va_end(words);
    r->used += (size_t)n;
    if (r->used >= sizeof r->text)
        r->used = sizeof r->text - 1;
}

static void
compare_day(struct report *r, const char *name, date clock, date naive)
{
    char a[DATE_SIZE], b[DATE_SIZE];

    if (clock != naive)
        say(r, "#   %s: clock %s, naive %s\n", name, clock ? date_text(clock, a) : "-",
            naive ? date_text(naive, b) : "-");
}

static void
compare_int(struct report *r, const char *name, int clock, int naive)
{
    if (clock != naive)
        say(r, "#   %s: clock %d, naive %d\n", name, clock, naive);
}

static void
compare_runs(struct report *r, const struct clock *c, const struct naive *naive)
{
    compare_int(r, "runs", c->run_count, naive->run_count);
    for (int i = 0; i < c->run_count && i < naive->run_count; i++) {
        const struct clock_run *a = &c->runs[i];
        const struct naive_run *b = &naive->runs[i];

        compare_int(r, "cause", (int)a->cause, (int)b->cause);
        compare_day(r, "start", a->start, b->start);
        compare_day(r, "stop", a->stop, b->stop);
        compare_int(r, "waits for", (int)a->waits_for, (int)b->waits_for);
        compare_day(r, "limit", a->limit, b->limit);
        compare_int(r, "allowed", a->allowed, b->base + b->extended);
        compare_day(r, "delayed to", a->delayed_to, b->delayed_to);
    }
}

static void
say_deadline(struct report *r, const char *whose, const struct clock_deadline *d)
{
    char start[DATE_SIZE], due[DATE_SIZE], done[DATE_SIZE];

    say(r, "#   only %s: %s %s %d from %s due %s done %s met %d\n", whose,
        deadline_code(d->kind), d->ref != NULL ? d->ref : "-", d->round,
        date_text(d->start, start), d->due ? date_text(d->due, due) : "-",
        d->done ? date_text(d->done, done) : "-", (int)d->met);
}

static bool
is_same_deadline(const struct clock_deadline *a, const struct clock_deadline *b)
{
    return a->kind == b->kind && a->round == b->round && a->start == b->start &&
           a->due == b->due && a->done == b->done && a->met == b->met &&
           (a->ref == b->ref ||
            (a->ref != NULL && b->ref != NULL && strcmp(a->ref, b->ref) == 0));
}

static void
say_missing(struct report *r, const char *whose, const struct clock_deadline *these, int n,
            const struct clock_deadline *those, int m)
{
    for (int i = 0; i < n; i++) {
        int here = 0, there = 0;

        for (int k = 0; k < n; k++)
            here += is_same_deadline(&these[i], &these[k]);
        for (int k = 0; k < m; k++)
            there += is_same_deadline(&these[i], &those[k]);
        if (here > there)
            say_deadline(r, whose, &these[i]);
    }
}

/* The first letter that takes DAY out by the clock's own pauses, NULL if none does. */
static const struct clock_pause *
pause_on(const struct clock *c, date day)
{
    for (int i = 0; i < c->pause_count; i++) {
        const struct clock_pause *p = &c->pauses[i];

        if (p->helps && p->from <= day && (p->to == NO_DATE || day <= p->to))
            return p;
    }
    return NULL;
}

static const struct naive_letter *
letter_on(const struct naive *naive, date day)
{
    for (int i = 0; i < naive->letter_count; i++)
        if (naive_excludes(naive, &naive->letters[i], day))
            return &naive->letters[i];
    return NULL;
}

static void
compare_pauses(struct report *r, const struct clock *c, const struct naive *naive)
{
    date last = naive->closed_on != NO_DATE ? naive->closed_on : naive->received_on + 200;

    for (date d = naive->received_on; d <= last && r->used == 0; d++)
        if ((pause_on(c, d) != NULL) != (letter_on(naive, d) != NULL)) {
            char day[DATE_SIZE];

            say(r, "#   excluded on %s: clock %d, naive %d\n", date_text(d, day),
                pause_on(c, d) != NULL, letter_on(naive, d) != NULL);
        }
}

static void
compare_numbers(struct report *r, const struct clock *c, const struct naive *naive)
{
    compare_day(r, "received", c->received_on, naive->received_on);
    compare_int(r, "law", naive->run_count > 0 ? c->law : 0, naive->law);
    compare_day(r, "due", c->due_on, naive->due_on);
    compare_int(r, "due certain", c->due_certain, naive->due_certain);
    compare_int(r, "due assumes reply", c->due_assumes_reply, naive->due_assumes_reply);
    compare_int(r, "overdue days", c->overdue_days, naive->overdue_days);
    compare_int(r, "in time", (int)c->in_time, (int)naive->in_time);
    compare_day(r, "closed", c->closed_on, naive->closed_on);
    compare_day(r, "ended", c->ended_on, naive->ended_on);
    compare_day(r, "waiting until", c->waiting_until, naive->waiting_until);
    if (naive->status == CLOCK_PAUSED_CONSULTATION)
        compare_day(r, "paused until", c->paused_until, naive->paused_until);
    if (c->as_of == NO_DATE && c->closed_on == NO_DATE)
        return;
    compare_int(r, "used", c->used, naive->used);
    compare_int(r, "left", c->left, naive->left);
}

void
compare_clocks(struct report *r, const struct clock *c, const struct naive *naive)
{
    if (c->status != naive->status)
        say(r, "#   status: clock %s, naive %s\n", clock_status_code(c->status),
            clock_status_code(naive->status));
    if (naive->status == CLOCK_VOIDED || naive->status == CLOCK_NOT_RECEIVED)
        return;
    compare_numbers(r, c, naive);
    compare_runs(r, c, naive);
    compare_pauses(r, c, naive);
    say_missing(r, "clock", c->deadlines, c->deadline_count, naive->deadlines,
                naive->deadline_count);
    say_missing(r, "naive", naive->deadlines, naive->deadline_count, c->deadlines,
                c->deadline_count);
}

static enum account_label
label_of(enum naive_kind k)
{
    static const enum account_label labels[] = {
        [NAIVE_RECEIVED] = ACCOUNT_RECEIPT,
        [NAIVE_CORRECTED] = ACCOUNT_CORRECTION,
        [NAIVE_PAID] = ACCOUNT_PAYMENT,
        [NAIVE_COUNTED] = ACCOUNT_COUNTED,
        [NAIVE_OFF] = ACCOUNT_DAY_OFF,
        [NAIVE_CONSULTING] = ACCOUNT_PAUSED,
        [NAIVE_WAITING_FOR_CORRECTION] = ACCOUNT_WAITING_CORRECTION,
        [NAIVE_WAITING_FOR_FEE] = ACCOUNT_WAITING_FEE,
        [NAIVE_DELAYED] = ACCOUNT_DELAYED,
        [NAIVE_AFTER_DUE] = ACCOUNT_AFTER_DUE,
    };

    return labels[k];
}

void
compare_days(struct report *r, const struct account_day *days, int n,
             const struct naive *naive)
{
    compare_int(r, "days", n, naive->day_count);
    for (int i = 0; i < n && i < naive->day_count && r->used == 0; i++) {
        const struct account_day *a = &days[i];
        const struct naive_day *b = &naive->days[i];
        char day[DATE_SIZE];

        compare_day(r, "day", a->day, b->day);
        if (a->n != b->n || a->label != label_of(b->kind))
            say(r, "#   %s: clock %d number %d, naive %d number %d\n",
                date_text(b->day, day), (int)a->label, a->n, (int)label_of(b->kind), b->n);
        if (b->ref != NULL && (a->ref == NULL || strcmp(a->ref, b->ref) != 0))
            say(r, "#   %s: another letter than %s\n", date_text(b->day, day), b->ref);
    }
}
