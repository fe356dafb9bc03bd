/* Comma-separated values as spreadsheets read them (RFC 4180, UTF-8 with a mark): cells one
 * after another, csv_end_row after the last.  A writer of many rows may send off and empty
 * the buffer after any row; nothing else is remembered. */
#ifndef GONGKAI_DOCUMENT_CSV_H
#define GONGKAI_DOCUMENT_CSV_H

#include "base/text.h"

/* The byte order mark, without which Excel takes the file for GBK. */
void csv_begin(struct text *out);

/* A cell of text, quoted where it must be; NULL is an empty cell.  Text that a spreadsheet
 * would run as a formula (first character = + - @, their full-width forms, or a tab,
 * carriage return or line feed) gets an apostrophe in front. */
void csv_cell(struct text *out, const char *s);

/* A cell holding N. */
void csv_number(struct text *out, long n);

/* A cell holding the number that DIGITS spells, as it is. */
void csv_digits(struct text *out, const char *digits);

/* Ends the row, which has at least one cell. */
void csv_end_row(struct text *out);

#endif
