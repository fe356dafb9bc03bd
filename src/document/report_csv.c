#include "document/csv.h"
#include "document/report_file.h"
#include "document/report_table.h"

static void
add_line(struct text *out, const char *s)
{
    csv_cell(out, s);
    csv_end_row(out);
}

static void
add_cell(struct text *out, const struct printed_cell *c)
{
    char buffer[PRINTED_MAX_TEXT];
    const char *s = printed_text(c, buffer);

    if (c->at.text == NULL && s == buffer)
        csv_digits(out, s);
    else
        csv_cell(out, s);
}

static void
add_table(struct text *out, const struct printed_table *t)
{
    const struct printed_cell *c = t->cells, *end = c + t->count;

    for (int r = 0; r < t->rows; r++) {
        for (int column = 0; column < t->columns; column++)
            if (c < end && c->at.row == r && c->at.column == column)
                add_cell(out, c++);
            else
                csv_cell(out, NULL);
        csv_end_row(out);
    }
}

void
report_csv(struct text *out, const struct report_file *f)
{
    struct printed_table t;

    csv_begin(out);
    add_line(out, report_file_title(f->report));
    for (enum report_part part = PART_two; part <= PART_four; part++) {
        if (!printed_table_of(f->report, part, &t))
            continue;
        add_line(out, NULL);
        add_line(out, report_file_heading(f->report, part));
        add_table(out, &t);
    }
    if (f->version_line != NULL) {
        add_line(out, NULL);
        add_line(out, f->version_line);
    }
}
