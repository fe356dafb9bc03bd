#include "document/docx_html.h"

#include "document/docx_file.h"
#include "document/markup.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_STYLES = 1000, MOST_COLUMNS = 1000, MOST_BASES = 10 };

/* What a style of paragraphs says; NULL or -1 where it says nothing. */
struct style {
    const char *id, *based_on;
    char align[8];
    int level; /* 0 for the title, else the outline's from 1 */
    int bold;
};

struct page {
    struct arena *arena;
    struct text *out;
    bool html;
    struct style *styles;
    size_t style_count;
};

/* ---- Properties ---- */

/* Whether the switch NAME is set among PROPERTIES; -1 when it is not there. */
static int
switched(const xmlNode *properties, const char *name)
{
    const xmlNode *n = markup_child(properties, name);
    char value[8];

    if (n == NULL)
        return -1;
    markup_attribute(n, "val", value, sizeof value);
    return strcmp(value, "0") != 0 && strcmp(value, "false") != 0 &&
           strcmp(value, "off") != 0 && strcmp(value, "none") != 0;
}

/* The number of NAME among PROPERTIES; OTHERWISE when there is none. */
static int
number(const xmlNode *properties, const char *name, int otherwise)
{
    char value[8];
    const char *s =
        markup_attribute(markup_child(properties, name), "val", value, sizeof value);

    return *s >= '0' && *s <= '9' ? atoi(s) : otherwise;
}

static const char *
copied(struct arena *a, const xmlNode *node, const char *attribute)
{
    char value[100];
    const char *s = markup_attribute(node, attribute, value, sizeof value);

    return arena_copy(a, s, strlen(s));
}

/* ---- Styles ---- */

static struct style *
find_style(const struct page *page, const char *id)
{
    for (size_t i = 0; i < page->style_count; i++)
        if (strcmp(page->styles[i].id, id) == 0)
            return &page->styles[i];
    return NULL;
}

static void
read_style(struct page *page, const xmlNode *node)
{
    const xmlNode *paragraph = markup_child(node, "pPr");
    struct style *style = &page->styles[page->style_count++];
    char name[8];

    style->id = copied(page->arena, node, "styleId");
    style->based_on = copied(page->arena, markup_child(node, "basedOn"), "val");
    markup_attribute(markup_child(paragraph, "jc"), "val", style->align,
                     sizeof style->align);
    style->level = number(paragraph, "outlineLvl", -2) + 1;
    style->bold = switched(markup_child(node, "rPr"), "b");
    markup_attribute(markup_child(node, "name"), "val", name, sizeof name);
    if (strcasecmp(name, "title") == 0)
        style->level = 0;
}

/* Takes over what the styles that STYLE is based on say. */
static void
inherit(const struct page *page, struct style *style)
{
    const struct style *base = find_style(page, style->based_on);

    for (int i = 0; i < MOST_BASES && base != NULL; i++) {
        if (*style->align == '\0')
            memcpy(style->align, base->align, sizeof style->align);
        if (style->level < 0)
            style->level = base->level;
        if (style->bold < 0)
            style->bold = base->bold;
        base = find_style(page, base->based_on);
    }
}

static void
read_styles(struct page *page, const struct package *p, struct docx_faults *faults)
{
    page->styles = arena_alloc(page->arena, sizeof *page->styles * MOST_STYLES);
    for (size_t i = 0; i < p->count; i++) {
        xmlDoc *doc;

        if (strstr(p->parts[i].type, "wordprocessingml.styles+xml") == NULL)
            continue;
        doc = package_xml(p, &p->parts[i], faults);
        for (xmlNode *n = doc != NULL ? xmlDocGetRootElement(doc)->children : NULL;
             n != NULL && page->style_count < MOST_STYLES; n = n->next)
            if (markup_is(n, "style"))
                read_style(page, n);
        xmlFreeDoc(doc);
    }
    for (size_t i = 0; i < page->style_count; i++)
        inherit(page, &page->styles[i]);
}

/* The style of the paragraph P with what P says itself. */
static struct style
style_of(const struct page *page, const xmlNode *p)
{
    const xmlNode *properties = markup_child(p, "pPr");
    char id[100], align[sizeof((struct style *)NULL)->align];
    struct style *named = find_style(
        page, markup_attribute(markup_child(properties, "pStyle"), "val", id, sizeof id));
    struct style style = named != NULL ? *named : (struct style){.level = -1, .bold = -1};

    markup_attribute(markup_child(properties, "jc"), "val", align, sizeof align);
    if (*align != '\0')
        memcpy(style.align, align, sizeof style.align);
    style.level = number(properties, "outlineLvl", style.level - 1) + 1;
    return style;
}

/* ---- Runs ---- */

enum { BOLD = 1, ITALIC = 2, UNDERLINED = 4 };

