/* What a file is, by its content: a mark at its front is not enough, its structure must be that
 * of the type, too.  What runs something (programs, scripts, macros, pages) is no type at all.
 *
 * Memory is bounded by a few MB and time by the file's size and the limits of zip_read.h,
 * whatever the file holds. */
#ifndef GONGKAI_DOCUMENT_SNIFF_H
#define GONGKAI_DOCUMENT_SNIFF_H

#include "base/spool.h"
#include "document/file_type.h"

#include <stdbool.h>

/* The type of FILE, whose NAME must bear one of its extensions; FILE_NONE with the reason and
 * what to do. */
enum file_type sniff(const struct spool *file, const char *name, struct refusal *why);

/* The parts of sniff, one a family.  Each says whether the structure is whole. */
enum file_type sniff_package(const struct spool *file, struct refusal *why);
/* FILE_NONE: no image; the first FRONT bytes of FILE are at FRONT. */
enum { SNIFF_FRONT = 32 };
enum file_type sniff_image(const struct spool *file, const unsigned char *front,
                           bool *whole);
bool sniff_text(const struct spool *file, struct refusal *why);

#endif
