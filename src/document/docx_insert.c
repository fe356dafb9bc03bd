#include "document/docx_insert.h"

#include "document/docx_plan.h"
#include "document/markup.h"

#include <string.h>

const struct docx_allowance docx_full_allowance = {.nodes = 300000, .bytes = 32 << 20};

/* An option of xmlDOMWrapReconcileNamespaces that has no name outside of libxml2. */
enum { REMOVE_REDUNDANT = 1 };

/* The row of a list that a repeated node is for. */
struct binding {
    const struct docx_list *list;
    const char *const *cells;
};

struct insertion {
    struct arena *arena;
    xmlDoc *doc;
    const struct docx_data *data;
    struct docx_allowance *left;
    xmlDOMWrapCtxt *namespaces;
};

static void
drop(xmlNode *node)
{
    if (node == NULL)
        return;
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

/* ---- Names ---- */

size_t
docx_find_value(const struct docx_data *data, const char *name)
{
    size_t i = 0;

    while (i < data->value_count && strcmp(data->values[i].name, name) != 0)
        i++;
    return i;
}

size_t
docx_find_list(const struct docx_data *data, const char *name)
{
    size_t i = 0;

    while (i < data->list_count && strcmp(data->lists[i].name, name) != 0)
        i++;
    return i;
}

size_t
docx_find_block(const struct docx_data *data, const char *name)
{
    size_t i = 0;

    while (i < data->block_count && strcmp(data->blocks[i].name, name) != 0)
        i++;
    return i;
}

size_t
docx_find_field(const struct docx_list *list, const char *name)
{
    size_t i = 0;

    while (i < list->field_count && strcmp(list->fields[i], name) != 0)
        i++;
    return i;
}

/* What takes the place of MARK in a paragraph of ROW (NULL outside of lists). */
static const char *
value_of(const struct docx_data *data, const struct docx_mark *mark,
         const struct binding *row)
{
    const char *value;

    if (mark->field != NULL)
        value = row->cells[docx_find_field(row->list, mark->field)];
    else
        value = data->values[docx_find_value(data, mark->name)].value;
    return value != NULL ? value : "";
}

/* Whether the field or list that {{?…}} names is empty. */
static bool
is_empty(const struct docx_data *data, const struct docx_mark *mark,
         const struct binding *row)
{
    size_t list = docx_find_list(data, mark->name),
           block = docx_find_block(data, mark->name);

    if (mark->field == NULL && block < data->block_count)
        return data->blocks[block].size == 0;
    if (mark->field == NULL && docx_find_value(data, mark->name) == data->value_count)
        return data->lists[list].rows == 0;
    return *value_of(data, mark, row) == '\0';
}

/* ---- Repeating ---- */

static size_t
count_nodes(const xmlNode *root)
{
    size_t count = 0;

    for (const xmlNode *n = root; n != NULL; n = markup_next(n, root, true)) {
        count++;
        for (const xmlAttr *a = n->type == XML_ELEMENT_NODE ? n->properties : NULL;
             a != NULL; a = a->next)
            count++;
    }
    return count;
}

/* A bookmark can be in a document once only. */
static void
drop_bookmarks(xmlNode *root)
{
    static const char *const bookmarks[] = {"bookmarkStart", "bookmarkEnd", NULL};

    for (xmlNode *n = root, *next; n != NULL; n = next) {
        next = markup_next(n, root, true);
        if (n != root && markup_is_one_of(n, bookmarks)) {
            next = markup_next(n, root, false);
            drop(n);
        }
    }
}

/* Puts a copy of the element NODE, bound to ROW, before PLACE. */
static void
put_copy(const struct insertion *in, xmlNode *node, xmlNode *place, struct binding *row)
{
    xmlNode *copy = xmlDocCopyNode(node, in->doc, 1);

    xmlAddPrevSibling(place, copy);
    xmlDOMWrapReconcileNamespaces(in->namespaces, copy, REMOVE_REDUNDANT);
    if (row->cells != row->list->cells)
        drop_bookmarks(copy);
    copy->_private = row;
}

static bool
repeat(const struct insertion *in, const struct docx_group *group)
{
    const struct docx_list *list = &in->data->lists[docx_find_list(in->data, group->name)];
    struct binding *rows = arena_alloc(in->arena, sizeof *rows * (list->rows + 1));
    xmlNode *end = group->last != NULL ? group->last->next : NULL;
    size_t nodes = 0;

    for (const xmlNode *n = group->first; n != end; n = n->next)
        nodes += count_nodes(n);
    if (nodes > 0 && list->rows > in->left->nodes / nodes)
        return false;
    in->left->nodes -= nodes * list->rows;
    for (size_t i = 0; i < list->rows; i++) {
        rows[i] = (struct binding){list, list->cells + i * list->field_count};
        for (xmlNode *n = group->first; n != end; n = n->next)
            if (n->type == XML_ELEMENT_NODE)
                put_copy(in, n, group->first, &rows[i]);
    }
    for (xmlNode *n = group->first, *next; n != end; n = next) {
        next = n->next;
        drop(n);
    }
    drop(group->open);
    drop(group->close);
    return true;
}

/* ---- Values ---- */

static xmlNode *
new_like(const struct insertion *in, const xmlNode *node, const char *name)
{
    return xmlNewDocNode(in->doc, node->ns, BAD_CAST name, NULL);
}

/* Puts the TEXT gathered before the w:t PLACE, as one like it, and empties it. */
static void
flush(const struct insertion *in, xmlNode *place, struct text *text)
{
    xmlNode *t;

    if (text->len == 0)
        return;
    t = new_like(in, place, "t");
    xmlNodeSetSpacePreserve(t, 1);
    xmlAddChild(t, xmlNewDocTextLen(in->doc, BAD_CAST text->bytes, (int)text->len));
    xmlAddPrevSibling(place, t);
    text->len = 0;
}

/* Adds VALUE to the TEXT that goes before PLACE, with breaks and tabulators. */
static void
add_value(const struct insertion *in, xmlNode *place, struct text *text, const char *value)
{
    for (;;) {
        size_t len = strcspn(value, "\r\n\t");

        markup_add_clean(text, value, len);
        value += len;
        if (*value == '\0')
            return;
        flush(in, place, text);
        xmlAddPrevSibling(place, new_like(in, place, *value == '\t' ? "tab" : "br"));
        value += value[0] == '\r' && value[1] == '\n' ? 2 : 1;
    }
}

/* Puts in the place of PIECE what its text becomes; *NEXT is the first mark that ends in it or
 * behind it. */
static void
rewrite(const struct insertion *in, const struct docx_paragraph *p,
        const struct docx_piece *piece, size_t *next, const struct binding *row)
{
    struct text text = {0};
    size_t at = piece->begin;

    while (at < piece->end) {
        const struct docx_mark *mark = *next < p->mark_count ? &p->marks[*next] : NULL;
        size_t to = mark != NULL && mark->begin < piece->end ? mark->begin : piece->end;

        if (to > at)
            text_add_bytes(&text, p->text + at, to - at);
        at = at > to ? at : to;
        if (at == piece->end)
            break;
        if (at == mark->begin && mark->kind == MARK_VALUE)
            add_value(in, piece->node, &text, value_of(in->data, mark, row));
        at = mark->end < piece->end ? mark->end : piece->end;
        *next += mark->end <= piece->end;
    }
    flush(in, piece->node, &text);
    text_free(&text);
    drop(piece->node);
}

static bool
afford(const struct insertion *in, const struct docx_paragraph *p,
       const struct binding *row)
{
    for (size_t i = 0; i < p->mark_count; i++) {
        size_t len = p->marks[i].kind == MARK_VALUE
                         ? strlen(value_of(in->data, &p->marks[i], row))
                         : 0;

        if (len > in->left->bytes)
            return false;
        in->left->bytes -= len;
    }
    return true;
}

/* Takes the paragraph out; one that ends a section stays, empty. */
static void
leave_out(xmlNode *p)
{
    xmlNode *properties = markup_child(p, "pPr");

    if (markup_child(properties, "sectPr") == NULL) {
        drop(p);
        return;
    }
    for (xmlNode *n = p->children, *next; n != NULL; n = next) {
        next = n->next;
        if (n != properties)
            drop(n);
    }
}

static bool
is_left_out(const struct insertion *in, const struct docx_paragraph *p,
            const struct binding *row)
{
    for (size_t i = 0; i < p->mark_count; i++)
        if (p->marks[i].kind == MARK_IF && is_empty(in->data, &p->marks[i], row))
            return true;
    return false;
}

/* ---- Blocks ---- */

/* The block that the paragraph asks for, or NULL. */
static const struct docx_block *
block_of(const struct docx_data *data, const struct docx_paragraph *p)
{
    const struct docx_mark *mark = p->marks;
    size_t i;

    if (p->mark_count != 1 || mark->kind != MARK_VALUE || mark->field != NULL)
        return NULL;
    i = docx_find_block(data, mark->name);
    return i < data->block_count ? &data->blocks[i] : NULL;
}

static bool
is_table(const xmlNode *node)
{
    return node != NULL && markup_is(node, "tbl");
}

/* Puts BLOCK in the place of the paragraph P.  Two tables that touch become one, so between them
 * an empty paragraph stays. */
static bool
put_block(const struct insertion *in, xmlNode *p, const struct docx_block *block)
{
    struct text whole = {0};
    xmlDoc *doc;

    if (block->size > in->left->bytes)
        return false;
    in->left->bytes -= block->size;
    text_addf(&whole, "<w:body xmlns:w=\"%s\">", (const char *)p->ns->href);
    text_add_bytes(&whole, block->xml, block->size);
    text_add(&whole, "</w:body>");
    doc = markup_read(whole.bytes, whole.len);
    text_free(&whole);
    if (doc == NULL)
        return false;
    if (is_table(xmlPreviousElementSibling(p)))
        xmlAddPrevSibling(p, new_like(in, p, "p"));
    for (xmlNode *n = xmlDocGetRootElement(doc)->children; n != NULL; n = n->next) {
        xmlNode *copy = xmlDocCopyNode(n, in->doc, 1);

        xmlAddPrevSibling(p, copy);
        xmlDOMWrapReconcileNamespaces(in->namespaces, copy, REMOVE_REDUNDANT);
    }
    xmlFreeDoc(doc);
    if (is_table(xmlNextElementSibling(p)))
        xmlAddPrevSibling(p, new_like(in, p, "p"));
    leave_out(p);
    return true;
}

static bool
fill_paragraph(const struct insertion *in, const struct docx_paragraph *p)
{
    const struct binding *row = docx_plan_of(p->node);
    const struct docx_block *block = block_of(in->data, p);
    size_t next = 0;

    if (p->mark_count == 0)
        return true;
    if (is_left_out(in, p, row)) {
        leave_out(p->node);
        return true;
    }
    if (block != NULL && block->size > 0)
        return put_block(in, p->node, block);
    if (block != NULL) {
        leave_out(p->node);
        return true;
    }
    if (!afford(in, p, row))
        return false;
    for (size_t i = 0; i < p->piece_count; i++)
        rewrite(in, p, &p->pieces[i], &next, row);
    return true;
}

/* ---- What must hold of the tree afterwards ---- */

static bool
has_rows(const xmlNode *table)
{
    for (const xmlNode *n = table; n != NULL; n = markup_next(n, table, true))
        if (markup_is(n, "tr"))
            return true;
    return false;
}

static bool
ends_in_paragraph(const xmlNode *block)
{
    const xmlNode *last = xmlLastElementChild((xmlNode *)block);

    return last != NULL && markup_is(last, "p");
}

/* A table without rows goes away, a cell without text gets an empty paragraph, and content
 * bound to a part of its own is no longer: it would take the place of what was filled in. */
static void
tidy(xmlDoc *doc)
{
    static const char *const blocks[] = {"tc",       "txbxContent", "hdr", "ftr",
                                         "footnote", "endnote",     NULL};
    xmlNode *root = xmlDocGetRootElement(doc);

    for (xmlNode *n = root, *next; n != NULL; n = next) {
        next = markup_next(n, root, true);
        if ((markup_is(n, "tbl") && !has_rows(n)) || markup_is(n, "dataBinding")) {
            next = markup_next(n, root, false);
            drop(n);
        }
    }
    for (xmlNode *n = root; n != NULL; n = markup_next(n, root, true))
        if (markup_is_one_of(n, blocks) && !ends_in_paragraph(n))
            xmlAddChild(n, xmlNewDocNode(doc, n->ns, BAD_CAST "p", NULL));
}

bool
docx_insert(xmlDoc *doc, const struct docx_data *data, struct docx_allowance *left)
{
    struct docx_faults none = {0};
    struct insertion in = {arena_new(), doc, data, left, xmlDOMWrapNewCtxt()};
    struct docx_plan plan = docx_plan_read(in.arena, doc, &none);
    bool enough = true;

    for (size_t i = 0; enough && i < plan.group_count; i++)
        enough = repeat(&in, &plan.groups[i]);
    if (enough)
        plan = docx_plan_paragraphs(in.arena, doc, &none);
    /* From the last to the first: a paragraph that goes away takes its text boxes along. */
    for (size_t i = plan.paragraph_count; enough && i > 0; i--)
        enough = fill_paragraph(&in, &plan.paragraphs[i - 1]);
    if (enough)
        tidy(doc);
    xmlDOMWrapFreeCtxt(in.namespaces);
    arena_free(in.arena);
    return enough;
}
