#include "http/audit.h"
#include "op/agency.h"
#include "op/fields.h"

/* Create an agency, a root of the tree or under PARENT. */
OPERATION(agency_create, .summary = "Create an agency", .route = "POST /api/v1/agencies",
          .right = RIGHT_agency_change,
          .body = FIELDS(TEXT("code", "机关代码", .max = 40, .required = true,
                              .fault = agency_code_fault),
                         TEXT("name", "机关名称", .max = 200, .required = true),
                         CHOICE("level", "层级", .oneof = LEVELS, .required = true),
                         TEXT("parent", "上级机关代码", .max = 40),
                         TEXT("region", "适用地区", .max = 60),
                         TEXT("number_pattern", "编号规则", .max = 60,
                              .fault = agency_pattern_fault),
                         DATE("valid_from", "设立日期")),
          .reply = AGENCY_REPLY)
{
    const char *code = text_of(rq, "code");
    date since = date_of(2008, 5, 1); /* when the first Regulation came into force */
    PGresult *row;

    TRY(run_sql(rq, SQL(agency_tree_share), &row));
    TRY(agency_place(rq, "parent", &since));
    if (text_of(rq, "valid_from") == NULL)
        put_date(rq, "valid_from", since);
    else if (text_of(rq, "parent") != NULL && date_of_field(rq, "valid_from") < since)
        return agency_not_yet(rq, "parent");
    audit_about(rq, "agency:%s", code);
    rq->reply.location = arena_printf(rq->arena, "/api/v1/agencies/%s", code);
    return reply_one(rq, 201, SQL(agency_create));
}
