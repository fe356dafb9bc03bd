#include "op/act.h"
#include "op/fields.h"

/* Void an entry made by mistake: it keeps its number and its history and counts nowhere
 * (rule 4.2). */
OPERATION(application_void, .summary = "Void an application entered by mistake",
          .route = "POST /api/v1/applications/{application}/void", .right = RIGHT_case_void,
          .body = FIELDS(TEXT("reason", "作废原因", .max = 2000, .multiline = true,
                              .required = true)),
          .reply = APPLICATION_REPLY)
{
    return act(rq, EVENT_voided, "", rq->today);
}
