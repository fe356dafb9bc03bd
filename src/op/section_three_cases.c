#include "op/fields.h"
#include "op/paging.h"
#include "op/section_three.h"

static const char *
kind_of(const struct tally_row *row)
{
    return row->kind == ROW_NEW           ? "new"
           : row->kind == ROW_CARRIED_IN  ? "carried_in"
           : row->kind == ROW_CARRIED_OUT ? "carried_out"
                                          : "result";
}

/* The cases behind one number of section three, at the same cut-offs as the number.  To who
 * only counts they are shown without who asked for what, and who works on it. */
OPERATION(section_three_cases, .summary = "List the cases behind a cell of section three",
          .route = "GET /api/v1/agencies/{agency}/section-three/{row}/{column}",
          .right = RIGHT_case_count,
          .query = (const struct field[]){SECTION_THREE_FIELDS,
                                          PAGING,
                                          CHOICE("form", "格式", .oneof = TALLY_FORMS),
                                          {.name = NULL}},
          .reply = FIELDS(LIST("applications", "申请", .required = true,
                               .fields = APPLICATION_AS(false)),
                          TEXT("next", "下一页")))
{
    const char *named = text_of(rq, "form");
    const struct tally_form *form = named != NULL
                                        ? tally_form_named(named)
                                        : tally_form_of_year((int)number_of(rq, "year"));
    int row = tally_row_of(form, text_of(rq, "row"));
    int column = tally_column_of(text_of(rq, "column"));

    TRY(section_three_question(rq));
    if (row < 0 || column < 0)
        return fail(rq, P_not_found, "%s 格式的表格没有这一格",
                    "the form of %s has no such cell", form->name);
    put_text(rq, "row_kind", kind_of(&form->rows[row]));
    put_text(rq, "cells", section_three_cells(rq, form, row));
    put_text(rq, "category",
             column == TALLY_TOTAL_COLUMN ? NULL : tally_column_key(column));
    put_bool(rq, "stub", rq->counts_only);
    TRY(take_cursor(rq, false));
    return reply_one(rq, 200, SQL(section_three_cases));
}
