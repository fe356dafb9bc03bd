#include "op/clock_view.h"
#include "op/published.h"

/* What would be read from a file, and what is wrong with it; nothing is kept. */
OPERATION(published_preview, .summary = "Show what is read from a published report",
          .route = "POST /api/v1/agencies/{agency}/published-reports/{year}/preview",
          .right = RIGHT_report_import, .upload = true, .asks = true,
          .examine = published_examine, .reply = FIELDS(REPORT_AS_READ))
{
    json_t *j;

    TRY(published_as_read(rq, rq->upload.seen, &j));
    return reply_json(rq, 200, j);
}
