#include "http/audit.h"
#include "op/account.h"
#include "op/person.h"

/* Disable an account, or let it sign in again; what it did stays its own. */
OPERATION(account_state, .summary = "Disable or enable an account",
          .route = "POST /api/v1/agencies/{agency}/accounts/{account}/state",
          .right = RIGHT_account_change,
          .body = FIELDS(CHOICE("state", "状态", .oneof = "|active|disabled",
                                .required = true)),
          .reply = ACCOUNT_REPLY)
{
    TRY(account_not_self(rq));
    put_text(rq, "role_set", NULL);
    put_text(rq, "new_state", text_of(rq, "state"));
    audit_about(rq, "account:%s", text_of(rq, "account"));
    return reply_one(rq, 200, SQL(account_alter));
}
