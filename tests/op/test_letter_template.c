/* Templates of letters: edited by LibreOffice, refused when they lack something, and filled with
 * values that mean something to somebody. */
#include "harness.h"
#include "op/acting.h"
#include "op/letters.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(a_template_saved_by_libreoffice_is_taken_and_used_below)
{
    const struct letter_story *s = &letter_stories[LETTER_answer_refused_4];
    struct text docx, plain, edited;
    char directory[64], path[200], *a, *b;
    const char *id;

    letters_directory(directory);
    letters_agency("upper");
    ask(201,
        "{'code':'lower','name':'象山县教育局丹东分局','level':'department','parent':'upper'}",
        "POST /api/v1/agencies");
    ask(200, "{'full_name':'象山县教育局','short_name':'象教','seal_name':'象山县教育局'}",
        "POST /api/v1/agencies/lower/letterhead");
    id = letters_case("lower", s);
    docx = letters_docx(id, letters_issue(id, s));
    plain = letters_text(docx.bytes, docx.len);
    text_free(&docx);
    docx = letters_template("upper", letter(s->kind)->code, "");
    snprintf(path, sizeof path, "%s/t.docx", directory);
    letters_write(path, &docx);
    text_free(&docx);
    letters_resave(directory);
    snprintf(path, sizeof path, "%s/saved/t.docx", directory);
    docx = letters_read(path);
    ask(200, letters_upload(&docx), "POST /api/v1/agencies/upper/letter-templates/%s",
        letter(s->kind)->code);
    text_free(&docx);
    docx = letters_docx(id, letters_issue(id, s));
    edited = letters_text(docx.bytes, docx.len);
    ck_assert_str_eq(text_in(shown_case(id), "letters.1.template"), "upper/1");
    a = letters_squeezed(&plain);
    b = letters_squeezed(&edited);
    *strstr(a, "1号") = '2'; /* the next number */
    ck_assert_str_eq(a, b);
    ask(200, "{'note':'用回默认'}", "POST /api/v1/agencies/upper/letter-templates/%s",
        letter(s->kind)->code);
    letters_issue(id, s);
    ck_assert_str_eq(text_in(shown_case(id), "letters.2.template"), "");
    free(a);
    free(b);
    text_free(&docx);
    text_free(&plain);
    text_free(&edited);
    letters_remove(directory);
}
END_TEST

START_TEST(a_template_that_lacks_what_the_law_wants_is_refused_in_words)
{
    const struct asked *a;
    struct text docx;

    letters_agency("refuse");
    docx = letters_template("refuse", "receipt", "?standard=true");
    a = ask_with(NULL, letters_upload(&docx),
                 "POST /api/v1/agencies/refuse/letter-templates/third_party");
    ck_assert_int_eq(a->answer.status, 422);
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "不透露申请人"));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "{{涉及信息}}"));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "十五个工作日"));
    docx.len /= 2;
    a = ask_with(NULL, letters_upload(&docx),
                 "POST /api/v1/agencies/refuse/letter-templates/receipt");
    ck_assert_int_eq(a->answer.status, 422);
    a = ask_with(NULL, "{'docx':'!!!'}",
                 "POST /api/v1/agencies/refuse/letter-templates/receipt");
    ck_assert_int_eq(a->answer.status, 422);
    text_free(&docx);
}
END_TEST

START_TEST(a_template_says_what_it_must_as_a_value_not_as_a_condition)
{
    static const char *const hidden[] = {"{{?救济告知}}", "{{?联系人}}{{救济告知}}",
                                         "{{#事项}}{{救济告知}}{{/事项}}"};
    struct text docx;

    letters_agency("value");
    for (int i = 0; i < 3; i++) {
        const struct asked *a;

        docx = letters_template_with("value", "answer_other_3", "{{救济告知}}", hidden[i]);
        a = ask_with(NULL, letters_upload(&docx),
                     "POST /api/v1/agencies/value/letter-templates/answer_other_3");
        ck_assert_msg(a->answer.status == 422, "%s: %s", hidden[i], a->answer.body.bytes);
        ck_assert_ptr_nonnull(
            strstr(a->answer.body.bytes, "模板缺少必备内容 {{救济告知}}"));
        text_free(&docx);
    }
    docx = letters_template_with("value", "answer_other_3", "{{救济告知}}",
                                 "{{?救济告知}}{{救济告知}}");
    ask(200, letters_upload(&docx),
        "POST /api/v1/agencies/value/letter-templates/answer_other_3");
    text_free(&docx);
}
END_TEST

START_TEST(every_default_template_passes_the_check_of_uploaded_ones)
{
    letters_agency("default");
    for (int k = 0; k < LETTER_COUNT; k++) {
        struct text docx = letters_template("default", letter(k)->code, "");

        ask(200, letters_upload(&docx), "POST /api/v1/agencies/default/letter-templates/%s",
            letter(k)->code);
        text_free(&docx);
    }
}
END_TEST

