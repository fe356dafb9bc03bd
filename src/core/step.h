/* The steps of a case as one table: which act may follow which, who may do it, what it needs.
 * step.def is that table; clock_judge decides whether an act is lawful on its day, and never
 * takes one that the table does not allow. */
#ifndef GONGKAI_CORE_STEP_H
#define GONGKAI_CORE_STEP_H

#include "core/clock.h"
#include "core/right.h"

/* The states are the stored ones (struct clock: state); CLOCK_NOT_RECEIVED stands for a case
 * that does not exist yet.  Nothing is allowed in another status, such as CLOCK_OVERDUE. */

/* Whether an act of KIND may be taken in STATE, and whether it may lead from STATE to THEN. */
bool step_allowed(enum event_kind kind, enum clock_status state);
bool step_leads(enum event_kind kind, enum clock_status state, enum clock_status then);

/* Whether a case can be in S: one of the states, or not there yet. */
bool step_is_state(enum clock_status s);

/* The right to take it; RIGHT_NONE for EVENT_retracted: the right to correct what it takes
 * away. */
enum right step_right(enum event_kind kind);

/* The right to correct or retract an entry of KIND, where the law lets it be, in an open
 * case. */
enum right step_correction_right(enum event_kind kind);

/* What it rests on ("条例第三十条") and what it needs, in words; never NULL. */
const char *step_article(enum event_kind kind);
const char *step_needs(enum event_kind kind, bool english);

#endif
