#include "op/case_view.h"

/* Look at one case of a subordinate agency, masked, for a purpose that its agency sees. */
OPERATION(case_inspect, .summary = "Inspect one application, stating the purpose",
          .route = "POST /api/v1/applications/{application}/inspection",
          .right = RIGHT_case_inspect,
          .body = FIELDS(TEXT("purpose", "查看目的", .max = 500, .required = true)),
          .reply = CASE_REPLY)
{
    PGresult *row;

    TRY(run_sql(rq, SQL(application_lock), &row));
    if (PQntuples(row) == 0)
        return fail_with(rq, P_not_found, "没有这个机关或申请",
                         "no such agency or application");
    TRY(run_sql(rq, SQL(case_inspect), &row));
    TRY(run_sql(rq, SQL(application_show), &row));
    if (PQntuples(row) == 0)
        return P_not_found;
    return case_shape(rq, row);
}
