/* The sentences of a written part, and the numbers in them as people write them: 1,295件,
 * ３件, 三件. */
#ifndef GONGKAI_CORE_WORDS_H
#define GONGKAI_CORE_WORDS_H

#include "base/arena.h"

#include <stdbool.h>

struct sentence {
    size_t offset, length; /* in the body, without the mark at its end */
    bool opens;            /* it is the first of its paragraph */
    const char *words;     /* it without spaces, full-width ASCII as ASCII */
};

/* The next sentence of BODY (valid UTF-8) from *AT on, which is moved behind it; false at the
 * end.  Sentences end at 。；！？ and at the end of the line. */
bool sentence_next(struct arena *a, const char *body, size_t *at, struct sentence *s);

/* WORD between S and END; NULL if it is not there. */
const char *words_find(const char *s, const char *end, const char *word);

enum numeral_unit {
    NUMERAL_BARE,    /* nothing, but a mark or the end behind it */
    NUMERAL_CASE,    /* 件, 起, 宗, 例 */
    NUMERAL_PIECE,   /* 条, 份, 个, 篇, 次, 期, 部 */
    NUMERAL_PERCENT, /* % */
    NUMERAL_OTHER    /* anything else: 元, 年, 号, 类 … */
};

struct numeral {
    const char *start, *end; /* end: behind the unit */
    long value;              /* times 10 to the power of decimals */
    int decimals;
    enum numeral_unit unit;
};

/* The numbers of WORDS, as sentence_next made them, in their order; returns how many.  A
 * number written in characters is one only before 件 and the like: 一是 and 三审 are none, nor
 * is 第三条 or 一件事. */
int numerals_of(struct arena *a, const char *words, struct numeral **list);

#endif
