/* Published reports as files, over HTTP: what is exported comes in again as it went out. */
#include "op/ask.h"
#include "op/uploading.h"
#include "op/written.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const formats[] = {"html", "docx", "xlsx", "csv", "json"};
enum { FORMATS = sizeof formats / sizeof formats[0], LIMIT = 16 << 20, LARGE = 33 << 20 };

/* Sends SIZE bytes as a report of 2025 of AGENCY to its published reports, or WHERE below them. */
static const json_t *
sent(long status, const char *agency, const char *where, const char *format,
     const char *bytes, size_t size)
{
    char path[200], name[40];
    struct answer a;
    json_t *json;

    snprintf(path, sizeof path, "/api/v1/agencies/%s/published-reports/2025%s", agency,
             where);
    snprintf(name, sizeof name, "2025年年报.%s", format);
    a = upload_to(path, name, bytes, size, NULL);
    ck_assert_msg(a.status == status, "%s: %ld: %s", name, a.status, a.body.bytes);
    json = json_loadb(a.body.bytes, a.body.len, 0, NULL);
    answer_free(&a);
    return json;
}

static const struct asked *
exported(const char *agency, const char *format)
{
    const struct asked *a =
        ask_with(NULL, NULL, "GET /api/v1/agencies/%s/reports/2025/export?format=%s",
                 agency, format);

    ck_assert_int_eq(a->answer.status, 200);
    return a;
}

static void
make_busy(const char *code)
{
    make_agency(code, NULL);
    answer_case(make_case(code, "2025-03-03", NULL), "granted", "2025-03-14");
    answer_case(make_case(code, "2025-03-04", "'applicant_category':'commercial'"),
                "refused_1", "2025-03-14");
    make_case(code, "2025-12-20", NULL);
    ask(201,
        "{'kind':'review','body':'某市人民政府','claimant':'王五五','filed_on':'2025-06-02'}",
        "POST /api/v1/agencies/%s/remedies", code);
    figures_stated(code, 2025, "fees.amount", "12.500001");
    part_written(code, 2025, "five", "存在的问题是人手不足，明年增加人手。");
}

START_TEST(each_format_exported_comes_in_again_without_a_difference)
{
    make_busy("again");
    for (int i = 0; i < FORMATS; i++) {
        const struct asked *file = exported("again", formats[i]);
        const json_t *seen, *kept, *d;

        seen = sent(200, "again", "/preview", formats[i], file->answer.body.bytes,
                    file->answer.body.len);
        ck_assert_msg(number_in(seen, "report.section3.rows.new.6") == 3, "%s", formats[i]);
        kept = sent(201, "again", "?covers=agency&source=x", formats[i],
                    file->answer.body.bytes, file->answer.body.len);
        ck_assert_int_eq(number_in(kept, "published.n"), i + 1);
        d = ask(200, NULL,
                "GET /api/v1/agencies/again/published-reports/2025/differences?n=%d",
                i + 1);
        ck_assert_msg(json_array_size(value_in(d, "differences")) == 0, "%s: %s",
                      formats[i], json_dumps(d, JSON_INDENT(1)));
    }
    /* And what is counted otherwise since is found in all of them. */
    make_case("again", "2025-12-21", "'applicant_category':'legal_service'");
    for (int i = 0; i < FORMATS; i++)
        ck_assert_uint_eq(
            json_array_size(value_in(
                ask(200, NULL,
                    "GET /api/v1/agencies/again/published-reports/2025/differences?n=%d",
                    i + 1),
                "differences")),
            4); /* new and carried out, each in its column and in the total */
}
END_TEST

START_TEST(a_file_larger_than_the_reader_takes_is_refused_with_the_limit)
{
    char *bytes = malloc(LARGE);
    const json_t *p;

    make_agency("large", NULL);
    memset(bytes, ' ', LARGE);
    memcpy(bytes, "<html>", 6);
    for (int i = 0; i < 2; i++) {
        p = sent(422, "large", "/preview", "html", bytes, i ? LARGE : LIMIT + 1);
        ck_assert_ptr_nonnull(strstr(text_in(p, "type"), "file_refused"));
        ck_assert_ptr_nonnull(strstr(text_in(p, "detail"), "16 MB"));
    }
    p = sent(422, "large", "/preview", "html", bytes, LIMIT);
    ck_assert_ptr_null(strstr(text_in(p, "detail"), "MB"));
    p = sent(422, "large", "/preview", "html", "", 0);
    ck_assert_ptr_nonnull(strstr(text_in(p, "detail"), "空"));
    free(bytes);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        each_format_exported_comes_in_again_without_a_difference,
        a_file_larger_than_the_reader_takes_is_refused_with_the_limit,
        NULL,
    };

    return here_run("report_import", tests,
                    (const char *const[]){"--today=2026-01-20", NULL});
}
