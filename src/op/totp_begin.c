#include "guard/keyring.h"
#include "guard/seal.h"
#include "guard/totp.h"
#include "op/person.h"
#include "op/sign_in.h"

#include <sodium.h>
#include <string.h>

/* Begin a second factor: an authenticator app reads the address; it counts once a first code
 * is confirmed.  The secret is shown this once. */
OPERATION(totp_begin, .summary = "Begin a second factor",
          .route = "POST /api/v1/second-factor", .right = RIGHT_own_account, .secret = true,
          .limbo = true,
          .reply = FIELDS(TEXT("url", "otpauth 地址", .required = true),
                          TEXT("secret", "密钥", .required = true)))
{
    struct totp_secret secret;
    struct text t = {NULL, 0, 0};
    const char *base32, *url;
    PGresult *none;

    if (!rq->caller.proved)
        return P_proof_needed;
    totp_new_secret(TOTP_SHA1, &secret);
    base32 = totp_base32(rq->arena, &secret);
    url = totp_url(rq->arena, &secret, rq->caller.actor);
    sodium_memzero(&secret, sizeof secret);
    put_text(rq, "totp_secret",
             seal(rq->arena, rq->keyring,
                  sign_in_totp_context(rq->arena, rq->caller.account), base32));
    put_number(rq, "key", keyring_current(rq->keyring));
    put_bool(rq, "confirm", false);
    put_number(rq, "step", 0);
    TRY(run_sql(rq, SQL(totp_set), &none));
    text_add(&t, "{\"url\" : ");
    text_add_json(&t, url);
    text_addf(&t, ", \"secret\" : \"%s\"}", base32);
    return reply_text(rq, 201, "application/json", &t);
}
