#include "document/markup.h"
#include "document/report_file.h"
#include "document/report_table.h"

#include <libxml/xmlwriter.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The writer fails on nothing but memory, and then the process ends. */
static void
sure(int result)
{
    if (result < 0)
        abort();
}

static void
begin(xmlTextWriter *w, const char *name)
{
    sure(xmlTextWriterStartElement(w, BAD_CAST name));
}

static void
end(xmlTextWriter *w)
{
    sure(xmlTextWriterEndElement(w));
}

/* S as XML can hold it. */
static void
add_attribute(xmlTextWriter *w, const char *name, const char *s)
{
    struct text clean = {0};

    if (s == NULL)
        return;
    markup_add_clean(&clean, s, strlen(s));
    sure(xmlTextWriterWriteAttribute(w, BAD_CAST name,
                                     BAD_CAST(clean.len > 0 ? clean.bytes : "")));
    text_free(&clean);
}

static void
add_string(xmlTextWriter *w, const char *s, size_t len)
{
    struct text clean = {0};

    markup_add_clean(&clean, s, len);
    if (clean.len > 0)
        sure(xmlTextWriterWriteString(w, BAD_CAST clean.bytes));
    text_free(&clean);
}

static void
add_element(xmlTextWriter *w, const char *name, const char *s)
{
    if (s == NULL)
        return;
    begin(w, name);
    add_string(w, s, strlen(s));
    end(w);
}

static void
add_cell(xmlTextWriter *w, const struct printed_cell *c)
{
    char buffer[PRINTED_MAX_TEXT];
    const char *s = printed_text(c, buffer);

    begin(w, "cell");
    add_attribute(w, "key", c->column);
    add_attribute(w, "label", c->column_label);
    if (figure_unit_is_amount(c->unit))
        add_attribute(w, "unit", figure_unit_code(c->unit));
    add_string(w, s, strlen(s));
    end(w);
}

/* Labels go with what they name: a row lasts as long as its key. */
static void
add_table(xmlTextWriter *w, const struct printed_table *t)
{
    const char *row = NULL;

    begin(w, "table");
    add_attribute(w, "form", t->form);
    for (int i = 0; i < t->count; i++) {
        const struct printed_cell *c = &t->cells[i];

        if (c->at.text != NULL)
            continue;
        if (row == NULL || strcmp(row, c->row) != 0) {
            if (row != NULL)
                end(w);
            begin(w, "row");
            add_attribute(w, "key", c->row);
            add_attribute(w, "label", c->row_label);
            row = c->row;
        }
        add_cell(w, c);
    }
    if (row != NULL)
        end(w);
    end(w);
}

static void
add_section(xmlTextWriter *w, const struct report *r, enum report_part part)
{
    const char *body = r->text[part].body, *s;
    struct printed_table t;
    size_t len;

    begin(w, "section");
    add_attribute(w, "key", report_part_code(part));
    add_attribute(w, "heading", report_file_heading(r, part));
    if (printed_table_of(r, part, &t))
        add_table(w, &t);
    while (report_paragraph(&body, &s, &len)) {
        begin(w, "paragraph");
        add_string(w, s, len);
        end(w);
    }
    end(w);
}

static void
add_report(xmlTextWriter *w, const struct report_file *f)
{
    const struct report *r = f->report;
    char year[16];

    snprintf(year, sizeof year, "%d", r->year);
    begin(w, "report");
    add_attribute(w, "year", year);
    add_attribute(w, "level", r->level);
    add_element(w, "title", r->title);
    add_element(w, "agency", r->agency);
    for (enum report_part part = 0; part < PART_COUNT; part++)
        add_section(w, r, part);
    add_element(w, "version", f->version_line);
    end(w);
}

void
report_xml(struct text *out, const struct report_file *f)
{
    xmlBuffer *buffer = xmlBufferCreate();
    xmlTextWriter *w = buffer != NULL ? xmlNewTextWriterMemory(buffer, 0) : NULL;

    if (w == NULL)
        abort();
    sure(xmlTextWriterSetIndent(w, 1));
    sure(xmlTextWriterStartDocument(w, NULL, "UTF-8", NULL));
    add_report(w, f);
    sure(xmlTextWriterEndDocument(w));
    xmlFreeTextWriter(w);
    text_add_bytes(out, (const char *)xmlBufferContent(buffer),
                   (size_t)xmlBufferLength(buffer));
    xmlBufferFree(buffer);
}
