/* A cell of a published report as what it says. */
#ifndef GONGKAI_DOCUMENT_REPORT_NUMBER_H
#define GONGKAI_DOCUMENT_REPORT_NUMBER_H

#include "base/arena.h"
#include "core/report.h"

/* The number that CELL says (valid UTF-8), in the unit of the form; amounts in fen, also where
 * the cell itself names 元, 万元 or 亿元.  Full-width digits, thousands separators, a sign or
 * 增 and 减 and a unit behind the number are understood; so is a remark behind it, and a digit
 * that stands on a line of its own, which are then remembered.  Nothing is guessed: "12 3" and
 * 无 are unreadable. */
struct printed report_number(struct arena *a, const char *cell, enum figure_unit unit);

/* No number of a report is as big, amounts in fen; below it a double is exact, and sums stay
 * far from the end of a long. */
#define REPORT_BIGGEST 1000000000000000

/* S (valid UTF-8) in A without what nobody sees; control characters become spaces.  A remark of
 * report_number() is such already. */
const char *report_words(struct arena *a, const char *s);

#endif
