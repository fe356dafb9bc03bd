/* Section four of agencies and trees: its formats, cut-offs, and what stands behind it. */
#include "core/remedy.h"
#include "op/acting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REVIEW "'kind':'review','body':'某县人民政府','claimant':'李六六'"
#define DIRECT "'kind':'suit','route':'direct','body':'某县人民法院','claimant':'李六六'"
#define AFTER                                                                              \
    "'kind':'suit','route':'after_review','body':'某县人民法院','claimant':'李六六'"

static long
registered(const char *agency, const char *facts)
{
    char body[800];

    snprintf(body, sizeof body, "{%s}", facts);
    return number_in(ask(201, body, "POST /api/v1/agencies/%s/remedies", agency),
                     "remedy.n");
}

static void
recorded(const char *agency, long n, const char *facts)
{
    char body[600];

    snprintf(body, sizeof body, "{%s}", facts);
    ask(200, body, "POST /api/v1/agencies/%s/remedies/%ld/events", agency, n);
}

/* The 15 cells, "1 0 0 0 1|…", of the table in JSON. */
static const char *
cells_in(const json_t *table)
{
    static char line[300];
    const json_t *rows = value_in(table, "rows");

    line[0] = '\0';
    for (size_t b = 0; b < json_array_size(rows); b++) {
        const json_t *cells = value_in(json_array_get(rows, b), "cells");

        for (size_t c = 0; c < json_array_size(cells); c++)
            snprintf(line + strlen(line), sizeof line - strlen(line), "%s%lld",
                     c   ? " "
                     : b ? "|"
                         : "",
                     json_integer_value(json_array_get(cells, c)));
    }
    return line;
}

static const char *
cells_of(const char *agency, const char *query)
{
    return cells_in(
        ask(200, NULL, "GET /api/v1/agencies/%s/section-four?%s", agency, query));
}

START_TEST(a_fresh_agency_has_fifteen_zeros)
{
    const json_t *t;

    make_agency("fresh", NULL);
    t = ask(200, NULL, "GET /api/v1/agencies/fresh/section-four?year=2025");
    ck_assert_str_eq(cells_in(t), "0 0 0 0 0|0 0 0 0 0|0 0 0 0 0");
    ck_assert_str_eq(text_in(t, "rows.0.key"), "review");
    ck_assert_str_eq(text_in(t, "rows.1.key"), "suit_direct");
    ck_assert_str_eq(text_in(t, "rows.2.key"), "suit_after_review");
    ck_assert_str_eq(text_in(t, "columns.3.label"), "尚未审结");
    ck_assert_uint_eq(json_array_size(value_in(t, "spans")), 19);
}
END_TEST

/* A review corrected, one pending, a suit that was lost last year and one since. */
static void
fill(const char *agency)
{
    long n = registered(agency, REVIEW ",'filed_on':'2026-01-05'");

    recorded(agency, n,
             "'kind':'decided','happened_on':'2026-03-02','result':'review_annulled'");
    n = registered(agency, REVIEW ",'filed_on':'2025-12-01'");
    recorded(agency, n, "'kind':'accepted','happened_on':'2025-12-08'");
    n = registered(agency, DIRECT ",'filed_on':'2025-06-03'");
    recorded(agency, n,
             "'kind':'decided','happened_on':'2025-09-08','result':'suit_claim_rejected'");
    n = registered(agency, AFTER ",'filed_on':'2026-03-09'");
    recorded(agency, n,
             "'kind':'decided','happened_on':'2026-05-06','result':'suit_withdrawn'");
}

START_TEST(the_table_comes_in_five_formats)
{
    static const struct {
        const char *format, *type, *begins, *holds;
    } formats[] = {
        {"json", "application/json", "{\"agency\":", "\"form\":\"2021\""},
        {"csv", "text/csv", "\xef\xbb\xbf", "0,1,0,1,2,0,0,0,0,0,0,0,1,0,1"},
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         "PK\3\4", ""},
        {"html", "text/html", "<!DOCTYPE html>", "未经复议直接起诉"},
        {"text", "text/plain", "", "四、政府信息公开行政复议、行政诉讼情况"},
    };

    make_agency("formats", NULL);
    fill("formats");
    for (unsigned i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        const struct asked *a = ask_with(
            NULL, NULL, "GET /api/v1/agencies/formats/section-four?year=2026&format=%s",
            formats[i].format);
        char type[100], file[200];

        ck_assert_int_eq(a->answer.status, 200);
        answer_header(&a->answer, "content-type", type, sizeof type);
        ck_assert_int_eq(strncmp(type, formats[i].type, strlen(formats[i].type)), 0);
        ck_assert_int_eq(
            strncmp(a->answer.body.bytes, formats[i].begins, strlen(formats[i].begins)), 0);
        ck_assert_msg(strstr(a->answer.body.bytes, formats[i].holds) != NULL, "%s",
                      a->answer.body.bytes);
        if (i == 1 || i == 2) {
            answer_header(&a->answer, "content-disposition", file, sizeof file);
            ck_assert_ptr_nonnull(strstr(file, "section-four-formats-2026."));
        }
    }
    ck_assert_int_eq(ask_with(NULL, NULL,
                              "GET /api/v1/agencies/formats/section-four?year=2026"
                              "&format=pdf")
                         ->answer.status,
                     406);
}
END_TEST

