#include "op/act.h"
#include "op/fields.h"

#include <string.h>

/* Extend the period: once, by at most 20 working days, with the consent of the head of the
 * disclosure office, who is not the one who asks, and told to the applicant before the
 * period ends (Reg. 33(2), rule 3.3).  The day it was told is the one that counts. */
OPERATION(application_extend, .summary = "Extend the answer period",
          .route = "POST /api/v1/applications/{application}/extension",
          .right = RIGHT_case_extend,
          .body = FIELDS(
              INTEGER("days", "延长的工作日", .min = 1, .max = 250, .required = true),
              TEXT("reason", "延期理由", .max = 2000, .multiline = true, .required = true),
              TEXT("requested_by", "申请延期人", .max = 100, .required = true),
              TEXT("approved_by", "批准人", .max = 100, .required = true),
              DATE("approved_on", "批准日期", .required = true, .past = true),
              DATE("told_on", "告知申请人日期", .required = true, .past = true)),
          .reply = APPLICATION_REPLY)
{
    if (strcmp(text_of(rq, "requested_by"), text_of(rq, "approved_by")) == 0)
        return fail_with(
            rq, P_act_not_lawful,
            "延期的批准人不能是申请延期人本人，须经政府信息公开工作机构负责人同意"
            "（条例第三十三条第二款）",
            "who approves an extension is the head of the disclosure office, not "
            "the one who asks for it (Reg. 33(2))");
    if (date_of_field(rq, "approved_on") > date_of_field(rq, "told_on"))
        return fail_with(
            rq, P_act_not_lawful, "延期须先经批准再告知申请人（条例第三十三条第二款）",
            "an extension is approved before the applicant is told (Reg. 33(2))");
    return act(rq, EVENT_extension, "told_on", date_of_field(rq, "told_on"));
}
