/* The whole report of an agency in every format, its template, and open data of a subtree. */
#include "document/docx_write.h"
#include "document/report_read.h"
#include "harness.h"
#include "op/ask.h"
#include "op/letters.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct asked *
exported(const char *agency, const char *query)
{
    const struct asked *a = ask_with(
        NULL, NULL, "GET /api/v1/agencies/%s/reports/2025/export?%s", agency, query);

    ck_assert_int_eq(a->answer.status, 200);
    return a;
}

static const char *
header_of(const struct asked *a, const char *name)
{
    static char value[1000];

    answer_header(&a->answer, name, value, sizeof value);
    return value;
}

/* An agency whose table is not all zeros. */
static void
make_busy(const char *code)
{
    make_agency(code, NULL);
    answer_case(make_case(code, "2025-03-03", NULL), "granted", "2025-03-14");
    make_case(code, "2025-12-20", NULL);
}

START_TEST(the_whole_report_comes_in_seven_formats)
{
    static const struct {
        const char *format, *type, *begins;
    } formats[] = {
        {"html", "text/html; charset=utf-8", "<!DOCTYPE html>"},
        {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         "PK\3\4"},
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         "PK\3\4"},
        {"csv", "text/csv; charset=utf-8", "\xef\xbb\xbf"},
        {"json", "application/json", "{\"title\":"},
        {"xml", "application/xml", "<?xml"},
        {"pdf", "application/pdf", "%PDF-"},
    };

    make_busy("seven");
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        char query[40], accept[120];
        const struct asked *named, *accepted;

        snprintf(query, sizeof query, "format=%s", formats[i].format);
        snprintf(accept, sizeof accept, "Accept: %s", formats[i].type);
        named = exported("seven", query);
        ck_assert_str_eq(header_of(named, "content-type"), formats[i].type);
        ck_assert_int_eq(
            strncmp(named->answer.body.bytes, formats[i].begins, strlen(formats[i].begins)),
            0);
        if (i == 0)
            ck_assert_str_eq(header_of(named, "content-disposition"), "");
        else
            ck_assert_ptr_nonnull(
                strstr(header_of(named, "content-disposition"), "report-seven-2025."));
        accepted = ask_with((const char *const[]){accept, NULL}, NULL,
                            "GET /api/v1/agencies/seven/reports/2025/export");
        ck_assert_str_eq(header_of(accepted, "content-type"), formats[i].type);
    }
}
END_TEST

START_TEST(the_numbers_exported_are_those_of_the_table)
{
    static const char *const formats[] = {"html", "docx", "xlsx", "csv"};
    const json_t *rows;

    make_busy("numbers");
    rows = value_in(ask(200, NULL, "GET /api/v1/agencies/numbers/section-three?year=2025"),
                    "rows");
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        char query[40];
        const struct asked *file;
        struct arena *a = arena_new();
        struct report *r = arena_alloc(a, sizeof *r);
        const char *zh, *en = "";

        snprintf(query, sizeof query, "format=%s", formats[i]);
        file = exported("numbers", query);
        ck_assert_msg(report_read(a, file->answer.body.bytes, file->answer.body.len, "r", r,
                                  &zh, &en) == 0,
                      "%s: %s", formats[i], en);
        ck_assert_int_eq(r->cells[0][0].value, 2);
        for (int row = 0; row < 25; row++)
            for (int c = 0; c < TALLY_COLUMNS; c++) {
                const json_t *cells =
                    json_object_get(json_array_get(rows, (size_t)row), "cells");

                ck_assert_int_eq(r->cells[row][c].state, CELL_NUMBER);
                ck_assert_int_eq(r->cells[row][c].value,
                                 json_integer_value(json_array_get(cells, (size_t)c)));
            }
        arena_free(a);
    }
}
END_TEST

START_TEST(the_page_may_run_our_script_and_no_other)
{
    const struct asked *page, *script;
    const char *policy;

    make_agency("page", NULL);
    page = exported("page", "format=html");
    policy = header_of(page, "content-security-policy");
    ck_assert_ptr_nonnull(strstr(policy, "script-src 'self';"));
    ck_assert_ptr_null(strstr(policy, "script-src 'self' 'unsafe-inline'"));
    ck_assert_ptr_nonnull(
        strstr(page->answer.body.bytes, "<script src=\"/web/copy.js\" defer></script>"));
    script = ask_with(NULL, NULL, "GET /web/copy.js");
    ck_assert_int_eq(script->answer.status, 200);
    ck_assert_ptr_nonnull(strstr(script->answer.body.bytes, "execCommand(\"copy\")"));
    ck_assert_ptr_null(strstr(script->answer.body.bytes, "navigator"));
}
END_TEST

START_TEST(a_report_of_2020_is_on_the_form_of_its_year)
{
    const struct asked *a;

    make_agency("before", NULL);
    a = ask_with(NULL, NULL, "GET /api/v1/agencies/before/reports/2020/export?format=csv");
    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "对外公开总数量"));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "(六) 其他处理,"));
    refused(422, "invalid", NULL, "GET /api/v1/agencies/before/reports/2099/export");
}
END_TEST

/* ---- Templates ---- */

