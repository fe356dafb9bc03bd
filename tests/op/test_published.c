/* Published reports: entered from files, compared with the cases, and summed up. */
#include "op/ask.h"
#include "op/who.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The zone's 17 units. */
static const char *const units[] = {"035", "045", "055", "065", "071", "080",
                                    "081", "082", "083", "084", "085", "086",
                                    "087", "088", "089", "090", "091"};
enum { UNITS = sizeof units / sizeof units[0] };

static json_t *
load(const char *name)
{
    const char *srcdir = getenv("srcdir");
    char path[4096];
    json_t *report;

    snprintf(path, sizeof path, "%s/tests/data/reports/%s.json", srcdir ? srcdir : ".",
             name);
    report = json_load_file(path, 0, NULL);
    ck_assert_msg(report != NULL, "%s", path);
    return report;
}

/* REPORT as JSON without an apostrophe, which the words of a test take for a quote. */
static const char *
written(const json_t *report)
{
    char *bytes = json_dumps(report, 0);
    struct text t = {NULL, 0, 0};

    for (const char *at = bytes; *at != '\0'; at++)
        text_add_bytes(&t, *at == '\'' ? "\\u0027" : at, *at == '\'' ? 6 : 1);
    free(bytes);
    return t.bytes;
}

/* Sends BYTES as the file NAME to PATH. */
static const json_t *
send_file(long status, const char *name, const char *bytes, const char *path)
{
    char disposition[200];
    const char *const headers[] = {"Content-Type: application/octet-stream", disposition,
                                   NULL};
    const struct asked *a;

    snprintf(disposition, sizeof disposition,
             "Content-Disposition: attachment; filename=\"%s\"", name);
    a = ask_with(headers, bytes, "POST %s", path);
    ck_assert_msg(a->answer.status == status, "%s: %ld: %s", path, a->answer.status,
                  a->answer.body.bytes);
    return a->json;
}

/* Enters REPORT, which is used up, for AGENCY. */
static const json_t *
enter(const char *agency, const char *covers, json_t *report)
{
    const char *bytes = written(report);
    char path[300];
    const json_t *reply;

    snprintf(
        path, sizeof path,
        "/api/v1/agencies/%s/published-reports/%lld?covers=%s&source=%%E5%%AE%%98%%E7%%BD"
        "%%91&published_on=2025-01-20",
        agency, json_integer_value(json_object_get(report, "year")), covers);
    reply = send_file(201, "report.json", bytes, path);
    json_decref(report);
    return reply;
}

static void
set_cell(json_t *report, const char *row, size_t column, int value)
{
    json_t *rows = json_object_get(json_object_get(report, "section3"), "rows");

    json_array_set_new(json_object_get(rows, row), column, json_integer(value));
}

/* The gap at a place; fails when there is none. */
static const json_t *
gap(const json_t *r, const char *section, const char *row, const char *column)
{
    const json_t *g;
    size_t i;

    json_array_foreach(value_in(r, "gaps"), i, g)
        if (strcmp(text_in(g, "section"), section) == 0 &&
            strcmp(text_in(g, "row"), row) == 0 &&
            strcmp(text_in(g, "column"), column) == 0)
            return g;
    ck_abort_msg("no gap at %s %s %s: %s", section, row, column,
                 json_dumps(value_in(r, "gaps"), JSON_INDENT(1)));
}

/* The gap is printed and computed so, and WHOM (codes with a space between) are to blame. */
static void
is_gap(const json_t *g, long printed, long computed, long added, const char *whom)
{
    char blamed[200] = "";
    const json_t *b;
    size_t i;

    json_array_foreach(value_in(g, "blame"), i, b) {
        strcat(blamed, i > 0 ? " " : "");
        strcat(blamed, text_in(b, "code"));
    }
    ck_assert_msg(number_in(g, "printed") == printed &&
                      number_in(g, "computed") == computed &&
                      number_in(g, "added") == added && strcmp(blamed, whom) == 0,
                  "%s", json_dumps(g, JSON_INDENT(1)));
}

