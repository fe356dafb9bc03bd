#include "op/fields.h"
#include "op/section_three.h"

/* What came in and went out of an agency or subtree, month by month, and with which outcomes:
 * the entries that section three of the year sums up, at the same cut-offs, so that the year's
 * sums are those of the table (product row 47). */
OPERATION(
    statistics_show, .summary = "Show a year month by month",
    .route = "GET /api/v1/agencies/{agency}/statistics", .right = RIGHT_statistics,
    .query = (const struct field[]){SECTION_THREE_FIELDS, {.name = NULL}},
    .reply = FIELDS(INTEGER("year", "年度", .required = true),
                    CHOICE("scope", "范围", .oneof = SCOPES, .required = true),
                    DATE("cut_off", "截至", .required = true),
                    INTEGER("carried_in", "上年结转", .required = true),
                    INTEGER("received", "新收", .required = true),
                    INTEGER("finished", "办结", .required = true),
                    INTEGER("open", "期末未办结", .required = true),
                    LIST("months", "各月", .required = true,
                         .fields = FIELDS(INTEGER("month", "月份", .required = true),
                                          INTEGER("received", "新收", .required = true),
                                          INTEGER("finished", "办结", .required = true),
                                          INTEGER("open", "月末未办结", .required = true))),
                    LIST("outcomes", "办理结果", .required = true,
                         .fields = FIELDS(CHOICE("outcome", "办理结果",
                                                 .oneof = outcome_codes, .required = true),
                                          INTEGER("count", "件数", .required = true)))))
{
    TRY(section_three_question(rq));
    return reply_one(rq, 200, SQL(statistics_show));
}
