/* Service tokens: other systems that register, ask after what they registered, or read the
 * table, for one agency. */
#include "op/visitor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A new token of AGENCY with SCOPES ("'intake'"); its secret. */
static const char *
issue(const char *agency, const char *scopes)
{
    char body[200];

    snprintf(body, sizeof body, "{'name':'门户','scopes':[%s],'days':30}", scopes);
    return text_in(
        as(security_admin(), 201, body, "POST /api/v1/agencies/%s/tokens", agency),
        "secret");
}

#define INTAKE                                                                              \
    "{'channel':'internet','arrived_on':'2025-03-13','applicant_category':'natural_person'" \
    ",'applicant_name':'张三','content':'某报告'}"

START_TEST(an_intake_token_registers_in_its_agency_and_does_nothing_else)
{
    const char *token, *id;

    make_agency("intake", NULL);
    make_agency("intakefar", NULL);
    token = issue("intake", "'intake'");
    id = text_in(bearing(token, 201, INTAKE, "POST /api/v1/agencies/intake/applications"),
                 "application.id");
    ck_assert_str_eq(in_database("select e.actor = 'token:' || t.id from event e, token t"
                                 " where e.application = %s and t.agency = e.agency",
                                 id),
                     "t");
    bearing(token, 404, INTAKE, "POST /api/v1/agencies/intakefar/applications");
    bearing(token, 403, NULL, "GET /api/v1/applications/%s", id);
    bearing(token, 403, NULL, "GET /api/v1/agencies/intake/applications");
    bearing(token, 403, "{'confirmed_on':'2025-03-14'}",
            "POST /api/v1/applications/%s/confirm", id);
    bearing(token, 403, NULL, "GET /api/v1/agencies/intake/section-three?year=2025");
    bearing(token, 403, NULL, "GET /api/v1/session");
    bearing(token, 403, NULL, "GET /api/v1/accounts");
    bearing(token, 200, NULL, "GET /api/v1/agencies/intake");
}
END_TEST

START_TEST(a_status_token_reads_what_it_took_in_and_no_other_case)
{
    static const char *const reads[] = {"", "/clock", "/cells"};
    const char *token, *other, *own, *not_own, *by_person;

    make_agency("status", NULL);
    token = issue("status", "'intake','status'");
    other = issue("status", "'intake','status'");
    own = text_in(bearing(token, 201, INTAKE, "POST /api/v1/agencies/status/applications"),
                  "application.id");
    not_own =
        text_in(bearing(other, 201, INTAKE, "POST /api/v1/agencies/status/applications"),
                "application.id");
    by_person = make_case("status", "2025-03-13", NULL);
    for (unsigned i = 0; i < sizeof reads / sizeof reads[0]; i++) {
        bearing(token, 200, NULL, "GET /api/v1/applications/%s%s", own, reads[i]);
        bearing(token, 404, NULL, "GET /api/v1/applications/%s%s", not_own, reads[i]);
        bearing(token, 404, NULL, "GET /api/v1/applications/%s%s", by_person, reads[i]);
        bearing(token, 404, NULL, "GET /api/v1/applications/%lld%s", atoll(own) + 1000,
                reads[i]);
    }
    bearing(token, 404, "{'events':[]}", "POST /api/v1/applications/%s/what-if", by_person);
    bearing(token, 403, NULL, "GET /api/v1/agencies/status/applications");
}
END_TEST

START_TEST(a_stats_token_reads_section_three_of_its_agency_alone)
{
    const char *token;

    make_agency("counts", NULL);
    make_agency("countspart", "'parent':'counts'");
    make_agency("countsfar", NULL);
    token = issue("counts", "'stats'");
    bearing(token, 200, NULL, "GET /api/v1/agencies/counts/section-three?year=2025");
    bearing(token, 403, NULL,
            "GET /api/v1/agencies/counts/section-three?year=2025&scope=subtree");
    bearing(token, 404, NULL, "GET /api/v1/agencies/countspart/section-three?year=2025");
    bearing(token, 404, NULL, "GET /api/v1/agencies/countsfar/section-three?year=2025");
    bearing(token, 403, INTAKE, "POST /api/v1/agencies/counts/applications");
    bearing(token, 403, NULL, "GET /api/v1/deadlines");
}
END_TEST

