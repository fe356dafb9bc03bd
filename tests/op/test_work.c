/* What is to be done next: of every open case the act that presses most, by its last lawful
 * day, as the clock of the case itself says it. */
#include "op/acting.h"

#include <stdio.h>
#include <string.h>

static const char today[] = "2025-10-09";

enum { CASES = 12 };

static const json_t *
work(const char *agency, const char *query)
{
    return ask(200, NULL, "GET /api/v1/agencies/%s/work?%s", agency, query);
}

/* The member at PATH of the Nth case of LIST. */
static const char *
of(const json_t *list, int n, const char *path)
{
    char whole[100];

    snprintf(whole, sizeof whole, "cases.%d.%s", n, path);
    return text_in(list, whole);
}

START_TEST(cases_come_in_the_order_of_their_last_lawful_days)
{
    /* Received on 09-25, the 7 working days of a correction notice end on 10-11 (09-28 and
     * 10-11 are make-up days); of the others it is the answer that presses, due on 09-30, 10-10 and 10-23 less what went before. */
    static const char *const acts[] = {"confirmed", "answered", "answered",
                                       "correction_notice", "correction_received"};
    const json_t *list;
    const char *late, *soon, *fresh, *waits, *letter;

    make_agency("order", NULL);
    fresh = make_case("order", "2025-09-25", NULL);
    soon = make_case("order", "2025-09-05", NULL);
    waits = make_case("order", "2025-09-15", NULL);
    happen(waits, "correction-notice {'sent_on':'2025-09-22','items':'年度','days':15,"
                  "'delivered_on':'2025-09-22'}");
    late = make_case("order", "2025-09-03", NULL);
    letter = make_case("order", "2025-09-28", "'channel':'mail_ordinary'");
    list = work("order", "");
    ck_assert_int_eq(number_in(list, "open"), 5);
    ck_assert(json_is_true(value_in(list, "complete")));
    for (int i = 0; i < 5; i++)
        ck_assert_msg(strcmp(of(list, i, "act"), acts[i]) == 0, "%d: %s on %s", i,
                      of(list, i, "act"), of(list, i, "by_day"));
    ck_assert_str_eq(of(list, 0, "application.id"), letter);
    ck_assert_str_eq(of(list, 0, "by_day"), "2025-09-29");
    ck_assert_int_eq(number_in(list, "cases.0.left"), -2);
    ck_assert_str_eq(of(list, 1, "application.id"), late);
    ck_assert_int_eq(number_in(list, "cases.1.left"), -1);
    ck_assert_str_eq(of(list, 2, "application.id"), soon);
    ck_assert_str_eq(of(list, 2, "by_day"), due_of(soon));
    ck_assert_int_eq(number_in(list, "cases.2.left"), 1);
    ck_assert_str_eq(of(list, 3, "application.id"), fresh);
    ck_assert_str_eq(of(list, 3, "by_day"), "2025-10-11");
    ck_assert_str_eq(of(list, 4, "application.id"), waits);
    answer_case(soon, "granted", today);
    ck_assert_int_eq(number_in(work("order", ""), "open"), 4);
}
END_TEST

START_TEST(the_list_says_of_each_case_what_its_own_clock_says)
{
    const json_t *list, *one;
    size_t i;

    make_agency("same", NULL);
    for (int n = 0; n < CASES; n++) {
        char day[32];
        const char *id;

        snprintf(day, sizeof day, "2025-09-%02d", 3 + n);
        id = make_case("same", day, n % 3 == 0 ? "'channel':'internet'" : NULL);
        if (n % 3 == 1)
            happen(id, "consultations {'party':'third_party','name':'甲','sent_on':"
                       "'2025-09-19','delivered_on':'2025-09-19'}");
    }
    list = work("same", "limit=1000");
    ck_assert_uint_eq(json_array_size(value_in(list, "cases")), CASES);
    json_array_foreach(value_in(list, "cases"), i, one) {
        const char *id = text_in(one, "application.id");

        ck_assert_msg(json_equal(value_in(one, "next"), value_in(clock_of(id), "next")),
                      "%s", id);
        ck_assert(json_equal(value_in(one, "application"),
                             value_in(shown_case(id), "application")));
    }
}
END_TEST

START_TEST(pages_neither_repeat_nor_skip)
{
    const json_t *whole, *page;
    char query[100] = "limit=5";
    int seen = 0;

    make_agency("pages", NULL);
    for (int n = 0; n < CASES; n++)
        make_case("pages", n % 2 ? "2025-09-08" : "2025-09-15", NULL);
    whole = work("pages", "limit=1000");
    do {
        page = work("pages", query);
        for (size_t i = 0; i < json_array_size(value_in(page, "cases")); i++)
            ck_assert_str_eq(of(page, (int)i, "application.id"),
                             of(whole, seen++, "application.id"));
        snprintf(query, sizeof query, "limit=5&after=%s", text_in(page, "next"));
    } while (*text_in(page, "next") != '\0');
    ck_assert_int_eq(seen, CASES);
    refused(422, "invalid", NULL, "GET /api/v1/agencies/pages/work?after=17");
}
END_TEST

START_TEST(mine_are_the_cases_assigned_to_me)
{
    static const char filed[] =
        "{'channel':'in_person','arrived_on':'2025-09-15','applicant_category':"
        "'natural_person','applicant_name':'张三','content':'某信息'}";
    const char *const *me;
    const struct asked *list;

    make_agency("mine", NULL);
    happen(make_case("mine", "2025-09-15", NULL),
           "consultations {'party':'third_party','name':'甲','sent_on':'2025-09-19'}\n"
           "events/2/dispatch {'dispatched_on':'2025-09-19','way':'hand'}");
    me = as_person("mine", "qian", "{officer}", NULL);
    ck_assert_int_eq(
        ask_with(me, filed, "POST /api/v1/agencies/mine/applications")->answer.status, 201);
    list = ask_with(me, NULL, "GET /api/v1/agencies/mine/work?mine=true");
    ck_assert_int_eq(list->answer.status, 200);
    ck_assert_int_eq(number_in(list->json, "open"), 1);
    ck_assert_str_eq(of(list->json, 0, "application.applicant_name"), "张三");
    ck_assert_int_eq(
        number_in(ask_with(me, NULL, "GET /api/v1/agencies/mine/work")->json, "open"), 2);
    list = ask_with(me, NULL, "GET /api/v1/agencies/mine/service?open=true");
    ck_assert_uint_eq(json_array_size(value_in(list->json, "letters")), 1);
    list = ask_with(me, NULL, "GET /api/v1/agencies/mine/service?open=true&mine=true");
    ck_assert_uint_eq(json_array_size(value_in(list->json, "letters")), 0);
}
END_TEST

START_TEST(an_agency_without_cases_has_nothing_to_do)
{
    const json_t *list;

    make_agency("idle", NULL);
    list = work("idle", "");
    ck_assert_int_eq(number_in(list, "open"), 0);
    ck_assert_uint_eq(json_array_size(value_in(list, "cases")), 0);
    ck_assert_str_eq(text_in(list, "next"), "");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        cases_come_in_the_order_of_their_last_lawful_days,
        the_list_says_of_each_case_what_its_own_clock_says,
        pages_neither_repeat_nor_skip,
        mine_are_the_cases_assigned_to_me,
        an_agency_without_cases_has_nothing_to_do,
        NULL,
    };
    const char *const options[] = {"--today=2025-10-09", NULL};

    return here_run("work", tests, options);
}
