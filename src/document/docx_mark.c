#include "document/docx_mark.h"

#include "document/markup.h"

#include <string.h>

enum { MOST_NAME = 100, SHOWN = 40 };

/* ---- The text of a paragraph ---- */

/* What may stand in a run or between runs without a reader seeing it. */
static const char *const unseen[] = {"rPr",
                                     "pPr",
                                     "proofErr",
                                     "bookmarkStart",
                                     "bookmarkEnd",
                                     "lastRenderedPageBreak",
                                     "permStart",
                                     "permEnd",
                                     "sdtPr",
                                     "sdtEndPr",
                                     "smartTagPr",
                                     "commentRangeStart",
                                     "commentRangeEnd",
                                     NULL};

/* What holds text without parting it. */
static const char *const around[] = {"r",         "hyperlink", "ins",        "moveTo",
                                     "smartTag",  "sdt",       "sdtContent", "customXml",
                                     "fldSimple", "ruby",      "rubyBase",   "rt",
                                     "dir",       "bdo",       NULL};

/* The node after NODE in the paragraph P.  Nested paragraphs are passed by, and so is what a
 * sound document never has: elements within a w:t, which go when that is rewritten. */
static xmlNode *
next_of_paragraph(const xmlNode *node, const xmlNode *p)
{
    bool passed =
        markup_is(node, "p") || markup_is(node, "t") || markup_is_one_of(node, unseen);

    return markup_next(node, p, node == p || !passed);
}

static size_t
count_texts(xmlNode *p)
{
    size_t n = 0;

    for (xmlNode *t = p; t != NULL; t = next_of_paragraph(t, p))
        n += markup_is(t, "t");
    return n;
}

static void
read_text(struct arena *a, struct docx_paragraph *p)
{
    struct text text = {0};

    p->pieces = arena_alloc(a, sizeof *p->pieces * count_texts(p->node));
    for (xmlNode *n = p->node; n != NULL; n = next_of_paragraph(n, p->node)) {
        if (markup_is(n, "t")) {
            struct docx_piece *piece = &p->pieces[p->piece_count++];
            xmlChar *content = xmlNodeGetContent(n);

            *piece = (struct docx_piece){n, text.len, 0};
            text_add(&text, (const char *)content);
            piece->end = text.len;
            xmlFree(content);
        } else if (n->type == XML_ELEMENT_NODE && n != p->node &&
                   !markup_is_one_of(n, unseen) && !markup_is_one_of(n, around)) {
            text_add(&text, "\n");
        }
    }
    p->text = arena_copy(a, text.len > 0 ? text.bytes : "", text.len);
    text_free(&text);
}

/* ---- Marks ---- */

/* The bytes of the blank at S, or 0: ASCII, no-break and ideographic. */
static size_t
blank(const char *s)
{
    if (*s == ' ' || *s == '\t')
        return 1;
    return strncmp(s, "\xc2\xa0", 2) == 0 ? 2 : strncmp(s, "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

/* S without the blanks around it, in place. */
static char *
trim(char *s)
{
    char *end = s;
    size_t n;

    while ((n = blank(s)) > 0)
        s += n;
    for (char *c = s; *c != '\0'; c += n > 0 ? n : 1) {
        n = blank(c);
        if (n == 0)
            end = c + 1;
    }
    if (end > s)
        *end = '\0';
    return s;
}

static bool
is_name(const char *s)
{
    size_t len = strlen(s);

    for (const char *c = s; *c != '\0'; c++)
        if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
              (*c >= '0' && *c <= '9') || *c == '_' || (unsigned char)*c >= 0x80))
            return false;
    return len > 0 && len <= MOST_NAME;
}

/* Reads the INSIDE of a pair of braces, which is changed; false when it is no mark. */
static bool
read_mark(char *inside, struct docx_mark *mark)
{
    static const char signs[] = {[MARK_OPEN] = '#', [MARK_CLOSE] = '/', [MARK_IF] = '?'};
    char *name = trim(inside), *dot;

    for (int kind = MARK_OPEN; kind <= MARK_IF; kind++)
        if (*name == signs[kind])
            mark->kind = (enum docx_mark_kind)kind;
    if (mark->kind != MARK_VALUE)
        name = trim(name + 1);
    dot = strchr(name, '.');
    if (dot != NULL)
        *dot = '\0';
    mark->name = name;
    mark->field = dot != NULL ? dot + 1 : NULL;
    if (dot != NULL && (mark->kind == MARK_OPEN || mark->kind == MARK_CLOSE))
        return false;
    return is_name(name) && (dot == NULL || is_name(mark->field));
}

/* The two braces before the text of a mark at or behind AT, or NULL.  Of three the last two
 * count. */
static const char *
find_braces(const char *at)
{
    const char *braces = strstr(at, "{{");

    while (braces != NULL && braces[2] == '{')
        braces++;
    return braces;
}

static size_t
count_braces(const char *text)
{
    size_t n = 0;

    while ((text = find_braces(text)) != NULL) {
        text += 2;
        n++;
    }
    return n;
}

/* A few characters of AT for a report. */
static const char *
excerpt(struct arena *a, const char *at)
{
    size_t len = strcspn(at, "\n");

    if (len > SHOWN)
        for (len = SHOWN; len > 0 && ((unsigned char)at[len] & 0xc0) == 0x80;)
            len--;
    return arena_copy(a, at, len);
}

static void
read_marks(struct arena *a, struct docx_paragraph *p, struct docx_faults *faults)
{
    const char *at = p->text, *wide = strstr(p->text, "｛｛");

    if (wide != NULL)
        docx_fault_add(faults, DOCX_wide_braces, excerpt(a, wide));
    p->marks = arena_alloc(a, sizeof *p->marks * count_braces(p->text));
    while ((at = find_braces(at)) != NULL) {
        const char *end = strstr(at, "}}"), *nested = find_braces(at + 2);
        struct docx_mark mark = {.begin = (size_t)(at - p->text)};

        if (end == NULL || (nested != NULL && nested < end)) {
            docx_fault_add(faults, DOCX_open_braces, excerpt(a, at));
        } else if (!read_mark(arena_copy(a, at + 2, (size_t)(end - at) - 2), &mark)) {
            docx_fault_add(faults, DOCX_field_name, excerpt(a, at));
        } else {
            mark.end = (size_t)(end - p->text) + 2;
            p->marks[p->mark_count++] = mark;
        }
        at += 2;
    }
}

struct docx_paragraph
docx_paragraph_read(struct arena *a, xmlNode *node, struct docx_faults *faults)
{
    struct docx_paragraph p = {.node = node};

    read_text(a, &p);
    if (p.piece_count > 0)
        read_marks(a, &p, faults);
    return p;
}

bool
docx_paragraph_is_bare(const struct docx_paragraph *p)
{
    size_t at = 0;

    for (size_t i = 0; i <= p->mark_count; i++) {
        size_t to = i < p->mark_count ? p->marks[i].begin : strlen(p->text), n;

        for (; at < to; at += n)
            if ((n = blank(p->text + at)) == 0)
                return false;
        if (i < p->mark_count)
            at = p->marks[i].end;
    }
    return true;
}
