/* gongkai check-report on published reports: what contradicts itself is found, with its cells,
 * and nothing else.  The expected cells were found by reading the reports. */
#include "base/text.h"
#include "harness.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* Runs it with ARGUMENTS, in which % stands for the folder of the reports; its standard output
 * into OUT; its exit status. */
static int
run(struct text *out, const char *arguments)
{
    const char *build = getenv("GONGKAI_BUILD"), *srcdir = getenv("srcdir");
    struct text line = {NULL, 0, 0};
    char chunk[4096];
    size_t n;
    FILE *pipe;

    text_addf(&line, "%s/gongkai check-report ", build ? build : ".");
    for (const char *s = arguments; *s != '\0'; s++)
        if (*s == '%')
            text_addf(&line, "%s/tests/data/reports", srcdir ? srcdir : ".");
        else
            text_add_bytes(&line, s, 1);
    *out = (struct text){NULL, 0, 0};
    pipe = popen(line.bytes, "re");
    ck_assert_ptr_nonnull(pipe);
    while ((n = fread(chunk, 1, sizeof chunk, pipe)) > 0)
        text_add_bytes(out, chunk, n);
    text_free(&line);
    return WEXITSTATUS(pclose(pipe));
}

static json_t *
run_json(const char *arguments, int status)
{
    struct text out;
    json_t *all;

    ck_assert_msg(run(&out, arguments) == status, "%s: not %d: %s", arguments, status,
                  out.bytes);
    all = json_loadb(out.bytes, out.len, JSON_REJECT_DUPLICATES, NULL);
    ck_assert_msg(json_is_array(all), "%s", out.bytes);
    text_free(&out);
    return all;
}

static const char *
string(const json_t *object, const char *name)
{
    const char *s = json_string_value(json_object_get(object, name));

    return s ? s : "-";
}

static long
number(const json_t *object, const char *name)
{
    return (long)json_integer_value(json_object_get(object, name));
}

/* "results total.natural_person 5/6", or with the cells that a finding lists behind it. */
static void
say(const json_t *finding, struct text *said)
{
    const json_t *place = json_object_get(finding, "place"), *cell;
    size_t i;

    text_addf(said, "%s%s", said->len > 0 ? "; " : "", string(finding, "rule"));
    if (json_object_get(place, "sentence") == NULL)
        text_addf(said, " %s.%s", string(place, "row"), string(place, "column"));
    if (json_object_get(finding, "printed") != NULL)
        text_addf(said, " %ld/%ld", number(finding, "printed"),
                  number(finding, "expected"));
    json_array_foreach(json_object_get(finding, "cells"), i, cell)
        if (number(cell, "printed") != number(cell, "expected"))
            text_addf(said, "%s%s.%s=%ld", i > 0 ? "," : " ", string(cell, "row"),
                      string(cell, "column"), number(cell, "expected"));
}

/* The findings of REPORT of LEVEL. */
static void
say_all(const json_t *report, const char *level, struct text *said)
{
    const json_t *f;
    size_t i;

    text_add(said, "");
    json_array_foreach(json_object_get(report, "findings"), i, f)
        if (strcmp(string(f, "level"), level) == 0)
            say(f, said);
}

/* ---- The 26 reports ---- */

static const struct known {
    const char *name;
    const char *errors;
    const char *cause; /* part of what is said of the likely one */
} known[] = {
    {"002", "", NULL},
    {"004", "", NULL},
    {"007", "", NULL},
    {"008", "", NULL},
    {"011", "remedies suit_direct.total 0/3", "总计漏填：应为 3"},
    {"013", "", NULL},
    {"025", "", NULL},
    {"031", "results total.legal_service 0/1; results total.total 9/10",
     "没有收到申请，却在“1. 本机关不掌握相关政府信息”行计了 1 件：填错了申请人一栏"},
    {"034", "results total.commercial 0/1; categories partly_granted.total 8/9",
     "“商业企业”列没有收到申请"},
    {"035", "", NULL},
    {"045", "", NULL},
    {"055", "", NULL},
    {"065", "", NULL},
    {"071", "remedies suit_after_review.total 15/19", "漏加了“其他结果” 4 件"},
    {"080", "", NULL},
    /* and its text has one legal person and two natural ones where the table has three */
    {"081",
     "text_count 1/0; text_count 2/3; total_column_unfilled -.total new.total=3,"
     "granted.total=1,refused_4.total=2,total.total=3",
     "总计列漏填"},
    /* its table is empty, its text tells of an application */
    {"082", "text_none 1/0", NULL},
    {"083", "remedies review.total 0/1", "总计漏填：应为 1"},
    {"084", "", NULL},
    {"085", "", NULL},
    {"086", "", NULL},
    {"087", "total_row_unfilled total.- total.natural_person=3,total.total=3",
     "总计行漏填"},
    {"088",
     "total_column_unfilled -.total new.total=6,unavailable_1.total=4,"
     "unavailable_3.total=1,other_1.total=1,other_3.total=1,total.total=6; "
     "results total.natural_person 5/6",
     "“3. 补正后申请内容仍不明确”“1. 申请人无正当理由逾期不补正、行政机关不再处理其政府信息"
     "公开申请”行各有 1 件：可能是同一件计入了其中两行"},
    {"089", "", NULL},
    {"090", "", NULL},
    {"091", "", NULL},
};
enum { KNOWN = sizeof known / sizeof *known };

