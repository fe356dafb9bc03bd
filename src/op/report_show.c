#include "op/clock_view.h"
#include "op/fields.h"
#include "op/figures.h"
#include "op/report.h"
#include "op/report_view.h"

#include <string.h>

static json_t *
section_two(const struct assembled *a)
{
    json_t *missing = json_array();

    for (int i = 0; i < a->missing_count; i++)
        json_array_append_new(missing, json_pack("{s:s,s:s}", "code", a->missing[i].code,
                                                 "name", a->missing[i].name));
    return json_pack("{s:s,s:s,s:o,s:o}", "heading", a->report.text[PART_two].heading,
                     "form", a->report.figure_form->name, "figures",
                     figures_view(a->report.figure_form, a->report.figures), "missing",
                     missing);
}

static json_t *
section_three(const struct report *r)
{
    json_t *rows = json_array();

    for (int i = 0; i < r->tally_form->row_count; i++) {
        json_t *cells = json_object();

        for (int c = 0; c < TALLY_COLUMNS; c++)
            json_object_set_new(cells, tally_column_key(c),
                                json_integer(r->cells[i][c].value));
        json_array_append_new(
            rows, json_pack("{s:s,s:s,s:o}", "key", r->tally_form->rows[i].key, "label",
                            r->tally_form->rows[i].label, "cells", cells));
    }
    return json_pack("{s:s,s:s,s:o}", "heading", r->text[PART_three].heading, "form",
                     r->tally_form->name, "rows", rows);
}

static json_t *
section_four(const struct report *r)
{
    json_t *blocks = json_array();

    for (int b = 0; b < BLOCK_COUNT; b++) {
        json_t *cells = json_object();

        for (int c = 0; c < COLUMN_COUNT; c++)
            json_object_set_new(cells, remedy_column_code((enum remedy_column)c),
                                json_integer(r->remedies[b][c].value));
        json_array_append_new(
            blocks,
            json_pack("{s:s,s:s,s:o}", "key", remedy_block_code((enum remedy_block)b),
                      "label", remedy_block_label((enum remedy_block)b), "cells", cells));
    }
    return json_pack("{s:s,s:o}", "heading", r->text[PART_four].heading, "blocks", blocks);
}

#define CELLS(called) OBJECT("cells", called, .required = true)

/* The whole report as it stands at the moment of asking, or as of any cut-off (Reg. 50; rules
 * 8.1-8.4). */
OPERATION(
    report_show, .summary = "Show the annual report as it stands",
    .route = "GET /api/v1/agencies/{agency}/reports/{year}", .right = RIGHT_report_read,
    .across = true, .whole = true, .query = FIELDS(REPORT_CUTS),
    .reply = FIELDS(
        TEXT("agency", "机关代码", .required = true),
        TEXT("name", "机关名称", .required = true),
        CHOICE("level", "层级", .oneof = LEVELS, .required = true),
        INTEGER("year", "年度", .required = true),
        CHOICE("scope", "范围", .oneof = SCOPES, .required = true),
        DATE("cut_off", "截至", .required = true), TEXT("known_at", "截至（记录时刻）"),
        TEXT("title", "标题", .required = true),
        OBJECT("section_two", "第二部分", .required = true,
               .fields = FIELDS(
                   TEXT("heading", "标题", .required = true),
                   TEXT("form", "格式", .required = true), FIGURES_SHOWN,
                   LIST("missing", "未填报的机关", .required = true,
                        .fields = FIELDS(TEXT("code", "机关代码", .required = true),
                                         TEXT("name", "机关名称", .required = true))))),
        OBJECT("section_three", "第三部分", .required = true,
               .fields = FIELDS(TEXT("heading", "标题", .required = true),
                                TEXT("form", "格式", .required = true),
                                LIST("rows", "行", .required = true,
                                     .fields = FIELDS(TEXT("key", "代码", .required = true),
                                                      TEXT("label", "名称",
                                                           .required = true),
                                                      CELLS("各列的数"))))),
        OBJECT("section_four", "第四部分", .required = true,
               .fields = FIELDS(TEXT("heading", "标题", .required = true),
                                LIST("blocks", "栏目", .required = true,
                                     .fields = FIELDS(TEXT("key", "代码", .required = true),
                                                      TEXT("label", "名称",
                                                           .required = true),
                                                      CELLS("各格的数"))))),
        REPORT_TEXTS, REPORT_FINDINGS))
{
    struct report_question q;
    struct assembled a;
    json_t *j;

    TRY(report_question_of(rq, &q));
    TRY(report_assemble_all(rq, &q, &a));
    j = json_pack("{s:s,s:s,s:s,s:i,s:s,s:s}", "agency", a.code, "name", a.report.agency,
                  "level", a.report.level, "year", q.year, "scope",
                  q.subtree ? "subtree" : "agency", "title", a.report.title);
    json_object_set_new(j, "cut_off", json_string(text_of(rq, "cut_off")));
    json_object_set_new(j, "known_at",
                        q.known_at != NULL ? json_string(q.known_at) : json_null());
    json_object_set_new(j, "section_two", section_two(&a));
    json_object_set_new(j, "section_three", section_three(&a.report));
    json_object_set_new(j, "section_four", section_four(&a.report));
    json_object_set_new(j, "texts", report_texts_view(&a));
    json_object_set_new(j, "findings", report_findings_view(rq, &a));
    return reply_json(rq, 200, j);
}
