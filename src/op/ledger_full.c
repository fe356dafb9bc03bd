#include "op/ledger.h"

/* Let a supervisor take a year's ledger with full numbers, for a day; it takes another's
 * confirmation.  The ledger itself is then asked for with the grant. */
OPERATION(ledger_full, .summary = "Grant the ledger of a year with full numbers",
          .route = "POST /api/v1/agencies/{agency}/ledger/full", .right = RIGHT_ledger_full,
          .body = FIELDS(INTEGER("year", "收到年份", .min = 2000, .max = 2100,
                                 .required = true),
                         TEXT("reason", "导出原因", .max = 500, .required = true)),
          .reply = GRANT_REPLY)
{
    put_text(rq, "for_actor", rq->proposed_by ? rq->proposed_by : rq->caller.actor);
    return reply_one(rq, 201, SQL(ledger_full));
}
