/* What a part of a template asks for: its paragraphs with their marks, and what repeats. */
#ifndef GONGKAI_DOCUMENT_DOCX_PLAN_H
#define GONGKAI_DOCUMENT_DOCX_PLAN_H

#include "document/docx_mark.h"

/* What repeats for each row of a list. */
struct docx_group {
    const char *name;
    xmlNode *first,
        *last; /* siblings, paragraphs or table rows; NULL when there are none */
    xmlNode *open, *close; /* paragraphs or rows of a mark alone, which go away; or NULL */
};

struct docx_plan {
    struct docx_paragraph *paragraphs;
    size_t paragraph_count;
    struct docx_group *groups;
    size_t group_count;
    size_t mark_count;
};

/* Reads the tree DOC into A; faults of its marks, and what no template may have, into FAULTS.
 * Leaves in _private of every node that repeats the group it is in. */
struct docx_plan docx_plan_read(struct arena *a, xmlDoc *doc, struct docx_faults *faults);

/* Its paragraphs alone: what repeats has been repeated. */
struct docx_plan docx_plan_paragraphs(struct arena *a, xmlDoc *doc,
                                      struct docx_faults *faults);

/* The _private of the nearest node, from NODE upwards, that has one; or NULL. */
void *docx_plan_of(const xmlNode *node);

#endif
