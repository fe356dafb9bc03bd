/* Four eyes: what one may only propose is kept, sealed, until others confirm it. */
#ifndef GONGKAI_HTTP_PROPOSAL_H
#define GONGKAI_HTTP_PROPOSAL_H

#include "core/right.h"
#include "http/request.h"

/* Runs rq->op on trial, so that what cannot be is refused at once; undoes what it did, keeps
 * the request as a proposal under RIGHT, and replies 202 with the proposal and what the trial
 * answered. */
enum problem proposal_make(struct request *rq, enum right right);

/* Of an operation that makes something of what others may change meanwhile: holds DIGEST (an
 * SHA-256 as bytea text) of what it is about to make against what its proposal would have made.
 * On trial the digest is kept with the proposal; when that is confirmed, another one is
 * P_proposal_outdated, for nobody saw what would come of it.  OK for who proposes to nobody. */
enum problem proposal_seen(struct request *rq, const char *digest);

/* Where a body belongs; what was sealed for one proposal opens for no other.  ARGUMENTS as
 * they are stored. */
const char *proposal_context(struct arena *a, const char *operation, const char *arguments);

/* Opens the body of the proposal in ROW (proposal_read.sql): a JSON text.  P_internal when
 * the key is gone. */
enum problem proposal_open(struct request *rq, const PGresult *row, const char **body);

/* Makes RQ the request that was proposed: operation, arguments and body, checked again as on
 * the first day.  ROW as above, BODY as opened. */
enum problem proposal_restore(struct request *rq, const PGresult *row, const char *body);

/* The columns of proposal_read.sql. */
enum {
    PROPOSAL_ID,
    PROPOSAL_AGENCY,
    PROPOSAL_OPERATION,
    PROPOSAL_RIGHT,
    PROPOSAL_APPLICATION,
    PROPOSAL_ARGUMENTS,
    PROPOSAL_BODY,
    PROPOSAL_KEY,
    PROPOSAL_IF_MATCH,
    PROPOSAL_STEPS,
    PROPOSAL_STATE,
    PROPOSAL_BY,
    PROPOSAL_BY_NAME,
    PROPOSAL_BY_ACTIVE,
    PROPOSAL_DONE,
    PROPOSAL_TOOK_PART,
    PROPOSAL_SEEN
};

#endif
