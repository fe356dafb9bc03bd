/* The reports of a subtree summed up: who counts for what, who is missing, who is late. */
#include "core/tally.h"
#include "op/ask.h"
#include "op/example.h"
#include "op/stand.h"
#include "op/who.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { PARTS = 40 };

static const json_t *
roll_up_of(const char *agency, int year)
{
    return ask(200, NULL, "GET /api/v1/agencies/%s/roll-up/%d", agency, year);
}

/* The member CODE of the roll-up R. */
static const json_t *
member(const json_t *r, const char *code)
{
    const json_t *m;
    size_t i;

    json_array_foreach(value_in(r, "agencies"), i, m)
        if (strcmp(text_in(m, "code"), code) == 0)
            return m;
    ck_abort_msg("%s is not in the roll-up", code);
}

static void
is(const json_t *r, const char *code, const char *status)
{
    ck_assert_msg(strcmp(text_in(member(r, code), "status"), status) == 0, "%s: %s", code,
                  text_in(member(r, code), "status"));
}

/* Cell KEY and COLUMN of a list of rows; 0 where the row is not there. */
static long
cell(const json_t *rows, const char *key, int column)
{
    const json_t *row;
    size_t i;

    json_array_foreach(rows, i, row)
        if (strcmp(text_in(row, "key"), key) == 0)
            return (long)json_integer_value(
                json_array_get(value_in(row, "cells"), (size_t)column));
    return 0;
}

static long
sum(const json_t *r, const char *key)
{
    return cell(value_in(r, "section_three.rows"), key, TALLY_TOTAL_COLUMN);
}

static bool
flag(const json_t *json, const char *path)
{
    ck_assert(json_is_boolean(value_in(json, path)));
    return json_is_true(value_in(json, path));
}

static void
nil(const char *code)
{
    ask(201, "{'declared':true}", "POST /api/v1/agencies/%s/nil/2024", code);
}

/* The sum is that of the members that are counted, cell by cell, and every total is that of its
 * cells. */
static void
adds_up(const json_t *r)
{
    const struct tally_form *form = tally_form_of_year(2024);
    struct tally t = {.form = form};
    const json_t *m;
    size_t i;

    json_array_foreach(value_in(r, "agencies"), i, m)
        for (int row = 0; row < form->row_count; row++)
            for (int c = 0; c < TALLY_COLUMNS; c++)
                t.cells[row][c] += cell(value_in(m, "rows"), form->rows[row].key, c);
    for (int row = 0; row < form->row_count; row++)
        for (int c = 0; c < TALLY_COLUMNS; c++)
            ck_assert_int_eq(
                cell(value_in(r, "section_three.rows"), form->rows[row].key, c),
                t.cells[row][c]);
}

static void
close_agency(const char *code, const char *day, const char *successor)
{
    char body[100];

    snprintf(body, sizeof body, "{'closed_on':'%s','successor':'%s'}", day, successor);
    ask(200, body, "POST /api/v1/agencies/%s/close", code);
}

static void
part_code(int i, char code[16])
{
    snprintf(code, 16, "d17-%02d", i);
}

/* Forty agencies of a district: 1 is merged into 2 in July, 3 had none, 4 says nothing, the
 * rest have cases. */
static void
make_district(void)
{
    char code[16];

    make_agency("d17", NULL);
    for (int i = 1; i <= PARTS; i++) {
        part_code(i, code);
        make_agency(code, "'parent':'d17','level':'department'");
        if (i == 3 || i == 4)
            continue;
        answer_case(make_case(code, "2024-03-04", NULL), i % 2 ? "granted" : "refused_5",
                    "2024-03-11");
        if (i % 5 == 0)
            make_case(code, "2024-12-20",
                      i % 2 ? "'applicant_category':'commercial'" : NULL);
    }
    close_agency("d17-01", "2024-07-15", "d17-02");
}

