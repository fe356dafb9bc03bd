#include "core/readiness.h"
#include "http/audit.h"
#include "op/report_way.h"

/* Let a finding stand, for a reason; without one it counts again.  It holds for every later run
 * of the checks as long as the finding is the same one.  Warnings may stand, and of the errors
 * the opening that differs from last year's report alone (rule 5.8). */
OPERATION(report_dismiss, .summary = "Let a finding of the checks stand, with a reason",
          .route = "POST /api/v1/agencies/{agency}/reports/{year}/dismissals",
          .right = RIGHT_report_submit, .across = true, .whole = true,
          .body = FIELDS(REPORT_SCOPE,
                         TEXT("finding", "检查结果的标识", .max = 500, .required = true),
                         TEXT("reason", "原因", .max = 2000, .multiline = true)),
          .reply = FIELDS(TEXT("finding", "检查结果的标识", .required = true),
                          INTEGER("n", "次数", .required = true),
                          TEXT("reason", "原因", .multiline = true)))
{
    const char *key = text_of(rq, "finding");
    struct report_way way;

    if (text_of(rq, "reason") != NULL && finding_is_error(key) &&
        !finding_is_explainable(key))
        return fail_with(
            rq, P_act_not_lawful,
            "数字自相矛盾的，应当改正；只有上年结转与上年度报告的差异可以说明原因",
            "a contradiction must be mended; only an opening that differs from "
            "last year's report may be explained");
    TRY(report_way_read(rq, &way));
    audit_about(rq, "report:%ld:%s", number_of(rq, "year"), text_of(rq, "scope"));
    return reply_one(rq, 200, SQL(report_dismiss));
}
