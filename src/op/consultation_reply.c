#include "op/act.h"
#include "op/fields.h"

/* The opinion arrives; the period goes on with the next working day (rule 3.5). */
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
    const char *data;
    struct history h;

    TRY(act_begin(rq, &h));
    letter = history_letter(&h, ref);
    if (letter == NULL)
        return fail(rq, P_not_found, "该申请没有编号为 %s 的征求意见",
                    "the application has no consultation %s", ref);
    data = act_data(rq, "|received_on", arena_printf(rq->arena, "\"ref\":\"%s\"", ref));
    history_add(rq, &h, party_reply(event_party(letter->kind)),
                date_of_field(rq, "received_on"), data);
    return act_store(rq, &h, data);
}
