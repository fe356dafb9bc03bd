#include "http/dispatch.h"
#include "op/report.h"
#include "op/report_reply.h"

/* What is read inside the transaction, which ends before anything slow begins. */
struct export
{
    struct assembled whole;
    struct report_template template;
};

static enum problem
read_report(struct request *rq)
{
    struct export *e = arena_alloc(rq->arena, sizeof *e);
    struct report_question q;

    TRY(report_question_of(rq, &q));
    TRY(report_assemble_all(rq, &q, &e->whole));
    TRY(report_template_read(rq, &e->template));
    rq->stream = e;
    return OK;
}

/* The whole annual report as a file, as it stands or as of any cut-off: to be edited, sent up or
 * put on the page of the agency (Reg. 49, 50; rule 8.7). */
OPERATION(report_export, .summary = "Export the whole annual report",
          .route = "GET /api/v1/agencies/{agency}/reports/{year}/export",
          .right = RIGHT_report_read, .alone = true, .formats = REPORT_FORMATS,
          .query = FIELDS(REPORT_CUTS))
{
    const struct export *e;

    TRY(dispatch_alone(rq, read_report, true));
    e = rq->stream;
    rq->stream = NULL;
    return reply_report(
        rq, &(struct report_file){&e->whole.report, NULL}, &e->template,
        arena_printf(rq->arena, "report-%s-%d", e->whole.code, e->whole.report.year));
}
