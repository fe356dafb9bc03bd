#include "core/fee_account.h"

#include "core/stands.h"

static void
raise_fault(struct fee_account *a, enum fee_fault fault, const struct event *e)
{
    if (a->fault != FEE_RIGHT)
        return;
    a->fault = fault;
    a->fault_seq = e->seq;
}

static void
take_notice(struct fee_account *a, const struct event *e, date received_on)
{
    a->notices++;
    a->units += e->units;
    a->noticed += e->amount;
    if (received_on != NO_DATE && received_on < date_of(2021, 1, 1))
        raise_fault(a, FEE_TOO_EARLY, e);
    if (e->basis == FEE_NO_BASIS)
        return;
    if (a->basis != FEE_NO_BASIS && a->basis != e->basis)
        raise_fault(a, FEE_BOTH_BASES, e);
    a->basis = e->basis;
}

/* What was paid until the day of E, less what was given back until then, E included. */
static long
kept_by(const struct event *events, int n, const struct event *e)
{
    long sum = 0;

    for (int i = 0; i < n; i++) {
        const struct event *x = &events[i];

        if (!event_stands(events, n, x) || x->happened_on > e->happened_on)
            continue;
        if (x->kind == EVENT_fee_paid)
            sum += x->amount;
        else if (x->kind == EVENT_fee_refunded)
            sum -= x->amount;
    }
    return sum;
}

struct fee_account
fee_account_of(const struct event *events, int n, date received_on)
{
    struct fee_account a = {.basis = FEE_NO_BASIS};

    for (int i = 0; i < n; i++) {
        const struct event *e = &events[i];

        if (!event_stands(events, n, e))
            continue;
        if (e->kind == EVENT_fee_notice)
            take_notice(&a, e, received_on);
        else if (e->kind == EVENT_fee_paid)
            a.paid += e->amount;
        else if (e->kind == EVENT_fee_refunded) {
            a.refunded += e->amount;
            if (kept_by(events, n, e) < 0)
                raise_fault(&a, FEE_OVER_REFUND, e);
        }
    }
    return a;
}

long
fee_outstanding(const struct fee_account *a)
{
    long kept = a->paid - a->refunded;

    return a->noticed > kept ? a->noticed - kept : 0;
}

const char *
fee_fault_text(enum fee_fault f, bool english)
{
    static const char *const texts[][2] = {
        [FEE_RIGHT] = {"", ""},
        [FEE_BOTH_BASES] = {"同一件申请不得既按件又按量计收信息处理费；已按另一种方式通知，"
                            "如有误请先撤销原通知（国办函〔2020〕109号第三条）",
                            "an application is charged by item or by page, never both; "
                            "retract the other notice if it is wrong "
                            "(国办函〔2020〕109号, Art. 3)"},
        [FEE_TOO_EARLY] = {"2021年1月1日前收到的申请不收信息处理费（国办函〔2020〕109号）",
                           "no fee is charged for an application received before "
                           "2021-01-01 (国办函〔2020〕109号)"},
        [FEE_OVER_REFUND] =
            {"退费不能超过当时已缴的金额（国办函〔2020〕109号、财办库〔2020〕254号）",
             "no more is given back than was paid by then "
             "(国办函〔2020〕109号, 财办库〔2020〕254号)"},
    };

    return texts[f][english ? 1 : 0];
}
