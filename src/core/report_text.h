/* Numbers that the narrative claims, held against the tables.
 *
 * The same number has several right readings: received may be 新收 or that with 上年结转, and
 * what stands beside 条 counts documents, not applications.  A sentence is a contradiction only
 * when no reading makes it right and it speaks, as far as its words tell, of the whole agency
 * and the whole year. */
#ifndef GONGKAI_CORE_REPORT_TEXT_H
#define GONGKAI_CORE_REPORT_TEXT_H

#include "core/report.h"
#include "core/words.h"

/* What a number beside 件 may claim. */
enum claim {
    CLAIM_NONE,
    CLAIM_RECEIVED,
    CLAIM_NEW,
    CLAIM_CARRIED_IN,
    CLAIM_CARRIED_OUT,
    CLAIM_ANSWERED,
    CLAIM_GRANTED,
    CLAIM_PARTLY,
    CLAIM_GRANTED_OR_PARTLY,
    CLAIM_REFUSED,
    CLAIM_UNAVAILABLE,
    CLAIM_NOT_PROCESSED,
    CLAIM_OTHER,
    CLAIM_ROW, /* of one result: which in the table */
    CLAIM_NATURAL,
    CLAIM_LEGAL,
    CLAIM_REVIEW,
    CLAIM_SUIT
};

/* What the numeral N of the sentence WORDS claims, by the words since the numeral BEFORE it
 * (NULL: since the beginning) and those behind it; *ROW for CLAIM_ROW.  CLAIM_NONE where that
 * is not plain. */
enum claim claim_of(const struct tally_form *form, const char *words,
                    const struct numeral *before, const struct numeral *n, int *row);

/* Whether the sentence speaks of applications for information. */
bool claim_topic(const char *words);

/* Whether it speaks of a part: a channel, an office, a month, a kind of matter. */
bool claim_is_partial(const char *words);

/* The right readings of CLAIM by section three (or four), the likeliest first. */
enum { MOST_READINGS = 12 };
struct readings {
    int count;
    long value[MOST_READINGS];
};
struct readings readings_of(const struct report *r, enum claim claim, int row);
bool readings_have(const struct readings *r, long value);

#endif
