#include "op/fields.h"
#include "op/letter.h"

/* A letter came back undelivered.  The day that counts stays (see core/service.h); it can be
 * sent again. */
OPERATION(letter_return, .summary = "Record that a letter came back",
          .route = "POST /api/v1/applications/{application}/events/{seq}/return",
          .right = RIGHT_case_edit,
          .body = FIELDS(DATE("returned_on", "退回日期", .required = true, .past = true),
                         TEXT("reason", "退回原因", .max = 400, .required = true)),
          .reply = JOURNEY_REPLY)
{
    return letter_step(rq, EVENT_returned, "returned_on", date_of_field(rq, "returned_on"));
}