START_TEST(a_year_has_what_was_decided_in_it_and_what_is_pending_at_its_end)
{
    make_agency("years", NULL);
    fill("years");
    ck_assert_str_eq(cells_of("years", "year=2024"), "0 0 0 0 0|0 0 0 0 0|0 0 0 0 0");
    ck_assert_str_eq(cells_of("years", "year=2025"), "0 0 0 1 1|1 0 0 0 1|0 0 0 0 0");
    ck_assert_str_eq(cells_of("years", "year=2026"), "0 1 0 1 2|0 0 0 0 0|0 0 1 0 1");
}
END_TEST

START_TEST(a_cut_off_shows_what_had_happened_by_then)
{
    make_agency("cut", NULL);
    fill("cut");
    ck_assert_str_eq(cells_of("cut", "year=2026&as_of=2026-03-01"),
                     "0 0 0 1 1|0 0 0 0 0|0 0 0 0 0");
    ck_assert_str_eq(cells_of("cut", "year=2025&as_of=2025-09-23"),
                     "0 0 0 0 0|0 0 0 1 1|0 0 0 0 0");
    ck_assert_str_eq(cells_of("cut", "year=2025&as_of=2025-09-24"),
                     "0 0 0 0 0|1 0 0 0 1|0 0 0 0 0");
    ck_assert_str_eq(cells_of("cut", "year=2026&known_at=2026-06-29"),
                     "0 0 0 0 0|0 0 0 0 0|0 0 0 0 0");
    ck_assert_str_eq(cells_of("cut", "year=2026&known_at=2026-06-30"),
                     "0 1 0 1 2|0 0 0 0 0|0 0 1 0 1");
    refused(422, "invalid", NULL, "GET /api/v1/agencies/cut/section-four?year=2027");
    refused(422, "invalid", NULL,
            "GET /api/v1/agencies/cut/section-four?year=2026&as_of=2025-01-01");
    refused(422, "invalid", NULL, "GET /api/v1/agencies/cut/section-four");
}
END_TEST

/* Opens every cell: as many as the number says, each once, the four parts making the total. */
static void
open_all(const char *agency, const char *query, int limit)
{
    const json_t *t =
        ask(200, NULL, "GET /api/v1/agencies/%s/section-four?%s", agency, query);

    for (int b = 0; b < BLOCK_COUNT; b++)
        for (int c = 0; c < COLUMN_COUNT; c++) {
            long expected = (long)json_integer_value(json_array_get(
                     value_in(json_array_get(value_in(t, "rows"), (size_t)b), "cells"),
                     (size_t)c)),
                 found = 0, pages = 0;
            char next[40] = "", last[80] = "";

            do {
                const json_t *page = ask(
                    200, NULL, "GET /api/v1/agencies/%s/section-four/%s/%s?%s&limit=%d%s%s",
                    agency, remedy_block_code((enum remedy_block)b),
                    remedy_column_code((enum remedy_column)c), query, limit,
                    *next ? "&after=" : "", next);
                const json_t *list = value_in(page, "remedies"), *r;
                size_t i;

                json_array_foreach(list, i, r) {
                    char name[80];

                    snprintf(name, sizeof name, "%s/%ld", text_in(r, "agency"),
                             number_in(r, "n"));
                    ck_assert_str_ne(name, last);
                    snprintf(last, sizeof last, "%s", name);
                    ck_assert(c == COLUMN_total ||
                              strcmp(text_in(r, "column"),
                                     remedy_column_code((enum remedy_column)c)) == 0);
                    found++;
                }
                snprintf(next, sizeof next, "%s", text_in(page, "next"));
                ck_assert_int_le(pages++, expected);
            } while (*next != '\0');
            ck_assert_int_eq(found, expected);
        }
}

START_TEST(every_cell_opens_exactly_what_it_counts)
{
    make_agency("cells", NULL);
    make_agency("cells-part", "'parent':'cells'");
    for (int i = 0; i < 3; i++) {
        fill("cells");
        fill("cells-part");
    }
    open_all("cells", "year=2026", 2);
    open_all("cells", "year=2025", 100);
    open_all("cells", "year=2026&scope=subtree", 2);
    open_all("cells", "year=2026&scope=subtree&as_of=2026-03-01", 1);
    refused(404, "not_found", NULL,
            "GET /api/v1/agencies/cells/section-four/review/none?year=2026");
    refused(404, "not_found", NULL,
            "GET /api/v1/agencies/cells/section-four/none/total?year=2026");
    refused(422, "invalid", NULL,
            "GET /api/v1/agencies/cells/section-four/review/total?year=2026&after=x");
}
END_TEST

