#include "core/fold.h"

#include <stddef.h>

enum {
    DAYS_2019 = 20,       /* Reg. 33(2): answer, and extension */
    DAYS_2008 = 15,       /* old Regulation Art. 24: both */
    NOTICE_DAYS = 7,      /* Reg. 30 */
    PAYMENT_DAYS = 20,    /* 国办函〔2020〕109号 */
    CONFIRMATION_DAYS = 1 /* rule 1.6 */
};

static struct clock_run *
run_of(const struct clock *c)
{
    return c->run_count > 0 ? &c->runs[c->run_count - 1] : NULL;
}

int
clock_statutory_days(int law)
{
    return law == 2008 ? DAYS_2008 : DAYS_2019;
}

const struct clock_run *
clock_run_of(const struct clock *c)
{
    return run_of(c);
}

/* Whether the present run ends with a delayed date: one that lies behind COUNTED, the end of
 * the period (Reg. 35 gives more time, never less). */
static bool
is_delayed(const struct clock *c, date counted)
{
    return counted != NO_DATE && run_of(c)->delayed_to > counted;
}

/* The due day of the present run by CAL, whether or not the applicant is waited for. */
static date
due_by(const struct fold *f, const struct calendar *cal)
{
    const struct clock_run *r = run_of(f->c);
    date counted = counted_after(cal, f->c, r->start, r->allowed);

    return is_delayed(f->c, counted) ? r->delayed_to : counted;
}

/* Whether E comes after the due day as it was when E was recorded: a calendar changed later
 * makes nothing late that was in time. */
static bool
is_after_due(const struct fold *f, const struct event *e)
{
    date due = due_by(f, calendar_by(f, e));

    return due != NO_DATE && e->happened_on > due;
}

/* ---- Receipt (R1, A4, A14) ---- */

static void
open_run(struct fold *f, enum clock_cause cause, date start)
{
    struct clock *c = f->c;
    const struct clock_run *before = run_of(c);
    int allowed = clock_statutory_days(c->law);

    if (before != NULL && reads(f, READING_extension_at_restart))
        allowed += f->extended;
    else
        f->extended = 0;
    c->runs[c->run_count++] = (struct clock_run){
        .cause = cause, .start = start, .allowed = allowed, .waits_for = EVENT_NONE};
}

static void
open_notice_period(struct fold *f, date start, const struct event *e)
{
    struct clock_deadline *d;

    f->notice = -1;
    if (f->c->law == 2008)
        return;
    f->notice = f->c->deadline_count;
    d = add_deadline(f, DEADLINE_correction_notice, NULL, start,
                     day_after(f, start, NOTICE_DAYS, e));
    d->round = f->letters + 1;
}

static int
law_of(const struct fold *f, date day)
{
    if (f->terms->law != 0)
        return f->terms->law;
    return day < date_of(2019, 5, 15) ? 2008 : 2019;
}

/* An ordinary letter is to be confirmed on the day it arrives (207号), at the latest on the
 * next working day (rule 1.6). */
static struct clock_deadline *
open_confirmation(struct fold *f, const struct event *e)
{
    date arrived = f->c->arrived_on;

    return add_deadline(f, DEADLINE_confirmation, NULL, arrived,
                        day_after(f, arrived, CONFIRMATION_DAYS, e));
}

static void
receive(struct fold *f, const struct event *e, date day)
{
    struct clock *c = f->c;

    c->state = CLOCK_RUNNING;
    c->law = law_of(f, day);
    if (c->channel == CHANNEL_mail_ordinary && day > c->arrived_on) {
        struct clock_deadline *d = open_confirmation(f, e);

        meet_deadline(d, day);
        if (d->met == STATED_NO)
            raise_flag(f, FLAG_confirmation_late, e);
    }
    if (!calendar_works(f->cal, day)) {
        raise_flag(f, FLAG_received_on_day_off, e);
        if (reads(f, READING_restday_receipt))
            day = day_after(f, day, 1, e);
    }
    c->received_on = day;
    if (day == NO_DATE) {
        c->state = CLOCK_AWAITING_CONFIRMATION;
        return;
    }
    open_run(f, BY_RECEIPT, day);
    open_notice_period(f, day, e);
}

