/* The board of deadlines: it counts what the lists show, and lists, cases and clocks agree,
 * tried on a few hundred cases to which anything may have happened. */
#include "core/date.h"
#include "core/facts.h"
#include "op/acting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The Thursday after the National Day holidays; the working day before it is 2025-09-30. */
static const char today[] = "2025-10-09";

enum { CASES = 300, OPEN_STATUSES = 8 };

static const json_t *
board(const char *query)
{
    return ask(200, NULL, "GET /api/v1/deadlines?%s", query);
}

static long
total(const char *agency, const char *queue)
{
    char query[100], path[64];

    snprintf(query, sizeof query, "under=%s", agency);
    snprintf(path, sizeof path, "total.%s", queue);
    return number_in(board(query), path);
}

START_TEST(an_unconfirmed_application_alerts_after_one_working_day)
{
    static const struct {
        const char *arrived;
        long late;
    } arrivals[] = {
        {"2025-10-09", 0}, {"2025-10-08", 0}, {"2025-10-01", 0}, {"2025-09-30", 0},
        {"2025-09-29", 1}, {"2025-09-28", 2}, {"2025-09-27", 3}, {"2025-09-15", 4},
    };
    const char *id = NULL;

    make_agency("confirm", NULL);
    for (unsigned i = 0; i < sizeof arrivals / sizeof arrivals[0]; i++) {
        id = make_case("confirm", arrivals[i].arrived, "'channel':'internet'");
        ck_assert_int_eq(total("confirm", "awaiting_confirmation"), (long)i + 1);
        ck_assert_msg(total("confirm", "confirmation_late") == arrivals[i].late, "%s",
                      arrivals[i].arrived);
    }
    happen(id, "confirm {'confirmed_on':'2025-09-16'}");
    ck_assert_int_eq(total("confirm", "confirmation_late"), 3);
    ck_assert_int_eq(total("confirm", "open"), 8);
}
END_TEST

START_TEST(a_case_stands_in_the_queue_of_the_days_it_has_left)
{
    /* 20 working days end on 09-30, 10-09, 10-10, 10-13, 10-14, 10-17, 10-20. */
    static const struct {
        const char *received;
        long overdue, due_today, in_3, in_7;
    } cases[] = {
        {"2025-09-03", 1, 0, 0, 0}, {"2025-09-04", 0, 1, 1, 1}, {"2025-09-05", 0, 0, 1, 1},
        {"2025-09-09", 0, 0, 1, 1}, {"2025-09-10", 0, 0, 0, 1}, {"2025-09-15", 0, 0, 0, 1},
        {"2025-09-16", 0, 0, 0, 0},
    };

    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char code[32];

        snprintf(code, sizeof code, "days-%u", i);
        make_agency(code, NULL);
        make_case(code, cases[i].received, NULL);
        ck_assert_msg(total(code, "overdue") == cases[i].overdue &&
                          total(code, "due_today") == cases[i].due_today &&
                          total(code, "due_in_3") == cases[i].in_3 &&
                          total(code, "due_in_7") == cases[i].in_7,
                      "%s", cases[i].received);
    }
}
END_TEST

START_TEST(what_the_applicant_or_others_are_waited_for_stands_in_its_queue)
{
    static const struct {
        const char *acts, *queue;
    } waits[] = {
        {"correction-notice {'sent_on':'2025-09-24','items':'x','deadline_on':'2025-10-09'}",
         "awaiting_correction"},
        {"correction-notice {'sent_on':'2025-09-24','items':'x','deadline_on':'2025-09-30'}",
         "lapsed"},
        {"fee-notice {'sent_on':'2025-09-24','basis':'page','units':40,'amount':100}",
         "awaiting_fee"},
        {"consultations {'party':'third_party','name':'李','sent_on':'2025-09-24'}",
         "awaiting_third_party"},
        {"consultations {'party':'joint_agency','name':'局','sent_on':'2025-09-24'}",
         "awaiting_agency"},
        {"consultations {'party':'other_agency','name':'局','sent_on':'2025-09-24'}",
         "awaiting_agency"},
    };

    for (unsigned i = 0; i < sizeof waits / sizeof waits[0]; i++) {
        static const char *const queues[] = {"awaiting_correction", "lapsed",
                                             "awaiting_fee", "awaiting_third_party",
                                             "awaiting_agency"};
        char code[32];

        snprintf(code, sizeof code, "waits-%u", i);
        make_agency(code, NULL);
        happen(make_case(code, "2025-09-15", NULL), waits[i].acts);
        for (unsigned k = 0; k < sizeof queues / sizeof queues[0]; k++)
            ck_assert_msg(total(code, queues[k]) == !strcmp(queues[k], waits[i].queue),
                          "%s: %s", waits[i].acts, queues[k]);
    }
}
END_TEST