static void
make_zone(void)
{
    char code[20];

    make_agency("zone", "'level':'city'");
    ask(201, "{'declared':true}", "POST /api/v1/agencies/zone/nil/2024");
    for (int i = 0; i < UNITS; i++) {
        snprintf(code, sizeof code, "u-%s", units[i]);
        make_agency(code, "'parent':'zone','level':'department'");
        enter(code, "agency", load(units[i]));
    }
    enter("zone", "subtree", load("025"));
}

static long
sum(const json_t *r, const char *key, size_t column)
{
    const json_t *row;
    size_t i;

    json_array_foreach(value_in(r, "section_three.rows"), i, row)
        if (strcmp(text_in(row, "key"), key) == 0)
            return (long)json_integer_value(json_array_get(value_in(row, "cells"), column));
    ck_abort_msg("no row %s", key);
}

/* Reports in the wild, 4: 218 = 69 + 19 + … + 2, and every gap with the unit that made it. */
START_TEST(the_zone_against_its_seventeen_units_shows_every_gap_and_whose_it_is)
{
    static const struct {
        const char *section, *row, *column;
        long printed, computed, added;
        const char *whom;
    } gaps[] = {
        {"two", "normative_documents", "repealed", 33, 27, 27, ""},
        {"two", "normative_documents", "in_force", 440, 468, 468, ""},
        {"two", "penalty", "processed", 1100, 846, 846, ""},
        {"two", "fees", "amount", 18651060000, 18651064104, 18651064104, ""},
        {"three", "new", "total", 218, 218, 209, "u-081 u-088"},
        {"three", "granted", "total", 71, 71, 70, "u-081"},
        {"three", "refused_4", "total", 3, 3, 1, "u-081"},
        {"three", "unavailable_1", "total", 75, 75, 71, "u-088"},
        {"three", "unavailable_3", "natural_person", 0, 1, 1, "u-088"},
        {"three", "unavailable_3", "total", 0, 1, 0, "u-088"},
        {"three", "other_1", "total", 1, 1, 0, "u-088"},
        {"three", "other_3", "total", 2, 2, 1, "u-088"},
        {"three", "total", "natural_person", 217, 218, 214, "u-088 u-087"},
        {"three", "total", "total", 218, 219, 206, "u-088 u-081 u-087 u-088"},
        {"four", "review", "total", 7, 7, 6, "u-083"},
        {"four", "suit_after_review", "total", 19, 19, 15, "u-071"},
    };
    const json_t *r;

    make_zone();
    r = ask(200, NULL, "GET /api/v1/agencies/zone/roll-up/2024");
    ck_assert(json_is_true(value_in(r, "complete")));
    ck_assert(!json_is_true(value_in(r, "sound")));
    ck_assert_uint_eq(json_array_size(value_in(r, "contradictory")), 1);
    ck_assert_str_eq(text_in(r, "contradictory.0.code"), "u-088");
    ck_assert_int_eq(sum(r, "new", 0), 217);
    ck_assert_int_eq(sum(r, "new", 6), 218);
    ck_assert_int_eq(sum(r, "granted", 6), 71);
    ck_assert_int_eq(sum(r, "unavailable_1", 6), 75);
    ck_assert_int_eq(sum(r, "unavailable_3", 0), 1);
    for (unsigned i = 0; i < sizeof gaps / sizeof gaps[0]; i++)
        is_gap(gap(r, gaps[i].section, gaps[i].row, gaps[i].column), gaps[i].printed,
               gaps[i].computed, gaps[i].added, gaps[i].whom);
    ck_assert_uint_eq(json_array_size(value_in(r, "gaps")), sizeof gaps / sizeof gaps[0]);
}
END_TEST

