/* XML that came from outside, and the trees that WordprocessingML makes. */
#ifndef GONGKAI_DOCUMENT_MARKUP_H
#define GONGKAI_DOCUMENT_MARKUP_H

#include "base/text.h"
#include "document/docx_fault.h"

#include <libxml/tree.h>

enum {
    MARKUP_MOST_ELEMENTS = 200000, /* and attributes */
    MARKUP_MOST_DEPTH = 200,
    MARKUP_MOST_ATTRIBUTES = 100, /* of an element */
    MARKUP_MOST_NAMESPACES = 4000 /* declared */
};

/* Looks the SIZE bytes at BYTES over before a tree is made of them: DOCX_xml when they are no
 * UTF-8, DOCX_dtd, DOCX_deep; DOCX_FAULT_KINDS when nothing speaks against it. */
enum docx_fault_kind markup_fault(const char *bytes, size_t size);

/* The tree, to be freed; nothing is loaded and no entity known.  NULL if not well-formed. */
xmlDoc *markup_read(const char *bytes, size_t size);

/* Whether NODE is the element NAME of WordprocessingML. */
bool markup_is(const xmlNode *node, const char *name);

/* Whether NODE is one of the elements NAMES (ended by NULL) of WordprocessingML. */
bool markup_is_one_of(const xmlNode *node, const char *const *names);

/* The node after NODE in the order of the text, below ROOT; NULL at the end.  INTO says
 * whether those below NODE come next. */
xmlNode *markup_next(const xmlNode *node, const xmlNode *root, bool into);

/* The child element NAME of NODE, or NULL; a NODE of NULL has none. */
xmlNode *markup_child(const xmlNode *node, const char *name);

/* The attribute w:NAME of NODE in the buffer ROOM of SIZE bytes, which is returned; "" when
 * NODE is NULL or has none, or one that is too long. */
const char *markup_attribute(const xmlNode *node, const char *name, char *room,
                             size_t size);

/* S, LEN bytes of whatever, as XML can hold it: what is no UTF-8 and no character of XML is
 * shown as U+FFFD. */
void markup_add_clean(struct text *out, const char *s, size_t len);

#endif
