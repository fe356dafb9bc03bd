#include "op/act.h"
#include "op/fields.h"

/* Record that the applicant withdrew; closes the case as 其他处理—其他 (rule 4.2). */
OPERATION(application_withdraw, .summary = "Record the applicant's withdrawal",
          .route = "POST /api/v1/applications/{application}/withdraw",
          .right = RIGHT_case_decide,
          .body = FIELDS(DATE("withdrawn_on", "撤回日期", .required = true, .past = true),
                         TEXT("reason", "撤回原因", .max = 2000, .multiline = true)),
          .reply = APPLICATION_REPLY)
{
    return act(rq, EVENT_withdrawn, "withdrawn_on", date_of_field(rq, "withdrawn_on"));
}
