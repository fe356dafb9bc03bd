#include "op/clock_view.h"
#include "op/published.h"

/* A published report as it was read: the one that holds, or any that was entered. */
OPERATION(published_show, .summary = "Show a published report",
          .route = "GET /api/v1/agencies/{agency}/published-reports/{year}",
          .right = RIGHT_report_read,
          .query = FIELDS(CHOICE("covers", "报告范围", .oneof = REPORT_COVERS),
                          INTEGER("n", "录入序号", .min = 1, .max = 1000000)),
          .reply = FIELDS(OBJECT("published", "已公布的报告", .required = true,
                                 .fields = PUBLISHED_REPORT),
                          REPORT_AS_READ))
{
    struct report r;
    const char *shown;
    json_t *j;

    TRY(published_find(rq, &r, &shown));
    TRY(published_as_read(rq, &r, &j));
    json_object_set_new(j, "published", json_loads(shown, 0, NULL));
    return reply_json(rq, 200, j);
}
