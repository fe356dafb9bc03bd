/* A writer of ZIP archives into a spool: entries are stored as they are, with names in UTF-8
 * that say so (bit 11) and that Windows takes. */
#ifndef GONGKAI_DOCUMENT_ZIP_WRITE_H
#define GONGKAI_DOCUMENT_ZIP_WRITE_H

#include "base/spool.h"
#include "base/text.h"
#include "core/date.h"

#include <stdbool.h>

struct zip_writer {
    struct spool *out;
    struct text directory;
    date day; /* that all entries bear */
    unsigned count;
};

/* Adds an entry called NAME, sound by file_name_is_sound but for slashes.  False when the disk
 * or the format has no room for it. */
bool zip_add_bytes(struct zip_writer *w, const char *name, const char *bytes, size_t size);
bool zip_add_spool(struct zip_writer *w, const char *name, const struct spool *content);

/* Writes the directory, and frees it.  Nothing can be added behind it. */
bool zip_finish(struct zip_writer *w);

#endif
