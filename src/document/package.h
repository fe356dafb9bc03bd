/* A ZIP of parts, as DOCX, XLSX and the like are (ISO/IEC 29500-2): read with suspicion, and
 * written so that the same parts give the same bytes. */
#ifndef GONGKAI_DOCUMENT_PACKAGE_H
#define GONGKAI_DOCUMENT_PACKAGE_H

#include "base/arena.h"
#include "base/text.h"
#include "document/docx_fault.h"

#include <libxml/tree.h>
#include <stdint.h>

enum {
    PACKAGE_MOST_BYTES = 16 << 20,    /* packed */
    PACKAGE_MOST_PARTS = 512,         /* */
    PACKAGE_MOST_OF_PART = 16 << 20,  /* unpacked */
    PACKAGE_MOST_UNPACKED = 32 << 20, /* in all */
    PACKAGE_MOST_XML = 4 << 20        /* of a part that is read as XML */
};

struct package_part {
    const char *name; /* without a slash before it */
    const char *type; /* of its content, as [Content_Types].xml has it; "" if it has none */
    size_t size;
    uint64_t index;
};

struct package {
    struct arena *arena;
    struct zip *zip;
    struct zip_source *source;
    struct package_part *parts; /* without folders */
    size_t count;
};

/* Opens the SIZE bytes at BYTES, which must outlive it, into A, which closes it.  Every part
 * is unpacked once on the way: none is larger than it says, and every check sum is right.
 * NULL and a fault when not, or when a limit above is passed. */
struct package *package_open(struct arena *a, const char *bytes, size_t size,
                             struct docx_faults *faults);

/* A package of no parts. */
struct package *package_new(struct arena *a);

/* The part as a tree, to be freed by the caller.  NULL and a fault unless it is well-formed
 * UTF-8 without DTD and of a size that a text may have. */
xmlDoc *package_xml(const struct package *p, const struct package_part *part,
                    struct docx_faults *faults);

/* The part with the NAME, whatever the case of its letters; or NULL. */
const struct package_part *package_find(const struct package *p, const char *name);

/* Adds a part, or puts BYTES in the place of one; they are copied. */
void package_add(struct package *p, const char *name, const char *bytes, size_t size);
void package_replace(struct package *p, const struct package_part *part, const char *bytes,
                     size_t size);

/* Appends the package to OUT and leaves nothing in P.  Parts that were not replaced are copied
 * without being packed anew.  False when the ZIP cannot be carried over. */
bool package_write(struct package *p, struct text *out);

#endif
