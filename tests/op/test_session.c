/* Sessions: the cookie, how long it opens, whose requests it comes with, and how many. */
#include "op/visitor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Whether COOKIE opens anything. */
static bool
opens(const char *cookie)
{
    char lines[100];

    snprintf(lines, sizeof lines, "Cookie: sid=%s", cookie);
    return visit(lines, NULL, "GET /api/v1/session")->answer.status == 200;
}

static const char *
signed_in(const char *name)
{
    const struct asked *a = sign_in_from(fresh_source(), name, PASSWORD_OF_ALL, NULL);

    ck_assert_int_eq(a->answer.status, 201);
    return cookie_set(a);
}

START_TEST(a_cookie_offered_before_signing_in_never_opens_anything)
{
    static const char offered[] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const char *other;
    const struct asked *a;
    char lines[200];

    make_agency("fixed", NULL);
    person_make("li@fixed", "officer");
    other = person_session(person_make("wang@fixed", "officer"));
    snprintf(lines, sizeof lines, "Cookie: sid=%s\nX-Requested-With: gongkai", offered);
    a = visit(lines, "{'sign_in':'li@fixed','password':'" PASSWORD_OF_ALL "'}",
              "POST /api/v1/session");
    ck_assert_int_eq(a->answer.status, 201);
    ck_assert_str_ne(cookie_set(a), offered);
    ck_assert(!opens(offered));
    ck_assert(opens(cookie_set(a)));
    snprintf(lines, sizeof lines, "Cookie: sid=%s\nX-Requested-With: gongkai", other);
    a = visit(lines, "{'sign_in':'li@fixed','password':'" PASSWORD_OF_ALL "'}",
              "POST /api/v1/session");
    ck_assert_str_ne(cookie_set(a), other);
    ck_assert_str_eq(
        text_in(as(other, 200, NULL, "GET /api/v1/session"), "account.sign_in"),
        "wang@fixed");
}
END_TEST

START_TEST(the_cookie_changes_with_a_proof_and_with_the_password)
{
    const char *first, *second, *third, *beside;
    char lines[200];
    int account;

    make_agency("turns", NULL);
    account = person_make("li@turns", "officer");
    first = person_session(account);
    beside = person_session(account);
    snprintf(lines, sizeof lines, "Cookie: sid=%s\nX-Requested-With: gongkai", first);
    second = cookie_set(
        visit(lines, "{'password':'" PASSWORD_OF_ALL "'}", "POST /api/v1/session/proof"));
    ck_assert(!opens(first) && opens(second) && opens(beside));
    snprintf(lines, sizeof lines, "Cookie: sid=%s\nX-Requested-With: gongkai", second);
    third = cookie_set(visit(
        lines, "{'old_password':'" PASSWORD_OF_ALL "','new_password':'Bamboo7#Wall-East'}",
        "POST /api/v1/password"));
    ck_assert(!opens(second) && opens(third) && !opens(beside));
}
END_TEST

START_TEST(a_wrong_proof_counts_as_a_failure_and_proves_nothing)
{
    const char *cookie;
    int account;

    make_agency("proves", NULL);
    account = person_make("li@proves", "officer");
    cookie = person_session(account);
    in_database(
        "update session set proved_at = now() - interval '1 day' where account = %d",
        account);
    as(cookie, 401, "{'password':'Wrong7#Password'}", "POST /api/v1/session/proof");
    ck_assert_str_eq(in_database("select failures from account where id = %d", account),
                     "1");
    ck_assert(
        json_is_false(value_in(as(cookie, 200, NULL, "GET /api/v1/session"), "proved")));
}
END_TEST

START_TEST(signing_out_ends_the_session_or_all_others_and_nobody_elses)
{
    const char *first, *second, *other;
    const struct asked *a;
    char lines[200], cookie[200];
    int account;

    make_agency("leaves", NULL);
    account = person_make("li@leaves", "officer");
    first = person_session(account);
    second = person_session(account);
    other = person_session(person_make("wang@leaves", "officer"));
    ck_assert_ptr_nonnull(
        value_in(as(first, 200, NULL, "GET /api/v1/sessions"), "sessions.1"));
    as(first, 200, "{'others':true}", "POST /api/v1/session/end");
    ck_assert(opens(first) && !opens(second) && opens(other));
    snprintf(lines, sizeof lines, "Cookie: sid=%s\nX-Requested-With: gongkai", first);
    a = visit(lines, "{}", "POST /api/v1/session/end");
    ck_assert_ptr_nonnull(strstr(
        answer_header(&a->answer, "set-cookie", cookie, sizeof cookie), "Max-Age=0"));
    ck_assert(!opens(first) && opens(other));
}
END_TEST

