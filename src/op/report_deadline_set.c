#include "http/audit.h"
#include "op/report_deadline.h"

/* Set by when the agency and all below it report, from the report of a year on: earlier than
 * the Regulation wants, never later.  Without a day theirs is that of the agency above again. */
OPERATION(
    report_deadline_set, .summary = "Set an earlier deadline for annual reports",
    .route = "POST /api/v1/agencies/{agency}/report-deadlines", .right = RIGHT_roll_up,
    .body = FIELDS(CHOICE("tier", "类别", .oneof = report_tier_codes, .required = true),
                   INTEGER("year", "自哪一年度的报告起", .min = 2008, .max = 2100,
                           .required = true),
                   DATE("due_on", "该年度报告的期限"),
                   TEXT("basis", "依据", .max = 2000, .multiline = true, .required = true)),
    .reply = REPORT_DEADLINES)
{
    enum report_tier tier = report_tier_of(text_of(rq, "tier"));
    date due = date_of_field(rq, "due_on");
    date last = report_due_by_law(tier, (int)number_of(rq, "year"));
    char text[DATE_SIZE];
    PGresult *row;

    if (due != NO_DATE && (date_year(due) != date_year(last) || due > last)) {
        add_error(rq, "due_on", "须在报告年度的次年，且不晚于法定期限 %s（条例第四十九条）",
                  "must be in the year after and not later than %s (Reg. 49)",
                  date_text(last, text));
        return P_invalid;
    }
    audit_about(rq, "report_deadline:%s", text_of(rq, "tier"));
    TRY(run_sql(rq, SQL(report_deadline_set), &row));
    return report_deadlines_reply(rq, 201);
}
