/* What is kept how long, who disposes of it, and the certificate of that. */
#include "command/stage.h"
#include "op/acting.h"
#include "op/disposing.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const json_t *
rule(const char *agency, const char *record_type)
{
    const json_t *list =
        value_in(ask(200, NULL, "GET /api/v1/agencies/%s/retention", agency), "rules");
    json_t *one;
    size_t i;

    json_array_foreach((json_t *)list, i, one)
        if (strcmp(text_in(one, "record_type"), record_type) == 0)
            return one;
    ck_abort_msg("no rule for %s", record_type);
}

START_TEST(the_nearest_rule_holds_and_the_latest_of_an_agency)
{
    make_agency("rule-top", NULL);
    make_agency("rule-mid", "'parent':'rule-top'");
    make_agency("rule-low", "'parent':'rule-mid'");
    ck_assert_int_eq(number_in(rule("rule-low", "case_answered"), "years"), 30);
    ck_assert_int_eq(number_in(rule("rule-low", "case_withdrawn"), "years"), 10);
    ck_assert_int_eq(number_in(rule("rule-low", "case_voided"), "years"), 10);
    ck_assert_str_eq(text_in(rule("rule-low", "case_voided"), "stated_by"), "");
    keep_answers("rule-top", 20);
    ck_assert_int_eq(number_in(rule("rule-low", "case_answered"), "years"), 20);
    ck_assert_str_eq(text_in(rule("rule-low", "case_answered"), "stated_by"), "rule-top");
    keep_answers("rule-mid", 40);
    keep_answers("rule-mid", 15);
    ck_assert_int_eq(number_in(rule("rule-low", "case_answered"), "years"), 15);
    ck_assert_int_eq(number_in(rule("rule-top", "case_answered"), "years"), 20);
    ask(200, "{'basis':'永久'}", "POST /api/v1/agencies/rule-low/retention/case_answered");
    ck_assert(json_is_null(value_in(rule("rule-low", "case_answered"), "years")));
    ck_assert_int_eq(number_in(rule("rule-mid", "case_answered"), "years"), 15);
}
END_TEST

START_TEST(the_audit_is_for_ever_and_no_case_for_less_than_ten_years)
{
    make_agency("least", NULL);
    ck_assert(json_is_null(value_in(rule("least", "audit"), "years")));
    refused(409, "act_not_lawful", "{'years':30,'basis':'x'}",
            "POST /api/v1/agencies/least/retention/audit");
    refused(404, "not_found", "{'years':30,'basis':'x'}",
            "POST /api/v1/agencies/least/retention/letters");
    refused(422, "invalid", "{'years':9,'basis':'x'}",
            "POST /api/v1/agencies/least/retention/case_voided");
    refused(422, "invalid", "{'years':10}",
            "POST /api/v1/agencies/least/retention/case_voided");
    ck_assert_int_eq(number_in(rule("least", "case_voided"), "years"), 10);
}
END_TEST

START_TEST(retention_ends_with_the_last_day_of_its_last_year)
{
    const json_t *list;

    service_begin(&here, (const char *const[]){"--today=2024-12-31", NULL});
    make_agency("turn", NULL);
    withdrawn_on("turn", "2014-12-31");
    withdrawn_on("turn", "2015-01-04");
    ask(200, "{'reason':'重复登记'}", "POST /api/v1/applications/%s/void",
        make_case("turn", "2014-03-03", NULL)); /* made void ten years later */
    ck_assert_int_eq(due("turn"), 0);
    refused(422, "invalid", "{'until_year':2024,'reason':'x','expected':1}",
            "POST /api/v1/agencies/turn/disposals");
    service_stop(&here, SIGTERM);
    service_start(&here, (const char *const[]){"--today=2025-01-01", NULL});
    list = ask(200, NULL, "GET /api/v1/agencies/turn/disposals/candidates");
    ck_assert_int_eq(number_in(list, "count"), 1);
    ck_assert_int_eq(number_in(list, "until_year"), 2024);
    ck_assert_str_eq(text_in(list, "cases.0.closed_on"), "2014-12-31");
    ck_assert_str_eq(text_in(list, "cases.0.kept_until"), "2024-12-31");
    ck_assert_str_eq(text_in(list, "cases.0.record_type"), "case_withdrawn");
    ck_assert_int_eq(
        number_in(ask(200, NULL,
                      "GET /api/v1/agencies/turn/disposals/candidates?until_year=2023"),
                  "count"),
        0);
    service_end(&here);
}
END_TEST

