/* Agencies: how they are named, placed, moved and closed, and what is refused. */
#include "op/ask.h"

#include <stdio.h>
#include <string.h>

static const json_t *
shown(const char *code)
{
    return value_in(ask(200, NULL, "GET /api/v1/agencies/%s", code), "agency");
}

static const char *
faults(const json_t *problem)
{
    return fields_in(value_in(problem, "errors"));
}

/* Makes CODE a part of PARENT from DAY on. */
static void
move(const char *code, const char *parent, const char *day)
{
    char body[200];

    snprintf(body, sizeof body, "{'parent':'%s','moved_on':'%s'}", parent, day);
    ask(200, body, "POST /api/v1/agencies/%s/move", code);
}

static const json_t *
move_refused(long status, const char *problem, const char *code, const char *parent,
             const char *day)
{
    char body[200];

    snprintf(body, sizeof body, "{'parent':'%s','moved_on':'%s'}", parent, day);
    return refused(status, problem, body, "POST /api/v1/agencies/%s/move", code);
}

START_TEST(an_agency_is_what_it_was_made_or_a_common_default)
{
    const json_t *plain, *special;

    make_agency("plain", NULL);
    make_agency("special",
                "'name':'某局','level':'department','region':'上海','parent':'plain',"
                "'number_pattern':'{serial}/{year}','valid_from':'2019-03-01'");
    plain = shown("plain"), special = shown("special");
    ck_assert_str_eq(text_in(plain, "region"), "national");
    ck_assert_str_eq(text_in(plain, "number_pattern"), "PLAIN-{year}-{serial}");
    ck_assert_str_eq(text_in(plain, "valid_from"), "2008-05-01");
    ck_assert_str_eq(text_in(plain, "parent"), "");
    ck_assert_str_eq(text_in(plain, "valid_to"), "");
    ck_assert_int_eq(number_in(plain, "version"), 1);
    ck_assert_str_eq(text_in(special, "name"), "某局");
    ck_assert_str_eq(text_in(special, "level"), "department");
    ck_assert_str_eq(text_in(special, "region"), "上海");
    ck_assert_str_eq(text_in(special, "parent"), "plain");
    ck_assert_str_eq(text_in(special, "number_pattern"), "{serial}/{year}");
    ck_assert_str_eq(text_in(special, "valid_from"), "2019-03-01");
}
END_TEST

START_TEST(a_code_is_lower_case_letters_digits_and_hyphens)
{
    static const char *const bad[] = {"X",    "-a",  "a b",  "a/b", "a_b", "a.b",
                                      "机关", "a%b", "a\\t", "..",  "é"};

    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char body[100];

        snprintf(body, sizeof body, "{'code':'%s','name':'x','level':'county'}", bad[i]);
        ck_assert_str_eq(faults(refused(422, "invalid", body, "POST /api/v1/agencies")),
                         "code");
    }
    make_agency("0123456789-abcdefghijklmnopqrstuvwxyz-xy", NULL); /* forty */
    ck_assert_str_eq(
        faults(refused(422, "invalid",
                       "{'code':'0123456789-abcdefghijklmnopqrstuvwxyz-xyz','name':'x',"
                       "'level':'county'}",
                       "POST /api/v1/agencies")),
        "code");
}
END_TEST

START_TEST(a_code_is_given_once)
{
    const json_t *problem;

    make_agency("once", NULL);
    problem = refused(409, "agency_exists", "{'code':'once','name':'另一','level':'city'}",
                      "POST /api/v1/agencies");
    ck_assert_str_eq(faults(problem), "code");
    ck_assert_str_eq(text_in(shown("once"), "level"), "county");
}
END_TEST

START_TEST(all_that_is_wrong_with_a_new_agency_is_told_at_once)
{
    ck_assert_str_eq(
        faults(refused(422, "invalid",
                       "{'code':'ok','name':'','level':'village','region':7,"
                       "'number_pattern':'x','valid_from':'2024-02-30','head':1}",
                       "POST /api/v1/agencies")),
        "name level region number_pattern valid_from head");
    ck_assert_str_eq(faults(refused(422, "invalid",
                                    "{'code':'Bad','name':'x','level':'city',"
                                    "'parent':'nobody','number_pattern':'{year}'}",
                                    "POST /api/v1/agencies")),
                     "code number_pattern");
    ck_assert_str_eq(
        faults(refused(422, "invalid",
                       "{'code':'good','name':'x','level':'city','parent':'nobody'}",
                       "POST /api/v1/agencies")),
        "parent");
}
END_TEST

