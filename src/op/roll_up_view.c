#include "op/roll_up_view.h"

static json_t *
cells_of(const long *cells, int count)
{
    json_t *list = json_array();

    for (int j = 0; j < count; j++)
        json_array_append_new(list, json_integer(cells[j]));
    return list;
}

static json_t *
day_or_null(date d)
{
    char text[DATE_SIZE];

    return d == NO_DATE ? json_null() : json_string(date_text(d, text));
}

static json_t *
code_or_null(const struct roll_up_view *v, int place)
{
    return place < 0 ? json_null() : json_string(v->names[place].code);
}

/* Each row of section three in which somebody has something. */
static json_t *
rows_with_something(const struct tally *t)
{
    json_t *rows = json_array();

    for (int i = 0; i < t->form->row_count; i++) {
        bool some = false;

        for (int j = 0; j < TALLY_COLUMNS; j++)
            some = some || t->cells[i][j] != 0;
        if (some)
            json_array_append_new(rows,
                                  json_pack("{s:s,s:o}", "key", t->form->rows[i].key,
                                            "cells", cells_of(t->cells[i], TALLY_COLUMNS)));
    }
    return rows;
}

json_t *
roll_up_agency_view(const struct request *rq, const struct roll_up_view *v, int i)
{
    const struct roll_up_member *m = &v->r.members[i];
    const struct roll_up_name *name = &v->names[i];
    json_t *j = json_pack(
        "{s:s,s:s,s:s,s:o,s:o,s:s?,s:s,s:s,s:o,s:s?,s:o,s:o,s:b,s:o,s:b,s:b,s:b,s:i,s:b,s:b}",
        "code", name->code, "name", name->name, "level", name->level, "parent",
        code_or_null(v, m->parent), "valid_to", day_or_null(m->valid_to), "successor",
        name->successor, "status", roll_up_status_code(m->status), "status_name",
        roll_up_status_name(m->status, rq->english), "stands_in",
        code_or_null(v, m->stands_in), "scope",
        m->holds != NULL ? report_scope_code(m->scope) : NULL, "n",
        m->holds != NULL ? json_integer(m->holds->n) : json_null(), "due_on",
        day_or_null(m->due), "reported", m->reported, "reported_on",
        day_or_null(m->reported ? m->reported_on : NO_DATE), "late", m->late, "sound",
        m->sound, "false_nil", m->false_nil, "blanks", m->blanks, "has_two",
        m->numbers.has_two, "has_four", m->numbers.has_four);

    json_object_set_new(j, "report_state",
                        name->state != NULL ? json_string(name->state) : json_null());
    json_object_set_new(j, "report_state_name",
                        name->state != NULL ? json_string(name->state_name) : json_null());
    json_object_set_new(j, "rows",
                        roll_up_counts(m->status) ? rows_with_something(&m->numbers.three)
                                                  : json_array());
    return j;
}

json_t *
roll_up_three_view(const struct roll_up *r)
{
    const struct tally *t = &r->sum.three;
    json_t *rows = json_array();

    for (int i = 0; i < t->form->row_count; i++)
        json_array_append_new(rows, json_pack("{s:s,s:s,s:o}", "key", t->form->rows[i].key,
                                              "label", t->form->rows[i].label, "cells",
                                              cells_of(t->cells[i], TALLY_COLUMNS)));
    return json_pack("{s:s,s:o}", "form", t->form->name, "rows", rows);
}

json_t *
roll_up_four_view(const struct roll_up *r)
{
    json_t *rows = json_array();

    for (enum remedy_block b = 0; b < BLOCK_COUNT; b++)
        json_array_append_new(rows,
                              json_pack("{s:s,s:s,s:o}", "key", remedy_block_code(b),
                                        "label", remedy_block_label(b), "cells",
                                        cells_of(r->sum.four.cells[b], COLUMN_COUNT)));
    return json_pack("{s:b,s:i,s:o}", "complete", r->sum.has_four, "without",
                     r->without_four, "rows", rows);
}

json_t *
roll_up_two_view(const struct roll_up *r)
{
    const struct figure_form *form = figure_form_of_year(r->year);
    struct printed figures[FIGURE_MAX];

    for (int i = 0; i < form->count; i++)
        figures[i] = printed_number(r->sum.two[i]);
    return json_pack("{s:s,s:b,s:i,s:o}", "form", form->name, "complete", r->sum.has_two,
                     "without", r->without_two, "figures", figures_view(form, figures));
}
