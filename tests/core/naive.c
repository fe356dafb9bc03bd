#include "naive_entries.h"
#include "naive_walk.h"

#include <check.h>
#include <string.h>

static bool
reads(const struct walk *w, enum reading r)
{
    return w->c->readings.other[r];
}

static bool
is_consultation(enum event_kind k)
{
    return k == EVENT_third_party_sent || k == EVENT_joint_agency_sent ||
           k == EVENT_other_agency_sent;
}

/* --- deadlines --- */

/* The last deadline of KIND (and REF), NULL if there is none. */
static struct clock_deadline *
last_of(const struct walk *w, enum deadline_kind kind, const char *ref)
{
    struct clock_deadline *last = NULL;

    for (int i = 0; i < w->c->deadline_count; i++)
        if (w->c->deadlines[i].kind == kind &&
            (ref == NULL || strcmp(ref, w->c->deadlines[i].ref) == 0))
            last = &w->c->deadlines[i];
    return last;
}

static void
set_deadline(struct walk *w, enum deadline_kind kind, const char *ref, date start, date due)
{
    struct clock_deadline *d = &w->c->deadlines[w->c->deadline_count++];

    *d = (struct clock_deadline){.kind = kind, .ref = ref, .start = start, .due = due};
    if (kind != DEADLINE_correction_notice)
        return;
    d->round = 1;
    for (int i = 0; i < w->c->deadline_count - 1; i++)
        d->round += w->c->deadlines[i].kind == kind;
}

static void
meet_deadline(struct walk *w, enum deadline_kind kind, const char *ref, date day)
{
    struct clock_deadline *d = last_of(w, kind, ref);

    if (d != NULL && d->done == NO_DATE)
        d->done = day;
}

/* The limit stated by a notice: a day behind its delivery, or working days after it. */
static date
limit_of(const struct walk *w, const struct event *e, date start)
{
    if (e->deadline_on != NO_DATE && e->deadline_on > start)
        return e->deadline_on;
    return e->days > 0 ? walk_nth_after(w->terms, start, e->days) : NO_DATE;
}

static date
start_of(const struct event *e)
{
    return e->delivered_on > e->happened_on ? e->delivered_on : e->happened_on;
}

/* --- what an entry does --- */

static void
start_run(struct walk *w, enum clock_cause cause, date day)
{
    struct naive_run run = {.cause = cause, .start = day, .waits_for = EVENT_NONE};

    run.base = w->c->law == 2008 ? 15 : 20;
    if (walk_is_received(w) && reads(w, READING_extension_at_restart))
        run.extended = walk_run(w)->extended;
    w->c->runs[w->c->run_count++] = run;
    if (cause != BY_PAYMENT && w->c->law == 2019)
        set_deadline(w, DEADLINE_correction_notice, NULL, day,
                     walk_nth_after(w->terms, day, 7));
}

/* An ordinary letter is confirmed by the next working day (rule 1.5). */
static void
expect_confirmation(struct walk *w)
{
    date arrived = w->entries[0].happened_on;

    if (w->entries[0].channel == CHANNEL_mail_ordinary)
        set_deadline(w, DEADLINE_confirmation, NULL, arrived,
                     walk_nth_after(w->terms, arrived, 1));
}

static void
receive(struct walk *w, date day)
{
    date received = day;

    if (reads(w, READING_restday_receipt) && !w->terms->works(day))
        received = walk_nth_after(w->terms, day, 1);
    w->c->received_on = received;
    w->c->law = w->terms->law;
    if (w->c->law == 0)
        w->c->law = received < date_of(2019, 5, 15) ? 2008 : 2019;
    if (day > w->entries[0].happened_on)
        expect_confirmation(w);
    meet_deadline(w, DEADLINE_confirmation, NULL, day);
    start_run(w, BY_RECEIPT, received);
}

static void
take_confirmed(struct walk *w, const struct event *e)
{
    if (!walk_is_received(w))
        receive(w, e->happened_on);
}

