/* Section three over the tree of agencies, through moves and closings. */
#include "core/tally.h"
#include "op/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The table of AGENCY; SCOPE may go on with "&as_of=…". */
static struct tally
table(const char *agency, int year, const char *scope)
{
    struct tally t = {.form = tally_form_of_year(year)};
    const json_t *rows =
        value_in(ask(200, NULL, "GET /api/v1/agencies/%s/section-three?year=%d&scope=%s",
                     agency, year, scope),
                 "rows");

    for (int r = 0; r < t.form->row_count; r++)
        for (int c = 0; c < TALLY_COLUMNS; c++)
            t.cells[r][c] = (long)json_integer_value(json_array_get(
                value_in(json_array_get(rows, (size_t)r), "cells"), (size_t)c));
    return t;
}

static void
add(struct tally *sum, const struct tally *t)
{
    for (int r = 0; r < t->form->row_count; r++)
        for (int c = 0; c < TALLY_COLUMNS; c++)
            sum->cells[r][c] += t->cells[r][c];
}

static void
are_equal(const struct tally *got, const struct tally *wanted, const char *agency, int year,
          const char *what)
{
    for (int r = 0; r < got->form->row_count; r++)
        for (int c = 0; c < TALLY_COLUMNS; c++)
            ck_assert_msg(got->cells[r][c] == wanted->cells[r][c],
                          "%s %d %s, %s/%s: %ld instead of %ld", agency, year, what,
                          got->form->rows[r].key, tally_column_key(c), got->cells[r][c],
                          wanted->cells[r][c]);
}

static long
cell(const char *agency, int year, const char *row)
{
    char query[40];

    snprintf(query, sizeof query, "year=%d&scope=subtree", year);
    return service_cell(&here, agency, query, row, "total");
}

static void
move(const char *code, const char *parent, const char *day)
{
    char body[100];

    snprintf(body, sizeof body,
             *parent ? "{'parent':'%2$s','moved_on':'%1$s'}" : "{'moved_on':'%1$s'}", day,
             parent);
    ask(200, body, "POST /api/v1/agencies/%s/move", code);
}

static void
nothing_differs(void)
{
    struct text out = {NULL, 0, 0};

    ck_assert_msg(service_command(&here, &out, (const char *const[]){"verify", NULL}) == 0,
                  "%s", out.bytes);
    ck_assert_ptr_nonnull(strstr(out.bytes, ": 0 differences"));
    text_free(&out);
}

START_TEST(a_subtree_is_the_sum_of_its_parts_and_an_agency_only_itself)
{
    struct tally sum = {.form = tally_form_of_year(2026)}, got;
    static const char *const codes[] = {"sum", "sum-b", "sum-c", "sum-d"};

    make_agency("sum", NULL);
    make_agency("sum-b", "'parent':'sum'");
    make_agency("sum-c", "'parent':'sum-b'");
    make_agency("sum-d", "'parent':'sum'");
    for (int i = 0; i < 4; i++) {
        struct tally part;

        for (int n = 0; n <= i; n++) {
            const char *id = make_case(codes[i], "2026-03-04",
                                       n % 2 ? "'applicant_category':'commercial'" : NULL);

            if (n > 0)
                answer_case(id, "granted", "2026-03-10");
        }
        part = table(codes[i], 2026, "agency");
        ck_assert_int_eq(part.cells[0][TALLY_TOTAL_COLUMN], i + 1);
        add(&sum, &part);
    }
    got = table("sum", 2026, "subtree");
    are_equal(&got, &sum, "sum", 2026, "subtree");
    ck_assert_int_eq(cell("sum", 2026, "new"), 10);
    ck_assert_int_eq(cell("sum-b", 2026, "new"), 5);
    ck_assert_int_eq(cell("sum-c", 2026, "new"), 3);
}
END_TEST

