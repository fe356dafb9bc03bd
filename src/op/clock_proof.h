/* The account of a clock as a document: what an officer would show a court. */
#ifndef GONGKAI_OP_CLOCK_PROOF_H
#define GONGKAI_OP_CLOCK_PROOF_H

#include "core/day_account.h"
#include "op/history.h"

/* Replies with the proof as rq->format says, "text" or "html", in the reader's language. */
enum problem clock_proof(struct request *rq, const struct history *h,
                         const struct clock_terms *terms, const struct clock *c);

/* The proof itself into OUT, as a page or as text. */
enum problem clock_proof_write(struct request *rq, const struct history *h,
                               const struct clock_terms *terms, const struct clock *c,
                               bool html, struct text *out);

/* What it comes to, as tables of a page: the period, side deadlines, findings. */
enum problem clock_proof_result(struct request *rq, const struct history *h,
                                const struct clock_terms *terms, const struct clock *c,
                                struct text *out);

#endif
