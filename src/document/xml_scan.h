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

/* Is told of each element that begins and that ends, by its name without prefix, and of text;
 * each may be NULL.  Where ENOUGH is given, the reading ends soon after it became true. */
struct xml_sink {
    void (*element)(void *context, const char *name, const struct xml_attributes *a);
    void (*end)(void *context, const char *name);
    void (*text)(void *context, const char *bytes, size_t size);
    void *context;
    const bool *enough;
};

/* The value of the attribute NAME (without prefix), cut to what VALUE holds; NULL when there is
 * none. */
const char *xml_attribute(const struct xml_attributes *a, const char *name, char *value,
                          size_t size);

/* Reads E as XML.  False when it is not well formed, has a document type or more name spaces
 * at once than documents have, or was ended by ENOUGH. */
bool xml_scan(const struct zip *z, const struct zip_entry *e, const struct xml_sink *sink);

#endif
