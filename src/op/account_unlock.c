#include "http/audit.h"
#include "http/request.h"
#include "op/person.h"

/* Let an account sign in again that failures locked. */
OPERATION(account_unlock, .summary = "Unlock an account",
          .route = "POST /api/v1/accounts/{account}/unlock", .right = RIGHT_password_reset,
          .reply = ACCOUNT_REPLY)
{
    audit_about(rq, "account:%s", text_of(rq, "account"));
    return reply_one(rq, 200, SQL(account_unlock));
}
