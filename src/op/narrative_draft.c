#include "op/clock_view.h"
#include "op/narrative.h"
#include "op/report_view.h"

/* The texts to start from, by level of government (rules 8.3 and 8.7): what is stated already
 * is not looked at. */
OPERATION(narrative_draft, .summary = "Draft the written parts of a report",
          .route = "GET /api/v1/agencies/{agency}/narrative-draft/{year}",
          .right = RIGHT_report_read, .across = true, .whole = true,
          .query = FIELDS(REPORT_SCOPE), .reply = FIELDS(REPORT_TEXTS, REPORT_FINDINGS))
{
    struct assembled a;

    TRY(narrative_assemble(rq, true, &a));
    return reply_json(rq, 200,
                      json_pack("{s:o,s:o}", "texts", report_texts_view(&a), "findings",
                                report_findings_view(rq, &a)));
}
