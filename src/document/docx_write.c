#include "document/docx_write.h"

#include "document/docx_parts.h"
#include "document/markup.h"
#include "document/package.h"

#include <stdlib.h>
#include <string.h>

struct docx_writer {
    struct arena *arena;
    const char *subject, *agency;
    struct text body;
    bool page_break;  /* before what comes next */
    bool after_table; /* which what comes next must not touch */
    struct docx_table table;
    int row, column; /* where the next cell begins; row -1 before the first */
    int rows_below[DOCX_MOST_COLUMNS];     /* that the cell of this column still covers */
    int columns_beside[DOCX_MOST_COLUMNS]; /* that it covers in each of them */
};

static const char *const alignments[] = {
    [DOCX_LEFT] = "left", [DOCX_CENTRE] = "center", [DOCX_RIGHT] = "right"};

static void
free_body(void *object)
{
    text_free(&((struct docx_writer *)object)->body);
}

struct docx_writer *
docx_begin(struct arena *a, const char *subject, const char *agency)
{
    struct docx_writer *w = arena_alloc(a, sizeof *w);

    w->arena = a;
    w->subject = arena_copy(a, subject, strlen(subject));
    w->agency = arena_copy(a, agency, strlen(agency));
    text_add(&w->body, docx_document_begin);
    arena_own(a, w, free_body);
    return w;
}

/* ---- Paragraphs ---- */

/* S, LEN bytes of whatever, as the text of an element. */
static void
add_escaped(struct text *out, const char *s, size_t len)
{
    struct text clean = {0};

    markup_add_clean(&clean, s, len);
    if (clean.len > 0)
        text_add_html(out, clean.bytes);
    text_free(&clean);
}

/* A run with the PROPERTIES that says TEXT. */
static void
add_run(struct text *out, const char *properties, const char *text)
{
    text_addf(out, "<w:r>%s%s%s", *properties ? "<w:rPr>" : "", properties,
              *properties ? "</w:rPr>" : "");
    while (*text != '\0') {
        size_t len = strcspn(text, "\r\n\t");

        if (len > 0) {
            text_add(out, "<w:t xml:space=\"preserve\">");
            add_escaped(out, text, len);
            text_add(out, "</w:t>");
        }
        text += len;
        if (*text != '\0')
            text_add(out, *text == '\t' ? "<w:tab/>" : "<w:br/>");
        text += text[0] == '\r' && text[1] == '\n' ? 2 : *text != '\0';
    }
    text_add(out, "</w:r>");
}

/* A paragraph of the STYLE with more properties of its own and of its one run. */
static void
add_paragraph(struct docx_writer *w, const char *style, const char *properties,
              const char *run, const char *text)
{
    text_addf(&w->body, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s%s</w:pPr>", style,
              w->page_break ? "<w:pageBreakBefore/>" : "", properties);
    if (*text != '\0')
        add_run(&w->body, run, text);
    text_add(&w->body, "</w:p>");
    w->page_break = w->after_table = false;
}

/* The size in half points in which TEXT fits the line, at most 36 points.  What stands for a
 * name not known yet gets the size for 17 characters. */
static int
head_size(const char *text)
{
    int width = text_width(text), fit;

    if (strstr(text, "{{") != NULL || width == 0)
        return 52;
    fit = DOCX_TEXT_WIDTH / 10 * 2 / width;
    return fit > 72 ? 72 : fit < 44 ? 44 : fit;
}

