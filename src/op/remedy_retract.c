#include "op/act.h"
#include "op/fields.h"
#include "op/remedy.h"

/* Take back an entry made by mistake; the filing taken back voids the remedy, which then
 * counts nowhere.  The entry stays on record, and past tables keep it. */
OPERATION(remedy_retract, .summary = "Retract an entry of a review or suit",
          .route = "POST /api/v1/agencies/{agency}/remedies/{remedy}/events/{seq}/retract",
          .right = RIGHT_remedy_correct,
          .body = FIELDS(TEXT("reason", "撤销原因", .max = 2000, .multiline = true,
                              .required = true)),
          .reply = REMEDY_REPLY)
{
    struct remedy_history h;

    TRY(remedy_begin(rq, &h));
    if (remedy_entry(&h, (int)number_of(rq, "seq")) == NULL)
        return fail_with(rq, P_not_found, "没有这一事项", "there is no such entry");
    remedy_add(&h, REMEDY_EVENT_retracted, rq->today, "{}")->supersedes =
        (int)number_of(rq, "seq");
    put_text(rq, "claimant", NULL);
    put_text(rq, "note", text_of(rq, "reason"));
    return remedy_store(rq, &h, "{}");
}
