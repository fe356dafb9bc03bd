#include "document/report_open.h"

#include "document/csv.h"
#include "document/report_table.h"

enum { COLUMNS = 11 };

static const char *const columns[COLUMNS] = {"agency",       "name", "year",   "section",
                                             "form",         "row",  "column", "row_label",
                                             "column_label", "unit", "value"};

void
report_open_head(struct text *out)
{
    csv_begin(out);
    for (int i = 0; i < COLUMNS; i++)
        csv_cell(out, columns[i]);
    csv_end_row(out);
}

/* A line: the texts of all columns but the year and the value, in order. */
struct line {
    const char *agency, *name, *section, *form;
    int year;
    const struct printed_cell *cell;
    const char *value;
};

/* Of a number of cases none is said. */
static const char *
unit_of(const struct printed_cell *c)
{
    return figure_unit_is_amount(c->unit) ? figure_unit_code(c->unit) : "";
}

static void
add_csv(struct text *out, const struct line *l)
{
    csv_cell(out, l->agency);
    csv_cell(out, l->name);
    csv_number(out, l->year);
    csv_cell(out, l->section);
    csv_cell(out, l->form);
    csv_cell(out, l->cell->row);
    csv_cell(out, l->cell->column);
    csv_cell(out, l->cell->row_label);
    csv_cell(out, l->cell->column_label);
    csv_cell(out, unit_of(l->cell));
    csv_digits(out, l->value);
    csv_end_row(out);
}

static void
add_json(struct text *out, const struct line *l)
{
    const char *const texts[] = {l->section,         l->form,
                                 l->cell->row,       l->cell->column,
                                 l->cell->row_label, l->cell->column_label,
                                 unit_of(l->cell)};

    text_add(out, "{\"agency\":");
    text_add_json(out, l->agency);
    text_add(out, ",\"name\":");
    text_add_json(out, l->name);
    text_addf(out, ",\"year\":%d", l->year);
    for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++) {
        text_addf(out, ",\"%s\":", columns[3 + i]);
        text_add_json(out, texts[i]);
    }
    text_addf(out, ",\"value\":%s}\n", l->value);
}

static void
add_lines(struct text *out, const struct report *r, const char *code,
          void (*add)(struct text *out, const struct line *l))
{
    struct line line = {.agency = code, .name = r->agency, .year = r->year};
    char buffer[PRINTED_MAX_TEXT];
    struct printed_table t;

    for (enum report_part part = PART_two; part <= PART_four; part++) {
        if (!printed_table_of(r, part, &t))
            continue;
        line.section = report_part_code(part);
        line.form = t.form;
        for (int i = 0; i < t.count; i++) {
            line.cell = &t.cells[i];
            line.value = printed_text(line.cell, buffer);
            if (line.value == buffer)
                add(out, &line);
        }
    }
}

void
report_open_csv(struct text *out, const struct report *r, const char *code)
{
    add_lines(out, r, code, add_csv);
}

void
report_open_json(struct text *out, const struct report *r, const char *code)
{
    add_lines(out, r, code, add_json);
}