static void
apply_registered(struct fold *f, const struct event *e)
{
    bool confirms = channel_confirms(e->channel);

    if (e->submitted_on != NO_DATE && e->submitted_on > e->happened_on)
        raise_flag(f, FLAG_submitted_after_arrival, e);
    if (e->confirmed_on != NO_DATE && !confirms)
        raise_flag(f, FLAG_no_confirmation, e);
    if (!confirms) {
        receive(f, e, e->happened_on);
    } else if (is_known(f, e->confirmed_on)) {
        if (e->confirmed_on < e->happened_on)
            raise_flag(f, FLAG_confirmed_before_arrival, e);
        else
            receive(f, e, e->confirmed_on);
    }
}

static void
apply_confirmed(struct fold *f, const struct event *e)
{
    if (f->c->received_on != NO_DATE)
        raise_flag(f, FLAG_already_received, e);
    else if (e->happened_on < f->c->arrived_on)
        raise_flag(f, FLAG_confirmed_before_arrival, e);
    else
        receive(f, e, e->happened_on);
}

/* ---- Correction (R5, A5, A7, A11) and fee (R7, A11) ---- */

static bool
is_waiting(const struct clock *c)
{
    return c->state == CLOCK_AWAITING_CORRECTION || c->state == CLOCK_AWAITING_FEE;
}

/* From the day after E the applicant is waited for: until LIMIT, or, where that is NO_DATE,
 * for DAYS working days after START (0: without a limit). */
static void
await(struct fold *f, const struct event *e, enum deadline_kind kind, date start,
      date limit, int days)
{
    struct clock_run *r = run_of(f->c);
    bool fee = kind == DEADLINE_payment;

    if (limit == NO_DATE && days > 0) {
        r->limit_from = start;
        r->limit_days = days;
        limit = day_after(f, start, days, e);
    }
    f->wait = f->c->deadline_count;
    add_deadline(f, kind, NULL, start, limit);
    f->c->state = fee ? CLOCK_AWAITING_FEE : CLOCK_AWAITING_CORRECTION;
    r->stop = e->happened_on;
    r->waits_for = fee ? EVENT_fee_paid : EVENT_correction_received;
    r->limit = limit;
}

/* The day a letter sets its addressee; NO_DATE for none, or for one that lies before it. */
static date
limit_of(struct fold *f, const struct event *letter)
{
    if (letter->deadline_on == NO_DATE || letter->deadline_on > delivery_of(letter))
        return letter->deadline_on;
    raise_flag(f, FLAG_limit_before_letter, letter);
    return NO_DATE;
}

static bool
is_late_notice(const struct fold *f, const struct event *e, date start)
{
    date due = NO_DATE;

    calendar_after(calendar_by(f, e), start, NOTICE_DAYS, &due);
    return due != NO_DATE && e->happened_on > due;
}

static void
apply_correction_notice(struct fold *f, const struct event *e)
{
    struct clock_deadline *notice = f->notice < 0 ? NULL : &f->c->deadlines[f->notice];
    date start = delivery_of(e);
    bool late;

    if (is_waiting(f->c)) {
        raise_flag(f, FLAG_correction_notice_while_waiting, e);
        return;
    }
    f->notices = true;
    late = notice != NULL && is_late_notice(f, e, notice->start);
    if (notice != NULL && notice->done == NO_DATE) {
        meet_deadline(notice, e->happened_on);
        if (notice->met != NOT_STATED)
            notice->met = late ? STATED_NO : STATED_YES;
    }
    if (is_after_due(f, e)) {
        raise_flag(f, FLAG_correction_notice_after_due, e);
        return;
    }
    if (late)
        raise_flag(f, FLAG_correction_notice_late, e);
    if (late && reads(f, READING_late_correction))
        return;
    if (++f->letters > 1)
        raise_flag(f, FLAG_second_correction_round, e);
    await(f, e, DEADLINE_correction, start, limit_of(f, e), e->days);
}

