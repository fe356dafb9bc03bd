#include "facts.h"
#include "harness.h"

#include <limits.h>

START_TEST(every_day_of_the_notices_is_kept_and_the_others_follow_the_week)
{
    struct calendar *c = facts_calendar();
    char day[DATE_SIZE];

    for (date d = DATE_FIRST; d <= DATE_LAST; d++)
        ck_assert_msg(calendar_works(c, d) == facts_work_on(d), "%s", date_text(d, day));
    calendar_free(c);
}
END_TEST

/* From memory of the notices, not from the files. */
START_TEST(well_known_days_are_as_everybody_remembers_them)
{
    static const struct {
        const char *day;
        bool works;
    } known[] = {
        {"2024-10-01", false}, {"2024-10-07", false}, {"2024-10-08", true},
        {"2024-10-12", true},  {"2025-01-26", true},  {"2025-01-28", false},
        {"2025-02-04", false}, {"2025-02-05", true},  {"2025-02-08", true},
        {"2025-05-05", false}, {"2025-10-08", false}, {"2025-10-11", true},
        {"2019-04-28", true},  {"2019-05-01", false}, {"2019-05-03", false},
        {"2020-01-31", false}, {"2020-02-01", false}, {"2020-02-03", true},
        {"2025-03-08", false}, {"2025-03-10", true},
    };
    struct calendar *c = facts_calendar();

    for (unsigned i = 0; i < sizeof known / sizeof known[0]; i++)
        ck_assert_msg(calendar_works(c, facts_day(known[i].day)) == known[i].works, "%s",
                      known[i].day);
    calendar_free(c);
}
END_TEST

START_TEST(counting_working_days_equals_walking_day_by_day)
{
    struct calendar *c = facts_calendar();
    date last = facts_day("2026-12-31");
    char day[DATE_SIZE];

    for (date from = facts_day("2019-01-01"); from <= last; from++) {
        date walked = from, counted;

        for (int n = 1; n <= 60; n++) {
            do
                walked++;
            while (!facts_work_on(walked));
            counted = NO_DATE;
            ck_assert_int_eq(calendar_after(c, from, n, &counted), OK);
            ck_assert_msg(counted == walked, "%d after %s", n, date_text(from, day));
            ck_assert_msg(calendar_between(c, from, counted) == n, "%d after %s", n,
                          date_text(from, day));
        }
    }
    calendar_free(c);
}
END_TEST

START_TEST(between_counts_every_pair_of_days_in_both_directions)
{
    struct calendar *c = facts_calendar();
    date last = facts_day("2025-12-31");

    for (date from = facts_day("2024-12-01"); from <= last; from++) {
        int walked = 0;

        ck_assert_int_eq(calendar_between(c, from, from), 0);
        for (date to = from + 1; to <= last; to++) {
            walked += facts_work_on(to);
            ck_assert_int_eq(calendar_between(c, from, to), walked);
            ck_assert_int_eq(calendar_between(c, to, from), -walked);
        }
    }
    calendar_free(c);
}
END_TEST

START_TEST(a_day_is_provisional_from_29_december_of_the_last_known_year)
{
    struct calendar *c = facts_calendar();
    int year = facts_last_year();

    ck_assert_int_eq(calendar_last_year(c), year);
    for (date d = DATE_FIRST; d <= DATE_LAST; d++)
        ck_assert_int_eq(calendar_provisional(c, d), d >= date_of(year, 12, 29));
    ck_assert(!calendar_provisional(c, date_of(year - 1, 12, 31)));
    calendar_free(c);
}
END_TEST

START_TEST(a_year_behind_a_gap_makes_nothing_certain)
{
    struct calendar *c = calendar_new();

    ck_assert_int_eq(calendar_last_year(c), 0);
    ck_assert(calendar_provisional(c, facts_day("2000-01-01")));
    calendar_complete(c, 2012);
    calendar_complete(c, 2010);
    calendar_complete(c, 2009);
    calendar_complete(c, 1999);
    calendar_complete(c, 2101);
    calendar_seal(c);
    ck_assert_int_eq(calendar_last_year(c), 2010);
    ck_assert(!calendar_provisional(c, facts_day("2010-12-28")));
    ck_assert(calendar_provisional(c, facts_day("2010-12-29")));
    ck_assert(calendar_provisional(c, facts_day("2012-06-01")));
    calendar_complete(c, 2011);
    calendar_seal(c);
    ck_assert_int_eq(calendar_last_year(c), 2012);
    calendar_complete(c, 2100);
    calendar_seal(c);
    ck_assert_int_eq(calendar_last_year(c), 2012);
    calendar_free(c);
}
END_TEST

