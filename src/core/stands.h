/* Which entries of a history stand, found one by one: for who asks about some entries only and
 * not about the clock, which arranges all of them at once (core/standing.c).  The history is
 * one that was judged: what supersedes an entry does so rightly. */
#ifndef GONGKAI_CORE_STANDS_H
#define GONGKAI_CORE_STANDS_H

#include "core/clock.h"

/* The entry that stands in the place of SEQ; NULL when there is none or it was retracted. */
const struct event *event_standing(const struct event *events, int n, int seq);

/* Whether E, one of EVENTS, stands itself. */
bool event_stands(const struct event *events, int n, const struct event *e);

/* The seq of the first entry of the place SEQ came to: by it a letter is known whatever
 * corrected it since.  0 when there is none. */
int event_place(const struct event *events, int n, int seq);

#endif
