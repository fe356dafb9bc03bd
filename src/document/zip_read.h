/* A reader of ZIP archives that come from outside.  It takes what office programs and Windows
 * write and nothing else: one directory at the end, entries one behind the other from the first
 * byte on, the local headers saying what the directory says, no encryption, no ZIP64.  What is
 * ambiguous is refused, for another program might read it otherwise. */
#ifndef GONGKAI_DOCUMENT_ZIP_READ_H
#define GONGKAI_DOCUMENT_ZIP_READ_H

#include "base/arena.h"
#include "base/spool.h"
#include "document/file_type.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    ZIP_MOST_ENTRIES = 2000,
    ZIP_MOST_DIRECTORY = 1 << 20, /* bytes of the directory */
    ZIP_MOST_ENTRY = 64 << 20,    /* bytes of one entry, unpacked */
    ZIP_MOST_IN_ALL = 128 << 20,  /* and of all of them */
    ZIP_MOST_RATIO = 100,         /* unpacked to packed, */
    ZIP_RATIO_FROM = 8 << 20,     /* asked of what unpacks to more than this */
    ZIP_MOST_NAME = 512
};

struct zip_entry {
    const char *name; /* bytes as they stand there; without controls, `..`, a root or `\` */
    bool deflated;
    uint32_t crc;
    long long at;           /* of its local header */
    long long data;         /* of its packed bytes */
    long long packed, size; /* as declared */
};

struct zip {
    const struct spool *file;
    struct zip_entry *entries; /* in the order of the directory */
    int count;
};

/* Whether a directory of a ZIP archive ends FILE. */
bool zip_is_at_end(const struct spool *file);

/* Reads the directory of FILE and holds every header against it; false with the reason. */
bool zip_open(struct arena *a, const struct spool *file, struct zip *z,
              struct refusal *why);

/* The entry called NAME, or NULL. */
const struct zip_entry *zip_find(const struct zip *z, const char *name);

/* Takes a piece of an entry; false ends the reading. */
typedef bool (*zip_taker)(void *context, const char *bytes, size_t size);

/* Unpacks E piece by piece, never more than was declared.  False when it is not what its header
 * says, or TAKE said so. */
bool zip_unpack(const struct zip *z, const struct zip_entry *e, zip_taker take,
                void *context);

#endif
