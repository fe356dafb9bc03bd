#include "op/report_judge.h"
#include "op/report_keep.h"

/* Freeze a report anew, for a reason, beside the version there is, which stays as it was
 * (rule 5.10): the difference between the two is told case by case.  A contradiction
 * stops it. */
OPERATION(report_restate, .summary = "Restate a frozen report",
          .route = "POST /api/v1/agencies/{agency}/reports/{year}/restate",
          .right = RIGHT_report_restate, .across = true, .whole = true, .freezes = true,
          .body = FIELDS(REPORT_SCOPE, TEXT("reason", "重述原因", .max = 4000,
                                            .multiline = true, .required = true)),
          .reply = REPORT_HISTORY)
{
    const char *reason = text_of(rq, "reason");
    struct report_way way;
    struct kept kept;

    TRY(report_way_begin(rq, REPORT_ACT_restate, &way));
    if (rq->trial) {
        TRY(report_try(rq, way.version + 1, reason, &kept));
        TRY(report_must_be_sound(rq, &kept.made, kept.known_at));
        return report_way_reply(rq, &way);
    }
    TRY(report_keep(rq, way.version + 1, reason, &kept));
    TRY(report_must_be_sound(rq, &kept.made, kept.known_at));
    way.version++;
    return report_way_end(rq, &way, REPORT_ACT_restate, reason, way.version, "{}");
}
