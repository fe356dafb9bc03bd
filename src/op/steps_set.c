#include "http/audit.h"
#include "http/request.h"
#include "op/steps.h"

/* Set how many persons confirm what is proposed under a right in the agency.  What waits
 * already keeps the number it was proposed with. */
OPERATION(steps_set, .summary = "Set how many persons confirm what is proposed",
          .route = "POST /api/v1/agencies/{agency}/confirmation-steps/{right}",
          .right = RIGHT_policy_change,
          .body = FIELDS(INTEGER("steps", "需要几人确认", .min = 1, .max = 3,
                                 .required = true)),
          .reply = FIELDS(TEXT("agency", "机关代码", .required = true),
                          TEXT("right", "事项代码", .required = true),
                          INTEGER("steps", "需要几人确认", .required = true)))
{
    enum right r = right_of(text_of(rq, "right"));

    if (r == RIGHT_NONE || !steps_confirmable(r))
        return fail(rq, P_not_found, "没有需要确认的事项 %s",
                    "nothing that is confirmed is called %s", text_of(rq, "right"));
    audit_about(rq, "steps:%s", right_code(r));
    audit_note(rq, "steps", text_of(rq, "steps"));
    return reply_one(rq, 200, SQL(steps_set));
}
