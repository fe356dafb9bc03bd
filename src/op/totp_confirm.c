#include "guard/seal.h"
#include "guard/totp.h"
#include "http/keys.h"
#include "op/person.h"
#include "op/sign_in.h"

#include <sodium.h>
#include <stdlib.h>
#include <time.h>

/* Confirm a second factor with its first code; from now on signing in asks for one. */
OPERATION(totp_confirm, .summary = "Confirm a second factor with a code",
          .route = "POST /api/v1/second-factor/confirm", .right = RIGHT_own_account,
          .limbo = true, .body = FIELDS(TEXT("code", "验证码", .max = 6, .required = true)),
          .reply = DONE_REPLY)
{
    struct totp_secret secret;
    const char *base32;
    long long step;
    PGresult *r;
    int key;

    TRY(run_sql(rq, SQL(totp_find), &r));
    if (PQntuples(r) == 0 || PQgetisnull(r, 0, 0))
        return fail_with(rq, P_conflict, "请先开始设置第二因素",
                         "begin a second factor first");
    key = atoi(PQgetvalue(r, 0, 1));
    if (!unseal(rq->arena, keys_for(rq, key), key,
                sign_in_totp_context(rq->arena, rq->caller.account), PQgetvalue(r, 0, 0),
                &base32) ||
        !totp_read(base32, TOTP_SHA1, &secret))
        return P_internal;
    step = totp_step(&secret, text_of(rq, "code"), (long long)time(NULL),
                     atoll(PQgetvalue(r, 0, 2)));
    sodium_memzero(&secret, sizeof secret);
    if (step < 0) {
        add_error_with(rq, "code", "验证码不正确，请核对设备时间",
                       "is not right; check the clock");
        return P_invalid;
    }
    put_text(rq, "totp_secret", NULL);
    put_text(rq, "key", NULL);
    put_bool(rq, "confirm", true);
    put_number(rq, "step", step);
    TRY(run_sql(rq, SQL(totp_set), &r));
    return reply_done(rq);
}