static const char *
upload_of(const struct text *docx)
{
    size_t size = sodium_base64_ENCODED_LEN(docx->len, sodium_base64_VARIANT_ORIGINAL);
    static char encoded[100000], body[100100];

    ck_assert_uint_lt(size, sizeof encoded);
    sodium_bin2base64(encoded, sizeof encoded, (const unsigned char *)docx->bytes,
                      docx->len, sodium_base64_VARIANT_ORIGINAL);
    snprintf(body, sizeof body, "{'docx':'%s','note':'本机关版式'}", encoded);
    return body;
}

static struct text
template_of(const char *agency)
{
    const struct asked *a =
        ask_with(NULL, NULL, "GET /api/v1/agencies/%s/report-template", agency);
    struct text t = {NULL, 0, 0};

    ck_assert_int_eq(a->answer.status, 200);
    text_add_bytes(&t, a->answer.body.bytes, a->answer.body.len);
    return t;
}

START_TEST(a_template_saved_by_libreoffice_is_taken_and_used_below)
{
    char directory[64], path[200];
    struct text docx, was, is;
    const struct asked *before, *after;

    letters_directory(directory);
    make_busy("above");
    make_agency("below", "'parent':'above'");
    before = exported("below", "format=docx");
    docx = template_of("above");
    snprintf(path, sizeof path, "%s/t.docx", directory);
    letters_write(path, &docx);
    text_free(&docx);
    letters_resave(directory);
    snprintf(path, sizeof path, "%s/saved/t.docx", directory);
    docx = letters_read(path);
    ck_assert_str_eq(
        text_in(ask(200, upload_of(&docx), "POST /api/v1/agencies/above/report-template"),
                "template.agency"),
        "above");
    text_free(&docx);
    after = exported("below", "format=docx");
    was = letters_text(before->answer.body.bytes, before->answer.body.len);
    is = letters_text(after->answer.body.bytes, after->answer.body.len);
    ck_assert(letters_say(&is, "2. 其他法律行政法规禁止公开"));
    ck_assert_str_eq(letters_squeezed(&is), letters_squeezed(&was));
    ck_assert_uint_ne(after->answer.body.len, before->answer.body.len);
    /* Without one it is the default again. */
    ask(200, "{}", "POST /api/v1/agencies/above/report-template");
    ck_assert_uint_eq(exported("below", "format=docx")->answer.body.len,
                      before->answer.body.len);
    text_free(&was);
    text_free(&is);
    letters_remove(directory);
}
END_TEST

START_TEST(a_template_that_lacks_a_table_is_refused)
{
    struct arena *a = arena_new();
    struct text docx = {NULL, 0, 0};
    struct docx_writer *w;
    const char *reply;

    make_agency("lacking", NULL);
    w = docx_begin(a, "", "");
    docx_paragraph(w, "{{标题}} {{表九}}");
    docx_end(w, &docx);
    reply = json_dumps(refused(422, "invalid", upload_of(&docx),
                               "POST /api/v1/agencies/lacking/report-template"),
                       0);
    ck_assert_ptr_nonnull(strstr(reply, "表三"));
    ck_assert_ptr_nonnull(strstr(reply, "表九"));
    refused(422, "invalid", "{'docx':'aGFsbG8='}",
            "POST /api/v1/agencies/lacking/report-template");
    text_free(&docx);
    arena_free(a);
}
END_TEST

/* ---- Open data ---- */

static int
lines_of(const struct asked *a)
{
    int n = 0;

    ck_assert_int_eq(a->answer.status, 200);
    for (size_t i = 0; i < a->answer.body.len; i++)
        n += a->answer.body.bytes[i] == '\n';
    return n;
}

/* Figures that nobody stated have no line: 175 and 15 numbers an agency. */
START_TEST(open_data_holds_every_number_of_every_agency)
{
    const struct asked *csv, *json;
    char code[20];

    make_busy("open");
    for (int i = 0; i < 120; i++) {
        snprintf(code, sizeof code, "open-%03d", i);
        make_agency(code, "'parent':'open'");
    }
    csv =
        ask_with(NULL, NULL, "GET /api/v1/agencies/open/open-data?year=2025&scope=subtree");
    ck_assert_int_eq(lines_of(csv), 1 + 121 * 190);
    ck_assert_ptr_nonnull(
        strstr(csv->answer.body.bytes,
               ",2025,three,2021,granted,natural_person,(一) 予以公开,自然人,,1\r\n"));
    ck_assert_ptr_nonnull(strstr(csv->answer.body.bytes, "\r\nopen-119,"));
    json = ask_with(
        NULL, NULL,
        "GET /api/v1/agencies/open/open-data?year=2025&scope=subtree&format=jsonl");
    ck_assert_int_eq(lines_of(json), 121 * 190);
    csv = ask_with(NULL, NULL, "GET /api/v1/agencies/open/open-data?year=2025");
    ck_assert_int_eq(lines_of(csv), 1 + 190);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_whole_report_comes_in_seven_formats,
        the_numbers_exported_are_those_of_the_table,
        the_page_may_run_our_script_and_no_other,
        a_report_of_2020_is_on_the_form_of_its_year,
        a_template_saved_by_libreoffice_is_taken_and_used_below,
        a_template_that_lacks_a_table_is_refused,
        open_data_holds_every_number_of_every_agency,
        NULL,
    };

    return here_run("report_export", tests,
                    (const char *const[]){"--soffice=/usr/bin/soffice", NULL});
}