/* ---- Anything that may happen ---- */

static unsigned state = 20251009;

static int
draw(int n)
{
    state = state * 1664525u + 1013904223u;
    return (int)((state >> 8) % (unsigned)n);
}

/* Acts on a DAY, printf-made; which may be unlawful then. */
static const char *const acts[] = {
    "confirm {'confirmed_on':'%s'}",
    "correction-notice {'sent_on':'%s','items':'x','days':5}",
    "correction-notice {'sent_on':'%s','items':'x'}",
    "correction {'received_on':'%s','accepted':true}",
    "consultations {'party':'third_party','name':'李','sent_on':'%s'}",
    "consultations {'party':'joint_agency','name':'局','sent_on':'%s'}",
    "consultations {'party':'other_agency','name':'局','sent_on':'%s'}",
    "consultations/A/reply {'received_on':'%s','opinion':'other'}",
    "consultations/A/close {'closed_on':'%s','reason':'退回'}",
    "events/2/delivery {'delivered_on':'%s'}",
    ("extension {'days':20,'reason':'多','requested_by':'甲','approved_by':'乙',"
     "'approved_on':'2025-07-01','told_on':'%s'}"),
    "reasons-notice {'sent_on':'%s','days':5}",
    "reasons {'received_on':'%s'}",
    "delay {'told_on':'%s','deadline_on':'2025-10-14','reason':'量大'}",
    "fee-notice {'sent_on':'%s','basis':'page','units':40,'amount':100}",
    "payment {'paid_on':'%s','accepted':true}",
    "answer {'outcome':'granted','answered_on':'%s'}",
    "answer {'outcome':'other_1','answered_on':'%s'}",
    "withdraw {'withdrawn_on':'%s'}",
    "events/2/retract {'reason':'%s'}",
};

enum { KINDS = sizeof acts / sizeof acts[0] };

/* The Nth act on DAY; whether it was taken. */
static bool
try_act(const char *id, int n, date day)
{
    char line[500], text[DATE_SIZE];
    size_t path = strcspn(acts[n], " ");
    const struct asked *a;

    snprintf(line, sizeof line, acts[n] + path, date_text(day, text));
    a = ask_with(NULL, line, "POST /api/v1/applications/%s/%.*s", id, (int)path, acts[n]);
    ck_assert_msg(a->answer.status == 200 || a->answer.status == 409 ||
                      a->answer.status == 404,
                  "%s: %s", line, a->answer.body.bytes);
    return a->answer.status == 200;
}

/* A case of AGENCY to which a few things happened; how many. */
static int
make_any_case(const char *agency)
{
    static const char *const channels[] = {"in_person", "mail_signed", "internet",
                                           "mail_ordinary"};
    static const char *const units[] = {"", ",'unit':'一科'", ",'unit':'二科'"};
    static const char *const officers[] = {"甲", "乙", "丙"};
    date now = facts_day(today), day = now - draw(75);
    char more[200], text[DATE_SIZE];
    const char *id;
    int happened = 0;

    snprintf(more, sizeof more, "'channel':'%s','officer':'%s'%s", channels[draw(4)],
             officers[draw(3)], units[draw(3)]);
    id = make_case(agency, date_text(day, text), more);
    for (int i = draw(8); i > 0; i--) {
        int ahead = draw(now - day + 1);

        if (!try_act(id, draw(KINDS), day + ahead / 2))
            continue;
        day += ahead / 2;
        happened++;
    }
    return happened;
}

