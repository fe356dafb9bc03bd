/* A place in a report (core/report_check.h) in the codes of the API. */
#ifndef GONGKAI_OP_REPORT_PLACE_H
#define GONGKAI_OP_REPORT_PLACE_H

#include "core/report_check.h"

#include <jansson.h>

#define REPORT_PLACE                                                                       \
    FIELDS(TEXT("part", "部分", .required = true), TEXT("row", "行"),                      \
           TEXT("column", "列"), INTEGER("offset", "句子在正文中的起点（字节）"),          \
           INTEGER("length", "句子的长度（字节）"), TEXT("quote", "句子"),                 \
           TEXT("cases", "格内申请或复议、诉讼的地址"))

/* {part, row, column}, or {part, offset, length, quote} of a sentence.  Row and column are null
 * for the whole of the other; neither is there for a whole section.  The caller owns it. */
json_t *report_place(const struct report *r, const struct check_place *p);

/* The key of a row or column of a table; NULL for the whole of it. */
const char *report_row_key(const struct report *r, enum report_part part, int row);
const char *report_column_key(enum report_part part, int column);

#endif
