/* The account of a clock as a document: what an officer would show a court. */
#ifndef GONGKAI_OP_CLOCK_PROOF_H
#define GONGKAI_OP_CLOCK_PROOF_H

#include "core/day_account.h"
#include "op/history.h"

/* Replies with the proof as rq->format says, "text" or "html", in the reader's language. */
enum problem clock_proof(struct request *rq, const struct history *h,
                         const struct clock_terms *terms, const struct clock *c);

#endif
