/* Puts values into the tree of one part of a template that was found without fault. */
#ifndef GONGKAI_DOCUMENT_DOCX_INSERT_H
#define GONGKAI_DOCUMENT_DOCX_INSERT_H

#include "document/docx_fill.h"

#include <libxml/tree.h>

/* How much may still come into a document; shared by its parts. */
struct docx_allowance {
    size_t nodes; /* by repeating */
    size_t bytes; /* of values */
};

/* That of a whole document. */
extern const struct docx_allowance docx_full_allowance;

/* Repeats what repeats in DOC and fills it with DATA, which has every name in it.  False when
 * LEFT does not suffice; DOC is of no use then. */
bool docx_insert(xmlDoc *doc, const struct docx_data *data, struct docx_allowance *left);

/* The place of the value, list, block or column with the NAME, or how many there are. */
size_t docx_find_value(const struct docx_data *data, const char *name);
size_t docx_find_list(const struct docx_data *data, const char *name);
size_t docx_find_block(const struct docx_data *data, const char *name);
size_t docx_find_field(const struct docx_list *list, const char *name);

#endif
