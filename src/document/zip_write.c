#include "document/zip_write.h"

#include <string.h>
#include <zlib.h>

enum {
    MOST_ENTRIES = 65535,
    NEEDED = 20,
    MADE_BY = 3 << 8 | 20, /* Unix: names are bytes, not those of a code page */
    IS_UTF8 = 1 << 11,
    PIECE = 65536
};

static const unsigned long plain_file = 0100644UL << 16;
static const long long most_bytes = 0xfffffffe;

static void
add_two(struct text *t, unsigned n)
{
    const char bytes[2] = {(char)(n & 0xff), (char)(n >> 8 & 0xff)};

    text_add_bytes(t, bytes, 2);
}

static void
add_four(struct text *t, unsigned long n)
{
    add_two(t, (unsigned)(n & 0xffff));
    add_two(t, (unsigned)(n >> 16 & 0xffff));
}

/* What the local header and the directory say alike. */
static void
add_common(struct text *t, const struct zip_writer *w, unsigned long crc, long long size,
           size_t name)
{
    int year, month, day;

    date_split(w->day, &year, &month, &day);
    add_two(t, NEEDED);
    add_two(t, IS_UTF8);
    add_two(t, 0); /* stored */
    add_two(t, 0); /* midnight */
    add_two(t, (unsigned)((year - 1980) << 9 | month << 5 | day));
    add_four(t, crc);
    add_four(t, (unsigned long)size);
    add_four(t, (unsigned long)size);
    add_two(t, (unsigned)name);
    add_two(t, 0); /* no extra field */
}

static bool
begin_entry(struct zip_writer *w, const char *name, unsigned long crc, long long size)
{
    struct text local = {NULL, 0, 0};
    long long at = spool_size(w->out);
    bool written;

    if (w->count >= MOST_ENTRIES || at + size > most_bytes)
        return false;
    text_add_bytes(&local, "PK\3\4", 4);
    add_common(&local, w, crc, size, strlen(name));
    text_add(&local, name);
    text_add_bytes(&w->directory, "PK\1\2", 4);
    add_two(&w->directory, MADE_BY);
    add_common(&w->directory, w, crc, size, strlen(name));
    add_two(&w->directory, 0); /* no comment */
    add_two(&w->directory, 0); /* on this disk */
    add_two(&w->directory, 0);
    add_four(&w->directory, plain_file);
    add_four(&w->directory, (unsigned long)at);
    text_add(&w->directory, name);
    w->count++;
    written = spool_write(w->out, local.bytes, local.len);
    text_free(&local);
    return written;
}

bool
zip_add_bytes(struct zip_writer *w, const char *name, const char *bytes, size_t size)
{
    unsigned long crc = crc32(0, Z_NULL, 0);

    crc = crc32(crc, (const unsigned char *)bytes, (uInt)size);
    return begin_entry(w, name, crc, (long long)size) && spool_write(w->out, bytes, size);
}

bool
zip_add_spool(struct zip_writer *w, const char *name, const struct spool *content)
{
    long long size = spool_size(content);
    unsigned long crc = crc32(0, Z_NULL, 0);
    unsigned char piece[PIECE];

    for (int pass = 0; pass < 2; pass++) { /* first its sum, which stands before it */
        if (pass == 1 && !begin_entry(w, name, crc, size))
            return false;
        for (long long done = 0; done < size;) {
            size_t n = size - done < PIECE ? (size_t)(size - done) : PIECE;

            if (!spool_read(content, done, piece, n))
                return false;
            if (pass == 0)
                crc = crc32(crc, piece, (uInt)n);
            else if (!spool_write(w->out, piece, n))
                return false;
            done += (long long)n;
        }
    }
    return true;
}

bool
zip_finish(struct zip_writer *w)
{
    long long start = spool_size(w->out);
    unsigned long size = w->directory.len;
    bool fine = start + (long long)size <= most_bytes;

    text_add_bytes(&w->directory, "PK\5\6", 4);
    add_two(&w->directory, 0);
    add_two(&w->directory, 0);
    add_two(&w->directory, w->count);
    add_two(&w->directory, w->count);
    add_four(&w->directory, size);
    add_four(&w->directory, (unsigned long)start);
    add_two(&w->directory, 0);
    fine = fine && spool_write(w->out, w->directory.bytes, w->directory.len);
    text_free(&w->directory);
    return fine;
}