START_TEST(a_held_case_is_in_no_disposal)
{
    const char *held, *id;

    make_agency("hold", NULL);
    held = withdrawn_on("hold", "2013-05-06");
    id = withdrawn_on("hold", "2013-05-07");
    ask(200, "{'reason':'行政诉讼'}", "POST /api/v1/applications/%s/hold", held);
    refused(409, "act_not_lawful", "{'reason':'再次'}", "POST /api/v1/applications/%s/hold",
            held);
    ck_assert_str_eq(text_in(shown_case(held), "hold.reason"), "行政诉讼");
    ck_assert(json_is_null(value_in(shown_case(id), "hold")));
    ck_assert_int_eq(due("hold"), 1);
    ck_assert_str_eq(text_in(dispose("hold", 1), "cases.0.application"), id);
    ck_assert_str_eq(text_in(shown_case(held), "application.applicant_name"), "张三");
    ask(200, "{'reason':'判决已生效'}", "POST /api/v1/applications/%s/hold/end", held);
    refused(409, "act_not_lawful", "{'reason':'x'}",
            "POST /api/v1/applications/%s/hold/end", held);
    ck_assert(json_is_null(value_in(shown_case(held), "hold")));
    ck_assert_str_eq(text_in(dispose("hold", 1), "disposal.n"), "(none)");
    ck_assert_str_eq(text_in(shown_case(held), "application.applicant_name"), "已销毁");
}
END_TEST

START_TEST(an_open_case_is_never_due)
{
    make_agency("open", NULL);
    make_case("open", "2012-05-07", NULL);
    answer_case(make_case("open", "2012-05-07", NULL), "granted", "2012-05-10");
    ck_assert_int_eq(due("open"), 0); /* thirty years */
    keep_answers("open", 10);
    ck_assert_int_eq(due("open"), 1);
}
END_TEST

START_TEST(a_case_on_which_a_proposal_waits_is_not_due)
{
    char secret[SECRET_SIZE], cookie[100];
    const char *headers[] = {cookie, "X-Requested-With: gongkai", NULL}, *id;
    const struct asked *a;

    make_agency("waits", NULL);
    id = withdrawn_on("waits", "2012-05-07");
    ck_assert(stage_person(here.database, "waits", "lone", "{supervisor}", secret));
    snprintf(cookie, sizeof cookie, "Cookie: sid=%s", secret);
    a = ask_with(headers, "{'reason':'录错'}",
                 "POST /api/v1/applications/%s/events/2/retract", id);
    ck_assert_int_eq(a->answer.status, 202);
    ck_assert_int_eq(due("waits"), 0);
    a = ask_with(headers, "{}", "POST /api/v1/proposals/%lld/withdraw",
                 stage_proposal(a->answer.body.bytes));
    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_int_eq(due("waits"), 1);
}
END_TEST

START_TEST(another_number_than_expected_is_stale_when_proposed_and_when_confirmed)
{
    char first[SECRET_SIZE], second[SECRET_SIZE], cookie[100];
    const char *headers[] = {cookie, "X-Requested-With: gongkai", NULL};
    const struct asked *a;
    long long proposal;

    make_agency("stale", NULL);
    withdrawn_on("stale", "2013-05-06");
    refused(412, "stale", "{'until_year':2024,'reason':'期满','expected':2}",
            "POST /api/v1/agencies/stale/disposals");
    ck_assert(stage_person(here.database, "stale", "head", "{supervisor}", first));
    ck_assert(stage_person(here.database, "stale", "admin", "{agency_admin}", second));
    snprintf(cookie, sizeof cookie, "Cookie: sid=%s", first);
    a = ask_with(headers, "{'until_year':2024,'reason':'期满','expected':1}",
                 "POST /api/v1/agencies/stale/disposals");
    ck_assert_int_eq(a->answer.status, 202);
    ck_assert_int_eq(number_in(a->json, "preview.count"), 1);
    proposal = stage_proposal(a->answer.body.bytes);
    withdrawn_on("stale", "2013-05-07");
    snprintf(cookie, sizeof cookie, "Cookie: sid=%s", second);
    a = ask_with(headers, "{}", "POST /api/v1/proposals/%lld/confirm", proposal);
    ck_assert_int_eq(a->answer.status, 412);
    ck_assert_int_eq(due("stale"), 2);
    ck_assert_str_eq(
        column("select count(*) from disposal d join agency g on g.id = d.agency"
               " where g.code = 'stale'"),
        "0 ");
}
END_TEST

