#include "op/report_bytes.h"

#include <jansson.h>
#include <sodium.h>
#include <string.h>

/* --- writing --- */

static void
member(struct text *t, const char *name, const char *value)
{
    text_addf(t, "\"%s\":", name);
    if (value == NULL)
        text_add(t, "null");
    else
        text_add_json(t, value);
    text_add(t, ",");
}

static void
cell(struct text *t, const struct printed *p)
{
    if (p->state == CELL_NUMBER)
        text_addf(t, "%ld", p->value);
    else
        text_add(t, "null");
}

static void
cells(struct text *t, const char *key, const struct printed *list, int n, bool first)
{
    text_addf(t, "%s\"%s\":[", first ? "" : ",", key);
    for (int i = 0; i < n; i++) {
        text_add(t, i > 0 ? "," : "");
        cell(t, &list[i]);
    }
    text_add(t, "]");
}

static void
tables(struct text *t, const struct report *r)
{
    text_addf(t, "\"section2\":{\"form\":\"%s\",\"figures\":{", r->figure_form->name);
    for (int i = 0; i < r->figure_form->count; i++) {
        text_addf(t, "%s\"%s\":", i > 0 ? "," : "", r->figure_form->figures[i].key);
        cell(t, &r->figures[i]);
    }
    text_addf(t, "}},\"section3\":{\"form\":\"%s\",\"rows\":{", r->tally_form->name);
    for (int i = 0; i < r->tally_form->row_count; i++)
        cells(t, r->tally_form->rows[i].key, r->cells[i], TALLY_COLUMNS, i == 0);
    text_add(t, "}},\"section4\":{");
    for (enum remedy_block b = 0; b < BLOCK_COUNT; b++)
        cells(t, remedy_block_code(b), r->remedies[b], COLUMN_COUNT, b == 0);
    text_add(t, "},");
}

void
report_bytes(struct text *out, const struct report *r, const struct report_frame *f)
{
    text_add(out, "{");
    member(out, "agency", f->code);
    member(out, "name", r->agency);
    member(out, "level", r->level);
    text_addf(out, "\"year\":%d,", r->year);
    member(out, "scope", f->scope);
    text_addf(out, "\"version\":%d,", f->version);
    member(out, "reason", f->reason);
    text_addf(out, "\"happened_by\":\"%d-12-31\",", r->year);
    member(out, "known_at", f->known_at);
    member(out, "title", r->title);
    tables(out, r);
    text_add(out, "\"text\":{");
    for (enum report_part i = 0; i < PART_COUNT; i++) {
        text_addf(out, "%s\"%s\":{", i > 0 ? "," : "", report_part_code(i));
        member(out, "heading", r->text[i].heading);
        text_add(out, "\"body\":");
        text_add_json(out, r->text[i].body != NULL ? r->text[i].body : "");
        text_add(out, "}");
    }
    text_add(out, "},\"cases\":");
    text_add_json(out, f->cases);
    text_add(out, "}\n");
}

const char *
report_digest(const struct text *t, char hex[REPORT_DIGEST])
{
    unsigned char hash[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(hash, (const unsigned char *)t->bytes, t->len);
    return sodium_bin2hex(hex, REPORT_DIGEST, hash, sizeof hash);
}

/* --- reading --- */

static const char *
text_at(struct arena *a, const json_t *object, const char *name)
{
    const char *s = json_string_value(json_object_get(object, name));

    return s != NULL ? arena_copy(a, s, strlen(s)) : NULL;
}

static struct printed
printed_of(const json_t *value)
{
    if (json_is_integer(value))
        return printed_number((long)json_integer_value(value));
    return (struct printed){CELL_ABSENT, 0, NULL};
}

static bool
read_cells(const json_t *rows, const char *key, struct printed *list, int n)
{
    const json_t *row = json_object_get(rows, key);

    if (json_array_size(row) != (size_t)n)
        return false;
    for (int i = 0; i < n; i++)
        list[i] = printed_of(json_array_get(row, (size_t)i));
    return true;
}

static bool
read_tables(const json_t *json, struct report *r)
{
    const json_t *two = json_object_get(json, "section2"),
                 *three = json_object_get(json, "section3"),
                 *four = json_object_get(json, "section4");
    const char *figures = json_string_value(json_object_get(two, "form")),
               *tally = json_string_value(json_object_get(three, "form"));

    r->figure_form = figures != NULL ? figure_form_named(figures) : NULL;
    r->tally_form = tally != NULL ? tally_form_named(tally) : NULL;
    if (r->figure_form == NULL || r->tally_form == NULL)
        return false;
    for (int i = 0; i < r->figure_form->count; i++)
        r->figures[i] = printed_of(json_object_get(json_object_get(two, "figures"),
                                                   r->figure_form->figures[i].key));
    for (int i = 0; i < r->tally_form->row_count; i++)
        if (!read_cells(json_object_get(three, "rows"), r->tally_form->rows[i].key,
                        r->cells[i], TALLY_COLUMNS))
            return false;
    r->has_remedies = true;
    for (enum remedy_block b = 0; b < BLOCK_COUNT; b++)
        if (!read_cells(four, remedy_block_code(b), r->remedies[b], COLUMN_COUNT))
            return false;
    return true;
}

bool
report_of_bytes(struct arena *a, const char *bytes, size_t len, struct report *r)
{
    json_t *json = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, NULL);
    const json_t *text = json_object_get(json, "text");
    bool read;

    *r = (struct report){
        .title = text_at(a, json, "title"),
        .agency = text_at(a, json, "name"),
        .level = text_at(a, json, "level"),
        .year = (int)json_integer_value(json_object_get(json, "year")),
    };
    read = read_tables(json, r);
    for (enum report_part i = 0; i < PART_COUNT; i++) {
        const json_t *part = json_object_get(text, report_part_code(i));

        r->text[i] =
            (struct report_text){text_at(a, part, "heading"), text_at(a, part, "body")};
    }
    json_decref(json);
    return read;
}
