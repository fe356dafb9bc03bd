/* What the marks of a template mean, however they are torn apart, and what is refused. */
#include "document/docx.h"
#include "document/docx_parts.h"
#include "document/letter_sample.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct arena *a;

/* What a paragraph of one run becomes. */
static const char *
says(const char *text)
{
    return becomes(a, para(a, text));
}

/* ---- Torn marks ---- */

/* What writing programs leave between two runs. */
static const char *const between[] = {
    "",
    "<w:proofErr w:type=\"spellStart\"/>",
    "<w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"0\"/>",
    "<w:r><w:rPr><w:lang w:val=\"en-US\"/></w:rPr></w:r>",
    "<w:r><w:lastRenderedPageBreak/></w:r>",
    "<w:r><w:t></w:t></w:r>",
};

static void
add_run(struct text *body, int place, const char *text, size_t len)
{
    if (len > 0)
        text_addf(body,
                  "<w:r w:rsidR=\"00A%d\"><w:rPr><w:i/><w:sz w:val=\"%d\"/></w:rPr>"
                  "<w:t xml:space=\"preserve\">%.*s</w:t></w:r>",
                  place, place, (int)len, text);
}

/* Every way to put the text into two or three runs, with each thing between them: the value
 * stands in the run of the first brace, and the text around keeps its own. */
START_TEST(a_mark_torn_apart_anywhere_is_found_and_keeps_the_first_format)
{
    static const char text[] = "ab{{applicant}}cd";
    const size_t len = sizeof text - 1;

    for (size_t i = 0; i <= len; i++)
        for (size_t j = i; j <= len; j++)
            for (size_t b = 0; b < sizeof between / sizeof between[0]; b++) {
                struct text body = {0}, template, out = {0};
                struct docx_faults faults = {0};
                size_t place = i > 2 ? 1 : j > 2 ? 2 : 3;
                const char *document, *value;

                text_add(&body, "<w:p>");
                add_run(&body, 1, text, i);
                text_add(&body, between[b]);
                add_run(&body, 2, text + i, j - i);
                text_add(&body, between[b]);
                add_run(&body, 3, text + j, len - j);
                text_add(&body, "</w:p>");
                template = docx_of(a, body.bytes);
                ck_assert(
                    docx_fill(a, template.bytes, template.len, &test_data, &out, &faults));
                ck_assert_str_eq(text_of(a, &out), "ab张三cd\n" FOOTERS);
                document = part_of(a, &out, "word/document.xml");
                value = strstr(document, "张三");
                while (value > document && strncmp(value, "<w:sz", 5) != 0)
                    value--;
                ck_assert_int_eq(atoi(value + strlen("<w:sz w:val=\"")), (int)place);
                text_free(&body);
                text_free(&template);
                text_free(&out);
            }
}
END_TEST

START_TEST(a_mark_may_lie_in_a_run_for_each_character)
{
    static const char text[] = "{{#items}}{{items.no}}、{{ items.title }}；{{/items}}";
    struct text body = {0};

    text_add(&body, "<w:p>");
    for (const char *c = text, *next; *c != '\0'; c = next) {
        next = c;
        text_next(&next);
        add_run(&body, 5, c, (size_t)(next - c));
        text_add(&body, between[(c - text) % 6]);
    }
    text_add(&body, "</w:p>");
    ck_assert_str_eq(becomes(a, body.bytes), "1、甲；\n2、乙；\n3、；\n");
    text_free(&body);
}
END_TEST

START_TEST(what_parts_the_text_parts_a_mark)
{
    ck_assert_str_eq(
        becomes(a, "<w:p><w:r><w:t>{{na</w:t><w:tab/><w:t>me}}</w:t></w:r></w:p>"),
        "!field_name:{{na");
    ck_assert_str_eq(becomes(a, "<w:p><w:r><w:t>{{name</w:t></w:r></w:p>"
                                "<w:p><w:r><w:t>}}</w:t></w:r></w:p>"),
                     "!open_braces:{{name");
    ck_assert_str_eq(becomes(a, "<w:p><w:hyperlink><w:r><w:t>{{na</w:t></w:r></w:hyperlink>"
                                "<w:r><w:t>me}}</w:t></w:r></w:p>"),
                     "李四\n");
}
END_TEST

