#include "op/report_way.h"

/* What changed since a report was frozen, or between two versions: which case left and entered
 * which cell, and by which entry (rule 5.10). */
OPERATION(report_difference,
          .summary = "List what differs from a frozen report, case by case",
          .route = "GET /api/v1/agencies/{agency}/reports/{year}/difference",
          .right = RIGHT_case_count,
          .query = FIELDS(
              REPORT_SCOPE,
              INTEGER("from", "版次", .min = 1, .max = 1000000, .required = true),
              INTEGER("to", "与之比较的版次；缺省为现在的数据", .min = 1, .max = 1000000)),
          .reply = FIELDS(
              INTEGER("from", "版次", .required = true), INTEGER("to", "与之比较的版次"),
              LIST("cells", "各格增减", .required = true,
                   .fields = FIELDS(TEXT("cell", "行", .required = true),
                                    TEXT("category", "列", .required = true),
                                    INTEGER("change", "增减", .required = true))),
              LIST("cases", "各件申请", .required = true, .fields = REPORT_MOVED_FIELDS)))
{
    struct report_way way;

    TRY(report_way_read(rq, &way));
    if (number_of(rq, "from") > way.version || number_of(rq, "to") > way.version)
        return fail_with(rq, P_not_found, "没有锁定过这一版年度报告",
                         "no such version of the report was frozen");
    return reply_one(rq, 200, SQL(report_difference));
}