/* Whether E comes after the limit of the present wait, as it was when E was recorded. */
static bool
is_after_limit(const struct fold *f, const struct event *e)
{
    const struct clock_run *r = run_of(f->c);
    date limit;

    if (!is_waiting(f->c) || r->limit == NO_DATE)
        return false;
    limit = r->limit;
    if (e->calendar != NULL && r->limit_from != NO_DATE)
        calendar_after(e->calendar, r->limit_from, r->limit_days, &limit);
    return e->happened_on > limit;
}

/* What the applicant was waited for arrives.  Whether it counts: in time, or accepted. */
static bool
arrives(struct fold *f, const struct event *e, enum flag refused, enum flag accepted,
        enum flag declined)
{
    bool late = is_after_limit(f, e);

    if (!late || e->accepted == STATED_YES || f->c->deadlines[f->wait].done == NO_DATE)
        meet_deadline(&f->c->deadlines[f->wait], e->happened_on);
    if (!late)
        return true;
    raise_flag(f,
               e->accepted == STATED_YES  ? accepted
               : e->accepted == STATED_NO ? declined
                                          : refused,
               e);
    return e->accepted == STATED_YES;
}

static void
apply_correction_received(struct fold *f, const struct event *e)
{
    if (f->c->state != CLOCK_AWAITING_CORRECTION) {
        /* Under A5 a late notice has no effect, but the applicant's reply is still a fact. */
        if (f->notices && reads(f, READING_late_correction) && f->letters == 0)
            raise_flag(f, FLAG_correction_without_effect, e);
        else
            raise_flag(f, FLAG_correction_without_notice, e);
        return;
    }
    if (!arrives(f, e, FLAG_correction_too_late, FLAG_late_correction_accepted,
                 FLAG_late_correction_declined))
        return;
    f->c->state = CLOCK_RUNNING;
    open_run(f, BY_CORRECTION, e->happened_on);
    open_notice_period(f, e->happened_on, e);
}

static void
apply_fee_notice(struct fold *f, const struct event *e)
{
    date start = delivery_of(e);

    if (is_waiting(f->c))
        raise_flag(f, FLAG_fee_notice_while_waiting, e);
    else if (is_after_due(f, e))
        raise_flag(f, FLAG_fee_notice_after_due, e);
    else {
        f->fee_noticed += e->amount;
        await(f, e, DEADLINE_payment, start, NO_DATE, PAYMENT_DAYS);
    }
}

/* Whether E pays what is asked for in full, with what was paid before; part of the fee is no
 * payment.  One that states no amount is in full. */
static bool
pays_in_full(const struct fold *f, const struct event *e)
{
    return e->amount == 0 || f->fee_paid + e->amount >= f->fee_noticed;
}

static void
apply_fee_paid(struct fold *f, const struct event *e)
{
    if (f->c->state != CLOCK_AWAITING_FEE) {
        raise_flag(f, FLAG_payment_without_notice, e);
        return;
    }
    if (!pays_in_full(f, e)) {
        f->fee_paid += e->amount;
        raise_flag(f, FLAG_payment_incomplete, e);
        return;
    }
    if (!arrives(f, e, FLAG_payment_too_late, FLAG_late_payment_accepted,
                 FLAG_late_payment_declined)) {
        f->fee_declined += e->amount;
        return;
    }
    f->fee_paid = e->amount == 0 ? f->fee_noticed : f->fee_paid + e->amount;
    f->c->state = CLOCK_RUNNING;
    open_run(f, BY_PAYMENT, e->happened_on);
}

/* What is given back is paid no more; what was not taken goes back first. */
static void
apply_fee_refunded(struct fold *f, const struct event *e)
{
    long declined = e->amount < f->fee_declined ? e->amount : f->fee_declined;
    long back = e->amount - declined;

    f->fee_declined -= declined;
    f->fee_paid -= back < f->fee_paid ? back : f->fee_paid;
}

