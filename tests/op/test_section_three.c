/* Section three of one agency: its forms and formats, its cut-offs, the cases behind it. */
#include "core/tally.h"
#include "op/ask.h"

#include <stdio.h>
#include <string.h>

/* The agency of which nothing is known; several tests look at it. */
static void
make_fresh(void)
{
    ask_with(NULL, "{'code':'fresh','name':'fresh','level':'county'}",
             "POST /api/v1/agencies");
}

static const struct asked *
table(const char *accept, const char *query)
{
    char line[200];

    snprintf(line, sizeof line, "Accept: %s", accept);
    return ask_with((const char *const[]){line, NULL}, NULL,
                    "GET /api/v1/agencies/fresh/section-three?%s", query);
}

static void
is_of_type(const struct asked *a, const char *type)
{
    char value[100];

    ck_assert_int_eq(a->answer.status, 200);
    answer_header(&a->answer, "content-type", value, sizeof value);
    ck_assert_msg(strncmp(value, type, strlen(type)) == 0, "%s instead of %s", value, type);
}

START_TEST(the_table_of_a_fresh_agency_is_25_rows_of_7_zeros)
{
    const json_t *rows;

    make_fresh();
    rows = value_in(ask(200, NULL, "GET /api/v1/agencies/fresh/section-three?year=2025"),
                    "rows");
    ck_assert_uint_eq(json_array_size(rows), 25);
    for (size_t r = 0; r < 25; r++) {
        const json_t *cells = value_in(json_array_get(rows, r), "cells");

        ck_assert_uint_eq(json_array_size(cells), 7);
        for (size_t c = 0; c < 7; c++)
            ck_assert_int_eq(json_integer_value(json_array_get(cells, c)), 0);
    }
    ck_assert_str_eq(text_in(rows, "0.key"), "new");
    ck_assert_str_eq(text_in(rows, "0.label"), "一、本年新收政府信息公开申请数量");
    ck_assert_str_eq(text_in(rows, "23.label"), "(七) 总计");
    ck_assert_str_eq(text_in(rows, "24.key"), "carried_out");
}
END_TEST

START_TEST(the_table_comes_in_five_formats_by_name_or_by_accept)
{
    static const struct {
        const char *format, *type, *begins, *holds;
    } formats[] = {
        {"json", "application/json", "{\"agency\":\"fresh\"", "\"form\":\"2021\""},
        {"csv", "text/csv", "\xef\xbb\xbf", "自然人"},
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         "PK\3\4", ""},
        {"html", "text/html", "<!DOCTYPE html>", "一、本年新收政府信息公开申请数量"},
        {"text", "text/plain", "", "四、结转下年度继续办理"},
    };

    make_fresh();
    for (unsigned i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        const struct asked *by_name, *by_accept;
        char query[64];

        snprintf(query, sizeof query, "year=2025&format=%s", formats[i].format);
        by_name = table("image/png", query);
        by_accept = table(formats[i].type, "year=2025");
        is_of_type(by_name, formats[i].type);
        is_of_type(by_accept, formats[i].type);
        ck_assert_int_eq(strncmp(by_name->answer.body.bytes, formats[i].begins,
                                 strlen(formats[i].begins)),
                         0);
        ck_assert_ptr_nonnull(strstr(by_name->answer.body.bytes, formats[i].holds));
        ck_assert_int_eq(
            strncmp(by_accept->answer.body.bytes, by_name->answer.body.bytes, 4), 0);
    }
}
END_TEST

START_TEST(accept_decides_only_where_no_format_is_named)
{
    make_fresh();
    is_of_type(table("*/*", "year=2025"), "application/json");
    is_of_type(table("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                     "year=2025"),
               "text/html");
    is_of_type(table("text/csv", "year=2025&format=text"), "text/plain");
    is_of_type(table("image/png, text/csv", "year=2025"), "text/csv");
}
END_TEST

START_TEST(a_format_nobody_offers_is_not_acceptable)
{
    static const char *const bad[] = {"pdf", "", "JSON", "json%7Ccsv", "csv%00", "xls"};

    make_fresh();
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const struct asked *a = ask_with(
            NULL, NULL, "GET /api/v1/agencies/fresh/section-three?year=2025&format=%s",
            bad[i]);

        ck_assert_msg(a->answer.status == (strstr(bad[i], "%00") ? 400 : 406), "%s: %ld",
                      bad[i], a->answer.status);
    }
    ck_assert_int_eq(table("application/pdf", "year=2025")->answer.status, 406);
    ck_assert_int_eq(table("image/png, image/svg+xml", "year=2025")->answer.status, 406);
}
END_TEST

