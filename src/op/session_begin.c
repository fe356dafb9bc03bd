#include "guard/password.h"
#include "guard/secret.h"
#include "http/credential.h"
#include "http/dispatch.h"
#include "op/person.h"
#include "op/sign_in.h"

#include <string.h>

static enum problem
find(struct request *rq)
{
    return sign_in_find(rq, rq->stream);
}

/* A failure is recorded whoever it was, counted for an account that exists and is not locked
 * yet, and slows its source down.  Neither the reply nor the work tells which it was. */
static enum problem
failed(struct request *rq, enum problem p)
{
    if (p != P_sign_in_failed)
        return p;
    sign_in_source_failed(rq);
    return dispatch_alone(rq, sign_in_note_failure, true) == OK ? p : P_busy;
}

static enum problem
begin(struct request *rq)
{
    PGresult *r;

    sign_in_as(rq, rq->stream);
    TRY(run_sql(rq, SQL(session_begin), &r));
    if (*PQgetvalue(r, 0, 1) == 't')
        return fail_with(rq, P_sign_in_failed, "安全策略不允许从您的地址登录",
                         "the security policy does not allow signing in from your address");
    if (*PQgetvalue(r, 0, 0) != 't')
        return P_sign_in_failed;
    TRY(run_sql(rq, SQL(account_by_id), &r));
    return reply_bytes(rq, 201, "application/json", PQgetvalue(r, 0, 0),
                       (size_t)PQgetlength(r, 0, 0));
}

/* A hash of an older cost is made anew while the password is at hand. */
static void
put_new_password(struct request *rq, const struct proof *proof, const char *password)
{
    char *hash = arena_alloc(rq->arena, PASSWORD_HASH_SIZE);
    bool renew = proof->password != NULL &&
                 password_outdated(rq->service->passwords, proof->password) &&
                 password_hash(rq->service->passwords, password, hash) == PASSWORD_OK;

    put_text(rq, "new_password", renew ? hash : NULL);
}

/* Sign in with name and password, and the code of the second factor where there is one. */
OPERATION(session_begin, .summary = "Sign in", .route = "POST /api/v1/session",
          .open = true, .alone = true, .secret = true,
          .body = FIELDS(TEXT("sign_in", "登录名", .max = 100, .required = true),
                         PASSWORD("password", "密码"), CODE),
          .reply = ACCOUNT_REPLY)
{
    struct proof *proof = arena_alloc(rq->arena, sizeof *proof);
    char secret[SECRET_SIZE], *digest = arena_alloc(rq->arena, SECRET_DIGEST_SIZE);
    const char *password = text_of(rq, "password");
    enum problem p;
    long long step;

    TRY(sign_in_source(rq));
    rq->credential.kind = NULL; /* whoever was signed in here before */
    put_text(rq, "credential_kind", NULL);
    rq->stream = proof;
    put_text(rq, "of_account", NULL);
    TRY(dispatch_alone(rq, find, false));
    p = sign_in_check(rq, proof, password, text_of(rq, "code"), &step);
    if (p != OK)
        return failed(rq, p);
    secret_new(secret);
    put_text(rq, "digest", secret_digest(secret, digest));
    put_number(rq, "step", step);
    put_number(rq, "of_account", proof->account);
    put_new_password(rq, proof, password);
    p = dispatch_alone(rq, begin, true);
    if (p != OK)
        return failed(rq, p);
    rq->reply.cookie = credential_give(rq, secret);
    return OK;
}