START_TEST(moves_that_make_a_circle_are_refused)
{
    make_agency("circle-a", NULL);
    make_agency("circle-b", "'parent':'circle-a'");
    make_agency("circle-c", "'parent':'circle-b'");
    move_refused(409, "agency_cycle", "circle-a", "circle-a", "2025-03-01");
    move_refused(409, "agency_cycle", "circle-a", "circle-b", "2025-03-01");
    move_refused(409, "agency_cycle", "circle-a", "circle-c", "2025-03-01");
    ask(200, "{'moved_on':'2025-03-01'}", "POST /api/v1/agencies/circle-b/move");
    ck_assert_str_eq(text_in(shown("circle-b"), "parent"), "");
    move_refused(409, "agency_cycle", "circle-a", "circle-c", "2024-03-01"); /* in 2024 */
    move("circle-a", "circle-c", "2025-03-02");
    ck_assert_str_eq(text_in(shown("circle-a"), "parent"), "circle-c");
    ck_assert_int_eq(number_in(shown("circle-a"), "version"), 2);
}
END_TEST

START_TEST(moves_are_entered_in_the_order_they_happened)
{
    make_agency("order-a", NULL);
    make_agency("order-b", NULL);
    make_agency("order-c", "'valid_from':'2020-01-01'");
    move("order-c", "order-a", "2024-03-01");
    move_refused(409, "conflict", "order-c", "order-b", "2024-03-01");
    move_refused(409, "conflict", "order-c", "order-b", "2023-03-01");
    move_refused(409, "conflict", "order-b", "order-a", "2008-05-01");
    ck_assert_str_eq(
        faults(move_refused(422, "invalid", "order-c", "order-b", "2026-12-11")),
        "moved_on");
    ck_assert_str_eq(
        faults(move_refused(422, "invalid", "order-c", "nobody", "2025-01-01")), "parent");
    ck_assert_str_eq(text_in(shown("order-c"), "parent"), "order-a");
}
END_TEST

START_TEST(an_agency_is_closed_only_when_nothing_hangs_on_it)
{
    const char *id;

    make_agency("busy", NULL);
    make_agency("busy-part", "'parent':'busy'");
    refused(409, "agency_busy", "{'closed_on':'2026-03-31'}",
            "POST /api/v1/agencies/busy/close");
    ask(200, "{'moved_on':'2026-03-01'}", "POST /api/v1/agencies/busy-part/move");
    id = make_case("busy", "2026-03-04", NULL);
    refused(409, "agency_busy", "{'closed_on':'2026-03-31'}",
            "POST /api/v1/agencies/busy/close");
    refused(409, "conflict", "{'closed_on':'2026-03-03','successor':'busy-part'}",
            "POST /api/v1/agencies/busy/close");
    answer_case(id, "granted", "2026-03-10");
    ask(200, "{'closed_on':'2026-03-31'}", "POST /api/v1/agencies/busy/close");
    ck_assert_str_eq(text_in(shown("busy"), "valid_to"), "2026-03-31");
    ck_assert_str_eq(text_in(shown("busy"), "successor"), "");
    refused(409, "conflict", "{'closed_on':'2026-04-30'}",
            "POST /api/v1/agencies/busy/close");
}
END_TEST

START_TEST(a_successor_is_another_agency_and_no_part_of_the_one_closed)
{
    make_agency("heir-a", NULL);
    make_agency("heir-b", "'valid_from':'2020-01-01'");
    refused(409, "agency_cycle", "{'closed_on':'2026-03-31','successor':'heir-a'}",
            "POST /api/v1/agencies/heir-a/close");
    ck_assert_str_eq(
        faults(refused(422, "invalid", "{'closed_on':'2026-03-31','successor':'nobody'}",
                       "POST /api/v1/agencies/heir-a/close")),
        "successor");
    ck_assert_str_eq(
        faults(refused(422, "invalid", "{'closed_on':'2026-12-11','successor':'heir-b'}",
                       "POST /api/v1/agencies/heir-a/close")),
        "closed_on");
    ck_assert_str_eq(
        faults(refused(422, "invalid", "{'closed_on':'2007-03-31','successor':'heir-b'}",
                       "POST /api/v1/agencies/heir-a/close")),
        "closed_on");
    ask(200, "{'closed_on':'2026-03-31','successor':'heir-b'}",
        "POST /api/v1/agencies/heir-a/close");
    ck_assert_str_eq(text_in(shown("heir-a"), "successor"), "heir-b");
    ck_assert_str_eq(text_in(shown("heir-a"), "parent"), "heir-b");
}
END_TEST

