/* Published annual reports as test data, read and checked with the tests' own arithmetic. */
#ifndef GONGKAI_TESTS_PUBLISHED_H
#define GONGKAI_TESTS_PUBLISHED_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum { MOST_ROWS = 25, COLUMNS = 7, MOST_CONTRADICTIONS = 64 };

struct published {
    int year, row_count;
    const char *const *keys; /* of the rows, in the order of the form */
    long cells[MOST_ROWS][COLUMNS];
    long blanks; /* cells printed empty, read as 0 */
};

/* Two numbers of a report that cannot both be right. */
struct contradiction {
    int row, column; /* a row's total column, or a column's sums: the other is -1 */
    long printed, right;
};

/* Reads tests/data/reports/NAME.json. */
struct published published_read(const char *name);

/* Reads the report in the JSON document REPORT. */
struct published published_of(const json_t *report);

/* What contradicts itself in section three; returns how many were found. */
int published_contradictions(const struct published *p,
                             struct contradiction found[MOST_CONTRADICTIONS]);

/* The cases that the report counts: new ones and those carried in. */
long published_cases(const struct published *p);

/* "…/tests/data/reports/NAME.json" into PATH. */
const char *published_path(const char *name, char path[4096]);

#endif
