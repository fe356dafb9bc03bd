/* A case laid beside the preconditions of the outcomes (core/precondition.h). */
#ifndef GONGKAI_OP_DECISION_H
#define GONGKAI_OP_DECISION_H

#include "core/precondition.h"
#include "op/history.h"

#include <stdint.h>

/* What is missing: bit P for precondition P. */
typedef uint64_t missing;

/* Reads what H's case, without its answers and as if it were not void, is on the day ON for whoever decides it; D lives as
 * long as the request.  What the answer itself states is the caller's to
 * set: outcome, reasoned, served. */
enum problem decision_read(struct request *rq, const struct history *h, date on,
                           struct decision *d);

/* Why a case cannot be answered at all, in both languages; NULL when it can. */
struct decision_barrier {
    const char *zh, *en;
};

/* Whether the clock lets H be answered on ON: received by then, neither closed nor void. */
enum problem decision_answerable(struct request *rq, const struct history *h, date on,
                                 struct decision_barrier *b);

/* Refuses an answer, of which ANSWER states outcome, on, reasoned, served and merged, that
 * lacks a precondition that blocks; tells the others as warnings.  A case that cannot be
 * answered at all passes: the clock refuses it. */
enum problem decision_check(struct request *rq, const struct history *h,
                            const struct decision *answer);

/* The answer of a case that stands, or would stand again were a void case valid. */
struct standing {
    bool answered, voided;
    missing gaps; /* what it lacks */
};

/* Reads what is stored of H, before it is changed: for decision_still and decision_warn. */
enum problem decision_standing(struct request *rq, const struct history *h,
                               struct standing *s);

/* Whether M holds anything without which the answer would have been refused. */
bool decision_blocks(missing m);

/* Refuses what was just stored when it takes away what the answer rests on: when the answer
 * that stands in H lacks what it did not lack BEFORE.  One that stands again because its case
 * is void no more must lack nothing, like a new one. */
enum problem decision_still(struct request *rq, const struct history *h,
                            const struct standing *before);

/* For what is taken whatever it does to the answer given (a correction of the answer needs its
 * facts first): tells as warnings which preconditions the last entry of H, not stored yet and
 * described by DATA, takes away from the answer, and for which it is what the answer now
 * rests on.  Call it before the entry is stored. */
enum problem decision_warn(struct request *rq, const struct history *h,
                           const struct standing *before, const char *data);

/* P as JSON: code, level, whether it is met, article, message. */
void decision_add_need(struct text *t, enum precondition p, bool met, bool english);

#endif