START_TEST(files_are_named_after_agency_and_year)
{
    char value[100];

    make_fresh();
    ck_assert_str_eq(answer_header(&table("*/*", "year=2024&format=xlsx")->answer,
                                   "content-disposition", value, sizeof value),
                     "attachment; filename=\"section-three-fresh-2024.xlsx\"");
    ck_assert_str_eq(answer_header(&table("*/*", "year=2024&format=html")->answer,
                                   "content-disposition", value, sizeof value),
                     "");
}
END_TEST

START_TEST(years_before_2021_are_on_the_form_of_2019)
{
    const json_t *t;

    make_agency("old", NULL);
    answer_case(make_case("old", "2020-03-04", NULL), "other_1", "2020-04-10");
    answer_case(make_case("old", "2020-03-04", NULL), "other_3", "2020-03-10");
    t = ask(200, NULL, "GET /api/v1/agencies/old/section-three?year=2020");
    ck_assert_str_eq(text_in(t, "form"), "2019");
    ck_assert_uint_eq(json_array_size(value_in(t, "rows")), 23);
    ck_assert_str_eq(text_in(t, "rows.20.key"), "other");
    ck_assert_int_eq(number_in(t, "rows.20.cells.0"), 2);
    ck_assert_str_eq(
        text_in(ask(200, NULL, "GET /api/v1/agencies/old/section-three?year=2021"), "form"),
        "2021");
    ck_assert_uint_eq(
        json_array_size(value_in(
            ask(200, NULL,
                "GET /api/v1/agencies/old/section-three/other/natural_person?year=2020"),
            "applications")),
        2);
    refused(404, "not_found", NULL,
            "GET /api/v1/agencies/old/section-three/other/total?year=2021");
    refused(404, "not_found", NULL,
            "GET /api/v1/agencies/old/section-three/other_1/total?year=2020");
}
END_TEST

START_TEST(a_question_about_no_year_or_time_is_refused_by_name)
{
    static const char *const bad[][2] = {
        {"year=2027", "year"},
        {"year=2007", "year"},
        {"year=99999", "year"},
        {"year=%2B2025", "year"},
        {"as_of=2025-06-30", "year"},
        {"year=2025&as_of=2024-12-31", "as_of"},
        {"year=2025&as_of=2026-12-11", "as_of"},
        {"year=2025&as_of=2025-02-29", "as_of"},
        {"year=2025&known_at=yesterday", "known_at"},
        {"year=2025&known_at=2025-06-30T24:00:00Z", "known_at"},
        {"year=2025&known_at=2025-06-30T10:00:00", "known_at"},
        {"year=2025&known_at=2025-06-30%2010:00:00%2B08:00", "known_at"},
        {"year=2025&known_at=2025-06-31", "known_at"},
        {"year=2025&scope=all", "scope"},
        {"year=2025&scope=agency%7Csubtree", "scope"},
    };

    make_agency("asked", NULL);
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        ck_assert_str_eq(
            fields_in(
                value_in(refused(422, "invalid", NULL,
                                 "GET /api/v1/agencies/asked/section-three?%s", bad[i][0]),
                         "errors")),
            bad[i][1]);
    }
}
END_TEST

START_TEST(what_happened_later_than_the_cut_off_is_not_counted)
{
    const char *id;

    make_agency("cut", NULL);
    id = make_case("cut", "2025-03-04", NULL);
    answer_case(id, "granted", "2025-03-20");
    ck_assert_int_eq(
        service_cell(&here, "cut", "year=2025&as_of=2025-03-03", "new", "total"), 0);
    ck_assert_int_eq(
        service_cell(&here, "cut", "year=2025&as_of=2025-03-04", "new", "total"), 1);
    ck_assert_int_eq(
        service_cell(&here, "cut", "year=2025&as_of=2025-03-19", "carried_out", "total"),
        1);
    ck_assert_int_eq(
        service_cell(&here, "cut", "year=2025&as_of=2025-03-20", "granted", "total"), 1);
    ck_assert_int_eq(
        service_cell(&here, "cut", "year=2025&as_of=2026-12-10", "carried_out", "total"),
        0);
    ck_assert_str_eq(
        text_in(ask(200, NULL,
                    "GET /api/v1/agencies/cut/section-three?year=2025&as_of=2025-03-19"),
                "note"),
        "截至2025-03-19");
}
END_TEST

