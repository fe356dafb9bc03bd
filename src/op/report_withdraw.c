#include "op/report_way.h"

/* Take a report back that was not frozen yet. */
OPERATION(report_withdraw, .summary = "Withdraw a submitted report",
          .route = "POST /api/v1/agencies/{agency}/reports/{year}/withdraw",
          .right = RIGHT_report_submit, .across = true, .whole = true,
          .body = FIELDS(REPORT_SCOPE,
                         TEXT("note", "原因", .max = 2000, .multiline = true)),
          .reply = REPORT_HISTORY)
{
    struct report_way way;

    TRY(report_way_begin(rq, REPORT_ACT_withdraw, &way));
    return report_way_end(rq, &way, REPORT_ACT_withdraw, text_of(rq, "note"), 0, "{}");
}
