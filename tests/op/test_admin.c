/* What the security administrator and an agency's persons set: the policy, steps of
 * confirmation, delegations, and the accounts of others. */
#include "op/visitor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The policy as it was, so that the next test finds it so. */
static void
restore_policy(void)
{
    in_database(
        "update policy set password_profile = default, idle_minutes = default,"
        " admin_idle_minutes = default, session_hours = default, sessions = default,"
        " proof_minutes = default, lock_failures = default, lock_minutes = default,"
        " link_hours = default, sources = default");
}

START_TEST(the_policy_changes_in_what_is_named_only)
{
    const char *sec = security_admin();
    const json_t *before = as(sec, 200, NULL, "GET /api/v1/policy");
    const json_t *after = as(sec, 200, "{'lock_failures':7,'sources':['127.0.0.0/8']}",
                             "POST /api/v1/policy");

    ck_assert_int_eq(number_in(before, "policy.lock_failures"), 5);
    ck_assert_int_eq(number_in(after, "policy.lock_failures"), 7);
    ck_assert_int_eq(number_in(after, "policy.lock_minutes"), 15);
    ck_assert_str_eq(text_in(after, "policy.sources.0"), "127.0.0.0/8");
    ck_assert_int_eq(number_in(after, "policy.version"),
                     number_in(before, "policy.version") + 1);
    after = as(sec, 200, "{'sources':[]}", "POST /api/v1/policy");
    ck_assert_str_eq(text_in(after, "policy.sources"), "");
    ck_assert_int_eq(number_in(after, "policy.lock_failures"), 7);
    restore_policy();
}
END_TEST

START_TEST(a_policy_that_was_changed_since_is_not_overwritten)
{
    const char *sec = security_admin();
    char lines[200], etag[32];
    const struct asked *shown;

    snprintf(lines, sizeof lines, "Cookie: sid=%s", sec);
    shown = visit(lines, NULL, "GET /api/v1/policy");
    answer_header(&shown->answer, "etag", etag, sizeof etag);
    as(sec, 200, "{'idle_minutes':16}", "POST /api/v1/policy");
    snprintf(lines, sizeof lines, "Cookie: sid=%s\nX-Requested-With: gongkai\nIf-Match: %s",
             sec, etag);
    ck_assert_str_eq(problem_in(visit(lines, "{'idle_minutes':17}", "POST /api/v1/policy")),
                     "stale");
    shown = visit(lines, NULL, "GET /api/v1/policy");
    answer_header(&shown->answer, "etag", etag, sizeof etag);
    snprintf(lines, sizeof lines, "Cookie: sid=%s\nX-Requested-With: gongkai\nIf-Match: %s",
             sec, etag);
    ck_assert_int_eq(
        visit(lines, "{'idle_minutes':17}", "POST /api/v1/policy")->answer.status, 200);
    restore_policy();
}
END_TEST

START_TEST(a_policy_out_of_range_is_refused_by_the_service_and_by_the_database)
{
    static const struct {
        const char *field;
        long least, most;
    } ranges[] = {{"idle_minutes", 1, 480},  {"admin_idle_minutes", 1, 480},
                  {"session_hours", 1, 24},  {"sessions", 1, 20},
                  {"proof_minutes", 1, 480}, {"lock_failures", 3, 20},
                  {"lock_minutes", 1, 1440}, {"link_hours", 1, 168}};
    const char *sec = security_admin();
    char body[100];

    for (unsigned i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        const long tries[] = {ranges[i].least - 1, ranges[i].most + 1, ranges[i].least,
                              ranges[i].most};

        for (unsigned k = 0; k < 4; k++) {
            snprintf(body, sizeof body, "{'%s':%ld}", ranges[i].field, tries[k]);
            as(sec, k < 2 ? 422 : 200, body, "POST /api/v1/policy");
            ck_assert_str_eq(
                in_database("do $$ begin update policy set %s = %ld; exception when"
                            " check_violation then raise notice 'no'; end $$;"
                            " select (%s = %ld)::text from policy",
                            ranges[i].field, tries[k], ranges[i].field, tries[k]),
                k < 2 ? "false" : "true");
        }
    }
    as(sec, 422, "{'password_profile':'none'}", "POST /api/v1/policy");
    restore_policy();
}
END_TEST