/* ---- Values ---- */

START_TEST(marks_are_filled_and_what_is_none_stays)
{
    ck_assert_str_eq(says("{{name}}{{applicant}}{{empty}}。"), "李四张三。\n");
    ck_assert_str_eq(says("{{ name }}{{\xe3\x80\x80name\xc2\xa0}}"), "李四李四\n");
    ck_assert_str_eq(says("{{{name}}}"), "{李四}\n");
    ck_assert_str_eq(says("{name} }} { {name}}"), "{name} }} { {name}}\n");
    ck_assert_str_eq(says(""), "\n");
}
END_TEST

START_TEST(a_line_of_a_value_is_a_line_and_a_tab_a_tab)
{
    const struct docx_value lines = {"name", "甲\n乙\r\n丙\r丁\t戊\n", false};
    const struct docx_data one = {.values = &lines, .value_count = 1};
    struct text template = docx_of(a, para(a, "（{{name}}）")), out = {0};
    struct docx_faults faults = {0};

    ck_assert(docx_fill(a, template.bytes, template.len, &one, &out, &faults));
    ck_assert_ptr_nonnull(strstr(part_of(a, &out, "word/document.xml"),
                                 "<w:r><w:t xml:space=\"preserve\">（甲</w:t><w:br/>"
                                 "<w:t xml:space=\"preserve\">乙</w:t><w:br/>"
                                 "<w:t xml:space=\"preserve\">丙</w:t><w:br/>"
                                 "<w:t xml:space=\"preserve\">丁</w:t><w:tab/>"
                                 "<w:t xml:space=\"preserve\">戊</w:t><w:br/>"
                                 "<w:t xml:space=\"preserve\">）</w:t></w:r>"));
    text_free(&template);
    text_free(&out);
}
END_TEST

/* What comes of a hostile VALUE as text: everything but what XML cannot hold. */
static void
assert_is_text(const char *value, const char *text)
{
    const struct docx_value one[] = {{"name", value, true}};
    const struct docx_data single = {.values = one, .value_count = 1};
    struct text template = docx_of(a, para(a, "甲{{name}}乙"));
    const char *said = filled(a, &template, &single);
    const char *expected = arena_printf(a, "甲%s乙\n" FOOTERS, text);

    ck_assert_msg(strcmp(said, expected) == 0, "«%.200s» became «%.200s»", value, said);
    text_free(&template);
}

static const char *const hostile[] = {
    "{{applicant}}",
    "{{name}}",
    "{{{{name}}}}",
    "{{#items}}",
    "{{/items}}",
    "{{?empty}}",
    "{{",
    "}}",
    "{",
    "}",
    "{{items.no}}",
    "｛｛name｝｝",
    "</w:t>",
    "</w:t></w:r></w:p>",
    "<w:br/>",
    "<w:p/>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "&b;",
    "&amp;",
    "&lt;",
    "&#0;",
    "&#x41;",
    "<![CDATA[x]]>",
    "]]>",
    "<!--",
    "-->",
    "<?xml version=\"1.0\"?>",
    "<?php ?>",
    "'",
    "\"",
    "\\",
    "\\0",
    "%s%n%d",
    "${jndi:ldap://x}",
    "../../etc/passwd",
    "=1+1",
    "@SUM(A1)",
    "DDEAUTO c:\\\\windows\\\\system32",
    "{INCLUDEPICTURE \"http://x\"}",
    "\u202e反\u202c",
    "\u2066a\u2069",
    "\u200f\u200e\u061c",
    "\u200b\u200d\ufeff",
    "\u2028",
    "\u00a0",
    "\u3000全角\u3000",
    "  two  spaces  ",
    "𠮷\U0002a6d6\U0003134a",
    "㐀㛃䶮",
    "\U0010fffd",
    "é",
    "e\u0301",
    "👨‍👩‍👧",
    "\u0378",
    "<script>alert(1)</script>",
};

