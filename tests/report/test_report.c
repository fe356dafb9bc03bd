/* Published reports replayed as cases: every number must come out again. */
#include "cells.h"
#include "core/tally.h"
#include "harness.h"
#include "published.h"
#include "service.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The reports that add up; the biggest comes first so that the rest finds a full house. */
/* clang-format off */
#define SOUND_REPORTS(X)                                                                   \
    X(013) X(002) X(004) X(007) X(008) X(011) X(025) X(035) X(045) X(055) X(065) X(071) \
    X(080) X(082) X(083) X(084) X(085) X(086) X(089) X(090) X(091)
/* clang-format on */
#define NAME(id) #id,
static const char *const sound[] = {SOUND_REPORTS(NAME) NULL};
static const char *const contradictory[] = {"031", "034", "081", "087", "088", NULL};

/* The 17 units of the zone whose own report is 025, three of them put right. */
static const char *const units[] = {
    "035", "045", "055",           "065",           "071",           "080",
    "082", "083", "084",           "085",           "086",           "089",
    "090", "091", "corrected-081", "corrected-087", "corrected-088", NULL};

enum { BIGGEST = 14000, PAGE = 1000, SMALL_PAGE = 20 };

/* One service for all: replaying a report again is cheap, so each test makes sure itself
 * that what it needs is there. */
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

/* Rows in every table that a write leaves something in. */
struct counts {
    long agencies, applications, events, applicants, entries, numbers, audits, keys;
};

static struct counts
count_rows(void)
{
    PGconn *conn = PQconnectdb(s.database);
    PGresult *r = PQexec(conn, "set search_path = gongkai;"
                               "select (select count(*) from agency),"
                               " (select count(*) from application),"
                               " (select count(*) from event),"
                               " (select count(*) from applicant),"
                               " (select count(*) from tally_entry),"
                               " (select coalesce(sum(last), 0) from serial),"
                               " (select count(*) from audit),"
                               " (select count(*) from idempotency)");
    struct counts n;
    long *fields[] = {&n.agencies, &n.applications, &n.events, &n.applicants,
                      &n.entries,  &n.numbers,      &n.audits, &n.keys};

    ck_assert_msg(PQresultStatus(r) == PGRES_TUPLES_OK, "%s", PQerrorMessage(conn));
    for (int i = 0; i < 8; i++)
        *fields[i] = strtol(PQgetvalue(r, 0, i), NULL, 10);
    PQclear(r);
    PQfinish(conn);
    return n;
}

/* Replays FILE, which must come out of the cases in every cell. */
static void
replay_file(const char *file, const struct published *p, const char *agency,
            const char *parent)
{
    const char *arguments[] = {
        "replay", file, "--agency", agency, parent ? "--parent" : NULL, parent, NULL};
    struct text out = {NULL, 0, 0};
    int cells = p->row_count * COLUMNS, status;
    char equal[64];

    status = service_command(&s, &out, arguments);
    snprintf(equal, sizeof equal, "%d 格中 %d 格相符", cells, cells);
    ck_assert_msg(status == 0 && strstr(out.bytes, equal) != NULL, "%s: %d: %s", file,
                  status, out.bytes);
    ck_assert_msg((strstr(out.bytes, "空白格按 0 计") != NULL) == (p->blanks > 0), "%s: %s",
                  file, out.bytes);
    text_free(&out);
}

static struct published
replay(const char *name, const char *agency, const char *parent)
{
    struct published p = published_read(name);
    char path[4096];

    replay_file(published_path(name, path), &p, agency, parent);
    return p;
}

static void
agency_of(const char *name, char agency[64])
{
    snprintf(agency, 64, "report-%s", name);
}

/* The table of AGENCY must be P in every cell, asked without the command that made it. */
static void
expect_table(const char *agency, const char *query, const struct published *p)
{
    long cells[MOST_ROWS][COLUMNS];

    cells_count(&s, agency, query, p, cells);
    for (int r = 0; r < p->row_count; r++)
        for (int c = 0; c < COLUMNS; c++)
            ck_assert_msg(cells[r][c] == p->cells[r][c], "%s: %s / %s: %ld, published %ld",
                          agency, p->keys[r], tally_column_key(c), cells[r][c],
                          p->cells[r][c]);
}

