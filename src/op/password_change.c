#include "guard/password.h"
#include "guard/secret.h"
#include "http/credential.h"
#include "http/dispatch.h"
#include "op/person.h"
#include "op/sign_in.h"

#include <stdlib.h>
#include <string.h>

static enum problem
find(struct request *rq)
{
    struct passwords_before *b = rq->stream;
    PGresult *r;

    put_text(rq, "sign_in", rq->caller.actor);
    TRY(sign_in_find(rq, &b->proof));
    if (strcmp(b->proof.source, "local") != 0)
        return fail_with(rq, P_conflict, "此账号的密码不在本系统中，请到统一身份目录修改",
                         "the password is kept elsewhere; change it there");
    TRY(run_sql(rq, SQL(password_before), &r));
    b->count = PQntuples(r) < PASSWORDS_KEPT ? PQntuples(r) : PASSWORDS_KEPT;
    for (int i = 0; i < b->count; i++)
        b->hashes[i] = PQgetvalue(r, i, 0);
    return OK;
}

static enum problem
store(struct request *rq)
{
    PGresult *r;

    TRY(run_sql(rq, SQL(password_set), &r));
    return *PQgetvalue(r, 0, 0) == 't' ? reply_done(rq) : P_sign_in_failed;
}

/* Change one's own password: all other sessions end, and the cookie changes. */
OPERATION(password_change, .summary = "Change one's own password",
          .route = "POST /api/v1/password", .right = RIGHT_own_account, .alone = true,
          .limbo = true,
          .body = FIELDS(PASSWORD("old_password", "原密码"), CODE,
                         PASSWORD("new_password", "新密码")),
          .reply = DONE_REPLY)
{
    struct passwords_before *b = arena_alloc(rq->arena, sizeof *b);
    char secret[SECRET_SIZE], *digest = arena_alloc(rq->arena, SECRET_DIGEST_SIZE);
    char *hash = arena_alloc(rq->arena, PASSWORD_HASH_SIZE);
    enum problem p;
    long long step;

    TRY(sign_in_source(rq));
    rq->stream = b;
    TRY(dispatch_alone(rq, find, false));
    p = sign_in_check(rq, &b->proof, text_of(rq, "old_password"), text_of(rq, "code"),
                      &step);
    if (p == P_sign_in_failed) {
        sign_in_source_failed(rq);
        TRY(dispatch_alone(rq, sign_in_note_failure, true));
    }
    TRY(p);
    TRY(sign_in_new_password(rq, &b->proof, "new_password", text_of(rq, "new_password"),
                             b->hashes, b->count, hash));
    secret_new(secret);
    put_text(rq, "new_digest", secret_digest(secret, digest));
    put_text(rq, "new_password_hash", hash);
    put_text(rq, "keep_digest", rq->credential.digest);
    put_number(rq, "step", step);
    TRY(dispatch_alone(rq, store, true));
    rq->reply.cookie = credential_give(rq, secret);
    return OK;
}
