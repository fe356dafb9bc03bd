#include "op/act.h"
#include "op/fields.h"

/* Ask for the reasons of an unreasonable number or frequency of applications (Reg. 35); the
 * period goes on (rule 3.6). */
OPERATION(reasons_ask, .summary = "Ask the applicant for reasons",
          .route = "POST /api/v1/applications/{application}/reasons-notice",
          .right = RIGHT_case_clock,
          .body = FIELDS(DATE("sent_on", "告知日期", .required = true, .past = true),
                         DATE("delivered_on", "送达日期", .past = true), LIMIT(1, 60),
                         TEXT("note", "认定情况", .max = 4000, .multiline = true)),
          .reply = APPLICATION_REPLY)
{
    date sent = date_of_field(rq, "sent_on");

    TRY(check_limit(rq, sent));
    return act(rq, EVENT_reasons_notice, "sent_on", sent);
}
