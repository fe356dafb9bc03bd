#include "op/report_way.h"

/* Submit a report to who reviews it. */
OPERATION(report_submit, .summary = "Submit a report for review",
          .route = "POST /api/v1/agencies/{agency}/reports/{year}/submit",
          .right = RIGHT_report_submit, .across = true,
          .body = FIELDS(REPORT_SCOPE,
                         TEXT("note", "说明", .max = 2000, .multiline = true)),
          .reply = REPORT_HISTORY)
{
    struct report_way way;

    TRY(report_way_begin(rq, REPORT_ACT_submit, &way));
    return report_way_end(rq, &way, REPORT_ACT_submit, text_of(rq, "note"), 0, "{}");
}
