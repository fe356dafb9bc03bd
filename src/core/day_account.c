#include "core/day_account.h"

#include <stddef.h>

/* ---- Day by day ---- */

static date
last_day(const struct clock *c)
{
    if (c->ended_on != NO_DATE)
        return c->ended_on;
    if (c->due_on != NO_DATE && (c->as_of == NO_DATE || c->as_of <= c->due_on))
        return c->due_on;
    return c->as_of;
}

/* The run that DAY belongs to: the last one that has started. */
static const struct clock_run *
run_at(const struct clock *c, date day)
{
    const struct clock_run *r = &c->runs[0];

    for (int i = 1; i < c->run_count && c->runs[i].start <= day; i++)
        r = &c->runs[i];
    return r;
}

/* The letter that takes DAY out, the first sent of several; NULL for none. */
static const struct clock_pause *
pause_at(const struct clock *c, date day)
{
    for (int i = 0; i < c->pause_count; i++) {
        const struct clock_pause *p = &c->pauses[i];

        if (p->helps && day >= p->from && (p->to == NO_DATE || day <= p->to))
            return p;
    }
    return NULL;
}

static enum account_label
start_label(enum clock_cause cause)
{
    return cause == BY_RECEIPT      ? ACCOUNT_RECEIPT
           : cause == BY_CORRECTION ? ACCOUNT_CORRECTION
                                    : ACCOUNT_PAYMENT;
}

/* A working day inside a run and outside every wait. */
static void
label_working(const struct clock *c, const struct clock_run *r, struct account_day *d,
              int *counted)
{
    const struct clock_pause *p = pause_at(c, d->day);

    if (p != NULL) {
        d->label = ACCOUNT_PAUSED;
        d->ref = p->ref;
        d->letter = p->kind;
    } else if (*counted < r->allowed) {
        d->label = ACCOUNT_COUNTED;
        d->n = ++*counted;
    } else {
        d->label = r->delayed_to != NO_DATE && d->day <= r->delayed_to ? ACCOUNT_DELAYED
                                                                       : ACCOUNT_AFTER_DUE;
    }
}

int
account_of(struct arena *a, const struct calendar *cal, const struct clock *c,
           struct account_day **days)
{
    date last = last_day(c);
    const struct clock_run *run = NULL;
    int counted = 0, n = 0;

    *days = NULL;
    if (c->run_count == 0 || last < c->runs[0].start)
        return 0;
    *days = arena_alloc(a, sizeof **days * (size_t)(last - c->runs[0].start + 1));
    for (date day = c->runs[0].start; day <= last; day++) {
        struct account_day *d = &(*days)[n++];
        const struct clock_run *r = run_at(c, day);

        *d = (struct account_day){.day = day, .fact = calendar_fact(cal, day)};
        if (r != run)
            counted = 0;
        run = r;
        if (day == r->start)
            d->label = start_label(r->cause);
        else if (r->stop != NO_DATE && day > r->stop)
            d->label = r->waits_for == EVENT_fee_paid ? ACCOUNT_WAITING_FEE
                                                      : ACCOUNT_WAITING_CORRECTION;
        else if (!calendar_works(cal, day))
            d->label = ACCOUNT_DAY_OFF;
        else
            label_working(c, r, d, &counted);
    }
    return n;
}

/* ---- In words ---- */

static bool
is_makeup(const struct account_day *d)
{
    return d->label == ACCOUNT_COUNTED && d->fact != NULL && d->fact->works;
}

static bool
is_holiday(const struct account_day *d)
{
    return d->fact != NULL && !d->fact->works;
}

const char *
account_code(const struct account_day *d)
{
    static const char *const codes[] = {
        "receipt", "correction_received",    "fee_paid",        "counted", "weekend",
        "paused",  "waiting_for_correction", "waiting_for_fee", "delayed", "after_due"};

    if (d->label == ACCOUNT_DAY_OFF && is_holiday(d))
        return "holiday";
    return is_makeup(d) ? "makeup" : codes[d->label];
}

static const char *
day_off_words(struct arena *a, const struct account_day *d, bool english)
{
    if (!is_holiday(d))
        return english ? "weekend" : "周末";
    return arena_printf(a, english ? "holiday: %s (%s)" : "%s放假（%s）", d->fact->name,
                        d->fact->notice);
}

static const char *
paused_words(struct arena *a, const struct account_day *d, bool english)
{
    const char *ref = d->ref != NULL ? d->ref : "";
    const char *words =
        english ? arena_printf(a, "not counted: %s %s", event_kind_code(d->letter), ref)
                : arena_printf(a, "扣除：%s%s%s", event_kind_name(d->letter),
                               *ref != '\0' ? " " : "", ref);

    if (d->fact == NULL || !d->fact->works)
        return words;
    return arena_printf(a, english ? "%s; make-up working day: %s (%s)" : "%s；%s（%s）",
                        words, d->fact->name, d->fact->notice);
}

