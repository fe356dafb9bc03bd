/* The life of a case: arrival, receipt, deadline, answer, withdrawal, voiding. */
#include "core/outcome.h"
#include "op/ask.h"

#include <stdio.h>
#include <string.h>

static const char today[] = "--today=2026-12-10";

static const char *
fact(const char *id, const char *name)
{
    char path[64];

    snprintf(path, sizeof path, "application.%s", name);
    return text_in(shown_case(id), path);
}

static long
counted(const char *agency, int year, const char *row)
{
    char query[32];

    snprintf(query, sizeof query, "year=%d", year);
    return service_cell(&here, agency, query, row, "total");
}

static const struct {
    const char *code;
    bool at_once;
} channels[] = {{"in_person", true}, {"mail_signed", true}, {"oral", true},
                {"internet", false}, {"fax", false},        {"mail_ordinary", false}};

START_TEST(the_channel_decides_whether_arrival_is_receipt)
{
    ck_assert_uint_eq(sizeof channels / sizeof channels[0], CHANNEL_COUNT);
    make_agency("channels", NULL);
    for (unsigned i = 0; i < CHANNEL_COUNT; i++) {
        char more[64];
        const char *id;

        snprintf(more, sizeof more, "'channel':'%s'", channels[i].code);
        id = make_case("channels", "2026-03-04", more);
        ck_assert_str_eq(fact(id, "channel"), channels[i].code);
        ck_assert_str_eq(fact(id, "arrived_on"), "2026-03-04");
        ck_assert_str_eq(fact(id, "status"),
                         channels[i].at_once ? "overdue" : "awaiting_confirmation");
        ck_assert_str_eq(fact(id, "received_on"), channels[i].at_once ? "2026-03-04" : "");
        ck_assert_int_eq(*fact(id, "number") != '\0', channels[i].at_once);
        ck_assert_int_eq(*fact(id, "due_on") != '\0', channels[i].at_once);
    }
    ck_assert_int_eq(counted("channels", 2026, "new"), 3);
}
END_TEST

START_TEST(confirmation_starts_the_clock_gives_the_number_and_counts)
{
    const char *id;

    make_agency("confirm", NULL);
    id = make_case("confirm", "2025-12-30",
                   "'channel':'internet','submitted_on':'2025-12-29'");
    ck_assert_int_eq(counted("confirm", 2025, "new"), 0);
    ask(200, "{'confirmed_on':'2026-01-05'}", "POST /api/v1/applications/%s/confirm", id);
    ck_assert_str_eq(fact(id, "status"), "overdue");
    ck_assert_str_eq(fact(id, "received_on"), "2026-01-05");
    ck_assert_str_eq(fact(id, "number"), "CONFIRM-2026-0001");
    ck_assert_str_eq(fact(id, "due_on"), "2026-02-02");
    ck_assert_int_eq(counted("confirm", 2025, "new"), 0);
    ck_assert_int_eq(counted("confirm", 2026, "new"), 1);
    ck_assert_int_eq(counted("confirm", 2026, "carried_out"), 1);
    refused(409, "act_not_lawful", "{'confirmed_on':'2026-01-06'}",
            "POST /api/v1/applications/%s/confirm", id);
}
END_TEST

START_TEST(a_confirmation_known_on_registration_counts_from_its_day)
{
    const char *id;

    make_agency("known", NULL);
    id = make_case("known", "2026-03-02", "'channel':'fax','confirmed_on':'2026-03-04'");
    ck_assert_str_eq(fact(id, "received_on"), "2026-03-04");
    ck_assert_str_eq(fact(id, "status"), "overdue");
}
END_TEST

START_TEST(dates_that_contradict_each_other_are_not_lawful)
{
    static const char *const bad[] = {
        "'channel':'internet','confirmed_on':'2026-03-03'",
        "'channel':'in_person','confirmed_on':'2026-03-04'",
        "'channel':'oral','confirmed_on':'2026-03-05'",
        "'channel':'in_person','submitted_on':'2026-03-05'",
    };

    make_agency("dates", NULL);
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char body[400];

        snprintf(body, sizeof body,
                 "{'arrived_on':'2026-03-04','applicant_category':'other',"
                 "'applicant_name':'甲','content':'乙',%s}",
                 bad[i]);
        ck_assert_str_ne(text_in(refused(409, "act_not_lawful", body,
                                         "POST /api/v1/agencies/dates/applications"),
                                 "detail"),
                         "(none)");
    }
    ck_assert_str_eq(text_in(ask(200, NULL, "GET /api/v1/agencies/dates/applications"),
                             "applications.0.id"),
                     "(none)");
}
END_TEST

