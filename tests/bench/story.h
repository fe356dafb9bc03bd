/* Plausible applications for measurements: who asked for what, and what happened then. */
#ifndef GONGKAI_TESTS_BENCH_STORY_H
#define GONGKAI_TESTS_BENCH_STORY_H

#include "core/clock.h"

#include <stdint.h>

/* A repeatable sequence of numbers. */
struct chance {
    uint64_t state;
};

/* A whole number from 0 up to, but not including, N. */
unsigned chance_below(struct chance *c, unsigned n);

enum { STORY_EVENTS = 8 };

struct story {
    struct event events[STORY_EVENTS];
    int count;
    char name[64], id_number[19], phone[12], email[32], address[128], content[512];
    const char *wanted_form, *wanted_route, *officer, *unit; /* NULL when not stated */
};

/* An application that arrived on DAY, with what happened to it up to the day LAST. */
void story_tell(struct story *s, struct chance *c, const struct calendar *cal, date day,
                date last);

/* The working days before LAST from which story_run takes the day of receipt. */
enum { RUNNING_DAYS = 14 };

/* An application received up to RUNNING_DAYS working days before LAST and open on it, at
 * least until the fourth working day after it: waiting for nobody, for an opinion, for the
 * applicant, or extended. */
void story_run(struct story *s, struct chance *c, const struct calendar *cal, date last);

/* A natural person's application, handed in on DAY and not yet answered. */
void story_begin(struct story *s, struct chance *c, date day);

#endif
