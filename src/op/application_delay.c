#include "op/act.h"
#include "op/fields.h"

/* Set a reasonable delayed date after good reasons (Reg. 35, rule 3.6); not an extension. */
OPERATION(application_delay, .summary = "Set a delayed answer date",
          .route = "POST /api/v1/applications/{application}/delay",
          .right = RIGHT_case_clock,
          .body = FIELDS(DATE("told_on", "告知申请人日期", .required = true, .past = true),
                         DATE("deadline_on", "延迟答复日期", .required = true),
                         TEXT("reason", "延迟理由", .max = 2000, .multiline = true,
                              .required = true)),
          .reply = APPLICATION_REPLY)
{
    TRY(check_limit(rq, date_of_field(rq, "told_on")));
    return act(rq, EVENT_delay, "told_on", date_of_field(rq, "told_on"));
}
