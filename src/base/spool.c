#include "base/spool.h"

#include "base/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct spool {
    int fd;
    long long size;
    crypto_hash_sha256_state hash;
};

/* Not every file system makes files that never had a name. */
static int
open_named(const char *directory)
{
    char path[4096];
    int fd;

    if (snprintf(path, sizeof path, "%s/spool-XXXXXX", directory) >= (int)sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    return fd;
}

/* The empty spool of the file FD; NULL when that is none. */
static struct spool *
spool_of(int fd)
{
    struct spool *s;

    if (fd < 0)
        return NULL;
    s = xmalloc(sizeof *s);
    s->fd = fd;
    s->size = 0;
    crypto_hash_sha256_init(&s->hash);
    return s;
}

struct spool *
spool_open(const char *directory)
{
    int fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);

    if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == ENOENT))
        fd = open_named(directory);
    return spool_of(fd);
}

struct spool *
spool_in_memory(void)
{
    return spool_of(memfd_create("spool", MFD_CLOEXEC));
}

void
spool_free(void *spool)
{
    struct spool *s = spool;

    if (s == NULL)
        return;
    close(s->fd);
    free(s);
}

bool
spool_write(struct spool *s, const void *bytes, size_t size)
{
    const char *at = bytes;
    size_t left = size;

    while (left > 0) {
        ssize_t n = pwrite(s->fd, at, left, (off_t)(s->size + (long long)(size - left)));

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += n;
        left -= (size_t)n;
    }
    s->size += (long long)size;
    crypto_hash_sha256_update(&s->hash, bytes, size);
    return true;
}

long long
spool_size(const struct spool *s)
{
    return s->size;
}

bool
spool_read(const struct spool *s, long long at, void *buffer, size_t size)
{
    char *to = buffer;

    if (at < 0 || at > s->size || (long long)size > s->size - at)
        return false;
    while (size > 0) {
        ssize_t n = pread(s->fd, to, size, (off_t)at);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        to += n;
        at += n;
        size -= (size_t)n;
    }
    return true;
}

void
spool_digest(const struct spool *s, unsigned char digest[SPOOL_DIGEST])
{
    crypto_hash_sha256_state sofar = s->hash;

    crypto_hash_sha256_final(&sofar, digest);
}

const char *
spool_digest_hex(const struct spool *s, char hex[SPOOL_HEX])
{
    unsigned char digest[SPOOL_DIGEST];

    spool_digest(s, digest);
    return sodium_bin2hex(hex, SPOOL_HEX, digest, sizeof digest);
}

int
spool_descriptor(const struct spool *s)
{
    return fcntl(s->fd, F_DUPFD_CLOEXEC, 0);
}
