/* New answers (重新答复) that reviews and suits over an application ordered: another decision
 * on it, which counts nowhere (rule 5.9), but is a letter like the first. */
#ifndef GONGKAI_OP_LETTER_REMEDY_H
#define GONGKAI_OP_LETTER_REMEDY_H

#include "core/outcome.h"
#include "http/request.h"

struct re_decision {
    int remedy;           /* its number within the agency */
    enum outcome outcome; /* OUTCOME_NONE: ordered, not given yet */
    date on;              /* the day it was given, or NO_DATE */
};

/* Those ordered over the request's application, by number, into *LIST (in the arena). */
enum problem letter_re_decisions(struct request *rq, struct re_decision **list, int *count);

#endif
