/* XML that comes from outside, read as a stream of elements: no document type, so no entities
 * but the five; nothing is fetched; no tree is built. */
#ifndef GONGKAI_DOCUMENT_XML_SCAN_H
#define GONGKAI_DOCUMENT_XML_SCAN_H

#include "document/zip_read.h"

/* Attributes of an element as the parser has them. */
struct xml_attributes {
    const unsigned char **list; /* of fives: name, prefix, namespace, value, its end */
    int count;
};

/* Is told of each element that begins, by its name without prefix, and of text; either may be
 * NULL. */
struct xml_sink {
    void (*element)(void *context, const char *name, const struct xml_attributes *a);
    void (*text)(void *context, const char *bytes, size_t size);
    void *context;
};

/* The value of the attribute NAME (without prefix), cut to what VALUE holds; NULL when there is
 * none. */
const char *xml_attribute(const struct xml_attributes *a, const char *name, char *value,
                          size_t size);

/* Reads E as XML.  False when it is not well formed or has a document type. */
bool xml_scan(const struct zip *z, const struct zip_entry *e, const struct xml_sink *sink);

#endif