START_TEST(what_is_read_is_shown_before_it_is_kept)
{
    const char *bytes = written(load("034"));
    const json_t *r;

    make_agency("pre", NULL);
    r = send_file(200, "report.json", bytes,
                  "/api/v1/agencies/pre/published-reports/2023/preview");
    ck_assert_uint_gt(json_array_size(value_in(r, "findings")), 0);
    ck_assert_str_eq(text_in(r, "findings.0.level"), "error");
    ck_assert_uint_eq(
        json_array_size(value_in(
            ask(200, NULL, "GET /api/v1/agencies/pre/published-reports"), "published")),
        0);
    send_file(422, "report.json", bytes,
              "/api/v1/agencies/pre/published-reports/2022/preview");
    send_file(422, "report.txt", "一二三 10 0 0 0 01",
              "/api/v1/agencies/pre/published-reports/2023/preview");
    send_file(422, "report.json", "{",
              "/api/v1/agencies/pre/published-reports/2023/preview");
    refused(404, "not_found", NULL, "GET /api/v1/agencies/pre/published-reports/2023");
}
END_TEST

/* Anybody may have one checked, whosever it is; what contradicts itself is
 * named by its cells, and nothing is kept. */
START_TEST(a_published_report_is_checked_without_being_kept)
{
    json_t *report = load("034");
    const json_t *r, *f;
    size_t i, marked = 0;

    make_agency("checking", NULL);
    set_cell(report, "new", 6, 4711);
    r = send_file(200, "report.json", written(report), "/api/v1/check-report");
    ck_assert_str_eq(text_in(r, "verdict"), "fail");
    ck_assert_int_gt(number_in(r, "errors"), 0);
    ck_assert_uint_eq(json_array_size(value_in(r, "tables.three.rows")), 25);
    ck_assert_uint_gt(json_array_size(value_in(r, "tables.three.spans")), 25);
    json_array_foreach(value_in(r, "findings"), i, f) {
        ck_assert_ptr_nonnull(text_in(f, "key"));
        ck_assert_ptr_nonnull(text_in(f, "fix"));
        if (strcmp(text_in(f, "rule"), "categories") == 0 &&
            strcmp(text_in(f, "at.row"), "new") == 0) {
            ck_assert_str_eq(text_in(f, "at.part"), "three");
            ck_assert_int_eq(number_in(f, "printed"), 4711);
            marked++;
        }
    }
    ck_assert_uint_eq(marked, 1);
    ck_assert_uint_eq(json_array_size(value_in(
                          ask(200, NULL, "GET /api/v1/agencies/checking/published-reports"),
                          "published")),
                      0);
    json_decref(report);
}
END_TEST

START_TEST(a_sentence_that_contradicts_is_quoted)
{
    json_t *report = load("034"), *text;
    const json_t *r, *f;
    size_t i, quoted = 0;

    json_object_del(report, "text_claims");
    json_object_set_new(report, "text", text = json_object());
    json_object_set_new(
        text, "one",
        json_pack("{s:s,s:s}", "heading", "一、总体情况", "body",
                  "（一）依申请公开。本年收到政府信息公开申请98765件。\n另有其他工作。"));
    r = send_file(200, "report.json", written(report), "/api/v1/check-report");
    json_array_foreach(value_in(r, "findings"), i, f)
        if (json_object_get(json_object_get(f, "at"), "quote") != NULL) {
            ck_assert_ptr_nonnull(strstr(text_in(f, "at.quote"), "98765"));
            ck_assert_int_eq(number_in(f, "printed"), 98765);
            quoted++;
        }
    ck_assert_uint_eq(quoted, 1);
    json_decref(report);
}
END_TEST

/* Whatever somebody drops there is refused with a reason, or read; the service stands. */
START_TEST(no_file_harms_who_checks_it)
{
    static const struct {
        const char *name, *bytes;
    } hostile[] = {
        {"a.html", "<table><tr><td colspan=999999999 rowspan=999999999>x</table>"},
        {"a.html", "<table><table><table><table><table><tr><td><td"},
        {"a.docx", "PK\003\004not a package at all"},
        {"a.xlsx", "PK\005\006"},
        {"a.pdf", "%PDF-1.7 no report"},
        {"a.json", "{"},
        {"a.json", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]"},
        {"a.json", "{\"section3\":{\"rows\":{\"new\":[1,2,3,4,5,6,7,8,9]}}}"},
        {"a.csv", ",,,,,,,\"unclosed"},
        {"../../etc/passwd", "root:x:0:0"},
    };
    char *long_page = malloc(1 << 20);

    for (unsigned i = 0; i < sizeof hostile / sizeof hostile[0]; i++)
        send_file(422, hostile[i].name, hostile[i].bytes, "/api/v1/check-report");
    memset(long_page, '<', (1 << 20) - 1);
    long_page[(1 << 20) - 1] = '\0';
    send_file(422, "x.html", long_page, "/api/v1/check-report");
    free(long_page);
    ck_assert_str_eq(
        text_in(send_file(200, "report.json", written(load("035")), "/api/v1/check-report"),
                "report.format"),
        "2021");
}
END_TEST

