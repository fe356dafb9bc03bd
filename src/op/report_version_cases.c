#include "op/fields.h"
#include "op/paging.h"
#include "op/report_way.h"
#include "op/section_three.h"

/* The names under which the cases behind ROW were kept: outcomes, or the row's own. */
static const char *
kept_cells(struct request *rq, const struct tally_form *form, int row)
{
    enum tally_kind kind = form->rows[row].kind;

    if (kind == ROW_NEW || kind == ROW_CARRIED_IN || kind == ROW_CARRIED_OUT)
        return arena_printf(rq->arena, "{%s}", form->rows[row].key);
    return section_three_cells(rq, form, row);
}

/* The cases behind one number of section three of a frozen report: those that were kept with
 * it, shown as they are today.  An agency that has left the caller's tree since takes its cases
 * with it. */
OPERATION(report_version_cases,
          .summary = "List the cases behind a cell of a frozen section three",
          .route = "GET /api/v1/agencies/{agency}/reports/{year}/versions/{version}/cases",
          .right = RIGHT_case_count,
          .query = FIELDS(REPORT_SCOPE, TEXT("row", "行", .max = 60, .required = true),
                          TEXT("column", "列", .max = 60, .required = true), PAGING),
          .reply = FIELDS(LIST("applications", "申请", .required = true,
                               .fields = APPLICATION_AS(false)),
                          TEXT("next", "下一页")))
{
    const struct tally_form *form = tally_form_of_year((int)number_of(rq, "year"));
    int row = tally_row_of(form, text_of(rq, "row"));
    int column = tally_column_of(text_of(rq, "column"));

    TRY(report_version_find(rq));
    if (row < 0 || column < 0)
        return fail(rq, P_not_found, "%s 格式的表格没有这一格",
                    "the form of %s has no such cell", form->name);
    put_text(rq, "cells", kept_cells(rq, form, row));
    put_text(rq, "category",
             column == TALLY_TOTAL_COLUMN ? NULL : tally_column_key(column));
    put_bool(rq, "stub", rq->counts_only);
    TRY(take_cursor(rq, false));
    return reply_one(rq, 200, SQL(report_version_cases));
}