START_TEST(it_takes_a_supervisor_and_another_who_administers_that_agency)
{
    static const struct {
        const char *agency, *login, *roles;
        long proposes, confirms; /* the status of the replies */
    } persons[] = {
        {"eyes", "officer", "{officer}", 403, 404},
        {"eyes", "oversight", "{oversight}", 403, 404},
        {"eyes", "admin", "{agency_admin}", 403, 201},
        {"eyes-2", "both", "{supervisor,agency_admin}", 404, 404},
        {NULL, "system", "{system_admin}", 403, 404},
        {NULL, "audit", "{auditor}", 403, 403},
        {"eyes", "head", "{supervisor,agency_admin}", 202, 403},
    };
    enum { LAST = sizeof persons / sizeof persons[0] - 1, ADMIN = 2 };
    static const char body[] = "{'until_year':2024,'reason':'期满','expected':1}";
    char secret[SECRET_SIZE], cookies[LAST + 1][100];
    long long proposal = 0;

    make_agency("eyes", NULL);
    make_agency("eyes-2", NULL);
    withdrawn_on("eyes", "2013-05-06");
    for (int i = 0; i <= LAST; i++) {
        const char *headers[] = {cookies[i], "X-Requested-With: gongkai", NULL};
        const struct asked *a;

        ck_assert(stage_person(here.database, persons[i].agency, persons[i].login,
                               persons[i].roles, secret));
        snprintf(cookies[i], sizeof cookies[i], "Cookie: sid=%s", secret);
        a = ask_with(headers, body, "POST /api/v1/agencies/eyes/disposals");
        ck_assert_msg(a->answer.status == persons[i].proposes, "%s: %ld", persons[i].login,
                      a->answer.status);
        proposal = stage_proposal(a->answer.body.bytes);
    }
    for (int i = LAST; i >= 0; i--) {
        const char *headers[] = {cookies[i], "X-Requested-With: gongkai", NULL};
        const struct asked *a;

        if (i == ADMIN)
            continue;
        a = ask_with(headers, "{}", "POST /api/v1/proposals/%lld/confirm", proposal);
        ck_assert_msg(a->answer.status == persons[i].confirms, "%s: %ld %s",
                      persons[i].login, a->answer.status, a->answer.body.bytes);
        ck_assert_int_eq(due("eyes"), 1);
    }
    ck_assert_int_eq(
        ask_with((const char *const[]){cookies[ADMIN], "X-Requested-With: gongkai", NULL},
                 "{}", "POST /api/v1/proposals/%lld/confirm", proposal)
            ->answer.status,
        201);
    ck_assert_int_eq(due("eyes"), 0);
}
END_TEST

START_TEST(another_agency_sees_neither_what_is_due_nor_certificates_and_an_auditor_does)
{
    char secret[SECRET_SIZE], cookie[100];
    const char *headers[] = {cookie, NULL};

    make_agency("walls", NULL);
    make_agency("walls-2", NULL);
    withdrawn_on("walls", "2013-05-06");
    dispose("walls", 1);
    withdrawn_on("walls", "2013-05-07");
    ck_assert(stage_person(here.database, "walls-2", "head", "{supervisor}", secret));
    snprintf(cookie, sizeof cookie, "Cookie: sid=%s", secret);
    ck_assert_int_eq(
        ask_with(headers, NULL, "GET /api/v1/agencies/walls/disposals")->answer.status,
        404);
    ck_assert_int_eq(
        ask_with(headers, NULL, "GET /api/v1/agencies/walls/disposals/1")->answer.status,
        404);
    ck_assert_int_eq(
        ask_with(headers, NULL, "GET /api/v1/agencies/walls/disposals/candidates")
            ->answer.status,
        404);
    ck_assert(stage_person(here.database, NULL, "auditor", "{auditor}", secret));
    snprintf(cookie, sizeof cookie, "Cookie: sid=%s", secret);
    ck_assert_int_eq(
        number_in(ask_with(headers, NULL, "GET /api/v1/agencies/walls/disposals/candidates")
                      ->json,
                  "count"),
        1);
    ck_assert_str_eq(
        text_in(ask_with(headers, NULL, "GET /api/v1/agencies/walls/disposals/1")->json,
                "cases.0.number"),
        "WALLS-2013-0001");
    refused(404, "not_found", NULL, "GET /api/v1/agencies/walls/disposals/2");
}
END_TEST