START_TEST(an_agency_that_moves_takes_its_open_cases_along_and_leaves_its_past)
{
    const char *open;

    make_agency("from", NULL);
    make_agency("to", NULL);
    make_agency("mover", "'parent':'from'");
    answer_case(make_case("mover", "2023-03-06", NULL), "granted", "2023-03-20");
    answer_case(make_case("mover", "2023-11-06", NULL), "refused_1", "2024-01-05");
    open = make_case("mover", "2023-12-04", NULL);
    move("mover", "to", "2024-07-01");
    make_case("mover", "2024-08-05", NULL);
    answer_case(open, "refused_2", "2025-01-06");
    ck_assert_int_eq(cell("from", 2023, "new"), 3);
    ck_assert_int_eq(cell("from", 2023, "granted"), 1);
    ck_assert_int_eq(cell("from", 2023, "carried_out"), 2);
    ck_assert_int_eq(cell("from", 2024, "carried_in"), 0);
    ck_assert_int_eq(cell("from", 2024, "refused_1"), 0);
    ck_assert_int_eq(cell("to", 2023, "new"), 0);
    ck_assert_int_eq(cell("to", 2023, "carried_out"), 0);
    ck_assert_int_eq(cell("to", 2024, "carried_in"), 2);
    ck_assert_int_eq(cell("to", 2024, "new"), 1);
    ck_assert_int_eq(cell("to", 2024, "refused_1"), 1); /* answered before the move */
    ck_assert_int_eq(cell("to", 2024, "carried_out"), 2);
    ck_assert_int_eq(cell("to", 2025, "refused_2"), 1);
    ck_assert_int_eq(cell("to", 2026, "carried_in"), 1);
    nothing_differs();
}
END_TEST

START_TEST(what_is_entered_late_counts_where_the_agency_stood_then)
{
    make_agency("late-from", NULL);
    make_agency("late-to", NULL);
    make_agency("late", "'parent':'late-from'");
    move("late", "late-to", "2024-07-01");
    answer_case(make_case("late", "2023-11-06", NULL), "granted", "2024-02-01");
    make_case("late", "2023-12-04", NULL);
    ck_assert_int_eq(cell("late-from", 2023, "new"), 2);
    ck_assert_int_eq(cell("late-from", 2023, "carried_out"), 2);
    ck_assert_int_eq(cell("late-from", 2024, "carried_in"), 0);
    ck_assert_int_eq(cell("late-to", 2024, "carried_in"), 2);
    ck_assert_int_eq(cell("late-to", 2024, "granted"), 1);
    ck_assert_int_eq(cell("late-to", 2026, "carried_out"), 1);
    nothing_differs();
}
END_TEST

START_TEST(a_successor_carries_the_cases_of_the_agency_closed)
{
    const char *id;

    make_agency("closed", NULL);
    make_agency("successor", NULL);
    answer_case(make_case("closed", "2025-03-04", NULL), "granted", "2025-03-10");
    id = make_case("closed", "2025-11-04", NULL);
    ask(200, "{'closed_on':'2025-12-31','successor':'successor'}",
        "POST /api/v1/agencies/closed/close");
    ck_assert_int_eq(cell("successor", 2025, "new"), 0);
    ck_assert_int_eq(cell("closed", 2025, "new"), 2);
    ck_assert_int_eq(cell("closed", 2025, "carried_out"), 1);
    ck_assert_int_eq(cell("successor", 2026, "carried_in"), 1);
    answer_case(id, "partly_granted", "2026-01-05");
    ck_assert_int_eq(cell("successor", 2026, "partly_granted"), 1);
    ck_assert_int_eq(cell("successor", 2026, "carried_out"), 0);
    ck_assert_str_eq(
        text_in(ask(200, NULL,
                    "GET /api/v1/agencies/successor/section-three/partly_granted/total"
                    "?year=2026&scope=subtree"),
                "applications.0.agency"),
        "closed");
    nothing_differs();
}
END_TEST

START_TEST(a_successor_in_the_same_year_carries_the_whole_year)
{
    make_agency("mid", NULL);
    make_agency("mid-heir", NULL);
    answer_case(make_case("mid", "2025-03-04", NULL), "granted", "2025-03-10");
    make_case("mid", "2025-03-04", NULL);
    ask(200, "{'closed_on':'2025-06-30','successor':'mid-heir'}",
        "POST /api/v1/agencies/mid/close");
    ck_assert_int_eq(cell("mid-heir", 2025, "new"), 2);
    ck_assert_int_eq(cell("mid-heir", 2025, "granted"), 1);
    ck_assert_int_eq(cell("mid-heir", 2026, "carried_in"), 1);
}
END_TEST

enum { AGENCIES = 10, FIRST_YEAR = 2021, LAST_YEAR = 2026 };

/* A second account of who stands under whom: the parent by year, -1 for a root. */
struct model {
    int parent[AGENCIES][LAST_YEAR + 1];
    unsigned seed;
};

static int
draw(struct model *m, int n)
{
    return rand_r(&m->seed) / 16 % n;
}

