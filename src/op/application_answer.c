#include "op/act.h"
#include "op/answer.h"
#include "op/decision.h"
#include "op/fields.h"

/* The answering day by way of service, or as stated where no way is. */
static enum problem
answering_day(struct request *rq, date *out)
{
    const char *service = text_of(rq, "service");
    const char *name = service != NULL ? answer_day_member(service) : "answered_on";
    date stated = date_of_field(rq, "answered_on"), dated = date_of_field(rq, "dated_on");

    *out = date_of_field(rq, name);
    if (*out == NO_DATE)
        add_error_with(
            rq, name,
            service != NULL
                ? "按此送达方式，以该日期为答复日期，请填写（国办公开办函〔2016〕235号）"
                : "缺少答复日期",
            "this day counts as the day of answering; state it");
    else if (stated != NO_DATE && stated != *out)
        add_error_with(rq, "answered_on", "答复日期须与送达方式所定的日期一致，或不填",
                       "must be the day the way of service decides, or absent");
    else if (dated != NO_DATE && dated > *out)
        add_error_with(rq, "dated_on", "落款日期不能晚于答复日期",
                       "the letter cannot be signed after it was served");
    else if (date_of_field(rq, "drafted_on") > (dated != NO_DATE ? dated : *out))
        add_error_with(rq, "drafted_on", "送审日期不能晚于落款日期",
                       "the draft cannot lie after the signature");
    if (date_of_field(rq, "signed_on") != NO_DATE &&
        date_of_field(rq, "signed_on") < date_of_field(rq, "posted_on"))
        add_error_with(
            rq, "signed_on", "签收不能早于交邮（国办公开办函〔2016〕235号）",
            "it cannot be signed for before it was posted (国办公开办函〔2016〕235号)");
    if (text_of(rq, "tracking_number") != NULL && service_way_of(service) != WAY_post)
        add_error_with(rq, "tracking_number", "只有邮寄才有邮件号",
                       "only what is posted has a tracking number");
    return rq->error_count > 0 ? P_invalid : OK;
}

/* Record the answer and its outcome, one of the form's 21 (rule 4.0.1), once what the law
 * wants for it is there (rules 4; core/precondition.def).  A case that lapsed is closed the
 * same way, as other_1 or other_2. */
OPERATION(application_answer, .summary = "Answer an application with an outcome",
          .route = "POST /api/v1/applications/{application}/answer",
          .right = RIGHT_case_decide,
          .body = FIELDS(CHOICE("outcome", "办理结果", .oneof = outcome_codes,
                                .required = true),
                         DATE("answered_on", "答复日期", .past = true), ANSWER_SERVICE,
                         TEXT("note", "说明", .max = 2000, .multiline = true)),
          .reply = APPLICATION_REPLY)
{
    struct decision answer = {
        .outcome = outcome_of(text_of(rq, "outcome")),
        .reasoned = text_of(rq, "note") != NULL,
        .served = text_of(rq, "service") != NULL,
    };
    const char *data = act_data(rq, "|answered_on", NULL);
    struct history h;

    TRY(answering_day(rq, &answer.on));
    TRY(act_begin(rq, &h));
    TRY(decision_check(rq, &h, &answer));
    history_add(rq, &h, EVENT_answered, answer.on, data);
    return act_store(rq, &h, data);
}
