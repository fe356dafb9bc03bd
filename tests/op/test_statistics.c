/* The statistics of a year: its months are section three at their ends, its sums the table's;
 * timeliness and whose days are what the clocks of the cases say. */
#include "core/date.h"
#include "op/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 40, LAST_YEAR = 2026 };

static const char *const outcomes[] = {"granted", "partly_granted", "refused_4",
                                       "unavailable_1", "not_processed_1"};
static const char *const categories[] = {"natural_person", "commercial", "research"};

static unsigned state = 20261210;

static int
draw(int n)
{
    state = state * 1664525u + 1013904223u;
    return (int)((state >> 8) % (unsigned)n);
}

/* CASES that came in from 2024 to 2026, most of them answered, some of those late. */
static void
fill(const char *agency)
{
    for (int i = 0; i < CASES; i++) {
        date came = date_of(2024, 1, 2) + draw(1000), gone = came + draw(45);
        char day[DATE_SIZE], more[100];
        const char *id;

        snprintf(more, sizeof more, "'applicant_category':'%s'", categories[draw(3)]);
        id = make_case(agency, date_text(came, day), more);
        if (draw(5) > 0)
            answer_case(id, outcomes[draw(5)], date_text(gone, day));
    }
}

static const json_t *
statistics(const char *agency, const char *query)
{
    return ask(200, NULL, "GET /api/v1/agencies/%s/statistics?%s", agency, query);
}

/* The total of ROW of section three. */
static long
total(const char *agency, const char *query, const char *row)
{
    return service_cell(&here, agency, query, row, "total");
}

static void
compare_year(const char *agency, int year, const char *scope)
{
    const json_t *s;
    char query[100];
    long counted = 0;

    snprintf(query, sizeof query, "year=%d&scope=%s", year, scope);
    s = statistics(agency, query);
    ck_assert_int_eq(number_in(s, "carried_in"), total(agency, query, "carried_in"));
    ck_assert_int_eq(number_in(s, "received"), total(agency, query, "new"));
    ck_assert_int_eq(number_in(s, "finished"), total(agency, query, "total"));
    ck_assert_int_eq(number_in(s, "open"), total(agency, query, "carried_out"));
    for (size_t i = 0; i < json_array_size(value_in(s, "outcomes")); i++) {
        const json_t *o = json_array_get(value_in(s, "outcomes"), i);

        counted += number_in(o, "count");
        ck_assert_int_eq(number_in(o, "count"),
                         total(agency, query, text_in(o, "outcome")));
    }
    ck_assert_int_eq(counted, number_in(s, "finished"));
    ck_assert_uint_eq(json_array_size(value_in(s, "months")), 12);
}

/* What each month adds is what section three has more at its end than at that before. */
static void
compare_months(const char *agency, int year)
{
    const json_t *months;
    char query[100];
    long received = 0, finished = 0;

    snprintf(query, sizeof query, "year=%d", year);
    months = value_in(statistics(agency, query), "months");
    for (int m = 1; m <= 12; m++) {
        const json_t *month = json_array_get(months, (size_t)m - 1);
        char day[DATE_SIZE];

        received += number_in(month, "received");
        finished += number_in(month, "finished");
        snprintf(query, sizeof query, "year=%d&as_of=%s", year,
                 date_text(date_after_months(date_of(year, m, 1), 1) - 1, day));
        ck_assert_int_eq(number_in(month, "month"), m);
        ck_assert_int_eq(received, total(agency, query, "new"));
        ck_assert_int_eq(finished, total(agency, query, "total"));
        ck_assert_int_eq(number_in(month, "open"), total(agency, query, "carried_out"));
    }
}

START_TEST(the_months_of_a_year_add_up_to_section_three)
{
    make_agency("months", NULL);
    make_agency("months-part", "'parent':'months'");
    fill("months");
    fill("months-part");
    for (int year = 2024; year <= LAST_YEAR; year++) {
        compare_year("months", year, "agency");
        compare_year("months", year, "subtree");
        compare_year("months-part", year, "agency");
        compare_months("months", year);
    }
}
END_TEST