START_TEST(networks_are_written_as_such_and_hold_the_one_who_sets_them)
{
    static const char *const bad[] = {"",
                                      "anywhere",
                                      "10.0.0.0/33",
                                      "10.0.0/8",
                                      "10.0.0.0/",
                                      "10.0.0.0/8x",
                                      "10.0.0.0/08",
                                      "fd00::/129",
                                      "1.2.3.4.5",
                                      "10.0.0.0/-1",
                                      "10.0.0.0 /8",
                                      "::1%lo",
                                      "10.0.0.0/8/8",
                                      "0x0a.0.0.0/8"};
    const char *sec = security_admin();
    char body[200];

    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        snprintf(body, sizeof body, "{'sources':['127.0.0.0/8','%s']}", bad[i]);
        ck_assert_int_eq(strncmp(fields_in(value_in(
                                     as(sec, 422, body, "POST /api/v1/policy"), "errors")),
                                 "sources.1", 9),
                         0);
    }
    as(sec, 422, "{'sources':[7]}", "POST /api/v1/policy");
    as(sec, 422, "{'sources':['10.0.0.0/8','fd00::/8']}", "POST /api/v1/policy");
    as(sec, 200, "{'sources':['10.0.0.0/8','fd00::/8','127.0.0.1']}",
       "POST /api/v1/policy");
    restore_policy();
}
END_TEST

START_TEST(one_signs_in_from_the_networks_of_the_policy_only)
{
    person_make("inside", "auditor");
    in_database("update policy set sources = '{10.9.0.0/16}'");
    ck_assert_int_eq(sign_in_from("", "inside", PASSWORD_OF_ALL, NULL)->answer.status, 401);
    in_database("update policy set sources = '{10.9.0.0/16,127.0.0.1}'");
    ck_assert_int_eq(sign_in_from("", "inside", PASSWORD_OF_ALL, NULL)->answer.status, 201);
    restore_policy();
}
END_TEST

START_TEST(others_than_the_security_administrator_do_not_set_the_policy)
{
    static const char *const roles[] = {"system_admin", "auditor"};

    for (unsigned i = 0; i < 2; i++) {
        char name[20];
        const char *cookie;

        snprintf(name, sizeof name, "other%u", i);
        cookie = person_session(person_make(name, roles[i]));
        as(cookie, 403, "{'sessions':4}", "POST /api/v1/policy");
        as(cookie, i == 1 ? 200 : 403, NULL, "GET /api/v1/policy");
    }
    make_agency("policies", NULL);
    as(person_session(person_make("chief@policies", "supervisor,agency_admin")), 403,
       "{'steps':2}", "POST /api/v1/agencies/policies/confirmation-steps/case_extend");
}
END_TEST

static long
steps_of(const json_t *list, const char *right)
{
    json_t *entry;
    size_t i;

    json_array_foreach(value_in(list, "rights"), i, entry)
        if (strcmp(text_in(entry, "right"), right) == 0)
            return number_in(entry, "steps");
    return -1;
}

