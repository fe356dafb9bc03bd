/* The report as a DOCX: the default template, and what fills one. */
#include "document/docx_fill.h"
#include "document/docx_write.h"
#include "document/report_file.h"
#include "document/report_table.h"

#include <string.h>

/* The marks of a template. */
static const char *const headings[PART_COUNT] = {NULL,     "标题一", "标题二", "标题三",
                                                 "标题四", "标题五", "标题六"};
static const char *const bodies[PART_COUNT] = {"开头",   "正文一", "正文二", "正文三",
                                               "正文四", "正文五", "正文六"};
static const char *const tables[PART_COUNT] = {
    [PART_two] = "表二", [PART_three] = "表三", [PART_four] = "表四"};
static const char *const paragraph_fields[] = {"小标题", "文字"};

enum { PARAGRAPH_FIELDS = 2, VALUES = 4 + PART_six, TABLES = PART_four - PART_two + 1 };

/* ---- The default template ---- */

/* The paragraphs of a part, each with the heading that it may begin with. */
static void
add_body(struct arena *a, struct docx_writer *w, const char *list)
{
    docx_paragraph(w, arena_printf(a, "{{#%s}}", list));
    docx_paragraph_led(w, arena_printf(a, "{{%s.%s}}", list, paragraph_fields[0]),
                       arena_printf(a, "{{%s.%s}}", list, paragraph_fields[1]));
    docx_paragraph(w, arena_printf(a, "{{/%s}}", list));
}

void
report_template(struct arena *a, struct text *out)
{
    struct docx_writer *w = docx_begin(a, "政府信息公开工作年度报告", "");

    docx_title(w, "{{标题}}");
    for (enum report_part part = 0; part < PART_COUNT; part++) {
        if (headings[part] != NULL)
            docx_heading(w, 1, arena_printf(a, "{{%s}}", headings[part]));
        if (tables[part] != NULL)
            docx_line(w, DOCX_CENTRE, arena_printf(a, "{{%s}}", tables[part]));
        add_body(a, w, bodies[part]);
    }
    docx_paragraph(w, "{{?版本说明}}{{版本说明}}");
    docx_end(w, out);
}

/* ---- Tables ---- */

static void
add_cell(struct arena *a, struct docx_writer *w, const struct printed_cell *c)
{
    char buffer[PRINTED_MAX_TEXT];
    const char *s = printed_text(c, buffer);
    struct docx_cell cell = {.text = s != buffer ? s : arena_copy(a, s, strlen(s)),
                             .columns = c->at.columns,
                             .rows = c->at.rows,
                             .align = c->centred ? DOCX_CENTRE : DOCX_LEFT};

    docx_cell(w, &cell);
}

/* The table of PART as a fragment; empty when the report has none. */
static struct docx_block
block_of(struct arena *a, const struct report *r, enum report_part part)
{
    enum { SMALL = 18, FIVE = 21 }; /* 9 points; size 5, 10.5 points */
    struct printed_table *t = arena_alloc(a, sizeof *t);
    struct docx_block block = {.name = tables[part], .required = true};
    const struct printed_cell *c = t->cells;
    int widths[GRID_MAX_COLUMNS];
    struct docx_writer *w;
    struct text xml = {0};

    if (!printed_table_of(r, part, t))
        return block;
    for (int i = 0; i < t->columns; i++)
        widths[i] = DOCX_TEXT_WIDTH * t->shares[i] / SHARES;
    w = docx_begin(a, "", "");
    docx_table_begin(w, &(struct docx_table){widths, t->columns, t->header,
                                             part == PART_two ? FIVE : SMALL});
    for (int row = 0; row < t->rows; row++) {
        docx_row(w);
        for (; c < t->cells + t->count && c->at.row == row; c++)
            add_cell(a, w, c);
    }
    docx_table_end(w);
    docx_fragment(w, &xml);
    block.xml = arena_copy(a, xml.bytes, xml.len);
    block.size = xml.len;
    text_free(&xml);
    return block;
}

