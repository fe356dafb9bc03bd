#include "op/act.h"
#include "op/decision.h"
#include "op/fields.h"

/* The opinion arrives; the period goes on with the next working day (rule 3.5).  Entered after
 * the answer, it is told what it takes away from it. */
OPERATION(consultation_reply, .summary = "Record the reply to a consultation",
          .route = "POST /api/v1/applications/{application}/consultations/{ref}/reply",
          .right = RIGHT_case_clock,
          .body = FIELDS(DATE("received_on", "收到意见日期", .required = true,
                              .past = true),
                         CHOICE("opinion", "意见", .oneof = OPINIONS, .required = true),
                         TEXT("reason", "理由", .max = 4000, .multiline = true)),
          .reply = APPLICATION_REPLY)
{
    const char *ref = text_of(rq, "ref");
    const struct event *letter;
    struct standing before;
    const char *data;
    struct history h;

    TRY(act_begin(rq, &h));
    letter = history_letter(&h, ref);
    if (letter == NULL)
        return fail(rq, P_not_found, "该申请没有编号为 %s 的征求意见",
                    "the application has no consultation %s", ref);
    TRY(decision_standing(rq, &h, &before));
    data = act_data(rq, "|received_on", arena_printf(rq->arena, "\"ref\":\"%s\"", ref));
    history_add(rq, &h, party_reply(event_party(letter->kind)),
                date_of_field(rq, "received_on"), data);
    TRY(decision_warn(rq, &h, &before, data));
    return act_store(rq, &h, data);
}