START_TEST(an_agency_asks_for_as_many_confirmations_as_are_set)
{
    const char *sec = security_admin(), *first, *second, *third, *id, *proposal;
    const json_t *list;

    make_agency("stepped", NULL);
    list = as(sec, 200, NULL, "GET /api/v1/agencies/stepped/confirmation-steps");
    ck_assert_int_eq(steps_of(list, "case_extend"), 1);
    ck_assert_int_eq(steps_of(list, "case_register"), -1);
    as(sec, 200, "{'steps':2}",
       "POST /api/v1/agencies/stepped/confirmation-steps/case_extend");
    list = as(sec, 200, NULL, "GET /api/v1/agencies/stepped/confirmation-steps");
    ck_assert_int_eq(steps_of(list, "case_extend"), 2);
    ck_assert_int_eq(steps_of(list, "case_void"), 1);
    id = make_case("stepped", "2025-03-13", NULL);
    first = person_session(person_make("a@stepped", "officer"));
    second = person_session(person_make("b@stepped", "supervisor"));
    third = person_session(person_make("c@stepped", "supervisor"));
    proposal =
        text_in(as(first, 202,
                   "{'days':20,'reason':'资料较多','requested_by':'甲','approved_by':'乙',"
                   "'approved_on':'2025-03-14','told_on':'2025-03-14'}",
                   "POST /api/v1/applications/%s/extension", id),
                "proposal.id");
    as(second, 202, "{}", "POST /api/v1/proposals/%s/confirm", proposal);
    as(second, 403, "{}", "POST /api/v1/proposals/%s/confirm", proposal);
    as(third, 200, "{}", "POST /api/v1/proposals/%s/confirm", proposal);
}
END_TEST

START_TEST(only_what_somebody_confirms_has_steps_from_one_to_three)
{
    const char *sec = security_admin();
    static const char *const none[] = {"case_register", "statistics", "nothing", "none"};

    make_agency("unstepped", NULL);
    for (unsigned i = 0; i < 4; i++)
        as(sec, 404, "{'steps':2}", "POST /api/v1/agencies/unstepped/confirmation-steps/%s",
           none[i]);
    for (int n = 0; n <= 4; n += 4)
        as(sec, 422, n ? "{'steps':4}" : "{'steps':0}",
           "POST /api/v1/agencies/unstepped/confirmation-steps/case_void");
    as(sec, 404, "{'steps':2}",
       "POST /api/v1/agencies/nobody/confirmation-steps/case_void");
}
END_TEST

#define EXTEND                                                                             \
    "{'days':20,'reason':'资料较多','requested_by':'甲','approved_by':'乙',"         \
    "'approved_on':'2025-03-14','told_on':'2025-03-14'}"

START_TEST(who_stands_in_confirms_from_day_to_day_until_it_ends)
{
    const char *chief, *clerk, *deputy, *id, *proposal;
    const json_t *made;

    make_agency("lent", NULL);
    chief = person_session(person_make("chief@lent", "supervisor"));
    clerk = person_session(person_make("clerk@lent", "officer"));
    deputy = person_session(person_make("deputy@lent", "officer"));
    id = make_case("lent", "2025-03-13", NULL);
    proposal = text_in(as(clerk, 202, EXTEND, "POST /api/v1/applications/%s/extension", id),
                       "proposal.id");
    as(deputy, 404, "{}", "POST /api/v1/proposals/%s/confirm", proposal);
    made = as(chief, 201,
              "{'to':'deputy@lent','valid_from':'2025-03-14','valid_to':'2025-03-20',"
              "'reason':'出差'}",
              "POST /api/v1/agencies/lent/delegations");
    ck_assert_str_eq(text_in(made, "delegation.from"), "chief@lent");
    ck_assert_str_eq(text_in(made, "delegation.to"), "deputy@lent");
    ck_assert_str_eq(
        text_in(as(deputy, 200, NULL, "GET /api/v1/session"), "delegated.0.from"),
        "chief@lent");
    as(person_session(person_make("other@lent", "supervisor")), 404, "{}",
       "POST /api/v1/agencies/lent/delegations/%ld/end",
       number_in(made, "delegation.delegation"));
    as(chief, 200, NULL, "GET /api/v1/agencies/lent/delegations");
    as(chief, 200, "{}", "POST /api/v1/agencies/lent/delegations/%ld/end",
       number_in(made, "delegation.delegation"));
    as(deputy, 404, "{}", "POST /api/v1/proposals/%s/confirm", proposal);
    as(chief, 404, "{}", "POST /api/v1/agencies/lent/delegations/%ld/end",
       number_in(made, "delegation.delegation"));
    as(chief, 201,
       "{'to':'deputy','valid_from':'2025-03-14','valid_to':'2025-03-14','reason':'开会'}",
       "POST /api/v1/agencies/lent/delegations");
    as(deputy, 200, "{}", "POST /api/v1/proposals/%s/confirm", proposal);
    ck_assert_str_eq(
        in_database("select account_label(for_account) from proposal_step where proposal ="
                    " %s",
                    proposal),
        "chief@lent");
}
END_TEST

