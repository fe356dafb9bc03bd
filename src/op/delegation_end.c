#include "http/audit.h"
#include "http/request.h"
#include "op/delegation.h"

/* End a delegation of one's own before its day. */
OPERATION(delegation_end, .summary = "End a delegation",
          .route = "POST /api/v1/agencies/{agency}/delegations/{delegation}/end",
          .right = RIGHT_delegate, .reply = DELEGATION_REPLY)
{
    audit_about(rq, "delegation:%s", text_of(rq, "delegation"));
    return reply_one(rq, 200, SQL(delegation_end));
}
