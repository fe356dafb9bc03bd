#include "op/letter_render.h"
#include "op/report_reply.h"

/* The template of annual reports that holds, to be edited: the agency's own, that of an agency
 * above it, or the default one. */
OPERATION(report_template_file, .summary = "Download the template of annual reports",
          .route = "GET /api/v1/agencies/{agency}/report-template",
          .right = RIGHT_agency_read, .formats = "|docx",
          .query = FIELDS(BOOLEAN("standard", "取默认模板")))
{
    struct report_template t = {.bytes = NULL};
    struct text standard = {NULL, 0, 0};

    if (!is_true(rq, "standard"))
        TRY(report_template_read(rq, &t));
    rq->reply.disposition = "attachment; filename=\"annual-report.docx\"";
    if (t.bytes != NULL)
        return reply_bytes(rq, 200, DOCX_TYPE, t.bytes, t.size);
    report_template(rq->arena, &standard);
    return reply_text(rq, 200, DOCX_TYPE, &standard);
}