/* Scenario 17. */
START_TEST(a_district_of_forty_is_the_sum_of_who_reported_and_names_who_did_not)
{
    const json_t *r;

    make_district();
    nil("d17");
    nil("d17-03");
    r = roll_up_of("d17", 2024);
    ck_assert_uint_eq(json_array_size(value_in(r, "agencies")), PARTS + 1);
    ck_assert(!flag(r, "complete") && flag(r, "sound"));
    ck_assert_uint_eq(json_array_size(value_in(r, "missing")), 1);
    ck_assert_str_eq(text_in(r, "missing.0.code"), "d17-04");
    is(r, "d17", "nil");
    is(r, "d17-03", "nil");
    is(r, "d17-04", "missing");
    is(r, "d17-01", "joined");
    ck_assert_str_eq(text_in(member(r, "d17-01"), "stands_in"), "d17-02");
    ck_assert_str_eq(text_in(member(r, "d17-01"), "successor"), "d17-02");
    is(r, "d17-02", "computed");
    ck_assert_int_eq(cell(value_in(member(r, "d17-02"), "rows"), "new", 6), 2);
    ck_assert_int_eq(sum(r, "new"), 38 + 8);
    ck_assert_int_eq(sum(r, "granted"), 19);
    ck_assert_int_eq(sum(r, "refused_5"), 19);
    ck_assert_int_eq(sum(r, "carried_out"), 8);
    ck_assert_int_eq(sum(r, "total"), 38);
    adds_up(r);
    nil("d17-04");
    r = roll_up_of("d17", 2024);
    ck_assert(flag(r, "complete"));
    ck_assert_int_eq(sum(r, "new"), 46);
    adds_up(r);
}
END_TEST

START_TEST(a_year_in_which_somebody_has_cases_is_no_year_without)
{
    const json_t *p;

    make_agency("nil-no", NULL);
    answer_case(make_case("nil-no", "2024-11-04", NULL), "granted", "2025-01-06");
    p = refused(409, "act_not_lawful", "{'declared':true}",
                "POST /api/v1/agencies/nil-no/nil/2024");
    ck_assert_str_eq(fields_in(value_in(p, "errors")), "new carried_out");
    p = refused(409, "act_not_lawful", "{'declared':true}",
                "POST /api/v1/agencies/nil-no/nil/2025");
    ck_assert_str_eq(fields_in(value_in(p, "errors")), "carried_in granted total");
    refused(422, "invalid", "{'declared':true}", "POST /api/v1/agencies/nil-no/nil/2026");
    ck_assert(!flag(ask(200, NULL, "GET /api/v1/agencies/nil-no/nil/2024"), "declared"));
}
END_TEST

START_TEST(a_declaration_can_be_taken_back_and_a_case_entered_later_shows_it_false)
{
    const json_t *r;

    make_agency("nil-back", NULL);
    nil("nil-back");
    is(roll_up_of("nil-back", 2024), "nil-back", "nil");
    r = ask(201, "{'declared':false,'note':'申报有误'}",
            "POST /api/v1/agencies/nil-back/nil/2024");
    ck_assert(!flag(r, "declared"));
    ck_assert_uint_eq(json_array_size(value_in(r, "declarations")), 2);
    is(roll_up_of("nil-back", 2024), "nil-back", "missing");
    nil("nil-back");
    make_case("nil-back", "2024-12-20", NULL);
    r = roll_up_of("nil-back", 2024);
    is(r, "nil-back", "computed");
    ck_assert(flag(member(r, "nil-back"), "false_nil"));
}
END_TEST

START_TEST(an_agency_counts_where_it_stood_on_the_last_of_december)
{
    make_agency("st-a", NULL);
    make_agency("st-b", NULL);
    make_agency("st-m", "'parent':'st-a'");
    make_case("st-m", "2023-12-20", NULL);
    make_case("st-m", "2024-02-01", NULL);
    ask(200, "{'parent':'st-b','moved_on':'2024-07-01'}",
        "POST /api/v1/agencies/st-m/move");
    ck_assert_int_eq(sum(roll_up_of("st-a", 2023), "new"), 1);
    ck_assert_int_eq(sum(roll_up_of("st-b", 2023), "new"), 0);
    ck_assert_int_eq(sum(roll_up_of("st-a", 2024), "new"), 0);
    ck_assert_int_eq(sum(roll_up_of("st-b", 2024), "new"), 1);
    ck_assert_int_eq(sum(roll_up_of("st-b", 2024), "carried_in"), 1);
    ck_assert_int_eq(sum(roll_up_of("st-b", 2024), "carried_out"), 2);
}
END_TEST

