#include "op/report_place.h"

static void
set(json_t *at, const char *member, const char *code)
{
    json_object_set_new(at, member, code != NULL ? json_string(code) : json_null());
}

const char *
report_row_key(const struct report *r, enum report_part part, int row)
{
    if (row < 0)
        return NULL;
    if (part == PART_two)
        return r->figure_form != NULL ? r->figure_form->figures[row].row : NULL;
    if (part == PART_three)
        return r->tally_form != NULL ? r->tally_form->rows[row].key : NULL;
    return part == PART_four ? remedy_block_code((enum remedy_block)row) : NULL;
}

const char *
report_column_key(enum report_part part, int column)
{
    if (column < 0)
        return NULL;
    if (part == PART_three)
        return tally_column_key(column);
    return part == PART_four ? remedy_column_code((enum remedy_column)column) : NULL;
}

/* In section two the row of the place is that of the number, which has a row and a column. */
static void
place_two(const struct report *r, int figure, json_t *at)
{
    if (r->figure_form == NULL || figure < 0)
        return;
    set(at, "row", r->figure_form->figures[figure].row);
    set(at, "column", r->figure_form->figures[figure].column);
}

static void
place_sentence(const struct report *r, const struct check_place *p, json_t *at)
{
    json_object_set_new(at, "offset", json_integer((json_int_t)p->offset));
    json_object_set_new(at, "length", json_integer((json_int_t)p->length));
    json_object_set_new(at, "quote",
                        json_stringn(r->text[p->part].body + p->offset, p->length));
}

json_t *
report_place(const struct report *r, const struct check_place *p)
{
    json_t *at = json_pack("{s:s}", "part", report_part_code(p->part));

    if (p->length > 0) {
        place_sentence(r, p, at);
    } else if (p->part == PART_two) {
        place_two(r, p->row, at);
    } else if (p->row >= 0 || (p->part == PART_three && p->column >= 0)) {
        set(at, "row", report_row_key(r, p->part, p->row));
        set(at, "column", report_column_key(p->part, p->column));
    }
    return at;
}
