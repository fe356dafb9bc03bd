#include "op/agency.h"
#include "op/fields.h"

/* The agencies, in the order of their codes: all, those under another, or a page. */
OPERATION(agency_list, .summary = "List agencies", .route = "GET /api/v1/agencies",
          .right = RIGHT_agency_read,
          .query = FIELDS(TEXT("parent", "上级机关代码", .max = 40),
                          TEXT("under", "所在机关树的代码", .max = 40),
                          DATE("on", "在该日存续"), TEXT("text", "名称或代码", .max = 100),
                          TEXT("after", "上一页最后的代码", .max = 40),
                          INTEGER("limit", "每页个数", .min = 1, .max = 1000)),
          .reply = FIELDS(LIST("agencies", "机关", .required = true, .fields = AGENCY),
                          TEXT("next", "下一页")))
{
    TRY(agency_field(rq, "parent"));
    TRY(agency_field(rq, "under"));
    if (rq->error_count > 0)
        return P_invalid;
    if (text_of(rq, "limit") == NULL)
        put_number(rq, "limit", 1000);
    return reply_one(rq, 200, SQL(agency_list));
}
