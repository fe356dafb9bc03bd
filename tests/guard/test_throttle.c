#include "guard/throttle.h"
#include "harness.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

/* How often in a row KEY is let through at NOW, up to 1000 times. */
static int
taken(struct throttle *t, const char *key, long long now)
{
    long wait;
    int n = 0;

    while (n < 1000 && throttle_take(t, key, now, &wait))
        n++;
    return n;
}

START_TEST(a_burst_passes_and_then_so_many_a_second)
{
    struct throttle *t = throttle_new(16, 10, 40);
    long wait = -1;

    ck_assert_int_eq(taken(t, "a", 5000), 40);
    ck_assert(!throttle_take(t, "a", 5000, &wait));
    ck_assert_int_eq(wait, 100);
    ck_assert(!throttle_take(t, "a", 5099, &wait));
    ck_assert_int_eq(wait, 1);
    ck_assert_int_eq(taken(t, "a", 5100), 1);
    ck_assert_int_eq(taken(t, "a", 6100), 10);
    ck_assert_int_eq(taken(t, "a", 1000000), 40);
    throttle_free(t);
}
END_TEST

START_TEST(over_a_minute_no_more_pass_than_rate_and_burst_allow)
{
    struct throttle *t = throttle_new(16, 3, 7);
    long wait;
    int n = 0;

    for (long long now = 0; now <= 60000; now++)
        n += throttle_take(t, "a", now, &wait);
    ck_assert_int_eq(n, 7 + 3 * 60);
    throttle_free(t);
}
END_TEST

START_TEST(who_waits_as_long_as_told_is_let_through)
{
    struct throttle *t = throttle_new(4, 7, 3);
    long long now = 123;

    for (int i = 0; i < 1000; i++) {
        long wait = -1;

        if (throttle_take(t, "a", now, &wait)) {
            ck_assert_int_eq(wait, 0);
            continue;
        }
        ck_assert_int_gt(wait, 0);
        now += wait;
        ck_assert(throttle_take(t, "a", now, &wait));
    }
    throttle_free(t);
}
END_TEST

START_TEST(keys_do_not_share_a_bucket_however_long_they_are)
{
    struct throttle *t = throttle_new(300, 1, 2);
    char key[300];

    for (int i = 0; i < 300; i++) {
        snprintf(key, sizeof key, "%0250d", i);
        ck_assert_int_eq(taken(t, key, 1000), 2);
    }
    for (int i = 0; i < 300; i++) {
        snprintf(key, sizeof key, "%0250d", i);
        ck_assert_int_eq(taken(t, key, 1000), 0);
    }
    throttle_free(t);
}
END_TEST

START_TEST(rate_zero_limits_nothing)
{
    struct throttle *t = throttle_new(1, 0, 1);

    ck_assert_int_eq(taken(t, "a", 0), 1000);
    throttle_free(t);
}
END_TEST

START_TEST(a_full_table_forgets_the_key_not_heard_of_for_longest)
{
    struct throttle *t = throttle_new(3, 1, 1);

    ck_assert_int_eq(taken(t, "a", 0), 1);
    ck_assert_int_eq(taken(t, "b", 0), 1);
    ck_assert_int_eq(taken(t, "c", 0), 1);
    ck_assert_int_eq(taken(t, "a", 0), 0);
    ck_assert_int_eq(taken(t, "d", 0), 1); /* in the place of b */
    ck_assert_int_eq(taken(t, "a", 0), 0);
    ck_assert_int_eq(taken(t, "c", 0), 0);
    ck_assert_int_eq(taken(t, "d", 0), 0);
    ck_assert_int_eq(taken(t, "b", 0), 1); /* in that of a */
    ck_assert_int_eq(taken(t, "c", 0), 0);
    ck_assert_int_eq(taken(t, "a", 0), 1);
    throttle_free(t);
}
END_TEST

