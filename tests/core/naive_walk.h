/* Inside the naive clock: one walk through a history, shared by naive.c (what entries do) and
 * naive_days.c (what a day is, and what it all comes to). */
#ifndef GONGKAI_TESTS_NAIVE_WALK_H
#define GONGKAI_TESTS_NAIVE_WALK_H

#include "naive.h"

struct walk {
    const struct naive_terms *terms;
    struct naive *c;
    struct event entries[NAIVE_ENTRIES]; /* what stands, the registration first */
    bool used[NAIVE_ENTRIES];            /* of a reply: it ended a letter */
    int n, now;                          /* NOW: the entry being taken */
    bool reasons_asked, reasons_given;
    long asked, paid; /* yuan */
    long declined;    /* what came too late and was not taken, less what went back of it */
};

/* The Nth working day after FROM. */
date walk_nth_after(const struct naive_terms *terms, date from, int n);

bool walk_knows(const struct walk *w, date d);
bool walk_is_received(const struct walk *w);

/* The present run, or the last one; there is one after receipt. */
struct naive_run *walk_run(const struct walk *w);
int walk_allowed(const struct naive_run *run);

/* Whether the applicant is waited for; whether what is waited for did not come by its limit,
 * which lies before DAY. */
bool walk_is_waiting(const struct walk *w);
bool walk_has_lapsed(const struct walk *w, date day);

/* Whether a consultation without an end is about on DAY: sent, and still taking days out. */
bool walk_is_consulting(const struct walk *w, date day);

/* The last day to answer: a delayed date, unless the period itself ends later; NO_DATE when
 * nobody can say. */
date walk_due(const struct walk *w);
bool walk_is_after_due(const struct walk *w, date day);

/* Judges everything at the end of the day. */
void walk_finish(struct walk *w);

#endif
