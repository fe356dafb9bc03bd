#include "core/date.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A calendar that only ever takes the next day. */
struct counter {
    int year, month, day, weekday;
};

static bool
is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static void
next_day(struct counter *c)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    c->weekday = (c->weekday + 1) % 7;
    if (++c->day <= days[c->month - 1] + (c->month == 2 && is_leap(c->year)))
        return;
    c->day = 1;
    if (++c->month <= 12)
        return;
    c->month = 1;
    c->year++;
}

START_TEST(every_day_from_2000_to_2100_is_the_day_after_the_one_before)
{
    struct counter c = {2000, 1, 1, 5};
    date d;

    for (d = DATE_FIRST; d <= DATE_LAST; d++, next_day(&c)) {
        char naive[64], written[DATE_SIZE];
        int year, month, day;
        date read = NO_DATE;

        snprintf(naive, sizeof naive, "%04d-%02d-%02d", c.year, c.month, c.day);
        ck_assert_int_eq(date_of(c.year, c.month, c.day), d);
        ck_assert_str_eq(date_text(d, written), naive);
        ck_assert(date_parse(naive, &read));
        ck_assert_int_eq(read, d);
        date_split(d, &year, &month, &day);
        ck_assert(year == c.year && month == c.month && day == c.day);
        ck_assert_int_eq(date_year(d), c.year);
        ck_assert_int_eq(date_weekday(d), c.weekday);
    }
    ck_assert_int_eq(c.year, 2101);
    ck_assert(c.month == 1 && c.day == 1);
}
END_TEST

START_TEST(day_numbers_count_from_1970_and_weekdays_hold_before_it)
{
    ck_assert_int_eq(date_of(1970, 1, 1), 0);
    ck_assert_int_eq(date_weekday(0), 3);
    ck_assert_int_eq(date_of(1969, 12, 31), -1);
    ck_assert_int_eq(date_weekday(-1), 2);
    ck_assert_int_eq(date_weekday(-4), 6);
    ck_assert_int_eq(date_of(1900, 3, 1) - date_of(1900, 2, 28), 1);
    ck_assert_int_eq(date_year(date_of(1880, 1, 1)), 1880);
}
END_TEST

static const char *const bad[] = {
    "",
    "2",
    "2024",
    "2024-",
    "2024-0",
    "2024-01",
    "2024-01-",
    "2024-01-0",
    "2024-1-05",
    "2024-01-5",
    "2024-1-5",
    "24-01-05",
    "12024-01-01",
    "02024-01-01",
    "2024-01-01 ",
    " 2024-01-01",
    "2024-01-01x",
    "2024-01-011",
    "2024-01-01T",
    "2024-01-01\n",
    "2024/01/01",
    "2024.01.01",
    "20240101",
    "2024-0101",
    "202401-01",
    "2024-00-10",
    "2024-13-01",
    "2024-01-00",
    "2024-01-32",
    "2024-04-31",
    "2024-02-30",
    "2023-02-29",
    "2100-02-29",
    "2024-99-99",
    "1999-12-31",
    "2101-01-01",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "-024-01-01",
    "+024-01-01",
    "2024--1-01",
    "2024-01--1",
    "2024-+1-01",
    "2024- 1-01",
    "2024-01-1 ",
    "2o24-01-01",
    "2024-O1-01",
    "2024-01-0l",
    "２０２４-01-01",
    "2024年1月1日",
    "2024－01－01",
    "today",
    "null",
};

/* A copy that ends where its memory ends, so that reading further is noticed. */
START_TEST(what_is_not_exactly_a_day_of_the_century_is_refused)
{
    const char *text = bad[_i];
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    date d = 12345;

    ck_assert_ptr_nonnull(copy);
    memcpy(copy, text, size);
    ck_assert_msg(!date_parse(copy, &d), "\"%s\" was read as a day", text);
    ck_assert_int_eq(d, 12345);
    free(copy);
}
END_TEST

START_TEST(leap_days_and_the_ends_of_the_century_are_read)
{
    static const char *const good[] = {"2000-01-01", "2000-02-29", "2024-02-29",
                                       "2096-02-29", "2100-02-28", "2100-12-31"};
    char written[DATE_SIZE];

    for (unsigned i = 0; i < sizeof good / sizeof good[0]; i++) {
        date d = NO_DATE;

        ck_assert_msg(date_parse(good[i], &d), "\"%s\" was refused", good[i]);
        ck_assert_str_eq(date_text(d, written), good[i]);
    }
}
END_TEST

START_TEST(the_day_begins_at_midnight_in_shanghai)
{
    ck_assert_int_eq(date_of_seconds(0), 0);
    ck_assert_int_eq(date_of_seconds(15 * 3600 + 3599), 0);
    ck_assert_int_eq(date_of_seconds(16 * 3600), 1);
    ck_assert_int_eq(date_of_seconds(-8 * 3600), 0);
    ck_assert_int_eq(date_of_seconds(-8 * 3600 - 1), -1);
    ck_assert_int_eq(date_of_seconds(1735660799), date_of(2024, 12, 31));
    ck_assert_int_eq(date_of_seconds(1735660800), date_of(2025, 1, 1));
    ck_assert_int_eq(date_of_seconds(4133951999), date_of(2100, 12, 31));
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_day_from_2000_to_2100_is_the_day_after_the_one_before,
        day_numbers_count_from_1970_and_weekdays_hold_before_it,
        leap_days_and_the_ends_of_the_century_are_read,
        the_day_begins_at_midnight_in_shanghai,
        NULL,
    };
    Suite *suite = harness_suite("date", tests, 60);
    TCase *refused = tcase_create("refused");

    tcase_add_loop_test(refused, what_is_not_exactly_a_day_of_the_century_is_refused, 0,
                        (int)(sizeof bad / sizeof bad[0]));
    suite_add_tcase(suite, refused);
    return harness_run(suite);
}
