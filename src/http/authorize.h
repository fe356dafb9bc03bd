/* Whether the caller may: what the database knows of who asks, laid beside the matrix. */
#ifndef GONGKAI_HTTP_AUTHORIZE_H
#define GONGKAI_HTTP_AUTHORIZE_H

#include "core/right.h"
#include "http/request.h"

/* How far the operation may have to see, for function enter: none, agency, tree, all. */
const char *authorize_reach(const struct operation *op);

/* Takes caller, agency and calendar version from the row of enter.sql. */
void authorize_take(struct request *rq, const PGresult *row);

/* Whether the caller may run rq->op; *VERDICT is then VERDICT_ACTS, VERDICT_COUNTS or
 * VERDICT_PROPOSES.  Otherwise P_unauthorized, P_forbidden and its kin, or P_not_found for
 * what the caller must not learn to exist. */
enum problem authorize(struct request *rq, enum verdict *verdict, enum right *right);

/* The caller, as core/right.h asks for it, towards the agency of the request. */
struct right_terms authorize_terms(const struct request *rq);

/* The caller asks too often: P_too_many. */
enum problem authorize_rate(struct request *rq);

#endif