START_TEST(who_is_led_vertically_is_no_part_of_the_local_sum)
{
    const json_t *r;

    make_agency("lo", NULL);
    make_agency("lo-tax", "'parent':'lo','level':'department'");
    make_agency("lo-branch", "'parent':'lo-tax','level':'department'");
    make_case("lo-tax", "2024-03-04", NULL);
    make_case("lo-branch", "2024-03-04", NULL);
    nil("lo");
    ck_assert_int_eq(sum(roll_up_of("lo", 2024), "new"), 2);
    ask(200, "{'leadership':'vertical'}", "POST /api/v1/agencies/lo-tax/letterhead");
    r = roll_up_of("lo", 2024);
    is(r, "lo-tax", "outside");
    is(r, "lo-branch", "outside");
    ck_assert(flag(r, "complete"));
    ck_assert_int_eq(sum(r, "new"), 0);
    ck_assert_int_eq(sum(roll_up_of("lo-tax", 2024), "new"), 2);
}
END_TEST

START_TEST(reminders_go_to_who_has_not_reported_with_the_nearest_deadline)
{
    const json_t *r;

    make_agency("dl", NULL);
    make_agency("dl-county", "'parent':'dl'");
    make_agency("dl-office", "'parent':'dl-county','level':'department'");
    make_agency("dl-nil", "'parent':'dl-county','level':'department'");
    nil("dl-nil");
    r = ask(200, NULL, "GET /api/v1/agencies/dl/roll-up/2024/reminders");
    ck_assert_uint_eq(json_array_size(value_in(r, "reminders")), 3);
    ck_assert_str_eq(text_in(r, "reminders.2.code"), "dl-office");
    ck_assert_str_eq(text_in(r, "reminders.2.due_on"), "2025-01-31");
    ck_assert_str_eq(text_in(r, "reminders.1.due_on"), "2025-03-31");
    ck_assert_int_lt(number_in(r, "reminders.2.days_left"), 0);
    refused(422, "invalid",
            "{'tier':'department','year':2024,'due_on':'2025-02-20','basis':'县通知'}",
            "POST /api/v1/agencies/dl-county/report-deadlines");
    ask(201, "{'tier':'department','year':2024,'due_on':'2025-01-20','basis':'县通知'}",
        "POST /api/v1/agencies/dl/report-deadlines");
    ask(201, "{'tier':'department','year':2024,'due_on':'2025-01-10','basis':'县通知'}",
        "POST /api/v1/agencies/dl-county/report-deadlines");
    r = ask(200, NULL, "GET /api/v1/agencies/dl/roll-up/2024/reminders");
    ck_assert_str_eq(text_in(r, "reminders.2.due_on"), "2025-01-10");
    r = ask(200, NULL, "GET /api/v1/agencies/dl/roll-up/2023/reminders");
    ck_assert_str_eq(text_in(r, "reminders.2.code"), "dl-nil");
    ck_assert_str_eq(text_in(r, "reminders.2.due_on"), "2024-01-31");
    ask(201, "{'tier':'department','year':2024,'basis':'恢复'}",
        "POST /api/v1/agencies/dl-county/report-deadlines");
    r = ask(200, NULL, "GET /api/v1/agencies/dl-office/report-deadlines?year=2025");
    ck_assert_str_eq(text_in(r, "deadlines.0.due_on"), "2026-01-20");
    ck_assert_str_eq(text_in(r, "deadlines.0.stated_by"), "dl");
    ck_assert_str_eq(text_in(r, "deadlines.1.due_on"), "2026-03-31");
}
END_TEST

static void
handed(const char *id, const char *fact, const char *name, const char *what, const char *on)
{
    char body[300];

    snprintf(body, sizeof body, "{'fact':'%s','name':'%s','what':'%s','on':'%s'}", fact,
             name, what, on);
    ask(200, body, "POST /api/v1/applications/%s/facts", id);
}

