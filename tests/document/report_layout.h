/* Annual reports printed in the layouts in which agencies publish them. */
#ifndef GONGKAI_TESTS_DOCUMENT_REPORT_LAYOUT_H
#define GONGKAI_TESTS_DOCUMENT_REPORT_LAYOUT_H

#include "base/arena.h"
#include "base/text.h"
#include "core/report.h"

enum layout {
    LAYOUT_page,       /* a page with rowspan and colspan */
    LAYOUT_word,       /* what Word leaves on the clipboard */
    LAYOUT_sheet,      /* what WPS leaves of a sheet there */
    LAYOUT_fillers,    /* empty cells instead of rowspan and colspan */
    LAYOUT_full_width, /* a page with ０１２ for digits */
    LAYOUT_gb18030,
    LAYOUT_csv,
    LAYOUT_tabs, /* text from a sheet: what merged cells cover is dropped, rows are filled up */
    LAYOUT_docx,
    LAYOUT_xlsx,       /* everything in one sheet */
    LAYOUT_xlsx_apart, /* the tables in sheets of their own */
    LAYOUT_COUNT
};

/* The name of a file in LAYOUT. */
const char *layout_file(enum layout l);

/* Prints R in LAYOUT into OUT. */
void layout_print(struct arena *a, const struct report *r, enum layout l, struct text *out);

/* The report of tests/data/reports/NAME.json, with texts, in A. */
void layout_load(struct arena *a, const char *name, struct report *r);

/* In which cells and texts two reports differ, one a line into OUT; how many. */
int layout_compare(const struct report *expected, const struct report *r, struct text *out);

#endif