/* Each as it is, twice in a row, within text, and torn from what could make it more: 200 and
 * more of them. */
START_TEST(hostile_values_come_out_as_text)
{
    size_t tried = 0;

    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        const char *forms[] = {hostile[i], arena_printf(a, "%s%s", hostile[i], hostile[i]),
                               arena_printf(a, "{%s}", hostile[i]),
                               arena_printf(a, "文%s字", hostile[i])};

        for (size_t f = 0; f < 4; f++, tried++)
            assert_is_text(forms[f], forms[f]);
    }
    ck_assert_uint_ge(tried, 200);
}
END_TEST

START_TEST(what_is_no_text_at_all_is_shown_as_such)
{
    assert_is_text("\x01\x02\x08\x0b\x0c\x0e\x1f",
                   "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd");
    assert_is_text("\xff\xfe", "\ufffd\ufffd");
    assert_is_text("\xed\xa0\x80\xed\xb0\x80", "\ufffd\ufffd"); /* surrogates */
    assert_is_text("\xf4\x90\x80\x80", "\ufffd");               /* beyond Unicode */
    assert_is_text("\xe4\xb8", "\ufffd");                       /* cut off */
    assert_is_text("\xef\xbf\xbe\xef\xbf\xbf", "\ufffd\ufffd");
    assert_is_text("\xc4\xe3\xba\xc3", "\ufffd\ufffd\ufffd"); /* GBK */
}
END_TEST

START_TEST(a_long_value_comes_out_whole)
{
    struct text value = {0};

    for (int i = 0; value.len < 100000; i++)
        text_addf(&value, "%d某{{name}}<&\n", i);
    assert_is_text(value.bytes, value.bytes);
    text_free(&value);
}
END_TEST

/* ---- Places ---- */

static const char picture[] = "\x89PNG\r\n\x1a\n any bytes that are no picture {{name}}";

static const struct test_part places[] = {
    {"[Content_Types].xml",
     "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
     "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
     "relationships+xml\"/><Default Extension=\"XML\" ContentType=\"application/xml\"/>"
     "<Default Extension=\"png\" ContentType=\"image/png\"/>"
     "<Override PartName=\"/word/Document.xml\" ContentType=\"application/vnd."
     "openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
     "<Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd."
     "openxmlformats-officedocument.wordprocessingml.header+xml\"/>"
     "<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd."
     "openxmlformats-officedocument.wordprocessingml.footer+xml\"/>"
     "<Override PartName=\"/word/footnotes.xml\" ContentType=\"application/vnd."
     "openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/></Types>"},
    {"word/document.xml",
     "<w:document " W "><w:body><w:p><w:r><w:t>{{name}}</w:t>" BOX(
         "{{applicant}}") "</w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{name}}</w:t></w:r></w:p></w:tc></w:tr>"
                          "</w:tbl></w:body></w:document>"},
    {"word/header1.xml",
     "<w:hdr " W "><w:p><w:r><w:t>h {{name}}</w:t></w:r></w:p></w:hdr>"},
    {"word/footer1.xml",
     "<w:ftr " W "><w:p><w:r><w:t>f {{name}}</w:t></w:r></w:p></w:ftr>"},
    {"word/footnotes.xml", "<w:footnotes " W "><w:footnote w:id=\"1\"><w:p><w:r><w:t>n "
                           "{{name}}</w:t></w:r></w:p></w:footnote></w:footnotes>"},
    {"word/media/image1.png", picture},
    {"customXml/item1.xml", "<a>{{name}}</a>"},
    {NULL, NULL}};

START_TEST(headers_footers_notes_tables_and_text_boxes_are_filled)
{
    struct text template = docx_with(a, places);

    ck_assert_str_eq(filled(a, &template, &test_data),
                     "李四\n张三\n李四\nh 李四\nf 李四\nn 李四\n");
    text_free(&template);
}
END_TEST

