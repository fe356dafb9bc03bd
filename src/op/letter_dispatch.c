#include "op/fields.h"
#include "op/letter.h"

/* A letter of the case goes out, for the first time or again after it came back.  Posted, the
 * day it is handed to the post counts; by hand or entrusted, the day it is signed for;
 * electronic, the day it leaves the agency's system (国办公开办函〔2016〕235号).  Only the postal
 * enterprise carries answers, and nothing is collected on delivery: there is no carrier and
 * no charge to state. */
OPERATION(
    letter_dispatch, .summary = "Record that a letter went out",
    .route = "POST /api/v1/applications/{application}/events/{seq}/dispatch",
    .right = RIGHT_case_edit,
    .body = FIELDS(DATE("dispatched_on", "发出日期", .required = true, .past = true),
                   CHOICE("way", "送达方式", .oneof = service_way_codes, .required = true),
                   TEXT("tracking_number", "邮件号", .max = 60, .fault = field_code_fault),
                   TEXT("note", "说明", .max = 400)),
    .reply = JOURNEY_REPLY)
{
    if (text_of(rq, "tracking_number") != NULL &&
        service_way_of(text_of(rq, "way")) != WAY_post) {
        add_error_with(rq, "tracking_number", "只有邮寄才有邮件号",
                       "only what is posted has a tracking number");
        return P_invalid;
    }
    return letter_step(rq, EVENT_dispatched, "dispatched_on",
                       date_of_field(rq, "dispatched_on"));
}
