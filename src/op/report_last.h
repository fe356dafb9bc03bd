/* Last year's report, for whatever looks back at it: the checks and the words of this year's. */
#ifndef GONGKAI_OP_REPORT_LAST_H
#define GONGKAI_OP_REPORT_LAST_H

#include "op/report.h"

struct last_report {
    const struct report *report; /* NULL: nothing is known of it */
    const struct fee_year
        *fees;    /* NULL: not known, as of one that was published elsewhere */
    int frozen;   /* the version; 0: it was not frozen here */
    bool counted; /* neither frozen nor published */
};

/* The report of the year before that of Q, of the same agency and scope, as it was known when Q
 * asks: the frozen one, else the published one that was entered, else what is counted where
 * every agency stated its figures for that year here.  A answers Q, as far as it was assembled:
 * what it has already read or counted of last year is taken from it.  TEXTS: of one that is
 * counted the written parts, too.  P_file_altered when what was frozen is not what was
 * frozen. */
enum problem report_last(struct request *rq, const struct report_question *q,
                         const struct assembled *a, bool texts, struct last_report *out);

#endif
