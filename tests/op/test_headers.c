/* What no reply may lack, of whatever kind it is. */
#include "op/ask.h"

#include <stdio.h>
#include <string.h>

static const char page_policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'";

static const char document_policy[] =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'";

static const char *const wanted[][2] = {
    {"x-content-type-options", "nosniff"},
    {"referrer-policy", "no-referrer"},
    {"cross-origin-opener-policy", "same-origin"},
    {"cross-origin-resource-policy", "same-origin"},
    {"cache-control", "no-store"},
};

static const char *const unwanted[] = {
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "access-control-allow-methods",
    "strict-transport-security",
    "server",
    "x-powered-by",
    "set-cookie",
};

/* Every feature of the list is given to nobody: "camera=(), …". */
static void
permits_nothing(const char *policy, const char *what)
{
    int features = 0;

    for (const char *at = policy; *at != '\0'; features++) {
        at += strcspn(at, "=");
        ck_assert_msg(strncmp(at, "=()", 3) == 0, "%s: %s", what, policy);
        at += 3;
        at += strspn(at, ", ");
    }
    ck_assert_int_ge(features, 15);
    ck_assert_ptr_nonnull(strstr(policy, "camera=()"));
    ck_assert_ptr_nonnull(strstr(policy, "geolocation=()"));
}

static void
is_fenced(const struct answer *a, const char *what, const char *policy)
{
    char value[1024];

    for (unsigned i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        ck_assert_msg(
            strcmp(answer_header(a, wanted[i][0], value, sizeof value), wanted[i][1]) == 0,
            "%s: %s is %s", what, wanted[i][0], value);
    for (unsigned i = 0; i < sizeof unwanted / sizeof unwanted[0]; i++)
        ck_assert_msg(*answer_header(a, unwanted[i], value, sizeof value) == '\0',
                      "%s: %s is %s", what, unwanted[i], value);
    answer_header(a, "content-security-policy", value, sizeof value);
    ck_assert_msg(strcmp(value, policy) == 0, "%s: %s", what, value);
    permits_nothing(answer_header(a, "permissions-policy", value, sizeof value), what);
    ck_assert_uint_eq(strlen(answer_header(a, "x-request-id", value, sizeof value)), 16);
}

START_TEST(every_kind_of_reply_says_what_a_browser_must_not_do)
{
    static const char agency[] =
        "{\"code\":\"fence\",\"name\":\"fence\",\"level\":\"county\"}";
    static const struct {
        const char *method, *path, *body, *header;
        long status;
    } kinds[] = {
        {"POST", "/api/v1/agencies", agency, NULL, 201},
        {"GET", "/healthz", NULL, NULL, 200},
        {"HEAD", "/healthz", NULL, NULL, 200},
        {"GET", "/", NULL, NULL, 200},
        {"GET", "/web/copy.js", NULL, NULL, 200},
        {"GET", "/web/icon.svg", NULL, NULL, 200},
        {"GET", "/api/v1/agencies/fence/ledger", NULL, NULL, 200}, /* streamed */
        {"GET", "/api/v1/agencies", NULL, "Authorization:", 401},
        {"HEAD", "/api/v1/agencies", NULL, "Authorization:", 401},
        {"GET", "/nowhere", NULL, NULL, 404},
        {"DELETE", "/api/v1/agencies", NULL, NULL, 405},
        {"HEAD", "/api/v1/clock", NULL, NULL, 405},
        {"GET", "/api/v1/agencies/fence/section-three?year=2025&format=doc", NULL, NULL,
         406},
        {"POST", "/api/v1/agencies", agency, NULL, 409},
        {"GET", "/healthz", "{}", NULL, 413},
        {"POST", "/api/v1/agencies", NULL, NULL, 415},
        {"POST", "/api/v1/agencies", "{}", NULL, 422},
        {"POST", "/api/v1/agencies", "{", NULL, 400},
    };

    for (unsigned i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const char *const headers[] = {kinds[i].header, NULL};
        struct answer a =
            service_call(&here, kinds[i].method, kinds[i].path, kinds[i].body, headers);
        char what[200];

        snprintf(what, sizeof what, "%s %s", kinds[i].method, kinds[i].path);
        ck_assert_msg(a.status == kinds[i].status, "%s: %ld", what, a.status);
        is_fenced(&a, what, page_policy);
        answer_free(&a);
    }
}
END_TEST

START_TEST(a_document_with_its_style_in_it_can_do_nothing_else)
{
    struct answer a;

    make_agency("styled", NULL);
    a = service_call(&here, "GET",
                     "/api/v1/agencies/styled/section-three?year=2025&format=html", NULL,
                     NULL);
    ck_assert_int_eq(a.status, 200);
    is_fenced(&a, "the table", document_policy);
    answer_free(&a);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_kind_of_reply_says_what_a_browser_must_not_do,
        a_document_with_its_style_in_it_can_do_nothing_else,
        NULL,
    };

    return here_run("headers", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
