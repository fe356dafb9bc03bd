/* What an invented case is given before it is answered, so that its outcome is lawful: acts
 * and facts that stand for real ones in training databases and tests.  The answer itself
 * comes with a note; what not_processed_2 repeats must be linked. */
#ifndef GONGKAI_COMMAND_GROUND_H
#define GONGKAI_COMMAND_GROUND_H

#include "base/arena.h"
#include "core/date.h"
#include "core/outcome.h"

/* The N-th act (0, 1, …) that OUTCOME takes for a case received on RECEIVED: the last part of
 * its route, and its body as JSON in *BODY, in A.  NULL behind the last. */
const char *ground_act(struct arena *a, enum outcome outcome, int n, date received,
                       const char **body);

/* How many days after RECEIVED, at least, the answer comes: the limits of other_1 and other_2
 * have passed by then. */
int ground_days(enum outcome outcome);

#endif