/* A letter that came to the wrong agency counts where it belongs: not in both, not in none. */
START_TEST(what_was_handed_on_is_told_when_both_count_it_or_neither)
{
    const char *both, *right, *lost;
    const json_t *r;

    make_agency("tr", NULL);
    make_agency("tr-a", "'parent':'tr'");
    make_agency("tr-b", "'parent':'tr'");
    both = make_case("tr-a", "2024-05-06", NULL);
    right = make_case("tr-a", "2024-05-07", NULL);
    lost = make_case("tr-a", "2024-05-08", NULL);
    handed(both, "handed_on", "tr-b", "误投", "2024-05-09");
    handed(right, "handed_on", "tr-b", "误投", "2024-05-09");
    handed(lost, "handed_on", "tr-b", "误投", "2024-05-09");
    handed(make_case("tr-b", "2024-05-10", NULL), "handed_in", "tr-a",
           text_in(shown_case(both), "application.number"), "2024-05-10");
    handed(make_case("tr-b", "2024-05-10", NULL), "handed_in", "tr-a",
           text_in(shown_case(right), "application.number"), "2024-05-10");
    ask(200, "{'reason':'误投，已转送'}", "POST /api/v1/applications/%s/void", right);
    ask(200, "{'reason':'误投，已转送'}", "POST /api/v1/applications/%s/void", lost);
    r = roll_up_of("tr", 2024);
    ck_assert_uint_eq(json_array_size(value_in(r, "transfers")), 2);
    ck_assert_str_eq(text_in(r, "transfers.0.application"), both);
    ck_assert_str_eq(text_in(r, "transfers.0.counted"), "twice");
    ck_assert_str_eq(text_in(r, "transfers.0.to"), "tr-b");
    ck_assert_str_eq(text_in(r, "transfers.1.application"), lost);
    ck_assert_str_eq(text_in(r, "transfers.1.counted"), "never");
    ask(200, "{'reason':'误投，已转送'}", "POST /api/v1/applications/%s/void", both);
    r = roll_up_of("tr", 2024);
    ck_assert_uint_eq(json_array_size(value_in(r, "transfers")), 1);
}
END_TEST

/* Freezes the report of 2024 of AGENCY, which stands below ABOVE (NULL: below nobody). */
static void
freeze(const char *above, const char *agency, const char *body)
{
    report_act(agency, 2024, "submit", body);
    if (above == NULL)
        report_act(agency, 2024, "accept", body);
    else
        sent(as_person(above, "shang", "{oversight}", NULL), 200, NULL, body,
             "POST /api/v1/agencies/%s/reports/2024/accept", agency);
    report_act(agency, 2024, "freeze", body);
}

/* What is entered after the freeze is in no sum, and makes no gap, until it is restated. */
START_TEST(a_frozen_report_is_what_its_agency_counts_with)
{
    const json_t *r;

    make_agency("fr", NULL);
    make_agency("fr-a", "'parent':'fr'");
    make_agency("fr-b", "'parent':'fr'");
    nil("fr");
    make_case("fr-a", "2024-03-04", NULL);
    make_case("fr-b", "2024-03-04", NULL);
    freeze("fr", "fr-a", "{}");
    freeze(NULL, "fr", "{'scope':'subtree'}");
    make_case("fr-a", "2024-03-05", NULL);
    r = roll_up_of("fr", 2024);
    is(r, "fr-a", "frozen");
    is(r, "fr-b", "computed");
    ck_assert_int_eq(number_in(member(r, "fr-a"), "n"), 1);
    ck_assert_str_eq(text_in(member(r, "fr-a"), "scope"), "agency");
    ck_assert_str_eq(text_in(member(r, "fr-a"), "report_state"), "frozen");
    ck_assert_str_eq(text_in(member(r, "fr-b"), "report_state"), "");
    ck_assert_int_eq(sum(r, "new"), 2);
    ck_assert_uint_eq(json_array_size(value_in(r, "gaps")), 0);
    make_case("fr-b", "2024-03-05", NULL);
    r = roll_up_of("fr", 2024);
    ck_assert_int_eq(sum(r, "new"), 3);
    ck_assert_str_eq(text_in(r, "gaps.0.row"), "new");
    ck_assert_int_eq(number_in(r, "gaps.0.printed"), 2);
    ck_assert_int_eq(number_in(r, "gaps.0.computed"), 3);
    report_act("fr-a", 2024, "restate", "{'reason':'迟录一件'}");
    r = roll_up_of("fr", 2024);
    ck_assert_int_eq(number_in(member(r, "fr-a"), "n"), 2);
    ck_assert_int_eq(sum(r, "new"), 4);
    adds_up(r);
}
END_TEST

START_TEST(who_submitted_has_reported_until_the_report_comes_back)
{
    const json_t *r;

    make_agency("su", NULL);
    make_agency("su-a", "'parent':'su'");
    make_case("su-a", "2024-03-04", NULL);
    ck_assert(!flag(member(roll_up_of("su", 2024), "su-a"), "reported"));
    report_act("su-a", 2024, "submit", "{}");
    r = member(roll_up_of("su", 2024), "su-a");
    ck_assert(flag(r, "reported"));
    ck_assert_str_eq(text_in(r, "status"), "computed");
    ck_assert_str_eq(text_in(r, "report_state"), "submitted");
    ck_assert_str_eq(text_in(r, "reported_on"), "2026-03-10");
    sent(as_person("su", "shang", "{oversight}", NULL), 200, NULL, "{'remarks':'请核对'}",
         "POST /api/v1/agencies/su-a/reports/2024/return");
    r = member(roll_up_of("su", 2024), "su-a");
    ck_assert(!flag(r, "reported"));
    ck_assert_str_eq(text_in(r, "report_state"), "returned");
}
END_TEST

