#include "op/report_judge.h"
#include "op/report_keep.h"

/* Freeze an accepted report: what happened by 31 December as known at this moment, for ever
 * (rule 5.10).  One proposes it, another confirms; what is recorded afterwards stays out.  The
 * checks run on what is frozen: a contradiction stops it. */
OPERATION(report_freeze, .summary = "Freeze an accepted report",
          .route = "POST /api/v1/agencies/{agency}/reports/{year}/freeze",
          .right = RIGHT_report_freeze, .across = true, .whole = true, .freezes = true,
          .body = FIELDS(REPORT_SCOPE), .reply = REPORT_HISTORY)
{
    struct report_way way;
    struct kept kept;

    TRY(report_way_begin(rq, REPORT_ACT_freeze, &way));
    if (rq->trial) {
        TRY(report_try(rq, way.version + 1, NULL, &kept));
        TRY(report_must_be_sound(rq, &kept.made, kept.known_at));
        return report_way_reply(rq, &way);
    }
    TRY(report_keep(rq, way.version + 1, NULL, &kept));
    TRY(report_must_be_sound(rq, &kept.made, kept.known_at));
    way.version++;
    return report_way_end(rq, &way, REPORT_ACT_freeze, NULL, way.version, "{}");
}
