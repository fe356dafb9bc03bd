#include "op/section_three.h"

#include "op/paging.h"

#include <stdlib.h>
#include <string.h>

enum problem
section_three_question(struct request *rq)
{
    int year = (int)number_of(rq, "year");
    date as_of = date_of_field(rq, "as_of"), last = date_of(year, 12, 31);

    if (year > date_year(rq->today)) {
        add_error(rq, "year", "%d年尚未开始", "%d has not begun", year);
        return P_invalid;
    }
    if (as_of != NO_DATE && date_year(as_of) < year) {
        add_error(rq, "as_of", "截至日期早于%d年", "the cut-off lies before %d", year);
        return P_invalid;
    }
    put_bool(rq, "subtree", scope_is_subtree(rq));
    put_date(rq, "cut_off", as_of != NO_DATE && as_of < last ? as_of : last);
    return OK;
}

bool
section_three_is_past(const struct request *rq)
{
    return text_of(rq, "as_of") != NULL || text_of(rq, "known_at") != NULL;
}

static enum problem
check(struct request *rq, const struct tally *t)
{
    struct tally_fault *faults = arena_alloc(rq->arena, sizeof *faults * TALLY_MAX_FAULTS);
    int n = tally_check(t, faults);
    char zh[512], en[512];

    for (int i = 0; i < n; i++)
        add_error_with(rq, "section_three", tally_fault_zh(t, &faults[i], zh, sizeof zh),
                       tally_fault_en(t, &faults[i], en, sizeof en));
    return n == 0 ? OK : P_table_inconsistent;
}

enum problem
section_three_count(struct request *rq, struct tally *t)
{
    const char *form = text_of(rq, "form");
    PGresult *rows;

    *t = (struct tally){.form = form != NULL
                                    ? tally_form_named(form)
                                    : tally_form_of_year((int)number_of(rq, "year"))};
    TRY(run_sql(rq, section_three_is_past(rq) ? SQL(section_three_at) : SQL(section_three),
                &rows));
    for (int i = 0; i < PQntuples(rows); i++)
        tally_add(t, PQgetvalue(rows, i, 0), PQgetvalue(rows, i, 1),
                  strtol(PQgetvalue(rows, i, 2), NULL, 10));
    tally_finish(t);
    return check(rq, t);
}

const char *
section_three_cells(struct request *rq, const struct tally_form *form, int row)
{
    struct text t = {NULL, 0, 0};
    const char *cells;

    text_add(&t, "{");
    for (enum outcome o = 0; o < OUTCOME_COUNT; o++)
        if (form->rows[row].kind == ROW_TOTAL || tally_row_of_outcome(form, o) == row)
            text_addf(&t, "%s%s", t.len > 1 ? "," : "", outcome_code(o));
    text_add(&t, "}");
    cells = arena_copy(rq->arena, t.bytes, t.len);
    text_free(&t);
    return cells;
}
