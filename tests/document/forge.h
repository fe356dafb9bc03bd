/* Files made by hand, right and wrong, for the tests of what is uploaded. */
#ifndef GONGKAI_TESTS_DOCUMENT_FORGE_H
#define GONGKAI_TESTS_DOCUMENT_FORGE_H

#include "base/spool.h"
#include "base/text.h"

/* A ZIP archive in the making; what a header says can be made to differ from what is there. */
struct forged_zip {
    struct text file, directory;
    unsigned count;
};

struct forged_entry {
    const char *name;
    size_t name_size; /* 0: as long as it is */
    const char *bytes;
    size_t size;
    bool deflated;
    unsigned flags, method; /* besides what is right; method 0: what is right */
    long declared;          /* another size than is right, unless 0 */
    long mode;              /* of a file on Unix, unless 0 */
    const char *local_name; /* another name in the local header; NULL: the same */
    bool bad_crc, again;    /* AGAIN: no bytes of its own, those of the entry before */
};

void forge_entry(struct forged_zip *z, const struct forged_entry *e);

/* The same for the text BYTES, deflated. */
void forge_text(struct forged_zip *z, const char *name, const char *bytes);

/* Ends the archive with a record that says COUNT entries (-1: as many as there are), into OUT,
 * which is then the caller's. */
void forge_end(struct forged_zip *z, long count, struct text *out);

/* A document of one kind, "docx", "xlsx", "pptx", "odt", "ods" or "ofd", with one more part
 * called NAME (NULL: none) of BYTES; a part of the same name is replaced. */
void forge_document(const char *kind, const char *name, const char *bytes,
                    struct text *out);

/* An OLE compound file whose directory holds NAMES, ended by NULL. */
void forge_compound(const char *const *names, struct text *out);

/* A PDF that holds BODY between its head and its end. */
void forge_pdf(const char *body, struct text *out);

/* SIZE bytes, packed as zlib does, behind what is in OUT. */
void forge_packed(const char *bytes, size_t size, struct text *out);

/* A JPEG that says "Exif" with a position, a camera and a thumbnail. */
void forge_photograph(struct text *out);

/* A spool that holds SIZE bytes. */
struct spool *forge_spool(const char *bytes, size_t size);

#endif
