#include "http/audit.h"
#include "http/operation.h"
#include "http/request.h"
#include "op/letterhead_fields.h"

/* State what the agency's letters are headed with, all of it: what is left out is not stated
 * any more.  A number pattern is checked, for it makes the numbers of one year unique. */
OPERATION(letterhead_set, .summary = "Set the letterhead of an agency",
          .route = "POST /api/v1/agencies/{agency}/letterhead",
          .right = RIGHT_letterhead_change, .body = FIELDS(LETTERHEAD),
          .reply = LETTERHEAD_REPLY)
{
    PGresult *row;

    audit_about(rq, "letterhead:%s", rq->agency.code);
    TRY(run_sql(rq, SQL(letterhead_set), &row));
    return reply_one(rq, 200, SQL(letterhead_show));
}
