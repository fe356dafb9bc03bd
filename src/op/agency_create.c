#include "op/agency.h"
#include "op/fields.h"

#include <string.h>

/* Create an agency, a root of the tree or under PARENT. */
OPERATION(agency_create, .summary = "Create an agency", .route = "POST /api/v1/agencies",
          .body = FIELDS(TEXT("code", "机关代码", .max = 40, .required = true),
                         TEXT("name", "机关名称", .max = 200, .required = true),
                         CHOICE("level", "层级", .oneof = LEVELS, .required = true),
                         TEXT("parent", "上级机关代码", .max = 40),
                         TEXT("region", "适用地区", .max = 60),
                         TEXT("number_pattern", "编号规则", .max = 60),
                         DATE("valid_from", "设立日期")),
          .reply = AGENCY_REPLY)
{
    const char *code = text_of(rq, "code");
    const char *pattern = text_of(rq, "number_pattern");
    date since = date_of(2008, 5, 1); /* when the first Regulation came into force */
    PGresult *row;

    if (!agency_code_is_sound(code))
        add_error(
            rq, "code", "机关代码须以小写字母或数字开头，只含小写字母、数字和 -（如 %s）",
            "a code begins with a lower-case letter or digit and holds only those and - "
            "(such as %s)",
            "xiangshan");
    if (pattern != NULL &&
        (strstr(pattern, "{year}") == NULL || strstr(pattern, "{serial}") == NULL))
        add_error(rq, "number_pattern", "编号规则须含有 {year} 和 {serial}，例如 %s",
                  "a number pattern holds {year} and {serial}, for example %s",
                  "XSX-{year}-{serial}");
    TRY(run_sql(rq, SQL(agency_tree_share), &row));
    TRY(agency_place(rq, "parent", &since));
    if (rq->error_count > 0)
        return P_invalid;
    if (text_of(rq, "valid_from") == NULL)
        put_date(rq, "valid_from", since);
    else if (text_of(rq, "parent") != NULL && date_of_field(rq, "valid_from") < since)
        return agency_not_yet(rq, "parent");
    rq->reply.location = arena_printf(rq->arena, "/api/v1/agencies/%s", code);
    return reply_one(rq, 201, SQL(agency_create));
}
