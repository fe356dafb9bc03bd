#include "op/report_judge.h"

/* Submit a report to who reviews it.  The checks run: a contradiction stops it, a warning that
 * nobody spoke of takes a reason.  The record keeps the verdict. */
OPERATION(report_submit, .summary = "Submit a report for review",
          .route = "POST /api/v1/agencies/{agency}/reports/{year}/submit",
          .right = RIGHT_report_submit, .across = true, .whole = true,
          .body = FIELDS(REPORT_SCOPE, TEXT("reason", "有警告仍报送的原因", .max = 2000,
                                            .multiline = true)),
          .reply = REPORT_HISTORY)
{
    const char *verdict;
    struct report_way way;

    TRY(report_way_begin(rq, REPORT_ACT_submit, &way));
    TRY(report_must_pass(rq, text_of(rq, "reason"), &verdict));
    return report_way_end(rq, &way, REPORT_ACT_submit, text_of(rq, "reason"), 0,
                          arena_printf(rq->arena, "{\"verdict\":\"%s\"}", verdict));
}