const char *
account_words(struct arena *a, const struct account_day *d, bool english)
{
    static const char *const words[][2] = {
        [ACCOUNT_RECEIPT] = {"收到当日，不计入", "day of receipt, not counted"},
        [ACCOUNT_CORRECTION] = {"收到补正当日，不计入；次日起重新计算",
                                "correction received, not counted; runs anew"},
        [ACCOUNT_PAYMENT] = {"缴费当日，不计入；次日起重新计算",
                             "fee paid, not counted; runs anew"},
        [ACCOUNT_COUNTED] = {"计入", "counted"},
        [ACCOUNT_WAITING_CORRECTION] = {"等待补正", "waiting for the correction"},
        [ACCOUNT_WAITING_FEE] = {"等待缴费", "waiting for the fee"},
        [ACCOUNT_DELAYED] = {"延迟答复期间（条例第三十五条）",
                             "until the delayed date (Reg. 35)"},
        [ACCOUNT_AFTER_DUE] = {"超过答复期限", "after the due day"},
    };

    if (d->label == ACCOUNT_DAY_OFF)
        return day_off_words(a, d, english);
    if (d->label == ACCOUNT_PAUSED)
        return paused_words(a, d, english);
    if (is_makeup(d))
        return arena_printf(
            a, english ? "counted; make-up working day: %s (%s)" : "计入；%s（%s）",
            d->fact->name, d->fact->notice);
    return words[d->label][english];
}

/* ---- Whose days ---- */

static bool
consults(const struct clock *c, date day, bool third_party)
{
    for (int i = 0; i < c->pause_count; i++) {
        const struct clock_pause *p = &c->pauses[i];
        date to = p->ended != NO_DATE ? p->ended : p->to != NO_DATE ? p->to : DATE_LAST;

        if ((p->kind == EVENT_third_party_sent) == third_party && day > p->sent &&
            day <= to)
            return true;
    }
    return false;
}

static bool
waits(const struct clock *c, date day)
{
    const struct clock_run *r = c->run_count > 0 ? run_at(c, day - 1) : NULL;

    return r != NULL && r->stop != NO_DATE && day > r->stop && day - 1 >= r->start;
}

static enum share
share_of(const struct clock *c, date day)
{
    if (c->received_on == NO_DATE || day <= c->received_on)
        return SHARE_intake;
    if (waits(c, day))
        return SHARE_applicant;
    if (consults(c, day, true))
        return SHARE_third_party;
    if (consults(c, day, false))
        return SHARE_other_agency;
    if (c->dated_on != NO_DATE && day > c->dated_on)
        return SHARE_dispatch;
    if (c->drafted_on != NO_DATE && day > c->drafted_on)
        return SHARE_approval;
    return SHARE_unit;
}

int
account_shares(const struct clock *c, int days[SHARE_COUNT])
{
    date last = c->closed_on != NO_DATE ? c->closed_on : c->as_of;
    int sum = 0;

    for (int i = 0; i < SHARE_COUNT; i++)
        days[i] = 0;
    for (date day = c->arrived_on + 1; day <= last; day++, sum++)
        days[share_of(c, day)]++;
    return sum;
}

static const struct {
    const char *code, *name;
} shares[] = {
    {"intake", "接收确认"},       {"applicant", "申请人"}, {"third_party", "第三方"},
    {"other_agency", "其他机关"}, {"unit", "承办"},        {"approval", "审批"},
    {"dispatch", "送达"},
};

const char *
share_code(enum share s)
{
    return shares[s].code;
}

const char *
share_name(enum share s)
{
    return shares[s].name;
}

/* ---- What may come next ---- */

static enum next_need
need_of(enum event_kind kind)
{
    switch (kind) {
    case EVENT_confirmed:
    case EVENT_answered:
        return NEXT_MUST;
    case EVENT_correction_received:
    case EVENT_third_party_reply:
    case EVENT_joint_agency_reply:
    case EVENT_other_agency_reply:
    case EVENT_fee_paid:
    case EVENT_withdrawn:
        return NEXT_AWAITED;
    default:
        return NEXT_MAY;
    }
}

static void
offer(struct next_act *acts, int *n, enum event_kind kind, date latest, bool refused,
      const char *article)
{
    acts[(*n)++] = (struct next_act){.kind = kind,
                                     .need = need_of(kind),
                                     .latest = latest,
                                     .refused = refused,
                                     .article = article};
}

static date
notice_due(const struct clock *c)
{
    for (int i = c->deadline_count - 1; i >= 0; i--)
        if (c->deadlines[i].kind == DEADLINE_correction_notice)
            return c->deadlines[i].done == NO_DATE ? c->deadlines[i].due : NO_DATE;
    return NO_DATE;
}

