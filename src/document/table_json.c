#include "document/table.h"

static void
add_member(struct text *out, const char *name, const char *value)
{
    text_addf(out, "\"%s\":", name);
    text_add_json(out, value);
}

static void
add_key_and_label(struct text *out, const char *key, const char *label)
{
    text_add(out, "{");
    add_member(out, "key", key);
    text_add(out, ",");
    add_member(out, "label", label);
}

static void
add_row(struct text *out, const struct table_grid *g, int row)
{
    add_key_and_label(out, g->row_keys[row].key, g->row_keys[row].label);
    text_add(out, ",\"cells\":");
    for (int c = 0; c < g->keyed_columns; c++)
        text_addf(out, "%s%ld", c == 0 ? "[" : ",", g->cells[row * g->keyed_columns + c]);
    text_add(out, "]}");
}

static void
add_span(struct text *out, const struct tally_span *span)
{
    text_addf(out, "{\"row\":%d,\"column\":%d,\"rows\":%d,\"columns\":%d,", span->row,
              span->column, span->rows, span->columns);
    add_member(out, "text", span->text);
    text_add(out, "}");
}

void
table_json(struct text *out, const struct table_document *d)
{
    const struct table_grid g = table_grid_of(d);

    text_add(out, "{");
    add_member(out, "agency", d->agency_name);
    text_addf(out, ",\"year\":%d,", d->year);
    add_member(out, "scope", d->subtree ? "subtree" : "agency");
    text_add(out, ",");
    add_member(out, "form", g.form);
    if (d->note != NULL) {
        text_add(out, ",");
        add_member(out, "note", d->note);
    }
    for (int c = 0; c < g.keyed_columns; c++) {
        text_add(out, c == 0 ? ",\"columns\":[" : ",");
        add_key_and_label(out, g.column_keys[c], g.column_labels[c]);
        text_add(out, "}");
    }
    for (int r = 0; r < g.keyed_rows; r++) {
        text_add(out, r == 0 ? "],\"rows\":[" : ",");
        add_row(out, &g, r);
    }
    for (int i = 0; i < g.span_count; i++) {
        text_add(out, i == 0 ? "],\"spans\":[" : ",");
        add_span(out, &g.spans[i]);
    }
    text_add(out, "]}");
}
