#include "guard/secret.h"
#include "http/audit.h"
#include "http/request.h"
#include "op/person.h"

/* Make a link that sets a new password, once; nobody else ever sees a password.  An agency's
 * administrator makes them for the agency, the security administrator for all. */
OPERATION(account_link, .summary = "Make a one-time link to set a password",
          .route = "POST /api/v1/accounts/{account}/link", .right = RIGHT_password_reset,
          .secret = true,
          .reply = FIELDS(TEXT("link", "链接代码", .required = true),
                          TEXT("sign_in", "登录名", .required = true),
                          MOMENT("expires_at", "有效至", .required = true)))
{
    char *digest = arena_alloc(rq->arena, SECRET_DIGEST_SIZE);
    char *secret = arena_alloc(rq->arena, SECRET_SIZE);

    secret_new(secret);
    put_text(rq, "link_digest", secret_digest(secret, digest));
    put_text(rq, "link", secret);
    audit_about(rq, "account:%s", text_of(rq, "account"));
    return reply_one(rq, 201, SQL(account_link));
}
