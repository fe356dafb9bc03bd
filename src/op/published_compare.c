#include "op/clock_view.h"
#include "op/fields.h"
#include "op/published.h"
#include "op/report.h"

#include <string.h>

struct comparing {
    struct request *rq;
    const char *scope;
    json_t *differences;
};

static json_t *
number_or_null(const struct printed *p)
{
    return p->state == CELL_NUMBER ? json_integer(p->value) : json_null();
}

/* A cell that is printed otherwise than it is counted; CASES, an address, opens what is
 * behind the number that is counted.  A blank is a nought here. */
static void
differ(struct comparing *c, const char *section, const char *row, const char *column,
       const struct printed *printed, const struct printed *counted, const char *cases)
{
    if (printed->state == CELL_ABSENT || counted->state == CELL_ABSENT ||
        printed->value == counted->value)
        return;
    json_array_append_new(c->differences,
                          json_pack("{s:s,s:s,s:s?,s:o,s:s?,s:o,s:s?}", "section", section,
                                    "row", row, "column", column, "printed",
                                    number_or_null(printed), "remark", printed->remark,
                                    "computed", number_or_null(counted), "cases", cases));
}

static void
compare_two(struct comparing *c, const struct report *p, const struct report *q)
{
    for (int i = 0; p->figure_form != NULL && i < p->figure_form->count; i++) {
        const struct figure *f = &p->figure_form->figures[i];
        int at = q->figure_form != NULL ? figure_of(q->figure_form, f->key) : -1;

        if (at >= 0)
            differ(c, "two", f->row, f->column, &p->figures[i], &q->figures[at], NULL);
    }
}

static void
compare_three(struct comparing *c, const struct report *p, const struct report *q)
{
    for (int i = 0; i < p->tally_form->row_count; i++) {
        const char *key = p->tally_form->rows[i].key;
        int at = tally_row_of(q->tally_form, key);

        for (int j = 0; at >= 0 && j < TALLY_COLUMNS; j++)
            differ(c, "three", key, tally_column_key(j), &p->cells[i][j], &q->cells[at][j],
                   arena_printf(c->rq->arena,
                                "/api/v1/agencies/%s/section-three/%s/%s?year=%d&scope=%s",
                                c->rq->agency.code, key, tally_column_key(j), p->year,
                                c->scope));
    }
}

static void
compare_four(struct comparing *c, const struct report *p, const struct report *q)
{
    for (enum remedy_block b = 0; p->has_remedies && b < BLOCK_COUNT; b++)
        for (enum remedy_column j = 0; j < COLUMN_COUNT; j++)
            differ(c, "four", remedy_block_code(b), remedy_column_code(j),
                   &p->remedies[b][j], &q->remedies[b][j],
                   arena_printf(c->rq->arena,
                                "/api/v1/agencies/%s/section-four/%s/%s?year=%d&scope=%s",
                                c->rq->agency.code, remedy_block_code(b),
                                remedy_column_code(j), p->year, c->scope));
}

/* A published report beside what is counted from the cases of the same agency and year: each
 * cell that differs, with the address of its cases.  That of a subtree is for oversight. */
OPERATION(
    published_compare, .summary = "Compare a published report with what is counted",
    .route = "GET /api/v1/agencies/{agency}/published-reports/{year}/differences",
    .right = RIGHT_report_read, .across = true,
    .query = FIELDS(CHOICE("scope", "范围", .oneof = SCOPES),
                    INTEGER("n", "录入序号", .min = 1, .max = 1000000)),
    .reply = FIELDS(
        OBJECT("published", "已公布的报告", .required = true, .fields = PUBLISHED_REPORT),
        TEXT("printed_form", "公布所用格式", .required = true),
        TEXT("computed_form", "计算所用格式", .required = true),
        LIST("differences", "不一致的格", .required = true,
             .fields = FIELDS(
                 CHOICE("section", "部分", .oneof = "|two|three|four", .required = true),
                 TEXT("row", "行", .required = true), TEXT("column", "列"),
                 INTEGER("printed", "公布数"), TEXT("remark", "格内文字"),
                 INTEGER("computed", "计算数"), TEXT("cases", "数字背后的申请")))))
{
    struct report_question question;
    struct report printed, counted;
    const char *shown;
    struct comparing c = {rq, NULL, json_array()};

    own_json(rq->arena, c.differences);
    TRY(report_question_of(rq, &question));
    c.scope = question.subtree ? "subtree" : "agency";
    put_text(rq, "covers", c.scope); /* strictly: else parts are set beside a whole */
    TRY(published_find(rq, &printed, &shown));
    printed.year = question.year;
    question.form = printed.tally_form; /* either form prints the same cases */
    TRY(report_assemble(rq, &question, &counted));
    compare_two(&c, &printed, &counted);
    compare_three(&c, &printed, &counted);
    compare_four(&c, &printed, &counted);
    return reply_json(rq, 200,
                      json_pack("{s:o,s:s,s:s,s:O}", "published",
                                json_loads(shown, 0, NULL), "printed_form",
                                printed.tally_form->name, "computed_form",
                                counted.tally_form->name, "differences", c.differences));
}