START_TEST(an_answer_before_receipt_is_refused)
{
    const char *id;

    make_agency("early", NULL);
    id = make_case("early", "2026-03-04", "'channel':'mail_ordinary'");
    refused(409, "act_not_lawful", "{'outcome':'granted','answered_on':'2026-03-05'}",
            "POST /api/v1/applications/%s/answer", id);
    ask(200, "{'confirmed_on':'2026-03-06'}", "POST /api/v1/applications/%s/confirm", id);
    refused(409, "act_not_lawful", "{'outcome':'granted','answered_on':'2026-03-05'}",
            "POST /api/v1/applications/%s/answer", id);
    answer_case(id, "granted", "2026-03-06");
    ck_assert_int_eq(number_in(shown_case(id), "application.version"), 3);
}
END_TEST

START_TEST(a_closed_case_takes_no_second_answer_and_no_withdrawal)
{
    const char *id;

    make_agency("twice", NULL);
    id = make_case("twice", "2026-03-04", NULL);
    answer_case(id, "refused_4", "2026-03-20");
    refused(409, "act_not_lawful", "{'outcome':'granted','answered_on':'2026-03-20'}",
            "POST /api/v1/applications/%s/answer", id);
    refused(409, "act_not_lawful", "{'withdrawn_on':'2026-03-21'}",
            "POST /api/v1/applications/%s/withdraw", id);
    ck_assert_str_eq(fact(id, "outcome"), "refused_4");
    ck_assert_str_eq(fact(id, "closed_on"), "2026-03-20");
    ck_assert_int_eq(counted("twice", 2026, "total"), 1);
}
END_TEST

START_TEST(each_of_the_21_outcomes_counts_in_its_own_row)
{
    make_agency("rows", NULL);
    ck_assert_int_eq(OUTCOME_COUNT, 21);
    for (enum outcome o = 0; o < OUTCOME_COUNT; o++) {
        const char *id = make_case("rows", "2026-03-04", "'applicant_category':'research'");

        bool lapse = o == OUTCOME_other_1 || o == OUTCOME_other_2;

        answer_case(id, outcome_code(o), lapse ? "2026-06-01" : "2026-03-10");
        ck_assert_str_eq(fact(id, "outcome"), outcome_code(o));
        ck_assert_str_eq(fact(id, "status"), "answered");
        ck_assert_int_eq(
            service_cell(&here, "rows", "year=2026", outcome_code(o), "research"), 1);
        ck_assert_int_eq(counted("rows", 2026, "total"), (long)o + 1);
    }
    ck_assert_int_eq(counted("rows", 2026, "carried_out"), 0);
}
END_TEST

START_TEST(withdrawal_closes_as_other_and_counts_only_what_was_received)
{
    const char *received, *waiting;

    make_agency("withdraw", NULL);
    received = make_case("withdraw", "2026-03-04", NULL);
    waiting = make_case("withdraw", "2026-03-04", "'channel':'internet'");
    refused(409, "act_not_lawful", "{'withdrawn_on':'2026-03-03'}",
            "POST /api/v1/applications/%s/withdraw", received);
    ask(200, "{'withdrawn_on':'2026-03-05','reason':'已从他处获取'}",
        "POST /api/v1/applications/%s/withdraw", received);
    ask(200, "{'withdrawn_on':'2026-03-05'}", "POST /api/v1/applications/%s/withdraw",
        waiting);
    ck_assert_str_eq(fact(received, "status"), "withdrawn");
    ck_assert_str_eq(fact(received, "outcome"), "other_3");
    ck_assert_str_eq(text_in(shown_case(received), "events.1.data.reason"), "已从他处获取");
    ck_assert_str_eq(fact(waiting, "number"), "");
    ck_assert_int_eq(counted("withdraw", 2026, "new"), 1);
    ck_assert_int_eq(counted("withdraw", 2026, "other_3"), 1);
    refused(409, "act_not_lawful", "{'confirmed_on':'2026-03-06'}",
            "POST /api/v1/applications/%s/confirm", waiting);
}
END_TEST

