/* Section four of the published reports, replayed as reviews and suits: what adds up comes
 * out again in its 15 cells, what contradicts itself is refused with what does. */
#include "harness.h"
#include "published.h"
#include "service.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCKS = 3, FIVE = 5 };

static const char *const blocks[BLOCKS] = {"review", "suit_direct", "suit_after_review"};
static const char *const labels[BLOCKS] = {"行政复议", "未经复议直接起诉", "复议后起诉"};
static const char *const columns[FIVE] = {"upheld", "corrected", "other_result", "pending",
                                          "total"};

static const char *const reports[] = {"002", "004", "007", "008", "011", "013", "025",
                                      "031", "034", "035", "045", "055", "065", "071",
                                      "080", "081", "082", "083", "084", "085", "086",
                                      "087", "088", "089", "090", "091"};
enum { REPORTS = sizeof reports / sizeof reports[0] };

/* The units of the zone whose own report is 025. */
static const char *const units[] = {"035", "045", "055", "065", "071", "080",
                                    "081", "082", "083", "084", "085", "086",
                                    "087", "088", "089", "090", "091"};

static struct service_under_test s;

static void
begin(void)
{
    service_begin(&s, (const char *const[]){"--today=2026-06-30", NULL});
}

static void
end(void)
{
    service_end(&s);
}

struct four {
    int year;
    long cells[BLOCKS][FIVE];
};

static json_t *
load(const char *name)
{
    char path[4096];
    json_t *report = json_load_file(published_path(name, path), 0, NULL);

    ck_assert_msg(report != NULL, "%s", path);
    return report;
}

static struct four
four_of(const json_t *report)
{
    struct four f = {.year = (int)json_integer_value(json_object_get(report, "year"))};

    for (int b = 0; b < BLOCKS; b++) {
        const json_t *cells =
            json_object_get(json_object_get(report, "section4"), blocks[b]);

        ck_assert_uint_eq(json_array_size(cells), FIVE);
        for (size_t c = 0; c < FIVE; c++)
            f.cells[b][c] = (long)json_integer_value(json_array_get(cells, c));
    }
    return f;
}

static long
sum_of(const struct four *f, int b)
{
    return f->cells[b][0] + f->cells[b][1] + f->cells[b][2] + f->cells[b][3];
}

static bool
adds_up(const struct four *f)
{
    for (int b = 0; b < BLOCKS; b++)
        if (sum_of(f, b) != f->cells[b][4])
            return false;
    return true;
}

static void
expect_cells(const char *agency, const char *query, const struct four *want)
{
    char path[300];
    json_t *table;

    snprintf(path, sizeof path, "/api/v1/agencies/%s/section-four?%s", agency, query);
    table = service_json(&s, 200, "GET", path, NULL);
    for (size_t b = 0; b < BLOCKS; b++) {
        const json_t *row = json_array_get(json_object_get(table, "rows"), b);

        ck_assert_str_eq(json_string_value(json_object_get(row, "key")), blocks[b]);
        for (size_t c = 0; c < FIVE; c++) {
            long got =
                (long)json_integer_value(json_array_get(json_object_get(row, "cells"), c));

            ck_assert_msg(got == want->cells[b][c], "%s: %s/%s: %ld, published %ld", agency,
                          blocks[b], columns[c], got, want->cells[b][c]);
        }
    }
    json_decref(table);
}

/* Every cell opens as many as it counts, none twice. */
static void
open_cells(const char *agency, const char *query, const struct four *want)
{
    for (int b = 0; b < BLOCKS; b++)
        for (int c = 0; c < FIVE; c++) {
            char path[400], last[100] = "";
            json_t *page, *r;
            size_t i;

            snprintf(path, sizeof path,
                     "/api/v1/agencies/%s/section-four/%s/%s?%s&limit=1000", agency,
                     blocks[b], columns[c], query);
            page = service_json(&s, 200, "GET", path, NULL);
            ck_assert_msg((long)json_array_size(json_object_get(page, "remedies")) ==
                              want->cells[b][c],
                          "%s: %zu", path,
                          json_array_size(json_object_get(page, "remedies")));
            json_array_foreach(json_object_get(page, "remedies"), i, r) {
                char name[100];

                snprintf(name, sizeof name, "%s %lld",
                         json_string_value(json_object_get(r, "agency")),
                         json_integer_value(json_object_get(r, "n")));
                ck_assert_str_ne(name, last);
                snprintf(last, sizeof last, "%s", name);
            }
            json_decref(page);
        }
}

