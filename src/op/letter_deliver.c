#include "op/act.h"
#include "op/fields.h"

/* A letter of the case reached its addressee: periods that run from delivery (Reg. 30, 32,
 * 34; 国办函〔2020〕109号) take this day instead of the day it was sent. */
OPERATION(letter_deliver, .summary = "Record the delivery of a letter",
          .route = "POST /api/v1/applications/{application}/events/{seq}/delivery",
          .right = RIGHT_case_edit,
          .body = FIELDS(DATE("delivered_on", "送达日期", .required = true, .past = true),
                         TEXT("note", "送达方式、凭证", .max = 400)),
          .reply = APPLICATION_REPLY)
{
    const char *data = act_data(
        rq, "|delivered_on", arena_printf(rq->arena, "\"of\":%ld", number_of(rq, "seq")));
    struct history h;

    TRY(act_begin(rq, &h));
    history_add(rq, &h, EVENT_delivered, date_of_field(rq, "delivered_on"), data);
    return act_store(rq, &h, data);
}
