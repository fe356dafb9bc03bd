#include "op/case_page.h"

#include <stdlib.h>

/* What one lays before a court or a review body: the case on a page, each date as the ledger
 * has it, each step with its article. */
OPERATION(case_proof, .summary = "Show the proof of a case on a page",
          .route = "GET /api/v1/applications/{application}/proof", .right = RIGHT_case_read,
          .formats = "|html")
{
    struct text out = {NULL, 0, 0};
    struct clock_terms terms;
    struct history h;
    struct clock c;
    enum problem p;

    TRY(case_clock(rq, &h, &terms, &c));
    p = case_page_write(rq, &h, &terms, &c, &out);
    if (p != OK) {
        text_free(&out);
        return p;
    }
    rq->reply.is_document = true;
    return reply_text(rq, 200, "text/html; charset=utf-8", &out);
}
