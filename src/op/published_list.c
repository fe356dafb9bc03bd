#include "op/published.h"

/* The published reports that were entered for an agency, the latest first. */
OPERATION(published_list, .summary = "List the published reports of an agency",
          .route = "GET /api/v1/agencies/{agency}/published-reports",
          .right = RIGHT_report_read,
          .query = FIELDS(INTEGER("year", "年度", .min = 2008, .max = 2100)),
          .reply = FIELDS(LIST("published", "已公布的报告", .required = true,
                               .fields = PUBLISHED_REPORT)))
{
    return reply_one(rq, 200, SQL(published_list));
}
