/* The marks of a template: {{name}}, {{list.field}}, {{#list}}, {{/list}}, {{?name}}; found in
 * the text of a paragraph as a reader sees it, however it is torn into runs. */
#ifndef GONGKAI_DOCUMENT_DOCX_MARK_H
#define GONGKAI_DOCUMENT_DOCX_MARK_H

#include "base/arena.h"
#include "document/docx_fault.h"

#include <libxml/tree.h>

enum docx_mark_kind { MARK_VALUE, MARK_OPEN, MARK_CLOSE, MARK_IF };

struct docx_mark {
    enum docx_mark_kind kind;
    const char *name;  /* of the field or list, before a dot */
    const char *field; /* behind the dot; NULL without one */
    size_t begin, end; /* in the text of the paragraph */
};

/* A w:t and what part of the paragraph's text it holds. */
struct docx_piece {
    xmlNode *node;
    size_t begin, end;
};

struct docx_paragraph {
    xmlNode *node;
    char *
        text; /* with a line feed for all that is no text: breaks, tabs, pictures, fields */
    struct docx_piece *pieces;
    size_t piece_count;
    struct docx_mark *marks;
    size_t mark_count;
};

/* Reads the w:p NODE into A; what looks like a mark and is none comes into FAULTS.  What stands
 * in text boxes within NODE belongs to their own paragraphs. */
struct docx_paragraph docx_paragraph_read(struct arena *a, xmlNode *node,
                                          struct docx_faults *faults);

/* Whether nothing is in the paragraph but its marks. */
bool docx_paragraph_is_bare(const struct docx_paragraph *p);

#endif
