#include "cells.h"

#include "base/arena.h"
#include "core/tally.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Ids in rising order. */
struct ids {
    size_t count, room;
    long long *list;
};

/* One question about every cell, and its answers. */
struct opening {
    const struct service_under_test *service;
    const char *agency, *query;
    const struct published *table;
    int limit;
    struct ids cells[MOST_ROWS][COLUMNS];
};

void
cells_count(const struct service_under_test *s, const char *agency, const char *query,
            const struct published *like, long cells[MOST_ROWS][COLUMNS])
{
    char path[512];
    json_t *table, *row;
    size_t r;

    snprintf(path, sizeof path, "/api/v1/agencies/%s/section-three?%s", agency, query);
    table = service_json(s, 200, "GET", path, NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(table, "rows")),
                      (size_t)like->row_count);
    json_array_foreach(json_object_get(table, "rows"), r, row) {
        const json_t *numbers = json_object_get(row, "cells");

        ck_assert_str_eq(json_string_value(json_object_get(row, "key")), like->keys[r]);
        ck_assert_uint_eq(json_array_size(numbers), COLUMNS);
        for (size_t c = 0; c < COLUMNS; c++)
            cells[r][c] = (long)json_integer_value(json_array_get(numbers, c));
    }
    json_decref(table);
}

static void
add(struct ids *ids, long long id)
{
    if (ids->count == ids->room) {
        ids->room = ids->room ? 2 * ids->room : 64;
        ids->list = xrealloc(ids->list, ids->room * sizeof ids->list[0]);
    }
    ids->list[ids->count++] = id;
}

static const char *
text_in(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text != NULL ? text : "";
}

/* Whether a case in the list of ROW and COLUMN is one that is counted there. */
static bool
belongs(const struct published *table, int row, int column, const json_t *application)
{
    const char *key = table->keys[row], *status = text_in(application, "status");
    int received = atoi(text_in(application, "received_on"));
    bool result = row >= 2 && row < table->row_count - 2;

    if (column < COLUMNS - 1 &&
        strcmp(text_in(application, "applicant_category"), tally_column_key(column)) != 0)
        return false;
    if (strcmp(key, "new") == 0)
        return received == table->year;
    if (strcmp(key, "carried_in") == 0)
        return received < table->year;
    if (strcmp(key, "carried_out") == 0)
        return strcmp(status, "running") == 0 || strcmp(status, "overdue") == 0;
    return strcmp(status, "answered") == 0 &&
           (!result || strcmp(text_in(application, "outcome"), key) == 0);
}

/* Takes one page; the start of the next into NEXT, false when it was the last. */
static bool
take_page(struct opening *o, int row, int column, const char *path, char next[64])
{
    json_t *page = service_json(o->service, 200, "GET", path, NULL);
    const json_t *list = json_object_get(page, "applications");
    struct ids *ids = &o->cells[row][column];
    json_t *application;
    bool more;
    size_t i;

    ck_assert_uint_le(json_array_size(list), (size_t)o->limit);
    json_array_foreach(list, i, application) {
        long long id = strtoll(text_in(application, "id"), NULL, 10);

        ck_assert_msg(ids->count == 0 || ids->list[ids->count - 1] < id,
                      "%s: a case is shown twice or out of order", path);
        ck_assert_msg(belongs(o->table, row, column, application), "%s: case %lld", path,
                      id);
        add(ids, id);
    }
    snprintf(next, 64, "%s", text_in(page, "next"));
    more = *next != '\0';
    ck_assert_msg(!more || (int)json_array_size(list) == o->limit, "%s: a short page",
                  path);
    json_decref(page);
    return more;
}

static void
open_cell(struct opening *o, int row, int column)
{
    long expected = o->table->cells[row][column];
    char path[512], next[64] = "";
    long pages = 0;

    do {
        snprintf(path, sizeof path,
                 "/api/v1/agencies/%s/section-three/%s/%s?%s&limit=%d%s%s", o->agency,
                 o->table->keys[row], tally_column_key(column), o->query, o->limit,
                 *next ? "&after=" : "", next);
        ck_assert_msg(pages++ <= expected / o->limit, "%s: the pages do not end", path);
    } while (take_page(o, row, column, path, next));
    ck_assert_msg((long)o->cells[row][column].count == expected, "%s: %zu cases, not %ld",
                  path, o->cells[row][column].count, expected);
}

static int
compare_ids(const void *a, const void *b)
{
    long long x = *(const long long *)a, y = *(const long long *)b;

    return x < y ? -1 : x > y;
}

static void
join(struct ids *all, const struct ids *some)
{
    for (size_t i = 0; i < some->count; i++)
        add(all, some->list[i]);
}

static void
sort(struct ids *ids)
{
    if (ids->count > 0)
        qsort(ids->list, ids->count, sizeof ids->list[0], compare_ids);
}

/* ALL, joined from several lists, must hold no case twice and be exactly WHOLE. */
static void
expect_partition(struct ids *all, struct ids *whole, const char *what, int which)
{
    sort(all);
    sort(whole);
    for (size_t i = 1; i < all->count; i++)
        ck_assert_msg(all->list[i - 1] != all->list[i], "%s %d: case %lld stands twice",
                      what, which, all->list[i]);
    ck_assert_msg(all->count == whole->count, "%s %d: %zu cases against %zu", what, which,
                  all->count, whole->count);
    for (size_t i = 0; i < all->count; i++)
        ck_assert_msg(all->list[i] == whole->list[i], "%s %d: case %lld against %lld", what,
                      which, all->list[i], whole->list[i]);
    free(all->list);
    free(whole->list);
}

static void
expect_column_fits(const struct opening *o, int column)
{
    int out = o->table->row_count - 1, total = out - 1;
    struct ids results = {0, 0, NULL}, sum = results, received = results, settled = results;

    for (int r = 2; r < total; r++)
        join(&results, &o->cells[r][column]);
    join(&sum, &o->cells[total][column]);
    expect_partition(&results, &sum, "results of column", column);
    join(&received, &o->cells[0][column]);
    join(&received, &o->cells[1][column]);
    join(&settled, &o->cells[total][column]);
    join(&settled, &o->cells[out][column]);
    expect_partition(&received, &settled, "balance of column", column);
}

static void
expect_row_fits(const struct opening *o, int row)
{
    struct ids categories = {0, 0, NULL}, sum = categories;

    for (int c = 0; c < COLUMNS - 1; c++)
        join(&categories, &o->cells[row][c]);
    join(&sum, &o->cells[row][COLUMNS - 1]);
    expect_partition(&categories, &sum, "categories of row", row);
}

void
cells_open_all(const struct service_under_test *s, const char *agency, const char *query,
               const struct published *table, int limit)
{
    struct opening o = {
        .service = s, .agency = agency, .query = query, .table = table, .limit = limit};

    for (int r = 0; r < table->row_count; r++)
        for (int c = 0; c < COLUMNS; c++)
            open_cell(&o, r, c);
    for (int c = 0; c < COLUMNS; c++)
        expect_column_fits(&o, c);
    for (int r = 0; r < table->row_count; r++)
        expect_row_fits(&o, r);
    for (int r = 0; r < table->row_count; r++)
        for (int c = 0; c < COLUMNS; c++)
            free(o.cells[r][c].list);
}
