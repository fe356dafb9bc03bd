#include "op/act.h"
#include "op/fields.h"

/* The applicant gives the reasons asked for (Reg. 35); good ones allow a delayed date, others
 * the outcome not_processed_4. */
OPERATION(reasons_receive, .summary = "Record the applicant's reasons",
          .route = "POST /api/v1/applications/{application}/reasons",
          .right = RIGHT_case_clock,
          .body = FIELDS(DATE("received_on", "收到说明日期", .required = true,
                              .past = true),
                         BOOLEAN("reasonable", "理由是否合理"),
                         TEXT("note", "说明的理由", .max = 4000, .multiline = true)),
          .reply = APPLICATION_REPLY)
{
    return act(rq, EVENT_reasons_received, "received_on", date_of_field(rq, "received_on"));
}
