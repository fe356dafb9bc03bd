/* Inside the workbook: what the sheet with the table and the one that checks it share. */
#ifndef GONGKAI_DOCUMENT_BOOK_H
#define GONGKAI_DOCUMENT_BOOK_H

#include "document/table.h"

#include <xlsxwriter.h>

#define CHECK_SHEET "勾稽校验"

enum {
    TITLE_ROW,
    SUBJECT_ROW,
    GRID_ROW,                                  /* the form begins here */
    NUMBER_ROW = GRID_ROW + TALLY_HEADER_ROWS, /* both forms have three rows of header */
    NOTE_COLUMNS = 3,
    A4 = 9
};

/* In points; a merged cell never grows by itself, so every height is set. */
enum { TITLE_HEIGHT = 36, SUBJECT_HEIGHT = 22, LINE_HEIGHT = 15, ROW_PADDING = 12 };

struct formats {
    lxw_format *title, *subject, *note;   /* without borders */
    lxw_format *label, *centred, *number; /* of the form */
    lxw_format *fault;
};

struct book {
    const struct table_document *document;
    struct table_grid grid;
    lxw_workbook *workbook;
    lxw_worksheet *table, *check;
    struct formats formats;
    lxw_error error; /* the first one */
};

/* Keeps the first error. */
void book_keep(struct book *b, lxw_error error);

void book_text(struct book *b, lxw_worksheet *sheet, int row, int column, const char *s,
               lxw_format *format);
void book_merged(struct book *b, lxw_worksheet *sheet, const struct tally_span *s,
                 lxw_format *format);
void book_height(struct book *b, lxw_worksheet *sheet, int row, int points);
void book_page(lxw_worksheet *sheet, bool upright, int last_row, int last_column);

/* How many lines S takes in cells WIDTH wide, of which margins and line ends waste some. */
int book_lines(const char *s, double width);

/* Writes the sheet that recomputes every identity of the table. */
void book_write_check(struct book *b);

#endif
