/* Inside a workbook: what the sheets with tables and those that check them share. */
#ifndef GONGKAI_DOCUMENT_BOOK_H
#define GONGKAI_DOCUMENT_BOOK_H

#include "document/report_table.h"

#include <xlsxwriter.h>

#define CHECK_SHEET "勾稽校验"

enum {
    TITLE_ROW,
    SUBJECT_ROW,
    GRID_ROW, /* the form begins here */
    NUMBER_ROW =
        GRID_ROW + TALLY_HEADER_ROWS, /* sections three and four have three of header */
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
    lxw_workbook *workbook;
    struct formats formats;
    lxw_error error; /* the first one */
    /* Of the sheet that checks a table: */
    const struct table_document *document;
    lxw_worksheet *check;
};

/* Appends the workbook that WRITE makes of WHAT to OUT: 0, or -1 with errno and OUT as it was.
 * AGENCY, TITLE and the year it is made after are among its properties: never a person's name,
 * and no clock is read, so that equal things give equal bytes. */
int book_make(void (*write)(struct book *b, const void *what), const void *what,
              const char *title, const char *agency, int year, struct text *out);

/* Keeps the first error. */
void book_keep(struct book *b, lxw_error error);

lxw_worksheet *book_sheet(struct book *b, const char *name);
void book_text(struct book *b, lxw_worksheet *sheet, int row, int column, const char *s,
               lxw_format *format);
void book_merged(struct book *b, lxw_worksheet *sheet, const struct tally_span *s,
                 lxw_format *format);
void book_height(struct book *b, lxw_worksheet *sheet, int row, int points);
void book_page(lxw_worksheet *sheet, bool upright, int last_row, int last_column);

/* How many lines S takes in cells WIDTH wide, of which margins and line ends waste some. */
int book_lines(const char *s, double width);

/* Writes a sheet with the table T below SUBJECT (whose of which year) and NOTE ("" for none). */
void book_write_table(struct book *b, const struct printed_table *t, const char *subject,
                      const char *note);

/* Writes the sheet NAME that recomputes every identity of the table D, which stands in a sheet
 * of its own. */
void book_write_check(struct book *b, const struct table_document *d, const char *name);

#endif
