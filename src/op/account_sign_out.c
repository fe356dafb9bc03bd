#include "http/audit.h"
#include "http/request.h"
#include "op/person.h"

/* End every session of an account. */
OPERATION(account_sign_out, .summary = "End all sessions of an account",
          .route = "POST /api/v1/accounts/{account}/sign-out",
          .right = RIGHT_password_reset,
          .reply = FIELDS(INTEGER("ended", "结束的会话数", .required = true)))
{
    audit_about(rq, "account:%s", text_of(rq, "account"));
    return reply_one(rq, 200, SQL(account_sign_out));
}
