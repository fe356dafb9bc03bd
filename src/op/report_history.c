#include "op/report_way.h"

/* What was done with a report, what may come next, and its frozen versions. */
OPERATION(report_history, .summary = "Show the state and history of a report",
          .route = "GET /api/v1/agencies/{agency}/reports/{year}/history",
          .right = RIGHT_report_read, .across = true, .whole = true,
          .query = FIELDS(REPORT_SCOPE), .reply = REPORT_HISTORY)
{
    struct report_way way;

    TRY(report_way_read(rq, &way));
    return report_way_reply(rq, &way);
}
