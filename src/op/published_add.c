#include "base/spool.h"
#include "http/audit.h"
#include "op/clock_view.h"
#include "op/published.h"
#include "op/section_three.h"

#include <stdlib.h>
#include <string.h>

/* Stored, it comes back with spaces, and must still be below REPORT_JSON_BYTES. */
enum { BIGGEST_REPORT = 3 << 20 };

/* Oversight enters for an agency below only what that one does not count here itself. */
static enum problem
check_subordinate(struct request *rq)
{
    struct tally t;
    int total;

    if (rq->relation != RELATION_SUBORDINATE)
        return OK;
    TRY(section_three_count(rq, &t));
    total = tally_row_of(t.form, "total");
    if (t.cells[0][TALLY_TOTAL_COLUMN] == 0 && t.cells[1][TALLY_TOTAL_COLUMN] == 0 &&
        t.cells[total][TALLY_TOTAL_COLUMN] == 0)
        return OK;
    return fail(rq, P_act_not_lawful,
                "%s 在本系统办理%ld年度的申请，其报告由该机关自己录入",
                "%s works on its applications of %ld here and enters its report itself",
                rq->agency.name, number_of(rq, "year"));
}

static enum problem
store(struct request *rq, const json_t *report)
{
    char *words = json_dumps(report, JSON_COMPACT),
         *hex = arena_alloc(rq->arena, SPOOL_HEX);
    PGresult *row;

    if (words == NULL)
        return P_internal;
    arena_own(rq->arena, words, free);
    if (strlen(words) > BIGGEST_REPORT)
        return fail_with(rq, P_file_refused, "报告文字过长，请只上传报告本身",
                         "its text is too long; upload the report alone");
    spool_digest_hex(rq->upload.file, hex);
    put_text(rq, "report", words);
    put_text(rq, "sha256", hex);
    put_text(rq, "file_name", rq->upload.name);
    audit_about(rq, "published_report:%s", text_of(rq, "year"));
    audit_note(rq, "sha256", arena_printf(rq->arena, "\"%s\"", hex));
    TRY(run_sql(rq, SQL(published_add), &row));
    put_text(rq, "n", PQgetvalue(row, 0, 0));
    return OK;
}

/* Enter a report that the agency published: a page (HTML), DOCX, XLSX, CSV, or its tables as
 * JSON.  It holds for the year in a roll-up as long as the agency has no cases of it here.  What
 * contradicts itself is told and taken: it was published so.  It covers the agency alone unless
 * said otherwise. */
OPERATION(
    published_add, .summary = "Enter a published annual report",
    .route = "POST /api/v1/agencies/{agency}/published-reports/{year}",
    .right = RIGHT_report_import, .upload = true, .examine = published_examine,
    .query = FIELDS(CHOICE("covers", "报告范围（本机关或含下级）", .oneof = REPORT_COVERS),
                    TEXT("source", "来源（网址或说明）", .max = 500, .required = true),
                    DATE("published_on", "公布日期", .past = true)),
    .reply = FIELDS(OBJECT("published", "已公布的报告", .required = true,
                           .fields = PUBLISHED_REPORT),
                    REPORT_AS_READ))
{
    struct report stored;
    const char *shown;
    json_t *j;

    if (text_of(rq, "covers") == NULL)
        put_text(rq, "covers", "agency");
    TRY(section_three_question(rq));
    TRY(check_subordinate(rq));
    TRY(published_as_read(rq, rq->upload.seen, &j));
    own_json(rq->arena, j);
    TRY(store(rq, json_object_get(j, "report")));
    TRY(published_find(rq, &stored, &shown));
    json_object_set_new(j, "published", json_loads(shown, 0, NULL));
    return reply_json(rq, 201, json_incref(j));
}
