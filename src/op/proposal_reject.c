#include "op/fields.h"
#include "op/person.h"
#include "op/proposal_step.h"

/* Reject what another proposed, saying why; nothing of it happens. */
OPERATION(proposal_reject, .summary = "Reject what another proposed",
          .route = "POST /api/v1/proposals/{proposal}/reject", .right = RIGHT_proposal,
          .unlocked = true,
          .body = FIELDS(TEXT("note", "理由", .max = 2000, .multiline = true,
                              .required = true)),
          .reply = PROPOSAL_REPLY)
{
    PGresult *row;
    enum right right;
    int delegator;

    TRY(proposal_begin(rq, true, &row, &right));
    TRY(proposal_allows(rq, row, right, &delegator));
    return proposal_note(rq, "rejected", true, delegator);
}
