#include "http/request.h"
#include "op/fields.h"

/* Where else one is signed in.  No QUERY: who asks must be known before the statement. */
OPERATION(
    session_list, .summary = "List one's sessions", .route = "GET /api/v1/sessions",
    .right = RIGHT_own_account,
    .reply = FIELDS(LIST("sessions", "会话", .required = true,
                         .fields = FIELDS(MOMENT("began_at", "登录时间", .required = true),
                                          MOMENT("seen_at", "最近使用", .required = true),
                                          TEXT("source", "来源地址", .required = true),
                                          BOOLEAN("this", "本会话", .required = true)))))
{
    return reply_one(rq, 200, SQL(session_list));
}