/* The table against a list that is searched from end to end. */
START_TEST(of_many_keys_exactly_the_latest_are_remembered)
{
    enum { SIZE = 50, KEYS = 120 };
    struct throttle *t = throttle_new(SIZE, 1, 1);
    int latest[KEYS], known = 0;
    unsigned random = 1;

    for (int i = 0; i < 20000; i++) {
        int k, at;
        char key[16];

        random = random * 1103515245u + 12345u;
        k = (int)(random >> 16) % KEYS;
        for (at = 0; at < known && latest[at] != k; at++)
            ;
        snprintf(key, sizeof key, "%d", k);
        ck_assert_int_eq(taken(t, key, 0), at == known || at >= SIZE);
        if (at == known)
            known++;
        for (; at > 0; at--)
            latest[at] = latest[at - 1];
        latest[0] = k;
    }
    ck_assert_int_eq(known, KEYS);
    throttle_free(t);
}
END_TEST

START_TEST(the_third_failure_delays_and_each_further_one_twice_as_long)
{
    static const long delays[] = {0,     0,     1000,  2000,  4000, 8000,
                                  16000, 32000, 60000, 60000, 60000};
    struct throttle *t = throttle_new(16, 1, 1);
    long long now = 1000000;

    ck_assert_int_eq(throttle_blocked_ms(t, "a", now), 0);
    for (unsigned i = 0; i < sizeof delays / sizeof delays[0]; i++) {
        throttle_failed(t, "a", now);
        ck_assert_int_eq(throttle_blocked_ms(t, "a", now), delays[i]);
        now += delays[i];
        ck_assert_int_eq(throttle_blocked_ms(t, "a", now), 0);
        if (delays[i] > 0)
            ck_assert_int_eq(throttle_blocked_ms(t, "a", now - 1), 1);
    }
    ck_assert_int_eq(throttle_blocked_ms(t, "b", now), 0);
    throttle_free(t);
}
END_TEST

START_TEST(failures_are_forgotten_after_a_quarter_of_an_hour)
{
    struct throttle *t = throttle_new(16, 1, 1);

    for (int i = 0; i < 5; i++)
        throttle_failed(t, "a", 0);
    throttle_failed(t, "a", 15 * 60000 - 1);
    ck_assert_int_eq(throttle_blocked_ms(t, "a", 15 * 60000 - 1), 8000);
    throttle_failed(t, "a", 30 * 60000 - 1);
    ck_assert_int_eq(throttle_blocked_ms(t, "a", 30 * 60000 - 1), 0);
    throttle_free(t);
}
END_TEST

START_TEST(a_thousand_failures_do_not_overflow_the_delay)
{
    struct throttle *t = throttle_new(16, 1, 1);

    for (int i = 0; i < 1000; i++)
        throttle_failed(t, "a", i);
    ck_assert_int_eq(throttle_blocked_ms(t, "a", 999), 60000);
    throttle_free(t);
}
END_TEST

struct crowd {
    struct throttle *t;
    atomic_int taken;
};

static void *
push(void *arg)
{
    struct crowd *crowd = arg;
    long wait;

    for (int i = 0; i < 10000; i++) {
        char other[16];

        snprintf(other, sizeof other, "x%d", i % 3);
        atomic_fetch_add(&crowd->taken, throttle_take(crowd->t, "a", 7, &wait));
        throttle_take(crowd->t, other, 7, &wait);
        throttle_failed(crowd->t, "a", 7);
    }
    return NULL;
}

START_TEST(threads_together_get_no_more_than_one)
{
    struct crowd crowd = {throttle_new(8, 1, 500), 0};
    pthread_t threads[4];

    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, push, &crowd), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    ck_assert_int_eq(atomic_load(&crowd.taken), 500);
    ck_assert_int_eq(throttle_blocked_ms(crowd.t, "a", 7), 60000);
    throttle_free(crowd.t);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_burst_passes_and_then_so_many_a_second,
        over_a_minute_no_more_pass_than_rate_and_burst_allow,
        who_waits_as_long_as_told_is_let_through,
        keys_do_not_share_a_bucket_however_long_they_are,
        rate_zero_limits_nothing,
        a_full_table_forgets_the_key_not_heard_of_for_longest,
        of_many_keys_exactly_the_latest_are_remembered,
        the_third_failure_delays_and_each_further_one_twice_as_long,
        failures_are_forgotten_after_a_quarter_of_an_hour,
        a_thousand_failures_do_not_overflow_the_delay,
        threads_together_get_no_more_than_one,
        NULL,
    };

    return harness_run(harness_suite("throttle", tests, 60));
}