START_TEST(a_session_ends_when_idle_and_after_its_longest_time)
{
    static const struct {
        const char *login, *roles, *change;
        bool open;
    } cases[] = {
        {"a@idles", "officer", "seen_at = now() - interval '14 minutes'", true},
        {"b@idles", "officer", "seen_at = now() - interval '15 minutes'", false},
        {"c@idles", "officer", "began_at = now() - interval '599 minutes'", true},
        {"d@idles", "officer", "began_at = now() - interval '10 hours'", false},
        {"idle-a", "auditor", "seen_at = now() - interval '9 minutes'", true},
        {"idle-b", "auditor", "seen_at = now() - interval '10 minutes'", false},
    };

    make_agency("idles", NULL);
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int account = person_make(cases[i].login, cases[i].roles);
        const char *cookie = person_session(account);

        in_database("update session set %s where account = %d", cases[i].change, account);
        ck_assert_msg(opens(cookie) == cases[i].open, "%s", cases[i].login);
    }
}
END_TEST

START_TEST(a_session_in_use_stays)
{
    const char *cookie;
    int account;

    make_agency("stays", NULL);
    account = person_make("li@stays", "officer");
    cookie = person_session(account);
    in_database("update session set seen_at = now() - interval '14 minutes' where account ="
                " %d",
                account);
    ck_assert(opens(cookie));
    ck_assert_str_eq(in_database("select seen_at > now() - interval '1 minute' from session"
                                 " where account = %d",
                                 account),
                     "t");
}
END_TEST

START_TEST(one_has_three_sessions_and_an_administrator_one)
{
    const char *cookies[4], *admin;

    make_agency("three", NULL);
    person_make("li@three", "officer");
    for (int i = 0; i < 4; i++)
        cookies[i] = signed_in("li@three");
    ck_assert(!opens(cookies[0]));
    for (int i = 1; i < 4; i++)
        ck_assert(opens(cookies[i]));
    person_make("only-one", "auditor");
    admin = signed_in("only-one");
    ck_assert(opens(admin));
    signed_in("only-one");
    ck_assert(!opens(admin));
}
END_TEST

START_TEST(roles_and_state_hold_from_the_next_request_on)
{
    const char *admin, *cookie, *proposal;
    int account;

    make_agency("roles", NULL);
    admin = person_session(person_make("admin@roles", "agency_admin"));
    account = person_make("li@roles", "officer");
    cookie = person_session(account);
    proposal = text_in(as(admin, 202, "{'roles':['agency_admin']}",
                          "POST /api/v1/agencies/roles/accounts/%d/roles", account),
                       "proposal.id");
    ck_assert(opens(cookie));
    ck_assert_str_eq(text_in(as(security_admin(), 200, "{}",
                                "POST /api/v1/proposals/%s/confirm", proposal),
                             "account.roles.0"),
                     "agency_admin");
    ck_assert(!opens(cookie));
    cookie = person_session(account);
    proposal = text_in(as(admin, 202, "{'state':'disabled'}",
                          "POST /api/v1/agencies/roles/accounts/%d/state", account),
                       "proposal.id");
    as(security_admin(), 200, "{}", "POST /api/v1/proposals/%s/confirm", proposal);
    ck_assert(!opens(cookie));
    ck_assert(!opens(person_session(account)));
    cookie = person_session(person_make("wang@roles", "officer"));
    in_database(
        "update account set roles = '{supervisor}' where login = 'wang' and agency ="
        " (select id from agency where code = 'roles')");
    as(cookie, 403, "{}", "POST /api/v1/accounts/%d/unlock", account);
    ck_assert_str_eq(
        text_in(as(cookie, 200, NULL, "GET /api/v1/session"), "account.roles.0"),
        "supervisor");
}
END_TEST

