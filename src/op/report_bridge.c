#include "core/tally.h"
#include "op/report_way.h"

void
report_bridge_ask(struct request *rq)
{
    struct text t = {NULL, 0, 0};

    text_add(&t, "{");
    for (int c = 0; c < TALLY_COLUMNS; c++)
        text_addf(&t, "%s%s", c > 0 ? "," : "", tally_column_key(c));
    text_add(&t, "}");
    put_text(rq, "columns", arena_copy(rq->arena, t.bytes, t.len));
    text_free(&t);
}

/* From last year's carry-over, as it was frozen, to this year's opening (rule 5.8): each
 * difference by case and cause.  A restatement counts as last year's report.  Without a frozen
 * report of last year it has no columns: nobody can tell. */
OPERATION(
    report_bridge, .summary = "Explain the opening balance by last year's frozen report",
    .route = "GET /api/v1/agencies/{agency}/reports/{year}/bridge",
    .right = RIGHT_case_count, .query = FIELDS(REPORT_SCOPE),
    .reply = FIELDS(
        INTEGER("year", "年度", .required = true),
        INTEGER("version", "上年度报告的版次；没有锁定过的为空"),
        LIST("columns", "各列", .required = true,
             .fields = FIELDS(TEXT("column", "列", .required = true),
                              INTEGER("published", "上年度报告的结转下年度",
                                      .required = true),
                              INTEGER("opening", "本年度的上年结转", .required = true),
                              INTEGER("difference", "差额", .required = true),
                              INTEGER("explained", "已说明的差额", .required = true),
                              INTEGER("remaining", "未说明的差额", .required = true))),
        LIST("cases", "差额涉及的申请", .required = true, .fields = REPORT_MOVED_FIELDS)))
{
    struct report_way way;

    if (number_of(rq, "year") > date_year(rq->today)) {
        add_error(rq, "year", "%ld年尚未开始", "%ld has not begun", number_of(rq, "year"));
        return P_invalid;
    }
    TRY(report_way_read(rq, &way));
    report_bridge_ask(rq);
    return reply_one(rq, 200, SQL(report_bridge));
}
