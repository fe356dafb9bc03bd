#include "op/clock_view.h"
#include "op/figures.h"
#include "op/narrative.h"
#include "op/report_keep.h"

#include <string.h>

static const char *
printed(const struct figure *f, const struct printed *p, char buffer[40])
{
    return p->state == CELL_NUMBER ? figure_print(f->unit, p->value, buffer, 40) : NULL;
}

/* The figures that X and Y, of one year, say differently. */
static json_t *
changed_figures(const struct report *x, const struct report *y)
{
    const struct figure_form *form = x->figure_form;
    json_t *list = json_array();

    for (int i = 0; i < form->count; i++) {
        const struct figure *f = &form->figures[i];
        const struct printed *a = &x->figures[i], *b = &y->figures[i];
        char before[40], after[40];

        if (a->state != b->state || (a->state == CELL_NUMBER && a->value != b->value))
            json_array_append_new(
                list, json_pack("{s:s,s:s,s:s,s:s?,s:s?}", "key", f->key, "row",
                                f->row_label, "column", f->column_label, "before",
                                printed(f, a, before), "after", printed(f, b, after)));
    }
    return list;
}

static const char *
body_of(const struct report *r, enum report_part part)
{
    return r->text[part].body != NULL ? r->text[part].body : "";
}

/* The parts that say something else, sentence by sentence. */
static json_t *
changed_texts(struct request *rq, const struct report *x, const struct report *y)
{
    json_t *list = json_array();

    for (enum report_part i = 0; i < PART_COUNT; i++)
        if (strcmp(body_of(x, i), body_of(y, i)) != 0)
            json_array_append_new(
                list, json_pack("{s:s,s:o}", "part", report_part_code(i), "changes",
                                narrative_changes(rq, body_of(x, i), body_of(y, i))));
    return list;
}

/* Version N as it was frozen, or, N being 0, the report as it stands. */
static enum problem
read_version(struct request *rq, int n, struct assembled *a)
{
    const struct report_question now = {.agency = rq->agency.id,
                                        .year = (int)number_of(rq, "year"),
                                        .subtree = is_true(rq, "subtree"),
                                        .as_of = NO_DATE};
    struct kept_version kept;

    *a = (struct assembled){.code = NULL};
    return n != 0 ? report_kept_of(rq, now.year, n, &a->report, &kept)
                  : report_assemble_all(rq, &now, a);
}

/* What changed since a report was frozen, or between two versions: which case or remedy left and
 * entered which cell, and by which entry (rule 5.10); which figures and sentences are others. */
OPERATION(
    report_difference, .summary = "List what differs from a frozen report, case by case",
    .route = "GET /api/v1/agencies/{agency}/reports/{year}/difference",
    .right = RIGHT_case_count,
    .query = FIELDS(REPORT_SCOPE,
                    INTEGER("from", "版次", .min = 1, .max = 1000000, .required = true),
                    INTEGER("to", "与之比较的版次；缺省为现在的数据", .min = 1,
                            .max = 1000000)),
    .reply = FIELDS(
        INTEGER("from", "版次", .required = true), INTEGER("to", "与之比较的版次"),
        LIST("cells", "各格增减", .required = true,
             .fields = FIELDS(CHOICE("section", "部分", .oneof = "|three|four",
                                     .required = true),
                              TEXT("cell", "行", .required = true),
                              TEXT("category", "列", .required = true),
                              INTEGER("change", "增减", .required = true))),
        LIST("cases", "各件申请", .required = true, .fields = REPORT_MOVED_FIELDS),
        LIST("remedies", "各件复议、诉讼", .required = true,
             .fields = FIELDS(TEXT("agency", "机关代码", .required = true),
                              INTEGER("n", "序号", .required = true), REPORT_MOVED)),
        LIST("figures", "第二部分改变的数", .required = true,
             .fields = FIELDS(TEXT("key", "代码", .required = true),
                              TEXT("row", "信息内容", .required = true),
                              TEXT("column", "栏目", .required = true),
                              TEXT("before", "原数"), TEXT("after", "现数"))),
        LIST("texts", "改变的文字", .required = true,
             .fields = FIELDS(TEXT("part", "部分", .required = true), NARRATIVE_CHANGES))))
{
    struct assembled *before = arena_alloc(rq->arena, sizeof *before),
                     *after = arena_alloc(rq->arena, sizeof *after);
    int from = (int)number_of(rq, "from"), to = (int)number_of(rq, "to");
    struct report_way way;
    PGresult *row;
    json_t *j;

    TRY(report_way_read(rq, &way));
    if (from > way.version || to > way.version)
        return fail_with(rq, P_not_found, "没有锁定过这一版年度报告",
                         "no such version of the report was frozen");
    TRY(read_version(rq, from, before));
    TRY(read_version(rq, to, after));
    section_four_list(rq, &after->four); /* none of a version, which has its own */
    TRY(run_sql(rq, SQL(report_difference), &row));
    j = json_loads(PQgetvalue(row, 0, 0), 0, NULL);
    json_object_set_new(j, "figures", changed_figures(&before->report, &after->report));
    json_object_set_new(j, "texts", changed_texts(rq, &before->report, &after->report));
    return reply_json(rq, 200, j);
}
