/* How alike two texts are, so that a repeated application is seen (Reg. 36(6), rule 4.1).
 *
 * Chinese is written without spaces and the same wish is worded a little differently each
 * time; compared are therefore the pairs of neighbouring characters, each as often as it
 * stands there.  The measure is the mean of two: how much of both texts is shared (Dice),
 * and how much of the shorter one stands in the longer, for a letter may say the same at
 * greater length.  The second weighs less when the shorter text is very short.  It depends
 * on nothing but the two texts. */
#ifndef GONGKAI_CORE_SIMILARITY_H
#define GONGKAI_CORE_SIMILARITY_H

#include "base/arena.h"

/* The pairs of a text, sorted. */
struct pairs {
    unsigned long long *pair;
    int count;
};

/* The pairs of TEXT (valid UTF-8), which live as long as A.  Blanks, punctuation and
 * invisible characters are nothing, full-width forms and capitals are as small ASCII.  A text
 * of one character that counts is a pair with nothing; one of none has no pairs. */
struct pairs pairs_of(struct arena *a, const char *text);

/* From 0 to 100, rounded down: 100 only when the texts have the same pairs; symmetric.  Two
 * texts without pairs are 100, one without is 0. */
int similarity(const struct pairs *x, const struct pairs *y);

/* The same of two texts. */
int text_similarity(struct arena *a, const char *x, const char *y);

#endif
