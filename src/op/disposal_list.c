#include "http/request.h"
#include "op/retention.h"

/* The certificates of an agency, the latest first. */
OPERATION(disposal_list, .summary = "List the disposals of an agency",
          .route = "GET /api/v1/agencies/{agency}/disposals", .right = RIGHT_disposal_read,
          .reply = FIELDS(LIST("disposals", "销毁证明", .required = true,
                               .fields = DISPOSAL_FIELDS)))
{
    return reply_one(rq, 200, SQL(disposal_list));
}