START_TEST(a_delegation_names_another_of_the_agency_for_a_year_at_most)
{
    static const struct {
        const char *to, *from, *until, *fields;
    } bad[] = {
        {"head@deleg", "2025-03-14", "2025-03-20", "to"},
        {"nobody@deleg", "2025-03-14", "2025-03-20", "to"},
        {"gone@deleg", "2025-03-14", "2025-03-20", "to"},
        {"far@delegfar", "2025-03-14", "2025-03-20", "to"},
        {"far", "2025-03-14", "2025-03-20", "to"},
        {"hand@deleg", "2025-03-13", "2025-03-20", "valid_from"},
        {"hand@deleg", "2025-03-14", "2025-03-13", "valid_to"},
        {"hand@deleg", "2025-03-14", "2026-03-15", "valid_to"},
    };
    const char *head, *hand;
    char body[300];

    make_agency("deleg", NULL);
    make_agency("delegfar", NULL);
    head = person_session(person_make("head@deleg", "supervisor"));
    hand = person_session(person_make("hand@deleg", "officer"));
    in_database("update account set state = 'disabled' where id = %d",
                person_make("gone@deleg", "officer"));
    person_make("far@delegfar", "officer");
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        snprintf(body, sizeof body,
                 "{'to':'%s','valid_from':'%s','valid_to':'%s','reason':'x'}", bad[i].to,
                 bad[i].from, bad[i].until);
        ck_assert_str_eq(
            fields_in(value_in(
                as(head, 422, body, "POST /api/v1/agencies/deleg/delegations"), "errors")),
            bad[i].fields);
    }
    snprintf(body, sizeof body,
             "{'to':'head@deleg','valid_from':'2025-03-14','valid_to':'2026-03-14',"
             "'reason':'x'}");
    as(hand, 403, body, "POST /api/v1/agencies/deleg/delegations");
    as(head, 404, body, "POST /api/v1/agencies/delegfar/delegations");
    memcpy(strstr(body, "head"), "hand", 4);
    as(head, 201, body, "POST /api/v1/agencies/deleg/delegations");
}
END_TEST

START_TEST(an_agencys_administrator_unlocks_and_signs_out_its_own_accounts_only)
{
    const char *admin, *cookie, *sec = security_admin();
    int own, foreign;

    make_agency("keeps", NULL);
    make_agency("keepsfar", NULL);
    admin = person_session(person_make("admin@keeps", "agency_admin"));
    own = person_make("li@keeps", "officer");
    foreign = person_make("li@keepsfar", "officer");
    cookie = person_session(own);
    in_database("update account set locked_until = 'infinity', failures = 4");
    ck_assert_int_eq(
        json_is_false(value_in(as(admin, 200, "{}", "POST /api/v1/accounts/%d/unlock", own),
                               "account.locked")),
        1);
    as(admin, 404, "{}", "POST /api/v1/accounts/%d/unlock", foreign);
    ck_assert_str_eq(in_database("select failures from account where id = %d", own), "0");
    ck_assert_str_eq(in_database("select failures from account where id = %d", foreign),
                     "4");
    as(cookie, 403, "{}", "POST /api/v1/accounts/%d/unlock", own);
    ck_assert_int_eq(
        number_in(as(admin, 200, "{}", "POST /api/v1/accounts/%d/sign-out", own), "ended"),
        1);
    as(cookie, 401, NULL, "GET /api/v1/session");
    as(admin, 404, "{}", "POST /api/v1/accounts/%d/sign-out", foreign);
    as(sec, 200, "{}", "POST /api/v1/accounts/%d/sign-out", foreign);
    as(sec, 200, "{}", "POST /api/v1/accounts/%d/unlock", foreign);
    in_database("update account set locked_until = null, failures = 0");
}
END_TEST