/* Twelve cases over three years: each received on the 10th of its month. */
static void
fill(const char *agency)
{
    static const struct {
        const char *received, *category, *outcome, *closed;
    } cases[] = {
        {"2023-11-10", "natural_person", "granted", "2023-12-01"},
        {"2023-12-10", "natural_person", "refused_4", "2024-01-05"},
        {"2023-12-10", "commercial", NULL, NULL},
        {"2024-01-10", "commercial", "unavailable_1", "2024-02-01"},
        {"2024-02-10", "research", "unavailable_1", "2024-03-01"},
        {"2024-03-10", "public_interest", "not_processed_4", "2024-04-01"},
        {"2024-04-10", "legal_service", "partly_granted", "2024-05-06"},
        {"2024-12-10", "other", "other_2", "2025-02-10"},
        {"2024-12-10", "natural_person", NULL, NULL},
        {"2025-01-10", "natural_person", "granted", "2025-01-10"},
        {"2025-02-10", "commercial", "granted", "2025-03-10"},
        {"2025-03-10", "natural_person", NULL, NULL},
    };

    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char more[60];
        const char *id;

        snprintf(more, sizeof more, "'applicant_category':'%s'", cases[i].category);
        id = make_case(agency, cases[i].received, more);
        if (cases[i].outcome != NULL)
            answer_case(id, cases[i].outcome, cases[i].closed);
    }
}

/* Whether the application's own list of cells names this one; the total column repeats. */
static bool
says_so(const char *id, int year, const char *row, const char *column)
{
    const json_t *cells =
        value_in(ask(200, NULL, "GET /api/v1/applications/%s/cells", id), "cells");

    for (size_t i = 0; i < json_array_size(cells); i++) {
        const json_t *c = json_array_get(cells, i);

        if (number_in(c, "year") == year && strcmp(text_in(c, "row"), row) == 0 &&
            (strcmp(column, "total") == 0 || strcmp(text_in(c, "column"), column) == 0))
            return true;
    }
    return false;
}

START_TEST(behind_every_number_stand_as_many_cases_and_they_say_so)
{
    make_agency("behind", NULL);
    fill("behind");
    for (int year = 2023; year <= 2026; year++) {
        const json_t *t =
            ask(200, NULL, "GET /api/v1/agencies/behind/section-three?year=%d", year);

        for (size_t r = 0; r < 25; r++) {
            const json_t *row = json_array_get(value_in(t, "rows"), r);

            for (int c = 0; c < TALLY_COLUMNS; c++) {
                const json_t *cases =
                    value_in(ask(200, NULL,
                                 "GET /api/v1/agencies/behind/section-three/%s/%s?year=%d",
                                 text_in(row, "key"), tally_column_key(c), year),
                             "applications");

                ck_assert_int_eq(
                    json_integer_value(json_array_get(value_in(row, "cells"), (size_t)c)),
                    (json_int_t)json_array_size(cases));
                for (size_t i = 0; i < json_array_size(cases); i++)
                    ck_assert(says_so(text_in(json_array_get(cases, i), "id"), year,
                                      text_in(row, "key"), tally_column_key(c)));
            }
        }
    }
}
END_TEST

START_TEST(every_cell_a_case_names_lists_the_case)
{
    const json_t *all;

    make_agency("names", NULL);
    fill("names");
    all =
        value_in(ask(200, NULL, "GET /api/v1/agencies/names/applications"), "applications");
    ck_assert_uint_eq(json_array_size(all), 12);
    for (size_t i = 0; i < json_array_size(all); i++) {
        const char *id = text_in(json_array_get(all, i), "id");
        const json_t *cells =
            value_in(ask(200, NULL, "GET /api/v1/applications/%s/cells", id), "cells");

        ck_assert_uint_ge(json_array_size(cells), 2);
        for (size_t c = 0; c < json_array_size(cells); c++) {
            const json_t *cell = json_array_get(cells, c);
            const struct asked *list = ask_with(
                NULL, NULL, "GET /api/v1/agencies/names/section-three/%s/%s?year=%ld",
                text_in(cell, "row"), text_in(cell, "column"), number_in(cell, "year"));

            ck_assert_ptr_nonnull(strstr(list->answer.body.bytes, id));
        }
    }
}
END_TEST

/* Of a case behind a number, what LOGIN with ROLES in AGENCY is shown; NULL when it is refused
 * with STATUS. */
static const json_t *
case_behind(const char *agency, const char *login, const char *roles, const char *of,
            const char *query, long status)
{
    const struct asked *a =
        ask_with(as_person(agency, login, roles, NULL), NULL,
                 "GET /api/v1/agencies/%s/section-three/new/total?year=2025%s", of, query);

    ck_assert_msg(a->answer.status == status, "%s of %s: %ld", roles, of, a->answer.status);
    return value_in(a->json, "applications.0");
}