static bool
is_late_notice(const struct walk *w, date day)
{
    const struct clock_deadline *d = last_of(w, DEADLINE_correction_notice, NULL);

    return d != NULL && day > d->due;
}

static void
wait_for(struct walk *w, enum event_kind kind, date day, date limit)
{
    walk_run(w)->stop = day;
    walk_run(w)->waits_for = kind;
    walk_run(w)->limit = limit;
}

static void
take_correction_notice(struct walk *w, const struct event *e)
{
    date start = start_of(e), limit = limit_of(w, e, start);
    bool late = is_late_notice(w, e->happened_on);

    if (walk_is_waiting(w))
        return;
    meet_deadline(w, DEADLINE_correction_notice, NULL, e->happened_on);
    if (walk_is_after_due(w, e->happened_on) || (late && reads(w, READING_late_correction)))
        return;
    wait_for(w, EVENT_correction_received, e->happened_on, limit);
    set_deadline(w, DEADLINE_correction, NULL, start, limit);
}

static void
take_fee_notice(struct walk *w, const struct event *e)
{
    date start = start_of(e), limit = walk_nth_after(w->terms, start, 20);

    if (walk_is_waiting(w) || walk_is_after_due(w, e->happened_on))
        return;
    w->asked += e->amount;
    wait_for(w, EVENT_fee_paid, e->happened_on, limit);
    set_deadline(w, DEADLINE_payment, NULL, start, limit);
}

/* What the applicant was waited for: the period runs anew, unless it came too late. */
static void
take_arrival(struct walk *w, const struct event *e, enum deadline_kind kind,
             enum clock_cause cause)
{
    struct clock_deadline *wait = last_of(w, kind, NULL);

    if (!walk_is_waiting(w) || walk_run(w)->waits_for != e->kind)
        return;
    if (wait->done == NO_DATE || e->accepted == STATED_YES)
        wait->done = e->happened_on;
    if (!walk_has_lapsed(w, e->happened_on) || e->accepted == STATED_YES)
        start_run(w, cause, e->happened_on);
}

/* A part is kept but changes nothing; with what makes it whole it is a payment. */
static void
take_payment(struct walk *w, const struct event *e)
{
    int runs = w->c->run_count;

    if (walk_is_waiting(w) && walk_run(w)->waits_for == EVENT_fee_paid && e->amount > 0 &&
        w->asked > w->paid + e->amount) {
        w->paid += e->amount;
        return;
    }
    take_arrival(w, e, DEADLINE_payment, BY_PAYMENT);
    if (w->c->run_count == runs && walk_is_waiting(w) &&
        walk_run(w)->waits_for == EVENT_fee_paid)
        w->declined += e->amount;
    if (w->c->run_count > runs)
        w->paid = e->amount > 0 ? w->paid + e->amount : w->asked;
}

/* Yuan by yuan: out of what was declined while there is some, then out of what was paid. */
static void
take_refund(struct walk *w, const struct event *e)
{
    for (int i = 0; i < e->amount; i++) {
        if (w->declined > 0)
            w->declined--;
        else if (w->paid > 0)
            w->paid--;
    }
}

static enum event_kind
reply_to(enum event_kind sent)
{
    return sent == EVENT_third_party_sent    ? EVENT_third_party_reply
           : sent == EVENT_joint_agency_sent ? EVENT_joint_agency_reply
                                             : EVENT_other_agency_reply;
}

/* Whether E ends LETTER: a reply one of its kind, a closing any of its reference. */
static bool
ends(const struct event *e, const struct event *letter)
{
    return (e->kind == EVENT_consultation_closed || e->kind == reply_to(letter->kind)) &&
           strcmp(e->ref, letter->ref) == 0 && e->happened_on >= letter->happened_on;
}