static void
code_of(int agency, char code[16])
{
    snprintf(code, 16, "wood-%c", 'a' + agency);
}

static bool
stands_under(const struct model *m, int agency, int node, int year)
{
    for (int steps = 0; agency >= 0 && steps <= AGENCIES; steps++) {
        if (agency == node)
            return true;
        agency = m->parent[agency][year];
    }
    return false;
}

/* Whether AGENCY may come under PARENT in YEAR and all later ones. */
static bool
may_move(const struct model *m, int agency, int parent, int year)
{
    for (int y = year; y <= LAST_YEAR; y++)
        if (parent >= 0 && stands_under(m, parent, agency, y))
            return false;
    return true;
}

/* One move of AGENCY a year at most, so that moves come in order. */
static void
move_about(struct model *m, int agency, int year)
{
    int parent = draw(m, AGENCIES + 2) - 2;
    char code[16], above[16] = "", day[40];

    if (parent < 0)
        parent = -1;
    if (!may_move(m, agency, parent, year))
        return;
    code_of(agency, code);
    if (parent >= 0)
        code_of(parent, above);
    snprintf(day, sizeof day, "%d-%02d-11", year, 1 + draw(m, 11));
    move(code, above, day);
    for (int y = year; y <= LAST_YEAR; y++)
        m->parent[agency][y] = parent;
}

static void
enter_cases(struct model *m, int agency)
{
    static const char *const categories[] = {"natural_person", "commercial", "other"};
    static const char *const outcomes[] = {"granted", "refused_4", "other_3"};
    char code[16], day[40], more[60];

    code_of(agency, code);
    for (int i = 0; i < 3; i++) {
        int year = FIRST_YEAR + draw(m, LAST_YEAR - FIRST_YEAR);
        const char *id;

        snprintf(day, sizeof day, "%d-%02d-05", year, 1 + draw(m, 12));
        snprintf(more, sizeof more, "'applicant_category':'%s'", categories[draw(m, 3)]);
        id = make_case(code, day, more);
        snprintf(day, sizeof day, "%d-01-%02d", year + 1 + draw(m, LAST_YEAR - year),
                 1 + draw(m, 28));
        if (draw(m, 4) > 0)
            answer_case(id, outcomes[draw(m, 3)], day);
    }
}

static void
compare(const struct model *m, int node, int year)
{
    struct tally sum = {.form = tally_form_of_year(year)}, now, then;
    char code[16], scope[40];

    for (int i = 0; i < AGENCIES; i++)
        if (stands_under(m, i, node, year)) {
            struct tally part;

            code_of(i, code);
            part = table(code, year, "agency");
            add(&sum, &part);
        }
    code_of(node, code);
    now = table(code, year, "subtree");
    are_equal(&now, &sum, code, year, "as known now");
    snprintf(scope, sizeof scope, "subtree&as_of=%d-12-%d", year,
             year == LAST_YEAR ? 10 : 31);
    then = table(code, year, scope);
    are_equal(&then, &sum, code, year, "as of the end of the year");
}

/* Entries, moves and the fold run into each other; the sums hold in every year. */
START_TEST(after_any_moves_every_subtree_is_the_sum_of_who_stood_in_it)
{
    struct model m = {.seed = 20240305};
    char code[16];

    for (int i = 0; i < AGENCIES; i++) {
        code_of(i, code);
        make_agency(code, NULL);
        for (int y = FIRST_YEAR; y <= LAST_YEAR; y++)
            m.parent[i][y] = -1;
    }
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
        for (int i = 0; i < AGENCIES; i++) {
            if (draw(&m, 3) > 0)
                move_about(&m, i, year);
            if (draw(&m, 2) > 0)
                enter_cases(&m, i);
        }
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
        for (int node = 0; node < AGENCIES; node++)
            compare(&m, node, year);
    nothing_differs();
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_subtree_is_the_sum_of_its_parts_and_an_agency_only_itself,
        an_agency_that_moves_takes_its_open_cases_along_and_leaves_its_past,
        what_is_entered_late_counts_where_the_agency_stood_then,
        a_successor_carries_the_cases_of_the_agency_closed,
        a_successor_in_the_same_year_carries_the_whole_year,
        after_any_moves_every_subtree_is_the_sum_of_who_stood_in_it,
        NULL,
    };

    return here_run("tree", tests, (const char *const[]){"--today=2026-12-10", NULL});
}
