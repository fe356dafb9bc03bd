#include "http/credential.h"
#include "http/request.h"
#include "op/person.h"

/* Sign out; the cookie is taken back and its session opens nothing any more. */
OPERATION(session_end, .summary = "Sign out", .route = "POST /api/v1/session/end",
          .right = RIGHT_own_account, .limbo = true,
          .body = FIELDS(BOOLEAN("others", "退出其他会话而非本会话")), .reply = DONE_REPLY)
{
    put_bool(rq, "others", is_true(rq, "others"));
    TRY(reply_one(rq, 200, SQL(session_end)));
    if (!is_true(rq, "others"))
        rq->reply.cookie = credential_give(rq, NULL);
    return OK;
}
