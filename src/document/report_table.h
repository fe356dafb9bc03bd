/* The three tables of an annual report as they are printed: one list of cells for each, which
 * every writer walks.  Labels stand once, in the rectangle they cover; so do numbers, which in
 * section two may cover several columns. */
#ifndef GONGKAI_DOCUMENT_REPORT_TABLE_H
#define GONGKAI_DOCUMENT_REPORT_TABLE_H

#include "core/report.h"
#include "document/table.h"

enum {
    SHARES = 1000, /* the whole width of a table */
    PRINTED_MAX_CELLS = TALLY_MAX_SPANS + TALLY_MAX_ROWS * TALLY_COLUMNS,
    PRINTED_MAX_TEXT = 40 /* of a number as it is printed, its NUL included */
};

struct printed_cell {
    struct tally_span at; /* at.text: the label; NULL of a number */
    bool centred;
    /* Of a number: */
    struct printed number;
    enum figure_unit unit;
    const char *row, *column; /* keys: "refused_5", "natural_person" */
    const char *row_label, *column_label;
};

struct printed_table {
    enum report_part part;
    const char *title, *name, *form; /* "三、…", "表三", "2021" */
    int rows, columns;
    int header;                   /* rows that are repeated on every page */
    int shares[GRID_MAX_COLUMNS]; /* how wide each column is, of SHARES */
    int count;
    struct printed_cell cells[PRINTED_MAX_CELLS]; /* by row, then column */
};

/* The table of PART_two, PART_three or PART_four; false, with T empty, when R lacks it. */
bool printed_table_of(const struct report *r, enum report_part part,
                      struct printed_table *t);

/* The table of D. */
void printed_table_of_document(const struct table_document *d, struct printed_table *t);

/* What stands in C: the label, or the number as the form prints it, zeros too (rule 5.12); of a
 * cell found without one what was found in it, "/" for any dash; and of one that nobody filled
 * in "未填", for a 0 would be a claim and a blank is not allowed. */
const char *printed_text(const struct printed_cell *c, char buffer[PRINTED_MAX_TEXT]);

#endif
