#include "http/request.h"
#include "op/retention.h"

/* How long an agency keeps what: its own rule, that of the nearest agency above it, or the
 * installation's. */
OPERATION(
    retention_list, .summary = "List how long an agency keeps its records",
    .route = "GET /api/v1/agencies/{agency}/retention", .right = RIGHT_law_read,
    .reply = FIELDS(LIST("rules", "保管期限", .required = true,
                         .fields = FIELDS(RETENTION_RULE,
                                          MOMENT("set_at", "设定时间", .required = true),
                                          TEXT("set_by", "设定人", .required = true)))))
{
    return reply_one(rq, 200, SQL(retention_list));
}
