#include "core/right.h"
#include "http/audit.h"
#include "http/request.h"
#include "op/account.h"
#include "op/person.h"

/* Take away the second factor of who lost it, and end the sessions.  With a link to a new
 * password that would be the whole account: it is for the security administrator alone, and
 * not for one's own. */
OPERATION(totp_reset, .summary = "Take away an account's second factor",
          .route = "POST /api/v1/accounts/{account}/second-factor/reset",
          .right = RIGHT_password_reset, .reply = ACCOUNT_REPLY)
{
    if (!(rq->caller.roles & 1u << ROLE_security_admin))
        return fail_with(rq, P_forbidden, "第二因素由安全管理员重置",
                         "a second factor is reset by the security administrator");
    TRY(account_not_self(rq));
    audit_about(rq, "account:%s", text_of(rq, "account"));
    return reply_one(rq, 200, SQL(totp_reset));
}
