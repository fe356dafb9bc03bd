#include "op/report_deadline.h"

/* By when an agency's report of a year is due: the days of the Regulation (Art. 49), or earlier
 * ones that it or an agency above it has set. */
OPERATION(report_deadline_list, .summary = "Show when the reports of a year are due",
          .route = "GET /api/v1/agencies/{agency}/report-deadlines",
          .right = RIGHT_law_read,
          .query = FIELDS(INTEGER("year", "报告年度", .min = 2008, .max = 2100,
                                  .required = true)),
          .reply = REPORT_DEADLINES)
{
    return report_deadlines_reply(rq, 200);
}
