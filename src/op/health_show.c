#include "op/coverage.h"
#include "op/fields.h"

/* Whether the service can do its work, and what it needs soon; the one call that needs no
 * token. */
OPERATION(health_show, .summary = "Tell whether the service works", .route = "GET /healthz",
          .open = true,
          .reply = FIELDS(TEXT("status", "状态", .required = true),
                          INTEGER("schema", "数据库版本", .required = true), WARNINGS))
{
    struct coverage coverage;

    TRY(coverage_find(rq, &coverage));
    if (coverage.zh != NULL)
        add_warning(rq, "calendar", "%s", "%s", rq->english ? coverage.en : coverage.zh);
    put_warnings(rq);
    return reply_one(rq, 200, SQL(health_show));
}
