/* A file without a name, for what is too large for memory on its way in or out: written from
 * the front, read at any place, gone with its last holder. */
#ifndef GONGKAI_BASE_SPOOL_H
#define GONGKAI_BASE_SPOOL_H

#include <stdbool.h>
#include <stddef.h>

enum { SPOOL_DIGEST = 32, SPOOL_HEX = 2 * SPOOL_DIGEST + 1 };

struct spool;

/* A new, empty file in DIRECTORY; NULL with the reason in errno. */
struct spool *spool_open(const char *directory);

/* The same in memory, for what is small; NULL with the reason in errno. */
struct spool *spool_in_memory(void);

/* Frees it; NULL is allowed.  Takes what an arena hands to a destructor. */
void spool_free(void *spool);

/* Adds SIZE bytes at the end; false with errno when the disk does not take them. */
bool spool_write(struct spool *s, const void *bytes, size_t size);

/* How many bytes there are. */
long long spool_size(const struct spool *s);

/* Reads exactly SIZE bytes at AT; false when they are not all there. */
bool spool_read(const struct spool *s, long long at, void *buffer, size_t size);

/* SHA-256 of everything written so far, and the same as lower-case hexadecimal digits. */
void spool_digest(const struct spool *s, unsigned char digest[SPOOL_DIGEST]);
const char *spool_digest_hex(const struct spool *s, char hex[SPOOL_HEX]);

/* A descriptor of its own for the file, to be closed by who asked; -1 with errno. */
int spool_descriptor(const struct spool *s);

#endif
