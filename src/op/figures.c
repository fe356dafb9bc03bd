#include "op/figures.h"

#include <stdlib.h>

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

static const char *
unit_code(enum figure_unit unit)
{
    return unit == UNIT_AMOUNT_10K ? "wan"
           : unit == UNIT_AMOUNT   ? "yuan"
           : unit == UNIT_CHANGE   ? "change"
                                   : "count";
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
                      f->column_label, "unit", unit_code(f->unit), "value",
                      figures[i].state == CELL_NUMBER
                          ? figure_print(f->unit, figures[i].value, value, sizeof value)
                          : NULL));
    }
    return list;
}
