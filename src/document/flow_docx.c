/* The text of a DOCX as it stands with all tracked changes accepted: what was deleted or moved
 * away is left out, and so are text boxes, which repeat or decorate. */
#include "document/flow.h"
#include "document/flow_package.h"

#include <string.h>

enum { MOST_LEVEL = 9 };

struct body {
    struct flow_writer writer;
    int hidden;                       /* how many elements deep in what is left out */
    int level;                        /* of the paragraph */
    int columns, rows;                /* of the cell that is open */
    bool in_text, in_cell_head, gone; /* GONE: the row was deleted */
    bool cell_begun, in_row_head;
};

/* What is below these is no text of the page, or is there twice. */
static bool
is_left_out(const char *name)
{
    static const char *const names[] = {"txbxContent", "drawing",  "pict",  "object",
                                        "Fallback",    "moveFrom", "oMath", NULL};

    for (int i = 0; names[i] != NULL; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* A cell begins with its content, once its properties are known. */
static void
begin_cell(struct body *b)
{
    if (b->cell_begun)
        return;
    b->cell_begun = true;
    flow_begin_cell(&b->writer, b->columns, b->rows);
}

/* Heading 1 is called "Heading1", "1" or "标题 1" in the files of different programs. */
static int
level_of_style(const char *style)
{
    size_t n = strlen(style);
    int digit = n > 0 ? style[n - 1] - '0' : 0;

    if (digit < 1 || digit > MOST_LEVEL)
        return 0;
    return n == 1 || strncmp(style, "Heading", 7) == 0 || strncmp(style, "标题", 6) == 0
               ? digit
               : 0;
}

static void
take_properties(struct body *b, const char *name, const struct xml_attributes *a)
{
    char value[32];

    if (strcmp(name, "gridSpan") == 0 && b->in_cell_head) {
        b->columns = flow_number(a, "val", FLOW_COLUMNS, 1);
    } else if (strcmp(name, "vMerge") == 0 && b->in_cell_head) {
        const char *how = xml_attribute(a, "val", value, sizeof value);

        b->rows = how != NULL && strcmp(how, "restart") == 0 ? 1 : 0;
    } else if (strcmp(name, "gridBefore") == 0 && b->in_row_head) {
        flow_begin_cell(&b->writer, flow_number(a, "val", FLOW_COLUMNS, 1), 1);
        flow_end_cell(&b->writer);
    } else if (strcmp(name, "del") == 0 && b->in_row_head) {
        b->gone = true;
    } else if (strcmp(name, "pStyle") == 0 && b->level == 0 &&
               xml_attribute(a, "val", value, sizeof value) != NULL) {
        b->level = level_of_style(value);
    } else if (strcmp(name, "outlineLvl") == 0) {
        int n = flow_number(a, "val", MOST_LEVEL, MOST_LEVEL);

        b->level = n < MOST_LEVEL ? n + 1 : 0;
    }
}

static void
take_structure(struct body *b, const char *name)
{
    if (strcmp(name, "tbl") == 0) {
        if (b->writer.depth > 0)
            begin_cell(b);
        flow_begin_table(&b->writer, false);
        b->cell_begun = true;
    } else if (strcmp(name, "tr") == 0) {
        flow_begin_row(&b->writer);
        b->gone = false;
    } else if (strcmp(name, "tc") == 0) {
        b->columns = b->rows = 1;
        b->cell_begun = false;
    } else if (strcmp(name, "p") == 0) {
        if (b->writer.depth > 0)
            begin_cell(b);
        b->level = 0;
    } else if (strcmp(name, "tab") == 0) {
        flow_add(&b->writer, " ", 1);
    } else if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0) {
        flow_break(&b->writer, b->level);
    } else if (strcmp(name, "noBreakHyphen") == 0) {
        flow_add(&b->writer, "-", 1);
    }
}

static void
take_element(void *context, const char *name, const struct xml_attributes *a)
{
    struct body *b = context;

    if (b->hidden > 0 || is_left_out(name)) {
        b->hidden++;
        return;
    }
    if (strcmp(name, "tcPr") == 0)
        b->in_cell_head = true;
    else if (strcmp(name, "trPr") == 0)
        b->in_row_head = true;
    else if (strcmp(name, "t") == 0)
        b->in_text = true;
    take_properties(b, name, a);
    take_structure(b, name);
}

static void
take_end(void *context, const char *name)
{
    struct body *b = context;

    if (b->hidden > 0) {
        b->hidden--;
        return;
    }
    if (strcmp(name, "t") == 0) {
        b->in_text = false;
    } else if (strcmp(name, "p") == 0) {
        flow_break(&b->writer, b->level);
        b->level = 0;
    } else if (strcmp(name, "tc") == 0) {
        begin_cell(b);
        flow_end_cell(&b->writer);
    } else if (strcmp(name, "tcPr") == 0) {
        b->in_cell_head = false;
    } else if (strcmp(name, "trPr") == 0) {
        b->in_row_head = false;
    } else if (strcmp(name, "tr") == 0 && b->gone) {
        flow_drop_row(&b->writer);
        b->gone = false;
    } else if (strcmp(name, "tbl") == 0) {
        flow_end_table(&b->writer);
    }
}

static void
take_text(void *context, const char *bytes, size_t size)
{
    struct body *b = context;

    if (b->in_text && b->hidden == 0 && !b->gone)
        flow_add(&b->writer, bytes, size);
}

bool
flow_docx(struct arena *a, const char *bytes, size_t size, struct flow *out,
          struct refusal *why)
{
    struct body b = {.writer = flow_begin(a, out)};
    struct xml_sink sink = {take_element, take_end, take_text, &b, &b.writer.full};
    const struct zip_entry *part;
    struct zip z;
    bool fine;

    if (!flow_open(a, bytes, size, &z, why))
        return false;
    part = zip_find(&z, "word/document.xml");
    if (part == NULL)
        *why = flow_damaged;
    fine = part != NULL && flow_scan(&z, part, &sink, why);
    return flow_end(&b.writer, why) && fine;
}