/* ---- Extension (R4, A6, A8, A9), reasons and delay (Reg. 35) ---- */

static void
apply_extension(struct fold *f, const struct event *e)
{
    struct clock_run *r = run_of(f->c);
    int most = clock_statutory_days(f->c->law), days = e->days;

    if (e->approved == STATED_NO || e->told == STATED_NO || days < 1) {
        raise_flag(f, FLAG_extension_invalid, e);
        return;
    }
    if (is_waiting(f->c)) {
        raise_flag(f, FLAG_extension_while_waiting, e);
        return;
    }
    if (is_after_due(f, e)) {
        raise_flag(f,
                   reads(f, READING_late_extension) ? FLAG_extension_late
                                                    : FLAG_extension_after_due,
                   e);
        if (!reads(f, READING_late_extension))
            return;
    }
    if (f->extended > 0)
        raise_flag(f, FLAG_extension_repeated, e);
    if (f->extended + days > most) {
        raise_flag(f, FLAG_extension_cut, e);
        days = most - f->extended;
    }
    f->extended += days;
    r->allowed += days;
    if (is_delayed(f->c, counted_after(f->cal, f->c, r->start, r->allowed)))
        raise_flag(f, FLAG_extension_within_delay, e);
}

static void
apply_reasons_notice(struct fold *f, const struct event *e)
{
    date start = delivery_of(e), limit = limit_of(f, e);

    if (limit == NO_DATE && e->days > 0)
        limit = day_after(f, start, e->days, e);
    f->reasons_asked = true;
    f->reasons = f->c->deadline_count;
    add_deadline(f, DEADLINE_reasons, NULL, start, limit);
}

static void
apply_reasons_received(struct fold *f, const struct event *e)
{
    if (!f->reasons_asked) {
        raise_flag(f, FLAG_reasons_without_notice, e);
        return;
    }
    f->reasons_given = e->reasonable != STATED_NO;
    if (f->c->deadlines[f->reasons].done == NO_DATE)
        meet_deadline(&f->c->deadlines[f->reasons], e->happened_on);
}

static void
apply_delay(struct fold *f, const struct event *e)
{
    date due = is_waiting(f->c) ? NO_DATE : due_by(f, calendar_by(f, e));

    if (!f->reasons_given)
        raise_flag(f, FLAG_delay_without_reasons, e);
    else if (due == NO_DATE || is_paused(f->c, e->happened_on))
        raise_flag(f, FLAG_delay_while_waiting, e);
    else if (e->happened_on > due)
        raise_flag(f, FLAG_delay_after_due, e);
    else if (e->deadline_on <= due)
        raise_flag(f, FLAG_delay_not_later, e);
    else
        run_of(f->c)->delayed_to = e->deadline_on;
}

/* ---- The end (R8, rules 3.9, 4.2, 5.5) ---- */

static void
close_case(struct fold *f, const struct event *e, enum clock_status state,
           enum outcome outcome)
{
    struct clock *c = f->c;

    c->state = state;
    c->closed_on = c->ended_on = e->happened_on;
    c->outcome = outcome;
}

static bool
has_lapsed(const struct clock *c, date day)
{
    const struct clock_run *r = run_of(c);

    return is_waiting(c) && r->limit != NO_DATE && day > r->limit;
}

