/* A case laid beside the preconditions of the outcomes (core/precondition.h). */
#ifndef GONGKAI_OP_DECISION_H
#define GONGKAI_OP_DECISION_H

#include "core/precondition.h"
#include "op/history.h"

#include <stdint.h>

/* What is missing: bit P for precondition P. */
typedef uint64_t missing;

/* Reads what H's case, without its answers, is on the day ON for whoever decides it; D lives as
 * long as the request.  What the answer itself states is the caller's to
 * set: outcome, reasoned, served. */
enum problem decision_read(struct request *rq, const struct history *h, date on,
                           struct decision *d);

/* Refuses to answer with OUTCOME on ON, as the body's `note` and `service` have it, what lacks
 * a precondition that blocks; tells the others as warnings.  A case that cannot be answered at
 * all passes: the clock refuses it. */
enum problem decision_check(struct request *rq, const struct history *h,
                            enum outcome outcome, date on);

/* What the standing answer of H lacks already, for decision_still; all when it has none. */
enum problem decision_gaps(struct request *rq, const struct history *h, missing *gaps);

/* Refuses what was just stored when it takes away what the answer rests on: when the answer
 * that stands in H lacks what it did not lack BEFORE. */
enum problem decision_still(struct request *rq, const struct history *h, missing before);

/* P as JSON: code, level, whether it is met, article, message. */
void decision_add_need(struct text *t, enum precondition p, bool met, bool english);

#endif
