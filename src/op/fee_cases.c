#include "op/fields.h"
#include "op/paging.h"
#include "op/section_three.h"

/* The cases behind one of the year's figures of the fee, at the same cut-offs as the figure.
 * To who only counts they are shown without who asked for what. */
OPERATION(fee_cases, .summary = "List the cases behind a figure of the fee",
          .route = "GET /api/v1/agencies/{agency}/fees/{figure}", .right = RIGHT_case_count,
          .query = (const struct field[]){SECTION_THREE_FIELDS, PAGING, {.name = NULL}},
          .reply = FIELDS(LIST("applications", "申请", .required = true,
                               .fields = APPLICATION_AS(false)),
                          TEXT("next", "下一页")))
{
    if (!field_is_one_of(text_of(rq, "figure"), "|noticed|collected|refunded|lapsed"))
        return fail_with(rq, P_not_found,
                         "收费统计只有 noticed、collected、refunded、lapsed 四项",
                         "the figures are noticed, collected, refunded and lapsed");
    TRY(section_three_question(rq));
    put_bool(rq, "stub", rq->counts_only);
    TRY(take_cursor(rq, false));
    return reply_one(rq, 200, SQL(fee_cases));
}
