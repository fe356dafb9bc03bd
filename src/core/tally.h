/* Section three of the annual report (收到和处理政府信息公开申请情况) as one description:
 * the rows and columns of the 2021 form (25 x 7, 国办公开办函〔2021〕30号) and of the form
 * before it (23 x 7, 国办公开办函〔2019〕60号), the grid of labels that every writer walks,
 * and the identities (勾稽关系) that a table must satisfy. */
#ifndef GONGKAI_CORE_TALLY_H
#define GONGKAI_CORE_TALLY_H

#include "core/outcome.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    TALLY_COLUMNS = 7, /* the six categories and 总计 */
    TALLY_TOTAL_COLUMN = 6,
    TALLY_MAX_ROWS = 25,
    TALLY_LABEL_COLUMNS = 3,
    TALLY_HEADER_ROWS = 3,
    TALLY_GRID_COLUMNS = TALLY_LABEL_COLUMNS + TALLY_COLUMNS,
    TALLY_MAX_SPANS = 48,
    TALLY_MAX_FAULTS = TALLY_COLUMNS * 2 + TALLY_MAX_ROWS * (1 + TALLY_COLUMNS)
};

enum tally_kind {
    ROW_NEW,
    ROW_CARRIED_IN,
    ROW_OUTCOME,
    ROW_OTHER,
    ROW_TOTAL,
    ROW_CARRIED_OUT
};

struct tally_row {
    const char *key;      /* "new", "carried_in", an outcome code, "other", "total", … */
    enum tally_kind kind; /* ROW_OTHER: the one row 其他处理 of the form before 2021 */
    enum outcome outcome; /* of a ROW_OUTCOME, else OUTCOME_NONE */
    const char *label;    /* the row's own label as printed */
};

/* A label and the rectangle it covers in the grid of TALLY_HEADER_ROWS + rows by
 * TALLY_GRID_COLUMNS; numbers stand in the columns from TALLY_LABEL_COLUMNS on. */
struct tally_span {
    int row, column, rows, columns;
    const char *text;
};

struct tally_form {
    const char *name; /* "2021" or "2019" */
    int row_count, span_count;
    struct tally_row rows[TALLY_MAX_ROWS];
    struct tally_span spans[TALLY_MAX_SPANS]; /* by row, then column */
};

struct tally {
    const struct tally_form *form;
    long cells[TALLY_MAX_ROWS][TALLY_COLUMNS];
};

/* Title of the section. */
extern const char tally_title[];

/* The form a report of YEAR is made on: that of 2021 from 2021 on (rule 5.13). */
const struct tally_form *tally_form_of_year(int year);

/* By name; NULL if there is no such form. */
const struct tally_form *tally_form_named(const char *name);

/* The row with KEY, -1 if the form has none. */
int tally_row_of(const struct tally_form *form, const char *key);

/* The row in which cases with OUTCOME are counted. */
int tally_row_of_outcome(const struct tally_form *form, enum outcome o);

/* "natural_person" … "other", "total"; -1 for anything else. */
int tally_column_of(const char *key);
const char *tally_column_key(int column);
const char *tally_column_label(int column);

/* AMOUNT more in the row that CELL ("new", "carried_in", an outcome) counts in, and the column
 * CATEGORY; nothing where the form has no such cell. */
void tally_add(struct tally *t, const char *cell, const char *category, long amount);

/* Sums the leaves into the row 总计 and the six columns into the column 总计. */
void tally_finish(struct tally *t);

/* The identities of the form. */
enum identity {
    IDENTITY_BALANCE,  /* new + carried_in = total + carried_out, per column */
    IDENTITY_TOTAL,    /* total = the sum of the results, per column */
    IDENTITY_COLUMN,   /* column 总计 = the sum of the six, per row */
    IDENTITY_NEGATIVE, /* no number is below zero */
};

struct tally_fault {
    enum identity identity;
    int row;    /* of IDENTITY_COLUMN and IDENTITY_NEGATIVE, else -1 */
    int column; /* of the others and IDENTITY_NEGATIVE, else -1 */
    long left, right;
};

/* Checks every identity in every row and column (rule 5.12); returns how many faults were
 * written to FAULTS, 0 for a sound table. */
int tally_check(const struct tally *t, struct tally_fault faults[TALLY_MAX_FAULTS]);

/* The fault in words, naming the rows and the column: into BUFFER, which is returned. */
const char *tally_fault_zh(const struct tally *t, const struct tally_fault *f, char *buffer,
                           size_t size);
const char *tally_fault_en(const struct tally *t, const struct tally_fault *f, char *buffer,
                           size_t size);

#endif
