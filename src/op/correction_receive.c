#include "op/act.h"
#include "op/fields.h"

/* The corrected application arrives: the full period runs anew from the next day (Reg. 30,
 * rule 2.3).  received_on follows the rules of receipt (1.5).  After the limit say whether
 * it is accepted for good reason; declined, it is on record without effect. */
OPERATION(correction_receive, .summary = "Record the applicant's correction",
          .route = "POST /api/v1/applications/{application}/correction",
          .right = RIGHT_case_clock,
          .body = FIELDS(DATE("received_on", "收到补正日期", .required = true,
                              .past = true),
                         BOOLEAN("accepted", "逾期补正是否接受"),
                         TEXT("reason", "是否接受的理由", .max = 2000, .multiline = true),
                         TEXT("note", "补正内容", .max = 4000, .multiline = true)),
          .reply = APPLICATION_REPLY)
{
    return act(rq, EVENT_correction_received, "received_on",
               date_of_field(rq, "received_on"));
}