START_TEST(moves_and_closings_heed_the_version_that_was_seen)
{
    static const char *const stale[] = {"If-Match: \"2\"", NULL};
    static const char *const seen[] = {"If-Match: \"1\"", NULL};
    static const char moved[] = "{'moved_on':'2026-03-01'}";
    char tag[40];

    make_agency("version", NULL);
    ck_assert_int_eq(
        ask_with(stale, moved, "POST /api/v1/agencies/version/move")->answer.status, 412);
    ck_assert_int_eq(
        ask_with(stale, "{'closed_on':'2026-03-01'}", "POST /api/v1/agencies/version/close")
            ->answer.status,
        412);
    ck_assert_str_eq(
        answer_header(&ask_with(seen, moved, "POST /api/v1/agencies/version/move")->answer,
                      "etag", tag, sizeof tag),
        "\"2\"");
    ck_assert_int_eq(
        ask_with(seen, "{'closed_on':'2026-03-01'}", "POST /api/v1/agencies/version/close")
            ->answer.status,
        412);
    ck_assert_str_eq(text_in(shown("version"), "valid_to"), "");
}
END_TEST

/* Agencies "PREFIX-gone", closed at the end of March 2026, and "PREFIX-young", begun in
 * June. */
static void
make_gone_and_young(const char *prefix)
{
    char code[40];

    snprintf(code, sizeof code, "%s-young", prefix);
    make_agency(code, "'valid_from':'2026-06-01'");
    snprintf(code, sizeof code, "%s-gone", prefix);
    make_agency(code, NULL);
    ask(200, "{'closed_on':'2026-03-31'}", "POST /api/v1/agencies/%s/close", code);
}

START_TEST(nothing_is_made_under_an_agency_that_is_closed)
{
    make_gone_and_young("make");
    refused(409, "agency_closed",
            "{'code':'make-late','name':'x','level':'township','parent':'make-gone',"
            "'valid_from':'2026-04-01'}",
            "POST /api/v1/agencies");
}
END_TEST

START_TEST(nothing_moves_under_an_agency_that_does_not_exist_then)
{
    make_gone_and_young("move");
    make_agency("move-it", NULL);
    move_refused(409, "agency_closed", "move-it", "move-gone", "2026-04-01");
    move_refused(409, "agency_closed", "move-it", "move-young", "2026-05-31");
    move("move-it", "move-young", "2026-06-01");
}
END_TEST

START_TEST(an_agency_that_is_closed_moves_no_more)
{
    make_gone_and_young("still");
    move_refused(409, "agency_closed", "still-gone", "still-young", "2026-07-01");
}
END_TEST

START_TEST(nobody_succeeds_who_does_not_exist_on_the_next_day)
{
    make_gone_and_young("next");
    make_agency("next-it", NULL);
    refused(409, "agency_closed", "{'closed_on':'2026-04-30','successor':'next-gone'}",
            "POST /api/v1/agencies/next-it/close");
    refused(409, "agency_closed", "{'closed_on':'2026-04-30','successor':'next-young'}",
            "POST /api/v1/agencies/next-it/close");
    ask(200, "{'closed_on':'2026-05-31','successor':'next-young'}",
        "POST /api/v1/agencies/next-it/close");
}
END_TEST

START_TEST(what_was_closed_stays_readable)
{
    const char *id;

    make_agency("past", NULL);
    id = make_case("past", "2026-03-04", NULL);
    answer_case(id, "granted", "2026-03-10");
    ask(200, "{'closed_on':'2026-03-31'}", "POST /api/v1/agencies/past/close");
    ck_assert_str_eq(text_in(shown_case(id), "application.agency"), "past");
    ck_assert_int_eq(service_cell(&here, "past", "year=2026", "granted", "total"), 1);
    ground_case(id, "refused_1");
    ask(200, "{'reason':'录错','outcome':'refused_1'}",
        "POST /api/v1/applications/%s/events/2/supersede", id);
    ck_assert_int_eq(service_cell(&here, "past", "year=2026", "refused_1", "total"), 1);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        an_agency_is_what_it_was_made_or_a_common_default,
        a_code_is_lower_case_letters_digits_and_hyphens,
        a_code_is_given_once,
        all_that_is_wrong_with_a_new_agency_is_told_at_once,
        moves_that_make_a_circle_are_refused,
        moves_are_entered_in_the_order_they_happened,
        an_agency_is_closed_only_when_nothing_hangs_on_it,
        a_successor_is_another_agency_and_no_part_of_the_one_closed,
        moves_and_closings_heed_the_version_that_was_seen,
        nothing_is_made_under_an_agency_that_is_closed,
        nothing_moves_under_an_agency_that_does_not_exist_then,
        an_agency_that_is_closed_moves_no_more,
        nobody_succeeds_who_does_not_exist_on_the_next_day,
        what_was_closed_stays_readable,
        NULL,
    };

    return here_run("agency", tests, (const char *const[]){"--today=2026-12-10", NULL});
}
