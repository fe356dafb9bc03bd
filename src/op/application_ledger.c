#include "op/ledger.h"

/* With a grant there is a year, and no agency but the one it is for. */
static enum problem
check_grant(struct request *rq)
{
    if (text_of(rq, "year") == NULL)
        add_error_with(rq, "year", "请给出许可的年份", "is that of the grant");
    return rq->error_count > 0 ? P_invalid : OK;
}

static enum problem
record(struct request *rq)
{
    TRY(check_grant(rq));
    return ledger_use_grant(rq);
}

/* The ledger (台账) as CSV, streamed: any number of rows in constant memory.  With a grant the
 * numbers are in it, and each use is on record before the first byte. */
OPERATION(application_ledger, .summary = "Export the ledger of applications as CSV",
          .route = "GET /api/v1/agencies/{agency}/ledger", .right = RIGHT_ledger_export,
          .formats = "|csv", .record = record, .recorded_with = "grant",
          .query = FIELDS(INTEGER("year", "收到年份", .min = 2000, .max = 2100),
                          INTEGER("grant", "完整号码导出许可", .min = 1,
                                  .max = 2000000000)))
{
    if (text_of(rq, "grant") != NULL)
        return ledger_stream(rq, SQL(application_ledger_full), "ledger-full", true);
    return ledger_stream(rq, SQL(application_ledger), "ledger", false);
}
