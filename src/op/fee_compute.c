#include "core/fee.h"
#include "http/request.h"

#include <string.h>

#define BASES "|item|page"

/* What a number of units costs, slice by slice.  By item the units are the applications of
 * one applicant in one calendar month, `before` of which came earlier; by page the A4 sides
 * of one application, which are not added up across applications.  Nothing is kept. */
OPERATION(fee_compute, .summary = "Compute the information processing fee, slice by slice",
          .route = "POST /api/v1/fee", .right = RIGHT_law_read, .asks = true,
          .body = FIELDS(CHOICE("basis", "计费方式", .oneof = BASES, .required = true),
                         INTEGER("units", "件数或页数", .min = 1, .max = 10000,
                                 .required = true),
                         INTEGER("before", "当月此前件数", .min = 0, .max = 10000)),
          .reply = FIELDS(
              CHOICE("basis", "计费方式", .oneof = BASES, .required = true),
              INTEGER("amount", "金额（元）", .required = true),
              LIST("slices", "各档", .required = true,
                   .fields = FIELDS(INTEGER("first", "自", .required = true),
                                    INTEGER("last", "至", .required = true),
                                    INTEGER("units", "数量", .required = true),
                                    INTEGER("rate", "单价（元）", .required = true),
                                    INTEGER("amount", "小计（元）", .required = true))),
              TEXT("source", "依据", .required = true)))
{
    const char *basis = text_of(rq, "basis");
    bool by_item = strcmp(basis, "item") == 0;
    long before = number_of(rq, "before"), units = number_of(rq, "units");
    struct fee_slice *slices;
    struct text t = {NULL, 0, 0};
    long amount;
    int n;

    if (!by_item && before > 0) {
        add_error_with(rq, "before", "按量计收时各件申请的页数不累加",
                       "pages are not added up across applications");
        return P_invalid;
    }
    slices = arena_alloc(rq->arena, sizeof *slices * FEE_MOST_SLICES);
    amount =
        fee_of(by_item ? FEE_BY_ITEM : FEE_BY_PAGE, before + 1, before + units, slices, &n);
    text_addf(&t, "{\"basis\" : \"%s\", \"amount\" : %ld, \"slices\" : [", basis, amount);
    for (int i = 0; i < n; i++)
        text_addf(&t,
                  "%s{\"first\" : %ld, \"last\" : %ld, \"units\" : %ld, \"rate\" : %ld, "
                  "\"amount\" : %ld}",
                  i ? ", " : "", slices[i].first, slices[i].last,
                  slices[i].last - slices[i].first + 1, slices[i].rate, slices[i].amount);
    text_addf(&t, "], \"source\" : \"%s\"}",
              by_item ? "国办函〔2020〕109号第四条（按件计收，按自然月累计）"
                      : "国办函〔2020〕109号（按量计收，各件申请分别计算）");
    return reply_text(rq, 200, "application/json", &t);
}
