/* What both fuzzers share: their calendars, and what holds of the clock of any history
 * whatever.  `make fuzz` looks for inputs that break it; test_fuzz.c gives those that were
 * kept to the same function again. */
#ifndef GONGKAI_TESTS_FUZZ_H
#define GONGKAI_TESTS_FUZZ_H

#include "base/arena.h"
#include "core/clock.h"

#include <stddef.h>
#include <stdint.h>

/* Tries one input, which may be anything; ends the process when something does not hold.
 * Each fuzzer has its own. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* The folder under tests/ where the inputs of this fuzzer are. */
extern const char fuzz_corpus[];

/* Kept until the end: the national calendar, or one that no notice is known of. */
const struct calendar *fuzz_calendar(bool facts);

/* Ends the process, saying WHAT, unless it HOLDS. */
void fuzz_holds(bool holds, const char *what);

/* Folds and judges the N events and holds every answer against what clock.h and account.h
 * promise. */
void fuzz_clock(struct arena *a, const struct clock_terms *terms,
                const struct event *events, int n);

#endif
