#include "op/member.h"

const char *
text_member(const json_t *data, const char *name)
{
    return json_string_value(json_object_get(data, name));
}

date
date_member(const json_t *data, const char *name)
{
    const char *text = text_member(data, name);
    date d = NO_DATE;

    if (text != NULL)
        date_parse(text, &d);
    return d;
}

int
number_member(const json_t *data, const char *name)
{
    json_int_t n = json_integer_value(json_object_get(data, name));

    return n > 0 && n < 1000000 ? (int)n : 0;
}

enum stated
stated_member(const json_t *data, const char *name)
{
    const json_t *value = json_object_get(data, name);

    return json_is_true(value) ? STATED_YES : json_is_false(value) ? STATED_NO : NOT_STATED;
}

date
day_at(const PGresult *r, int row, int column)
{
    date d = NO_DATE;

    if (!PQgetisnull(r, row, column))
        date_parse(PQgetvalue(r, row, column), &d);
    return d;
}

json_t *
day_json(date d)
{
    char text[DATE_SIZE];

    return d == NO_DATE ? json_null() : json_string(date_text(d, text));
}

json_t *
text_json(const char *s)
{
    return s != NULL ? json_string(s) : json_null();
}
