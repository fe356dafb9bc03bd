#include "http/audit.h"
#include "http/request.h"
#include "op/fields.h"

/* Give the case to another officer of the agency, by the name he signs in with ("li", or in
 * full "li@xiangshan"). */
OPERATION(application_assign, .summary = "Assign an application to an officer",
          .route = "POST /api/v1/applications/{application}/assignee",
          .right = RIGHT_case_edit,
          .body = FIELDS(TEXT("account", "经办账号", .max = 100, .required = true)),
          .reply = FIELDS(OBJECT("application", "申请", .required = true,
                                 .fields = APPLICATION),
                          TEXT("assignee", "经办账号", .required = true)))
{
    PGresult *row;

    TRY(run_sql(rq, SQL(application_lock), &row));
    if (PQntuples(row) == 0)
        return P_not_found;
    TRY(run_sql(rq, SQL(application_assign), &row));
    if (PQntuples(row) == 0) {
        add_error_with(rq, "account", "须为本机关在用的经办人或负责人账号",
                       "is no active officer or supervisor of the agency");
        return P_invalid;
    }
    audit_about(rq, "account:%s", PQgetvalue(row, 0, 1));
    return reply_bytes(rq, 200, "application/json", PQgetvalue(row, 0, 0),
                       (size_t)PQgetlength(row, 0, 0));
}
