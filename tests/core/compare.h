/* What the clock and the naive clock say of the same history, side by side. */
#ifndef GONGKAI_TESTS_COMPARE_H
#define GONGKAI_TESTS_COMPARE_H

#include "core/day_account.h"
#include "naive.h"

#include <stddef.h>

/* What differs, a line each; empty (USED 0) when nothing does. */
struct report {
    char text[4000];
    size_t used;
};

void compare_clocks(struct report *r, const struct clock *c, const struct naive *naive);

/* The account of every day, N days. */
void compare_days(struct report *r, const struct account_day *days, int n,
                  const struct naive *naive);

#endif
