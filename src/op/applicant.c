#include "op/applicant.h"

#include "core/identity.h"
#include "op/act.h"

#include <string.h>

const char *
registration_data(struct request *rq)
{
    static const char *const facts[] = {
        "channel",     "applicant_category", "submitted_on", "confirmed_on", "content",
        "wanted_form", "wanted_route",       "officer",      "unit"};
    struct text t = {NULL, 0, 0};
    const char *data;

    for (unsigned i = 0; i < sizeof facts / sizeof facts[0]; i++)
        add_member(&t, facts[i], text_of(rq, facts[i]));
    if (rq->calendar_version > 0)
        text_addf(&t, ",\"calendar\":%d", rq->calendar_version);
    if (rq->agency.readings != NULL)
        text_addf(&t, ",\"readings\":%s", rq->agency.readings);
    data = arena_printf(rq->arena, "{%s}", t.bytes ? t.bytes : "");
    text_free(&t);
    return data;
}

void
check_identity(struct request *rq)
{
    const char *type = text_of(rq, "applicant_id_type");
    const char *number = text_of(rq, "applicant_id_number");
    const char *category = text_of(rq, "applicant_category");

    if (number == NULL) {
        add_warning(
            rq, "applicant_id_number",
            "未登记申请人身份证明，可要求补正（条例第二十九条第二款第一项、第三十条）%s",
            "no proof of identity is recorded (Reg. 29(2)(1))%s", "");
        return;
    }
    if (type == NULL) {
        add_warning(rq, "applicant_id_type", "未选择证件类型，无法核对号码%s",
                    "the number cannot be checked without its type%s", "");
        return;
    }
    if (strcmp(type, "resident_id") == 0 && !identity_resident_valid(number))
        add_warning(rq, "applicant_id_number", "身份证号码的校验位或出生日期不符，请核对%s",
                    "the resident identity number fails its check digit or birthday%s", "");
    if (strcmp(type, "credit_code") == 0 && !identity_credit_code_valid(number))
        add_warning(rq, "applicant_id_number", "统一社会信用代码的校验位不符，请核对%s",
                    "the unified social credit code fails its check character%s", "");
    if (category != NULL &&
        (strcmp(category, "natural_person") == 0) == (strcmp(type, "credit_code") == 0))
        add_warning(rq, "applicant_category", "申请人类别与证件类型不相称，请核对%s",
                    "the applicant's category does not fit the type of identity%s", "");
}
