#include "op/act.h"
#include "op/fields.h"

/* What was really received is closed, not voided: that is likely of a case entered on another
 * day, or on which something was done. */
static enum problem
warn_of_received(struct request *rq)
{
    PGresult *row;

    TRY(run_sql(rq, SQL(application_void), &row));
    if (PQntuples(row) > 0 && *PQgetvalue(row, 0, 0) == 't')
        add_warning(
            rq, "reason",
            "登记已过当日或已有办理记录：作废只用于误登记；确已收到的申请（包括撤回、合并）"
            "应当按“其他处理—其他”办结，计入收到和办结%s",
            "it was entered on an earlier day, or something was done on it: void is "
            "for entries by mistake; what was received is closed as other_3, and "
            "counted%s",
            "");
    return OK;
}

/* Void an entry made by mistake: it keeps its number and its history and counts nowhere
 * (rule 4.2). */
OPERATION(application_void, .summary = "Void an application entered by mistake",
          .route = "POST /api/v1/applications/{application}/void", .right = RIGHT_case_void,
          .body = FIELDS(TEXT("reason", "作废原因", .max = 2000, .multiline = true,
                              .required = true)),
          .reply = APPLICATION_REPLY)
{
    TRY(warn_of_received(rq));
    return act(rq, EVENT_voided, "", rq->today);
}