static const char *const sites[] = {
    "X-Requested-With: gongkai\nOrigin: https://evil.example",
    "X-Requested-With: gongkai\nOrigin: null",
    "X-Requested-With: gongkai\nOrigin: http://unix.evil.example",
    "X-Requested-With: gongkai\nOrigin: unix",
    "X-Requested-With: gongkai\nSec-Fetch-Site: cross-site",
    "X-Requested-With: gongkai\nSec-Fetch-Site: same-site",
    "X-Requested-With: gongkai\nSec-Fetch-Site: none",
    "X-Requested-With: XMLHttpRequest",
    "X-Requested-With:",
    "Sec-Fetch-Site: same-origin",
    "Accept: */*",
};

START_TEST(no_other_site_does_anything_with_a_visitors_cookie)
{
    static const char *const methods[] = {"POST",  "PUT",     "DELETE",
                                          "PATCH", "OPTIONS", "BREW"};
    static const char *const types[] = {"Content-Type: application/json",
                                        "Content-Type: application/x-www-form-urlencoded",
                                        "Content-Type: multipart/form-data; boundary=x",
                                        "Content-Type: text/plain", "Content-Type:"};
    const char *cookie;
    char lines[400];

    make_agency("crossed", NULL);
    cookie = person_session(person_make("li@crossed", "officer"));
    for (unsigned s = 0; s < sizeof sites / sizeof sites[0]; s++)
        for (unsigned m = 0; m < sizeof methods / sizeof methods[0]; m++)
            for (unsigned t = 0; t < sizeof types / sizeof types[0]; t++) {
                const struct asked *a;

                snprintf(lines, sizeof lines, "Cookie: sid=%s\n%s\n%s", cookie, sites[s],
                         types[t]);
                a = visit(lines, "{}", "%s /api/v1/session/end", methods[m]);
                ck_assert_msg(strcmp(problem_in(a), "cross_site") == 0, "%s %s: %s",
                              methods[m], lines, a->answer.body.bytes);
            }
    ck_assert(opens(cookie));
}
END_TEST

START_TEST(reads_for_another_site_are_not_handed_to_it)
{
    static const char *const methods[] = {"GET", "HEAD"};
    const char *cookie;
    char lines[400], allowed[100];

    make_agency("reads", NULL);
    cookie = person_session(person_make("li@reads", "officer"));
    for (unsigned s = 0; s < sizeof sites / sizeof sites[0]; s++)
        for (unsigned m = 0; m < 2; m++) {
            const struct asked *a;

            snprintf(lines, sizeof lines, "Cookie: sid=%s\n%s", cookie, sites[s]);
            a = visit(lines, NULL, "%s /api/v1/session", methods[m]);
            ck_assert_int_eq(a->answer.status, 200);
            answer_header(&a->answer, "access-control-allow-origin", allowed,
                          sizeof allowed);
            ck_assert_str_eq(allowed, "");
            ck_assert_str_eq(cookie_set(a), "");
        }
}
END_TEST

START_TEST(another_sites_page_signs_nobody_in)
{
    static const char body[] = "{'sign_in':'li@lured','password':'" PASSWORD_OF_ALL "'}";
    static const char *const lines[] = {"Origin: https://evil.example", "Origin: null",
                                        "Sec-Fetch-Site: cross-site",
                                        "Sec-Fetch-Site: none"};

    make_agency("lured", NULL);
    person_make("li@lured", "officer");
    for (unsigned i = 0; i < sizeof lines / sizeof lines[0]; i++)
        ck_assert_str_eq(problem_in(visit(lines[i], body, "POST /api/v1/session")),
                         "cross_site");
    ck_assert_str_eq(
        problem_in(visit("Content-Type: text/plain", body, "POST /api/v1/session")),
        "not_json");
    ck_assert_int_eq(visit("Origin: http://unix\nSec-Fetch-Site: same-origin", body,
                           "POST /api/v1/session")
                         ->answer.status,
                     201);
}
END_TEST

