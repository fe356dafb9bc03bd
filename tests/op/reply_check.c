#include "op/reply_check.h"

#include "core/date.h"

#include <check.h>
#include <string.h>

static bool object_fits(const struct field *fields, const json_t *object, const char *place,
                        struct text *fault);

static bool
is_id(const char *s)
{
    return *s >= '1' && *s <= '9' && strspn(s, "0123456789") == strlen(s);
}

/* Whether VALUE, which is not null, is of F's type; the inside of lists and objects is not
 * looked at. */
static bool
type_fits(const struct field *f, const json_t *value)
{
    const char *s = json_string_value(value);
    date d;

    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_MOMENT:
        return s != NULL;
    case FIELD_CHOICE:
        return s != NULL && strchr(s, '|') == NULL && field_is_one_of(s, f->oneof);
    case FIELD_DATE:
        return s != NULL && date_parse(s, &d);
    case FIELD_ID:
        return s != NULL && is_id(s);
    case FIELD_INTEGER:
        return json_is_integer(value);
    case FIELD_BOOLEAN:
        return json_is_boolean(value);
    case FIELD_OBJECT:
        return json_is_object(value);
    case FIELD_LIST:
        return json_is_array(value);
    }
    return false;
}

static bool
list_fits(const struct field *f, const json_t *list, const char *place, struct text *fault)
{
    struct text inside = {NULL, 0, 0};
    bool fits = true;
    json_t *entry;
    size_t i;

    json_array_foreach(list, i, entry) {
        inside.len = 0;
        text_addf(&inside, "%s[%zu]", place, i);
        fits =
            fits && (f->fields != NULL ? object_fits(f->fields, entry, inside.bytes, fault)
                                       : !json_is_object(entry) && !json_is_array(entry));
    }
    text_free(&inside);
    return fits;
}

static bool
member_fits(const struct field *f, const json_t *value, const char *place,
            struct text *fault)
{
    if (value == NULL || json_is_null(value)) {
        if (f->required)
            text_addf(fault, "%s is missing", place);
        return !f->required;
    }
    if (!type_fits(f, value)) {
        text_addf(fault, "%s is of another type or none of its codes", place);
        return false;
    }
    if (f->type == FIELD_LIST)
        return list_fits(f, value, place, fault);
    return f->type != FIELD_OBJECT || f->fields == NULL ||
           object_fits(f->fields, value, place, fault);
}

static bool
object_fits(const struct field *fields, const json_t *object, const char *place,
            struct text *fault)
{
    struct text inside = {NULL, 0, 0};
    bool fits = json_is_object(object);
    size_t declared = 0, present = 0;

    if (!fits)
        text_addf(fault, "%s is no object", place);
    for (const struct field *f = fields; fits && f->name != NULL; f++) {
        const json_t *value = json_object_get(object, f->name);

        inside.len = 0;
        text_addf(&inside, "%s.%s", place, f->name);
        fits = member_fits(f, value, inside.bytes, fault);
        declared += value != NULL;
    }
    present = json_object_size(object);
    if (fits && present != declared) {
        text_addf(fault, "%s has %zu members that are not declared", place,
                  present - declared);
        fits = false;
    }
    text_free(&inside);
    return fits;
}

bool
reply_is_as_declared(const struct field *fields, const json_t *reply, struct text *fault)
{
    text_add(fault, "");
    return object_fits(fields, reply, "reply", fault);
}

static void
check(const struct operation *op, const struct field *fields, const json_t *reply)
{
    struct text fault = {NULL, 0, 0};

    ck_assert_msg(reply_is_as_declared(fields, reply, &fault), "%s: %s", op->name,
                  fault.bytes);
    text_free(&fault);
}

void
reply_check(const struct operation *op, const json_t *reply)
{
    check(op, op->reply, reply);
}

void
reply_check_preview(const struct operation *op, const json_t *preview)
{
    check(op, op->preview ? op->preview : op->reply, preview);
}
