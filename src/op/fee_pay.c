#include "op/act.h"
#include "op/fields.h"

/* The fee is paid: the full period runs anew from the next day (国办函〔2020〕109号, rule
 * 10.6).  After the limit say whether the payment is accepted. */
OPERATION(fee_pay, .summary = "Record the payment of the fee",
          .route = "POST /api/v1/applications/{application}/payment",
          .right = RIGHT_case_clock,
          .body = FIELDS(DATE("paid_on", "缴费日期", .required = true, .past = true),
                         BOOLEAN("accepted", "逾期缴费是否接受"),
                         TEXT("receipt_number", "票据号码", .max = 60),
                         TEXT("reason", "是否接受的理由", .max = 2000, .multiline = true)),
          .reply = APPLICATION_REPLY)
{
    return act(rq, EVENT_fee_paid, "paid_on", date_of_field(rq, "paid_on"));
}
