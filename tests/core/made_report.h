/* Made-up reports for the tests of their judge. */
#ifndef GONGKAI_TESTS_MADE_REPORT_H
#define GONGKAI_TESTS_MADE_REPORT_H

#include "core/report.h"

/* A county's report of YEAR on the form of the year, 0 in every cell and no text. */
void made_report(struct report *r, int year);

/* Sets two kinds of applicant and the total of a row of section three. */
void made_row(struct report *r, const char *key, long natural, long commercial);

/* Sets upheld, pending and the total of a block of section four. */
void made_block(struct report *r, enum remedy_block b, long upheld, long pending);

/* Sets a figure of section two, in its unit. */
void made_figure(struct report *r, const char *key, long value);

#endif