START_TEST(the_latest_that_was_entered_holds)
{
    json_t *second = load("035");
    const json_t *r;

    make_agency("again", NULL);
    enter("again", "agency", load("035"));
    set_cell(second, "new", 0, 100);
    enter("again", "agency", second);
    r = ask(200, NULL, "GET /api/v1/agencies/again/published-reports/2024");
    ck_assert_int_eq(number_in(r, "published.n"), 2);
    ck_assert_int_eq(number_in(r, "report.section3.rows.new.0"), 100);
    r = ask(200, NULL, "GET /api/v1/agencies/again/published-reports/2024?n=1");
    ck_assert_int_ne(number_in(r, "report.section3.rows.new.0"), 100);
    r = ask(200, NULL, "GET /api/v1/agencies/again/roll-up/2024");
    ck_assert_str_eq(text_in(r, "agencies.0.status"), "published");
    ck_assert_int_eq(number_in(r, "agencies.0.n"), 2);
    ck_assert(!json_is_true(value_in(r, "agencies.0.late")));
}
END_TEST

/* Entered in time and, corrected, again after the deadline; the last time without the day. */
START_TEST(a_report_entered_anew_is_as_early_as_the_first_time)
{
    const char *bytes = written(load("035"));
    const json_t *r;

    make_agency("anew", NULL);
    enter("anew", "agency", load("035"));
    send_file(201, "report.json", bytes,
              "/api/v1/agencies/anew/published-reports/2024?covers=agency&source=x");
    r = ask(200, NULL, "GET /api/v1/agencies/anew/roll-up/2024");
    ck_assert_int_eq(number_in(r, "agencies.0.n"), 2);
    ck_assert_str_eq(text_in(r, "agencies.0.reported_on"), "2025-01-20");
    ck_assert(!json_is_true(value_in(r, "agencies.0.late")));
    make_agency("anew-late", NULL);
    send_file(201, "report.json", bytes,
              "/api/v1/agencies/anew-late/published-reports/2024?covers=agency&source=x");
    r = ask(200, NULL, "GET /api/v1/agencies/anew-late/roll-up/2024");
    ck_assert(json_is_true(value_in(r, "agencies.0.late")));
}
END_TEST

/* Row 46: each cell that differs, and the way to its cases. */
START_TEST(each_cell_that_differs_leads_to_its_cases)
{
    json_t *report = load("090");
    json_t *rows = json_object_get(json_object_get(report, "section3"), "rows");
    const json_t *r, *d, *cells;
    json_t *row;
    const char *key;
    size_t i;
    bool found = false;

    make_agency("diff", NULL);
    answer_case(make_case("diff", "2024-03-04", NULL), "granted", "2024-03-11");
    json_object_foreach(rows, key, row)
        for (size_t c = 0; c < 7; c++)
            json_array_set_new(row, c, json_integer(0));
    set_cell(report, "new", 0, 1);
    set_cell(report, "new", 6, 1);
    set_cell(report, "total", 0, 1);
    set_cell(report, "total", 6, 1);
    set_cell(report, "refused_1", 0, 1);
    set_cell(report, "refused_1", 6, 1);
    enter("diff", "agency", report);
    r = ask(200, NULL, "GET /api/v1/agencies/diff/published-reports/2024/differences");
    json_array_foreach(value_in(r, "differences"), i, d)
        if (strcmp(text_in(d, "row"), "granted") == 0 &&
            strcmp(text_in(d, "column"), "natural_person") == 0) {
            ck_assert_int_eq(number_in(d, "printed"), 0);
            ck_assert_int_eq(number_in(d, "computed"), 1);
            cells = ask(200, NULL, "GET %s", text_in(d, "cases"));
            ck_assert_uint_eq(json_array_size(value_in(cells, "applications")), 1);
            found = true;
        } else if (strcmp(text_in(d, "section"), "three") == 0) {
            ck_assert_msg(strcmp(text_in(d, "row"), "granted") == 0 ||
                              strcmp(text_in(d, "row"), "refused_1") == 0,
                          "%s", text_in(d, "row"));
        }
    ck_assert(found);
    r = ask(200, NULL, "GET /api/v1/agencies/diff/roll-up/2024");
    ck_assert_str_eq(text_in(r, "agencies.0.status"), "computed");
}
END_TEST

