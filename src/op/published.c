#include "op/published.h"

#include "base/spool.h"
#include "document/report_json.h"
#include "document/report_read.h"

#include <stdlib.h>
#include <string.h>

static enum problem
read_bytes(struct request *rq, const char *bytes, size_t size, struct report *r)
{
    const char *zh = NULL, *en = NULL;

    if (report_read(rq->arena, bytes, size, rq->upload.name, r, &zh, &en) != 0)
        return fail(rq, P_file_refused, "%s", "%s", rq->english ? en : zh);
    if (r->tally_form == NULL)
        return fail_with(rq, P_file_refused, "没有找到第三部分的表格，请上传完整的报告",
                         "there is no section three in it; upload the whole report");
    return OK;
}

/* The year that it says of itself is the one it is entered for. */
static enum problem
check_year(struct request *rq, struct report *r)
{
    int year = (int)number_of(rq, "year");

    if (r->year != 0 && r->year != year)
        return fail(rq, P_file_refused, "这是%d年度的报告，不是%d年度的",
                    "it is the report of %d, not of %d", r->year, year);
    r->year = year;
    return OK;
}

enum problem
published_examine(struct request *rq)
{
    long long size = spool_size(rq->upload.file);
    struct report *r = arena_alloc(rq->arena, sizeof *r);
    enum problem p = P_internal;
    char *bytes;

    if (size > REPORT_FILE_BYTES)
        return fail_with(rq, P_file_refused, report_too_large_zh, report_too_large_en);
    bytes = xmalloc((size_t)size + 1);
    bytes[size] = '\0';
    if (spool_read(rq->upload.file, 0, bytes, (size_t)size))
        p = read_bytes(rq, bytes, (size_t)size, r);
    free(bytes);
    TRY(p);
    TRY(check_year(rq, r));
    rq->upload.seen = r;
    return OK;
}

static json_t *
finding(struct request *rq, const struct report *r, const struct finding *f)
{
    json_t *j = json_pack(
        "{s:s,s:s,s:s,s:s,s:s,s:s?,s:s}", "rule", check_rule_code(f->rule), "level",
        check_level_code(check_rule_level(f->rule)), "verdict",
        check_verdict_code(f->verdict), "place",
        check_place_text(rq->arena, r, &f->place, rq->english), "message",
        rq->english ? f->en : f->zh, "cause", rq->english ? f->cause_en : f->cause_zh,
        "basis", check_rule_basis(f->rule));

    json_object_set_new(j, "printed",
                        f->has_numbers ? json_integer(f->printed) : json_null());
    json_object_set_new(j, "expected",
                        f->has_numbers ? json_integer(f->expected) : json_null());
    return j;
}

enum problem
published_as_read(struct request *rq, const struct report *r, json_t **out)
{
    const struct report_context nothing = {.previous = NULL};
    struct findings found = report_check(rq->arena, r, &nothing);
    struct text written = {NULL, 0, 0};
    json_t *list = json_array(), *report;

    report_json_write(&written, r);
    report = json_loadb(written.bytes, written.len, 0, NULL);
    text_free(&written);
    if (report == NULL) {
        json_decref(list);
        return fail_with(rq, P_file_refused, "文件中的文字含有不能保存的字符",
                         "its words hold characters that cannot be kept");
    }
    for (int i = 0; i < found.count; i++)
        json_array_append_new(list, finding(rq, r, &found.list[i]));
    *out = json_pack("{s:o,s:o}", "report", report, "findings", list);
    return OK;
}

enum problem
published_find(struct request *rq, struct report *r, const char **shown)
{
    const char *covers = text_of(rq, "covers"), *zh, *en;
    PGresult *row;

    put_text(rq, "known_at", NULL);
    TRY(run_sql(rq, SQL(published_find), &row));
    if (PQntuples(row) == 0 && covers != NULL)
        return fail(rq, P_not_found, "%s 没有录入%ld年度%s的这份报告",
                    "no such report of %s and %ld that covers %s was entered",
                    rq->agency.name, number_of(rq, "year"),
                    rq->english ? (strcmp(covers, "subtree") == 0 ? "its subtree"
                                                                  : "the agency alone")
                    : strcmp(covers, "subtree") == 0 ? "含下级"
                                                     : "仅本机关");
    if (PQntuples(row) == 0)
        return fail(rq, P_not_found, "%s 没有录入%ld年度的这份报告",
                    "no such report of %s and %ld was entered", rq->agency.name,
                    number_of(rq, "year"));
    *shown = PQgetvalue(row, 0, 0);
    *r = (struct report){.year = 0};
    if (report_json_read(rq->arena, PQgetvalue(row, 0, 1), (size_t)PQgetlength(row, 0, 1),
                         r, &zh, &en) != 0)
        return P_internal; /* it was read before it was stored */
    return OK;
}