static struct published
replay_alone(const char *name)
{
    char agency[64], query[32];
    struct published p;

    agency_of(name, agency);
    p = replay(name, agency, NULL);
    snprintf(query, sizeof query, "year=%d", p.year);
    expect_table(agency, query, &p);
    return p;
}

static long
rows_fetched(void)
{
    PGconn *conn = PQconnectdb(s.database);
    PGresult *r = PQexec(conn, "select seq_tup_read + idx_tup_fetch"
                               " from pg_stat_user_tables where relname = 'application'");
    long n;

    ck_assert_msg(PQresultStatus(r) == PGRES_TUPLES_OK, "%s", PQerrorMessage(conn));
    n = strtol(PQgetvalue(r, 0, 0), NULL, 10);
    PQclear(r);
    PQfinish(conn);
    return n;
}

/* The first one: nobody has analysed the tables yet, and plans made while they are empty
 * stay in use while they grow. */
START_TEST(a_write_reads_its_own_case_however_many_there_are)
{
    long before = rows_fetched(), fetched;
    struct counts n = count_rows();

    replay_alone("007");
    fetched = rows_fetched() - before;
    n.events = count_rows().events - n.events;
    ck_assert_int_gt(n.events, 7000);
    ck_assert_int_gt(fetched, 0);
    ck_assert_msg(fetched < 20 * n.events, "%ld writes read %ld cases", n.events, fetched);
}
END_TEST

