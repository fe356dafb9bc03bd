#include "core/fee.h"
#include "op/clock_view.h"
#include "op/fee_year.h"
#include "op/fields.h"
#include "op/section_three.h"

#define MONEY                                                                              \
    FIELDS(INTEGER("count", "份数或件数", .required = true),                               \
           INTEGER("yuan", "金额（元）", .required = true),                                \
           TEXT("wan", "金额（万元）", .required = true))

static json_t *
money(long count, long yuan)
{
    char wan[FEE_WAN_SIZE];

    fee_in_wan(yuan, wan);
    return json_pack("{s:I,s:I,s:s}", "count", (json_int_t)count, "yuan", (json_int_t)yuan,
                     "wan", wan);
}

/* What an agency or subtree asked for and took in a year, for sections two (行政事业性收费) and
 * six of the report (rules 7.1, 7.3, 8.3, 10.9), as of any cut-off like section three.  Taken
 * is what was paid in the year; what was given back stands beside it, not taken off. */
OPERATION(fee_figures, .summary = "Show a year's figures of the fee",
          .route = "GET /api/v1/agencies/{agency}/fees", .right = RIGHT_case_count,
          .query = (const struct field[]){SECTION_THREE_FIELDS, {.name = NULL}},
          .reply = FIELDS(INTEGER("year", "年度", .required = true),
                          CHOICE("scope", "范围", .oneof = SCOPES, .required = true),
                          DATE("cut_off", "截至", .required = true),
                          OBJECT("noticed", "收费通知", .required = true, .fields = MONEY),
                          OBJECT("collected", "实际收取", .required = true,
                                 .fields = MONEY),
                          OBJECT("refunded", "退费", .required = true, .fields = MONEY),
                          INTEGER("lapsed", "逾期未缴费办结", .required = true),
                          TEXT("words", "第六部分用语", .required = true)))
{
    struct fee_year f;
    json_t *j;

    TRY(section_three_question(rq));
    TRY(fee_year_read(rq, &f));
    j = json_object();
    json_object_set_new(j, "year", json_integer(number_of(rq, "year")));
    json_object_set_new(j, "scope",
                        json_string(is_true(rq, "subtree") ? "subtree" : "agency"));
    json_object_set_new(j, "cut_off", json_string(text_of(rq, "cut_off")));
    json_object_set_new(j, "noticed", money(f.notices, f.noticed));
    json_object_set_new(j, "collected", money(f.payers, f.collected));
    json_object_set_new(j, "refunded", money(f.refunds, f.refunded));
    json_object_set_new(j, "lapsed", json_integer(f.lapsed));
    json_object_set_new(
        j, "words", json_string(fee_year_words(rq->arena, (int)number_of(rq, "year"), &f)));
    return reply_json(rq, 200, j);
}
