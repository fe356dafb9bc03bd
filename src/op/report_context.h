/* What the checks of a report need to know besides it: last year's, the fees, the powers. */
#ifndef GONGKAI_OP_REPORT_CONTEXT_H
#define GONGKAI_OP_REPORT_CONTEXT_H

#include "core/report_check.h"
#include "op/report.h"

/* The context of A, which answers Q; last year's report is that of op/report_last.h.  *FROZEN is
 * the version of one that was frozen here, else 0.  P_file_altered when that is not what was
 * frozen. */
enum problem report_context_of(struct request *rq, const struct report_question *q,
                               const struct assembled *a, struct report_context *c,
                               int *frozen);

#endif
