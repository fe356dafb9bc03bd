#include "document/hidden.h"

#include <stdint.h>
#include <string.h>

enum { PIECE = 65536, MOST_DIRECTORIES = 64, MOST_FIELDS = 1000, MOST_PARTS = 100000 };

/* A TIFF structure inside a file: a TIFF itself, or what EXIF keeps. */
struct tiff {
    const struct spool *file;
    long long base, size;
    bool big; /* endian */
};

static uint32_t
number(const unsigned char *p, int n, bool big)
{
    uint32_t value = 0;

    for (int i = 0; i < n; i++)
        value = value << 8 | p[big ? i : n - 1 - i];
    return value;
}

static bool
read_number(const struct tiff *t, uint32_t at, int n, uint32_t *value)
{
    unsigned char bytes[4];

    if ((long long)at + n > t->size || !spool_read(t->file, t->base + at, bytes, (size_t)n))
        return false;
    *value = number(bytes, n, t->big);
    return true;
}

static void
take_field(uint32_t tag, struct hidden_report *r)
{
    switch (tag) {
    case 0x8825:
        r->found[HIDDEN_location]++;
        break;
    case 0x010f:
    case 0x0110:
    case 0x0131:
    case 0x0132:
    case 0x8769:
        r->found[HIDDEN_camera]++;
        break;
    case 0x010e:
    case 0x013b:
    case 0x013c:
    case 0x02bc:
    case 0x8298:
    case 0x83bb:
    case 0x9c9b:
    case 0x9c9c:
    case 0x9c9d:
    case 0x9c9e:
    case 0x9c9f:
        r->found[HIDDEN_metadata]++;
        break;
    default:
        break;
    }
}

/* Reads the directories of T one after the other; their number, 0 when it is damaged. */
static int
read_tiff(struct tiff *t, struct hidden_report *r)
{
    unsigned char mark[2];
    uint32_t at, fields, tag;
    int n = 0;

    if (t->size < 8 || !spool_read(t->file, t->base, mark, 2))
        return 0;
    t->big = mark[0] == 'M';
    if (!read_number(t, 4, 4, &at))
        return 0;
    while (at != 0) {
        if (++n > MOST_DIRECTORIES || !read_number(t, at, 2, &fields) ||
            fields > MOST_FIELDS)
            return 0;
        for (uint32_t i = 0; i < fields; i++) {
            if (!read_number(t, at + 2 + 12 * i, 2, &tag))
                return 0;
            take_field(tag, r);
        }
        if (!read_number(t, at + 2 + 12 * fields, 4, &at))
            return 0;
    }
    return n;
}

/* EXIF at AT, SIZE bytes: its second directory describes a thumbnail. */
static void
in_exif(const struct spool *file, long long at, long long size, struct hidden_report *r)
{
    struct tiff t = {.file = file, .base = at, .size = size};
    int directories = read_tiff(&t, r);

    if (directories == 0)
        r->found[HIDDEN_unexamined]++;
    r->found[HIDDEN_thumbnail] += directories > 1;
}

static void
in_segment(const struct spool *file, unsigned char kind, long long at, long long size,
           struct hidden_report *r)
{
    char name[40] = "";

    if (kind == 0xfe) {
        r->found[HIDDEN_metadata]++;
        return;
    }
    if (!spool_read(file, at, name, size < 39 ? (size_t)size : 39))
        return;
    if (kind == 0xe1 && memcmp(name, "Exif\0\0", 6) == 0)
        in_exif(file, at + 6, size - 6, r);
    else if ((kind == 0xe1 && strncmp(name, "http://ns.adobe.com/", 20) == 0) ||
             (kind == 0xed && strncmp(name, "Photoshop", 9) == 0))
        r->found[HIDDEN_metadata]++;
}

/* The place of the next marker that is not part of the coded picture, from AT; -1 for none. */
static long long
next_marker(const struct spool *file, long long at)
{
    unsigned char piece[PIECE];
    long long size = spool_size(file);

    while (at + 1 < size) {
        size_t n = size - at < PIECE ? (size_t)(size - at) : PIECE;

        if (!spool_read(file, at, piece, n))
            return -1;
        for (size_t i = 0; i + 1 < n; i++)
            if (piece[i] == 0xff && piece[i + 1] != 0 && piece[i + 1] != 0xff &&
                (piece[i + 1] < 0xd0 || piece[i + 1] > 0xd7))
                return at + (long long)i;
        at += (long long)n - 1;
    }
    return -1;
}

static void
in_jpeg(const struct spool *file, struct hidden_report *r)
{
    long long at = 2, size = spool_size(file);
    unsigned char head[4];

    for (int n = 0; n < MOST_PARTS; n++) {
        long long len;

        at = next_marker(file, at);
        if (at < 0 || !spool_read(file, at, head, 2))
            break;
        if (head[1] == 0xd9) {
            r->found[HIDDEN_trailing_data] += size > at + 2;
            return;
        }
        if (!spool_read(file, at, head, 4))
            break;
        len = (long long)number(head + 2, 2, true);
        if (len < 2 || at + 2 + len > size)
            break;
        in_segment(file, head[1], at + 4, len - 2, r);
        at += 2 + len;
    }
    r->found[HIDDEN_unexamined]++;
}

static void
in_png(const struct spool *file, struct hidden_report *r)
{
    long long at = 8, size = spool_size(file);
    unsigned char head[8];

    for (int n = 0; n < MOST_PARTS && spool_read(file, at, head, 8); n++) {
        long long len = (long long)number(head, 4, true);

        if (memcmp(head + 4, "tEXt", 4) == 0 || memcmp(head + 4, "zTXt", 4) == 0 ||
            memcmp(head + 4, "iTXt", 4) == 0 || memcmp(head + 4, "tIME", 4) == 0)
            r->found[HIDDEN_metadata]++;
        else if (memcmp(head + 4, "eXIf", 4) == 0 && at + 8 + len <= size)
            in_exif(file, at + 8, len, r);
        at += 12 + len;
        if (memcmp(head + 4, "IEND", 4) == 0) {
            r->found[HIDDEN_trailing_data] += at < size;
            return;
        }
    }
    r->found[HIDDEN_unexamined]++;
}

static void
in_webp(const struct spool *file, struct hidden_report *r)
{
    long long at = 12;
    unsigned char head[8];

    for (int n = 0; n < MOST_PARTS && spool_read(file, at, head, 8); n++) {
        long long len = (long long)number(head + 4, 4, false);

        if (memcmp(head, "EXIF", 4) == 0 && at + 8 + len <= spool_size(file))
            in_exif(file, at + 8, len, r);
        else if (memcmp(head, "XMP ", 4) == 0)
            r->found[HIDDEN_metadata]++;
        at += 8 + len + (len & 1);
    }
}

void
hidden_in_image(const struct spool *file, enum file_type type, struct hidden_report *r)
{
    struct tiff t = {.file = file, .size = spool_size(file)};

    if (type == FILE_jpg)
        in_jpeg(file, r);
    else if (type == FILE_png)
        in_png(file, r);
    else if (type == FILE_webp)
        in_webp(file, r);
    else if (type == FILE_tiff && read_tiff(&t, r) == 0)
        r->found[HIDDEN_unexamined]++;
}
