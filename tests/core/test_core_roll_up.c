/* Which agency stands for what in a roll-up, and what the sum is made of. */
#include "core/roll_up.h"
#include "harness.h"

#include <string.h>

enum { MOST = 8, NEW = 0, GIVEN = 2 };

static struct roll_up_member m[MOST];
static struct roll_up r;
static struct report reports[MOST];

/* A tree of MOST agencies, none of which has said anything: PARENTS as digits, '-' the top. */
static void
tree(const char *parents)
{
    r = (struct roll_up){.year = 2024,
                         .today = date_of(2025, 2, 10),
                         .count = (int)strlen(parents),
                         .members = m};
    memset(m, 0, sizeof m);
    memset(reports, 0, sizeof reports);
    for (int i = 0; i < r.count; i++) {
        m[i].parent = parents[i] == '-' ? -1 : parents[i] - '0';
        m[i].valid_to = m[i].nil_on = m[i].submitted_on = NO_DATE;
        m[i].due = report_due_by_law(TIER_department, r.year);
        m[i].own.three.form = tally_form_of_year(r.year);
        m[i].own.has_two = true;
    }
}

static void
nil(int i)
{
    m[i].nil = true;
    m[i].nil_on = date_of(2025, 1, 20);
}

/* N cases of its own, granted. */
static void
cases(int i, long n)
{
    m[i].own.three.cells[NEW][0] = m[i].own.three.cells[GIVEN][0] = n;
}

/* A report of N cases, whose printed totals are WRONG more. */
static void
report(struct roll_up_report *of, int i, const char *form, long n, long wrong)
{
    struct report *p = &reports[i];

    p->tally_form = tally_form_named(form);
    p->figure_form = figure_form_named(form);
    for (int f = 0; f < p->figure_form->count; f++)
        p->figures[f] = printed_number(0);
    p->has_remedies = true;
    for (int row = 0; row < p->tally_form->row_count; row++)
        for (int j = 0; j < TALLY_COLUMNS; j++)
            p->cells[row][j] =
                printed_number(row == NEW || row == GIVEN
                                   ? (j == 0                    ? n
                                      : j == TALLY_TOTAL_COLUMN ? n + wrong
                                                                : 0)
                                   : wrong * (p->tally_form->rows[row].kind == ROW_TOTAL));
    *of = (struct roll_up_report){p, 1, date_of(2025, 1, 30)};
}

static long
sum_of(int row)
{
    return r.sum.three.cells[row][TALLY_TOTAL_COLUMN];
}

/* The codes of all statuses, with a space between. */
static const char *
statuses(void)
{
    static char line[200];

    line[0] = '\0';
    roll_up(&r);
    for (int i = 0; i < r.count; i++) {
        strcat(line, i > 0 ? " " : "");
        strcat(line, roll_up_status_code(m[i].status));
    }
    return line;
}

START_TEST(who_said_nothing_is_missing_and_not_a_nought)
{
    tree("-000");
    cases(0, 2);
    cases(1, 3);
    nil(2);
    ck_assert_str_eq(statuses(), "computed computed nil missing");
    ck_assert(!r.complete);
    ck_assert_int_eq(r.missing, 1);
    ck_assert_int_eq(sum_of(NEW), 5);
    nil(3);
    ck_assert_str_eq(statuses(), "computed computed nil nil");
    ck_assert(r.complete && r.sound);
}
END_TEST

START_TEST(printed_totals_are_never_added)
{
    tree("-00");
    nil(0);
    report(&m[1].published[SCOPE_OF_SUBTREE], 1, "2021", 4, -4);
    report(&m[2].published[SCOPE_OF_AGENCY], 2, "2021", 5, 7);
    ck_assert_str_eq(statuses(), "nil published published");
    ck_assert_int_eq(sum_of(NEW), 9);
    ck_assert_int_eq(sum_of(GIVEN), 9);
    ck_assert(r.complete && r.sound);
    ck_assert(r.sum.has_two && !r.sum.has_four == (r.without_four > 0));
    m[0].own.has_two = false;
    roll_up(&r);
    ck_assert(!r.sum.has_two);
}
END_TEST

START_TEST(own_cases_hold_and_a_table_counts_where_there_are_none)
{
    tree("-00");
    nil(0);
    cases(1, 3);
    report(&m[1].published[SCOPE_OF_AGENCY], 1, "2021", 8, 0);
    report(&m[2].published[SCOPE_OF_AGENCY], 2, "2021", 5, 0);
    ck_assert_str_eq(statuses(), "nil computed published");
    ck_assert_int_eq(sum_of(NEW), 8);
    report(&m[1].frozen[SCOPE_OF_AGENCY], 3, "2021", 2, 0);
    ck_assert_str_eq(statuses(), "nil frozen published");
    ck_assert_int_eq(sum_of(NEW), 7);
    ck_assert_int_eq(m[1].holds->n, 1);
}
END_TEST

