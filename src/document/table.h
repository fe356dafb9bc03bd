/* Sections three and four of the annual report as files that people take away.  Every writer
 * walks one description, made of core/tally.h or core/remedy.h, and prints what the form
 * prints: each label once, in the rectangle it covers, and every number, zero included. */
#ifndef GONGKAI_DOCUMENT_TABLE_H
#define GONGKAI_DOCUMENT_TABLE_H

#include "base/text.h"
#include "core/remedy.h"
#include "core/tally.h"

struct table_document {
    const struct tally *tally;           /* section three, or NULL */
    const struct remedy_table *remedies; /* section four where there is no tally */
    const char *agency_name;
    int year;
    bool subtree;     /* summed over the agencies below as well */
    const char *note; /* what else stands above the table, such as the cut-off; or NULL */
};

enum {
    GRID_MAX_ROWS = TALLY_HEADER_ROWS + TALLY_MAX_ROWS,
    GRID_MAX_COLUMNS = BLOCK_COUNT * COLUMN_COUNT
};

/* A table as it is printed: HEADER rows of labels, then ROWS, each of LABELS columns of labels
 * and COLUMNS of numbers.  The same numbers in the same order have keys: KEYED_ROWS times
 * KEYED_COLUMNS, which is how it is printed, but for section four: one row of three blocks. */
struct table_grid {
    const char *title, *sheet, *form; /* form: "2021" */
    int header, labels, rows, columns, keyed_rows, keyed_columns, span_count;
    const struct tally_span *spans; /* by row, then column */
    const struct tally_row *row_keys;
    const char *column_keys[COLUMN_COUNT + TALLY_COLUMNS];
    const char *column_labels[COLUMN_COUNT + TALLY_COLUMNS];
    const long *cells;
};

/* The grid of D, which must outlive it. */
struct table_grid table_grid_of(const struct table_document *d);

/* The number in ROW and COLUMN as printed, and the label above a column. */
long table_cell(const struct table_grid *g, int row, int column);
const char *table_column_label(const struct table_grid *g, int column);

/* Whose table of which year this is, in one line of plain text. */
static inline void
table_subject(struct text *out, const struct table_document *d)
{
    text_addf(out, "%s%s%d 年度", d->agency_name, d->subtree ? "（汇总）" : " ", d->year);
}

/* A title row, a row with subject and note, then the form: as many cells in every row. */
void table_csv(struct text *out, const struct table_document *d);

/* A whole page.  The table in it uses attributes that content management systems keep when
 * it is pasted into them, so it is ruled and aligned even where styles are dropped. */
void table_html(struct text *out, const struct table_document *d);

/* Drawn with lines for a terminal of 110 columns; wider only if the numbers are. */
void table_plain(struct text *out, const struct table_document *d);

/* {"agency","year","scope","form","note","columns":[{"key","label"}],
 *  "rows":[{"key","label","cells"}],"spans":[{"row","column","rows","columns","text"}]}:
 * scope is "agency" or "subtree", note is left out when there is none, cells are in the order
 * of the columns, spans are the labels of the printed grid (struct tally_span).  The rows of
 * section four are its three blocks. */
void table_json(struct text *out, const struct table_document *d);

/* An Excel workbook: the form on one A4 page, laid out cell by cell as table_csv has it,
 * and a sheet that recomputes every identity.  Equal documents give equal bytes.  Returns
 * 0, or -1 with errno and OUT as it was: the library writes files only, so a temporary file
 * is needed (in TMPDIR; it is always removed). */
int table_xlsx(const struct table_document *d, struct text *out);

#endif