static void
apply_answered(struct fold *f, const struct event *e)
{
    struct clock *c = f->c;
    bool lapse =
        is_waiting(c) && (e->outcome == OUTCOME_other_1 || e->outcome == OUTCOME_other_2);
    bool fits = (e->outcome == OUTCOME_other_1) == (c->state == CLOCK_AWAITING_CORRECTION);

    if (lapse && !(fits && is_after_limit(f, e))) {
        raise_flag(f, FLAG_lapse_too_early, e);
        return;
    }
    /* A history without outcomes (of another system) ended when the applicant let the limit
     * pass; in ours the office closes the case, under an outcome. */
    if (is_after_limit(f, e) && e->outcome == OUTCOME_NONE) {
        raise_flag(f, FLAG_event_after_end, e);
        return;
    }
    if (!is_waiting(c) && is_after_due(f, e))
        raise_flag(f, FLAG_answered_late, e);
    if (e->dated_on > e->happened_on || e->drafted_on > e->happened_on ||
        (e->dated_on != NO_DATE && e->drafted_on > e->dated_on))
        raise_flag(f, FLAG_answer_dated_later, e);
    c->drafted_on = e->drafted_on;
    c->dated_on = e->dated_on;
    close_case(f, e, CLOCK_ANSWERED, e->outcome);
}

static bool
before_receipt(struct fold *f, const struct event *e)
{
    const struct clock *c = f->c;

    if (e->happened_on < c->arrived_on ||
        (c->received_on != NO_DATE && e->happened_on < c->received_on)) {
        raise_flag(f, FLAG_event_before_receipt, e);
        return true;
    }
    return false;
}

/* Entries that concern neither end nor receipt. */
static void
apply_step(struct fold *f, const struct event *e)
{
    switch (e->kind) {
    case EVENT_correction_notice:
        apply_correction_notice(f, e);
        break;
    case EVENT_correction_received:
        apply_correction_received(f, e);
        break;
    case EVENT_third_party_sent:
    case EVENT_joint_agency_sent:
    case EVENT_other_agency_sent:
        apply_letter(f, e, is_waiting(f->c) ? NO_DATE : due_by(f, calendar_by(f, e)));
        break;
    case EVENT_third_party_reply:
    case EVENT_joint_agency_reply:
    case EVENT_other_agency_reply:
    case EVENT_consultation_closed:
        apply_reply(f, e);
        break;
    case EVENT_extension:
        apply_extension(f, e);
        break;
    case EVENT_reasons_notice:
        apply_reasons_notice(f, e);
        break;
    case EVENT_reasons_received:
        apply_reasons_received(f, e);
        break;
    case EVENT_delay:
        apply_delay(f, e);
        break;
    case EVENT_fee_notice:
        apply_fee_notice(f, e);
        break;
    case EVENT_fee_paid:
        apply_fee_paid(f, e);
        break;
    case EVENT_answered:
        apply_answered(f, e);
        break;
    case EVENT_registered:
        raise_flag(f, FLAG_registered_twice, e);
        break;
    case EVENT_delivered:
    case EVENT_redated:
    case EVENT_fact:
    case EVENT_linked:
    case EVENT_dispatched:
    case EVENT_returned:
    case EVENT_fee_refunded:
        break;
    case EVENT_confirmed:
    case EVENT_withdrawn:
    case EVENT_voided:
    case EVENT_retracted:
    case EVENT_NONE:
    case EVENT_COUNT:
        raise_flag(f, FLAG_unknown_event, e);
    }
}

/* Whether E comes when nothing can happen any more. */
static bool
is_over(const struct fold *f, const struct event *e)
{
    const struct clock *c = f->c;

    if (c->state == CLOCK_ANSWERED || c->state == CLOCK_WITHDRAWN)
        return e->kind != EVENT_redated;
    return is_after_limit(f, e) && e->kind != EVENT_correction_received &&
           e->kind != EVENT_fee_paid && e->kind != EVENT_answered &&
           e->kind != EVENT_delivered && e->kind != EVENT_redated &&
           !event_is_reply(e->kind) && e->kind != EVENT_consultation_closed;
}

/* What reaches the office from outside is a fact, even when it has no effect any more. */
static bool
is_news(enum event_kind k)
{
    return event_is_reply(k) || k == EVENT_delivered;
}

/* Once a case is void nothing new is entered, whatever day it is said to have happened. */
static bool
is_recorded_after_void(const struct fold *f, const struct event *e)
{
    for (int i = 0; i < f->count; i++)
        if (f->places[i]->kind == EVENT_voided && f->places[i]->seq < e->seq &&
            e->supersedes == 0)
            return true;
    return false;
}