/* Whether E ended a letter. */
static bool
take_end_of_letter(struct walk *w, const struct event *e)
{
    bool used = false, closes = e->kind == EVENT_consultation_closed;

    for (int i = 0; i < w->c->letter_count; i++) {
        struct naive_letter *letter = &w->c->letters[i];

        if (letter->ended != NO_DATE || !ends(e, &letter->sent))
            continue;
        letter->ended = e->happened_on;
        used = true;
        if (!closes && letter->sent.kind == EVENT_third_party_sent)
            meet_deadline(w, DEADLINE_third_party_reply, e->ref, e->happened_on);
        if (!closes && letter->sent.kind == EVENT_joint_agency_sent)
            meet_deadline(w, DEADLINE_joint_agency_reply, e->ref, e->happened_on);
    }
    return used;
}

static bool
is_sent_before(const struct walk *w, const struct event *e)
{
    for (int i = 0; i < w->c->letter_count; i++)
        if (w->c->letters[i].sent.kind == e->kind &&
            strcmp(w->c->letters[i].sent.ref, e->ref) == 0)
            return true;
    return false;
}

static bool
ends_letter(enum event_kind k)
{
    return k == EVENT_third_party_reply || k == EVENT_joint_agency_reply ||
           k == EVENT_other_agency_reply || k == EVENT_consultation_closed;
}

static void
take_letter(struct walk *w, const struct event *e)
{
    struct naive_letter *letter = &w->c->letters[w->c->letter_count];

    if (is_sent_before(w, e))
        return;
    *letter =
        (struct naive_letter){.sent = *e, .helps = !walk_is_after_due(w, e->happened_on)};
    if (e->kind != EVENT_other_agency_sent && w->c->law == 2019) {
        letter->last = walk_nth_after(w->terms, start_of(e), 15);
        set_deadline(w,
                     e->kind == EVENT_third_party_sent ? DEADLINE_third_party_reply
                                                       : DEADLINE_joint_agency_reply,
                     e->ref, start_of(e), letter->last);
    }
    w->c->letter_count++;
    for (int i = 1; i < w->now; i++) /* entered before the letter it replies to */
        if (!w->used[i] && ends_letter(w->entries[i].kind) && ends(&w->entries[i], e))
            w->used[i] = take_end_of_letter(w, &w->entries[i]);
}

static void
take_extension(struct walk *w, const struct event *e)
{
    struct naive_run *run = walk_run(w);

    if (e->approved == STATED_NO || e->told == STATED_NO || e->days < 1 ||
        walk_is_waiting(w))
        return;
    if (walk_is_after_due(w, e->happened_on) && !reads(w, READING_late_extension))
        return;
    run->extended += e->days;
    if (run->extended > run->base)
        run->extended = run->base;
}

static void
take_reasons_notice(struct walk *w, const struct event *e)
{
    w->reasons_asked = true;
    set_deadline(w, DEADLINE_reasons, NULL, start_of(e), limit_of(w, e, start_of(e)));
}

static void
take_reasons_received(struct walk *w, const struct event *e)
{
    struct clock_deadline *d = last_of(w, DEADLINE_reasons, NULL);

    if (w->reasons_asked)
        w->reasons_given = e->reasonable != STATED_NO;
    if (w->reasons_asked && d->done == NO_DATE)
        d->done = e->happened_on;
}

static void
take_delay(struct walk *w, const struct event *e)
{
    date due = walk_due(w);

    if (!w->reasons_given || walk_is_waiting(w) || walk_is_consulting(w, e->happened_on))
        return;
    if (due != NO_DATE && e->happened_on <= due && e->deadline_on > due)
        walk_run(w)->delayed_to = e->deadline_on;
}

/* Closing what the applicant let lapse needs the lapse, where one was waited for. */
static void
take_answered(struct walk *w, const struct event *e)
{
    enum event_kind waits_for = walk_run(w)->waits_for;
    bool as_lapsed = e->outcome == OUTCOME_other_1 || e->outcome == OUTCOME_other_2;
    bool other = waits_for == EVENT_fee_paid ? e->outcome == OUTCOME_other_1
                                             : e->outcome == OUTCOME_other_2;

    if (waits_for != EVENT_NONE && as_lapsed &&
        (other || !walk_has_lapsed(w, e->happened_on)))
        return;
    w->c->status = CLOCK_ANSWERED;
    w->c->closed_on = e->happened_on;
}