START_TEST(the_published_whole_stands_for_parts_that_did_not_all_speak)
{
    tree("-0112");
    nil(0);
    nil(1);
    cases(2, 3);
    nil(4);
    report(&m[1].published[SCOPE_OF_SUBTREE], 1, "2021", 10, 0);
    ck_assert_str_eq(statuses(), "nil published covered covered covered");
    ck_assert(r.complete);
    ck_assert_int_eq(sum_of(NEW), 10);
    ck_assert_int_eq(m[4].stands_in, 1);
    nil(3);
    ck_assert_str_eq(statuses(), "nil nil computed nil nil");
    ck_assert_int_eq(sum_of(NEW), 3);
}
END_TEST

START_TEST(a_whole_that_cannot_be_used_stands_for_nobody)
{
    int other = tally_row_of(tally_form_named("2019"), "other");

    tree("-011");
    nil(0);
    cases(1, 3);
    cases(2, 2);
    report(&m[1].published[SCOPE_OF_SUBTREE], 1, "2019", 10, 0);
    reports[1].cells[other][0] = printed_number(1); /* which of three rows? */
    ck_assert_str_eq(statuses(), "nil computed computed missing");
    ck_assert_int_eq(sum_of(NEW), 5);
    ck_assert(!r.complete);
    cases(1, 0);
    ck_assert_str_eq(statuses(), "nil unusable computed missing");
    ck_assert_int_eq(sum_of(NEW), 2);
    ck_assert_int_eq(r.missing, 2);
}
END_TEST

START_TEST(the_whole_of_the_agency_asked_about_is_never_in_its_own_sum)
{
    tree("-0");
    cases(1, 3);
    report(&m[0].published[SCOPE_OF_SUBTREE], 0, "2021", 10, 0);
    ck_assert_str_eq(statuses(), "missing computed");
    ck_assert_int_eq(sum_of(NEW), 3);
    ck_assert(!r.complete);
}
END_TEST

START_TEST(who_was_closed_in_the_year_counts_with_its_successor)
{
    tree("-0130");
    nil(0);
    cases(2, 4);
    m[2].succeeded = m[3].succeeded = true;
    m[2].valid_to = date_of(2024, 6, 30);
    m[3].valid_to = date_of(2024, 12, 31); /* stood to the end of the year */
    m[3].parent = 0;
    m[4].valid_to = date_of(2024, 3, 31); /* nobody took it over, and it had nothing */
    ck_assert_str_eq(statuses(), "nil computed joined missing closed");
    ck_assert_int_eq(m[2].stands_in, 1);
    ck_assert_int_eq(m[1].numbers.three.cells[NEW][0], 4);
    ck_assert_int_eq(sum_of(NEW), 4);
    report(&m[1].published[SCOPE_OF_SUBTREE], 1, "2021", 6, 0);
    ck_assert_str_eq(statuses(), "nil published joined missing closed");
    ck_assert_int_eq(sum_of(NEW), 6);
}
END_TEST

START_TEST(a_frozen_report_of_the_successor_alone_leaves_out_nobody_who_joined_it)
{
    tree("-01");
    nil(0);
    cases(1, 2);
    cases(2, 4);
    m[2].succeeded = true;
    m[2].valid_to = date_of(2024, 6, 30);
    report(&m[1].frozen[SCOPE_OF_AGENCY], 1, "2021", 3, 0);
    ck_assert_str_eq(statuses(), "nil frozen joined");
    ck_assert_int_eq(m[1].numbers.three.cells[NEW][0], 3 + 4);
    report(&m[1].frozen[SCOPE_OF_SUBTREE], 2, "2021", 8, 0);
    m[1].frozen[SCOPE_OF_AGENCY].report = NULL;
    ck_assert_str_eq(statuses(), "nil frozen joined");
    ck_assert_int_eq(sum_of(NEW), 8);
}
END_TEST

START_TEST(figures_that_nobody_stated_are_no_noughts)
{
    tree("-");
    report(&m[0].frozen[SCOPE_OF_AGENCY], 0, "2021", 3, 0);
    roll_up(&r);
    ck_assert(r.sum.has_two);
    memset(reports[0].figures, 0, sizeof reports[0].figures);
    roll_up(&r);
    ck_assert(!r.sum.has_two);
}
END_TEST

START_TEST(who_is_led_vertically_stands_outside_with_all_below)
{
    tree("-0112");
    nil(0);
    m[1].led = LED_VERTICALLY;
    cases(1, 9);
    cases(2, 9);
    m[3].led = LED_OTHERWISE;
    cases(3, 2);
    ck_assert_str_eq(statuses(), "nil outside outside computed outside");
    ck_assert_int_eq(sum_of(NEW), 2);
    ck_assert(r.complete);
    m[0].led = LED_VERTICALLY; /* who rolls up its own line has all of it */
    m[1].led = LED_AS_ABOVE;
    nil(4);
    ck_assert_str_eq(statuses(), "nil computed computed computed nil");
    ck_assert_int_eq(sum_of(NEW), 20);
}
END_TEST

START_TEST(a_nil_that_cases_contradict_is_told)
{
    tree("-");
    nil(0);
    cases(0, 1);
    ck_assert_str_eq(statuses(), "computed");
    ck_assert(m[0].false_nil);
}
END_TEST

