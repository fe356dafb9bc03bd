#include "op/report_way.h"

/* Accept a report as it was submitted; it may be frozen then. */
OPERATION(report_accept, .summary = "Accept a submitted report",
          .route = "POST /api/v1/agencies/{agency}/reports/{year}/accept",
          .right = RIGHT_report_review, .across = true, .whole = true,
          .body = FIELDS(REPORT_SCOPE,
                         TEXT("note", "说明", .max = 2000, .multiline = true)),
          .reply = REPORT_HISTORY)
{
    struct report_way way;

    TRY(report_way_begin(rq, REPORT_ACT_accept, &way));
    return report_way_end(rq, &way, REPORT_ACT_accept, text_of(rq, "note"), 0, "{}");
}
