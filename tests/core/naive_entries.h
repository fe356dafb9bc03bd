/* The entries of a history that stand, for the naive clock. */
#ifndef GONGKAI_TESTS_NAIVE_ENTRIES_H
#define GONGKAI_TESTS_NAIVE_ENTRIES_H

#include "core/clock.h"

/* Writes to OUT (room for N) what stands of the N entries: the registration, then what is
 * known on AS_OF (NO_DATE: all) by day, one day's entries in the order of recording, letters
 * with the day of their delivery.  The answer is how many they are. */
int naive_entries(const struct event *events, int n, date as_of, struct event *out);

#endif