START_TEST(the_sum_of_others_is_for_oversight)
{
    make_agency("who-r", NULL);
    sent(as_person("who-r", "an", "{supervisor,agency_admin}", NULL), 403, "forbidden",
         NULL, "GET /api/v1/agencies/who-r/roll-up/2024");
    sent(as_person("who-r", "bo", "{oversight}", NULL), 200, NULL, NULL,
         "GET /api/v1/agencies/who-r/roll-up/2024");
}
END_TEST

static double
seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A service of its own: what is put in by hand here would not stand `gongkai verify`. */
START_TEST(five_thousand_agencies_are_one_question)
{
    static const char *const put[] = {
        "set search_path = gongkai",
        "insert into agency (code, name, level, number_pattern, valid_from)"
        " select 'big-' || i, 'x' || i, 'department', i || '-{year}-{serial}', '2020-01-01'"
        " from generate_series(1, 5000) i",
        "insert into agency_parent select g.id, g.valid_from, b.id from agency g, agency b"
        " where g.code like 'big-%' and b.code = 'big'",
        "insert into agency_closure select x, g.id, 0, 9999 from agency g,"
        " lateral (select g.id union select b.id from agency b where b.code = 'big') x (x)"
        " where g.code like 'big-%'",
        "insert into tally (node, subtree, year, cell, category, amount)"
        " select g.id, false, y, c, 'natural_person', 3 from agency g,"
        " generate_series(2015, 2024) y, unnest(array['new','granted','refused_5']) c"
        " where g.code like 'big-%' and g.id % 2 = 0 and (c = 'new' or y % 2 = (c = 'granted')::int)",
        "insert into nil_declaration select id, 2024, 1, true, null, now(), 'x' from agency"
        " where code like 'big-%' and id % 2 = 1",
        "insert into nil_declaration select id, 2024, n, declared, null, day::timestamptz, 'x'"
        " from agency, (values (1, true, '2025-01-05'), (2, false, '2025-01-06'),"
        " (3, true, '2025-01-20'), (4, true, '2025-05-05')) v (n, declared, day)"
        " where code = 'big'",
        "analyze"};
    const json_t *r;
    double began;
    PGconn *sql;

    service_begin(&here, (const char *const[]){"--today=2026-03-10", NULL});
    make_agency("big", NULL);
    sql = stand_connect(&here);
    for (unsigned i = 0; i < sizeof put / sizeof put[0]; i++)
        stand_run(sql, put[i]);
    PQfinish(sql);
    began = seconds();
    r = roll_up_of("big", 2024);
    printf("# 5,000 agencies: %.2f s\n", seconds() - began);
    ck_assert_uint_eq(json_array_size(value_in(r, "agencies")), 5001);
    ck_assert(flag(r, "complete"));
    ck_assert_int_eq(sum(r, "new"), 7500);
    /* Declared again after the day, it had been declared in time. */
    ck_assert_str_eq(text_in(member(r, "big"), "reported_on"), "2025-01-20");
    ck_assert(!flag(member(r, "big"), "late"));
    ck_assert_msg(seconds() - began < 20, "%.2f s", seconds() - began);
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_district_of_forty_is_the_sum_of_who_reported_and_names_who_did_not,
        a_year_in_which_somebody_has_cases_is_no_year_without,
        a_declaration_can_be_taken_back_and_a_case_entered_later_shows_it_false,
        an_agency_counts_where_it_stood_on_the_last_of_december,
        who_is_led_vertically_is_no_part_of_the_local_sum,
        reminders_go_to_who_has_not_reported_with_the_nearest_deadline,
        what_was_handed_on_is_told_when_both_count_it_or_neither,
        a_frozen_report_is_what_its_agency_counts_with,
        who_submitted_has_reported_until_the_report_comes_back,
        the_sum_of_others_is_for_oversight,
        five_thousand_agencies_are_one_question,
        NULL,
    };

    return here_run("roll_up", tests, (const char *const[]){"--today=2026-03-10", NULL});
}
