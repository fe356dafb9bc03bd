#include "op/act.h"
#include "op/fields.h"

/* Ask the applicant for a correction: once, within 7 working days of receipt, with
 * everything that is missing and a reasonable limit (Reg. 30, rules 2.2 and 2.8).  From the
 * notice on no answer is due.  A second notice only where the agency's readings allow it,
 * with a supervisor's reason (rule 2.7). */
OPERATION(correction_notice, .summary = "Record a correction notice",
          .route = "POST /api/v1/applications/{application}/correction-notice",
          .right = RIGHT_case_clock,
          .body = FIELDS(DATE("sent_on", "告知日期", .required = true, .past = true),
                         DATE("delivered_on", "送达日期", .past = true), LIMIT(1, 60),
                         TEXT("items", "需要补正的内容", .max = 4000, .multiline = true,
                              .required = true),
                         TEXT("approved_by", "批准人", .max = 100),
                         TEXT("reason", "再次补正的理由", .max = 2000, .multiline = true)),
          .reply = APPLICATION_REPLY)
{
    date sent = date_of_field(rq, "sent_on"), limit = date_of_field(rq, "deadline_on");
    const char *data = act_data(rq, "|sent_on", NULL);
    struct clock clock;
    struct history h;

    TRY(check_limit(rq, sent));
    if (limit == NO_DATE && text_of(rq, "days") == NULL)
        data = act_data(rq, "|sent_on", "\"days\":15");
    TRY(act_begin(rq, &h));
    history_add(rq, &h, EVENT_correction_notice, sent, data);
    TRY(act_judge(rq, &h, &clock));
    rq->warning_count = 0; /* they come when it is stored */
    for (int i = 0; i < clock.flag_count; i++)
        if (clock.flags[i].flag == FLAG_second_correction_round &&
            clock.flags[i].seq == h.events[h.count - 1].seq &&
            (text_of(rq, "reason") == NULL || text_of(rq, "approved_by") == NULL))
            return fail_with(rq, P_act_not_lawful,
                             "再次要求补正须写明理由和批准的负责人（条例第三十条）",
                             "a second correction notice needs a reason and the supervisor "
                             "who approved it (Reg. 30)");
    return act_store(rq, &h, data);
}
