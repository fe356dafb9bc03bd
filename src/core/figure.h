/* Section two of the annual report (主动公开政府信息情况): its numbers on both forms.  They are
 * yearly figures that an agency states, not counts of cases. */
#ifndef GONGKAI_CORE_FIGURE_H
#define GONGKAI_CORE_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

enum {
    FIGURE_MAX = 22,
    FEN_PER_10K_YUAN = 1000000 /* an amount in 万元 with six decimals is one in fen */
};

enum figure_item { ITEM_1, ITEM_5, ITEM_6, ITEM_8, ITEM_9 };

enum figure_unit {
#define FIGURE_UNIT(unit, code, amount) UNIT_##unit,
#include "core/figure_unit.def"
#undef FIGURE_UNIT
};

struct figure {
    const char *row, *column; /* "normative_documents", "in_force" */
    const char *key;          /* "normative_documents.in_force" */
    enum figure_item item;
    const char *row_label, *column_label;
    enum figure_unit unit;
};

struct figure_form {
    const char *name; /* "2021" or "2019" */
    int count;
    const struct figure *figures; /* in the order of the form */
};

extern const char figure_title[];

/* "10k_yuan"; all of them as "|count|…"; whether it is money. */
const char *figure_unit_code(enum figure_unit u);
bool figure_unit_is_amount(enum figure_unit u);
extern const char figure_unit_codes[];

/* The form a report of YEAR is made on: that of 2021 from 2021 on. */
const struct figure_form *figure_form_of_year(int year);

/* By name; NULL if there is no such form. */
const struct figure_form *figure_form_named(const char *name);

/* The number with KEY on F; -1 if it has none. */
int figure_of(const struct figure_form *f, const char *key);

/* "第二十条第（一）项". */
const char *figure_item_label(enum figure_item item);

/* What is wrong with a number as it was written. */
enum figure_fault {
    FIGURE_SOUND,
    FIGURE_NO_NUMBER, /* words, or nothing */
    FIGURE_HAS_UNIT,  /* "7件", "0.04万元": the unit stands in the form */
    FIGURE_NEGATIVE,  /* and may not be */
    FIGURE_BROKEN,    /* decimals in a count */
    FIGURE_TOO_FINE,  /* more decimals than a fen has */
    FIGURE_TOO_LARGE,
    FIGURE_FAULT_COUNT
};

/* Reads TEXT, a number in the unit of the form ("7", "-2", "18651.064104") without thousands
 * separators; amounts go to *VALUE in fen.  *VALUE stays as it is when there is a fault. */
enum figure_fault figure_read(enum figure_unit unit, const char *text, long *value);

/* The fault in words that say what to do. */
const char *figure_fault_zh(enum figure_fault fault, enum figure_unit unit);
const char *figure_fault_en(enum figure_fault fault, enum figure_unit unit);

/* VALUE as the form prints it: counts as they are, amounts in their unit with the decimals they
 * need and no more ("0.04", "18651.064104", "0"): into BUFFER, which is returned. */
const char *figure_print(enum figure_unit unit, long value, char *buffer, size_t size);

#endif
