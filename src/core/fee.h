/* The information processing fee (信息处理费, 国办函〔2020〕109号; rules 10.1-10.5).  It may be
 * charged by item or by page, never both for one application; either way by slices, each at
 * a rate of its own.  Amounts are whole yuan.  To charge is at the agency's discretion; where
 * it does, this is the amount. */
#ifndef GONGKAI_CORE_FEE_H
#define GONGKAI_CORE_FEE_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>

enum fee_basis {
    FEE_NO_BASIS,
    FEE_BY_ITEM, /* 按件: the applications of one applicant in one calendar month */
    FEE_BY_PAGE  /* 按量: the A4 sides given on one application */
};

enum { FEE_MOST_UNITS = 20000, FEE_MOST_SLICES = 2004, FEE_MOST_YUAN = 100000000 };

/* UNITS from number FIRST to number LAST of the count, at RATE yuan each: AMOUNT. */
struct fee_slice {
    long first, last, rate, amount;
};

const char *fee_basis_code(enum fee_basis b);  /* "item", "page"; NULL for none */
enum fee_basis fee_basis_of(const char *code); /* FEE_NO_BASIS if unknown or NULL */
const char *fee_source(enum fee_basis b);      /* the article, with how it counts */

/* The rate of unit number N >= 1. */
long fee_rate(enum fee_basis basis, long n);

/* What the units FIRST to LAST (1 <= FIRST <= LAST <= FEE_MOST_UNITS) cost together; their
 * *COUNT slices, which all fit, into SLICES. */
long fee_of(enum fee_basis basis, long first, long last,
            struct fee_slice slices[FEE_MOST_SLICES], int *count);

/* The same for the units 1 to N, in closed form: a second way to the same sum. */
long fee_total(enum fee_basis basis, long n);

/* Appends the N SLICES in words: "第 11 至 30 件，每件 100 元，20 件计 2000 元；合计 2000 元". */
void fee_explain(struct text *out, enum fee_basis basis, const struct fee_slice *slices,
                 int n, bool english);

/* YUAN >= 0 in units of ten thousand, without zeros at the end: 400 is "0.04" (rule 7.3). */
enum { FEE_WAN_SIZE = 32 };
void fee_in_wan(long yuan, char out[FEE_WAN_SIZE]);

/* What was asked for and taken in a year (rule 10.9), in yuan.  Taken is what was paid in the
 * year; what was given back stands beside it, not taken off. */
struct fee_year {
    long notices, noticed;
    long payers, collected; /* applications, yuan */
    long refunds, refunded;
    long lapsed; /* cases closed for want of payment */
};

/* The words section six needs in any case (rule 8.3): also that there was none. */
const char *fee_year_words(struct arena *a, int year, const struct fee_year *f);

#endif