/* How many applications of the agency "many" the list finds. */
static long
listed(const char *query)
{
    const json_t *list =
        ask(200, NULL, "GET /api/v1/agencies/many/applications?limit=1000&%s", query);

    ck_assert_str_eq(text_in(list, "next"), "");
    return (long)json_array_size(value_in(list, "applications"));
}

/* The applications that the list finds with FILTER and MORE, in which they agree with the
 * queues at PATH of the board. */
static void
compare_queues(const json_t *board, const char *path, const char *filter)
{
    static const struct {
        const char *queues, *more[2];
        const char *less;
    } pairs[] = {
        {"open", {"open=true"}, NULL},
        {"overdue", {"overdue=true"}, NULL},
        {"due_today", {"due_within=0"}, "overdue=true"},
        {"due_in_3", {"due_within=3"}, "overdue=true"},
        {"due_in_7", {"due_within=7"}, "overdue=true"},
        {"awaiting_confirmation", {"status=awaiting_confirmation"}, NULL},
        {"awaiting_correction", {"status=awaiting_correction"}, NULL},
        {"awaiting_fee", {"status=awaiting_fee"}, NULL},
        {"awaiting_third_party awaiting_agency", {"status=paused_consultation"}, NULL},
        {"lapsed", {"status=abandoned_no_correction", "status=abandoned_no_payment"}, NULL},
        {"open", {"queue=open"}, NULL},
        {"overdue", {"queue=overdue"}, NULL},
        {"due_today", {"queue=due_today"}, NULL},
        {"due_in_3", {"queue=due_in_3"}, NULL},
        {"due_in_7", {"queue=due_in_7"}, NULL},
        {"awaiting_confirmation", {"queue=awaiting_confirmation"}, NULL},
        {"confirmation_late", {"queue=confirmation_late"}, NULL},
        {"awaiting_correction", {"queue=awaiting_correction"}, NULL},
        {"awaiting_fee", {"queue=awaiting_fee"}, NULL},
        {"awaiting_third_party", {"queue=awaiting_third_party"}, NULL},
        {"awaiting_agency", {"queue=awaiting_agency"}, NULL},
        {"lapsed", {"queue=lapsed"}, NULL},
        {"provisional", {"queue=provisional"}, NULL},
    };

    for (unsigned i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        long on_board = 0, in_list = 0;
        char line[200], queues[100];

        snprintf(queues, sizeof queues, "%s", pairs[i].queues);
        for (char *q = strtok(queues, " "); q != NULL; q = strtok(NULL, " ")) {
            snprintf(line, sizeof line, "%s.%s", path, q);
            ck_assert_int_ge(number_in(board, line), 0);
            on_board += number_in(board, line);
        }
        for (int k = 0; k < 2 && pairs[i].more[k] != NULL; k++) {
            snprintf(line, sizeof line, "%s&%s", pairs[i].more[k], filter);
            in_list += listed(line);
        }
        snprintf(line, sizeof line, "%s&%s", pairs[i].less ? pairs[i].less : "", filter);
        if (pairs[i].less != NULL)
            in_list -= listed(line);
        ck_assert_msg(on_board == in_list, "%s %s %s: %ld on the board, %ld in the list",
                      path, filter, pairs[i].queues, on_board, in_list);
    }
}

/* Every group of the board BY against the list filtered by it; all groups are the total. */
static void
compare_groups(const char *by, const char *filter)
{
    const json_t *b, *groups;
    char line[200];
    long open = 0;

    snprintf(line, sizeof line, "under=many&by=%s", by);
    b = board(line);
    groups = value_in(b, "groups");
    ck_assert_uint_gt(json_array_size(groups), 0);
    for (size_t i = 0; i < json_array_size(groups); i++) {
        const json_t *group = json_array_get(groups, i);

        snprintf(line, sizeof line, "groups.%zu", i);
        open += number_in(group, "open");
        if (*text_in(group, "key") != '\0') {
            char one[100];

            snprintf(one, sizeof one, filter, text_in(group, "key"));
            compare_queues(b, line, one);
        }
    }
    ck_assert_int_eq(open, number_in(b, "total.open"));
    compare_queues(b, "total", "");
}

