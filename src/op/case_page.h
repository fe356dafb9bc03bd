/* The proof of a case on a page (案件证明): what happened when, on which article, who did it,
 * which letters went out and came in, what the clock makes of it, and the digests that hold it
 * against the ledger and the audit. */
#ifndef GONGKAI_OP_CASE_PAGE_H
#define GONGKAI_OP_CASE_PAGE_H

#include "op/history.h"

/* The columns of case_letters.sql. */
enum {
    L_N,
    L_KIND,
    L_NUMBER,
    L_DATED,
    L_SEQ,
    L_SIZE,
    L_SHA256,
    L_KEPT,
    L_VOIDED,
    L_REASON
};

/* Reads the case of the path and folds its clock as of today; P_not_found when there is none. */
enum problem case_clock(struct request *rq, struct history *h, struct clock_terms *terms,
                        struct clock *c);

/* Writes the page into OUT, in the reader's language; numbers are masked. */
enum problem case_page_write(struct request *rq, const struct history *h,
                             const struct clock_terms *terms, const struct clock *c,
                             struct text *out);

#endif
