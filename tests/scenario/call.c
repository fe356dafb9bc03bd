/* From the words of a statement to a request. */
#include "scenario/call.h"

#include "op/ask.h"

#include <curl/curl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
fault(struct story *s, int line, const char *format, ...)
{
    char words[2000];
    va_list args;

    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    s->problem = arena_printf(s->arena, "%s:%d: %s", s->file, line, words);
    return false;
}

const char *
next_word(const char *at)
{
    return at + strspn(at, " ");
}

const char *
part(struct story *s, const char *at, size_t len)
{
    return arena_copy(s->arena, at, len);
}

const char *
cut_word(struct story *s, const char **at)
{
    size_t len = strcspn(*at, " ");
    const char *word = part(s, *at, len);

    *at = next_word(*at + len);
    return word;
}

static bool
read_value(struct story *s, int line, const char **at, json_t **value)
{
    json_error_t error;
    const char *word;

    if (**at == '[' || **at == '{' || **at == '"') {
        *value = json_loads(*at, JSON_DISABLE_EOF_CHECK | JSON_DECODE_ANY, &error);
        if (*value == NULL)
            return fault(s, line, "no JSON: %s", error.text);
        *at = next_word(*at + error.position);
        return true;
    }
    word = cut_word(s, at);
    *value =
        *word == '@' ? json_incref(json_object_get(s->names, word + 1)) : json_string(word);
    return *value != NULL || fault(s, line, "nothing is called %s", word + 1);
}

bool
read_pairs(struct story *s, int line, const char *at, json_t *pairs)
{
    while (*at != '\0') {
        size_t len = strcspn(at, "= ");
        const char *key = part(s, at, len);
        json_t *value;

        if (len == 0 || at[len] != '=')
            return fault(s, line, "%s is no KEY=VALUE", key);
        at += len + 1;
        if (!read_value(s, line, &at, &value))
            return false;
        json_object_set_new(pairs, key, value);
    }
    return true;
}

static const struct field *
field_called(const struct field *fields, const char *name)
{
    for (; fields != NULL && fields->name != NULL; fields++)
        if (strcmp(fields->name, name) == 0)
            return fields;
    return NULL;
}

static bool
is_part(const struct operation *op, const char *name)
{
    char found[32];

    for (int i = 0; operation_part(op, i, found); i++)
        if (strcmp(found, name) == 0)
            return true;
    return false;
}

bool
check_keys(struct story *s, int line, const struct operation *op, const json_t *pairs)
{
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)pairs, key, value)
        if (!is_part(op, key) && field_called(op->body, key) == NULL &&
            field_called(op->query, key) == NULL &&
            !(strcmp(key, "format") == 0 && op->formats != NULL))
            return fault(s, line, "%s has no %s", op->name, key);
    return true;
}

bool
put_subject(struct story *s, int line, const struct operation *op, const char *subject,
            json_t *pairs, bool *makes)
{
    const json_t *known = json_object_get(s->names, subject);
    char name[32];

    *makes = false;
    for (int i = 0; operation_part(op, i, name); i++) {
        if (json_object_get(pairs, name) != NULL)
            continue;
        if (strcmp(name, "application") == 0 && known == NULL)
            return fault(s, line, "no application is called %s", subject);
        json_object_set_new(pairs, name,
                            known != NULL ? json_deep_copy(known) : json_string(subject));
        return true;
    }
    *makes = true;
    return true;
}

/* The value of FIELD as its type wants it; a text that is none stays, to be refused. */
static json_t *
typed(const struct field *field, json_t *value)
{
    json_t *read = NULL;

    if (field->type == FIELD_INTEGER || field->type == FIELD_BOOLEAN)
        read = json_loads(json_string_value(value), JSON_DECODE_ANY, NULL);
    return read != NULL ? read : json_incref(value);
}

const char *
body_of(struct story *s, const struct operation *op, const json_t *pairs)
{
    json_t *body = json_object(), *value;
    const char *key, *copy;
    char *text;

    json_object_foreach((json_t *)pairs, key, value)
        if (field_called(op->body, key) != NULL)
            json_object_set_new(body, key, typed(field_called(op->body, key), value));
    text = json_dumps(body, JSON_COMPACT);
    copy = part(s, text, strlen(text));
    free(text);
    json_decref(body);
    return strncmp(op->route, "GET ", 4) == 0 ? NULL : copy;
}

static void
add_escaped(struct text *out, const char *value)
{
    char *escaped = curl_easy_escape(NULL, value, 0);

    text_add(out, escaped);
    curl_free(escaped);
}

/* The route of OP with the values of PAIRS in the place of its parts. */
static bool
add_path(struct story *s, int line, const struct operation *op, const json_t *pairs,
         struct text *out)
{
    for (const char *at = op->route; *at != '\0';) {
        size_t len = strcspn(at, "{"), close = strcspn(at, "}");
        const char *name, *value;

        text_add_bytes(out, at, len);
        if (at[len] == '\0')
            return true;
        name = part(s, at + len + 1, close - len - 1);
        value = json_string_value(json_object_get(pairs, name));
        if (value == NULL)
            return fault(s, line, "%s needs the %s", op->name, name);
        add_escaped(out, value);
        at += close + 1;
    }
    return true;
}

static void
add_query(const struct operation *op, const json_t *pairs, struct text *out)
{
    const char *key;
    json_t *value;
    char before = '?';

    json_object_foreach((json_t *)pairs, key, value) {
        if (is_part(op, key) || field_called(op->body, key) != NULL)
            continue;
        text_addf(out, "%c%s=", before, key);
        add_escaped(out, json_string_value(value));
        before = '&';
    }
}

const char *
request_of(struct story *s, int line, const struct operation *op, const json_t *pairs)
{
    struct text out = {NULL, 0, 0};
    const char *request = NULL;

    if (add_path(s, line, op, pairs, &out)) {
        add_query(op, pairs, &out);
        request = part(s, out.bytes, out.len);
    }
    text_free(&out);
    return request;
}