/* Replays section four of FILE; its exit status, with what it said in OUT. */
static int
replay(const char *file, const char *agency, const char *parent, struct text *out)
{
    return service_command(&s, out,
                           (const char *const[]){"replay", file, "--section", "four",
                                                 "--agency", agency,
                                                 parent ? "--parent" : NULL, parent, NULL});
}

static long
count_rows(void)
{
    PGconn *conn = PQconnectdb(s.database);
    PGresult *r = PQexec(conn, "select (select count(*) from gongkai.remedy)"
                               " + (select count(*) from gongkai.remedy_event)"
                               " + (select count(*) from gongkai.agency)"
                               " + (select count(*) from gongkai.audit)");
    long n;

    ck_assert_msg(PQresultStatus(r) == PGRES_TUPLES_OK, "%s", PQerrorMessage(conn));
    n = strtol(PQgetvalue(r, 0, 0), NULL, 10);
    PQclear(r);
    PQfinish(conn);
    return n;
}

/* Each contradiction is told with its block, what is printed and what its parts make. */
static void
expect_told(const struct four *f, const char *said)
{
    for (int b = 0; b < BLOCKS; b++) {
        char line[200];

        snprintf(line, sizeof line, "“%s”：总计填 %ld，结果维持 %ld、结果纠正 %ld",
                 labels[b], f->cells[b][4], f->cells[b][0], f->cells[b][1]);
        ck_assert_msg((strstr(said, line) != NULL) == (sum_of(f, b) != f->cells[b][4]),
                      "%s: %s", line, said);
    }
}

START_TEST(section_four_comes_out_in_its_cells_or_is_refused_with_its_contradiction)
{
    json_t *report = load(reports[_i]);
    struct four f = four_of(report);
    struct text out = {NULL, 0, 0};
    char path[4096], agency[64], query[64];
    long before = count_rows();
    int status;

    snprintf(agency, sizeof agency, "four-%s", reports[_i]);
    status = replay(published_path(reports[_i], path), agency, NULL, &out);
    if (adds_up(&f)) {
        ck_assert_msg(status == 0 && strstr(out.bytes, "15 格中 15 格相符") != NULL,
                      "%s: %s", reports[_i], out.bytes);
        snprintf(query, sizeof query, "year=%d", f.year);
        expect_cells(agency, query, &f);
        open_cells(agency, query, &f);
        snprintf(query, sizeof query, "year=%d&scope=subtree", f.year);
        expect_cells(agency, query, &f);
    } else {
        ck_assert_int_eq(status, 1);
        expect_told(&f, out.bytes);
        ck_assert_int_eq(count_rows(), before);
    }
    text_free(&out);
    json_decref(report);
}
END_TEST

START_TEST(of_26_reports_three_contradict_themselves)
{
    char bad[100] = "";

    ck_assert_int_eq(REPORTS, 26);
    for (int i = 0; i < REPORTS; i++) {
        json_t *report = load(reports[i]);
        struct four f = four_of(report);

        if (!adds_up(&f))
            snprintf(bad + strlen(bad), sizeof bad - strlen(bad), " %s", reports[i]);
        json_decref(report);
    }
    ck_assert_str_eq(bad, " 011 071 083");
}
END_TEST