static void
next_of_running(const struct clock *c, struct next_act *acts, int *n)
{
    const struct clock_run *r = clock_run_of(c);
    bool excluded = c->readings.other[READING_consult_sent_day];
    date due = c->due_on;
    bool again = false;

    for (int i = 0; i < c->deadline_count; i++)
        again = again || (c->deadlines[i].kind == DEADLINE_correction_notice &&
                          c->deadlines[i].done != NO_DATE);
    if ((!again || c->readings.other[READING_second_correction]) &&
        (due == NO_DATE || c->as_of <= due))
        offer(acts, n, EVENT_correction_notice, notice_due(c), false, "条例第三十条");
    if (r->allowed == clock_statutory_days(c->law) && (due == NO_DATE || c->as_of <= due))
        offer(acts, n, EVENT_extension, due, true, "条例第三十三条第二款");
    for (int party = 0; party < PARTY_COUNT; party++)
        offer(acts, n, party_letter(party), due != NO_DATE ? due - !excluded : NO_DATE,
              false, party_article(party));
    if (due == NO_DATE || c->as_of <= due)
        offer(acts, n, EVENT_fee_notice, due, true, "国办函〔2020〕109号");
    offer(acts, n, EVENT_reasons_notice, NO_DATE, false, "条例第三十五条");
    offer(acts, n, EVENT_answered, due, false, "条例第三十三条");
}

static void
offer_replies(const struct clock *c, struct next_act *acts, int *n)
{
    for (int party = 0; party < PARTY_COUNT; party++) {
        date latest = NO_DATE;
        bool open = false;

        for (int i = 0; i < c->pause_count; i++)
            if (c->pauses[i].kind == party_letter(party) && c->pauses[i].ended == NO_DATE) {
                open = true;
                if (latest == NO_DATE || c->pauses[i].to < latest)
                    latest = c->pauses[i].to;
            }
        if (open)
            offer(acts, n, party_reply(party), latest, false, party_article(party));
    }
}

int
account_next(const struct calendar *cal, const struct clock *c,
             struct next_act acts[NEXT_ACTS])
{
    int n = 0;

    switch (c->status) {
    case CLOCK_AWAITING_CONFIRMATION:
        offer(acts, &n, EVENT_confirmed, NO_DATE, false, "条例第三十一条");
        if (c->channel == CHANNEL_mail_ordinary)
            calendar_after(cal, c->arrived_on, 1, &acts[0].latest);
        break;
    case CLOCK_RUNNING:
    case CLOCK_PAUSED_CONSULTATION:
    case CLOCK_OVERDUE:
        offer_replies(c, acts, &n);
        next_of_running(c, acts, &n);
        break;
    case CLOCK_AWAITING_CORRECTION:
    case CLOCK_ABANDONED_NO_CORRECTION:
        offer_replies(c, acts, &n);
        offer(acts, &n, EVENT_correction_received, c->waiting_until, true, "条例第三十条");
        break;
    case CLOCK_AWAITING_FEE:
    case CLOCK_ABANDONED_NO_PAYMENT:
        offer_replies(c, acts, &n);
        offer(acts, &n, EVENT_fee_paid, c->waiting_until, true, "国办函〔2020〕109号");
        break;
    case CLOCK_NOT_RECEIVED:
    case CLOCK_ANSWERED:
    case CLOCK_WITHDRAWN:
    case CLOCK_VOIDED:
        return 0;
    }
    if (c->closable_on != NO_DATE) {
        offer(acts, &n, EVENT_answered, NO_DATE, false,
              c->state == CLOCK_AWAITING_FEE ? "国办函〔2020〕109号" : "条例第三十条");
        acts[n - 1].from = c->closable_on;
    }
    if (c->status != CLOCK_ABANDONED_NO_CORRECTION &&
        c->status != CLOCK_ABANDONED_NO_PAYMENT)
        offer(acts, &n, EVENT_withdrawn, NO_DATE, false, "条例第三十六条");
    return n;
}

/* The day on which ACT presses, NO_DATE when it does not. */
static date
pressing_day(const struct clock *c, const struct next_act *act)
{
    if (act->need != NEXT_MUST &&
        (act->latest == NO_DATE || act->latest < c->as_of ||
         (act->need == NEXT_MAY && act->kind != EVENT_correction_notice)))
        return NO_DATE;
    if (act->latest != NO_DATE)
        return act->latest;
    return act->from != NO_DATE ? act->from : c->arrived_on;
}

int
account_pressing(const struct clock *c, const struct next_act *acts, int n, date *day)
{
    int most = -1;

    *day = NO_DATE;
    for (int i = 0; i < n; i++) {
        date d = pressing_day(c, &acts[i]);

        if (d == NO_DATE || (most >= 0 && d > *day) ||
            (most >= 0 && d == *day && acts[i].need >= acts[most].need))
            continue;
        most = i;
        *day = d;
    }
    return most;
}

const char *
next_need_code(enum next_need need)
{
    static const char *const codes[] = {"must", "may", "awaited"};

    return codes[need];
}