/* Six weeks day by day are what the list finds due on each. */
static void
compare_days(void)
{
    const json_t *days = value_in(board("under=many"), "days");
    long due = 0;

    ck_assert_uint_eq(json_array_size(days), 42);
    ck_assert_str_eq(text_in(days, "0.date"), today);
    ck_assert_str_eq(text_in(days, "41.date"), "2025-11-19");
    for (size_t i = 0; i < json_array_size(days); i++) {
        const json_t *day = json_array_get(days, i);
        char query[64];

        snprintf(query, sizeof query, "open=true&due_on=%s", text_in(day, "date"));
        ck_assert_int_eq(number_in(day, "due"), listed(query));
        due += number_in(day, "due");
    }
    ck_assert_int_gt(due, 0);
}

/* The members of the application in the list, alone and of its clock say the same. */
static void
compare_case(const json_t *listed_one)
{
    const char *id = text_in(listed_one, "id"), *status = text_in(listed_one, "status");
    const json_t *clock = clock_of(id);
    json_t *alone = json_deep_copy(listed_one);

    json_object_del(alone, "days_to_due");
    ck_assert_msg(json_equal(alone, value_in(shown_case(id), "application")), "%s", id);
    json_decref(alone);
    if (strcmp(status, "running") == 0)
        ck_assert_int_eq(number_in(listed_one, "days_to_due"), number_in(clock, "left"));
    if (strcmp(status, "overdue") == 0)
        ck_assert_int_eq(-number_in(listed_one, "days_to_due"),
                         number_in(clock, "overdue_days"));
    ck_assert_str_eq(text_in(listed_one, "status"), text_in(clock, "status"));
    ck_assert_str_eq(text_in(listed_one, "due_on"), text_in(clock, "due"));
    ck_assert_str_eq(text_in(listed_one, "received_on"), text_in(clock, "receipt"));
    ck_assert_int_eq(json_is_true(value_in(listed_one, "overdue")),
                     strcmp(text_in(clock, "status"), "overdue") == 0);
    if (!json_is_null(value_in(clock, "due")))
        ck_assert(json_equal(value_in(listed_one, "due_certain"),
                             value_in(clock, "due_certain")));
}

START_TEST(lists_cases_clocks_and_the_board_agree_whatever_happened)
{
    const json_t *list, *one;
    int happened = 0, seen[OPEN_STATUSES] = {0};
    static const char *const statuses[OPEN_STATUSES] = {
        "awaiting_confirmation", "running",
        "paused_consultation",   "overdue",
        "awaiting_correction",   "awaiting_fee",
        "abandoned_no_payment",  "abandoned_no_correction"};
    size_t i;

    make_agency("many", NULL);
    for (int n = 0; n < CASES; n++)
        happened += make_any_case("many");
    ck_assert_int_gt(happened, CASES / 2);
    list = value_in(ask(200, NULL, "GET /api/v1/agencies/many/applications?limit=1000"),
                    "applications");
    ck_assert_uint_eq(json_array_size(list), CASES);
    json_array_foreach(list, i, one) {
        compare_case(one);
        for (int k = 0; k < OPEN_STATUSES; k++)
            seen[k] += strcmp(text_in(one, "status"), statuses[k]) == 0;
    }
    for (int k = 0; k < OPEN_STATUSES; k++)
        ck_assert_msg(seen[k] > 0, "no case is %s", statuses[k]);
    compare_groups("agency", "");
    compare_groups("officer", "officer=%s");
    compare_groups("unit", "unit=%s");
    compare_days();
}
END_TEST

