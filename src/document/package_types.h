/* The content types of the parts of a package, as its [Content_Types].xml states them
 * (ISO/IEC 29500-2): what a part is, wherever it stands. */
#ifndef GONGKAI_DOCUMENT_PACKAGE_TYPES_H
#define GONGKAI_DOCUMENT_PACKAGE_TYPES_H

#include "document/zip_read.h"

struct package_rule {
    bool override; /* of one part; else of an extension */
    const char *of, *type;
};

struct package_types {
    struct arena *arena;
    struct package_rule *rules;
    int count, room;
};

/* Reads those of Z into T (in A); none where there is no such list.  False when it is damaged or
 * longer than any document's. */
bool package_types_read(struct arena *a, const struct zip *z, struct package_types *t);

/* The content type of the part NAME, "" for none. */
const char *package_type_of(const struct package_types *t, const char *name);

#endif
