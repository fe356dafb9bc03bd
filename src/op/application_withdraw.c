#include "op/act.h"
#include "op/fields.h"

#include <string.h>

/* How the applicant's statement came. */
#define WITHDRAWAL_MANNERS "|in_person|post|online|fax|email"

/* A withdrawal ends the case, so it must be sure who wants it: in writing, as a signed
 * original, handed in or posted, by a person whose identity was checked (rule 4.2). */
static void
check_manner(struct request *rq)
{
    const char *manner = text_of(rq, "manner");

    if (manner == NULL)
        add_warning(
            rq, "manner", "未登记撤回申请的提交方式；应为当面或邮寄提交的签名原件%s",
            "how the withdrawal came is not recorded; it should be a signed original, "
            "handed in or posted%s",
            "");
    else if (strcmp(manner, "fax") == 0 || strcmp(manner, "email") == 0)
        add_warning(rq, "manner", "%s不是签名原件，请申请人当面或邮寄提交书面撤回申请",
                    "%s gives no signed original; ask for one, handed in or posted",
                    rq->english                  ? manner
                    : strcmp(manner, "fax") == 0 ? "传真"
                                                 : "电子邮件");
    if (!is_true(rq, "identity_checked"))
        add_warning(rq, "identity_checked", "未核对撤回人身份，请核对后登记%s",
                    "the identity of who withdraws was not checked%s", "");
}

/* Record that the applicant withdrew; closes the case as 其他处理—其他 on the day it was received
 * (rule 4.2).  What is refused leaves the case as it is: that is a fact of its history. */
OPERATION(application_withdraw, .summary = "Record the applicant's withdrawal",
          .route = "POST /api/v1/applications/{application}/withdraw",
          .right = RIGHT_case_decide,
          .body = FIELDS(DATE("withdrawn_on", "撤回日期", .required = true, .past = true),
                         CHOICE("manner", "提交方式", .oneof = WITHDRAWAL_MANNERS),
                         BOOLEAN("identity_checked", "已核对身份"),
                         BOOLEAN("refused", "不予同意，原申请继续办理"),
                         TEXT("reason", "撤回原因", .max = 2000, .multiline = true)),
          .reply = APPLICATION_REPLY)
{
    bool refused = is_true(rq, "refused");
    const char *data = act_data(rq, "|withdrawn_on|refused",
                                refused ? "\"fact\":\"withdrawal_refused\"" : NULL);
    struct history h;

    if (!refused)
        check_manner(rq);
    TRY(act_begin(rq, &h));
    history_add(rq, &h, refused ? EVENT_fact : EVENT_withdrawn,
                date_of_field(rq, "withdrawn_on"), data);
    return act_store(rq, &h, data);
}
