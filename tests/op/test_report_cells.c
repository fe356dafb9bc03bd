/* Scenario 14: click every cell of sections three and four, of one agency and of the district
 * above it.  Behind each number stand as many cases, none twice in a column; each column adds
 * up by its cases, not only by its numbers; and every export says what the screen says. */
#include "document/report_read.h"
#include "harness.h"
#include "op/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { YEAR = 2025, ROWS = 25, MOST_CASES = 200, ID = 24 };

/* Cases, each once. */
struct set {
    int count;
    char ids[MOST_CASES][ID];
};

static bool
has(const struct set *s, const char *id)
{
    for (int i = 0; i < s->count; i++)
        if (strcmp(s->ids[i], id) == 0)
            return true;
    return false;
}

/* Adds ID, which nobody may have added before. */
static void
add(struct set *s, const char *id)
{
    ck_assert_msg(!has(s, id), "%s twice", id);
    ck_assert_int_lt(s->count, MOST_CASES);
    snprintf(s->ids[s->count++], ID, "%s", id);
}

static void
add_all(struct set *s, const struct set *more)
{
    for (int i = 0; i < more->count; i++)
        add(s, more->ids[i]);
}

static void
must_be_same(const struct set *a, const struct set *b, const char *what)
{
    ck_assert_msg(a->count == b->count, "%s: %d and %d", what, a->count, b->count);
    for (int i = 0; i < a->count; i++)
        ck_assert_msg(has(b, a->ids[i]), "%s: %s", what, a->ids[i]);
}

/* ---- The district ---- */

/* A case of one category and outcome a turn, received before or in the year, answered in it,
 * later or not at all. */
static void
make_cases(const char *agency, int turn)
{
    static const char *const received[] = {"2024-12-20", "2025-03-03", "2025-12-22"},
                             *const closed[] = {"2025-03-10", "2025-05-12", "2026-03-10"};

    for (enum outcome o = 0; o < OUTCOME_COUNT; o++) {
        enum category c = (enum category)(((int)o + turn) % CATEGORY_COUNT);
        int when = ((int)o / 2 + turn) % 3;
        char more[80];
        const char *id;

        snprintf(more, sizeof more, "'applicant_category':'%s'", category_code(c));
        id = make_case(agency, received[when], more);
        if (((int)o + turn) % 5 != 0)
            answer_case(id, outcome_code(o), closed[when]);
    }
}

static void
make_remedies(const char *agency)
{
    static const char *const kinds[] = {
        "'kind':'review','body':'某县人民政府'",
        "'kind':'suit','route':'direct','body':'某县人民法院'",
        "'kind':'suit','route':'after_review','body':'某县人民法院'"};
    static const char *const results[3][4] = {
        {"review_upheld", "review_annulled", "review_withdrawn", NULL},
        {"suit_claim_rejected", "suit_annulled", "suit_withdrawn", NULL},
        {"suit_claim_rejected", "suit_annulled", "suit_withdrawn", NULL}};

    for (int k = 0; k < 3; k++)
        for (int r = 0; r < 4; r++) {
            char body[300];
            long n;

            snprintf(body, sizeof body, "{%s,'claimant':'李六六','filed_on':'2025-04-01'}",
                     kinds[k]);
            n = number_in(ask(201, body, "POST /api/v1/agencies/%s/remedies", agency),
                          "remedy.n");
            if (results[k][r] == NULL)
                snprintf(body, sizeof body,
                         "{'kind':'accepted','happened_on':'2025-04-08'}");
            else
                snprintf(body, sizeof body,
                         "{'kind':'decided','happened_on':'2025-06-03','result':'%s'}",
                         results[k][r]);
            ask(200, body, "POST /api/v1/agencies/%s/remedies/%ld/events", agency, n);
        }
}

static void
make_district(void)
{
    static const char *const agencies[] = {"district", "bureau", "town"};

    make_agency("district", NULL);
    make_agency("bureau", "'parent':'district'");
    make_agency("town", "'parent':'district'");
    for (int i = 0; i < 3; i++) {
        make_cases(agencies[i], i * 2);
        make_remedies(agencies[i]);
    }
}

/* ---- Clicking ---- */

/* Every case behind a cell, a page of seven at a time, into S. */
static void
click_three(const char *agency, const char *scope, const char *row, const char *column,
            struct set *s)
{
    char next[80] = "";

    s->count = 0;
    do {
        const json_t *page =
            ask(200, NULL,
                "GET /api/v1/agencies/%s/section-three/%s/%s?year=%d&scope=%s&limit=7%s",
                agency, row, column, YEAR, scope, next);
        const json_t *one, *list = value_in(page, "applications");
        size_t i;

        json_array_foreach(list, i, one)
            add(s, text_in(one, "id"));
        next[0] = '\0';
        if (json_is_string(value_in(page, "next")))
            snprintf(next, sizeof next, "&after=%s", text_in(page, "next"));
    } while (next[0] != '\0');
}

static int
click_four(const char *agency, const char *scope, const char *block, const char *column)
{
    struct set s = {.count = 0};
    const json_t *one,
        *list = value_in(ask(200, NULL,
                             "GET /api/v1/agencies/%s/section-four/%s/%s?year=%d&scope=%s",
                             agency, block, column, YEAR, scope),
                         "remedies");
    char id[ID];
    size_t i;

    json_array_foreach(list, i, one) {
        snprintf(id, sizeof id, "%s/%ld", text_in(one, "agency"), number_in(one, "n"));
        add(&s, id);
    }
    return s.count;
}

