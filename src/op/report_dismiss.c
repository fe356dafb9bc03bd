#include "http/audit.h"
#include "op/report_way.h"

/* Let a finding stand, for a reason; without one it counts again.  It holds for every later run
 * of the checks as long as the finding is the same one. */
OPERATION(report_dismiss, .summary = "Let a finding of the checks stand, with a reason",
          .route = "POST /api/v1/agencies/{agency}/reports/{year}/dismissals",
          .right = RIGHT_report_submit, .across = true,
          .body = FIELDS(REPORT_SCOPE,
                         TEXT("finding", "检查结果的标识", .max = 500, .required = true),
                         TEXT("reason", "原因", .max = 2000, .multiline = true)),
          .reply = FIELDS(TEXT("finding", "检查结果的标识", .required = true),
                          INTEGER("n", "次数", .required = true),
                          TEXT("reason", "原因", .multiline = true)))
{
    struct report_way way;

    TRY(report_way_read(rq, &way));
    audit_about(rq, "report:%ld:%s", number_of(rq, "year"), text_of(rq, "scope"));
    return reply_one(rq, 200, SQL(report_dismiss));
}
