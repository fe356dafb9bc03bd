/* A DOCX that somebody hands in: opened, and looked through for what must not be there. */
#ifndef GONGKAI_DOCUMENT_DOCX_FILE_H
#define GONGKAI_DOCUMENT_DOCX_FILE_H

#include "document/package.h"

/* Opens the SIZE bytes at BYTES, which must outlive it, into A.  NULL and the faults when it
 * is no sound Word document, or one with macros, embedded objects, linked templates, pictures
 * from elsewhere, or fields that read other files. */
struct package *docx_open(struct arena *a, const char *bytes, size_t size,
                          struct docx_faults *faults);

/* Whether the part is the text itself; whether it is that, a header, a footer or notes. */
bool docx_is_main(const struct package_part *part);
bool docx_is_text(const struct package_part *part);

#endif
