#include "op/sign_in.h"

#include "guard/directory.h"
#include "guard/password.h"
#include "guard/password_policy.h"
#include "guard/seal.h"
#include "guard/secret.h"
#include "guard/throttle.h"
#include "guard/totp.h"
#include "http/audit.h"
#include "http/keys.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static long long
now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

enum problem
sign_in_source(struct request *rq)
{
    long wait = throttle_blocked_ms(rq->service->sources, rq->source, now_ms());

    if (wait == 0)
        return OK;
    rq->reply.retry_after = (int)(wait / 1000) + 1;
    return P_too_many;
}

void
sign_in_source_failed(struct request *rq)
{
    throttle_failed(rq->service->sources, rq->source, now_ms());
}

const char *
sign_in_totp_context(struct arena *a, int account)
{
    return arena_printf(a, "account|%d|totp", account);
}

/* The directory is not asked for who is disabled or locked, so that it does not lock him too
 * for what is refused here anyway.  The work of a hash is done all the same. */
static enum password_result
ask_directory(struct request *rq, const struct proof *proof, const char *password)
{
    enum password_result r = password_matches(rq->service->passwords, NULL, password);

    if (r == PASSWORD_BUSY || !proof->active || proof->locked ||
        rq->service->directory == NULL)
        return r;
    return directory_matches(rq->service->directory, proof->login, proof->agency_code,
                             password);
}

static enum password_result
match(struct request *rq, const struct proof *proof, const char *password)
{
    bool usable = proof->active && strcmp(proof->source, "local") == 0;

    if (strcmp(proof->source, "ldap") == 0)
        return ask_directory(rq, proof, password);
    return password_matches(rq->service->passwords, usable ? proof->password : NULL,
                            password);
}

static enum problem
check_password(struct request *rq, const struct proof *proof, const char *password)
{
    switch (match(rq, proof, password)) {
    case PASSWORD_OK:
        return OK;
    case PASSWORD_BUSY:
        return P_busy;
    case PASSWORD_WRONG:
        break;
    }
    return P_sign_in_failed;
}

static enum problem
check_code(struct request *rq, const struct proof *proof, const char *code, long long *step)
{
    struct totp_secret secret;
    const char *base32;

    *step = 0;
    if (proof->totp_secret == NULL)
        return OK;
    if (code == NULL)
        return P_code_needed;
    if (!unseal(rq->arena, keys_for(rq, proof->totp_key), proof->totp_key,
                sign_in_totp_context(rq->arena, proof->account), proof->totp_secret,
                &base32) ||
        !totp_read(base32, TOTP_SHA1, &secret))
        return fail_with(rq, P_internal, "第二因素的密钥无法打开，请安全管理员重新设置",
                         "the second factor does not open; let it be set up anew");
    *step = totp_step(&secret, code, (long long)time(NULL), proof->totp_step);
    sodium_memzero(&secret, sizeof secret);
    return *step >= 0 ? OK : P_sign_in_failed;
}

enum problem
sign_in_check(struct request *rq, const struct proof *proof, const char *password,
              const char *code, long long *step)
{
    TRY(check_password(rq, proof, password));
    if (proof->locked)
        return fail_with(rq, P_sign_in_failed, "账号因多次失败已锁定，请稍后再试",
                         "the account is locked after failures; try again later");
    return check_code(rq, proof, code, step);
}

static enum problem
refuse(struct request *rq, const struct password_profile *profile, const char *field,
       enum password_fault fault)
{
    add_error_with(rq, field, password_fault_zh(rq->arena, profile, fault),
                   password_fault_en(rq->arena, profile, fault));
    return P_invalid;
}

static enum problem
check_reuse(struct request *rq, const struct password_profile *profile, const char *field,
            const char *password, const char *const *before, int before_count)
{
    switch (password_used(rq->service->passwords, password, before, before_count)) {
    case PASSWORD_WRONG:
        return OK;
    case PASSWORD_BUSY:
        return P_busy;
    case PASSWORD_OK:
        break;
    }
    return refuse(rq, profile, field, PASSWORD_used);
}

enum problem
sign_in_new_password(struct request *rq, const struct proof *proof, const char *field,
                     const char *new_password, const char *const *before, int before_count,
                     char hash[128])
{
    const struct password_profile *profile = password_profile(proof->profile);
    const char *const words[] = {proof->agency_code ? proof->agency_code : "gongkai",
                                 proof->agency_name ? proof->agency_name : "gongkai"};
    enum password_fault fault =
        password_fault(profile, new_password, proof->login, words, 2);

    if (fault != PASSWORD_FINE)
        return refuse(rq, profile, field, fault);
    TRY(check_reuse(rq, profile, field, new_password, before,
                    before_count < profile->kept ? before_count : profile->kept));
    return password_hash(rq->service->passwords, new_password, hash) == PASSWORD_OK
               ? OK
               : P_busy;
}

enum problem
sign_in_find(struct request *rq, struct proof *proof)
{
    PGresult *r;

    TRY(run_sql(rq, SQL(sign_in_find), &r));
    *proof = (struct proof){.source = "local"};
    if (PQntuples(r) == 0)
        return OK;
    *proof = (struct proof){
        .account = atoi(PQgetvalue(r, 0, 0)),
        .actor = PQgetvalue(r, 0, 16),
        .agency_id = db_value(r, 0, 2),
        .login = PQgetvalue(r, 0, 1),
        .agency_code = db_value(r, 0, 3),
        .agency_name = db_value(r, 0, 4),
        .source = PQgetvalue(r, 0, 5),
        .active = strcmp(PQgetvalue(r, 0, 6), "active") == 0,
        .password = db_value(r, 0, 7),
        .locked = *PQgetvalue(r, 0, 8) == 't',
        .must_change = *PQgetvalue(r, 0, 9) == 't' || *PQgetvalue(r, 0, 10) == 't',
        .totp_secret = db_value(r, 0, 11),
        .totp_key = atoi(PQgetvalue(r, 0, 12)),
        .totp_step = atoll(PQgetvalue(r, 0, 13)),
        .profile = PQgetvalue(r, 0, 15),
    };
    put_text(rq, "of_account", PQgetvalue(r, 0, 0));
    return OK;
}

void
sign_in_as(struct request *rq, const struct proof *proof)
{
    put_text(rq, "actor", proof->account != 0 ? proof->actor : "nobody");
    put_text(rq, "agency_id", proof->agency_id);
    rq->agency.id = proof->agency_id ? atoi(proof->agency_id) : 0;
    if (proof->account != 0)
        audit_about(rq, "account:%d", proof->account);
}

enum problem
sign_in_note_failure(struct request *rq)
{
    const struct proof *proof = rq->stream;
    PGresult *none;

    sign_in_as(rq, proof);
    rq->reply.status = 401;
    return proof->locked ? OK : run_sql(rq, SQL(sign_in_failed), &none);
}
