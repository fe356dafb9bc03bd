/* The table itself, as every page has it. */
#ifndef GONGKAI_DOCUMENT_TABLE_HTML_H
#define GONGKAI_DOCUMENT_TABLE_HTML_H

#include "document/report_table.h"

/* <table> … </table>, ruled and aligned by attributes, and better by styles. */
void table_html_cells(struct text *out, const struct printed_table *t);

#endif