START_TEST(a_void_case_counts_nowhere_and_keeps_its_number)
{
    const char *first, *second, *third;

    make_agency("void", NULL);
    first = make_case("void", "2026-03-04", NULL);
    second = make_case("void", "2026-03-04", NULL);
    answer_case(second, "granted", "2026-03-05");
    ask(200, "{'reason':'重复登记'}", "POST /api/v1/applications/%s/void", second);
    ck_assert_str_eq(fact(second, "status"), "voided");
    ck_assert_str_eq(fact(second, "number"), "VOID-2026-0002");
    ck_assert_int_eq(counted("void", 2026, "new"), 1);
    ck_assert_int_eq(counted("void", 2026, "total"), 0);
    ck_assert_str_eq(
        text_in(ask(200, NULL, "GET /api/v1/applications/%s/cells", second), "cells.0.row"),
        "(none)");
    third = make_case("void", "2026-03-06", NULL);
    ck_assert_str_eq(fact(third, "number"), "VOID-2026-0003");
    ck_assert_str_eq(fact(first, "number"), "VOID-2026-0001");
}
END_TEST

START_TEST(a_void_case_takes_no_act_until_the_voiding_is_retracted)
{
    const char *id;

    make_agency("undo", NULL);
    id = make_case("undo", "2026-03-04", NULL);
    ask(200, "{'reason':'误'}", "POST /api/v1/applications/%s/void", id);
    refused(409, "act_not_lawful", "{'outcome':'granted','answered_on':'2026-03-05'}",
            "POST /api/v1/applications/%s/answer", id);
    refused(409, "act_not_lawful", "{'withdrawn_on':'2026-03-05'}",
            "POST /api/v1/applications/%s/withdraw", id);
    refused(409, "act_not_lawful", "{'reason':'再误'}", "POST /api/v1/applications/%s/void",
            id);
    ask(200, "{'reason':'不该作废'}", "POST /api/v1/applications/%s/events/2/retract", id);
    ck_assert_str_eq(fact(id, "status"), "overdue");
    ck_assert_int_eq(counted("undo", 2026, "carried_out"), 1);
    answer_case(id, "granted", "2026-03-05");
}
END_TEST

/* Computed by hand from the State Council's notices. */
START_TEST(the_deadline_is_the_twentieth_working_day)
{
    static const char *const cases[][2] = {
        {"2024-03-04", "2024-04-01"}, /* a plain month */
        {"2024-09-27", "2024-10-30"}, /* a Sunday and a Saturday worked, a week off */
        {"2024-12-10", "2025-01-08"}, /* New Year's Day off */
        {"2024-12-31", "2025-02-05"}, /* Spring Festival of 2025: eight days off */
        {"2019-05-15", "2019-06-13"}, /* first day under the new Regulation */
        {"2019-05-14", "2019-06-04"}, /* last day under the old one: fifteen days */
    };

    make_agency("due", NULL);
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_str_eq(fact(make_case("due", cases[i][0], NULL), "due_on"), cases[i][1]);
}
END_TEST

START_TEST(a_region_has_its_own_days_off)
{
    make_agency("nation", NULL);
    make_agency("expo", "'region':'上海'");
    ck_assert_str_eq(fact(make_case("nation", "2010-04-12", NULL), "due_on"), "2010-05-04");
    ck_assert_str_eq(fact(make_case("expo", "2010-04-12", NULL), "due_on"), "2010-05-06");
}
END_TEST

START_TEST(a_deadline_that_a_notice_to_come_may_move_is_provisional)
{
    const char *certain, *provisional;

    make_agency("notice", NULL);
    certain = make_case("notice", "2026-11-30", NULL);
    provisional = make_case("notice", "2026-12-01", NULL);
    ck_assert_str_eq(fact(certain, "due_on"), "2026-12-28");
    ck_assert(json_is_true(value_in(shown_case(certain), "application.due_certain")));
    ck_assert_str_eq(fact(provisional, "due_on"), "2026-12-29");
    ck_assert(json_is_false(value_in(shown_case(provisional), "application.due_certain")));
}
END_TEST

START_TEST(only_a_running_case_past_its_deadline_is_overdue)
{
    const char *late, *last_day, *answered;

    make_agency("late", NULL);
    late = make_case("late", "2026-11-11", NULL);     /* due 2026-12-09 */
    last_day = make_case("late", "2026-11-12", NULL); /* due 2026-12-10 */
    answered = make_case("late", "2026-11-02", NULL);
    answer_case(answered, "granted", "2026-12-10");
    ck_assert_str_eq(fact(late, "due_on"), "2026-12-09");
    ck_assert(json_is_true(value_in(shown_case(late), "application.overdue")));
    ck_assert_str_eq(fact(last_day, "due_on"), "2026-12-10");
    ck_assert(json_is_false(value_in(shown_case(last_day), "application.overdue")));
    ck_assert(json_is_false(value_in(shown_case(answered), "application.overdue")));
}
END_TEST

