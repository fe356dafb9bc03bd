#include "http/request.h"
#include "op/retention.h"

/* The cases whose retention has ended, the oldest first: what a disposal up to that year
 * would take.  Of more than one disposal takes, count tells the number. */
OPERATION(disposal_candidates, .summary = "List the cases whose retention has ended",
          .route = "GET /api/v1/agencies/{agency}/disposals/candidates",
          .right = RIGHT_disposal_read,
          .query = FIELDS(INTEGER("until_year", "期满年度", .min = 2000, .max = 2200)),
          .reply = CANDIDATES)
{
    PGresult *row;

    if (text_of(rq, "until_year") == NULL)
        put_number(rq, "until_year", date_year(rq->today) - 1);
    put_number(rq, "most", DISPOSAL_MOST);
    TRY(run_sql(rq, SQL(disposal_candidates), &row));
    return reply_bytes(rq, 200, "application/json", PQgetvalue(row, 0, 0),
                       (size_t)PQgetlength(row, 0, 0));
}