/* A whole is never set beside the cases of one agency. */
START_TEST(a_report_is_compared_with_what_it_covers_alone)
{
    make_agency("scope", NULL);
    enter("scope", "subtree", load("090"));
#define DIFFERENCES "GET /api/v1/agencies/scope/published-reports/2024/differences"
    refused(404, "not_found", NULL, DIFFERENCES);
    refused(404, "not_found", NULL, DIFFERENCES "?scope=agency&n=1");
    ck_assert_str_eq(
        text_in(ask(200, NULL, DIFFERENCES "?scope=subtree&n=1"), "published.covers"),
        "subtree");
    enter("scope", "agency", load("090"));
    ck_assert_int_eq(number_in(ask(200, NULL, DIFFERENCES), "published.n"), 2);
    refused(404, "not_found", NULL, DIFFERENCES "?scope=subtree&n=2");
}
END_TEST

START_TEST(oversight_enters_for_who_does_not_work_here_and_for_nobody_else)
{
    const char *const *above;
    const char *bytes = written(load("090"));
    const char *headers[8] = {"Content-Type: application/octet-stream",
                              "Content-Disposition: attachment; filename=\"report.json\""};
    int n = 2;

    make_agency("ov", NULL);
    make_agency("ov-in", "'parent':'ov'");
    make_agency("ov-out", "'parent':'ov'");
    make_agency("ov-else", NULL);
    make_case("ov-in", "2024-12-20", NULL);
    for (above = as_person("ov", "wu", "{oversight}", NULL); *above != NULL; above++)
        headers[n++] = *above;
    headers[n] = NULL;
#define ENTER(agency, status, code)                                                        \
    sent(headers, status, code, bytes,                                                     \
         "POST /api/v1/agencies/" agency "/published-reports/2024?covers=agency&source=x")
    ENTER("ov-out", 201, NULL);
    ENTER("ov-in", 409, "act_not_lawful");
    ENTER("ov-else", 404, "not_found");
    ENTER("ov", 201, NULL);
}
END_TEST

START_TEST(nothing_of_a_year_can_be_declared_nil_twice_over)
{
    const json_t *r;

    make_agency("both", NULL);
    enter("both", "agency", load("090"));
    r = ask(200, NULL, "GET /api/v1/agencies/both/roll-up/2024");
    ck_assert_str_eq(text_in(r, "agencies.0.status"), "published");
    refused(409, "act_not_lawful", "{'declared':true}",
            "POST /api/v1/agencies/both/nil/2024");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_zone_against_its_seventeen_units_shows_every_gap_and_whose_it_is,
        what_is_read_is_shown_before_it_is_kept,
        a_published_report_is_checked_without_being_kept,
        a_sentence_that_contradicts_is_quoted,
        no_file_harms_who_checks_it,
        the_latest_that_was_entered_holds,
        a_report_entered_anew_is_as_early_as_the_first_time,
        each_cell_that_differs_leads_to_its_cases,
        a_report_is_compared_with_what_it_covers_alone,
        oversight_enters_for_who_does_not_work_here_and_for_nobody_else,
        nothing_of_a_year_can_be_declared_nil_twice_over,
        NULL,
    };

    return here_run("published", tests, (const char *const[]){"--today=2026-03-10", NULL});
}
