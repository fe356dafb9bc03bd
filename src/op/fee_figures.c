#include "core/fee.h"
#include "op/clock_view.h"
#include "op/fields.h"
#include "op/section_three.h"

#include <stdlib.h>

#define MONEY                                                                              \
    FIELDS(INTEGER("count", "份数或件数", .required = true),                               \
           INTEGER("yuan", "金额（元）", .required = true),                                \
           TEXT("wan", "金额（万元）", .required = true))

static json_t *
money(const PGresult *row, int column)
{
    long yuan = strtol(PQgetvalue(row, 0, column + 1), NULL, 10);
    char wan[FEE_WAN_SIZE];

    fee_in_wan(yuan, wan);
    return json_pack("{s:I,s:I,s:s}", "count",
                     (json_int_t)strtol(PQgetvalue(row, 0, column), NULL, 10), "yuan",
                     (json_int_t)yuan, "wan", wan);
}

/* The words section six needs in any case (rule 8.3): also that there was none. */
static const char *
words(struct request *rq, const PGresult *row, long lapsed)
{
    long notices = strtol(PQgetvalue(row, 0, 0), NULL, 10);
    long noticed = strtol(PQgetvalue(row, 0, 1), NULL, 10);
    long collected = strtol(PQgetvalue(row, 0, 3), NULL, 10);
    long refunded = strtol(PQgetvalue(row, 0, 5), NULL, 10), year = number_of(rq, "year");
    char total[FEE_WAN_SIZE], got[FEE_WAN_SIZE];
    const char *more = "";

    if (notices == 0 && collected == 0 && refunded == 0 && lapsed == 0)
        return arena_printf(rq->arena, "%ld年度未收取信息处理费。", year);
    fee_in_wan(noticed, total);
    fee_in_wan(collected, got);
    if (refunded > 0)
        more = arena_printf(rq->arena, "，退还 %ld 元", refunded);
    return arena_printf(
        rq->arena,
        "%ld年度发出收费通知 %ld 件，总金额 %ld 元（%s 万元），实际收取 %ld "
        "元（%s 万元）%s；逾期未缴费办结 %ld 件。",
        year, notices, noticed, total, collected, got, more, lapsed);
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
    PGresult *row;
    long lapsed;
    json_t *j;

    TRY(section_three_question(rq));
    TRY(run_sql(rq, SQL(fee_figures), &row));
    lapsed = strtol(PQgetvalue(row, 0, 6), NULL, 10);
    j = json_object();
    json_object_set_new(j, "year", json_integer(number_of(rq, "year")));
    json_object_set_new(j, "scope",
                        json_string(is_true(rq, "subtree") ? "subtree" : "agency"));
    json_object_set_new(j, "cut_off", json_string(text_of(rq, "cut_off")));
    json_object_set_new(j, "noticed", money(row, 0));
    json_object_set_new(j, "collected", money(row, 2));
    json_object_set_new(j, "refunded", money(row, 4));
    json_object_set_new(j, "lapsed", json_integer(lapsed));
    json_object_set_new(j, "words", json_string(words(rq, row, lapsed)));
    return reply_json(rq, 200, j);
}
