#include "op/act.h"
#include "op/fee.h"
#include "op/fields.h"

#include <string.h>

/* An application counts as one item unless it was split (Art. 4); pages have to be counted. */
static const char *
units_by_default(struct request *rq)
{
    const char *basis = text_of(rq, "basis");

    if (text_of(rq, "units") != NULL || strcmp(basis, "item") != 0)
        return NULL;
    return "\"units\":1";
}

/* Ask for the information processing fee inside the answer period, by item or by page but
 * never both; 20 working days to pay from the day after delivery (国办函〔2020〕109号, rules 3.7,
 * 10.2 and 10.6).  Meanwhile no answer is due.  To charge is at the agency's discretion; the
 * amount is not: it is the tariff's, or less for a reason. */
OPERATION(fee_notice, .summary = "Record a fee notice",
          .route = "POST /api/v1/applications/{application}/fee-notice",
          .right = RIGHT_case_clock,
          .body = FIELDS(DATE("sent_on", "通知日期", .required = true, .past = true),
                         DATE("delivered_on", "送达日期", .past = true),
                         CHOICE("basis", "计费方式", .oneof = FEE_BASES, .required = true),
                         FEE_ASKED, TEXT("note", "说明", .max = 2000, .multiline = true)),
          .reply = APPLICATION_REPLY)
{
    date sent = date_of_field(rq, "sent_on");
    struct history h;
    struct event *new;
    struct clock clock;
    const char *data;

    TRY(check_limit(rq, sent));
    data = act_data(rq, "|sent_on", units_by_default(rq));
    TRY(act_begin(rq, &h));
    new = history_add(rq, &h, EVENT_fee_notice, sent, data);
    TRY(act_judge(rq, &h, &clock));
    rq->warning_count = 0; /* they come again when it is stored */
    TRY(fee_check_notice(rq, &h, new, data));
    return act_store(rq, &h, data);
}
