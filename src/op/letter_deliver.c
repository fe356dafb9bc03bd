#include "op/fields.h"
#include "op/letter.h"

#include <string.h>

/* Who refuses a letter, or finds it left at his door, has signed for nothing: somebody else
 * saw it, and the note says who (as 民事诉讼法 has it of service by leaving). */
static enum problem
check_manner(struct request *rq)
{
    const char *manner = text_of(rq, "manner");
    bool taken = manner == NULL || strcmp(manner, "signed") == 0;

    if (!taken && text_of(rq, "note") == NULL)
        add_error_with(rq, "note", "拒收或者留置的，请写明见证人或者拍照、录像情况",
                       "say who witnessed the refusal or leaving, or how it was filmed");
    if (!taken && text_of(rq, "signed_by") != NULL)
        add_error_with(rq, "signed_by", "拒收或者留置的没有签收人",
                       "nobody signed for what was refused or left");
    return rq->error_count > 0 ? P_invalid : OK;
}

/* A letter of the case reached its addressee: periods that run from delivery (Reg. 30, 32,
 * 34; 国办函〔2020〕109号) take this day instead of the day it was sent; of an answer it is the
 * proof of service, and handed over the day of the answer (国办公开办函〔2016〕235号).  It moves the
 * clock, so that one proposes it and another confirms (matrix row 7). */
OPERATION(letter_deliver, .summary = "Record the delivery of a letter",
          .route = "POST /api/v1/applications/{application}/events/{seq}/delivery",
          .right = RIGHT_case_clock,
          .body = FIELDS(DATE("delivered_on", "送达日期", .required = true, .past = true),
                         RECEIVED_BY, TEXT("note", "送达方式、凭证", .max = 400)),
          .reply = JOURNEY_REPLY)
{
    TRY(check_manner(rq));
    return letter_step(rq, EVENT_delivered, "delivered_on",
                       date_of_field(rq, "delivered_on"));
}
