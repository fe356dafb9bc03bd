/* Who asks too often waits: a bucket of tokens per key (a source address, an account id), and
 * a growing delay after failures to sign in.  Kept in memory; when the table is full, the key
 * that was longest not heard of is forgotten.  Safe to call from any thread.  Times are
 * milliseconds of a monotonic clock, which the caller reads. */
#ifndef GONGKAI_GUARD_THROTTLE_H
#define GONGKAI_GUARD_THROTTLE_H

#include <stdbool.h>

struct throttle;

/* At most SIZE keys (>= 1), each PER_SECOND times (0: no limit), BURST (>= 1) at once. */
struct throttle *throttle_new(unsigned size, unsigned per_second, unsigned burst);

/* NULL is allowed. */
void throttle_free(struct throttle *t);

/* Takes a token of KEY.  False when there is none: *WAIT_MS says how long until the next
 * (else 0). */
bool throttle_take(struct throttle *t, const char *key, long long now_ms, long *wait_ms);

/* Notes a failure of KEY: the third in a row blocks it for 1 s, each further one for twice as
 * long, at most 60 s.  After 15 min without one all are forgotten. */
void throttle_failed(struct throttle *t, const char *key, long long now_ms);

/* How long KEY is still blocked; 0 when it is not. */
long throttle_blocked_ms(struct throttle *t, const char *key, long long now_ms);

#endif
