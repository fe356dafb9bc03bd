/* What the labels of a published report mean, however they are written: spaces, digits and
 * punctuation do not count, and of each label a few words that no other has are enough. */
#ifndef GONGKAI_DOCUMENT_REPORT_LABEL_H
#define GONGKAI_DOCUMENT_REPORT_LABEL_H

#include "core/report.h"

enum { LABEL_SIZE = 400 };

/* The ideographs of S, valid UTF-8, without anything else, cut to what fits. */
const char *label_fold(const char *s, char folded[LABEL_SIZE]);

/* Whether FOLDED holds one of WORDS, which are separated by |. */
bool label_holds(const char *folded, const char *words);

struct label {
    enum { LABEL_NONE, LABEL_GROUP, LABEL_ROW } kind;
    int group;       /* enum outcome_group, -1: none; of LABEL_ROW: the one it is in */
    const char *key; /* of LABEL_ROW, as in core/tally.h */
};

/* The row of section three that TEXT names.  GROUP is the bracket that is open, or -1: it tells
 * the several "其他" apart, and by it a row is known by its number alone. */
struct label label_of(const char *text, int group);

/* The row of section two that TEXT names ("rules" …), or NULL. */
const char *label_of_figures(const char *text);

/* The section that TEXT is the heading of, and how well it fits: 2 the words of the form, 1
 * something like them, 0 no heading. */
int label_of_part(const char *text, enum report_part *part);

#endif
