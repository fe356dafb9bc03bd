#include "op/act.h"
#include "op/retention.h"

/* Keep a case whatever its age, for a suit, a review or an inquiry: until the hold ends, no
 * disposal takes it. */
OPERATION(hold_set, .summary = "Hold a case back from disposal",
          .route = "POST /api/v1/applications/{application}/hold", .right = RIGHT_case_hold,
          .body = FIELDS(TEXT("reason", "原因", .max = 2000, .multiline = true,
                              .required = true)),
          .reply = HOLD_REPLY)
{
    PGresult *row;

    TRY(act_lock(rq));
    TRY(run_sql(rq, SQL(hold_set), &row));
    if (PQntuples(row) == 0)
        return fail_with(rq, P_act_not_lawful, "该申请已经暂停销毁",
                         "the case is held already");
    return reply_bytes(rq, 200, "application/json", PQgetvalue(row, 0, 0),
                       (size_t)PQgetlength(row, 0, 0));
}
