/* What must not get in, and that nothing of it does: values, JSON, addresses, headers. */
#include "op/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A registration whose member NAME is VALUE, written as JSON. */
static const struct asked *
register_with(const char *agency, const char *name, const char *value)
{
    static const char *const good[][2] = {{"channel", "'oral'"},
                                          {"arrived_on", "'2025-03-04'"},
                                          {"applicant_category", "'other'"},
                                          {"applicant_name", "'甲'"},
                                          {"content", "'乙'"}};
    struct text body = {NULL, 0, 0};
    const struct asked *a;

    text_addf(&body, "{'%s':%s", name, value);
    for (unsigned i = 0; i < sizeof good / sizeof good[0]; i++)
        if (strcmp(good[i][0], name) != 0)
            text_addf(&body, ",'%s':%s", good[i][0], good[i][1]);
    text_add(&body, "}");
    a = ask_with(NULL, body.bytes, "POST /api/v1/agencies/%s/applications", agency);
    text_free(&body);
    return a;
}

static void
is_fault_of(const char *agency, const char *name, const char *value)
{
    const struct asked *a = register_with(agency, name, value);

    ck_assert_msg(a->answer.status == 422, "%s %.60s: %ld: %.500s", name, value,
                  a->answer.status, a->answer.body.bytes);
    ck_assert_str_eq(fields_in(value_in(a->json, "errors")), name);
}

static void
is_no_json(const char *agency, const char *name, const char *value)
{
    const struct asked *a = register_with(agency, name, value);

    ck_assert_msg(a->answer.status == 400, "%s %.60s: %ld", name, value, a->answer.status);
    ck_assert_str_eq(text_in(a->json, "type"), "urn:gongkai:problem:bad_json");
}

/* Nothing of all that was refused is there: the first good case is number one. */
static void
is_untouched(const char *agency)
{
    const json_t *shown = shown_case(make_case(agency, "2025-03-04", NULL));
    const char *number = text_in(shown, "application.number");

    ck_assert_str_eq(number + strlen(number) - 10, "-2025-0001");
    ck_assert_int_eq(atoll(text_in(shown, "application.id")) & 0xffffffff, 1);
}

START_TEST(a_day_that_is_none_is_a_fault_of_its_field)
{
    static const char *const bad[] = {
        "'2024-02-30'",
        "'2023-02-29'",
        "'2024-1-5'",
        "'12024-01-01'",
        "'2024-03-05 '",
        "' 2024-03-05'",
        "'2024-13-01'",
        "'2024-00-10'",
        "'2024-04-31'",
        "'2024-01-00'",
        "'2024/03/05'",
        "'20240305'",
        "'2024-03-05T00:00:00Z'",
        "'1999-12-31'",
        "'2101-01-01'",
        "'0000-00-00'",
        "'-2024-03-05'",
        "'２０２４-03-05'",
        "'now'",
        "'today'",
        "'infinity'",
        "''",
        "20240305",
        "true",
        "[]",
        "{}",
        "null",
        "1.5",
        "'2025-03-15'",
    };

    make_agency("dates", NULL);
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++)
        is_fault_of("dates", "arrived_on", bad[i]);
    is_untouched("dates");
}
END_TEST

START_TEST(a_code_that_is_none_is_a_fault_of_its_field)
{
    static const char *const bad[] = {"'in_person|mail_signed'",
                                      "'|oral'",
                                      "'oral|'",
                                      "'Oral'",
                                      "' oral'",
                                      "'ora'",
                                      "'orally'",
                                      "''",
                                      "'|'",
                                      "7",
                                      "null",
                                      "['oral']"};

    make_agency("codes", NULL);
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++)
        is_fault_of("codes", "channel", bad[i]);
    is_fault_of("codes", "applicant_category", "'natural_person|commercial'");
    is_fault_of("codes", "wanted_form", "'paper|disc'");
    is_untouched("codes");
}
END_TEST

START_TEST(an_outcome_that_is_two_is_none)
{
    const char *id;

    make_agency("outcome", NULL);
    id = make_case("outcome", "2025-03-04", NULL);
    ck_assert_str_eq(
        fields_in(value_in(refused(422, "invalid",
                                   "{'outcome':'granted|partly_granted','answered_on':"
                                   "'2025-03-05'}",
                                   "POST /api/v1/applications/%s/answer", id),
                           "errors")),
        "outcome");
    ck_assert_str_eq(text_in(shown_case(id), "application.status"), "running");
}
END_TEST