static long
cell(const json_t *table, int row, int column)
{
    const json_t *rows = value_in(table, "rows");

    return (long)json_integer_value(json_array_get(
        value_in(json_array_get(rows, (size_t)row), "cells"), (size_t)column));
}

/* What is behind a column: what came in is what is dealt with and what is carried out, and the
 * rows of results make up their total, case by case. */
static void
check_column(struct set sets[ROWS], const struct tally_form *form)
{
    struct set in = {.count = 0}, out = {.count = 0}, results = {.count = 0};
    const struct set *total = &sets[tally_row_of(form, "total")];

    for (int r = 0; r < ROWS; r++) {
        if (form->rows[r].kind == ROW_NEW || form->rows[r].kind == ROW_CARRIED_IN)
            add_all(&in, &sets[r]);
        else if (form->rows[r].kind == ROW_CARRIED_OUT)
            add_all(&out, &sets[r]);
        else if (form->rows[r].kind != ROW_TOTAL)
            add_all(&results, &sets[r]);
    }
    must_be_same(total, &results, "total of the results");
    add_all(&out, total);
    must_be_same(&in, &out, "came in and went on");
}

static void
click_all_three(const char *agency, const char *scope)
{
    static struct set sets[TALLY_COLUMNS][ROWS], six;
    const struct tally_form *form = tally_form_of_year(YEAR);
    const json_t *table =
        ask(200, NULL, "GET /api/v1/agencies/%s/section-three?year=%d&scope=%s", agency,
            YEAR, scope);

    ck_assert_int_eq(form->row_count, ROWS);
    for (int c = 0; c < TALLY_COLUMNS; c++) {
        for (int r = 0; r < ROWS; r++) {
            click_three(agency, scope, form->rows[r].key, tally_column_key(c), &sets[c][r]);
            ck_assert_msg(sets[c][r].count == cell(table, r, c), "%s %s %s: %d, not %ld",
                          agency, form->rows[r].key, tally_column_key(c), sets[c][r].count,
                          cell(table, r, c));
        }
        check_column(sets[c], form);
    }
    for (int r = 0; r < ROWS; r++) {
        six.count = 0;
        for (int c = 0; c < TALLY_TOTAL_COLUMN; c++)
            add_all(&six, &sets[c][r]);
        must_be_same(&sets[TALLY_TOTAL_COLUMN][r], &six, form->rows[r].key);
    }
}

static void
click_all_four(const char *agency, const char *scope)
{
    const json_t *table =
        ask(200, NULL, "GET /api/v1/agencies/%s/section-four?year=%d&scope=%s", agency,
            YEAR, scope);

    for (enum remedy_block b = 0; b < BLOCK_COUNT; b++)
        for (enum remedy_column c = 0; c < COLUMN_COUNT; c++)
            ck_assert_int_eq(
                click_four(agency, scope, remedy_block_code(b), remedy_column_code(c)),
                cell(table, (int)b, (int)c));
}

/* ---- Exports ---- */

static void
compare_exports(const char *agency, const char *scope)
{
    static const char *const formats[] = {"html", "docx", "xlsx", "csv", "json"};
    const json_t *three =
        ask(200, NULL, "GET /api/v1/agencies/%s/section-three?year=%d&scope=%s", agency,
            YEAR, scope);
    const json_t *four =
        ask(200, NULL, "GET /api/v1/agencies/%s/section-four?year=%d&scope=%s", agency,
            YEAR, scope);

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        const struct asked *file = ask_with(
            NULL, NULL, "GET /api/v1/agencies/%s/reports/%d/export?format=%s&scope=%s",
            agency, YEAR, formats[i], scope);
        struct arena *a = arena_new();
        struct report *r = arena_alloc(a, sizeof *r);
        const char *zh, *en = "";

        ck_assert_int_eq(file->answer.status, 200);
        ck_assert_msg(report_read(a, file->answer.body.bytes, file->answer.body.len, "r", r,
                                  &zh, &en) == 0,
                      "%s: %s", formats[i], en);
        for (int row = 0; row < ROWS; row++)
            for (int c = 0; c < TALLY_COLUMNS; c++)
                ck_assert_int_eq(r->cells[row][c].value, cell(three, row, c));
        for (int b = 0; b < BLOCK_COUNT; b++)
            for (int c = 0; c < COLUMN_COUNT; c++)
                ck_assert_int_eq(r->remedies[b][c].value, cell(four, b, c));
        arena_free(a);
    }
}

START_TEST(every_cell_of_an_agency_and_of_its_district_opens_its_cases)
{
    static const struct {
        const char *agency, *scope;
    } asked[] = {{"bureau", "agency"}, {"district", "subtree"}};

    make_district();
    for (size_t i = 0; i < 2; i++) {
        click_all_three(asked[i].agency, asked[i].scope);
        click_all_four(asked[i].agency, asked[i].scope);
        compare_exports(asked[i].agency, asked[i].scope);
    }
    /* None of it is empty: three agencies, 21 outcomes and 12 remedies each. */
    ck_assert_int_eq(
        cell(ask(200, NULL,
                 "GET /api/v1/agencies/district/section-four?year=%d&scope=subtree", YEAR),
             0, COLUMN_total),
        12);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_cell_of_an_agency_and_of_its_district_opens_its_cases,
        NULL,
    };

    return here_run("report_cells", tests, (const char *const[]){NULL});
}
