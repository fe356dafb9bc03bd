#include <stdlib.h>

#include "op/coverage.h"
#include "op/fields.h"

/* The coverage as the reply has it, into the bag. */
static void
put_coverage(struct request *rq, const struct coverage *c)
{
    struct text t = {NULL, 0, 0};
    char until[DATE_SIZE];

    text_addf(&t, "{\"last_year\":%d,\"certain_until\":", c->last_year);
    if (c->certain_until != NO_DATE)
        text_add_json(&t, date_text(c->certain_until, until));
    else
        text_add(&t, "null");
    text_addf(&t, ",\"days_left\":%d,\"warning\":", c->days_left);
    if (c->zh != NULL)
        text_add_json(&t, rq->english ? c->en : c->zh);
    else
        text_add(&t, "null");
    text_add(&t, "}");
    arena_own(rq->arena, t.bytes, free);
    put_text(rq, "coverage", t.bytes);
}

/* Every notice with its days and its state, and how far the calendar reaches. */
OPERATION(calendar_notices, .summary = "List the holiday notices",
          .route = "GET /api/v1/calendar/notices", .right = RIGHT_law_read,
          .reply = FIELDS(
              INTEGER("version", "日历版本", .required = true),
              OBJECT("coverage", "覆盖范围", .required = true,
                     .fields = FIELDS(INTEGER("last_year", "最后年度", .required = true),
                                      DATE("certain_until", "确定到"),
                                      INTEGER("days_left", "剩余天数", .required = true),
                                      TEXT("warning", "提醒"))),
              LIST("notices", "通知", .required = true, .fields = NOTICE)))
{
    struct coverage coverage;

    TRY(coverage_find(rq, &coverage));
    put_coverage(rq, &coverage);
    put_number(rq, "calendar_version", rq->calendar_version);
    return reply_one(rq, 200, SQL(calendar_notices));
}