START_TEST(text_that_deceives_the_eye_is_a_fault_of_its_field)
{
    static const char *const bad[] = {
        "'\\u202e甲'", "'甲\xe2\x80\xae'", "'\\u202a'", "'甲\\u2066乙'",    "'\\u2069'",
        "'\\u200e'",   "'\\u200f甲'",      "'\\u061c'", "'甲\\u200b'",      "'甲\\u200d乙'",
        "'\\ufeff甲'", "'\xef\xbb\xbf甲'", "'\\u2060'", "'\\u2028'",        "'\\u2029'",
        "'\\u0001'",   "'甲\\u001b[31m'",  "'\\u007f'", "'\\u0085'",        "'\\u009f'",
        "'\\ufffe'",   "'\\uffff'",        "'\\ufdd0'", "'\\ud83f\\udffe'",
    };
    static const char *const single[] = {"'甲\\n乙'", "'甲\\t乙'", "'甲\\r'"};

    make_agency("eyes", NULL);
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        is_fault_of("eyes", "applicant_name", bad[i]);
        is_fault_of("eyes", "content", bad[i]);
    }
    for (unsigned i = 0; i < sizeof single / sizeof single[0]; i++)
        is_fault_of("eyes", "applicant_name", single[i]);
    is_fault_of("eyes", "content", "'甲\\r\\n乙'");
    is_untouched("eyes");
}
END_TEST

START_TEST(bytes_that_are_no_utf8_are_no_json)
{
    static const char *const bad[] = {
        "'\xff'",
        "'\x80'",
        "'\xc0\xaf'",
        "'\xe0\x80\xaf'",
        "'\xed\xa0\x80'",
        "'\xf4\x90\x80\x80'",
        "'\xf0\x80\x80\xaf'",
        "'\xe4\xb8'",
        "'\xf8\x88\x80\x80\x80'",
        "'\\ud800'",
        "'\\udc00'",
        "'\\ud800\\u0041'",
        "'\\u0000'",
        "'甲\\u0000乙'",
        "'\\u12'",
        "'\\x41'",
        "'甲\n乙'",
        "'\x01'",
    };

    make_agency("bytes", NULL);
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        is_no_json("bytes", "applicant_name", bad[i]);
        is_no_json("bytes", "content", bad[i]);
    }
    is_untouched("bytes");
}
END_TEST

START_TEST(json_that_is_not_as_it_should_be_is_refused)
{
    static const char *const bad[] = {
        "99999999999999999999",
        "-99999999999999999999",
        "1e999",
        "-1e999",
        "01",
        "1.",
        "+1",
        ".5",
        "0x10",
        "NaN",
        "Infinity",
        "undefined",
        "'a' 'b'",
        "'a',",
        "[1,]",
        "nul",
    };

    make_agency("json", NULL);
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++)
        is_no_json("json", "content", bad[i]);
    is_no_json("json", "content", "'a','content':'b'");
    is_no_json("json", "surplus", "{'a':1,'a':2}");
    is_untouched("json");
}
END_TEST

START_TEST(json_is_at_most_sixteen_deep)
{
    char value[4000] = "";

    make_agency("deep", NULL);
    for (int i = 0; i < 15; i++)
        strcat(value, "[");
    for (int i = 0; i < 15; i++)
        strcat(value, "]");
    is_fault_of("deep", "content", value); /* sixteen with the body's own */
    value[0] = '\0';
    for (int i = 0; i < 16; i++)
        strcat(value, "[");
    for (int i = 0; i < 16; i++)
        strcat(value, "]");
    is_no_json("deep", "content", value);
    memset(value, '[', sizeof value - 1);
    is_no_json("deep", "content", value);
    for (size_t i = 0; i + 5 < sizeof value; i += 5)
        memcpy(value + i, "{'a':", 5);
    is_no_json("deep", "content", value);
    ck_assert_int_eq(
        register_with("deep", "content", "'[[[[[[[[[[[[[[[[[[[[[[[['")->answer.status, 201);
}
END_TEST