/* E changes no state and no day; of what was paid a refund leaves less. */
static void
apply_aside(struct fold *f, const struct event *e)
{
    if (e->kind == EVENT_fee_refunded)
        apply_fee_refunded(f, e);
}

static void
apply(struct fold *f, const struct event *e)
{
    struct clock *c = f->c;

    if (c->state == CLOCK_VOIDED || is_recorded_after_void(f, e))
        raise_flag(f, FLAG_void_entry, e);
    else if (e->kind == EVENT_voided)
        c->state = CLOCK_VOIDED;
    else if (e->kind == EVENT_confirmed && c->state != CLOCK_WITHDRAWN)
        apply_confirmed(f, e);
    else if (before_receipt(f, e))
        return;
    else if (event_is_aside(e->kind))
        apply_aside(f, e);
    else if (is_over(f, e))
        raise_flag(f, is_news(e->kind) ? FLAG_news_after_end : FLAG_event_after_end, e);
    else if (e->kind == EVENT_withdrawn)
        close_case(f, e, CLOCK_WITHDRAWN, OUTCOME_other_3);
    else if (c->state == CLOCK_AWAITING_CONFIRMATION && e->kind != EVENT_registered)
        raise_flag(f, FLAG_event_unconfirmed, e);
    else
        apply_step(f, e);
}

/* ---- What it all comes to on as_of ---- */

static void
settle_deadlines(struct clock *c)
{
    for (int i = 0; i < c->deadline_count; i++) {
        struct clock_deadline *d = &c->deadlines[i];

        if (d->met == NOT_STATED && d->due != NO_DATE &&
            d->kind != DEADLINE_correction_notice && c->as_of != NO_DATE &&
            c->as_of > d->due && d->done == NO_DATE &&
            (c->closed_on == NO_DATE || c->closed_on > d->due))
            d->met = STATED_NO;
    }
}

static void
settle_pauses(struct clock *c)
{
    for (int i = 0; i < c->pause_count; i++) {
        const struct clock_pause *p = &c->pauses[i];
        date to = p->to == NO_DATE ? DATE_LAST : p->to;

        if (p->helps && p->ended == NO_DATE && to > c->paused_until) {
            c->paused_until = to;
            c->paused_for = p->kind;
        }
    }
}

/* The live status of a case that is not over. */
static enum clock_status
status_on(const struct clock *c, date day)
{
    if (has_lapsed(c, day))
        return c->state == CLOCK_AWAITING_FEE ? CLOCK_ABANDONED_NO_PAYMENT
                                              : CLOCK_ABANDONED_NO_CORRECTION;
    if (c->state != CLOCK_RUNNING)
        return c->state;
    if (c->due_on != NO_DATE && day > c->due_on)
        return CLOCK_OVERDUE;
    return is_paused(c, day) ? CLOCK_PAUSED_CONSULTATION : CLOCK_RUNNING;
}

static void
settle_count(const struct calendar *cal, struct clock *c, bool delayed)
{
    const struct clock_run *r = run_of(c);
    date until = c->ended_on != NO_DATE ? c->ended_on : c->as_of;

    if (until == NO_DATE)
        until = c->due_on;
    if (r->stop != NO_DATE && until > r->stop)
        until = r->stop;
    c->used = until == NO_DATE ? 0 : clock_count(cal, c, r->start, until);
    if (c->used > r->allowed)
        c->used = r->allowed;
    c->left = r->allowed - c->used;
    if (delayed && until != NO_DATE)
        c->left = until < c->due_on ? calendar_between(cal, until, c->due_on) : 0;
}