void
docx_red_head(struct docx_writer *w, const char *agency, const char *number)
{
    static const char rule[] =
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"18\" w:space=\"11\" "
        "w:color=\"FF0000\"/></w:pBdr>";
    int size = head_size(text_is_utf8(agency, strlen(agency)) ? agency : "");

    add_paragraph(
        w, "RedHead", *number != '\0' ? "" : rule,
        arena_printf(w->arena, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", size, size),
        agency);
    if (*number != '\0')
        add_paragraph(
            w, "Normal",
            arena_printf(w->arena,
                         "%s<w:spacing w:before=\"579\"/><w:jc w:val=\"center\"/>", rule),
            "", number);
}

void
docx_title(struct docx_writer *w, const char *text)
{
    add_paragraph(w, "Title", "", "", text);
}

void
docx_heading(struct docx_writer *w, int level, const char *text)
{
    static const char *const styles[] = {"Heading1", "Heading2", "Heading3"};

    add_paragraph(w, styles[level <= 1 ? 0 : level == 2 ? 1 : 2], "", "", text);
}

void
docx_paragraph(struct docx_writer *w, const char *text)
{
    add_paragraph(w, "Body", "", "", text);
}

void
docx_paragraph_led(struct docx_writer *w, const char *lead, const char *text)
{
    static const char kaiti[] = "<w:rFonts w:eastAsia=\"楷体_GB2312\"/>";

    text_addf(&w->body, "<w:p><w:pPr><w:pStyle w:val=\"Body\"/>%s</w:pPr>",
              w->page_break ? "<w:pageBreakBefore/>" : "");
    if (*lead != '\0')
        add_run(&w->body, kaiti, lead);
    if (*text != '\0')
        add_run(&w->body, "", text);
    text_add(&w->body, "</w:p>");
    w->page_break = w->after_table = false;
}

void
docx_line(struct docx_writer *w, enum docx_align align, const char *text)
{
    add_paragraph(w, "Normal",
                  align == DOCX_LEFT
                      ? ""
                      : arena_printf(w->arena, "<w:jc w:val=\"%s\"/>", alignments[align]),
                  "", text);
}

void
docx_blank(struct docx_writer *w)
{
    add_paragraph(w, "Normal", "", "", "");
}

void
docx_signature(struct docx_writer *w, const char *agency, const char *date)
{
    add_paragraph(w, "Signature", "", "", "");
    add_paragraph(w, "Signature", "", "", "");
    add_paragraph(w, "Signature", "", "", agency);
    add_paragraph(w, "Signature", "<w:keepNext w:val=\"0\"/>", "", date);
}

void
docx_page_break(struct docx_writer *w)
{
    w->page_break = true;
}

/* ---- Tables ---- */

void
docx_table_begin(struct docx_writer *w, const struct docx_table *table)
{
    int columns = table->columns < DOCX_MOST_COLUMNS ? table->columns : DOCX_MOST_COLUMNS;
    int *widths = arena_alloc(w->arena, sizeof *widths * (size_t)columns);
    int total = 0;

    if (w->after_table || w->page_break)
        docx_blank(w);
    for (int c = 0; c < columns; c++)
        total += widths[c] = table->widths[c];
    w->table = *table;
    w->table.widths = widths;
    w->table.columns = columns;
    w->row = -1;
    w->column = columns;
    memset(w->rows_below, 0, sizeof w->rows_below);
    text_addf(&w->body, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>", total);
    text_add(&w->body, "<w:jc w:val=\"center\"/><w:tblBorders>");
    for (int i = 0; i < 6; i++) {
        static const char *const sides[] = {"top",   "left",    "bottom",
                                            "right", "insideH", "insideV"};

        text_addf(&w->body,
                  "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>",
                  sides[i]);
    }
    text_add(&w->body, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
                       "<w:top w:w=\"20\" w:type=\"dxa\"/>"
                       "<w:left w:w=\"57\" w:type=\"dxa\"/>"
                       "<w:bottom w:w=\"20\" w:type=\"dxa\"/>"
                       "<w:right w:w=\"57\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
                       "<w:tblGrid>");
    for (int c = 0; c < columns; c++)
        text_addf(&w->body, "<w:gridCol w:w=\"%d\"/>", widths[c]);
    text_add(&w->body, "</w:tblGrid>");
}

/* The properties of a cell over COLUMNS columns from the place of the next cell on. */
static void
open_cell(struct docx_writer *w, int columns, const char *merge)
{
    int width = 0;

    for (int c = w->column; c < w->column + columns; c++)
        width += w->table.widths[c];
    text_addf(&w->body, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width);
    if (columns > 1)
        text_addf(&w->body, "<w:gridSpan w:val=\"%d\"/>", columns);
    text_addf(&w->body, "%s<w:vAlign w:val=\"center\"/></w:tcPr>", merge);
}

/* The paragraph of a cell, whatever the styles of the document say; its mark is of the size of
 * the text, or an empty cell would make its row higher. */
static void
open_cell_paragraph(struct docx_writer *w, enum docx_align align)
{
    text_addf(&w->body,
              "<w:p><w:pPr><w:pStyle w:val=\"TableText\"/><w:snapToGrid w:val=\"0\"/>"
              "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" "
              "w:lineRule=\"auto\"/><w:ind w:left=\"0\" w:right=\"0\" "
              "w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"%s\"/>"
              "<w:rPr><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr></w:pPr>",
              alignments[align], w->table.size, w->table.size);
}

static void
put_cell(struct docx_writer *w, const struct docx_cell *cell, int columns)
{
    bool head = w->row < w->table.head_rows;
    enum docx_align align = head ? DOCX_CENTRE : cell->align;

    open_cell(w, columns, cell->rows > 1 ? "<w:vMerge w:val=\"restart\"/>" : "");
    open_cell_paragraph(w, align);
    if (cell->text != NULL && *cell->text != '\0')
        add_run(
            &w->body,
            arena_printf(
                w->arena,
                "<w:rFonts w:eastAsia=\"%s\"/>%s<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>",
                head ? "黑体" : "宋体", cell->bold ? "<w:b/>" : "", w->table.size,
                w->table.size),
            cell->text);
    text_add(&w->body, "</w:p></w:tc>");
    w->rows_below[w->column] = cell->rows > 1 ? cell->rows - 1 : 0;
    w->columns_beside[w->column] = columns;
    w->column += columns;
}

/* Continues the cells of earlier rows that reach down to the place of the next cell. */
static void
pass_covered(struct docx_writer *w)
{
    while (w->column < w->table.columns && w->rows_below[w->column] > 0) {
        int columns = w->columns_beside[w->column];

        open_cell(w, columns, "<w:vMerge/>");
        open_cell_paragraph(w, DOCX_LEFT);
        text_add(&w->body, "</w:p></w:tc>");
        w->rows_below[w->column]--;
        w->column += columns;
    }
}

void
docx_cell(struct docx_writer *w, const struct docx_cell *cell)
{
    int columns = 1;

    pass_covered(w);
    if (w->column >= w->table.columns)
        return;
    while (columns < cell->columns && w->column + columns < w->table.columns &&
           w->rows_below[w->column + columns] == 0)
        columns++;
    put_cell(w, cell, columns);
}

static void
end_row(struct docx_writer *w)
{
    static const struct docx_cell empty = {.text = ""};

    if (w->row < 0)
        return;
    pass_covered(w);
    while (w->column < w->table.columns)
        docx_cell(w, &empty);
    text_add(&w->body, "</w:tr>");
}

void
docx_row(struct docx_writer *w)
{
    end_row(w);
    w->row++;
    w->column = 0;
    text_addf(&w->body, "<w:tr><w:trPr><w:cantSplit/>%s</w:trPr>",
              w->row < w->table.head_rows ? "<w:tblHeader/>" : "");
}

void
docx_table_end(struct docx_writer *w)
{
    if (w->row < 0)
        docx_row(w);
    end_row(w);
    text_add(&w->body, "</w:tbl>");
    w->after_table = true;
}

/* ---- The file ---- */

static void
add_properties(struct docx_writer *w, struct package *p)
{
    struct text core = {0}, app = {0};

    text_add(&core,
             "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
             "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/"
             "2006/metadata/core-properties\" "
             "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
    add_escaped(&core, w->subject, strlen(w->subject));
    text_add(&core, "</dc:title></cp:coreProperties>");
    text_add(&app, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                   "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/"
                   "2006/extended-properties\"><Company>");
    add_escaped(&app, w->agency, strlen(w->agency));
    text_add(&app, "</Company></Properties>");
    package_add(p, "docProps/core.xml", core.bytes, core.len);
    package_add(p, "docProps/app.xml", app.bytes, app.len);
    text_free(&core);
    text_free(&app);
}

void
docx_fragment(struct docx_writer *w, struct text *out)
{
    size_t begin = strlen(docx_document_begin);

    text_add_bytes(out, w->body.bytes + begin, w->body.len - begin);
}

void
docx_end(struct docx_writer *w, struct text *out)
{
    struct package *p = package_new(w->arena);

    if (w->after_table || w->page_break)
        docx_blank(w);
    text_add(&w->body, docx_document_end);
    for (const struct docx_fixed_part *part = docx_fixed_parts; part->name != NULL; part++)
        package_add(p, part->name, part->text, strlen(part->text));
    package_add(p, "word/document.xml", w->body.bytes, w->body.len);
    add_properties(w, p);
    if (!package_write(p, out))
        abort();
}