START_TEST(without_a_notice_monday_to_friday_work)
{
    struct calendar *c = calendar_new();

    for (date d = DATE_FIRST; d <= DATE_LAST; d++)
        ck_assert_int_eq(calendar_works(c, d), (d - DATE_FIRST + 5) % 7 < 5);
    calendar_free(c);
}
END_TEST

START_TEST(the_later_statement_about_a_day_wins)
{
    struct calendar *c = calendar_new();
    date saturday = facts_day("2025-03-08"), due = NO_DATE;

    ck_assert(calendar_set(c, saturday, true, "", ""));
    calendar_seal(c);
    ck_assert_int_eq(calendar_after(c, saturday - 1, 1, &due), OK);
    ck_assert_int_eq(due, saturday);
    ck_assert(calendar_set(c, saturday, false, "", ""));
    calendar_seal(c);
    ck_assert_int_eq(calendar_after(c, saturday - 1, 1, &due), OK);
    ck_assert_int_eq(due, saturday + 2);
    calendar_free(c);
}
END_TEST

START_TEST(what_lies_outside_the_century_is_refused_and_leaves_the_result_alone)
{
    struct calendar *c = calendar_new();
    date out = 777;

    ck_assert(!calendar_set(c, DATE_FIRST - 1, true, "", ""));
    ck_assert(!calendar_set(c, DATE_LAST + 1, true, "", ""));
    ck_assert(!calendar_works(c, DATE_FIRST - 1));
    ck_assert(!calendar_works(c, DATE_LAST + 1));
    ck_assert_int_eq(calendar_after(c, DATE_FIRST - 1, 1, &out), P_invalid);
    ck_assert_int_eq(calendar_after(c, DATE_LAST, 1, &out), P_invalid);
    ck_assert_int_eq(calendar_after(c, DATE_LAST + 1000, 1, &out), P_invalid);
    ck_assert_int_eq(calendar_after(c, DATE_FIRST, 0, &out), P_invalid);
    ck_assert_int_eq(calendar_after(c, DATE_FIRST, -1, &out), P_invalid);
    ck_assert_int_eq(calendar_after(c, DATE_FIRST, DATE_LAST, &out), P_invalid);
    ck_assert_int_eq(out, 777);
    ck_assert_int_eq(calendar_after(c, DATE_LAST - 1, 1, &out), OK);
    ck_assert_int_eq(out, DATE_LAST);
    calendar_free(c);
}
END_TEST

START_TEST(a_period_of_any_length_is_counted_or_refused)
{
    struct calendar *c = calendar_new();
    date out = 777;

    ck_assert_int_eq(calendar_after(c, facts_day("2025-03-03"), INT_MAX, &out), P_invalid);
    ck_assert_int_eq(calendar_after(c, facts_day("2025-03-03"), INT_MIN, &out), P_invalid);
    ck_assert_int_eq(out, 777);
    calendar_free(c);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_day_of_the_notices_is_kept_and_the_others_follow_the_week,
        well_known_days_are_as_everybody_remembers_them,
        counting_working_days_equals_walking_day_by_day,
        between_counts_every_pair_of_days_in_both_directions,
        a_day_is_provisional_from_29_december_of_the_last_known_year,
        a_year_behind_a_gap_makes_nothing_certain,
        without_a_notice_monday_to_friday_work,
        the_later_statement_about_a_day_wins,
        what_lies_outside_the_century_is_refused_and_leaves_the_result_alone,
        a_period_of_any_length_is_counted_or_refused,
        NULL,
    };

    return harness_run(harness_suite("calendar", tests, 60));
}
