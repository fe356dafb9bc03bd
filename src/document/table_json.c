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
add_row(struct text *out, const struct tally *tally, int row)
{
    add_key_and_label(out, tally->form->rows[row].key, tally->form->rows[row].label);
    text_add(out, ",\"cells\":");
    for (int c = 0; c < TALLY_COLUMNS; c++)
        text_addf(out, "%s%ld", c == 0 ? "[" : ",", tally->cells[row][c]);
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
    const struct tally_form *form = d->tally->form;

    text_add(out, "{");
    add_member(out, "agency", d->agency_name);
    text_addf(out, ",\"year\":%d,", d->year);
    add_member(out, "scope", d->subtree ? "subtree" : "agency");
    text_add(out, ",");
    add_member(out, "form", form->name);
    if (d->note != NULL) {
        text_add(out, ",");
        add_member(out, "note", d->note);
    }
    for (int c = 0; c < TALLY_COLUMNS; c++) {
        text_add(out, c == 0 ? ",\"columns\":[" : ",");
        add_key_and_label(out, tally_column_key(c), tally_column_label(c));
        text_add(out, "}");
    }
    for (int r = 0; r < form->row_count; r++) {
        text_add(out, r == 0 ? "],\"rows\":[" : ",");
        add_row(out, d->tally, r);
    }
    for (int i = 0; i < form->span_count; i++) {
        text_add(out, i == 0 ? "],\"spans\":[" : ",");
        add_span(out, &form->spans[i]);
    }
    text_add(out, "]}");
}
