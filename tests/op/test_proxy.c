/* A proxy on the socket that vouches for who is signed in. */
#include "op/visitor.h"

#include <stdio.h>

/* A person of AGENCY whom the proxy vouches for. */
static int
make(const char *sign_in, const char *roles)
{
    int account = person_make(sign_in, roles);

    in_database("update account set source = 'proxy' where id = %d", account);
    return account;
}

/* The status of a read as NAME, which is sent in the header. */
static long
status_as(const char *name)
{
    char lines[200];

    snprintf(lines, sizeof lines, "X-Remote-User: %s", name);
    return visit(lines, NULL, "GET /api/v1/session")->answer.status;
}

START_TEST(whom_the_proxy_names_on_the_socket_is_signed_in)
{
    const struct asked *a;

    make_agency("named", NULL);
    make("li@named", "officer");
    make("proxied-auditor", "auditor");
    a = visit("X-Remote-User: li@named", NULL, "GET /api/v1/session");
    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_str_eq(text_in(a->json, "account.sign_in"), "li@named");
    ck_assert_str_eq(text_in(a->json, "account.source"), "proxy");
    ck_assert_int_eq(status_as("proxied-auditor"), 200);
}
END_TEST

START_TEST(a_name_that_is_not_exactly_an_active_proxy_account_is_nobody)
{
    static const char *const names[] = {
        "nobody@strict", "li@strict@x", "li@",          "li",          "@strict",
        "li@strict,x",   "LI@strict",   "local@strict", "gone@strict", "ldap@strict"};

    make_agency("strict", NULL);
    make("li@strict", "officer");
    person_make("local@strict", "officer");
    in_database("update account set source = 'ldap' where id = %d",
                person_make("ldap@strict", "officer"));
    in_database("update account set state = 'disabled' where id = %d",
                make("gone@strict", "officer"));
    ck_assert_int_eq(status_as("li@strict"), 200);
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        ck_assert_msg(status_as(names[i]) == 401, "%s", names[i]);
    in_database("update account set state = 'disabled' where login = 'li'");
    ck_assert_int_eq(status_as("li@strict"), 401);
    in_database("update account set state = 'active' where login = 'li'");
}
END_TEST

START_TEST(two_names_are_one_too_many)
{
    make_agency("twice", NULL);
    make("li@twice", "officer");
    make("wang@twice", "supervisor");
    ck_assert_int_eq(visit("X-Remote-User: li@twice\nX-Remote-User: wang@twice", NULL,
                           "GET /api/v1/session")
                         ->answer.status,
                     400);
    ck_assert_int_eq(visit("X-Remote-User: li@twice\nx-remote-user: wang@twice", NULL,
                           "GET /api/v1/session")
                         ->answer.status,
                     400);
}
END_TEST

START_TEST(who_is_vouched_for_writes_from_our_own_page_only)
{
    static const char *const foreign[] = {
        "X-Remote-User: li@pages",
        "X-Remote-User: li@pages\nX-Requested-With: XMLHttpRequest",
        "X-Remote-User: li@pages\nX-Requested-With: gongkai\nOrigin: https://evil.example",
        "X-Remote-User: li@pages\nX-Requested-With: gongkai\nOrigin: null",
        "X-Remote-User: li@pages\nX-Requested-With: gongkai\nSec-Fetch-Site: cross-site",
        "X-Remote-User: li@pages\nX-Requested-With: gongkai\nSec-Fetch-Site: same-site"};

    make_agency("pages", NULL);
    make("li@pages", "officer");
    for (unsigned i = 0; i < sizeof foreign / sizeof foreign[0]; i++)
        ck_assert_str_eq(problem_in(visit(foreign[i], "{}", "POST /api/v1/session/end")),
                         "cross_site");
    ck_assert_int_eq(visit("X-Remote-User: li@pages\nX-Requested-With: gongkai\n"
                           "Sec-Fetch-Site: same-origin",
                           "{}", "POST /api/v1/session/end")
                         ->answer.status,
                     200);
}
END_TEST

START_TEST(a_proxy_account_has_no_password_here)
{
    make_agency("without", NULL);
    make("li@without", "officer");
    ck_assert_int_eq(
        sign_in_from(fresh_source(), "li@without", PASSWORD_OF_ALL, NULL)->answer.status,
        401);
    ck_assert_int_eq(visit("X-Remote-User: li@without\nX-Requested-With: gongkai",
                           "{'old_password':'" PASSWORD_OF_ALL
                           "','new_password':'Bamboo7#Wall-East'}",
                           "POST /api/v1/password")
                         ->answer.status,
                     409);
    as(security_admin(), 404, "{}", "POST /api/v1/accounts/%s/link",
       in_database("select max(id) from account where login = 'li'"));
}
END_TEST

START_TEST(on_tcp_and_without_the_setting_the_header_is_nobodys_word)
{
    const char *const over_tcp[] = {"--proxy-header=X-Remote-User", NULL};
    const char *const unset[] = {socket_option(), NULL};
    const char *const *const ways[] = {over_tcp, unset};

    for (int i = 0; i < 2; i++) {
        service_begin(&here, ways[i]);
        make_agency("ignored", NULL);
        make("li@ignored", "officer");
        ck_assert_int_eq(status_as("li@ignored"), 401);
        service_end(&here);
    }
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        whom_the_proxy_names_on_the_socket_is_signed_in,
        a_name_that_is_not_exactly_an_active_proxy_account_is_nobody,
        two_names_are_one_too_many,
        who_is_vouched_for_writes_from_our_own_page_only,
        a_proxy_account_has_no_password_here,
        on_tcp_and_without_the_setting_the_header_is_nobodys_word,
        NULL,
    };

    return here_run(
        "proxy", tests,
        (const char *const[]){socket_option(), "--proxy-header=X-Remote-User", NULL});
}
