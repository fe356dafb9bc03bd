#include "op/act.h"
#include "op/fields.h"

/* Take back an entry made by mistake, such as an answer entered in the wrong case; the entry
 * stays on record and past tables keep it. */
OPERATION(event_retract, .summary = "Retract an entry made by mistake",
          .route = "POST /api/v1/applications/{application}/events/{seq}/retract",
          .body = FIELDS(TEXT("reason", "撤销原因", .max = 2000, .multiline = true,
                              .required = true)),
          .reply = APPLICATION_REPLY)
{
    struct event retracted = {.kind = EVENT_retracted,
                              .happened_on = rq->today,
                              .supersedes = (int)number_of(rq, "seq")};

    return act_on_application(rq, &retracted, reason_member(rq));
}
