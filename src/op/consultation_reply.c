#include "op/act.h"
#include "op/fields.h"

#include <string.h>

/* Which kind of reply the letter REF waits for; EVENT_NONE when there is no such letter. */
static enum event_kind
reply_to(const struct history *h, const char *ref)
{
    for (int i = h->count - 1; i >= 0; i--) {
        const struct event *e = &h->events[i];

        if (e->ref == NULL || strcmp(e->ref, ref) != 0)
            continue;
        if (e->kind == EVENT_third_party_sent)
            return EVENT_third_party_reply;
        if (e->kind == EVENT_joint_agency_sent)
            return EVENT_joint_agency_reply;
        if (e->kind == EVENT_other_agency_sent)
            return EVENT_other_agency_reply;
    }
    return EVENT_NONE;
}

/* The opinion arrives; the period goes on with the next working day (rule 3.5). */
OPERATION(consultation_reply, .summary = "Record the reply to a consultation",
          .route = "POST /api/v1/applications/{application}/consultations/{ref}/reply",
          .body = FIELDS(DATE("received_on", "收到意见日期", .required = true,
                              .past = true),
                         CHOICE("opinion", "意见", .oneof = OPINIONS, .required = true),
                         TEXT("reason", "理由", .max = 4000, .multiline = true)),
          .reply = APPLICATION_REPLY)
{
    const char *ref = text_of(rq, "ref");
    const char *data;
    enum event_kind kind;
    struct history h;

    TRY(act_begin(rq, &h));
    kind = reply_to(&h, ref);
    if (kind == EVENT_NONE)
        return fail(rq, P_not_found, "该申请没有编号为 %s 的征求意见",
                    "the application has no consultation %s", ref);
    data = act_data(rq, "|received_on", arena_printf(rq->arena, "\"ref\":\"%s\"", ref));
    history_add(rq, &h, kind, date_of_field(rq, "received_on"), data);
    return act_store(rq, &h, data);
}
