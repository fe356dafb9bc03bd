#include "core/right.h"
#include "guard/secret.h"
#include "http/request.h"
#include "op/account.h"
#include "op/token.h"

/* Issue a token with which another system works for one agency: intake registers, status
 * reads what this token registered, stats reads section three.  The secret is shown this
 * once. */
OPERATION(token_issue, .summary = "Issue a service token",
          .route = "POST /api/v1/agencies/{agency}/tokens", .right = RIGHT_token_change,
          .secret = true,
          .body = FIELDS(TEXT("name", "名称", .max = 100, .required = true),
                         LIST("scopes", "范围", .min = 1, .max = 3, .required = true,
                              .oneof = token_scope_codes),
                         INTEGER("days", "有效天数", .min = 1, .max = 366,
                                 .required = true)),
          .reply = FIELDS(OBJECT("token", "服务令牌", .required = true, .fields = TOKEN),
                          TEXT("secret", "令牌密文", .required = true)))
{
    char *digest = arena_alloc(rq->arena, SECRET_DIGEST_SIZE);
    char *secret = arena_alloc(rq->arena, SECRET_SIZE);

    secret_new(secret);
    put_text(rq, "token_digest", secret_digest(secret, digest));
    put_text(rq, "secret", secret);
    put_text(rq, "scope_set", account_roles(rq, "scopes"));
    return reply_one(rq, 201, SQL(token_issue));
}