static void
settle(struct fold *f)
{
    struct clock *c = f->c;
    const struct clock_run *r = run_of(c);
    bool delayed;
    date until;

    settle_pauses(c);
    c->due_certain = true;
    c->status = c->state;
    if (r == NULL) {
        if (c->state == CLOCK_AWAITING_CONFIRMATION && c->channel == CHANNEL_mail_ordinary)
            open_confirmation(f, NULL);
        settle_deadlines(c);
        return;
    }
    if (c->state == CLOCK_RUNNING || c->state == CLOCK_ANSWERED)
        c->due_on = r->stop == NO_DATE ? due_by(f, f->cal) : NO_DATE;
    if (c->state == CLOCK_RUNNING && c->due_on == NO_DATE && c->paused_until != DATE_LAST)
        raise_flag(f, FLAG_beyond_calendar, NULL);
    if (is_waiting(c))
        c->waiting_until = r->limit;
    delayed = c->due_on != NO_DATE &&
              is_delayed(c, counted_after(f->cal, c, r->start, r->allowed));
    c->due_certain =
        c->due_on == NO_DATE || delayed || !calendar_provisional(f->cal, c->due_on);
    if (c->as_of != NO_DATE)
        c->status = status_on(c, c->as_of);
    if (has_lapsed(c, DATE_LAST))
        c->closable_on = r->limit + 1;
    if (c->status == CLOCK_ABANDONED_NO_CORRECTION ||
        c->status == CLOCK_ABANDONED_NO_PAYMENT)
        c->ended_on = r->limit;
    if (c->status == CLOCK_OVERDUE)
        raise_flag(f, FLAG_overdue, NULL);
    settle_deadlines(c);
    c->due_assumes_reply = c->status == CLOCK_PAUSED_CONSULTATION && c->due_on != NO_DATE;
    settle_count(f->cal, c, delayed);
    until = c->ended_on != NO_DATE ? c->ended_on : c->as_of;
    if (c->due_on != NO_DATE && until > c->due_on)
        c->overdue_days = calendar_between(f->cal, c->due_on, until);
    if (c->state == CLOCK_ANSWERED && c->due_on != NO_DATE)
        c->in_time = c->closed_on <= c->due_on ? STATED_YES : STATED_NO;
}

/* Room for what N entries can bring: each at most one run and two deadlines, few flags. */
static void
make_room(struct arena *a, struct clock *c, int n)
{
    size_t room = (size_t)n + 2;

    c->runs = arena_alloc(a, sizeof *c->runs * room);
    c->pauses = arena_alloc(a, sizeof *c->pauses * room);
    c->deadlines = arena_alloc(a, sizeof *c->deadlines * 3 * room);
    c->flags = arena_alloc(a, sizeof *c->flags * 6 * room);
}

void
clock_fold(struct arena *a, const struct clock_terms *terms, const struct event *events,
           int n, struct clock *out)
{
    struct fold f = {.cal = terms->calendar,
                     .terms = terms,
                     .c = out,
                     .notice = -1,
                     .wait = -1,
                     .reasons = -1};
    const struct event *first;

    *out = (struct clock){.as_of = terms->as_of,
                          .status = CLOCK_NOT_RECEIVED,
                          .state = CLOCK_NOT_RECEIVED,
                          .channel = CHANNEL_NONE,
                          .category = CATEGORY_NONE,
                          .outcome = OUTCOME_NONE,
                          .paused_for = EVENT_NONE,
                          .due_certain = true};
    make_room(a, out, n);
    if (n < 1 || events[0].kind != EVENT_registered) {
        raise_flag(&f, FLAG_not_registered, n < 1 ? NULL : &events[0]);
        return;
    }
    first = stand(a, &f, events, n);
    out->channel = first->channel;
    out->category = first->category;
    out->readings = first->readings;
    out->submitted_on = first->submitted_on;
    out->arrived_on = first->happened_on;
    out->law = law_of(&f, first->happened_on);
    if (!is_known(&f, first->happened_on))
        return;
    out->state = CLOCK_AWAITING_CONFIRMATION;
    apply_registered(&f, first);
    for (f.now = 0; f.now < f.count; f.now++)
        apply(&f, f.places[f.now]);
    settle(&f);
}
