/* Rows in the text format of COPY. */
#ifndef GONGKAI_TESTS_BENCH_ROWS_H
#define GONGKAI_TESTS_BENCH_ROWS_H

#include "base/text.h"
#include "guard/keyring.h"
#include "story.h"

/* The columns of each table, as add_case fills them. */
extern const char application_columns[], event_columns[], applicant_columns[];

/* KEYS seal the applicants' numbers. */
struct rows {
    struct keyring *keys;
    struct text application, event, applicant;
};

/* One more column of a row; NULL and NO_DATE are null. */
void add_column(struct text *t, const char *value);
void add_number(struct text *t, long value);
void add_day(struct text *t, date day);
void end_row(struct text *t);

/* The rows of the application ID with the story S, folded to C; NUMBER is NULL without
 * receipt. */
void add_case(struct rows *rows, int agency, long id, const char *number,
              const struct story *s, const struct clock *c);

#endif
