#include "document/table.h"
#include "op/section_three.h"

#include <string.h>

/* "截至 …" when the table is not today's knowledge of the whole year, else NULL. */
static const char *
note_of(struct request *rq)
{
    const char *as_of = text_of(rq, "as_of"), *known_at = text_of(rq, "known_at");

    if (as_of == NULL && known_at == NULL)
        return NULL;
    return arena_printf(rq->arena, "截至%s%s%s%s", as_of ? as_of : "年末",
                        known_at ? "，按 " : "", known_at ? known_at : "",
                        known_at ? " 时的记录" : "");
}

static enum problem
reply_file(struct request *rq, const char *type, const char *suffix, struct text *t)
{
    rq->reply.disposition =
        arena_printf(rq->arena, "attachment; filename=\"section-three-%s-%ld.%s\"",
                     rq->agency.code, number_of(rq, "year"), suffix);
    return reply_text(rq, 200, type, t);
}

/* Section three (收到和处理政府信息公开申请情况), computed from cases, as of any cut-off. */
OPERATION(
    section_three_show, .summary = "Show section three of an agency or subtree",
    .route = "GET /api/v1/agencies/{agency}/section-three", .right = RIGHT_statistics,
    .formats = "|json|csv|xlsx|html|text",
    .query = (const struct field[]){SECTION_THREE_FIELDS, {.name = NULL}},
    .reply = FIELDS(TEXT("agency", "机关名称", .required = true),
                    INTEGER("year", "年度", .required = true),
                    CHOICE("scope", "范围", .oneof = "|agency|subtree", .required = true),
                    TEXT("form", "格式", .required = true), TEXT("note", "说明"),
                    LIST("columns", "列", .required = true,
                         .fields = FIELDS(TEXT("key", "代码", .required = true),
                                          TEXT("label", "名称", .required = true))),
                    LIST("rows", "行", .required = true,
                         .fields = FIELDS(TEXT("key", "代码", .required = true),
                                          TEXT("label", "名称", .required = true),
                                          LIST("cells", "七列的数", .required = true))),
                    LIST("spans", "表头与行名", .required = true,
                         .fields = FIELDS(INTEGER("row", "起始行", .required = true),
                                          INTEGER("column", "起始列", .required = true),
                                          INTEGER("rows", "占行数", .required = true),
                                          INTEGER("columns", "占列数", .required = true),
                                          TEXT("text", "文字", .required = true)))))
{
    struct tally tally;
    struct text out = {NULL, 0, 0};
    struct table_document d = {.tally = &tally,
                               .agency_name = rq->agency.name,
                               .year = (int)number_of(rq, "year")};

    TRY(section_three_question(rq));
    TRY(section_three_count(rq, &tally));
    d.subtree = is_true(rq, "subtree");
    d.note = note_of(rq);
    if (strcmp(rq->format, "csv") == 0) {
        table_csv(&out, &d);
        return reply_file(rq, "text/csv; charset=utf-8", "csv", &out);
    }
    if (strcmp(rq->format, "xlsx") == 0) {
        if (table_xlsx(&d, &out) != 0)
            return P_internal;
        return reply_file(
            rq, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
            &out);
    }
    if (strcmp(rq->format, "html") == 0) {
        table_html(&out, &d);
        rq->reply.is_document = true;
        return reply_text(rq, 200, "text/html; charset=utf-8", &out);
    }
    if (strcmp(rq->format, "text") == 0) {
        table_plain(&out, &d);
        return reply_text(rq, 200, "text/plain; charset=utf-8", &out);
    }
    table_json(&out, &d);
    return reply_text(rq, 200, "application/json", &out);
}
