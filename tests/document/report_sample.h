/* Reports to be written: the one the project started from (a township's of 2024), one on the
 * form of 2019, and one full of what is hard to write. */
#ifndef GONGKAI_TESTS_REPORT_SAMPLE_H
#define GONGKAI_TESTS_REPORT_SAMPLE_H

#include "base/arena.h"
#include "document/report_file.h"

/* Rare characters, markup, formulas, marks and controls; the same as XML can hold them. */
extern const char hard_text[];

/* "seed", "2019", "hard"; NULL for another NAME. */
const struct report_file *report_sample(struct arena *a, const char *name);

#endif
