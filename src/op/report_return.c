#include "op/report_way.h"

/* Send a report back with remarks on what is to be mended. */
OPERATION(report_return, .summary = "Return a report with remarks",
          .route = "POST /api/v1/agencies/{agency}/reports/{year}/return",
          .right = RIGHT_report_review, .across = true, .whole = true,
          .body = FIELDS(REPORT_SCOPE, TEXT("remarks", "退回意见", .max = 4000,
                                            .multiline = true, .required = true)),
          .reply = REPORT_HISTORY)
{
    struct report_way way;

    TRY(report_way_begin(rq, REPORT_ACT_return, &way));
    return report_way_end(rq, &way, REPORT_ACT_return, text_of(rq, "remarks"), 0, "{}");
}
