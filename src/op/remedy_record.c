#include "op/act.h"
#include "op/fields.h"
#include "op/remedy.h"

/* Enter what happened in a review or suit. */
OPERATION(remedy_record, .summary = "Record what happened in a review or suit",
          .route = "POST /api/v1/agencies/{agency}/remedies/{remedy}/events",
          .right = RIGHT_remedy_record,
          .body = FIELDS(CHOICE("kind", "事项", .oneof = REMEDY_ACTS, .required = true),
                         DATE("happened_on", "日期", .required = true, .past = true),
                         REMEDY_ACT_FACTS,
                         TEXT("note", "说明", .max = 2000, .multiline = true)),
          .reply = REMEDY_REPLY)
{
    enum remedy_event_kind kind = remedy_event_of(text_of(rq, "kind"));
    date day = date_of_field(rq, "happened_on");
    const char *data = act_data(rq, "|kind|happened_on|note",
                                text_of(rq, "re_decide") == NULL &&
                                        (text_of(rq, "re_decide_days") != NULL ||
                                         text_of(rq, "re_decide_by") != NULL)
                                    ? "\"re_decide\":true"
                                    : NULL);
    struct remedy_history h;

    TRY(remedy_check_act(rq, kind, day, true));
    TRY(remedy_begin(rq, &h));
    remedy_add(&h, kind, day, data);
    put_text(rq, "claimant", NULL);
    return remedy_store(rq, &h, data);
}
