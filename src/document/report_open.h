/* Open data: the tables of many reports in one long form, a line for each number. */
#ifndef GONGKAI_DOCUMENT_REPORT_OPEN_H
#define GONGKAI_DOCUMENT_REPORT_OPEN_H

#include "base/text.h"
#include "core/report.h"

/* The headings of the CSV. */
void report_open_head(struct text *out);

/* The numbers of R, whose agency has the CODE, as rows: agency, name, year, section, form, row,
 * column, their labels, unit, value.  A number that nobody stated has no row. */
void report_open_csv(struct text *out, const struct report *r, const char *code);

/* The same as an object a line (JSON lines). */
void report_open_json(struct text *out, const struct report *r, const char *code);

#endif
