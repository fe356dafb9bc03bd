#include "op/act.h"
#include "op/retention.h"

/* The reason to keep a case beyond its retention is gone. */
OPERATION(hold_end, .summary = "End the hold of a case",
          .route = "POST /api/v1/applications/{application}/hold/end",
          .right = RIGHT_case_hold,
          .body = FIELDS(TEXT("reason", "原因", .max = 2000, .multiline = true,
                              .required = true)),
          .reply = HOLD_REPLY)
{
    PGresult *row;

    TRY(act_lock(rq));
    TRY(run_sql(rq, SQL(hold_end), &row));
    if (PQntuples(row) == 0)
        return fail_with(rq, P_act_not_lawful, "该申请没有暂停销毁",
                         "the case is not held");
    return reply_bytes(rq, 200, "application/json", PQgetvalue(row, 0, 0),
                       (size_t)PQgetlength(row, 0, 0));
}