static size_t
number_at(const unsigned char *bytes)
{
    return bytes[0] + 256u * bytes[1];
}

/* The part NAME as it lies in DOCX, with its header; *SIZE bytes. */
static const char *
packed(const struct text *docx, const char *name, size_t *size)
{
    const unsigned char *at = (const unsigned char *)docx->bytes, *end = at + docx->len;

    while (at + 30 < end && memcmp(at, "PK\3\4", 4) == 0) {
        size_t len = number_at(at + 26);

        *size = 30 + len + number_at(at + 28) + number_at(at + 18);
        if (len == strlen(name) && memcmp(at + 30, name, len) == 0)
            return (const char *)at;
        at += *size;
    }
    ck_abort_msg("no %s", name);
}

START_TEST(all_other_parts_are_copied_byte_for_byte)
{
    static const char *const others[] = {"word/media/image1.png", "customXml/item1.xml",
                                         "word/styles.xml", "[Content_Types].xml"};
    struct text template = docx_with(a, places), out = {0};
    struct docx_faults faults = {0};

    ck_assert(docx_fill(a, template.bytes, template.len, &test_data, &out, &faults));
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        size_t before = 0, after = 0;
        const char *was = packed(&template, others[i], &before);
        const char *is = packed(&out, others[i], &after);

        ck_assert_uint_eq(before, after);
        ck_assert_mem_eq(was, is, before);
    }
    text_free(&template);
    text_free(&out);
}
END_TEST

START_TEST(equal_input_gives_equal_bytes)
{
    struct text template = {0}, first = {0}, second = {0};
    struct docx_faults faults = {0};

    sample_write(a, SAMPLE_TEMPLATE, &template);
    ck_assert(docx_fill(a, template.bytes, template.len, &sample_data, &first, &faults));
    setenv("TZ", "America/New_York", 1);
    ck_assert(docx_fill(a, template.bytes, template.len, &sample_data, &second, &faults));
    ck_assert_uint_eq(first.len, second.len);
    ck_assert_mem_eq(first.bytes, second.bytes, first.len);
    text_free(&template);
    text_free(&first);
    text_free(&second);
}
END_TEST

START_TEST(content_bound_to_a_part_of_its_own_is_bound_no_longer)
{
    struct text template =
        docx_of(a, "<w:sdt><w:sdtPr><w:dataBinding w:xpath=\"/a\"/><w:id w:val=\"1\"/>"
                   "</w:sdtPr><w:sdtContent><w:p><w:r><w:t>{{name}}</w:t></w:r></w:p>"
                   "</w:sdtContent></w:sdt>");
    struct text out = {0};
    struct docx_faults faults = {0};
    const char *document;

    ck_assert(docx_fill(a, template.bytes, template.len, &test_data, &out, &faults));
    document = part_of(a, &out, "word/document.xml");
    ck_assert_ptr_null(strstr(document, "dataBinding"));
    ck_assert_ptr_nonnull(strstr(document, "<w:id w:val=\"1\"/>"));
    text_free(&template);
    text_free(&out);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_mark_torn_apart_anywhere_is_found_and_keeps_the_first_format,
        a_mark_may_lie_in_a_run_for_each_character,
        what_parts_the_text_parts_a_mark,
        marks_are_filled_and_what_is_none_stays,
        a_line_of_a_value_is_a_line_and_a_tab_a_tab,
        hostile_values_come_out_as_text,
        what_is_no_text_at_all_is_shown_as_such,
        a_long_value_comes_out_whole,
        headers_footers_notes_tables_and_text_boxes_are_filled,
        all_other_parts_are_copied_byte_for_byte,
        equal_input_gives_equal_bytes,
        content_bound_to_a_part_of_its_own_is_bound_no_longer,
        NULL};
    int status;

    a = arena_new();
    status = harness_run(harness_suite("docx_fill", tests, 60));
    arena_free(a);
    return status;
}
