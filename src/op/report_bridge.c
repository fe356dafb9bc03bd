#include "core/tally.h"
#include "op/report_way.h"

void
report_bridge_ask(struct request *rq, const char *known_at)
{
    struct text t = {NULL, 0, 0};

    text_add(&t, "{");
    for (int c = 0; c < TALLY_COLUMNS; c++)
        text_addf(&t, "%s%s", c > 0 ? "," : "", tally_column_key(c));
    text_add(&t, "}");
    put_text(rq, "known_at", known_at);
    put_text(rq, "columns", arena_copy(rq->arena, t.bytes, t.len));
    text_free(&t);
}

/* From last year's carry-over to this year's opening (rule 5.8): each difference by case and
 * cause.  Last year's report is the one that was frozen here, in its latest version, or else
 * the one that was entered as it was published; what no case explains was published wrongly.
 * Without either it has no columns: nobody can tell. */
OPERATION(
    report_bridge, .summary = "Explain the opening balance by last year's report",
    .route = "GET /api/v1/agencies/{agency}/reports/{year}/bridge",
    .right = RIGHT_case_count, .query = FIELDS(REPORT_SCOPE),
    .reply = FIELDS(
        INTEGER("year", "年度", .required = true),
        CHOICE("source", "上年度报告：锁定的或录入的已公布报告",
               .oneof = "|frozen|published"),
        INTEGER("version", "上年度报告的版次；没有锁定过的为空"),
        INTEGER("n", "上年度已公布报告的录入序号"),
        LIST("columns", "各列", .required = true,
             .fields = FIELDS(
                 TEXT("column", "列", .required = true),
                 INTEGER("published", "上年度报告的结转下年度", .required = true),
                 INTEGER("opening", "本年度的上年结转", .required = true),
                 INTEGER("difference", "差额", .required = true),
                 INTEGER("explained", "已说明的差额", .required = true),
                 INTEGER("remaining", "未说明的差额", .required = true),
                 CHOICE("cause", "未说明的差额的原因", .oneof = "|published_wrongly"))),
        LIST("cases", "差额涉及的申请", .required = true, .fields = REPORT_MOVED_FIELDS)))
{
    struct report_way way;

    if (number_of(rq, "year") > date_year(rq->today)) {
        add_error(rq, "year", "%ld年尚未开始", "%ld has not begun", number_of(rq, "year"));
        return P_invalid;
    }
    TRY(report_way_read(rq, &way));
    report_bridge_ask(rq, NULL);
    return reply_one(rq, 200, SQL(report_bridge));
}