/* Two agencies are sued in one case: each has it, and their sum has it once (rule 6.8). */
START_TEST(a_roll_up_counts_a_case_of_a_court_once)
{
    static const char *const numbers[] = {"（2026）某01行初1号", "(2026) 某01行初1号"};
    static const char *const parts[] = {"joint-a", "joint-b"};
    char facts[300];
    long n = 0;

    make_agency("joint", NULL);
    for (int i = 0; i < 2; i++) {
        make_agency(parts[i], "'parent':'joint'");
        snprintf(facts, sizeof facts, DIRECT ",'number':'%s','filed_on':'2026-02-02'",
                 numbers[i]);
        n = registered(parts[i], facts);
        recorded(parts[i], n, "'kind':'accepted','happened_on':'2026-02-05'");
    }
    ck_assert_str_eq(cells_of("joint-a", "year=2026"), "0 0 0 0 0|0 0 0 1 1|0 0 0 0 0");
    ck_assert_str_eq(cells_of("joint", "year=2026&scope=subtree"),
                     "0 0 0 0 0|0 0 0 1 1|0 0 0 0 0");
    recorded("joint-b", n,
             "'kind':'decided','happened_on':'2026-04-01','result':'suit_withdrawn'");
    ck_assert_str_eq(cells_of("joint", "year=2026&scope=subtree"),
                     "0 0 0 0 0|0 0 1 0 1|0 0 0 0 0");
    open_all("joint", "year=2026&scope=subtree", 10);
    ck_assert_str_eq(cells_of("joint", "year=2026"), "0 0 0 0 0|0 0 0 0 0|0 0 0 0 0");
}
END_TEST

START_TEST(the_review_body_counts_nothing_for_the_suit_over_its_review)
{
    long n;

    make_agency("co", NULL);
    n = registered("co", AFTER ",'capacity':'review_body','filed_on':'2026-02-02',"
                               "'respondents':['某局','某县人民政府']");
    recorded("co", n, "'kind':'served','happened_on':'2026-02-09'");
    ck_assert_str_eq(cells_of("co", "year=2026"), "0 0 0 0 0|0 0 0 0 0|0 0 0 0 0");
    ck_assert_str_eq(text_in(ask(200, NULL, "GET /api/v1/agencies/co/remedies/%ld", n),
                             "remedy.due_for"),
                     "reply_court");
}
END_TEST

/* Oversight counts, and sees stubs: never who sued. */
START_TEST(from_above_numbers_and_stubs_are_seen_and_no_names)
{
    const char *const *above, *const *auditor, *const *officer;
    const struct asked *a;

    make_agency("over", NULL);
    make_agency("under", "'parent':'over'");
    fill("under");
    above = as_person("over", "shang", "{oversight}", NULL);
    a = ask_with(above, NULL,
                 "GET /api/v1/agencies/over/section-four?year=2026&scope=subtree");
    ck_assert_str_eq(cells_in(a->json), "0 1 0 1 2|0 0 0 0 0|0 0 1 0 1");
    a = ask_with(above, NULL,
                 "GET /api/v1/agencies/under/section-four/review/total?year=2026");
    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_uint_eq(json_array_size(value_in(a->json, "remedies")), 2);
    ck_assert_ptr_null(strstr(a->answer.body.bytes, "李六六"));
    a = ask_with(as_person("under", "xia", "{officer}", NULL), NULL,
                 "GET /api/v1/agencies/under/section-four/review/total?year=2026");
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "李六六"));
    officer = as_person("over", "zhong", "{officer}", NULL);
    ck_assert_int_eq(
        ask_with(officer, NULL, "GET /api/v1/agencies/under/section-four?year=2026")
            ->answer.status,
        404);
    ck_assert_int_eq(
        ask_with(officer, NULL,
                 "GET /api/v1/agencies/over/section-four?year=2026&scope=subtree")
            ->answer.status,
        403);
    auditor = as_person(NULL, "shen", "{auditor}", NULL);
    ck_assert_int_eq(
        ask_with(auditor, NULL, "GET /api/v1/agencies/under/section-four?year=2026")
            ->answer.status,
        200);
    ck_assert_int_eq(
        ask_with(auditor, NULL,
                 "GET /api/v1/agencies/under/section-four/review/total?year=2026")
            ->answer.status,
        403);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_fresh_agency_has_fifteen_zeros,
        the_table_comes_in_five_formats,
        a_year_has_what_was_decided_in_it_and_what_is_pending_at_its_end,
        a_cut_off_shows_what_had_happened_by_then,
        every_cell_opens_exactly_what_it_counts,
        a_roll_up_counts_a_case_of_a_court_once,
        the_review_body_counts_nothing_for_the_suit_over_its_review,
        from_above_numbers_and_stubs_are_seen_and_no_names,
        NULL,
    };

    return here_run("section_four", tests,
                    (const char *const[]){"--today=2026-06-30", NULL});
}
