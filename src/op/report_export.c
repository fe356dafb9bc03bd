#include "http/dispatch.h"
#include "op/report_keep.h"
#include "op/report_reply.h"

/* What is read inside the transaction, which ends before anything slow begins. */
struct export
{
    struct report report;
    const char *version_line;
    struct report_template template;
};

/* What a version says of itself at the end of its file: the number, both cut-offs (rule 5.10)
 * and what proves it. */
static const char *
line_of(struct request *rq, const struct kept_version *v)
{
    return arena_printf(rq->arena,
                        "第%d版：统计%ld年12月31日以前发生、%s以前录入的事项。SHA-256：%s",
                        v->version, number_of(rq, "year"), v->known_at, v->digest);
}

/* A report that nobody froze, or that is no longer what was frozen, says so. */
static enum problem
line_of_live(struct request *rq, const struct report_question *q, struct export *e)
{
    struct report *frozen = arena_alloc(rq->arena, sizeof *frozen);
    struct kept_version v;

    TRY(report_kept_of(rq, q->year, 0, frozen, &v));
    if (v.version == 0)
        e->version_line = "草稿：本报告尚未锁定，数字仍可能变化。";
    else if (q->as_of != NO_DATE || q->known_at != NULL || q->form != NULL)
        e->version_line = arena_printf(
            rq->arena, "草稿：按所选截止时间或格式重新统计，不是已锁定的第%d版。",
            v.version);
    else if (report_kept_is(rq, &v, &e->report))
        e->version_line = line_of(rq, &v);
    else
        e->version_line = arena_printf(
            rq->arena, "草稿：与已锁定的第%d版不一致；公布以锁定的版次为准。", v.version);
    return OK;
}

static enum problem
read_live(struct request *rq, const struct report_question *q, struct export *e)
{
    TRY(report_assemble(rq, q, &e->report));
    return line_of_live(rq, q, e);
}

/* The version asked for, from the bytes that were frozen. */
static enum problem
read_version(struct request *rq, const struct report_question *q, struct export *e)
{
    struct kept_version v;

    if (q->as_of != NO_DATE || q->known_at != NULL || q->form != NULL) {
        add_error_with(rq, "version", "锁定的版次有自己的截止时间和格式，请只填其一",
                       "a frozen version has cut-offs and a form of its own; leave out "
                       "as_of, known_at and form");
        return P_invalid;
    }
    TRY(report_kept_of(rq, q->year, (int)number_of(rq, "version"), &e->report, &v));
    if (v.version == 0)
        return fail_with(rq, P_not_found, "没有锁定过这一版年度报告",
                         "no such version of the report was frozen");
    e->version_line = line_of(rq, &v);
    return OK;
}

static enum problem
read_report(struct request *rq)
{
    struct export *e = arena_alloc(rq->arena, sizeof *e);
    struct report_question q;

    TRY(report_question_of(rq, &q));
    put_text(rq, "scope", q.subtree ? "subtree" : "agency");
    TRY(text_of(rq, "version") != NULL ? read_version(rq, &q, e) : read_live(rq, &q, e));
    TRY(report_template_read(rq, &e->template));
    rq->stream = e;
    return OK;
}

static const char *
name_of(struct request *rq)
{
    const char *version = text_of(rq, "version");

    return arena_printf(rq->arena, "report-%s-%ld%s%s", rq->agency.code,
                        number_of(rq, "year"), version != NULL ? "-v" : "",
                        version != NULL ? version : "");
}

/* The whole annual report as a file: a frozen version, or as it stands or as of any cut-off, to
 * be edited, sent up or put on the page of the agency (Reg. 49, 50; rules 5.10, 8.7).  What is
 * not a frozen version calls itself a draft. */
OPERATION(report_export, .summary = "Export the whole annual report",
          .route = "GET /api/v1/agencies/{agency}/reports/{year}/export",
          .right = RIGHT_report_read, .across = true, .whole = true, .alone = true,
          .formats = REPORT_FORMATS,
          .query = FIELDS(REPORT_CUTS, INTEGER("version", "锁定的版次；缺省为现在的数据",
                                               .min = 1, .max = 1000000)))
{
    const struct export *e;

    TRY(dispatch_alone(rq, read_report, true));
    e = rq->stream;
    rq->stream = NULL;
    return reply_report(rq, &(struct report_file){&e->report, e->version_line},
                        &e->template, name_of(rq));
}
