/* What confirming, rejecting and withdrawing a proposal share. */
#ifndef GONGKAI_OP_PROPOSAL_STEP_H
#define GONGKAI_OP_PROPOSAL_STEP_H

#include "core/right.h"
#include "http/proposal.h"

/* Reads the proposal of the path, under LOCK, into *ROW (columns in http/proposal.h) and its right into *RIGHT.  P_not_found when the
 * caller has nothing to do with it, P_proposal_ended when it is settled. */
enum problem proposal_begin(struct request *rq, bool lock, PGresult **row,
                            enum right *right);

/* Whether the caller may confirm or reject it: has the right, by himself or in the place of
 * another, and neither proposed it nor took part in it before; *DELEGATOR is that other one,
 * 0 for none. */
enum problem proposal_allows(struct request *rq, const PGresult *row, enum right right,
                             int *delegator);

/* Records the step ACT ("confirmed"); with END the proposal is settled by it.  Puts the reply
 * for the proposal. */
enum problem proposal_note(struct request *rq, const char *act, bool end, int delegator);

#endif
