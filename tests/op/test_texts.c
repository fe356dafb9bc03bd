/* What applicants and clerks type is text wherever it comes back: byte for byte in JSON,
 * escaped in HTML. */
#include "op/visitor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const scripts[] = {
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "\"><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<a href=javascript:alert(1)>x</a>",
    "<math><mtext></math><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3c;script&#x3e;alert(1)",
    "<!--<script>alert(1)//-->",
    "<![CDATA[<script>alert(1)]]>",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}`alert(1)`",
    "\\u003cscript\\u003ealert(1)",
    "＜script＞alert(1)＜/script＞",
};

enum { SCRIPTS = sizeof scripts / sizeof scripts[0], AROUND = 10, ALL = SCRIPTS * AROUND };

/* The Ith of ALL texts, no two alike. */
static const char *
payload(int i, char text[200])
{
    static const char *const around[AROUND][2] = {
        {"", ""},     {"甲", "乙"}, {"", "%s%n"}, {"=", ""},  {"", "<"},
        {"\"", "\""}, {"'", "'--"}, {"", "\\"},   {"<", ">"}, {"&", ";"}};

    snprintf(text, 200, "%s%d%s%s", around[i % AROUND][0], i, scripts[i / AROUND],
             around[i % AROUND][1]);
    return text;
}

/* Sends JSON as COOKIE; ask.h's bodies would take ' for ". */
static json_t *
send_json(const char *cookie, long status, const char *path, json_t *body)
{
    char line[100];
    char *text = json_dumps(body, 0);
    struct answer a;
    json_t *reply;

    snprintf(line, sizeof line, "Cookie: sid=%s", cookie);
    a = service_call(&here, "POST", path, text,
                     (const char *const[]){line, "X-Requested-With: gongkai", NULL});
    ck_assert_msg(a.status == status, "%s: %ld: %s", text, a.status, a.body.bytes);
    reply = json_loadb(a.body.bytes, a.body.len, JSON_REJECT_DUPLICATES, NULL);
    ck_assert_ptr_nonnull(reply);
    answer_free(&a);
    free(text);
    json_decref(body);
    return reply;
}

START_TEST(two_hundred_scripts_in_every_text_of_a_registration_come_back_as_text)
{
    static const char *const fields[][2] = {
        {"applicant_name", "applicant.name"},       {"applicant_email", "applicant.email"},
        {"applicant_address", "applicant.address"}, {"content", "application.content"},
        {"officer", "application.officer"},         {"unit", "application.unit"},
    };
    const char *cookie;

    make_agency("texts", NULL);
    cookie = person_session(person_make("li@texts", "officer,supervisor"));
    for (int i = 0; i < ALL; i++) {
        json_t *body = json_pack("{s:s, s:s, s:s}", "channel", "in_person", "arrived_on",
                                 "2025-03-13", "applicant_category", "natural_person");
        char text[200];
        const struct asked *shown;
        char line[100], type[60];
        json_t *made;

        payload(i, text);
        for (unsigned f = 0; f < sizeof fields / sizeof fields[0]; f++)
            json_object_set_new(body, fields[f][0], json_string(text));
        made = send_json(cookie, 201, "/api/v1/agencies/texts/applications", body);
        snprintf(line, sizeof line, "Cookie: sid=%s", cookie);
        shown = visit(line, NULL, "GET /api/v1/applications/%s",
                      text_in(made, "application.id"));
        for (unsigned f = 0; f < sizeof fields / sizeof fields[0]; f++)
            ck_assert_str_eq(text_in(shown->json, fields[f][1]), text);
        ck_assert_str_eq(answer_header(&shown->answer, "content-type", type, sizeof type),
                         "application/json");
        ck_assert_str_eq(
            answer_header(&shown->answer, "x-content-type-options", type, sizeof type),
            "nosniff");
        json_decref(made);
    }
}
END_TEST

/* Whether TEXT, where it holds what means something in HTML, does not stand there as it is. */
static bool
is_escaped(const char *html, const char *text)
{
    return strpbrk(text, "<>\"'&") == NULL || strstr(html, text) == NULL;
}

START_TEST(two_hundred_agency_names_come_back_as_text_and_escaped_in_the_table)
{
    const char *cookie;
    char line[100];

    make_agency("names", NULL);
    cookie = person_session(person_make("li@names", "officer,supervisor"));
    snprintf(line, sizeof line, "Cookie: sid=%s", cookie);
    for (int i = 0; i < ALL; i++) {
        const struct asked *html;
        char text[200], number[20];

        payload(i, text);
        in_database("update agency set name = $name$%s$name$ where code = 'names'", text);
        ck_assert_str_eq(
            text_in(as(cookie, 200, NULL, "GET /api/v1/agencies/names"), "agency.name"),
            text);
        html = visit(line, NULL,
                     "GET /api/v1/agencies/names/section-three?year=2025&format=html");
        ck_assert_int_eq(html->answer.status, 200);
        snprintf(number, sizeof number, "%d", i);
        ck_assert_ptr_nonnull(strstr(html->answer.body.bytes, number));
        ck_assert_ptr_null(strstr(html->answer.body.bytes, "<script"));
        ck_assert_msg(is_escaped(html->answer.body.bytes, text), "%s", text);
    }
}
END_TEST

START_TEST(names_and_notes_of_persons_come_back_as_text)
{
    const char *admin, *clerk, *chief, *id;

    make_agency("notes", NULL);
    admin = person_session(person_make("admin@notes", "agency_admin"));
    clerk = person_session(person_make("clerk@notes", "officer"));
    chief = person_session(person_make("chief@notes", "supervisor"));
    id = make_case("notes", "2025-03-13", NULL);
    for (int i = 0; i < ALL; i += 7) {
        char text[200], login[20], path[200];
        json_t *made, *done;

        payload(i, text);
        snprintf(login, sizeof login, "n%d", i);
        made = send_json(admin, 202, "/api/v1/agencies/notes/accounts",
                         json_pack("{s:s, s:s, s:[s]}", "login", login, "name", text,
                                   "roles", "officer"));
        ck_assert_str_eq(text_in(made, "preview.account.name"), text);
        json_decref(made);
        snprintf(path, sizeof path, "/api/v1/applications/%s/extension", id);
        made = send_json(clerk, 202, path,
                         json_pack("{s:i, s:s, s:s, s:s, s:s, s:s}", "days", 20, "reason",
                                   text, "requested_by", text, "approved_by", "乙",
                                   "approved_on", "2025-03-14", "told_on", "2025-03-14"));
        snprintf(path, sizeof path, "/api/v1/proposals/%s", text_in(made, "proposal.id"));
        ck_assert_str_eq(text_in(as(chief, 200, NULL, "GET %s", path), "body.reason"),
                         text);
        strncat(path, "/reject", sizeof path - strlen(path) - 1);
        done = send_json(chief, 200, path, json_pack("{s:s}", "note", text));
        ck_assert_str_eq(text_in(done, "proposal.steps.0.note"), text);
        json_decref(done);
        json_decref(made);
    }
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        two_hundred_scripts_in_every_text_of_a_registration_come_back_as_text,
        two_hundred_agency_names_come_back_as_text_and_escaped_in_the_table,
        names_and_notes_of_persons_come_back_as_text,
        NULL,
    };

    return here_run("texts", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