#define REPLAY(id)                                                                         \
    START_TEST(report_##id##_comes_out_of_its_cases_in_every_cell)                         \
    {                                                                                      \
        replay_alone(#id);                                                                 \
    }                                                                                      \
    END_TEST
SOUND_REPORTS(REPLAY)

START_TEST(the_reports_that_contradict_themselves_are_the_five_known_ones)
{
    struct contradiction found[MOST_CONTRADICTIONS];
    long biggest = 0;

    for (int i = 0; sound[i] != NULL; i++) {
        struct published p = published_read(sound[i]);

        ck_assert_msg(published_contradictions(&p, found) == 0, "%s", sound[i]);
        if (published_cases(&p) > biggest)
            biggest = published_cases(&p);
    }
    ck_assert_int_gt(biggest, BIGGEST);
    for (int i = 0; contradictory[i] != NULL; i++) {
        struct published p = published_read(contradictory[i]);

        ck_assert_msg(published_contradictions(&p, found) > 0, "%s", contradictory[i]);
    }
    for (int i = 0; units[i] != NULL; i++) {
        struct published p = published_read(units[i]);

        ck_assert_msg(published_contradictions(&p, found) == 0, "%s", units[i]);
    }
    ck_assert_int_eq(sizeof sound / sizeof sound[0] +
                         sizeof contradictory / sizeof contradictory[0] - 2,
                     26);
}
END_TEST

/* Whether LINE, LEN bytes long, names the row or column of C and both its numbers. */
static bool
tells(const char *line, size_t len, const struct published *p,
      const struct contradiction *c)
{
    const struct tally_form *form =
        tally_form_named(p->row_count == MOST_ROWS ? "2021" : "2019");
    char copy[1024], where[256], printed[32], right[32];

    snprintf(copy, sizeof copy, "%.*s，", (int)len, line);
    snprintf(where, sizeof where, c->row >= 0 ? "“%s”行" : "“%s”列",
             c->row >= 0 ? form->rows[c->row].label : tally_column_label(c->column));
    snprintf(printed, sizeof printed, " %ld，", c->printed);
    snprintf(right, sizeof right, " %ld，", c->right);
    return strstr(copy, where) != NULL && strstr(copy, printed) != NULL &&
           strstr(copy, right) != NULL;
}

static void
expect_told(const char *name, const char *out, const struct published *p,
            const struct contradiction *c)
{
    for (const char *line = out; *line != '\0';
         line += strcspn(line, "\n"), line += *line != 0)
        if (tells(line, strcspn(line, "\n"), p, c))
            return;
    ck_abort_msg("%s: row %d, column %d: %ld against %ld is not told: %s", name, c->row,
                 c->column, c->printed, c->right, out);
}

START_TEST(a_report_that_contradicts_itself_is_refused_and_leaves_nothing)
{
    const char *name = contradictory[_i];
    struct published p = published_read(name);
    struct contradiction found[MOST_CONTRADICTIONS];
    int n = published_contradictions(&p, found), told = 0;
    struct counts before = count_rows(), after;
    struct text out = {NULL, 0, 0};
    char path[4096], agency[64];

    published_path(name, path);
    ck_assert_int_eq(service_command(&s, &out, (const char *const[]){"replay", path, NULL}),
                     1);
    ck_assert_ptr_null(strstr(out.bytes, "格相符"));
    for (int i = 0; i < n; i++)
        expect_told(name, out.bytes, &p, &found[i]);
    for (const char *at = out.bytes; (at = strstr(at, "    “")) != NULL; at++)
        told++;
    ck_assert_msg(told == n, "%s: %d contradictions, %d told: %s", name, n, told,
                  out.bytes);
    text_free(&out);
    after = count_rows();
    ck_assert_mem_eq(&before, &after, sizeof before);
    agency_of(name, agency);
    snprintf(path, sizeof path, "/api/v1/agencies/%s", agency);
    json_decref(service_json(&s, 404, "GET", path, NULL));
}
END_TEST

/* 031 with its one misplaced case taken out is the only table of the older form. */
START_TEST(a_report_on_the_form_before_2021_comes_out_in_every_cell)
{
    struct contradiction found[MOST_CONTRADICTIONS];
    char path[4096];
    json_t *report = json_load_file(published_path("031", path), 0, NULL);
    json_t *row = json_object_get(
        json_object_get(json_object_get(report, "section3"), "rows"), "unavailable_1");
    json_int_t sum = json_integer_value(json_array_get(row, 6));
    struct published p;

    ck_assert_int_eq(json_integer_value(json_array_get(row, 4)), 1);
    json_array_set_new(row, 4, json_integer(0));
    json_array_set_new(row, 6, json_integer(sum - 1));
    p = published_of(report);
    ck_assert_int_eq(p.row_count, MOST_ROWS - 2);
    ck_assert_int_eq(published_contradictions(&p, found), 0);
    ck_assert_int_gt(p.cells[20][0], 0);
    snprintf(path, sizeof path, "%s/031.json", s.directory);
    ck_assert_int_eq(json_dump_file(report, path, 0), 0);
    replay_file(path, &p, "older-form", NULL);
    expect_table("older-form", "year=2020", &p);
    json_decref(report);
}
END_TEST

/* The zone and its units; their cases are registered by whichever test comes first. */
static void
replay_zone(struct published *sum)
{
    struct answer made = service_call(
        &s, "POST", "/api/v1/agencies",
        "{\"code\":\"zone\",\"name\":\"平潭综合实验区\",\"level\":\"city\"}", NULL);

    ck_assert_msg(made.status == 201 || made.status == 409, "%s", made.body.bytes);
    answer_free(&made);
    *sum = published_read("025");
    memset(sum->cells, 0, sizeof sum->cells);
    for (int i = 0; units[i] != NULL; i++) {
        struct published p;
        char agency[64];

        snprintf(agency, sizeof agency, "zone-%s", units[i]);
        p = replay(units[i], agency, "zone");
        for (int r = 0; r < MOST_ROWS; r++)
            for (int c = 0; c < COLUMNS; c++)
                sum->cells[r][c] += p.cells[r][c];
    }
}

START_TEST(a_zone_is_the_sum_of_its_units_and_what_the_zone_published)
{
    struct published sum, zone = published_read("025"), nothing;

    replay_zone(&sum);
    ck_assert_mem_eq(sum.cells, zone.cells, sizeof sum.cells);
    ck_assert_int_eq(published_cases(&zone), 218);
    expect_table("zone", "year=2024&scope=subtree", &zone);
    nothing = zone;
    memset(nothing.cells, 0, sizeof nothing.cells);
    expect_table("zone", "year=2024&scope=agency", &nothing);
    expect_table("zone", "year=2024", &nothing);
    expect_table("zone", "year=2023&scope=subtree", &nothing);
}
END_TEST

START_TEST(every_cell_of_a_city_opens_exactly_its_cases)
{
    struct published p = replay_alone("008");

    ck_assert_int_gt(p.cells[1][COLUMNS - 1], 100);
    cells_open_all(&s, "report-008", "year=2024", &p, PAGE);
}
END_TEST

START_TEST(every_cell_of_a_zone_opens_exactly_the_cases_of_its_units)
{
    struct published sum;

    replay_zone(&sum);
    cells_open_all(&s, "zone", "year=2024&scope=subtree", &sum, SMALL_PAGE);
}
END_TEST

START_TEST(what_one_year_carries_out_the_next_year_carries_in)
{
    struct published before = replay_alone("007"), after = replay_alone("008"),
                     next = after;
    long total = 0;

    memset(next.cells, 0, sizeof next.cells);
    for (int c = 0; c < COLUMNS; c++) {
        long carried = before.cells[before.row_count - 1][c];

        ck_assert_int_eq(carried, after.cells[1][c]);
        next.cells[1][c] = next.cells[next.row_count - 1][c] = carried;
        total += carried;
    }
    ck_assert_int_eq(total, 2 * 121);
    expect_table("report-007", "year=2024", &next);
    cells_open_all(&s, "report-007", "year=2024", &next, PAGE);
}
END_TEST

START_TEST(replaying_a_report_again_changes_nothing)
{
    struct counts before, after;

    replay_alone("002");
    before = count_rows();
    replay_alone("002");
    after = count_rows();
    ck_assert_mem_eq(&before, &after, sizeof before);
    ck_assert_int_gt(before.applications, 1000);
}
END_TEST

/* The last one: it looks at all that the others left. */
START_TEST(recounting_from_the_events_finds_no_difference)
{
    struct counts n = count_rows();
    struct text out = {NULL, 0, 0};
    char expected[128];
    int status = service_command(&s, &out, (const char *const[]){"verify", NULL});

    snprintf(expected, sizeof expected, "%ld applications, %ld events: 0 differences\n",
             n.applications, n.events);
    ck_assert_int_gt(n.applications, 0);
    ck_assert_msg(status == 0 && strcmp(out.bytes, expected) == 0, "%d: %s", status,
                  out.bytes);
    text_free(&out);
}
END_TEST

static TCase *
new_case(const char *name)
{
    TCase *tcase = tcase_create(name);

    tcase_set_timeout(tcase, 600);
    return tcase;
}

int
main(void)
{
#define TEST(id) report_##id##_comes_out_of_its_cases_in_every_cell,
    const TTest *const tests[] = {
        a_write_reads_its_own_case_however_many_there_are,
        the_reports_that_contradict_themselves_are_the_five_known_ones,
        SOUND_REPORTS(TEST) a_report_on_the_form_before_2021_comes_out_in_every_cell,
        a_zone_is_the_sum_of_its_units_and_what_the_zone_published,
        every_cell_of_a_city_opens_exactly_its_cases,
        every_cell_of_a_zone_opens_exactly_the_cases_of_its_units,
        what_one_year_carries_out_the_next_year_carries_in,
        replaying_a_report_again_changes_nothing,
        NULL,
    };
    Suite *suite = suite_create("report");
    TCase *all = new_case("report");

    tcase_add_unchecked_fixture(all, begin, end);
    for (const TTest *const *test = tests; *test != NULL; test++)
        tcase_add_test(all, *test);
    tcase_add_loop_test(all, a_report_that_contradicts_itself_is_refused_and_leaves_nothing,
                        0, (int)(sizeof contradictory / sizeof contradictory[0]) - 1);
    tcase_add_test(all, recounting_from_the_events_finds_no_difference);
    suite_add_tcase(suite, all);
    return harness_run(suite);
}
