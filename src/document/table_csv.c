#include "document/csv.h"
#include "document/table.h"

enum { NOTE_FROM_END = 3 }; /* where table_xlsx has the note */

static void
add_heading(struct text *out, int columns, const char *first, const char *note)
{
    csv_cell(out, first);
    for (int c = 1; c < columns; c++)
        csv_cell(out, c == columns - NOTE_FROM_END ? note : NULL);
    csv_end_row(out);
}

void
table_csv(struct text *out, const struct table_document *d)
{
    const struct table_grid g = table_grid_of(d);
    const struct tally_span *span = g.spans, *end = span + g.span_count;
    int columns = g.labels + g.columns;
    struct text subject = {0};

    table_subject(&subject, d);
    csv_begin(out);
    add_heading(out, columns, g.title, NULL);
    add_heading(out, columns, subject.bytes, d->note);
    text_free(&subject);
    for (int r = -g.header; r < g.rows; r++) {
        for (int c = -g.labels; c < g.columns; c++) {
            if (span < end && span->row == r + g.header && span->column == c + g.labels)
                csv_cell(out, span++->text);
            else if (r >= 0 && c >= 0)
                csv_number(out, table_cell(&g, r, c));
            else
                csv_cell(out, NULL);
        }
        csv_end_row(out);
    }
}
