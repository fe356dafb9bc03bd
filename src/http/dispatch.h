/* From a matched, authenticated request to its reply: fields, transaction, operation,
 * commit, and the problem document when something is wrong. */
#ifndef GONGKAI_HTTP_DISPATCH_H
#define GONGKAI_HTTP_DISPATCH_H

#include "http/request.h"

#include <jansson.h>

/* Runs rq->op with BODY (NULL when the request had none).  Lost races and connections that
 * died before the commit are tried again, a bounded number of times.  Afterwards rq->reply
 * is complete, whatever happened.  DIGEST names the request for its Idempotency-Key. */
void dispatch(struct request *rq, const json_t *body, const char *digest);

/* For an operation that is .alone: a transaction of its own, in which the caller is found and
 * let in as for any other, and RUN runs.  With KEEP it is recorded and committed, else
 * undone.  May be called several times; between two of them no connection is held. */
enum problem dispatch_alone(struct request *rq, enum problem (*run)(struct request *rq),
                            bool keep);

/* Whether the caller would be let in to rq->op with what the address says, asked before the
 * body is read. */
enum problem dispatch_admit(struct request *rq);

/* Makes rq->reply the problem document for P (RFC 9457). */
void reply_problem(struct request *rq, enum problem p);

#endif