START_TEST(the_certificate_says_who_when_by_which_rule_and_of_which_cases)
{
    const json_t *made, *list;
    const struct asked *a;
    const char *id;
    char expected[80], query[900];

    make_agency("paper", NULL);
    keep_answers("paper", 10);
    id = make_case("paper", "2013-05-06", NULL);
    answer_case(id, "granted", "2013-05-08");
    withdrawn_on("paper", "2012-05-07");
    snprintf(query, sizeof query,
             "select encode(sha256(convert_to('{\"events\": [{\"seq\": 1, \"data\": ' ||"
             " (select data::text from event where application = %s and seq = 1) ||"
             " '}, {\"seq\": 2, \"data\": ' ||"
             " (select data::text from event where application = %s and seq = 2) ||"
             " '}], \"number\": \"PAPER-2013-0001\", \"content\": \"某路征收补偿方案\","
             " \"officer\": null, \"applicants\": [{\"seq\": 1, \"name\": \"张三\","
             " \"email\": null, \"address\": null, \"id_type\": null}],"
             " \"wanted_form\": null, \"wanted_route\": null,"
             " \"applicant_name\": \"张三\"}', 'UTF8')), 'hex')",
             id, id);
    snprintf(expected, sizeof expected, "%s", column(query));
    expected[strlen(expected) - 1] = '\0';
    made = dispose("paper", 2);
    ck_assert_int_eq(number_in(made, "disposal.n"), 1);
    ck_assert_int_eq(number_in(made, "disposal.count"), 2);
    ck_assert_str_eq(text_in(made, "disposal.proposed_by"), "stage-first@paper");
    ck_assert_str_eq(text_in(made, "disposal.confirmed_by"), "stage-second@paper");
    ck_assert_str_eq(text_in(made, "disposal.rules.0.record_type"), "case_answered");
    ck_assert_int_eq(number_in(made, "disposal.rules.0.years"), 10);
    ck_assert_str_eq(text_in(made, "disposal.rules.0.basis"), "本机关归档范围表");
    ck_assert_str_eq(text_in(made, "cases.0.number"), "PAPER-2012-0001");
    ck_assert_str_eq(text_in(made, "cases.1.number"), "PAPER-2013-0001");
    ck_assert_str_eq(text_in(made, "cases.1.kept_until"), "2023-12-31");
    ck_assert_str_eq(text_in(made, "cases.1.digest"), expected);
    ck_assert(json_equal(made, ask(200, NULL, "GET /api/v1/agencies/paper/disposals/1")));
    list = ask(200, NULL, "GET /api/v1/agencies/paper/disposals");
    ck_assert(json_equal(value_in(list, "disposals.0"), value_in(made, "disposal")));
    a = ask_with(NULL, NULL, "GET /api/v1/agencies/paper/disposals/1?format=csv");
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "PAPER-2013-0001,已答复,2013-05-08,"
                                                       "2023-12-31,"));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, expected));
    a = ask_with(NULL, NULL, "GET /api/v1/agencies/paper/disposals/1?format=text");
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "提出人：stage-first@paper"));
    ck_assert_ptr_nonnull(
        strstr(a->answer.body.bytes, "已答复：10 年（本机关归档范围表）"));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, expected));
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_nearest_rule_holds_and_the_latest_of_an_agency,
        the_audit_is_for_ever_and_no_case_for_less_than_ten_years,
        retention_ends_with_the_last_day_of_its_last_year,
        a_held_case_is_in_no_disposal,
        an_open_case_is_never_due,
        a_case_on_which_a_proposal_waits_is_not_due,
        another_number_than_expected_is_stale_when_proposed_and_when_confirmed,
        it_takes_a_supervisor_and_another_who_administers_that_agency,
        another_agency_sees_neither_what_is_due_nor_certificates_and_an_auditor_does,
        the_certificate_says_who_when_by_which_rule_and_of_which_cases,
        NULL,
    };

    return here_run("disposal", tests, (const char *const[]){"--today=2025-06-02", NULL});
}
