#include "op/person.h"
#include "op/sign_in.h"

/* Give up the second factor; the password must have been given just now. */
OPERATION(totp_end, .summary = "Give up one's second factor",
          .route = "POST /api/v1/second-factor/end", .right = RIGHT_own_account,
          .reply = DONE_REPLY)
{
    PGresult *none;

    if (!rq->caller.proved)
        return P_proof_needed;
    put_text(rq, "totp_secret", NULL);
    put_text(rq, "key", NULL);
    put_bool(rq, "confirm", false);
    put_number(rq, "step", 0);
    TRY(run_sql(rq, SQL(totp_set), &none));
    return reply_done(rq);
}
