#include "op/act.h"
#include "op/fields.h"

/* Record that both sides confirmed receipt; the clock starts here (Reg. 31, rule 1.5). */
OPERATION(application_confirm, .summary = "Confirm receipt with the applicant",
          .route = "POST /api/v1/applications/{application}/confirm",
          .right = RIGHT_case_edit,
          .body = FIELDS(DATE("confirmed_on", "双方确认日期", .required = true,
                              .past = true)),
          .reply = APPLICATION_REPLY)
{
    return act(rq, EVENT_confirmed, "confirmed_on", date_of_field(rq, "confirmed_on"));
}
