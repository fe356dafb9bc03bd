#include "op/act.h"
#include "op/fields.h"

/* End a consultation that brings no reply, such as a letter that cannot be delivered; the
 * period goes on with the next working day (rule 3.5). */
OPERATION(consultation_close, .summary = "End a consultation without a reply",
          .route = "POST /api/v1/applications/{application}/consultations/{ref}/close",
          .right = RIGHT_case_clock,
          .body = FIELDS(DATE("closed_on", "终止日期", .required = true, .past = true),
                         TEXT("reason", "终止原因", .max = 2000, .multiline = true,
                              .required = true)),
          .reply = APPLICATION_REPLY)
{
    const char *ref = text_of(rq, "ref");
    const char *data =
        act_data(rq, "|closed_on", arena_printf(rq->arena, "\"ref\":\"%s\"", ref));
    struct history h;

    TRY(act_begin(rq, &h));
    if (history_letter(&h, ref) == NULL)
        return fail(rq, P_not_found, "该申请没有编号为 %s 的征求意见",
                    "the application has no consultation %s", ref);
    history_add(rq, &h, EVENT_consultation_closed, date_of_field(rq, "closed_on"), data);
    return act_store(rq, &h, data);
}