START_TEST(numbers_run_by_agency_and_year_of_receipt)
{
    make_agency("numbers", "'number_pattern':'甲〔{year}〕{serial}号'");
    ck_assert_str_eq(fact(make_case("numbers", "2025-03-04", NULL), "number"),
                     "甲〔2025〕0001号");
    ck_assert_str_eq(fact(make_case("numbers", "2026-03-04", NULL), "number"),
                     "甲〔2026〕0001号");
    ck_assert_str_eq(fact(make_case("numbers", "2025-03-05", NULL), "number"),
                     "甲〔2025〕0002号");
}
END_TEST

/* Each line: the particulars, and the fields its warnings name. */
START_TEST(doubts_about_identity_warn_and_never_refuse)
{
    static const char *const cases[][2] = {
        {"", "applicant_id_number"},
        {"'applicant_id_type':'resident_id','applicant_id_number':'11010519491231002X'",
         ""},
        {"'applicant_id_type':'resident_id','applicant_id_number':'110105194912310021'",
         "applicant_id_number"},
        {"'applicant_id_type':'resident_id','applicant_id_number':'11010519490231002X'",
         "applicant_id_number"},
        {"'applicant_id_number':'11010519491231002X'", "applicant_id_type"},
        {"'applicant_id_type':'passport','applicant_id_number':'E1'", ""},
        {"'applicant_id_type':'credit_code','applicant_id_number':'91350100M000100Y43'",
         "applicant_category"},
        {"'applicant_category':'commercial','applicant_id_type':'credit_code',"
         "'applicant_id_number':'91350100M000100Y43'",
         ""},
        {"'applicant_category':'commercial','applicant_id_type':'credit_code',"
         "'applicant_id_number':'91350100M000100Y44'",
         "applicant_id_number"},
    };

    make_agency("identity", NULL);
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char body[600];

        snprintf(body, sizeof body,
                 "{'channel':'oral','arrived_on':'2026-03-04','applicant_name':'甲',"
                 "'content':'乙'%s%s%s}",
                 strstr(cases[i][0], "_category")
                     ? ""
                     : ",'applicant_category':'natural_person'",
                 *cases[i][0] ? "," : "", cases[i][0]);
        ck_assert_str_eq(fields_in(value_in(ask(201, body,
                                                "POST /api/v1/agencies/identity/"
                                                "applications"),
                                            "warnings")),
                         cases[i][1]);
    }
}
END_TEST

START_TEST(the_applicants_numbers_are_shown_masked_and_never_listed)
{
    const struct asked *list;
    const json_t *shown;

    make_agency("masked", NULL);
    shown = shown_case(make_case("masked", "2026-03-04",
                                 "'applicant_id_type':'resident_id',"
                                 "'applicant_id_number':'11010519491231002X',"
                                 "'applicant_phone':'13800138000'"));
    ck_assert_str_eq(text_in(shown, "applicant.id_number"), "110105********002X");
    ck_assert_str_eq(text_in(shown, "applicant.phone"), "138****8000");
    list = ask_with(NULL, NULL, "GET /api/v1/agencies/masked/applications");
    ck_assert_ptr_null(strstr(list->answer.body.bytes, "138"));
    ck_assert_ptr_null(strstr(list->answer.body.bytes, "110105"));
}
END_TEST

START_TEST(registration_says_where_the_case_is_and_its_version)
{
    const struct asked *made;
    char value[100], wanted[100];

    make_agency("where", NULL);
    made = ask_with(NULL,
                    "{'channel':'oral','arrived_on':'2026-03-04','applicant_name':'甲',"
                    "'applicant_category':'other','content':'乙'}",
                    "POST /api/v1/agencies/where/applications");
    ck_assert_int_eq(made->answer.status, 201);
    snprintf(wanted, sizeof wanted, "/api/v1/applications/%s",
             text_in(made->json, "application.id"));
    ck_assert_str_eq(answer_header(&made->answer, "location", value, sizeof value), wanted);
    ck_assert_str_eq(answer_header(&made->answer, "etag", value, sizeof value), "\"1\"");
    ck_assert_ptr_nonnull(ask(200, NULL, "GET %s", wanted));
}
END_TEST