/* The Ith of 200 values that mean something to somebody, in FILE as JSON text. */
static json_t *
hostile(int i)
{
    static const char *const bases[] = {"{{救济告知}}",
                                        "{{#事项}}",
                                        "{{/事项}}",
                                        "{{?联系人}}",
                                        "{{",
                                        "}}",
                                        "{{{{文号}}}}",
                                        "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
                                        "</w:t></w:r></w:p>",
                                        "<!DOCTYPE a [<!ENTITY b",
                                        "&amp;&lt;&#60;&#x3c;",
                                        "]]>",
                                        "<![CDATA[x]]>",
                                        "<?xml version=\"1.0\"?>",
                                        "<script>alert(1)</script>",
                                        "\" onload=\"x",
                                        "' or 1=1 --",
                                        "=cmd|' /C calc'!A0",
                                        "%s%n%p%.1000d",
                                        "\\u0000\\x00",
                                        "../../etc/passwd",
                                        "MERGEFIELD x",
                                        "w:instrText",
                                        "{{申请人",
                                        "申请人}}",
                                        "{ {文号} }",
                                        "｛｛文号｝｝",
                                        "{{文号\n}}",
                                        "行一\n\n行二\t三",
                                        "\xf0\xa0\xae\xb7\xf0\xa9\xb8\xbd",
                                        "e\xcc\x81\xcc\x81\xcc\x81",
                                        "٣ + ٤",
                                        "𝕏𝕐ℤ",
                                        "\xef\xbf\xbc",
                                        "_x000D_",
                                        "_x0041_",
                                        "${文号}",
                                        "<<文号>>",
                                        "[文号]",
                                        "#{文号}"};
    const int n = sizeof bases / sizeof bases[0];
    const char *b = bases[i % n];
    char value[1000];

    _Static_assert(sizeof bases / sizeof bases[0] * 5 == 200, "200 values");
    switch (i / n) {
    case 0:
        return json_string(b);
    case 1:
        snprintf(value, sizeof value, "前%s后", b);
        break;
    case 2:
        snprintf(value, sizeof value, "%s%s", b, b);
        break;
    case 3:
        snprintf(value, sizeof value, "“%s”，《%s》", b, b);
        break;
    default:
        snprintf(value, sizeof value, "x %s\ny %s", b, b);
    }
    return json_string(value);
}

/* HTML as the text it shows, line breaks as line feeds. */
static char *
shown_text(const char *html)
{
    static const char *const marks[][2] = {{"<br>", "\n"},   {"&lt;", "<"},  {"&gt;", ">"},
                                           {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"},
                                           {"&emsp;", "\t"}};
    const size_t n = sizeof marks / sizeof marks[0];
    char *out = xmalloc(strlen(html) + 1), *to = out;

    while (*html != '\0') {
        size_t i = 0;

        while (i < n && strncmp(html, marks[i][0], strlen(marks[i][0])) != 0)
            i++;
        *to++ = i < n ? *marks[i][1] : *html;
        html += i < n ? strlen(marks[i][0]) : 1;
    }
    *to = '\0';
    return out;
}

START_TEST(two_hundred_hostile_values_come_out_as_text)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    const char *id;

    letters_agency("hostile");
    id = letters_case("hostile", &none);
    for (int i = 0; i < 200; i++) {
        json_t *value = hostile(i);
        json_t *body =
            json_pack("{s:s, s:{s:O}}", "kind", "answer_other_3", "texts", "reason", value);
        char *sent = json_dumps(body, 0), *text, request[100];
        struct answer a;
        json_t *json;

        snprintf(request, sizeof request, "/api/v1/applications/%s/letter-preview", id);
        a = service_call(&here, "POST", request, sent, NULL);
        json = json_loadb(a.body.bytes, a.body.len, 0, NULL);
        ck_assert_msg(a.status == 200, "%s: %ld %s", sent, a.status, a.body.bytes);
        text = shown_text(text_in(json, "html"));
        ck_assert_msg(strstr(text, json_string_value(value)) != NULL, "%s\n%s", sent, text);
        ck_assert_ptr_null(strstr(text_in(json, "html"), "<script"));
        free(text);
        free(sent);
        answer_free(&a);
        json_decref(json);
        json_decref(body);
        json_decref(value);
    }
}
END_TEST

START_TEST(what_no_letter_may_hold_is_refused_before)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    static char body[110000];
    const char *id;

    letters_agency("bidi");
    id = letters_case("bidi", &none);
    invalid(id, "letters", "{'kind':'answer_other_3','texts':{'reason':'a\\u202eb'}}",
            "texts.reason");
    invalid(id, "letters", "{'kind':'answer_other_3','texts':{'reason':'a\\u0007b'}}",
            "texts.reason");
    snprintf(body, sizeof body, "{'kind':'answer_other_3','texts':{'reason':'%0100000d'}}",
             0);
    invalid(id, "letters", body, "texts.reason");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_template_saved_by_libreoffice_is_taken_and_used_below,
        a_template_that_lacks_what_the_law_wants_is_refused_in_words,
        a_template_says_what_it_must_as_a_value_not_as_a_condition,
        every_default_template_passes_the_check_of_uploaded_ones,
        two_hundred_hostile_values_come_out_as_text,
        what_no_letter_may_hold_is_refused_before,
        NULL,
    };

    return here_run("letter_template", tests,
                    (const char *const[]){"--today=2025-03-14", NULL});
}
