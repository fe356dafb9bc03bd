/* What check-report prints. */
#ifndef GONGKAI_COMMAND_REPORT_PRINT_H
#define GONGKAI_COMMAND_REPORT_PRINT_H

#include "core/report_check.h"
#include "core/report_sum.h"

struct checked {
    const char *file;
    bool read; /* the rest is there */
    struct report report;
    struct findings found;
    const struct report_sum *sum; /* of the parent of the others; else NULL */
};

/* To standard output: one block for each report and a last line with the sums; or an array
 * with an object for each. */
void report_print_text(struct arena *a, const struct checked *all, int count);
void report_print_json(struct arena *a, const struct checked *all, int count);

#endif