START_TEST(the_cookie_is_kept_from_scripts_other_sites_and_plain_lines)
{
    const char *const plain[] = {"--plain-http=yes", NULL};
    const char *const safe[] = {socket_option(), "--plain-http=no", NULL};
    char line[300];
    const struct asked *a;
    const char *secret;

    for (int i = 0; i < 2; i++) {
        service_begin(&here, i ? safe : plain);
        person_make("cookied", "auditor");
        a = sign_in_from(fresh_source(), "cookied", PASSWORD_OF_ALL, NULL);
        answer_header(&a->answer, "set-cookie", line, sizeof line);
        secret = cookie_set(a);
        ck_assert_uint_eq(strlen(secret), 43);
        ck_assert_str_eq(line + strcspn(line, ";"),
                         i ? "; Path=/; HttpOnly; SameSite=Strict; Secure"
                           : "; Path=/; HttpOnly; SameSite=Strict");
        ck_assert_int_eq(strncmp(line, i ? "__Host-sid=" : "sid=", i ? 11 : 4), 0);
        ck_assert(opens(secret) == (i == 0));
        ck_assert_ptr_null(strstr(a->answer.body.bytes, secret));
        service_end(&here);
    }
}
END_TEST

/* Asks until it is refused as too many, at most MOST times; the refusal must say when to
 * come again, and then it goes on. */
static void
too_many_and_again(const char *lines, int most)
{
    const struct asked *a = NULL;
    char after[20];
    int i;

    for (i = 0; i < most; i++) {
        a = visit(lines, NULL, "GET /api/v1/session");
        if (a->answer.status == 429)
            break;
        ck_assert_int_eq(a->answer.status, 200);
    }
    ck_assert_int_ge(i, 3);
    ck_assert_int_lt(i, most);
    ck_assert_str_eq(problem_in(a), "too_many");
    answer_header(&a->answer, "retry-after", after, sizeof after);
    ck_assert_int_ge(atoi(after), 1);
    ck_assert_int_le(atoi(after), 2);
    nanosleep(&(struct timespec){atoi(after), 100000000}, NULL);
    ck_assert_int_eq(visit(lines, NULL, "GET /api/v1/session")->answer.status, 200);
}

START_TEST(who_asks_too_often_waits_by_caller_and_by_source_and_others_do_not)
{
    const char *const by_caller[] = {socket_option(), "--rate-per-second=1",
                                     "--rate-burst=4", NULL};
    const char *const by_source[] = {socket_option(), "--source-rate-per-second=1",
                                     "--source-rate-burst=4", NULL};
    char lines[200];
    const char *other;

    service_begin(&here, by_caller);
    other = person_session(person_make("calm", "auditor"));
    snprintf(lines, sizeof lines, "Cookie: sid=%s", security_admin());
    too_many_and_again(lines, 12);
    ck_assert(opens(other));
    service_end(&here);
    service_begin(&here, by_source);
    other = person_session(person_make("calm", "auditor"));
    snprintf(lines, sizeof lines, "Cookie: sid=%s\nX-Real-IP: 10.1.1.1", other);
    too_many_and_again(lines, 12);
    snprintf(lines, sizeof lines, "Cookie: sid=%s\nX-Real-IP: 10.1.1.2", other);
    ck_assert_int_eq(visit(lines, NULL, "GET /api/v1/session")->answer.status, 200);
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_cookie_offered_before_signing_in_never_opens_anything,
        the_cookie_changes_with_a_proof_and_with_the_password,
        a_wrong_proof_counts_as_a_failure_and_proves_nothing,
        signing_out_ends_the_session_or_all_others_and_nobody_elses,
        a_session_ends_when_idle_and_after_its_longest_time,
        a_session_in_use_stays,
        one_has_three_sessions_and_an_administrator_one,
        roles_and_state_hold_from_the_next_request_on,
        no_other_site_does_anything_with_a_visitors_cookie,
        reads_for_another_site_are_not_handed_to_it,
        another_sites_page_signs_nobody_in,
        the_cookie_is_kept_from_scripts_other_sites_and_plain_lines,
        who_asks_too_often_waits_by_caller_and_by_source_and_others_do_not,
        NULL,
    };

    return here_run("session", tests, (const char *const[]){socket_option(), NULL});
}
