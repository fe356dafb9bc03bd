#include "op/act.h"
#include "op/report_way.h"

/* Record that the frozen report was published (Reg. 49). */
OPERATION(report_publish, .summary = "Record the publication of a frozen report",
          .route = "POST /api/v1/agencies/{agency}/reports/{year}/publish",
          .right = RIGHT_report_freeze, .across = true, .whole = true,
          .body = FIELDS(REPORT_SCOPE,
                         DATE("published_on", "公布日期", .past = true, .required = true),
                         TEXT("url", "公布网址", .max = 500)),
          .reply = REPORT_HISTORY)
{
    struct report_way way;

    TRY(report_way_begin(rq, REPORT_ACT_publish, &way));
    if (date_of_field(rq, "published_on") <= date_of((int)number_of(rq, "year"), 12, 31)) {
        add_error_with(rq, "published_on", "不能早于统计年度结束",
                       "cannot lie before the end of the year");
        return P_invalid;
    }
    return report_way_end(rq, &way, REPORT_ACT_publish, NULL, way.version,
                          act_data(rq, "|scope", NULL));
}
