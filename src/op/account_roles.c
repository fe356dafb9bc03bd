#include "http/audit.h"
#include "op/account.h"
#include "op/person.h"

/* Grant and take roles: what is listed holds from the next request on.  Who proposes or
 * confirms it is never the one concerned. */
OPERATION(account_roles, .summary = "Set the roles of an account",
          .route = "POST /api/v1/agencies/{agency}/accounts/{account}/roles",
          .right = RIGHT_role_grant,
          .body = FIELDS(LIST("roles", "角色", .min = 1, .max = 4, .required = true,
                              .oneof = role_codes_of_agency)),
          .reply = ACCOUNT_REPLY)
{
    TRY(account_not_self(rq));
    put_text(rq, "role_set", account_roles(rq, "roles"));
    put_text(rq, "new_state", NULL);
    audit_about(rq, "account:%s", text_of(rq, "account"));
    return reply_one(rq, 200, SQL(account_alter));
}