START_TEST(numbers_of_a_child_that_disagree_are_told)
{
    tree("-0");
    nil(0);
    report(&m[1].published[SCOPE_OF_AGENCY], 1, "2021", 4, 0);
    reports[1].cells[NEW][0] = printed_number(5);
    ck_assert_str_eq(statuses(), "nil published");
    ck_assert(!r.sound && !m[1].sound && m[0].sound);
}
END_TEST

START_TEST(the_old_form_is_summed_as_far_as_its_rows_go)
{
    int other = tally_row_of(tally_form_named("2019"), "other");

    tree("-0");
    nil(0);
    report(&m[1].published[SCOPE_OF_AGENCY], 1, "2019", 4, 0);
    ck_assert_str_eq(statuses(), "nil published");
    ck_assert_int_eq(sum_of(NEW), 4);
    ck_assert_int_eq(r.without_two, 2 - 1);
    reports[1].cells[other][0] = printed_number(1); /* which of three rows? */
    ck_assert_str_eq(statuses(), "nil unusable");
    ck_assert(!r.complete);
    ck_assert_int_eq(sum_of(NEW), 0);
}
END_TEST

START_TEST(the_form_of_2021_goes_into_the_one_before)
{
    int o3 = tally_row_of(tally_form_named("2021"), "other_3");

    tree("-");
    r.year = 2020;
    m[0].own.three.form = tally_form_of_year(2020);
    report(&m[0].published[SCOPE_OF_AGENCY], 0, "2021", 4, 0);
    reports[0].cells[o3][0] = printed_number(2);
    reports[0].cells[o3 - 1][0] = printed_number(3);
    roll_up(&r);
    ck_assert_int_eq(sum_of(tally_row_of(r.sum.three.form, "other")), 5);
    ck_assert_int_eq(sum_of(tally_row_of(r.sum.three.form, "total")), 9);
}
END_TEST

START_TEST(blanks_are_noughts_unless_a_total_knows_better)
{
    tree("-");
    report(&m[0].published[SCOPE_OF_AGENCY], 0, "2021", 4, 0);
    for (int j = 1; j < TALLY_TOTAL_COLUMN; j++)
        reports[0].cells[NEW][j].state = CELL_BLANK;
    ck_assert_str_eq(statuses(), "published");
    ck_assert_int_eq(m[0].blanks, 5);
    reports[0].cells[NEW][0].state = CELL_BLANK;
    ck_assert_str_eq(statuses(), "unusable");
}
END_TEST

START_TEST(who_has_not_reported_by_the_day_is_late)
{
    tree("-000");
    nil(0);
    cases(1, 1);
    report(&m[2].published[SCOPE_OF_AGENCY], 2, "2021", 4, 0);
    m[2].published[SCOPE_OF_AGENCY].on = date_of(2025, 2, 1);
    m[3].due = report_due_by_law(TIER_government, r.year);
    roll_up(&r);
    ck_assert(!m[0].late && m[1].late && m[2].late && !m[3].late);
    ck_assert_int_eq(r.late, 2);
    m[1].submitted_on = date_of(2025, 1, 31);
    r.today = date_of(2025, 4, 1);
    roll_up(&r);
    ck_assert(!m[1].late && m[1].reported && m[3].late);
}
END_TEST

START_TEST(the_regulation_has_two_deadlines)
{
    static const char *const levels[] = {"nation", "province",   "city",
                                         "county", "department", "township"};

    for (int i = 0; i < 6; i++)
        ck_assert_int_eq(report_due_by_law(report_tier_of_level(levels[i]), 2024),
                         i < 4 ? date_of(2025, 3, 31) : date_of(2025, 1, 31));
    for (enum report_tier t = 0; t < TIER_COUNT; t++)
        ck_assert_int_eq(report_tier_of(report_tier_code(t)), t);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        who_said_nothing_is_missing_and_not_a_nought,
        printed_totals_are_never_added,
        own_cases_hold_and_a_table_counts_where_there_are_none,
        the_published_whole_stands_for_parts_that_did_not_all_speak,
        a_whole_that_cannot_be_used_stands_for_nobody,
        the_whole_of_the_agency_asked_about_is_never_in_its_own_sum,
        who_was_closed_in_the_year_counts_with_its_successor,
        a_frozen_report_of_the_successor_alone_leaves_out_nobody_who_joined_it,
        figures_that_nobody_stated_are_no_noughts,
        who_is_led_vertically_stands_outside_with_all_below,
        a_nil_that_cases_contradict_is_told,
        numbers_of_a_child_that_disagree_are_told,
        the_old_form_is_summed_as_far_as_its_rows_go,
        the_form_of_2021_goes_into_the_one_before,
        blanks_are_noughts_unless_a_total_knows_better,
        who_has_not_reported_by_the_day_is_late,
        the_regulation_has_two_deadlines,
        NULL,
    };

    return harness_run(harness_suite("roll_up", tests, 60));
}