START_TEST(the_board_of_a_district_is_the_sum_of_its_agencies)
{
    const json_t *b;

    make_agency("district", NULL);
    make_agency("first", "'parent':'district'");
    make_agency("second", "'parent':'district'");
    make_case("first", "2025-09-01", NULL);
    make_case("first", "2025-09-15", "'officer':'丁'");
    make_case("second", "2025-09-01", "'officer':'丁'");
    b = board("under=district");
    ck_assert_int_eq(number_in(b, "total.open"), 3);
    ck_assert_int_eq(number_in(b, "total.overdue"), 2);
    ck_assert_uint_eq(json_array_size(value_in(b, "groups")), 2);
    ck_assert_str_eq(text_in(b, "groups.0.key"), "first");
    ck_assert_int_eq(number_in(b, "groups.0.open"), 2);
    ck_assert_str_eq(text_in(b, "groups.0.next_due"), "2025-10-17");
    ck_assert_int_eq(number_in(board("under=first"), "total.open"), 2);
    b = board("under=first&by=officer");
    ck_assert_uint_eq(json_array_size(value_in(b, "groups")), 2);
    ck_assert_int_eq(ask_with(as_person("first", "li", "{oversight}", NULL), NULL,
                              "GET /api/v1/deadlines?under=nobody")
                         ->answer.status,
                     404);
    ck_assert_str_eq(fields_in(value_in(refused(422, "invalid", NULL,
                                                "GET /api/v1/deadlines?under=first&by=x"),
                                        "errors")),
                     "by");
}
END_TEST

/* The status of asking for the board QUERY as LOGIN with ROLES in AGENCY; *OPEN is how many
 * open cases it holds. */
static long
board_of(const char *agency, const char *login, const char *roles, const char *query,
         long *open)
{
    const struct asked *a = ask_with(as_person(agency, login, roles, NULL), NULL,
                                     "GET /api/v1/deadlines%s", query);

    *open = number_in(a->json, "total.open");
    return a->answer.status;
}

START_TEST(everybody_sees_the_board_as_far_as_he_reaches_and_who_works_only_at_home)
{
    static const struct {
        const char *agency, *login, *roles, *query;
        long status, open;
    } asked[] = {
        {"reach", "chen", "{officer}", "", 200, 1},
        {"reach", "chen", "{officer}", "?by=officer", 200, 1},
        {"reach", "chen", "{officer}", "?under=reach", 200, 1},
        {"reach", "chen", "{officer}", "?under=reach-part", 404, -1},
        {"reach-part", "sun", "{supervisor}", "", 200, 2},
        {"reach-part", "sun", "{supervisor}", "?under=reach", 404, -1},
        {"reach", "wu", "{oversight}", "", 200, 3},
        {"reach", "wu", "{oversight}", "?under=reach-part", 200, 2},
        {"reach", "wu", "{oversight}", "?by=officer", 403, -1},
        {"reach", "wu", "{oversight}", "?by=unit&under=reach-part", 403, -1},
        {"reach", "he", "{officer,oversight}", "", 200, 3},
        {"reach", "he", "{officer,oversight}", "?by=officer", 200, 1},
        {"reach", "he", "{officer,oversight}", "?by=officer&under=reach", 200, 1},
        {"reach", "he", "{officer,oversight}", "?by=officer&under=reach-part", 403, -1},
        {NULL, "root", "{system_admin}", "", 403, -1},
        {NULL, "eye", "{auditor}", "", 403, -1},
    };

    make_agency("reach", NULL);
    make_agency("reach-part", "'parent':'reach'");
    make_case("reach", "2025-09-15", "'officer':'甲'");
    make_case("reach-part", "2025-09-15", "'officer':'乙'");
    make_case("reach-part", "2025-09-15", "'officer':'丙'");
    for (unsigned i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        long open, status = board_of(asked[i].agency, asked[i].login, asked[i].roles,
                                     asked[i].query, &open);

        ck_assert_msg(status == asked[i].status && open == asked[i].open,
                      "%s %s: %ld with %ld open", asked[i].roles, asked[i].query, status,
                      open);
    }
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        an_unconfirmed_application_alerts_after_one_working_day,
        a_case_stands_in_the_queue_of_the_days_it_has_left,
        what_the_applicant_or_others_are_waited_for_stands_in_its_queue,
        lists_cases_clocks_and_the_board_agree_whatever_happened,
        the_board_of_a_district_is_the_sum_of_its_agencies,
        everybody_sees_the_board_as_far_as_he_reaches_and_who_works_only_at_home,
        NULL,
    };

    return here_run("deadlines", tests, (const char *const[]){"--today=2025-10-09", NULL});
}
