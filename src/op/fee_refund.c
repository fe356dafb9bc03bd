#include "op/act.h"
#include "op/fields.h"

/* Give back what was paid, by the rules of the treasury (国办函〔2020〕109号、财办库〔2020〕254号;
 * rule 10.8): too much, too late to be taken, or without ground.  No period runs from it. */
OPERATION(fee_refund, .summary = "Record the refund of a fee",
          .route = "POST /api/v1/applications/{application}/refund",
          .right = RIGHT_case_clock,
          .body = FIELDS(DATE("refunded_on", "退费日期", .required = true, .past = true),
                         INTEGER("amount", "金额（元）", .min = 1, .max = FEE_MOST_YUAN,
                                 .required = true),
                         TEXT("receipt_number", "票据号码", .max = 60),
                         TEXT("reason", "退费原因", .max = 2000, .multiline = true,
                              .required = true)),
          .reply = APPLICATION_REPLY)
{
    return act(rq, EVENT_fee_refunded, "refunded_on", date_of_field(rq, "refunded_on"));
}
