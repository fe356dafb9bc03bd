#include "command/verify_report.h"

#include "base/arena.h"
#include "db/statement_list.h"
#include "op/report_bytes.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns of verify_reports.sql. */
enum { C_CODE, C_YEAR, C_SCOPE, C_VERSION, C_BYTES, C_WHOLE, C_DIGEST, C_SIZES, C_FOLLOWS };

struct check {
    void (*tell)(void *context, const char *line);
    void *context;
    const PGresult *row;
};

static void
tell(struct check *c, const char *fault)
{
    char line[400];

    snprintf(line, sizeof line, "agency %.80s: report of %s (%s) version %s: %s",
             PQgetvalue(c->row, 0, C_CODE), PQgetvalue(c->row, 0, C_YEAR),
             PQgetvalue(c->row, 0, C_SCOPE), PQgetvalue(c->row, 0, C_VERSION), fault);
    c->tell(c->context, line);
}

/* Takes the remedies of one cell of section four off the table. */
static void
take_four(struct remedy_table *t, const char *block, const char *column, long cases)
{
    int b = remedy_block_named(block), c = remedy_column_named(column);

    if (b >= 0 && c >= 0)
        t->cells[b][c] -= cases;
}

/* Whether the sizes of the lists are the numbers of the tables, sums left aside. */
static bool
sizes_fit(const struct report *r, const char *sizes)
{
    json_t *list = json_loads(sizes, 0, NULL), *one;
    struct remedy_table four;
    struct tally three;
    bool fit = true;
    size_t i;

    report_tally(r, &three);
    report_remedy_table(r, &four);
    json_array_foreach(list, i, one) {
        const char *cell = json_string_value(json_array_get(one, 1)),
                   *category = json_string_value(json_array_get(one, 2));
        long cases = (long)json_integer_value(json_array_get(one, 3));

        if (json_integer_value(json_array_get(one, 0)) == 3)
            tally_add(&three, cell, category, -cases);
        else
            take_four(&four, cell, category, cases);
    }
    json_decref(list);
    for (int k = 0; k < three.form->row_count; k++)
        for (int j = 0; j < TALLY_TOTAL_COLUMN; j++)
            fit = fit && (three.form->rows[k].kind == ROW_TOTAL || three.cells[k][j] == 0);
    for (int b = 0; b < BLOCK_COUNT; b++)
        for (int j = 0; j < COLUMN_total; j++)
            fit = fit && four.cells[b][j] == 0;
    return fit;
}

static bool
lists_digest_is(const char *bytes, size_t size, const char *digest)
{
    json_t *json = json_loadb(bytes, size, 0, NULL);
    const char *stated = json_string_value(json_object_get(json, "cases"));
    bool same = stated != NULL && strcmp(stated, digest) == 0;

    json_decref(json);
    return same;
}

static void
check_report(struct check *c)
{
    struct tally_fault faults[TALLY_MAX_FAULTS];
    struct arena *a = arena_new();
    struct report r;
    struct tally t;
    size_t size;
    char *bytes = (char *)PQunescapeBytea(
        (const unsigned char *)PQgetvalue(c->row, 0, C_BYTES), &size);

    if (*PQgetvalue(c->row, 0, C_WHOLE) != 't')
        tell(c, "its bytes are not those of its SHA-256");
    if (bytes == NULL || !report_of_bytes(a, bytes, size, &r)) {
        tell(c, "its bytes are no report");
    } else {
        report_tally(&r, &t);
        if (tally_check(&t, faults) != 0)
            tell(c, "section three contradicts itself");
        if (!lists_digest_is(bytes, size, PQgetvalue(c->row, 0, C_DIGEST)))
            tell(c, "its lists of cases are not those that were frozen");
        if (!sizes_fit(&r, PQgetvalue(c->row, 0, C_SIZES)))
            tell(c, "its lists of cases are not as long as its numbers say");
    }
    if (*PQgetvalue(c->row, 0, C_FOLLOWS) != 't')
        tell(c, "the entries known then come to other cases");
    PQfreemem(bytes);
    arena_free(a);
}

enum problem
verify_reports(struct db *db, void (*tell_line)(void *context, const char *line),
               void *context)
{
    struct check c = {.tell = tell_line, .context = context};
    PGresult *row;
    enum problem p;

    TRY(db_stream(db, SQL(verify_reports), NULL));
    while ((p = db_next(db, &row)) == OK && row != NULL) {
        c.row = row;
        check_report(&c);
        PQclear(row);
    }
    return p;
}
