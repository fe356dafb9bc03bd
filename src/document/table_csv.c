#include "document/csv.h"
#include "document/table.h"

enum { NOTE_COLUMN = TALLY_GRID_COLUMNS - 3 }; /* where table_xlsx has the note */

static void
add_heading(struct text *out, const char *first, const char *note)
{
    csv_cell(out, first);
    for (int c = 1; c < TALLY_GRID_COLUMNS; c++)
        csv_cell(out, c == NOTE_COLUMN ? note : NULL);
    csv_end_row(out);
}

void
table_csv(struct text *out, const struct table_document *d)
{
    const struct tally_form *form = d->tally->form;
    const struct tally_span *span = form->spans, *end = span + form->span_count;
    struct text subject = {0};

    table_subject(&subject, d);
    csv_begin(out);
    add_heading(out, tally_title, NULL);
    add_heading(out, subject.bytes, d->note);
    text_free(&subject);
    for (int r = -TALLY_HEADER_ROWS; r < form->row_count; r++) {
        for (int c = -TALLY_LABEL_COLUMNS; c < TALLY_COLUMNS; c++) {
            if (span < end && span->row == r + TALLY_HEADER_ROWS &&
                span->column == c + TALLY_LABEL_COLUMNS)
                csv_cell(out, span++->text);
            else if (r >= 0 && c >= 0)
                csv_number(out, d->tally->cells[r][c]);
            else
                csv_cell(out, NULL);
        }
        csv_end_row(out);
    }
}