START_TEST(a_second_factor_is_reset_by_the_security_administrator_alone)
{
    const char *admin, *cookie, *sec = security_admin();
    int own;

    make_agency("factor", NULL);
    admin = person_session(person_make("admin@factor", "agency_admin"));
    own = person_make("li@factor", "officer");
    cookie = person_session(own);
    in_database("update account set totp_secret = 'x', totp_key = 1, totp_confirmed = true"
                " where id = %d",
                own);
    as(admin, 403, "{}", "POST /api/v1/accounts/%d/second-factor/reset", own);
    ck_assert(json_is_false(
        value_in(as(sec, 200, "{}", "POST /api/v1/accounts/%d/second-factor/reset", own),
                 "account.second_factor")));
    ck_assert_str_eq(
        in_database("select totp_secret is null from account where id = %d", own), "t");
    as(cookie, 401, NULL, "GET /api/v1/session");
    as(sec, 403, "{}", "POST /api/v1/accounts/%s/second-factor/reset",
       text_in(as(sec, 200, NULL, "GET /api/v1/session"), "account.id"));
    as(sec, 404, "{}", "POST /api/v1/accounts/1999999999/second-factor/reset");
}
END_TEST

START_TEST(an_account_gets_the_source_that_was_asked_for_and_no_directory_there_is_not)
{
    static const char *const sources[] = {"local", "proxy"};
    const char *admin, *sec = security_admin();
    const json_t *made;
    char body[200];

    make_agency("sources", NULL);
    admin = person_session(person_make("admin@sources", "agency_admin"));
    for (unsigned i = 0; i < 2; i++) {
        snprintf(body, sizeof body,
                 "{'login':'n%u','name':'新人','roles':['officer'],'source':'%s'}", i,
                 sources[i]);
        made = as(admin, 202, body, "POST /api/v1/agencies/sources/accounts");
        made = as(sec, 201, "{}", "POST /api/v1/proposals/%s/confirm",
                  text_in(made, "proposal.id"));
        ck_assert_str_eq(text_in(made, "account.source"), sources[i]);
        ck_assert_str_eq(text_in(made, "account.name"), "新人");
    }
    ck_assert_str_eq(
        fields_in(
            value_in(as(admin, 422,
                        "{'login':'n9','name':'新人','roles':['officer'],'source':'ldap'}",
                        "POST /api/v1/agencies/sources/accounts"),
                     "errors")),
        "source");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_policy_changes_in_what_is_named_only,
        a_policy_that_was_changed_since_is_not_overwritten,
        a_policy_out_of_range_is_refused_by_the_service_and_by_the_database,
        networks_are_written_as_such_and_hold_the_one_who_sets_them,
        one_signs_in_from_the_networks_of_the_policy_only,
        others_than_the_security_administrator_do_not_set_the_policy,
        an_agency_asks_for_as_many_confirmations_as_are_set,
        only_what_somebody_confirms_has_steps_from_one_to_three,
        who_stands_in_confirms_from_day_to_day_until_it_ends,
        a_delegation_names_another_of_the_agency_for_a_year_at_most,
        an_agencys_administrator_unlocks_and_signs_out_its_own_accounts_only,
        a_second_factor_is_reset_by_the_security_administrator_alone,
        an_account_gets_the_source_that_was_asked_for_and_no_directory_there_is_not,
        NULL,
    };

    return here_run("admin", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