START_TEST(a_text_is_as_long_as_declared_and_counted_in_characters)
{
    struct text t = {NULL, 0, 0};

    make_agency("long", NULL);
    text_add(&t, "'");
    for (int i = 0; i < 4000; i++)
        text_add(&t,
                 i % 2 ? "\xf0\xa0\x80\x8b" : "字"); /* a rare character takes four bytes */
    text_add(&t, "'");
    ck_assert_int_eq(register_with("long", "content", t.bytes)->answer.status, 201);
    t.len--;
    text_add(&t, "字'");
    is_fault_of("long", "content", t.bytes);
    is_fault_of("long", "content", "''");
    is_fault_of("long", "applicant_name", "''");
    is_fault_of("long", "applicant_phone", "'12345678901234567890123456789012345678901'");
    text_free(&t);
}
END_TEST

START_TEST(what_is_let_in_comes_out_as_it_was)
{
    static const char *const good[][2] = {
        {"'😀 𠀋 é e\xcc\x81'", "😀 𠀋 é e\xcc\x81"},
        {"'\\ud83d\\ude00'", "😀"},
        {"'一\\n\\t二'", "一\n\t二"},
        {"'<script>alert(1)</script> & \\\"x\\\" \\\\ \\/'",
         "<script>alert(1)</script> & \"x\" \\ /"},
        {"'a\\u0027; drop table application; --'", "a'; drop table application; --"},
        {"'%s%n%x :agency $1 {year}'", "%s%n%x :agency $1 {year}"},
        {"'مرحبا עולם'", "مرحبا עולם"},
    };

    make_agency("same", NULL);
    for (unsigned i = 0; i < sizeof good / sizeof good[0]; i++) {
        const struct asked *a = register_with("same", "content", good[i][0]);

        ck_assert_int_eq(a->answer.status, 201);
        ck_assert_str_eq(
            text_in(shown_case(text_in(a->json, "application.id")), "application.content"),
            good[i][1]);
    }
}
END_TEST

START_TEST(members_nobody_declared_are_refused_however_they_are_called)
{
    static const char *const names[] = {"surplus", "__proto__",   "id",
                                        "status",  "received_on", "agency",
                                        "today",   "CHANNEL",     "channel "};
    struct text many = {NULL, 0, 0};
    const struct asked *a;

    make_agency("member", NULL);
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        is_fault_of("member", names[i], "1");
    ck_assert_int_eq(register_with("member", "\xe2\x80\xae", "1")->answer.status, 422);
    ck_assert_int_eq(register_with("member", "", "1")->answer.status, 422);
    ck_assert_int_eq(register_with("member", "a\\nb", "1")->answer.status, 422);
    text_add(&many, "1");
    for (int i = 0; i < 500; i++)
        text_addf(&many, ",'m%d':%d", i, i);
    a = register_with("member", "m", many.bytes);
    ck_assert_int_eq(a->answer.status, 422);
    ck_assert_uint_eq(json_array_size(value_in(a->json, "errors")), 64);
    many.len = 0;
    for (int i = 0; i < 5000; i++)
        text_add(&many, "name");
    ck_assert_int_eq(register_with("member", many.bytes, "1")->answer.status, 422);
    text_free(&many);
    is_untouched("member");
}
END_TEST

START_TEST(an_idempotency_key_is_visible_ascii_of_at_most_200)
{
    static const char *const bad[] = {"Idempotency-Key;", "Idempotency-Key: a b",
                                      "Idempotency-Key: 钥", "Idempotency-Key: a\tb"};
    char line[300];

    make_agency("key", NULL);
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_msg(ask_with((const char *const[]){bad[i], NULL}, "{}",
                               "POST /api/v1/agencies/key/applications")
                              ->answer.status == 400,
                      "%s", bad[i]);
    snprintf(line, sizeof line, "Idempotency-Key: %0201d", 1);
    ck_assert_int_eq(ask_with((const char *const[]){line, NULL}, "{}",
                              "POST /api/v1/agencies/key/applications")
                         ->answer.status,
                     400);
    snprintf(line, sizeof line, "Idempotency-Key: %0200d", 1);
    ck_assert_int_eq(ask_with((const char *const[]){line, NULL}, "{}",
                              "POST /api/v1/agencies/key/applications")
                         ->answer.status,
                     422);
}
END_TEST