static void
change_face(const struct page *page, int from, int to)
{
    static const char tags[] = "biu";

    if (!page->html || from == to)
        return;
    for (int i = 2; i >= 0; i--)
        if (from >> i & 1)
            text_addf(page->out, "</%c>", tags[i]);
    for (int i = 0; i < 3; i++)
        if (to >> i & 1)
            text_addf(page->out, "<%c>", tags[i]);
}

static int
face_of(const xmlNode *run, bool bold)
{
    const xmlNode *properties = markup_child(run, "rPr");
    int own = switched(properties, "b");

    return ((own < 0 ? bold : own) ? BOLD : 0) |
           (switched(properties, "i") > 0 ? ITALIC : 0) |
           (switched(properties, "u") > 0 ? UNDERLINED : 0);
}

static void
add_text(const struct page *page, const xmlNode *t)
{
    xmlChar *content = xmlNodeGetContent(t);

    if (page->html)
        text_add_html(page->out, (const char *)content);
    else
        text_add(page->out, (const char *)content);
    xmlFree(content);
}

/* The same content once more, for programs that do not know the first form. */
static bool
is_fallback(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, BAD_CAST "Fallback");
}

/* The node after NODE in the paragraph P, without properties and nested paragraphs. */
static xmlNode *
next_of_paragraph(const xmlNode *node, const xmlNode *p)
{
    static const char *const passed[] = {"p", "t", "pPr", "rPr", NULL};

    return markup_next(node, p,
                       node == p || !(markup_is_one_of(node, passed) || is_fallback(node)));
}

static void
add_runs(const struct page *page, const xmlNode *p, bool bold)
{
    int face = 0;

    for (const xmlNode *n = p; n != NULL; n = next_of_paragraph(n, p)) {
        if (markup_is(n, "t")) {
            int its = face_of(n->parent, bold);

            change_face(page, face, its);
            face = its;
            add_text(page, n);
        } else if (markup_is(n, "tab")) {
            text_add(page->out, page->html ? "&emsp;" : "\t");
        } else if (markup_is(n, "br") || markup_is(n, "cr")) {
            text_add(page->out, page->html ? "<br>" : "\n");
        } else if (markup_is(n, "noBreakHyphen")) {
            text_add(page->out, "\xe2\x80\x91");
        }
    }
    change_face(page, face, 0);
}

/* ---- Blocks ---- */

static void add_blocks(const struct page *page, const xmlNode *container);

static void
add_text_boxes(const struct page *page, const xmlNode *p)
{
    for (const xmlNode *n = p; n != NULL;) {
        bool box = markup_is(n, "txbxContent");

        if (box)
            add_blocks(page, n);
        n = markup_next(n, p, !box && !is_fallback(n));
    }
}

/* Level 10 of the outline is that of plain text. */
static const char *
tag_of(const struct style *style)
{
    static const char *const headings[] = {"h1", "h2", "h3", "h4"};

    if (style->level < 0 || style->level > 9)
        return "p";
    return headings[style->level < 3 ? style->level : 3];
}

static const char *
class_of(const struct style *style)
{
    if (strcmp(style->align, "center") == 0)
        return " class=\"docx-centre\"";
    if (strcmp(style->align, "right") == 0 || strcmp(style->align, "end") == 0)
        return " class=\"docx-right\"";
    return "";
}

static void
add_paragraph(const struct page *page, const xmlNode *p)
{
    struct style style = style_of(page, p);
    const char *tag = tag_of(&style);
    size_t before;

    text_addf(page->out, "<%s%s>", tag, class_of(&style));
    before = page->out->len;
    add_runs(page, p, style.bold > 0 && *tag == 'p');
    if (page->out->len == before)
        text_add(page->out, "<br>");
    text_addf(page->out, "</%s>\n", tag);
    add_text_boxes(page, p);
}

/* The node after NODE among the blocks of CONTAINER; what only holds others is entered. */
static xmlNode *
next_block(const xmlNode *node, const xmlNode *container)
{
    static const char *const around[] = {"sdt", "sdtContent", "customXml", "ins", NULL};

    return markup_next(node, container,
                       node == container || markup_is_one_of(node, around));
}

static int
columns_of(const xmlNode *cell)
{
    int n = number(markup_child(cell, "tcPr"), "gridSpan", 1);

    return n < 1 ? 1 : n > MOST_COLUMNS ? MOST_COLUMNS : n;
}

static int
columns_before(const xmlNode *row)
{
    int n = number(markup_child(row, "trPr"), "gridBefore", 0);

    return n > MOST_COLUMNS ? MOST_COLUMNS : n;
}

enum { COVERED = -1 }; /* a cell that one above reaches over */

/* Writes into each cell of ROW how many rows it covers; BELOW says of each column how many
 * cells under it continue one above, and is brought up to this row. */
