#include "guard/password.h"
#include "guard/secret.h"
#include "http/dispatch.h"
#include "op/person.h"
#include "op/sign_in.h"

#include <string.h>

static enum problem
find(struct request *rq)
{
    struct passwords_before *b = rq->stream;
    PGresult *r;

    TRY(run_sql(rq, SQL(link_find), &r));
    if (PQntuples(r) == 0)
        return fail_with(rq, P_not_found, "链接无效、已使用或已过期，请管理员重新生成",
                         "the link is not valid, used or too old; ask for a new one");
    put_text(rq, "sign_in", PQgetvalue(r, 0, 0));
    put_text(rq, "of_account", PQgetvalue(r, 0, 1));
    TRY(sign_in_find(rq, &b->proof));
    TRY(run_sql(rq, SQL(password_before), &r));
    b->count = PQntuples(r) < PASSWORDS_KEPT ? PQntuples(r) : PASSWORDS_KEPT;
    for (int i = 0; i < b->count; i++)
        b->hashes[i] = PQgetvalue(r, i, 0);
    return OK;
}

/* Another may have used the link while the password was hashed. */
static enum problem
store(struct request *rq)
{
    struct passwords_before *b = rq->stream;
    PGresult *r;

    sign_in_as(rq, &b->proof);
    TRY(run_sql(rq, SQL(link_take), &r));
    if (*PQgetvalue(r, 0, 0) != 't')
        return P_not_found;
    TRY(run_sql(rq, SQL(password_set), &r));
    return reply_done(rq);
}

/* Set a password with a link that an administrator made; it works once.  Signing in comes
 * after it, with the second factor if there is one. */
OPERATION(password_redeem, .summary = "Set a password with a one-time link",
          .route = "POST /api/v1/password/link", .open = true, .alone = true,
          .body = FIELDS(TEXT("link", "链接代码", .max = 43, .required = true,
                              .secret = true),
                         PASSWORD("new_password", "新密码")),
          .reply = DONE_REPLY)
{
    struct passwords_before *b = arena_alloc(rq->arena, sizeof *b);
    char *digest = arena_alloc(rq->arena, SECRET_DIGEST_SIZE);
    char *hash = arena_alloc(rq->arena, PASSWORD_HASH_SIZE);
    enum problem p;

    TRY(sign_in_source(rq));
    rq->stream = b;
    put_text(rq, "link_digest", secret_digest(text_of(rq, "link"), digest));
    p = dispatch_alone(rq, find, false);
    if (p == P_not_found)
        sign_in_source_failed(rq);
    TRY(p);
    TRY(sign_in_new_password(rq, &b->proof, "new_password", text_of(rq, "new_password"),
                             b->hashes, b->count, hash));
    put_text(rq, "new_password_hash", hash);
    put_text(rq, "new_digest", NULL);
    put_text(rq, "keep_digest", NULL);
    put_number(rq, "step", 0);
    return dispatch_alone(rq, store, true);
}
