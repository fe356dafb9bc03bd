#include "op/radar.h"

/* What an officer learns of an applicant while the application is typed in; it stands in no
 * address, and so in no log of addresses. */
OPERATION(radar_ask, .summary = "Look for earlier applications of the same applicant",
          .route = "POST /api/v1/agencies/{agency}/applications/radar",
          .right = RIGHT_case_list, .asks = true,
          .body = FIELDS(TEXT("name", "姓名或名称", .max = 200),
                         TEXT("id_number", "证件号码", .max = 40),
                         TEXT("phone", "联系电话", .max = 40),
                         TEXT("content", "所需政府信息内容描述", .max = 4000,
                              .multiline = true),
                         TEXT("tracking_number", "来信邮件号码", .max = 40),
                         DATE("arrived_on", "到达日期", .past = true),
                         DATE("received_on", "收到日期", .past = true)),
          .reply = RADAR_REPLY)
{
    struct radar_query q = {
        .name = text_of(rq, "name"),
        .id_number = text_of(rq, "id_number"),
        .phone = text_of(rq, "phone"),
        .content = text_of(rq, "content"),
        .tracking_number = text_of(rq, "tracking_number"),
        .arrived_on = date_of_field(rq, "arrived_on"),
        .received_on = date_of_field(rq, "received_on"),
    };

    if (q.received_on == NO_DATE)
        q.received_on = q.arrived_on != NO_DATE ? q.arrived_on : rq->today;
    if (q.name != NULL || q.id_number != NULL || q.phone != NULL ||
        q.tracking_number != NULL)
        return radar(rq, &q);
    add_error_with(rq, "name", "请给出姓名、证件号码、电话、邮件号码中的至少一项",
                   "give at least one of name, id_number, phone and tracking_number");
    return P_invalid;
}
