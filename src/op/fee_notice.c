#include "op/act.h"
#include "op/fields.h"

/* Ask for the information processing fee inside the answer period; 20 working days to pay
 * from the day after delivery (国办函〔2020〕109号, rules 3.7 and 10.6).  Meanwhile no answer
 * is due. */
OPERATION(fee_notice, .summary = "Record a fee notice",
          .route = "POST /api/v1/applications/{application}/fee-notice",
          .right = RIGHT_case_clock,
          .body = FIELDS(DATE("sent_on", "通知日期", .required = true, .past = true),
                         DATE("delivered_on", "送达日期", .past = true),
                         INTEGER("amount", "金额（元）", .min = 1, .max = 100000000),
                         TEXT("note", "说明", .max = 2000, .multiline = true)),
          .reply = APPLICATION_REPLY)
{
    date sent = date_of_field(rq, "sent_on");

    TRY(check_limit(rq, sent));
    return act(rq, EVENT_fee_notice, "sent_on", sent);
}