/* ---- Texts ---- */

static struct docx_list
list_of(struct arena *a, const struct report *r, enum report_part part)
{
    const char *body = r->text[part].body, *s;
    size_t len, rows = 0, most = 1;
    const char **cells;

    for (const char *p = body; p != NULL && *p != '\0'; p++)
        most += *p == '\n';
    cells = arena_alloc(a, sizeof *cells * PARAGRAPH_FIELDS * most);
    for (; report_paragraph(&body, &s, &len); rows++) {
        size_t heading = report_heading_length(s, len);

        cells[rows * PARAGRAPH_FIELDS] = arena_copy(a, s, heading);
        cells[rows * PARAGRAPH_FIELDS + 1] = arena_copy(a, s + heading, len - heading);
    }
    return (struct docx_list){.name = bodies[part],
                              .fields = paragraph_fields,
                              .field_count = PARAGRAPH_FIELDS,
                              .cells = cells,
                              .rows = rows};
}

static const char *
title_of(struct arena *a, const struct report *r)
{
    const char *title = report_file_title(r);
    size_t line = report_title_break(r);

    return line == 0 ? title : arena_printf(a, "%.*s\n%s", (int)line, title, title + line);
}

static void
set_values(struct arena *a, const struct report_file *f, struct docx_value *v)
{
    const struct report *r = f->report;

    *v++ = (struct docx_value){"标题", title_of(a, r), false};
    *v++ = (struct docx_value){"机关", r->agency, false};
    *v++ = (struct docx_value){"年度", arena_printf(a, "%d", r->year), false};
    *v++ = (struct docx_value){"版本说明", f->version_line, false};
    for (enum report_part part = PART_one; part < PART_COUNT; part++)
        *v++ = (struct docx_value){headings[part], report_file_heading(r, part), false};
}

/* What every template can say of F, whose texts and tables need not be there. */
static struct docx_data
data_of(struct arena *a, const struct report_file *f)
{
    struct docx_value *values = arena_alloc(a, sizeof *values * VALUES);
    struct docx_list *lists = arena_alloc(a, sizeof *lists * PART_COUNT);
    struct docx_block *blocks = arena_alloc(a, sizeof *blocks * TABLES);

    set_values(a, f, values);
    for (enum report_part part = 0; part < PART_COUNT; part++)
        lists[part] = list_of(a, f->report, part);
    for (enum report_part part = PART_two; part <= PART_four; part++)
        blocks[part - PART_two] = block_of(a, f->report, part);
    return (struct docx_data){values, VALUES, lists, PART_COUNT, blocks, TABLES};
}

bool
report_docx(struct arena *a, const struct report_file *f, const char *template, size_t size,
            struct text *out, struct docx_faults *faults)
{
    struct docx_data data = data_of(a, f);
    struct text standard = {0};
    bool filled;

    if (template == NULL) {
        report_template(a, &standard);
        template = standard.bytes;
        size = standard.len;
    }
    filled = docx_fill(a, template, size, &data, out, faults);
    text_free(&standard);
    return filled;
}

bool
report_template_check(struct arena *a, const char *template, size_t size,
                      struct docx_faults *faults)
{
    static const struct report nothing = {.year = 2021};
    struct docx_data data = data_of(a, &(struct report_file){&nothing, NULL});
    struct docx_value *values = (struct docx_value *)data.values;
    struct docx_list *lists = (struct docx_list *)data.lists;

    /* The six sections (rule 8.2) and what a frozen report must bear. */
    values[0].required = true;
    for (size_t i = VALUES - PART_six - 1; i < VALUES; i++)
        values[i].required = true;
    for (enum report_part part = 0; part < PART_COUNT; part++)
        lists[part].required = tables[part] == NULL;
    return docx_fields(a, template, size, &data, NULL, faults);
}