static const struct asked *
answer_if(const char *id, const char *header)
{
    return ask_with((const char *const[]){header, NULL},
                    "{'outcome':'granted','answered_on':'2026-03-10'}",
                    "POST /api/v1/applications/%s/answer", id);
}

START_TEST(who_saw_an_older_version_is_told_what_happened_since)
{
    static const char *const stale[] = {"If-Match: \"1\"",   "If-Match: \"2\"",
                                        "If-Match: \"9\"",   "If-Match: 3",
                                        "If-Match: W/\"3\"", "If-Match: \"\""};
    const char *id;

    make_agency("stale", NULL);
    id = make_case("stale", "2026-03-04", "'channel':'internet'");
    ask(200, "{'confirmed_on':'2026-03-05'}", "POST /api/v1/applications/%s/confirm", id);
    ask(200, "{'reason':'录错','officer':'王五'}",
        "POST /api/v1/applications/%s/events/1/supersede", id);
    for (unsigned i = 0; i < sizeof stale / sizeof stale[0]; i++) {
        const struct asked *a = answer_if(id, stale[i]);

        ck_assert_int_eq(a->answer.status, 412);
        ck_assert_str_eq(text_in(a->json, "type"), "urn:gongkai:problem:stale");
        ck_assert_str_eq(text_in(a->json, "current.application.id"), id);
        ck_assert_int_eq(number_in(a->json, "current.application.version"), 3);
    }
    ck_assert_str_eq(text_in(answer_if(id, stale[0])->json, "current.events.0.kind"),
                     "confirmed");
    ck_assert_int_eq(number_in(answer_if(id, stale[0])->json, "current.events.1.seq"), 3);
    ck_assert_int_eq(number_in(answer_if(id, stale[1])->json, "current.events.0.seq"), 3);
    ck_assert_uint_eq(
        json_array_size(value_in(answer_if(id, stale[1])->json, "current.events")), 1);
    ck_assert_int_eq(answer_if(id, "If-Match: \"3\"")->answer.status, 200);
    ck_assert_str_eq(fact(id, "status"), "answered");
}
END_TEST

START_TEST(an_agency_takes_cases_only_while_it_exists)
{
    static const char body[] = "{'channel':'oral','arrived_on':'%s','applicant_name':'甲',"
                               "'applicant_category':'other','content':'乙'}";
    static const struct {
        const char *day;
        long status;
    } cases[] = {
        {"2026-01-31", 409}, {"2026-02-01", 201}, {"2026-06-30", 201}, {"2026-07-01", 409}};
    char line[400];

    make_agency("span", "'valid_from':'2026-02-01'");
    make_agency("after", NULL);
    ask(200, "{'closed_on':'2026-06-30','successor':'after'}",
        "POST /api/v1/agencies/span/close");
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        snprintf(line, sizeof line, body, cases[i].day);
        if (cases[i].status == 409)
            refused(409, "agency_closed", line, "POST /api/v1/agencies/span/applications");
        else
            ask(201, line, "POST /api/v1/agencies/span/applications");
    }
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_channel_decides_whether_arrival_is_receipt,
        confirmation_starts_the_clock_gives_the_number_and_counts,
        a_confirmation_known_on_registration_counts_from_its_day,
        dates_that_contradict_each_other_are_not_lawful,
        an_answer_before_receipt_is_refused,
        a_closed_case_takes_no_second_answer_and_no_withdrawal,
        each_of_the_21_outcomes_counts_in_its_own_row,
        withdrawal_closes_as_other_and_counts_only_what_was_received,
        a_void_case_counts_nowhere_and_keeps_its_number,
        a_void_case_takes_no_act_until_the_voiding_is_retracted,
        the_deadline_is_the_twentieth_working_day,
        a_region_has_its_own_days_off,
        a_deadline_that_a_notice_to_come_may_move_is_provisional,
        only_a_running_case_past_its_deadline_is_overdue,
        numbers_run_by_agency_and_year_of_receipt,
        doubts_about_identity_warn_and_never_refuse,
        the_applicants_numbers_are_shown_masked_and_never_listed,
        registration_says_where_the_case_is_and_its_version,
        who_saw_an_older_version_is_told_what_happened_since,
        an_agency_takes_cases_only_while_it_exists,
        NULL,
    };

    return here_run("application", tests, (const char *const[]){today, NULL});
}
