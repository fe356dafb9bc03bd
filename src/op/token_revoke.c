#include "http/audit.h"
#include "http/request.h"
#include "op/token.h"

/* Revoke a token; the next request that bears it is nobody's. */
OPERATION(token_revoke, .summary = "Revoke a service token",
          .route = "POST /api/v1/tokens/{token}/revoke", .right = RIGHT_token_change,
          .reply = TOKEN_REPLY)
{
    audit_about(rq, "token:%s", text_of(rq, "token"));
    return reply_one(rq, 200, SQL(token_revoke));
}
