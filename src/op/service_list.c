#include "op/fields.h"
#include "op/letter.h"
#include "op/paging.h"

/* How the letters of an agency's cases travelled, newest case first; with open=true those that
 * are not proved to have arrived, or came back and were not sent again.  `unproved` is an
 * answer that has been so for more than 30 days.  mine=true: of cases assigned to the caller.
 * `limit` counts cases. */
OPERATION(service_list, .summary = "List letters on their way, come back or without proof",
          .route = "GET /api/v1/agencies/{agency}/service", .right = RIGHT_case_list,
          .query = FIELDS(BOOLEAN("open", "未有送达凭证"), BOOLEAN("mine", "只看本人经办"),
                          PAGING),
          .reply = FIELDS(
              LIST("letters", "文书", .required = true,
                   .fields = FIELDS(
                       ID("application", "申请", .required = true), TEXT("number", "编号"),
                       INTEGER("letter", "文书事项", .required = true),
                       CHOICE("kind", "种类", .oneof = event_codes, .required = true),
                       DATE("dated_on", "文书日期", .required = true),
                       CHOICE("state", "状态", .oneof = service_state_codes,
                              .required = true),
                       BOOLEAN("open", "未有送达凭证", .required = true),
                       CHOICE("way", "送达方式", .oneof = service_way_codes),
                       TEXT("tracking_number", "邮件号"), DATE("sent_on", "发出日期"),
                       DATE("returned_on", "退回日期"),
                       INTEGER("days", "发出后天数", .required = true),
                       BOOLEAN("unproved", "答复三十日后仍无送达凭证", .required = true))),
              TEXT("next", "下一页")))
{
    put_bool(rq, "open", is_true(rq, "open"));
    put_bool(rq, "mine", is_true(rq, "mine"));
    TRY(take_cursor(rq, false));
    return reply_one(rq, 200, SQL(service_list));
}
