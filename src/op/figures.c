#include "op/figures.h"

#include "op/clock_view.h"
#include "op/fee_year.h"

#include <stdlib.h>
#include <string.h>

enum problem
figures_read(struct request *rq, const struct figure_form *form,
             struct printed figures[FIGURE_MAX], bool *stated)
{
    PGresult *rows;

    for (int i = 0; i < FIGURE_MAX; i++)
        figures[i] = (struct printed){.state = CELL_ABSENT};
    TRY(run_sql(rq, SQL(figures_sum), &rows));
    *stated = PQntuples(rows) > 0;
    for (int i = 0; i < PQntuples(rows); i++) {
        int at = figure_of(form, PQgetvalue(rows, i, 0));

        if (at >= 0)
            figures[at] = printed_number(strtol(PQgetvalue(rows, i, 1), NULL, 10));
    }
    return OK;
}

json_t *
figures_view(const struct figure_form *form, const struct printed figures[FIGURE_MAX])
{
    json_t *list = json_array();

    for (int i = 0; i < form->count; i++) {
        const struct figure *f = &form->figures[i];
        char value[40];

        json_array_append_new(
            list,
            json_pack("{s:s,s:s,s:s,s:s,s:s,s:s?}", "key", f->key, "item",
                      figure_item_label(f->item), "row", f->row_label, "column",
                      f->column_label, "unit", figure_unit_code(f->unit), "value",
                      figures[i].state == CELL_NUMBER
                          ? figure_print(f->unit, figures[i].value, value, sizeof value)
                          : NULL));
    }
    return list;
}

static void
read_revision(struct request *rq, const PGresult *rows, int i, int year,
              struct figures_revision *r)
{
    json_t *figures = json_loads(PQgetvalue(rows, i, 4), 0, NULL);

    own_json(rq->arena, figures);
    r->n = atoi(PQgetvalue(rows, i, 0));
    r->reason = db_value(rows, i, 1);
    r->stated_at = db_value(rows, i, 2);
    r->stated_by = db_value(rows, i, 3);
    for (int k = 0; k < figure_form_of_year(year)->count; k++) {
        const json_t *value =
            json_object_get(figures, figure_form_of_year(year)->figures[k].key);

        if (json_is_integer(value))
            r->figures[k] = printed_number((long)json_integer_value(value));
    }
}

enum problem
figures_revisions(struct request *rq, int year, struct figures_revision **all, int *count)
{
    PGresult *rows;

    put_number(rq, "of_year", year);
    put_number(rq, "most", FIGURES_REVISIONS);
    TRY(run_sql(rq, SQL(figures_revisions), &rows));
    *count = PQntuples(rows);
    /* One more, of zeros, for who looks at the latest only. */
    *all = arena_alloc(rq->arena, sizeof **all * ((size_t)*count + 1));
    for (int i = 0; i < *count; i++)
        read_revision(rq, rows, i, year, &(*all)[i]);
    return OK;
}

static void
warn_of_stock(struct request *rq, const struct figure_form *form, int i,
              const struct printed *now, const struct printed *last)
{
    const struct figure *f = &form->figures[i];
    long expected;

    if (report_stock(form, i, now, &last[i], &expected) && now[i].value != expected)
        add_warning(
            rq, f->key,
            "%s现行有效填 %ld 件，按上年现行有效 %ld 件加本年制发、减本年废止应为 %ld "
            "件；如因失效、清理或合并而不同，请在报告中说明",
            "%s: %ld in force, but %ld of last year with those issued and repealed "
            "make %ld; if some lapsed or were merged, say so in the report",
            rq->english ? f->row : f->row_label, now[i].value, last[i].value, expected);
}

static void
warn_of_row(struct request *rq, const struct figure_form *form, int i,
            const struct printed *now)
{
    const struct figure *f = &form->figures[i];
    int issued = i - 2; /* 制发、废止、现行有效 stand side by side */

    if (strcmp(f->column, "in_force") == 0 && now[i].value < now[issued].value)
        add_warning(rq, f->key, "%s现行有效 %ld 件，少于本年制发 %ld 件，请核对",
                    "%s: %ld in force, fewer than the %ld issued in the year",
                    rq->english ? f->row : f->row_label, now[i].value, now[issued].value);
}

static void
warn_of_rules(struct request *rq, const char *level, const struct figure_form *form,
              const struct printed *now)
{
    for (int i = 0; i < form->count; i++)
        if (strcmp(form->figures[i].row, "rules") == 0 && now[i].value != 0 &&
            (strcmp(level, "county") == 0 || strcmp(level, "township") == 0)) {
            add_warning(rq, form->figures[i].key,
                        "%s没有规章制定权，规章应填 0（现填 %ld）",
                        "%s makes no rules (规章), which should be 0, not %ld",
                        rq->english                    ? "a county or township"
                        : strcmp(level, "county") == 0 ? "县级人民政府"
                                                       : "乡级人民政府",
                        now[i].value);
            return;
        }
}

/* The information processing fee is such a charge, too (rule 7.3). */
static enum problem
warn_of_fee(struct request *rq, const struct figure_form *form, const struct printed *now)
{
    int i = figure_of(form, "fees.amount");
    struct fee_year fee;
    char stated[40], taken[40];

    if (i < 0)
        return OK;
    put_text(rq, "known_at", NULL);
    TRY(fee_year_read(rq, &fee));
    if (fee.collected * 100 <= now[i].value)
        return OK;
    figure_print(UNIT_AMOUNT_10K, now[i].value, stated, sizeof stated);
    figure_print(UNIT_AMOUNT_10K, fee.collected * 100, taken, sizeof taken);
    add_warning(rq, "fees.amount",
                "填报 %s 万元，少于本年实际收取的信息处理费 %ld 元（%s "
                "万元）；信息处理费属于行政事业性收费，应计入本格",
                "%s (10,000 yuan) is less than the %ld yuan (%s) of information processing "
                "fee taken in the year, which belongs to it",
                stated, fee.collected, taken);
    return OK;
}

enum problem
figures_warn(struct request *rq, const struct printed now[FIGURE_MAX])
{
    int year = (int)number_of(rq, "year"), count;
    const struct figure_form *form = figure_form_of_year(year);
    struct figures_revision *last;
    PGresult *head;

    TRY(figures_revisions(rq, year - 1, &last, &count));
    TRY(run_sql(rq, SQL(report_head), &head));
    for (int i = 0; i < form->count; i++) {
        warn_of_row(rq, form, i, now);
        if (form == figure_form_of_year(year - 1))
            warn_of_stock(rq, form, i, now, last->figures);
    }
    warn_of_rules(rq, PQgetvalue(head, 0, 2), form, now);
    return warn_of_fee(rq, form, now);
}

enum problem
figures_reply(struct request *rq, const struct figures_revision *r)
{
    int year = (int)number_of(rq, "year");
    const struct figure_form *form = figure_form_of_year(year);

    put_warnings(rq);
    rq->reply.etag = arena_printf(rq->arena, "\"%d\"", r->n);
    return reply_json(rq, 200,
                      json_pack("{s:s,s:i,s:s,s:i,s:s?,s:s?,s:s?,s:o,s:o}", "agency",
                                rq->agency.code, "year", year, "form", form->name, "n",
                                r->n, "reason", r->reason, "stated_at", r->stated_at,
                                "stated_by", r->stated_by, "figures",
                                figures_view(form, r->figures), "warnings",
                                json_loads(text_of(rq, "warnings"), 0, NULL)));
}