static void
take_withdrawn(struct walk *w, const struct event *e)
{
    w->c->status = CLOCK_WITHDRAWN;
    w->c->closed_on = e->happened_on;
}

/* After a lapse only the applicant's own act, a reply and the closing are looked at. */
static bool
is_idle(const struct walk *w, const struct event *e)
{
    return walk_has_lapsed(w, e->happened_on) && e->kind != EVENT_correction_received &&
           e->kind != EVENT_fee_paid && e->kind != EVENT_answered && !ends_letter(e->kind);
}

static void
take_received(struct walk *w, const struct event *e)
{
    switch (e->kind) {
    case EVENT_correction_notice:
        return take_correction_notice(w, e);
    case EVENT_correction_received:
        return take_arrival(w, e, DEADLINE_correction, BY_CORRECTION);
    case EVENT_fee_notice:
        return take_fee_notice(w, e);
    case EVENT_fee_paid:
        return take_payment(w, e);
    case EVENT_extension:
        return take_extension(w, e);
    case EVENT_reasons_notice:
        return take_reasons_notice(w, e);
    case EVENT_reasons_received:
        return take_reasons_received(w, e);
    case EVENT_delay:
        return take_delay(w, e);
    case EVENT_answered:
        return take_answered(w, e);
    default:
        if (is_consultation(e->kind))
            take_letter(w, e);
        else if (ends_letter(e->kind))
            w->used[w->now] = take_end_of_letter(w, e);
    }
}

static void
take(struct walk *w, const struct event *e)
{
    if (w->c->status == CLOCK_VOIDED)
        return;
    if (e->kind == EVENT_voided)
        w->c->status = CLOCK_VOIDED;
    if (e->kind == EVENT_fee_refunded && w->c->closed_on == NO_DATE &&
        e->happened_on >= w->entries[0].happened_on && e->happened_on >= w->c->received_on)
        take_refund(w, e);
    if (w->c->closed_on != NO_DATE || e->happened_on < w->entries[0].happened_on ||
        e->happened_on < w->c->received_on || is_idle(w, e))
        return;
    if (e->kind == EVENT_withdrawn)
        take_withdrawn(w, e);
    else if (e->kind == EVENT_confirmed)
        take_confirmed(w, e);
    else if (walk_is_received(w))
        take_received(w, e);
}

static void
take_registered(struct walk *w, const struct event *e)
{
    bool confirmed = e->confirmed_on >= e->happened_on && walk_knows(w, e->confirmed_on);

    w->c->status = CLOCK_AWAITING_CONFIRMATION;
    if (!channel_confirms(e->channel))
        receive(w, e->happened_on);
    else if (confirmed)
        receive(w, e->confirmed_on);
}

void
naive_clock(const struct naive_terms *terms, const struct event *events, int n,
            struct naive *out)
{
    struct walk w = {.terms = terms, .c = out};

    if (n < 1 || n > NAIVE_ENTRIES || events[0].kind != EVENT_registered)
        ck_abort_msg("no history for the naive clock");
    out->run_count = out->letter_count = out->deadline_count = out->day_count = 0;
    out->used = out->left = out->overdue_days = out->allowed = out->law = 0;
    out->received_on = out->closed_on = out->due_on = NO_DATE;
    out->ended_on = out->waiting_until = out->paused_until = NO_DATE;
    out->due_certain = true;
    out->due_assumes_reply = false;
    out->in_time = NOT_STATED;
    w.n = naive_entries(events, n, terms->as_of, w.entries);
    out->readings = w.entries[0].readings;
    out->status = CLOCK_NOT_RECEIVED;
    if (!walk_knows(&w, w.entries[0].happened_on))
        return;
    take_registered(&w, &w.entries[0]);
    for (w.now = 1; w.now < w.n; w.now++)
        take(&w, &w.entries[w.now]);
    if (out->status == CLOCK_AWAITING_CONFIRMATION && !walk_is_received(&w))
        expect_confirmation(&w);
    walk_finish(&w);
}
