#include "guard/secret.h"
#include "http/credential.h"
#include "http/dispatch.h"
#include "op/person.h"
#include "op/sign_in.h"

static enum problem
find(struct request *rq)
{
    put_text(rq, "sign_in", rq->caller.actor);
    return sign_in_find(rq, rq->stream);
}

static enum problem
prove(struct request *rq)
{
    PGresult *r;

    TRY(run_sql(rq, SQL(session_prove), &r));
    return *PQgetvalue(r, 0, 0) == 't' ? reply_done(rq) : P_sign_in_failed;
}

/* Give the password again, as the acts that weigh most ask for it; the cookie changes. */
OPERATION(session_prove, .summary = "Give one's password again",
          .route = "POST /api/v1/session/proof", .right = RIGHT_own_account, .alone = true,
          .body = FIELDS(PASSWORD("password", "密码"), CODE), .reply = DONE_REPLY)
{
    struct proof *proof = arena_alloc(rq->arena, sizeof *proof);
    char secret[SECRET_SIZE], *digest = arena_alloc(rq->arena, SECRET_DIGEST_SIZE);
    enum problem p;
    long long step;

    TRY(sign_in_source(rq));
    rq->stream = proof;
    TRY(dispatch_alone(rq, find, false));
    p = sign_in_check(rq, proof, text_of(rq, "password"), text_of(rq, "code"), &step);
    if (p == P_sign_in_failed) {
        sign_in_source_failed(rq);
        TRY(dispatch_alone(rq, sign_in_note_failure, true));
    }
    TRY(p);
    secret_new(secret);
    put_text(rq, "digest", secret_digest(secret, digest));
    put_number(rq, "step", step);
    TRY(dispatch_alone(rq, prove, true));
    rq->reply.cookie = credential_give(rq, secret);
    return OK;
}
