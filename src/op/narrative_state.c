#include "core/similarity.h"
#include "http/audit.h"
#include "op/clock_view.h"
#include "op/fields.h"
#include "op/narrative.h"
#include "op/paging.h"
#include "op/report_touch.h"
#include "op/report_view.h"
#include "op/stated.h"

enum { MOST_FAULTS = 20, ALIKE = 90 };

/* A field that is none is refused when it is written, not found when the report is due. */
static enum problem
check_fields(struct request *rq, const char *text)
{
    struct narrative_fault *faults = arena_alloc(rq->arena, sizeof *faults * MOST_FAULTS);
    int n =
        narrative_check(rq->arena, text, (int)number_of(rq, "year"), faults, MOST_FAULTS);

    for (int i = 0; i < n; i++)
        add_error_with(rq, "text", narrative_fault_zh(rq->arena, &faults[i]),
                       narrative_fault_en(rq->arena, &faults[i]));
    return n == 0 ? OK : P_invalid;
}

static void
warn_of_gaps(struct request *rq, const struct narrative_filled *f, const char *raw)
{
    size_t length;

    for (int i = 0; i < f->count; i++)
        if (f->ranges[i].absent)
            add_warning(rq, "text", "字段 {{%s}} 现在没有可用的数据",
                        "{{%s}} has no value at present", f->ranges[i].field);
    while ((raw = narrative_unwritten(raw, &length)) != NULL) {
        add_warning(rq, "text", "尚待写明：%s", "still to be written: %s",
                    arena_copy(rq->arena, raw, length));
        raw += length;
    }
}

/* A text that says what last year's said is what reviewers look for (rule 8.8(5)). */
static enum problem
warn_of_copy(struct request *rq, const char *text)
{
    struct narrative_revision *last;
    int count, alike;

    TRY(narrative_revisions(rq, (int)number_of(rq, "year") - 1, text_of(rq, "part"), 1,
                            &last, &count));
    if (count == 0)
        return OK;
    alike = text_similarity(rq->arena, text, last->text);
    if (alike >= ALIKE)
        add_warning(rq, "text", "与上年度同一部分的文字相似度为 %d%%，请核对是否照抄",
                    "is %d%% like the same part of last year; see whether it was copied",
                    alike);
    return OK;
}

/* State a written part of a report: plain paragraphs, with numbers as fields bound to cells
 * (rule 8.8(3)).  The texts before it are kept. */
OPERATION(narrative_state, .summary = "State a written part of a report",
          .route = "POST /api/v1/agencies/{agency}/narrative/{year}/{part}",
          .right = RIGHT_report_state, .across = true, .whole = true,
          .body = FIELDS(REPORT_SCOPE,
                         TEXT("text", "正文", .max = NARRATIVE_MOST_CHARACTERS,
                              .multiline = true, .required = true)),
          .reply = FIELDS(TEXT("part", "部分", .required = true),
                          INTEGER("n", "第几稿", .required = true),
                          TEXT("raw", "原文（含字段）", .required = true),
                          TEXT("text", "正文", .required = true), REPORT_FIELDS, WARNINGS))
{
    const char *text = text_of(rq, "text"), *part = text_of(rq, "part");
    int year = (int)number_of(rq, "year"), count, at = report_part_of(part);
    struct narrative_revision *all;
    struct assembled a;
    PGresult *done;

    TRY(report_touch_stated(rq, scope_is_subtree(rq) ? "subtree" : "agency"));
    TRY(check_fields(rq, text));
    TRY(narrative_revisions(rq, year, part, 1, &all, &count));
    TRY(stated_seen(rq, all->n));
    put_number(rq, "n", all->n + 1);
    audit_about(rq, "narrative:%s/%d/%s%s", rq->agency.code, year, part,
                scope_is_subtree(rq) ? "/subtree" : "");
    audit_note(rq, "n", arena_printf(rq->arena, "%d", all->n + 1));
    TRY(run_sql(rq, SQL(narrative_state), &done));
    TRY(narrative_assemble(rq, false, &a));
    warn_of_gaps(rq, &a.filled[at], text);
    TRY(warn_of_copy(rq, text));
    put_warnings(rq);
    rq->reply.etag = arena_printf(rq->arena, "\"%d\"", all->n + 1);
    return reply_json(rq, 200,
                      json_pack("{s:s,s:i,s:s,s:s,s:o,s:o}", "part", part, "n", all->n + 1,
                                "raw", text, "text", a.filled[at].text, "fields",
                                report_fields_view(&a.filled[at]), "warnings",
                                json_loads(text_of(rq, "warnings"), 0, NULL)));
}
