#include "base/arena.h"
#include "base/bag.h"
#include "harness.h"

#include <signal.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(memory_of_an_arena_is_zeroed_aligned_and_apart)
{
    static const size_t sizes[] = {0, 1, 7, 16, 100, 4096, 8191, 8192, 8193, 100000};
    enum { COUNT = sizeof sizes / sizeof sizes[0], ROUNDS = 50 };
    struct arena *a = arena_new();
    unsigned char *pieces[COUNT * ROUNDS];

    for (int i = 0; i < COUNT * ROUNDS; i++) {
        size_t size = sizes[i % COUNT];

        pieces[i] = arena_alloc(a, size);
        ck_assert_ptr_nonnull(pieces[i]);
        ck_assert_uint_eq((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        for (size_t k = 0; k < size; k++)
            ck_assert_uint_eq(pieces[i][k], 0);
        memset(pieces[i], i % 251 + 1, size);
    }
    for (int i = 0; i < COUNT * ROUNDS; i++)
        for (size_t k = 0; k < sizes[i % COUNT]; k++)
            if (pieces[i][k] != i % 251 + 1)
                ck_abort_msg("piece %d was overwritten at %zu", i, k);
    arena_free(a);
}
END_TEST

START_TEST(copies_and_printed_text_are_terminated)
{
    struct arena *a = arena_new();
    char long_text[20001];

    memset(long_text, 'x', 20000);
    long_text[20000] = '\0';
    ck_assert_str_eq(arena_copy(a, "abcdef", 3), "abc");
    ck_assert_str_eq(arena_copy(a, "", 0), "");
    ck_assert_mem_eq(arena_copy(a, "a\0b", 3), "a\0b", 4);
    ck_assert_str_eq(arena_printf(a, "%s-%d", "号", 7), "号-7");
    ck_assert_str_eq(arena_printf(a, "%s", ""), "");
    ck_assert_str_eq(arena_printf(a, "%s", long_text), long_text);
    arena_free(a);
}
END_TEST

static char order[16];

static void
note_end(void *object)
{
    strcat(order, object);
}

START_TEST(what_an_arena_owns_is_destroyed_once_last_first)
{
    struct arena *a = arena_new();

    order[0] = '\0';
    arena_own(a, "1", note_end);
    arena_own(a, "2", note_end);
    arena_own(a, malloc(10), free);
    arena_own(a, "3", note_end);
    ck_assert_str_eq(order, "");
    arena_free(a);
    ck_assert_str_eq(order, "321");
    arena_free(NULL);
    ck_assert_str_eq(order, "321");
}
END_TEST

START_TEST(a_size_no_machine_has_ends_the_process)
{
    struct arena *a = arena_new();

    freopen("/dev/null", "w", stderr);
    arena_alloc(a, SIZE_MAX - 8);
}
END_TEST

START_TEST(the_allocators_never_answer_null)
{
    char *s = xstrdup("公开");
    void *none = xmalloc(0);

    ck_assert_str_eq(s, "公开");
    ck_assert_ptr_nonnull(none);
    s = xrealloc(s, 1000);
    ck_assert_str_eq(s, "公开");
    free(s);
    free(none);
}
END_TEST

START_TEST(a_bag_keeps_one_value_a_name_and_tells_null_from_absent)
{
    struct bag b = {.count = 0};
    const char *value = "untouched";

    ck_assert(!bag_has(&b, "day", &value));
    ck_assert_str_eq(value, "untouched");
    ck_assert_ptr_null(bag_get(&b, "day"));
    bag_put(&b, "day", "2025-03-03");
    bag_put(&b, "name", NULL);
    ck_assert(bag_has(&b, "name", &value));
    ck_assert_ptr_null(value);
    ck_assert_ptr_null(bag_get(&b, "name"));
    ck_assert_str_eq(bag_get(&b, "day"), "2025-03-03");
    bag_put(&b, "day", "2025-03-04");
    ck_assert_str_eq(bag_get(&b, "day"), "2025-03-04");
    ck_assert_int_eq(b.count, 2);
    bag_put(&b, "day", NULL);
    ck_assert(bag_has(&b, "day", &value));
    ck_assert_ptr_null(value);
    ck_assert_ptr_null(bag_get(&b, "da"));
    ck_assert_ptr_null(bag_get(&b, "days"));
}
END_TEST

static char names[BAG_SIZE + 1][16];

static void
fill(struct bag *b, int count)
{
    for (int i = 0; i < count; i++) {
        snprintf(names[i], sizeof names[i], "n%d", i);
        bag_put(b, names[i], names[i] + 1);
    }
}

START_TEST(a_bag_holds_as_much_as_it_says)
{
    struct bag b = {.count = 0};

    fill(&b, BAG_SIZE);
    for (int i = 0; i < BAG_SIZE; i++)
        ck_assert_str_eq(bag_get(&b, names[i]), names[i] + 1);
    bag_put(&b, "n0", "again");
    ck_assert_str_eq(bag_get(&b, "n0"), "again");
}
END_TEST

START_TEST(one_value_too_many_ends_the_process)
{
    struct bag b = {.count = 0};

    freopen("/dev/null", "w", stderr);
    fill(&b, BAG_SIZE + 1);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        memory_of_an_arena_is_zeroed_aligned_and_apart,
        copies_and_printed_text_are_terminated,
        what_an_arena_owns_is_destroyed_once_last_first,
        the_allocators_never_answer_null,
        a_bag_keeps_one_value_a_name_and_tells_null_from_absent,
        a_bag_holds_as_much_as_it_says,
        NULL,
    };
    Suite *suite = harness_suite("memory", tests, 60);
    TCase *ends = tcase_create("ends");

    tcase_add_test_raise_signal(ends, a_size_no_machine_has_ends_the_process, SIGABRT);
    tcase_add_test_raise_signal(ends, one_value_too_many_ends_the_process, SIGABRT);
    suite_add_tcase(suite, ends);
    return harness_run(suite);
}
