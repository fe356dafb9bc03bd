/* A page that brings its own style and does nothing: headed tables, to be read and printed. */
#ifndef GONGKAI_OP_PAGE_H
#define GONGKAI_OP_PAGE_H

#include "base/text.h"

#include <stdbool.h>

enum { PAGE_COLUMNS = 8 };

/* The page from its first byte to its title, and its end. */
void page_begin(struct text *out, const char *title, bool english);
void page_end(struct text *out);

/* A table under TITLE; HEADINGS (PAGE_COLUMNS, what is not needed NULL) may be NULL. */
void page_table(struct text *out, const char *title, const char *const *headings);
void page_table_end(struct text *out);

/* A row of the cells before the first NULL, at most N. */
void page_row(struct text *out, const char *const *cells, int n);

/* A row of two cells; none when VALUE is NULL. */
void page_fact(struct text *out, const char *name, const char *value);

#endif
