#include "op/clock_view.h"
#include "op/published.h"

static enum problem
examine(struct request *rq)
{
    struct report *r = arena_alloc(rq->arena, sizeof *r);

    TRY(published_read(rq, r));
    rq->upload.seen = r;
    return OK;
}

/* What contradicts itself in a report that somebody published, whosever and of whichever year
 * it is: what gongkai check-report says of one file.  Like the clock of a history that is sent
 * along it shows nothing of the house, and nothing is kept. */
OPERATION(check_report, .summary = "Check a published report",
          .route = "POST /api/v1/check-report", .right = RIGHT_law_read, .upload = true,
          .asks = true, .examine = examine, .reply = FIELDS(REPORT_AS_READ))
{
    json_t *j;

    TRY(published_as_read(rq, rq->upload.seen, &j));
    return reply_json(rq, 200, j);
}
