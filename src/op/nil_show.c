#include "http/request.h"
#include "op/nil.h"

/* Whether an agency declared that it had no application in a year, and each time it said so. */
OPERATION(nil_show, .summary = "Show whether an agency declared that it had no application",
          .route = "GET /api/v1/agencies/{agency}/nil/{year}", .right = RIGHT_statistics,
          .reply = NIL_REPLY)
{
    return reply_one(rq, 200, SQL(nil_show));
}
