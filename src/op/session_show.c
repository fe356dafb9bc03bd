#include "base/setting.h"
#include "http/request.h"
#include "op/fields.h"
#include "op/person.h"

/* Who is signed in, and what he should know: that the password must be changed, or that
 * nothing is encrypted on the way here. */
OPERATION(
    session_show, .summary = "Show who is signed in", .route = "GET /api/v1/session",
    .right = RIGHT_own_account, .limbo = true,
    .reply = FIELDS(OBJECT("account", "账号", .required = true, .fields = ACCOUNT),
                    LIST("delegated", "受委托", .required = true,
                         .fields = FIELDS(TEXT("from", "委托人", .required = true),
                                          DATE("valid_from", "开始日期", .required = true),
                                          DATE("valid_to", "截止日期", .required = true))),
                    INTEGER("idle_minutes", "空闲退出（分钟）", .required = true),
                    BOOLEAN("must_change_password", "须先修改密码", .required = true),
                    BOOLEAN("proved", "刚输入过密码", .required = true),
                    DATE("today", "服务的当日", .required = true), WARNINGS))
{
    if (rq->service->settings->plain_http)
        add_warning(
            rq, "plain_http",
            "本系统未使用 HTTPS，密码和案卷在网络上以明文传输；请仅在可信内网使用%s",
            "nothing is encrypted on the way here; use it on a trusted network only%s", "");
    put_bool(rq, "must_change", rq->caller.must_change);
    put_bool(rq, "proved", rq->caller.proved);
    put_warnings(rq);
    return reply_one(rq, 200, SQL(session_show));
}
