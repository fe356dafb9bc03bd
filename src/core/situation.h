/* From what an officer finds to the outcome of the form (situation.def; rules 4.1). */
#ifndef GONGKAI_CORE_SITUATION_H
#define GONGKAI_CORE_SITUATION_H

#include "core/outcome.h"
#include "core/reading.h"

enum situation {
#define SITUATION(code, name, outcome, reading, article) SITUATION_##code,
#include "core/situation.def"
#undef SITUATION
    SITUATION_COUNT
};

const char *situation_code(enum situation s);
const char *situation_name(enum situation s);
const char *situation_article(enum situation s);

/* The outcome S leads to under the readings R. */
enum outcome situation_outcome(enum situation s, const struct readings *r);

/* The reading that decides S where places disagree, READING_NONE where they do not. */
enum reading situation_reading(enum situation s);

#endif
