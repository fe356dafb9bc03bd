#include "op/act.h"
#include "op/fields.h"

/* Refuses while another case stands merged into this one: its applicant would be answered by
 * nothing.  What was really received is closed, not voided: that is likely of a case entered on
 * another day, or on which something was done. */
static enum problem
check(struct request *rq)
{
    PGresult *row;

    TRY(run_sql(rq, SQL(application_void), &row));
    if (!PQgetisnull(row, 0, 1))
        return fail(
            rq, P_act_not_lawful,
            "%s 已并入本件，由本件一并答复，不能作废；请先撤销该件的合并，或者以另一"
            "件为保留的申请（条例第三十三条）",
            "%s was merged into this case, whose answer is its answer, too; retract "
            "that merge first, or keep another case (Reg. 33)",
            PQgetvalue(row, 0, 1));
    if (*PQgetvalue(row, 0, 0) == 't')
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
    const char *data = act_data(rq, "|", NULL);
    struct history h;

    TRY(act_begin(rq, &h));
    TRY(check(rq));
    history_add(rq, &h, EVENT_voided, rq->today, data);
    return act_store(rq, &h, data);
}
