/* Cases with all their entries, one after another, however many there are. */
#ifndef GONGKAI_OP_CASE_STREAM_H
#define GONGKAI_OP_CASE_STREAM_H

#include "core/clock.h"
#include "db/db.h"

struct law;

/* Is given one case: the first of its ROWs, and its N entries, which live with A until it
 * returns.  Anything but OK ends the stream. */
typedef enum problem (*case_taker)(void *context, struct arena *a, const PGresult *row,
                                   const struct event *events, int n);

/* Runs STATEMENT, whose rows are entries in the order of their cases: agency, id and region
 * of the case come first, the entry's seq, supersedes, kind, happened_on and data last; all
 * of a case's other columns are equal in its rows.  The entries get their calendars of LAW (history.h).
 * *ENTRIES (if not NULL) counts them. */
enum problem case_stream(struct db *db, const struct sql *statement, const struct bag *bag,
                         struct law *law, case_taker take, void *context, long *entries);

#endif
