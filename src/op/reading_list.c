#include "core/reading.h"
#include "http/operation.h"
#include "http/request.h"
#include "op/clock_view.h"

#include <string.h>

static json_t *
choice(enum reading r, bool other)
{
    json_t *one = json_object();

    json_object_set_new(one, "value", json_string(reading_value(r, other)));
    json_object_set_new(one, "meaning", json_string(reading_meaning(r, other)));
    return one;
}

/* The row of STATED (reading, value, agency, basis) that is about CODE, -1 for none. */
static int
row_of(const PGresult *stated, const char *code)
{
    for (int i = 0; i < PQntuples(stated); i++)
        if (strcmp(PQgetvalue(stated, i, 0), code) == 0)
            return i;
    return -1;
}

static json_t *
reading_json(const PGresult *stated, enum reading r)
{
    json_t *one = json_object(), *choices = json_array();
    int row = row_of(stated, reading_code(r));
    const char *value = row < 0 ? reading_value(r, false) : PQgetvalue(stated, row, 1);

    json_object_set_new(one, "reading", json_string(reading_code(r)));
    json_object_set_new(one, "name", json_string(reading_name(r)));
    json_object_set_new(one, "value", json_string(value));
    json_object_set_new(one, "stated_by",
                        row < 0 ? json_null() : json_string(PQgetvalue(stated, row, 2)));
    json_object_set_new(
        one, "basis", json_string(row < 0 ? reading_basis(r) : PQgetvalue(stated, row, 3)));
    json_array_append_new(choices, choice(r, false));
    if (*reading_value(r, true) != '\0')
        json_array_append_new(choices, choice(r, true));
    json_object_set_new(one, "choices", choices);
    return one;
}

/* How the agency reads the law where it is open: its own choice, that of the nearest agency
 * above it, or the default (readings A1–A14). */
OPERATION(
    reading_list, .summary = "List the readings of the law an agency takes",
    .route = "GET /api/v1/agencies/{agency}/readings", .right = RIGHT_law_read,
    .reply = FIELDS(LIST(
        "readings", "适用的理解", .required = true,
        .fields = FIELDS(
            TEXT("reading", "代码", .required = true),
            TEXT("name", "名称", .required = true), TEXT("value", "取值", .required = true),
            TEXT("stated_by", "由哪个机关确定"), TEXT("basis", "依据", .required = true),
            LIST("choices", "可选", .required = true,
                 .fields = FIELDS(TEXT("value", "取值", .required = true),
                                  TEXT("meaning", "含义", .required = true)))))))
{
    json_t *view, *list;
    PGresult *stated;

    TRY(run_sql(rq, SQL(reading_list), &stated));
    view = json_object();
    list = json_array();
    json_object_set_new(view, "readings", list);
    for (int r = 0; r < READING_COUNT; r++)
        json_array_append_new(list, reading_json(stated, r));
    return reply_json(rq, 200, view);
}