START_TEST(who_only_counts_sees_no_applicant_no_content_and_nobody_at_work)
{
    static const char *const kept_back[] = {"applicant_name", "content", "wanted_form",
                                            "wanted_route",   "officer", "unit"};
    static const struct {
        const char *login, *roles, *of, *query;
        bool stub;
    } cases[] = {
        {"wu", "{oversight}", "stub", "", true},
        {"wu", "{oversight}", "stub-part", "", true},
        {"wu", "{oversight}", "stub", "&scope=subtree", true},
        {"li", "{officer}", "stub", "", false},
        {"both", "{officer,oversight}", "stub", "", false},
        {"both", "{officer,oversight}", "stub-part", "", true},
        {"both", "{officer,oversight}", "stub", "&scope=subtree", true},
    };

    make_agency("stub", NULL);
    make_agency("stub-part", "'parent':'stub'");
    for (int i = 0; i < 2; i++)
        make_case(i ? "stub-part" : "stub", "2025-03-04",
                  "'officer':'甲','unit':'一科','wanted_form':'paper',"
                  "'wanted_route':'post'");
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const json_t *one = case_behind("stub", cases[i].login, cases[i].roles, cases[i].of,
                                        cases[i].query, 200);

        ck_assert_str_ne(text_in(one, "number"), "");
        ck_assert_str_eq(text_in(one, "received_on"), "2025-03-04");
        for (unsigned k = 0; k < sizeof kept_back / sizeof kept_back[0]; k++)
            ck_assert_msg(json_is_null(value_in(one, kept_back[k])) == cases[i].stub,
                          "%s of %s%s: %s", cases[i].roles, cases[i].of, cases[i].query,
                          kept_back[k]);
    }
    case_behind("stub", "li", "{officer}", "stub-part", "", 404);
    case_behind("stub", "li", "{officer}", "stub", "&scope=subtree", 403);
    case_behind(NULL, "root", "{system_admin}", "stub", "", 403);
}
END_TEST

START_TEST(the_cases_behind_a_number_heed_its_cut_off_and_come_in_pages)
{
    char after[100] = "";
    const json_t *l;
    size_t met = 0;

    make_agency("paged", NULL);
    fill("paged");
    l = ask(200, NULL,
            "GET /api/v1/agencies/paged/section-three/new/total?year=2024"
            "&as_of=2024-03-09");
    ck_assert_uint_eq(json_array_size(value_in(l, "applications")), 2);
    do {
        l = ask(200, NULL,
                "GET /api/v1/agencies/paged/section-three/new/total?year=2024&limit=2%s",
                after);
        met += json_array_size(value_in(l, "applications"));
        snprintf(after, sizeof after, "&after=%s", text_in(l, "next"));
    } while (!json_is_null(value_in(l, "next")));
    ck_assert_uint_eq(met, 6);
}
END_TEST

START_TEST(every_year_balances_and_begins_where_the_last_one_ended)
{
    make_agency("balance", NULL);
    fill("balance");
    for (int year = 2023; year <= 2026; year++) {
        struct tally_fault faults[TALLY_MAX_FAULTS];
        struct tally t = {.form = tally_form_of_year(year)};

        for (int r = 0; r < t.form->row_count; r++)
            for (int c = 0; c < TALLY_COLUMNS; c++) {
                char query[32], next[32];

                snprintf(query, sizeof query, "year=%d", year);
                snprintf(next, sizeof next, "year=%d", year - 1);
                t.cells[r][c] = service_cell(&here, "balance", query, t.form->rows[r].key,
                                             tally_column_key(c));
                if (strcmp(t.form->rows[r].key, "carried_in") == 0)
                    ck_assert_int_eq(t.cells[r][c],
                                     service_cell(&here, "balance", next, "carried_out",
                                                  tally_column_key(c)));
            }
        ck_assert_int_eq(tally_check(&t, faults), 0);
    }
    ck_assert_int_eq(service_cell(&here, "balance", "year=2024", "new", "total"), 6);
    ck_assert_int_eq(service_cell(&here, "balance", "year=2024", "carried_in", "total"), 2);
    ck_assert_int_eq(service_cell(&here, "balance", "year=2024", "total", "total"), 5);
    ck_assert_int_eq(service_cell(&here, "balance", "year=2024", "carried_out", "total"),
                     3);
    ck_assert_int_eq(service_cell(&here, "balance", "year=2026", "carried_out", "total"),
                     3);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_table_of_a_fresh_agency_is_25_rows_of_7_zeros,
        the_table_comes_in_five_formats_by_name_or_by_accept,
        accept_decides_only_where_no_format_is_named,
        a_format_nobody_offers_is_not_acceptable,
        files_are_named_after_agency_and_year,
        years_before_2021_are_on_the_form_of_2019,
        a_question_about_no_year_or_time_is_refused_by_name,
        what_happened_later_than_the_cut_off_is_not_counted,
        behind_every_number_stand_as_many_cases_and_they_say_so,
        every_cell_a_case_names_lists_the_case,
        who_only_counts_sees_no_applicant_no_content_and_nobody_at_work,
        the_cases_behind_a_number_heed_its_cut_off_and_come_in_pages,
        every_year_balances_and_begins_where_the_last_one_ended,
        NULL,
    };

    return here_run("section three", tests,
                    (const char *const[]){"--today=2026-12-10", NULL});
}