static bool
gives_cause(const json_t *report, const char *cause)
{
    const json_t *f;
    size_t i;

    json_array_foreach(json_object_get(report, "findings"), i, f)
        if (strstr(string(f, "cause_zh"), cause) != NULL)
            return true;
    return cause == NULL;
}

START_TEST(a_published_report_shows_exactly_what_contradicts_itself)
{
    const struct known *k = &known[_i];
    struct text said = {NULL, 0, 0};
    char arguments[64];
    json_t *all;

    snprintf(arguments, sizeof arguments, "--json %%/%s.json", k->name);
    all = run_json(arguments, *k->errors != '\0');
    ck_assert_uint_eq(json_array_size(all), 1);
    say_all(json_array_get(all, 0), "error", &said);
    ck_assert_msg(strcmp(said.bytes, k->errors) == 0, "%s: %s", k->name, said.bytes);
    ck_assert_msg(k->cause == NULL || gives_cause(json_array_get(all, 0), k->cause), "%s",
                  k->name);
    text_free(&said);
    json_decref(all);
}
END_TEST

START_TEST(all_of_them_at_once_know_the_years_before)
{
    struct text files = {NULL, 0, 0}, said = {NULL, 0, 0};
    json_t *all;

    text_add(&files, "--json");
    for (int i = 0; i < KNOWN; i++)
        text_addf(&files, " %%/%s.json", known[i].name);
    all = run_json(files.bytes, 1);
    ck_assert_uint_eq(json_array_size(all), KNOWN);
    for (int i = 0; i < KNOWN; i++) {
        said.len = 0;
        say_all(json_array_get(all, (size_t)i), "error", &said);
        ck_assert_str_eq(said.bytes, known[i].errors);
    }
    /* 597 + 50 - 227 = 420 and 121 carried over agree; only the growth was computed wrong. */
    said.len = 0;
    say_all(json_array_get(all, 3), "warning", &said);
    ck_assert_str_eq(said.bytes, "text_growth 105/108");
    text_free(&files);
    text_free(&said);
    json_decref(all);
}
END_TEST

START_TEST(the_one_slip_of_the_seed_report_is_found_and_nothing_else)
{
    struct text said = {NULL, 0, 0};
    json_t *all = run_json("--json %/seed.json", 0);
    const json_t *report = json_array_get(all, 0), *f;

    f = json_array_get(json_object_get(report, "findings"), 0);
    ck_assert_uint_eq(json_array_size(json_object_get(report, "findings")), 1);
    say(f, &said);
    ck_assert_str_eq(said.bytes, "text_list 85/77");
    ck_assert_ptr_nonnull(strstr(string(json_object_get(f, "place"), "sentence"), "85 条"));
    text_free(&said);
    json_decref(all);
}
END_TEST

START_TEST(blanks_are_one_finding_of_a_table)
{
    static const char *const counts[] = {"3 格", "14 格"};
    struct text said = {NULL, 0, 0};
    json_t *all = run_json("--json %/065.json", 0);
    const json_t *findings = json_object_get(json_array_get(all, 0), "findings");

    say_all(json_array_get(all, 0), "warning", &said);
    ck_assert_str_eq(said.bytes, "blank -.-; blank -.-");
    for (size_t i = 0; i < 2; i++)
        ck_assert_ptr_nonnull(
            strstr(string(json_array_get(findings, i), "message_zh"), counts[i]));
    text_free(&said);
    json_decref(all);
}
END_TEST

