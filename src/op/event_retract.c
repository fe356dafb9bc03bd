#include "op/act.h"
#include "op/decision.h"
#include "op/event_right.h"
#include "op/fields.h"

/* Take back an entry made by mistake, such as an answer entered in the wrong case; the entry
 * stays on record and past tables keep it. */
OPERATION(event_retract, .summary = "Retract an entry made by mistake",
          .route = "POST /api/v1/applications/{application}/events/{seq}/retract",
          .right = RIGHT_case_edit, .right_of = event_right,
          .body = FIELDS(TEXT("reason", "撤销原因", .max = 2000, .multiline = true,
                              .required = true)),
          .reply = APPLICATION_REPLY)
{
    const char *data = act_data(rq, "|", NULL);
    struct history h;
    struct standing before;

    TRY(act_begin(rq, &h));
    TRY(decision_standing(rq, &h, &before));
    history_add(rq, &h, EVENT_retracted, rq->today, data)->supersedes =
        (int)number_of(rq, "seq");
    TRY(act_store(rq, &h, data));
    return decision_still(rq, &h, &before);
}