START_TEST(an_address_with_hidden_slashes_or_control_characters_is_refused)
{
    static const char *const bad[] = {
        "/api/v1/agencies/a%00b",
        "/api/v1/agencies/a%2Fb",
        "/api/v1/agencies/a%2fb",
        "/api/v1/agencies/..%5C..",
        "/%00",
        "/web/..%2f..%2fetc%2fpasswd",
        "/api/v1/agencies?text=a%00b",
        "/api/v1/agencies?a%00=b",
        "/healthz%00",
    };
    static const char *const lost[] = {
        "//api/v1/agencies",      "/api/v1/agencies/",
        "/api/v1//agencies",      "/api/v1/agencies/.",
        "/api/v1/../v1/agencies", "/API/v1/agencies",
        "/api/v1/agencies/%252e", "/web/",
        "/api/v1/agencies/x/y/z", "/web/%2e%2e",
    };

    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++)
        refused(400, "bad_request", NULL, "GET %s", bad[i]);
    for (unsigned i = 0; i < sizeof lost / sizeof lost[0]; i++)
        refused(404, "not_found", NULL, "GET %s", lost[i]);
    refused(422, "invalid", NULL, "GET /api/v1/agencies/%%ff");
    refused(422, "invalid", NULL, "GET /api/v1/agencies/a%%0ab");
    refused(422, "invalid", NULL, "GET /api/v1/agencies/%%e2%%80%%ae");
}
END_TEST

static const json_t *
faulty_in(const char *agency, const char *languages)
{
    char line[200];

    snprintf(line, sizeof line, "Accept-Language: %s", languages);
    return ask_with((const char *const[]){line, NULL},
                    "{'channel':'x','arrived_on':'2024-02-30','applicant_name':'\\u202e',"
                    "'applicant_phone':'','surplus':1}",
                    "POST /api/v1/agencies/%s/applications", agency)
        ->json;
}

START_TEST(problems_are_told_in_chinese_or_in_english_as_the_client_prefers)
{
    static const char fields[] =
        "channel applicant_category applicant_name applicant_phone content arrived_on surplus";
    static const char *const chinese[] = {"", "zh-CN", "zh-CN,zh;q=0.9,en;q=0.8", "fr"};
    static const char *const english[] = {"en", "en-US,en;q=0.9", "en-GB, zh;q=0.5"};

    make_agency("tongue", NULL);
    for (unsigned i = 0; i < sizeof chinese / sizeof chinese[0]; i++) {
        ck_assert_str_eq(text_in(faulty_in("tongue", chinese[i]), "title"), "填写内容有误");
        ck_assert_str_eq(fields_in(value_in(faulty_in("tongue", chinese[i]), "errors")),
                         fields);
        ck_assert_str_eq(text_in(faulty_in("tongue", chinese[i]), "errors.1.message"),
                         "缺少申请人类别");
    }
    for (unsigned i = 0; i < sizeof english / sizeof english[0]; i++) {
        ck_assert_str_eq(text_in(faulty_in("tongue", english[i]), "title"),
                         "Some fields are not right");
        ck_assert_str_eq(fields_in(value_in(faulty_in("tongue", english[i]), "errors")),
                         fields);
    }
}
END_TEST

START_TEST(an_english_problem_holds_no_chinese)
{
    const json_t *errors;

    make_agency("tongue-en", NULL);
    errors = value_in(faulty_in("tongue-en", "en"), "errors");
    for (size_t i = 0; i < json_array_size(errors); i++)
        for (const char *p = text_in(json_array_get(errors, i), "message"); *p != '\0'; p++)
            ck_assert_msg((unsigned char)*p < 0x80, "%s",
                          text_in(json_array_get(errors, i), "message"));
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_day_that_is_none_is_a_fault_of_its_field,
        a_code_that_is_none_is_a_fault_of_its_field,
        an_outcome_that_is_two_is_none,
        text_that_deceives_the_eye_is_a_fault_of_its_field,
        bytes_that_are_no_utf8_are_no_json,
        json_that_is_not_as_it_should_be_is_refused,
        json_is_at_most_sixteen_deep,
        a_text_is_as_long_as_declared_and_counted_in_characters,
        what_is_let_in_comes_out_as_it_was,
        members_nobody_declared_are_refused_however_they_are_called,
        an_idempotency_key_is_visible_ascii_of_at_most_200,
        an_address_with_hidden_slashes_or_control_characters_is_refused,
        problems_are_told_in_chinese_or_in_english_as_the_client_prefers,
        an_english_problem_holds_no_chinese,
        NULL,
    };

    return here_run("input", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
