#include "op/published.h"

#include "base/spool.h"
#include "document/report_json.h"
#include "document/report_read.h"
#include "document/table.h"

#include <stdlib.h>
#include <string.h>

static enum problem
read_bytes(struct request *rq, const char *bytes, size_t size, struct report *r)
{
    const char *zh = NULL, *en = NULL;

    if (report_read(rq->arena, bytes, size, rq->upload.name, r, &zh, &en) != 0)
        return fail(rq, P_file_refused, "%s", "%s", rq->english ? en : zh);
    return OK;
}

enum problem
published_read(struct request *rq, struct report *r)
{
    long long size = spool_size(rq->upload.file);
    enum problem p = P_internal;
    char *bytes;

    if (size > REPORT_FILE_BYTES)
        return fail_with(rq, P_file_refused, report_too_large_zh, report_too_large_en);
    bytes = xmalloc((size_t)size + 1);
    bytes[size] = '\0';
    if (spool_read(rq->upload.file, 0, bytes, (size_t)size))
        p = read_bytes(rq, bytes, (size_t)size, r);
    free(bytes);
    return p;
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
    struct report *r = arena_alloc(rq->arena, sizeof *r);

    TRY(published_read(rq, r));
    if (r->tally_form == NULL)
        return fail_with(rq, P_file_refused, "没有找到第三部分的表格，请上传完整的报告",
                         "there is no section three in it; upload the whole report");
    TRY(check_year(rq, r));
    rq->upload.seen = r;
    return OK;
}

/* ---- What was read ---- */

static json_t *
cells(const struct report *r, const struct finding *f)
{
    json_t *list = json_array();

    for (int i = 0; i < f->cell_count; i++) {
        const struct check_cell *c = &f->cells[i];

        json_array_append_new(
            list, json_pack("{s:s?,s:s?,s:I,s:I}", "row",
                            report_row_key(r, f->place.part, c->row), "column",
                            report_column_key(f->place.part, c->column), "printed",
                            (json_int_t)c->printed, "expected", (json_int_t)c->expected));
    }
    return list;
}

static json_t *
finding(struct request *rq, const struct report *r, const struct finding *f)
{
    json_t *j = json_pack(
        "{s:s,s:s,s:s,s:s,s:s,s:o,s:o,s:s,s:s?,s:s,s:s}", "rule", check_rule_code(f->rule),
        "level", check_level_code(check_rule_level(f->rule)), "verdict",
        check_verdict_code(f->verdict), "key", f->key, "place",
        check_place_text(rq->arena, r, &f->place, rq->english), "at",
        report_place(r, &f->place), "cells", cells(r, f), "message",
        rq->english ? f->en : f->zh, "cause", rq->english ? f->cause_en : f->cause_zh,
        "basis", check_rule_basis(f->rule), "fix", check_rule_fix(f->rule, rq->english));

    json_object_set_new(j, "printed",
                        f->has_numbers ? json_integer(f->printed) : json_null());
    json_object_set_new(j, "expected",
                        f->has_numbers ? json_integer(f->expected) : json_null());
    return j;
}

/* The table of D as document/table.h writes it. */
static json_t *
table(const struct report *r, struct table_document d)
{
    struct text written = {NULL, 0, 0};
    json_t *j;

    d.agency_name = r->agency != NULL ? r->agency : "";
    d.year = r->year;
    table_json(&written, &d);
    j = json_loadb(written.bytes, written.len, 0, NULL);
    text_free(&written);
    return j;
}

static json_t *
tables(const struct report *r)
{
    struct tally three;
    struct remedy_table four;
    json_t *j = json_object();

    if (r->tally_form != NULL) {
        report_tally(r, &three);
        json_object_set_new(j, "three", table(r, (struct table_document){.tally = &three}));
    }
    if (r->has_remedies) {
        report_remedy_table(r, &four);
        json_object_set_new(j, "four",
                            table(r, (struct table_document){.remedies = &four}));
    }
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
    *out = json_pack("{s:o,s:o,s:o,s:s,s:i,s:i,s:i,s:o}", "report", report, "tables",
                     tables(r), "figures",
                     r->figure_form != NULL ? figures_view(r->figure_form, r->figures)
                                            : json_array(),
                     "verdict",
                     found.errors > 0    ? "fail"
                     : found.unknown > 0 ? "cannot_tell"
                                         : "pass",
                     "errors", found.errors, "warnings", found.warnings, "unknown",
                     found.unknown, "findings", list);
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
