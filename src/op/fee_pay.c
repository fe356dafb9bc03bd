#include "op/act.h"
#include "op/fee.h"
#include "op/fields.h"

/* The members a payment takes from what is asked: paid without an amount is paid in full. */
static const char *
amount_by_default(struct request *rq, const struct fee_account *before)
{
    if (text_of(rq, "amount") != NULL || fee_outstanding(before) == 0)
        return NULL;
    return arena_printf(rq->arena, "\"amount\":%ld", fee_outstanding(before));
}

static void
warn_of_rest(struct request *rq, const struct fee_account *before)
{
    long amount = number_of(rq, "amount"), due = fee_outstanding(before);

    if (amount > due && before->noticed > 0)
        add_warning(rq, "amount", "多缴 %ld 元，应当退还（国办函〔2020〕109号）",
                    "%ld yuan too much, to be given back (国办函〔2020〕109号)",
                    amount - due);
    else if (amount > 0 && amount < due)
        add_warning(rq, "amount", "还欠 %ld 元（国办函〔2020〕109号）",
                    "%ld yuan are still to be paid (国办函〔2020〕109号)", due - amount);
}

/* The fee is paid: the full period runs anew from the next day (国办函〔2020〕109号, rule
 * 10.6).  Part of it is no payment: nothing runs until the rest is there.  After the limit say
 * whether the payment is accepted. */
OPERATION(fee_pay, .summary = "Record the payment of the fee",
          .route = "POST /api/v1/applications/{application}/payment",
          .right = RIGHT_case_clock,
          .body = FIELDS(DATE("paid_on", "缴费日期", .required = true, .past = true),
                         INTEGER("amount", "金额（元）", .min = 1, .max = FEE_MOST_YUAN),
                         BOOLEAN("accepted", "逾期缴费是否接受"),
                         TEXT("receipt_number", "票据号码", .max = 60),
                         TEXT("reason", "是否接受的理由", .max = 2000, .multiline = true)),
          .reply = APPLICATION_REPLY)
{
    struct fee_account before;
    struct history h;
    const char *data;

    TRY(act_begin(rq, &h));
    before = fee_account_of(h.events, h.count, NO_DATE);
    data = act_data(rq, "|paid_on", amount_by_default(rq, &before));
    history_add(rq, &h, EVENT_fee_paid, date_of_field(rq, "paid_on"), data);
    warn_of_rest(rq, &before);
    return act_store(rq, &h, data);
}
