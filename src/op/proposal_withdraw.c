#include "op/fields.h"
#include "op/person.h"
#include "op/proposal_step.h"

#include <stdlib.h>

/* Take back what one proposed oneself, while nobody settled it. */
OPERATION(proposal_withdraw, .summary = "Withdraw one's own proposal",
          .route = "POST /api/v1/proposals/{proposal}/withdraw", .right = RIGHT_proposal,
          .unlocked = true,
          .body = FIELDS(TEXT("note", "说明", .max = 2000, .multiline = true)),
          .reply = PROPOSAL_REPLY)
{
    PGresult *row;
    enum right right;

    TRY(proposal_begin(rq, true, &row, &right));
    if (atoi(PQgetvalue(row, 0, PROPOSAL_BY)) != rq->caller.account)
        return fail_with(rq, P_forbidden, "只有提出人可以撤回",
                         "only the proposer withdraws it");
    return proposal_note(rq, "withdrawn", true, 0);
}
