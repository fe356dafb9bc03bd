#include "published.h"

#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const keys_2021[MOST_ROWS] = {"new",
                                                 "carried_in",
                                                 "granted",
                                                 "partly_granted",
                                                 "refused_1",
                                                 "refused_2",
                                                 "refused_3",
                                                 "refused_4",
                                                 "refused_5",
                                                 "refused_6",
                                                 "refused_7",
                                                 "refused_8",
                                                 "unavailable_1",
                                                 "unavailable_2",
                                                 "unavailable_3",
                                                 "not_processed_1",
                                                 "not_processed_2",
                                                 "not_processed_3",
                                                 "not_processed_4",
                                                 "not_processed_5",
                                                 "other_1",
                                                 "other_2",
                                                 "other_3",
                                                 "total",
                                                 "carried_out"};

static const char *const keys_2019[MOST_ROWS - 2] = {"new",
                                                     "carried_in",
                                                     "granted",
                                                     "partly_granted",
                                                     "refused_1",
                                                     "refused_2",
                                                     "refused_3",
                                                     "refused_4",
                                                     "refused_5",
                                                     "refused_6",
                                                     "refused_7",
                                                     "refused_8",
                                                     "unavailable_1",
                                                     "unavailable_2",
                                                     "unavailable_3",
                                                     "not_processed_1",
                                                     "not_processed_2",
                                                     "not_processed_3",
                                                     "not_processed_4",
                                                     "not_processed_5",
                                                     "other",
                                                     "total",
                                                     "carried_out"};

const char *
published_path(const char *name, char path[4096])
{
    const char *srcdir = getenv("srcdir");

    snprintf(path, 4096, "%s/tests/data/reports/%s.json", srcdir ? srcdir : ".", name);
    return path;
}

struct published
published_of(const json_t *report)
{
    const json_t *rows = json_object_get(json_object_get(report, "section3"), "rows");
    bool old = json_is_array(json_object_get(rows, "other"));
    struct published p = {.year = (int)json_integer_value(json_object_get(report, "year")),
                          .row_count = old ? MOST_ROWS - 2 : MOST_ROWS,
                          .keys = old ? keys_2019 : keys_2021};

    for (int r = 0; r < p.row_count; r++) {
        const json_t *row = json_object_get(rows, p.keys[r]);

        ck_assert_msg(json_array_size(row) == COLUMNS, "row %s", p.keys[r]);
        for (size_t c = 0; c < COLUMNS; c++) {
            p.cells[r][c] = (long)json_integer_value(json_array_get(row, c));
            p.blanks += json_is_null(json_array_get(row, c));
        }
    }
    return p;
}

struct published
published_read(const char *name)
{
    char path[4096];
    json_t *report =
        json_load_file(published_path(name, path), JSON_REJECT_DUPLICATES, NULL);
    struct published p;

    ck_assert_msg(report != NULL, "cannot read %s", path);
    p = published_of(report);
    json_decref(report);
    return p;
}

long
published_cases(const struct published *p)
{
    return p->cells[0][COLUMNS - 1] + p->cells[1][COLUMNS - 1];
}

int
published_contradictions(const struct published *p,
                         struct contradiction found[MOST_CONTRADICTIONS])
{
    int out = p->row_count - 1, total = p->row_count - 2, n = 0;

    for (int c = 0; c < COLUMNS; c++) {
        long received = p->cells[0][c] + p->cells[1][c];
        long settled = p->cells[total][c] + p->cells[out][c], leaves = 0;

        for (int r = 2; r < total; r++)
            leaves += p->cells[r][c];
        if (received != settled)
            found[n++] = (struct contradiction){-1, c, received, settled};
        if (leaves != p->cells[total][c])
            found[n++] = (struct contradiction){-1, c, p->cells[total][c], leaves};
    }
    for (int r = 0; r < p->row_count; r++) {
        long sum = 0;

        for (int c = 0; c < COLUMNS - 1; c++)
            sum += p->cells[r][c];
        if (sum != p->cells[r][COLUMNS - 1])
            found[n++] = (struct contradiction){r, -1, p->cells[r][COLUMNS - 1], sum};
    }
    return n;
}
