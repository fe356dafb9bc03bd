/* Texts by their sentences: what changed from one to the other, and what was only copied
 * (rule 8.8(5) and (6)).  Pure. */
#ifndef GONGKAI_CORE_SENTENCE_H
#define GONGKAI_CORE_SENTENCE_H

#include "base/arena.h"

struct sentences {
    const char **all; /* without blanks around them, with their last stop */
    int count;
};

/* The sentences of TEXT (valid UTF-8), which end in 。！？； or their ASCII forms ! ? ; or at the
 * end of the line. */
struct sentences sentences_of(struct arena *a, const char *text);

enum sentence_change { SENTENCE_kept, SENTENCE_removed, SENTENCE_added };

struct sentence_step {
    enum sentence_change change;
    const char *sentence;
};

/* How AFTER came from BEFORE, in the order of the text; a shortest way, except that texts of
 * very many changed sentences are told as all removed and all added.  How many steps into
 * *COUNT. */
struct sentence_step *sentence_steps(struct arena *a, const struct sentences *before,
                                     const struct sentences *after, int *count);

/* The sentences of NOW that stand in EARLIER as well, but for numbers, fields in double
 * braces, blanks and punctuation.  Short ones, of less than SENTENCE_LEAST characters that
 * count, are headings and no copies. */
enum { SENTENCE_LEAST = 8 };
struct sentences sentences_copied(struct arena *a, const struct sentences *now,
                                  const struct sentences *earlier);

#endif