START_TEST(a_parent_is_held_against_its_units)
{
    json_t *all = run_json("--json --sum-of %/025.json %/035.json %/045.json %/055.json "
                           "%/065.json %/071.json %/08[0-9].json %/09[01].json",
                           1);
    const json_t *parent = json_array_get(all, 17);
    struct text out;

    ck_assert_uint_eq(json_array_size(all), 18);
    ck_assert_uint_eq(json_array_size(json_object_get(parent, "gaps")), 16);
    ck_assert_ptr_null(json_object_get(json_array_get(all, 0), "gaps"));
    json_decref(all);
    ck_assert_int_eq(run(&out, "--sum-of %/080.json %/080.json"), 0);
    ck_assert_ptr_nonnull(strstr(out.bytes, "与各单位之和逐格相符"));
    text_free(&out);
}
END_TEST

START_TEST(last_years_report_is_given_or_found)
{
    json_t *all = run_json("--json --previous %/007.json %/008.json", 0);
    const json_t *report = json_array_get(all, 0);

    ck_assert_int_eq(number(report, "warnings"), 1);
    json_decref(all);
    all = run_json("--json %/008.json", 0);
    ck_assert_int_eq(number(json_array_get(all, 0), "warnings"), 0);
    json_decref(all);
}
END_TEST

/* ---- Files that are none, calls that are wrong ---- */

START_TEST(what_cannot_be_read_is_named_and_the_rest_is_checked)
{
    struct text out;

    ck_assert_int_eq(run(&out, "%/none.json %/011.json 2>&1"), 2);
    ck_assert_ptr_nonnull(strstr(out.bytes, "none.json: 打不开"));
    ck_assert_ptr_nonnull(strstr(out.bytes, "总计填 0"));
    ck_assert_ptr_nonnull(strstr(out.bytes, "1 份读不出来"));
    text_free(&out);
    ck_assert_int_eq(run(&out, "% 2>&1"), 2);
    text_free(&out);
    ck_assert_int_eq(run(&out, "%/../matrix.txt 2>&1"), 2);
    ck_assert_ptr_nonnull(strstr(out.bytes, "matrix.txt: "));
    text_free(&out);
    ck_assert_int_eq(run(&out, "--previous %/none.json %/008.json 2>&1"), 2);
    text_free(&out);
    ck_assert_int_eq(run(&out, "--previous %/002.json %/008.json 2>&1"), 2);
    ck_assert_ptr_nonnull(strstr(out.bytes, "002.json: 不是上一年度的报告"));
    text_free(&out);
    ck_assert_int_eq(run(&out, "--sum-of %/025.json %/034.json %/080.json 2>&1"), 2);
    ck_assert_ptr_nonnull(strstr(out.bytes, "034.json: 与上级报告不是同一年度"));
    ck_assert_ptr_null(strstr(out.bytes, "汇总 "));
    text_free(&out);
}
END_TEST

START_TEST(a_wrong_call_is_refused)
{
    static const char *const calls[] = {"", "--what %/008.json", "--previous",
                                        "--previous %/007.json %/008.json %/011.json",
                                        "--sum-of %/025.json"};

    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        char call[128];
        struct text out;

        snprintf(call, sizeof call, "%s 2>&1", calls[i]);
        ck_assert_int_eq(run(&out, call), 2);
        ck_assert_msg(strstr(out.bytes, "wrong arguments for check-report") != NULL, "%s",
                      out.bytes);
        text_free(&out);
    }
}
END_TEST

START_TEST(the_text_ends_with_the_sums)
{
    struct text out;

    ck_assert_int_eq(run(&out, "%/002.json %/011.json %/071.json"), 1);
    ck_assert_ptr_nonnull(
        strstr(out.bytes, "3 份报告，2 份自相矛盾：2 处矛盾，3 处提醒，0 处无法判断；"
                          "0 份读不出来\n"));
    text_free(&out);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("check_report");
    TCase *all = tcase_create("check_report");

    tcase_set_timeout(all, 120);
    tcase_add_loop_test(all, a_published_report_shows_exactly_what_contradicts_itself, 0,
                        KNOWN);
    tcase_add_test(all, all_of_them_at_once_know_the_years_before);
    tcase_add_test(all, the_one_slip_of_the_seed_report_is_found_and_nothing_else);
    tcase_add_test(all, blanks_are_one_finding_of_a_table);
    tcase_add_test(all, a_parent_is_held_against_its_units);
    tcase_add_test(all, last_years_report_is_given_or_found);
    tcase_add_test(all, what_cannot_be_read_is_named_and_the_rest_is_checked);
    tcase_add_test(all, a_wrong_call_is_refused);
    tcase_add_test(all, the_text_ends_with_the_sums);
    suite_add_tcase(suite, all);
    return harness_run(suite);
}
