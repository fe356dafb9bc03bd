#include "http/audit.h"
#include "op/nil.h"
#include "op/section_three.h"

/* Each row of the form above nought contradicts a declaration of nothing. */
static enum problem
check_against_cases(struct request *rq)
{
    struct tally t;

    TRY(section_three_count(rq, &t));
    for (int i = 0; i < t.form->row_count; i++)
        if (t.cells[i][TALLY_TOTAL_COLUMN] != 0)
            add_error(rq, t.form->rows[i].key, "“%s”为 %ld 件", "“%s”: %ld",
                      t.form->rows[i].label, t.cells[i][TALLY_TOTAL_COLUMN]);
    if (rq->error_count == 0)
        return OK;
    return fail(rq, P_act_not_lawful,
                "%ld年度有登记的申请，不能申报无申请；属于误登记的，请先作废",
                "there are applications of %ld; what was registered by mistake, void first",
                number_of(rq, "year"));
}

/* Nor may a published report say that there were some. */
static enum problem
check_against_published(struct request *rq)
{
    PGresult *row;

    TRY(run_sql(rq, SQL(nil_published), &row));
    if (PQntuples(row) == 0)
        return OK;
    return fail(rq, P_act_not_lawful,
                "已录入的%ld年度公布报告（第%s次）载有申请，不能申报无申请",
                "the published report of %ld that was entered (no. %s) has applications",
                number_of(rq, "year"), PQgetvalue(row, 0, 0));
}

/* Declare that the agency had no application in a year and none to handle (无申请), or that this
 * was declared by mistake.  In a roll-up it counts as nought then, instead of being missing. */
OPERATION(nil_declare, .summary = "Declare that an agency had no application in a year",
          .route = "POST /api/v1/agencies/{agency}/nil/{year}",
          .right = RIGHT_report_import,
          .body = FIELDS(BOOLEAN("declared", "申报无申请", .required = true),
                         TEXT("note", "说明", .max = 2000, .multiline = true)),
          .reply = NIL_REPLY)
{
    PGresult *row;

    TRY(section_three_question(rq));
    if (number_of(rq, "year") == date_year(rq->today)) {
        add_error(rq, "year", "%ld年尚未结束，年度结束后再申报",
                  "%ld is not over; declare it afterwards", number_of(rq, "year"));
        return P_invalid;
    }
    if (is_true(rq, "declared")) {
        TRY(check_against_cases(rq));
        TRY(check_against_published(rq));
    }
    audit_about(rq, "nil:%s", text_of(rq, "year"));
    TRY(run_sql(rq, SQL(nil_declare), &row));
    return reply_one(rq, 201, SQL(nil_show));
}
