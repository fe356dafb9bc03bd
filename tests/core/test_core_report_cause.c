/* What probably went wrong in section three, and that nothing wrong in a table goes unseen. */
#include "core/made_report.h"
#include "core/report_check.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct report now;

static void
setup(void)
{
    made_report(&now, 2024);
    made_row(&now, "new", 20, 3);
    made_row(&now, "carried_in", 2, 0);
    made_row(&now, "granted", 12, 2);
    made_row(&now, "partly_granted", 4, 0);
    made_row(&now, "unavailable_1", 3, 1);
    made_row(&now, "total", 19, 3);
    made_row(&now, "carried_out", 3, 0);
}

static struct findings
judge(struct arena *a)
{
    return report_check(a, &now, NULL);
}

static struct printed *
cell(const char *row, int column)
{
    return &now.cells[tally_row_of(now.tally_form, row)][column];
}

START_TEST(a_total_row_copied_from_the_total_column_is_seen_through)
{
    struct arena *a = arena_new();
    struct findings found;

    *cell("total", 0) = printed_number(22);
    *cell("total", 1) = printed_number(0);
    found = judge(a);
    ck_assert_int_eq(found.count, 4);
    for (int i = 0; i < 4; i++) {
        ck_assert_int_ne(found.list[i].place.column, TALLY_TOTAL_COLUMN);
        ck_assert_ptr_nonnull(strstr(found.list[i].cause_zh, "总计行照总计列填写"));
    }
    arena_free(a);
}
END_TEST

START_TEST(a_digit_typed_wrong_is_named_with_the_right_one)
{
    struct arena *a = arena_new();

    for (int i = 0; i < now.tally_form->row_count; i++)
        for (int j = 0; j < TALLY_COLUMNS; j++) {
            long right = now.cells[i][j].value;
            struct findings found;
            char said[32];

            now.cells[i][j].value = right + 40;
            found = judge(a);
            snprintf(said, sizeof said, "可能应为 %ld", right);
            ck_assert_int_ge(found.errors, 2);
            for (int k = 0; k < found.count; k++)
                ck_assert_msg(strstr(found.list[k].cause_zh, said) ||
                                  strstr(found.list[k].cause_zh, "没有收到申请"),
                              "%d, %d: %s", i, j, found.list[k].cause_zh);
            now.cells[i][j].value = right;
        }
    arena_free(a);
}
END_TEST

/* As published: 26 results where the total row has 20, six of them 部分公开. */
START_TEST(a_row_counted_twice_is_named)
{
    struct arena *a = arena_new();
    struct findings found;

    made_report(&now, 2020);
    made_row(&now, "new", 20, 1);
    made_row(&now, "granted", 16, 1);
    made_row(&now, "partly_granted", 6, 0);
    made_row(&now, "other", 4, 0);
    made_row(&now, "total", 20, 1);
    found = report_check(a, &now, NULL);
    ck_assert_int_eq(found.count, 2);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(found.list[i].rule, CHECK_results);
        ck_assert_int_eq(found.list[i].expected - found.list[i].printed, 6);
        ck_assert_ptr_nonnull(strstr(found.list[i].cause_zh, "部分公开"));
        ck_assert_ptr_nonnull(strstr(found.list[i].cause_zh, "正好是 6 件"));
    }
    arena_free(a);
}
END_TEST

/* ---- Any table ---- */

static void
make_sound(struct report *r)
{
    struct tally t;
    int new, in, total;

    made_report(r, rand() % 2 ? 2024 : 2020);
    t = (struct tally){.form = r->tally_form};
    new = tally_row_of(t.form, "new");
    in = tally_row_of(t.form, "carried_in");
    total = tally_row_of(t.form, "total");
    for (int j = 0; j < TALLY_TOTAL_COLUMN; j++) {
        for (int i = in + 1; i < total; i++)
            t.cells[i][j] = rand() % 3 ? 0 : rand() % 40;
        t.cells[total + 1][j] = rand() % 5;
        t.cells[in][j] = rand() % 3;
    }
    tally_finish(&t);
    for (int j = 0; j < TALLY_TOTAL_COLUMN; j++) {
        long open = t.cells[total][j] + t.cells[total + 1][j];

        if (open < t.cells[in][j])
            t.cells[in][j] = 0;
        t.cells[new][j] = open - t.cells[in][j];
    }
    tally_finish(&t);
    for (int i = 0; i < t.form->row_count; i++)
        for (int j = 0; j < TALLY_COLUMNS; j++)
            r->cells[i][j] = printed_number(t.cells[i][j]);
    for (int b = 0; b < BLOCK_COUNT; b++)
        made_block(r, (enum remedy_block)b, rand() % 9, rand() % 3);
}

START_TEST(any_sound_report_has_no_error_and_any_changed_number_is_found)
{
    static struct report r;

    srand(20240101);
    for (int n = 0; n < 100; n++) {
        struct arena *a = arena_new();

        make_sound(&r);
        ck_assert_int_eq(report_check(a, &r, NULL).count, 0);
        for (int i = 0; i < r.tally_form->row_count; i++)
            for (int j = 0; j < TALLY_COLUMNS; j++) {
                long right = r.cells[i][j].value;

                r.cells[i][j].value = right + 1 + rand() % 9;
                ck_assert_int_gt(report_check(a, &r, NULL).errors, 0);
                r.cells[i][j].value = right;
            }
        for (int i = 0; i < BLOCK_COUNT; i++)
            for (int j = 0; j < COLUMN_COUNT; j++) {
                r.remedies[i][j].value++;
                ck_assert_int_eq(report_check(a, &r, NULL).errors, 1);
                r.remedies[i][j].value--;
            }
        arena_free(a);
    }
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("report_cause");
    TCase *all = tcase_create("report_cause");

    tcase_set_timeout(all, 60);
    tcase_add_checked_fixture(all, setup, NULL);
    tcase_add_test(all, a_total_row_copied_from_the_total_column_is_seen_through);
    tcase_add_test(all, a_digit_typed_wrong_is_named_with_the_right_one);
    tcase_add_test(all, a_row_counted_twice_is_named);
    tcase_add_test(all, any_sound_report_has_no_error_and_any_changed_number_is_found);
    suite_add_tcase(suite, all);
    return harness_run(suite);
}
