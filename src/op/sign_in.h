/* What proving who one is shares: the password, the second factor, and the session they open.
 * Hashing takes a fifth of a second; no connection is held meanwhile. */
#ifndef GONGKAI_OP_SIGN_IN_H
#define GONGKAI_OP_SIGN_IN_H

#include "http/request.h"

/* An account as far as proving needs it; texts live as long as the request. */
struct proof {
    int account; /* 0: there is none of that name */
    const char *actor,
        *agency_id; /* for the record; the agency NULL for an administrator */
    const char *login, *agency_code, *agency_name, *source, *password, *profile;
    const char *totp_secret; /* sealed, NULL for no second factor */
    int totp_key;
    long long totp_step;
    bool active, locked, must_change;
};

enum { PASSWORDS_KEPT = 6 }; /* the present one and five before it */

/* An account and the passwords it must not have again. */
struct passwords_before {
    struct proof proof; /* at the front, for sign_in_note_failure */
    int count;
    const char *hashes[PASSWORDS_KEPT];
};

/* Finds the account that :sign_in names; puts :of_account, and its agency as :agency_id. */
enum problem sign_in_find(struct request *rq, struct proof *proof);

/* Records a failure of the account in rq->stream, a struct proof, and counts it unless the
 * account is locked already; for dispatch_alone. */
enum problem sign_in_note_failure(struct request *rq);

/* Has the record name the account of PROOF instead of the caller, who is nobody yet. */
void sign_in_as(struct request *rq, const struct proof *proof);

/* Whether PASSWORD and CODE (NULL: none given) prove the account.  P_sign_in_failed for a
 * wrong one, whichever it was; P_code_needed when the password is right and a code is
 * missing; P_busy when too many ask at the same time.  *STEP is that of the code. */
enum problem sign_in_check(struct request *rq, const struct proof *proof,
                           const char *password, const char *code, long long *step);

/* Whether NEW may become the password; P_invalid with the field otherwise. */
enum problem sign_in_new_password(struct request *rq, const struct proof *proof,
                                  const char *field, const char *new_password,
                                  const char *const *before, int before_count,
                                  char hash[128]);

/* A source that failed often waits before it is looked at again: P_too_many. */
enum problem sign_in_source(struct request *rq);
void sign_in_source_failed(struct request *rq);

/* The context of an account's sealed second factor. */
const char *sign_in_totp_context(struct arena *a, int account);

#endif