START_TEST(a_token_shows_its_last_use_ends_in_time_and_at_once_when_revoked)
{
    const char *sec = security_admin(), *token;
    const json_t *made, *list;

    make_agency("ends", NULL);
    made = as(sec, 201, "{'name':'门户','scopes':['stats'],'days':366}",
              "POST /api/v1/agencies/ends/tokens");
    token = text_in(made, "secret");
    ck_assert_str_eq(text_in(made, "token.used_at"), "");
    bearing(token, 200, NULL, "GET /api/v1/agencies/ends");
    list = as(sec, 200, NULL, "GET /api/v1/tokens?of=ends");
    ck_assert_str_ne(text_in(list, "tokens.0.used_at"), "");
    ck_assert_ptr_null(value_in(list, "tokens.0.secret"));
    ck_assert_ptr_null(value_in(list, "tokens.1"));
    in_database("update token set expires_at = now() where id = %s",
                text_in(made, "token.id"));
    bearing(token, 401, NULL, "GET /api/v1/agencies/ends");
    in_database("update token set expires_at = now() + interval '1 day' where id = %s",
                text_in(made, "token.id"));
    bearing(token, 200, NULL, "GET /api/v1/agencies/ends");
    made = as(sec, 200, "{}", "POST /api/v1/tokens/%s/revoke", text_in(made, "token.id"));
    ck_assert_str_ne(text_in(made, "token.revoked_at"), "");
    bearing(token, 401, NULL, "GET /api/v1/agencies/ends");
    ck_assert_str_eq(text_in(as(sec, 200, "{}", "POST /api/v1/tokens/%s/revoke",
                                text_in(made, "token.id")),
                             "token.revoked_at"),
                     text_in(made, "token.revoked_at"));
    as(sec, 404, "{}", "POST /api/v1/tokens/1999999999/revoke");
}
END_TEST

START_TEST(a_token_is_kept_as_a_digest_only_and_shown_once)
{
    const char *sec = security_admin(), *token;
    char lines[200];
    const struct asked *a;

    make_agency("once", NULL);
    snprintf(lines, sizeof lines,
             "Cookie: sid=%s\nX-Requested-With: gongkai\nIdempotency-Key: token-once", sec);
    a = visit(lines, "{'name':'门户','scopes':['stats'],'days':1}",
              "POST /api/v1/agencies/once/tokens");
    ck_assert_int_eq(a->answer.status, 201);
    token = text_in(a->json, "secret");
    ck_assert_str_eq(in_database("select hash = sha256('%s') from token t, agency g where"
                                 " g.code = 'once' and t.agency = g.id",
                                 token),
                     "t");
    ck_assert_str_eq(
        in_database(
            "select count(*) from idempotency where convert_from(reply::text::bytea,"
            " 'UTF8') like '%%%s%%'",
            token),
        "0");
    a = visit(lines, "{'name':'门户','scopes':['stats'],'days':1}",
              "POST /api/v1/agencies/once/tokens");
    ck_assert_str_eq(problem_in(a), "secret_not_kept");
    ck_assert_ptr_null(strstr(a->answer.body.bytes, token));
}
END_TEST

START_TEST(a_token_needs_a_password_given_just_now_and_the_security_administrator)
{
    const char *sec = security_admin();
    const char *auditor = person_session(person_make("looker", "auditor"));
    static const char body[] = "{'name':'门户','scopes':['stats'],'days':1}";

    make_agency("proved", NULL);
    as(auditor, 403, body, "POST /api/v1/agencies/proved/tokens");
    as(auditor, 200, NULL, "GET /api/v1/tokens");
    in_database("update session set proved_at = now() - interval '1 hour'");
    ck_assert_str_eq(
        text_in(as(sec, 403, body, "POST /api/v1/agencies/proved/tokens"), "type"),
        "urn:gongkai:problem:proof_needed");
    sec = security_admin();
    as(sec, 422, "{'name':'门户','scopes':[],'days':1}",
       "POST /api/v1/agencies/proved/tokens");
    as(sec, 422, "{'name':'门户','scopes':['all'],'days':1}",
       "POST /api/v1/agencies/proved/tokens");
    as(sec, 422, "{'name':'门户','scopes':['stats'],'days':367}",
       "POST /api/v1/agencies/proved/tokens");
    as(sec, 404, body, "POST /api/v1/agencies/nobody/tokens");
    as(person_session(person_make("chief@proved", "supervisor,agency_admin")), 403, body,
       "POST /api/v1/agencies/proved/tokens");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        an_intake_token_registers_in_its_agency_and_does_nothing_else,
        a_status_token_reads_what_it_took_in_and_no_other_case,
        a_stats_token_reads_section_three_of_its_agency_alone,
        a_token_shows_its_last_use_ends_in_time_and_at_once_when_revoked,
        a_token_is_kept_as_a_digest_only_and_shown_once,
        a_token_needs_a_password_given_just_now_and_the_security_administrator,
        NULL,
    };

    return here_run("token", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
