#include "http/audit.h"
#include "http/request.h"
#include "op/retention.h"

#include <string.h>

static enum problem
check_type(struct request *rq)
{
    const char *type = text_of(rq, "record_type");

    if (strcmp(type, "audit") == 0)
        return fail_with(rq, P_act_not_lawful, "审计记录永久保管，不能设定期限",
                         "the audit is kept for ever; no period can be set for it");
    if (!field_is_one_of(type, CASE_RECORD_TYPES))
        return fail(rq, P_not_found, "没有名为 %s 的档案种类",
                    "there is no type of record called %s", type);
    return OK;
}

/* Set how long the agency, and all below it that state nothing of their own, keep a type of
 * record; without years for ever.  It holds at once, for the cases closed long ago, too. */
OPERATION(retention_set, .summary = "Set how long an agency keeps a type of record",
          .route = "POST /api/v1/agencies/{agency}/retention/{record_type}",
          .right = RIGHT_law_change,
          .body = FIELDS(INTEGER("years", "保管年数", .min = 10, .max = 100),
                         TEXT("basis", "依据", .max = 2000, .multiline = true,
                              .required = true)),
          .reply = FIELDS(RETENTION_RULE))
{
    TRY(check_type(rq));
    audit_about(rq, "retention:%s", text_of(rq, "record_type"));
    return reply_one(rq, 200, SQL(retention_set));
}
