/* The entries of an application as the clock takes them, read from what is kept of them. */
#ifndef GONGKAI_OP_HISTORY_H
#define GONGKAI_OP_HISTORY_H

#include "core/clock.h"
#include "http/request.h"

struct history {
    int count;
    struct event *events; /* room for HISTORY_SPARE more */
};

enum { HISTORY_SPARE = 32 };

/* An entry from its columns; DATA is its JSON object.  Its texts live as long as A. */
struct event history_event(struct arena *a, int seq, int supersedes, const char *kind,
                           date happened_on, const char *data);

/* Reads all entries recorded up to the request's known_at (in the bag; null: all). */
enum problem history_read(struct request *rq, struct history *h);

/* The entry with SEQ, NULL if there is none. */
const struct event *history_find(const struct history *h, int seq);

/* Gives each entry the calendar of REGION that was in force when it was recorded; LAW NULL:
 * none, while the calendar never changed. */
void history_calendars(struct law *law, const char *region, struct event *events, int n);

/* The calendar that a case of REGION is read under at VERSION: that version; for a closed
 * case the one its closing was recorded under, which later changes leave alone. */
const struct calendar *history_calendar(struct arena *a, struct law *law,
                                        const char *region, int version,
                                        const struct event *events, int n);

/* Folds H into *C under *TERMS, whose calendar it sets: as of now, or as known at the
 * request's known_at. */
enum problem history_fold(struct request *rq, const struct history *h,
                          struct clock_terms *terms, struct clock *c);

/* The letter of a consultation called REF, NULL if there never was one. */
const struct event *history_letter(const struct history *h, const char *ref);

/* The entry of KIND on HAPPENED_ON that the JSON object DATA describes, as the next one of H
 * (its seq is filled in); added behind the others. */
struct event *history_add(struct request *rq, struct history *h, enum event_kind kind,
                          date happened_on, const char *data);

#endif