static void
span_row(xmlNode *row, int *below)
{
    int column = columns_before(row);

    for (xmlNode *cell = row; cell != NULL; cell = next_block(cell, row)) {
        const xmlNode *merge = markup_child(markup_child(cell, "tcPr"), "vMerge");
        char value[8];
        bool goes_on;

        if (!markup_is(cell, "tc") || column >= MOST_COLUMNS)
            continue;
        markup_attribute(merge, "val", value, sizeof value);
        goes_on = merge != NULL && strcmp(value, "restart") != 0;
        cell->_private = (void *)(intptr_t)(goes_on ? COVERED : 1 + below[column]);
        below[column] = goes_on ? below[column] + 1 : 0;
        for (int i = 1; i < columns_of(cell) && column + i < MOST_COLUMNS; i++)
            below[column + i] = 0;
        column += columns_of(cell);
    }
}

/* From the last row to the first, for a cell knows only that it continues the one above. */
static void
span_rows(const xmlNode *table)
{
    int below[MOST_COLUMNS] = {0};
    xmlNode **rows = NULL;
    size_t count = 0, i = 0;

    for (const xmlNode *n = table; n != NULL; n = next_block(n, table))
        count += markup_is(n, "tr");
    rows = xmalloc(sizeof *rows * count);
    for (xmlNode *n = (xmlNode *)table; n != NULL; n = next_block(n, table))
        if (markup_is(n, "tr"))
            rows[i++] = n;
    while (i > 0)
        span_row(rows[--i], below);
    free(rows);
}

static void
add_cell(const struct page *page, const xmlNode *cell)
{
    int rows = (int)(intptr_t)cell->_private, columns = columns_of(cell);

    if (rows == COVERED)
        return;
    text_add(page->out, "<td");
    if (columns > 1)
        text_addf(page->out, " colspan=\"%d\"", columns);
    if (rows > 1)
        text_addf(page->out, " rowspan=\"%d\"", rows);
    text_add(page->out, ">\n");
    add_blocks(page, cell);
    text_add(page->out, "</td>\n");
}

static void
add_table(const struct page *page, const xmlNode *table)
{
    span_rows(table);
    text_add(page->out, "<table>\n");
    for (const xmlNode *row = table; row != NULL; row = next_block(row, table)) {
        int before;

        if (!markup_is(row, "tr"))
            continue;
        before = columns_before(row);
        text_add(page->out, "<tr>");
        if (before > 0)
            text_addf(page->out, "<td colspan=\"%d\"></td>", before);
        for (const xmlNode *cell = row; cell != NULL; cell = next_block(cell, row))
            if (markup_is(cell, "tc"))
                add_cell(page, cell);
        text_add(page->out, "</tr>\n");
    }
    text_add(page->out, "</table>\n");
}

/* No deeper than the tree, which markup.h bounds. */
static void
add_blocks(const struct page *page, const xmlNode *container)
{
    for (const xmlNode *n = container; n != NULL; n = next_block(n, container)) {
        if (markup_is(n, "p"))
            add_paragraph(page, n);
        else if (markup_is(n, "tbl"))
            add_table(page, n);
    }
}

/* ---- Documents ---- */

static void
add_html(const struct page *page, xmlDoc *doc)
{
    const xmlNode *body = markup_child(xmlDocGetRootElement(doc), "body");

    if (body != NULL)
        add_blocks(page, body);
}

static void
add_plain(const struct page *page, xmlDoc *doc)
{
    const xmlNode *root = xmlDocGetRootElement(doc);

    for (const xmlNode *n = root; n != NULL; n = markup_next(n, root, !is_fallback(n)))
        if (markup_is(n, "p")) {
            add_runs(page, n, false);
            text_add(page->out, "\n");
        }
}

/* Shows the parts with text, that which is the text itself or the others. */
static void
show_parts(const struct page *page, const struct package *p, bool main,
           struct docx_faults *faults)
{
    for (size_t i = 0; i < p->count; i++) {
        const struct package_part *part = &p->parts[i];
        xmlDoc *doc = docx_is_text(part) && docx_is_main(part) == main
                          ? package_xml(p, part, faults)
                          : NULL;

        if (doc != NULL && page->html)
            add_html(page, doc);
        else if (doc != NULL)
            add_plain(page, doc);
        xmlFreeDoc(doc);
    }
}

static bool
show(struct arena *a, const char *bytes, size_t size, bool html, struct text *out,
     struct docx_faults *faults)
{
    struct package *p = docx_open(a, bytes, size, faults);
    struct page page = {.arena = a, .out = out, .html = html};

    if (p == NULL)
        return false;
    text_add(out, "");
    if (html)
        read_styles(&page, p, faults);
    show_parts(&page, p, true, faults);
    if (!html)
        show_parts(&page, p, false, faults);
    return true;
}

bool
docx_html(struct arena *a, const char *bytes, size_t size, struct text *out,
          struct docx_faults *faults)
{
    return show(a, bytes, size, true, out, faults);
}

bool
docx_text(struct arena *a, const char *bytes, size_t size, struct text *out,
          struct docx_faults *faults)
{
    return show(a, bytes, size, false, out, faults);
}
