#include "op/clock_view.h"
#include "op/narrative.h"
#include "op/report_view.h"

/* The written parts of a report as they stand: as written, and with their fields filled in. */
OPERATION(narrative_show, .summary = "Show the written parts of a report",
          .route = "GET /api/v1/agencies/{agency}/narrative/{year}",
          .right = RIGHT_report_read, .across = true, .whole = true,
          .query = FIELDS(REPORT_SCOPE), .reply = FIELDS(REPORT_TEXTS, REPORT_FINDINGS))
{
    struct assembled a;

    TRY(narrative_assemble(rq, false, &a));
    return reply_json(rq, 200,
                      json_pack("{s:o,s:o}", "texts", report_texts_view(&a), "findings",
                                report_findings_view(rq, &a)));
}