/* The units with their totals put right are what the zone has published. */
START_TEST(a_zone_is_the_sum_of_its_units)
{
    json_t *report = load("025");
    struct four zone = four_of(report), nothing = {.year = zone.year};
    struct text out = {NULL, 0, 0};
    char path[4200], agency[64], name[200];

    json_decref(report);
    json_decref(service_json(&s, 201, "POST", "/api/v1/agencies",
                             "{\"code\":\"zone\",\"name\":\"某综合实验区\","
                             "\"level\":\"city\"}"));
    for (unsigned i = 0; i < sizeof units / sizeof units[0]; i++) {
        struct four f;

        report = load(units[i]);
        f = four_of(report);
        for (int b = 0; b < BLOCKS; b++)
            json_array_set_new(
                json_object_get(json_object_get(report, "section4"), blocks[b]), 4,
                json_integer(sum_of(&f, b)));
        snprintf(name, sizeof name, "单位 %s", units[i]);
        json_object_set_new(report, "agency", json_string(name));
        snprintf(path, sizeof path, "%s/%s.json", s.directory, units[i]);
        snprintf(agency, sizeof agency, "unit-%s", units[i]);
        ck_assert_int_eq(json_dump_file(report, path, 0), 0);
        ck_assert_int_eq(replay(path, agency, "zone", &out), 0);
        json_decref(report);
    }
    text_free(&out);
    expect_cells("zone", "year=2024&scope=subtree", &zone);
    open_cells("zone", "year=2024&scope=subtree", &zone);
    expect_cells("zone", "year=2024", &nothing);
    expect_cells("zone", "year=2023&scope=subtree", &nothing);
}
END_TEST

START_TEST(replaying_again_changes_nothing)
{
    struct text out = {NULL, 0, 0};
    char path[4096];
    long before;

    ck_assert_int_eq(replay(published_path("002", path), "again-002", NULL, &out), 0);
    before = count_rows();
    ck_assert_int_eq(replay(path, "again-002", NULL, &out), 0);
    ck_assert_int_eq(count_rows(), before);
    text_free(&out);
}
END_TEST

START_TEST(what_is_no_section_four_is_refused)
{
    static const char *const bad[] = {
        "{\"year\":2024,\"agency\":\"x\"}",
        "{\"year\":2024,\"agency\":\"x\",\"section4\":{\"review\":[1,2]}}",
        "{\"year\":2024,\"agency\":\"x\",\"section4\":{\"review\":[0,0,0,0,\"0\"],"
        "\"suit_direct\":[0,0,0,0,0],\"suit_after_review\":[0,0,0,0,0]}}",
        "{\"year\":2024,\"agency\":\"x\",\"section4\":{\"review\":[-1,1,0,0,0],"
        "\"suit_direct\":[0,0,0,0,0],\"suit_after_review\":[0,0,0,0,0]}}",
        "{\"year\":1,\"agency\":\"x\",\"section4\":{}}"};
    struct text out = {NULL, 0, 0};
    char path[4200];

    snprintf(path, sizeof path, "%s/bad.json", s.directory);
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        FILE *file = fopen(path, "w");

        fputs(bad[i], file);
        fclose(file);
        ck_assert_int_eq(replay(path, "bad", NULL, &out), 1);
    }
    text_free(&out);
}
END_TEST

/* The last one: it looks at all that the others left. */
START_TEST(recounting_from_the_entries_finds_no_difference)
{
    struct text out = {NULL, 0, 0};
    int status = service_command(&s, &out, (const char *const[]){"verify", NULL});

    ck_assert_msg(status == 0, "%s", out.bytes);
    text_free(&out);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("report_four");
    TCase *all = tcase_create("report_four");

    tcase_set_timeout(all, 300);
    tcase_add_unchecked_fixture(all, begin, end);
    tcase_add_test(all, of_26_reports_three_contradict_themselves);
    tcase_add_loop_test(
        all, section_four_comes_out_in_its_cells_or_is_refused_with_its_contradiction, 0,
        REPORTS);
    tcase_add_test(all, a_zone_is_the_sum_of_its_units);
    tcase_add_test(all, replaying_again_changes_nothing);
    tcase_add_test(all, what_is_no_section_four_is_refused);
    tcase_add_test(all, recounting_from_the_entries_finds_no_difference);
    suite_add_tcase(suite, all);
    return harness_run(suite);
}