START_TEST(months_that_have_not_begun_are_not_told)
{
    make_agency("young", NULL);
    make_case("young", "2026-12-01", NULL);
    ck_assert_uint_eq(json_array_size(value_in(
                          statistics("young", "year=2026&as_of=2026-03-15"), "months")),
                      3);
    ck_assert_int_eq(number_in(statistics("young", "year=2026&as_of=2026-11-30"), "open"),
                     0);
    ck_assert_int_eq(number_in(statistics("young", "year=2026"), "open"), 1);
    refused(422, "invalid", NULL, "GET /api/v1/agencies/young/statistics?year=2027");
    refused(422, "invalid", NULL, "GET /api/v1/agencies/young/pace?year=2027");
    refused(422, "invalid", NULL, "GET /api/v1/agencies/young/statistics");
}
END_TEST

/* What the clocks of the cases answered in YEAR say, added up, against what is told of all. */
static void
compare_pace(const char *agency, int year)
{
    const json_t *all = value_in(ask(200, NULL,
                                     "GET /api/v1/agencies/%s/applications?status=answered"
                                     "&limit=1000",
                                     agency),
                                 "applications");
    const json_t *pace =
        ask(200, NULL, "GET /api/v1/agencies/%s/pace?year=%d", agency, year);
    long cases = 0, in_time = 0, late = 0, days = 0, told = 0, shares[7] = {0};

    for (size_t i = 0; i < json_array_size(all); i++) {
        const json_t *one = json_array_get(all, i), *clock;

        if (atoi(text_in(one, "closed_on")) != year)
            continue;
        clock = ask(200, NULL, "GET /api/v1/applications/%s/clock", text_in(one, "id"));
        cases++;
        in_time += json_is_true(value_in(clock, "answered_in_time"));
        late += json_is_false(value_in(clock, "answered_in_time"));
        for (size_t s = 0; s < 7; s++)
            shares[s] += number_in(json_array_get(value_in(clock, "shares"), s), "days");
    }
    ck_assert_int_gt(cases, 0);
    ck_assert_int_eq(number_in(pace, "cases"), cases);
    ck_assert_int_eq(number_in(pace, "in_time"), in_time);
    ck_assert_int_eq(number_in(pace, "late"), late);
    for (size_t s = 0; s < 7; s++) {
        const json_t *share = json_array_get(value_in(pace, "shares"), s);
        char mean[32];
        long tenths = (20 * shares[s] + cases) / (2 * cases);

        snprintf(mean, sizeof mean, "%ld.%ld", tenths / 10, tenths % 10);
        ck_assert_int_eq(number_in(share, "days"), shares[s]);
        ck_assert_str_eq(text_in(share, "mean"), mean);
        days += shares[s];
    }
    ck_assert_int_eq(number_in(pace, "days"), days);
    for (size_t m = 0; m < 12; m++)
        told += number_in(json_array_get(value_in(pace, "months"), m), "in_time");
    ck_assert_int_eq(told, in_time);
}

START_TEST(the_pace_of_a_year_is_what_the_clocks_of_its_cases_say)
{
    make_agency("pace", NULL);
    fill("pace");
    for (int year = 2024; year <= LAST_YEAR; year++)
        compare_pace("pace", year);
}
END_TEST

START_TEST(a_year_without_an_answer_has_no_mean)
{
    const json_t *pace;

    make_agency("idle", NULL);
    pace = ask(200, NULL, "GET /api/v1/agencies/idle/pace?year=2026&scope=subtree");
    ck_assert_int_eq(number_in(pace, "cases"), 0);
    ck_assert(json_is_null(value_in(pace, "mean")));
    ck_assert(json_is_null(value_in(pace, "shares.0.mean")));
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_months_of_a_year_add_up_to_section_three,
        months_that_have_not_begun_are_not_told,
        the_pace_of_a_year_is_what_the_clocks_of_its_cases_say,
        a_year_without_an_answer_has_no_mean,
        NULL,
    };

    return here_run("statistics", tests, (const char *const[]){"--today=2026-12-31", NULL});
}
