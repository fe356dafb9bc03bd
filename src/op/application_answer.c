#include "op/act.h"
#include "op/fields.h"

#include <stdlib.h>

/* Record the answer and its outcome, one of the form's 21 (rule 4.0.1). */
OPERATION(application_answer, .summary = "Answer an application with an outcome",
          .route = "POST /api/v1/applications/{application}/answer",
          .body = FIELDS(CHOICE("outcome", "办理结果", .oneof = outcome_codes,
                                .required = true),
                         DATE("answered_on", "答复日期", .required = true, .past = true),
                         TEXT("note", "说明", .max = 2000, .multiline = true)),
          .reply = APPLICATION_REPLY)
{
    struct event answered = {.kind = EVENT_answered,
                             .happened_on = date_of_field(rq, "answered_on"),
                             .outcome = outcome_of(text_of(rq, "outcome"))};
    struct text data = {NULL, 0, 0};

    add_member(&data, "outcome", text_of(rq, "outcome"));
    add_member(&data, "note", text_of(rq, "note"));
    arena_own(rq->arena, data.bytes, free);
    return act_on_application(rq, &answered, data.bytes);
}
