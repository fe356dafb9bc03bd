#include "core/reading.h"
#include "http/audit.h"
#include "http/operation.h"
#include "http/request.h"

/* Take a reading for the agency and all below it that state none of their own; without a
 * value the agency reads the law as the one above it again.  Cases registered from now on
 * are read so; those registered before keep theirs. */
OPERATION(reading_set, .summary = "Take a reading of the law for an agency and its parts",
          .route = "POST /api/v1/agencies/{agency}/readings/{reading}",
          .right = RIGHT_law_change,
          .body = FIELDS(TEXT("value", "取值", .max = 40),
                         TEXT("basis", "依据", .max = 2000, .multiline = true,
                              .required = true)),
          .reply = FIELDS(TEXT("agency", "机关代码", .required = true),
                          TEXT("reading", "代码", .required = true), TEXT("value", "取值"),
                          TEXT("basis", "依据", .required = true)))
{
    enum reading r = reading_of(text_of(rq, "reading"));
    const char *value = text_of(rq, "value");
    struct readings set;

    if (r == READING_NONE)
        return fail(rq, P_not_found, "没有名为 %s 的理解", "there is no reading called %s",
                    text_of(rq, "reading"));
    if (value != NULL && !reading_set(&set, r, value)) {
        add_error(rq, "value", "%s只能取 %s%s%s", "%s can only be %s%s%s",
                  rq->english ? reading_code(r) : reading_name(r), reading_value(r, false),
                  *reading_value(r, true) != '\0' ? " / " : "", reading_value(r, true));
        return P_invalid;
    }
    audit_about(rq, "reading:%s", reading_code(r));
    return reply_one(rq, 200, SQL(reading_set));
}
