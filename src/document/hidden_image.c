/* Pictures, segment by segment and chunk by chunk.  What is no part of the picture and of no
 * kind that is known here is not examined, and told so. */
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
    case 0x8649:
        r->found[HIDDEN_metadata]++;
        break;
    case 0x014a: /* directories of other pictures */
        r->found[HIDDEN_thumbnail]++;
        break;
    case 0x8773: /* a colour profile */
        break;
    default: /* from here on they are private */
        r->found[HIDDEN_unexamined] += tag >= 0x8000;
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

/* Photoshop's resources at AT, SIZE bytes; two of them are thumbnails. */
static void
in_photoshop(const struct spool *file, long long at, long long size,
             struct hidden_report *r)
{
    long long end = at + size;
    unsigned char head[8], length[4];

    r->found[HIDDEN_metadata]++;
    while (at < end) {
        uint32_t id;

        if (end - at < 12 || !spool_read(file, at, head, 7) || memcmp(head, "8BIM", 4) != 0)
            break;
        id = number(head + 4, 2, true);
        at += 6 + ((head[6] + 2) & ~1); /* the name, padded */
        if (end - at < 4 || !spool_read(file, at, length, 4))
            break;
        r->found[HIDDEN_thumbnail] += id == 0x0409 || id == 0x040c;
        at += 4 + (((long long)number(length, 4, true) + 1) & ~1LL);
    }
    if (at < end)
        r->found[HIDDEN_unexamined]++;
}

/* Where a picture was taken may stand in its XMP, too. */
static void
in_xmp(const struct spool *file, long long at, long long size, struct hidden_report *r)
{
    char bytes[PIECE];
    size_t n = size < PIECE ? (size_t)size : PIECE;

    r->found[HIDDEN_metadata]++;
    if (size > PIECE || !spool_read(file, at, bytes, n))
        r->found[HIDDEN_unexamined]++;
    else if (memmem(bytes, n, "GPSLatitude", strlen("GPSLatitude")) != NULL)
        r->found[HIDDEN_location]++;
}

/* The application segment KIND; each program has its own. */
static void
in_application(const struct spool *file, unsigned char kind, long long at, long long size,
               struct hidden_report *r)
{
    char name[40] = "";

    if (!spool_read(file, at, name, size < 39 ? (size_t)size : 39))
        r->found[HIDDEN_unexamined]++;
    else if (kind == 0xe0 && memcmp(name, "JFIF", 5) == 0 && size >= 14)
        r->found[HIDDEN_thumbnail] += size > 14; /* its bytes follow the 14 of the head */
    else if ((kind == 0xe0 && memcmp(name, "JFXX", 5) == 0) ||
             (kind == 0xe2 && memcmp(name, "MPF", 4) == 0))
        r->found[HIDDEN_thumbnail]++;
    else if (kind == 0xe1 && memcmp(name, "Exif\0\0", 6) == 0)
        in_exif(file, at + 6, size - 6, r);
    else if (kind == 0xe1 && strncmp(name, "http://ns.adobe.com/", 20) == 0)
        in_xmp(file, at, size, r);
    else if (kind == 0xed && memcmp(name, "Photoshop 3.0", 14) == 0)
        in_photoshop(file, at + 14, size - 14, r);
    else if (!(kind == 0xe2 && memcmp(name, "ICC_PROFILE", 12) == 0) &&
             !(kind == 0xee && memcmp(name, "Adobe", 5) == 0 && size == 12))
        r->found[HIDDEN_unexamined]++;
}

static void
in_segment(const struct spool *file, unsigned char kind, long long at, long long size,
           struct hidden_report *r)
{
    if (kind == 0xfe)
        r->found[HIDDEN_metadata]++;
    else if (kind >= 0xe0 && kind <= 0xef)
        in_application(file, kind, at, size, r);
    else if (kind < 0xc0 || kind == 0xc8 || kind >= 0xf0) /* neither table nor picture */
        r->found[HIDDEN_unexamined]++;
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

static bool
is_one_of(const unsigned char kind[4], const char *kinds)
{
    for (; *kinds != '\0'; kinds += 4)
        if (memcmp(kind, kinds, 4) == 0)
            return true;
    return false;
}

static void
in_png(const struct spool *file, struct hidden_report *r)
{
    long long at = 8, size = spool_size(file);
    unsigned char head[8];

    for (int n = 0; n < MOST_PARTS && spool_read(file, at, head, 8); n++) {
        long long len = (long long)number(head, 4, true);

        if (is_one_of(head + 4, "tEXtzTXtiTXttIME"))
            r->found[HIDDEN_metadata]++;
        else if (memcmp(head + 4, "eXIf", 4) == 0 && at + 8 + len <= size)
            in_exif(file, at + 8, len, r);
        else if (!is_one_of(head + 4, "IHDRPLTEIDATIENDtRNScHRMgAMAiCCPsBITsRGBbKGDhISTpHYs"
                                      "sPLTcICP"))
            r->found[HIDDEN_unexamined]++; /* private, or of a later time */
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
    long long at = 12, size = spool_size(file);
    unsigned char head[8];

    for (int n = 0; n < MOST_PARTS && spool_read(file, at, head, 8); n++) {
        long long len = (long long)number(head + 4, 4, false);

        if (memcmp(head, "EXIF", 4) == 0 && at + 8 + len <= size)
            in_exif(file, at + 8, len, r);
        else if (memcmp(head, "XMP ", 4) == 0 && at + 8 + len <= size)
            in_xmp(file, at + 8, len, r);
        else if (!is_one_of(head, "VP8 VP8LVP8XALPHANIMANMFICCP"))
            r->found[HIDDEN_unexamined]++;
        at += 8 + len + (len & 1);
    }
    r->found[HIDDEN_unexamined] += at != size && at != size + 1;
}

/* The place behind the sub-blocks of a GIF that begin at AT; -1 when they do not end. */
static long long
behind_blocks(const struct spool *file, long long at)
{
    unsigned char len;

    for (;;) {
        if (!spool_read(file, at, &len, 1))
            return -1;
        at += 1 + len;
        if (len == 0)
            return at;
    }
}

/* The extension of a GIF with the label at AT. */
static void
in_extension(const struct spool *file, long long at, struct hidden_report *r)
{
    unsigned char head[13] = {0};

    if (!spool_read(file, at, head, 1))
        return;
    if (head[0] == 0xfe)
        r->found[HIDDEN_metadata]++; /* a comment */
    else if (head[0] == 0x01)
        r->found[HIDDEN_hidden_text]++; /* text that no program shows any more */
    else if (head[0] != 0xff && head[0] != 0xf9)
        r->found[HIDDEN_unexamined]++;
    if (head[0] != 0xff)
        return;
    if (spool_read(file, at, head, 13) && memcmp(head + 2, "XMP DataXMP", 11) == 0)
        r->found[HIDDEN_metadata]++;
    else if (memcmp(head + 2, "NETSCAPE2.0", 11) != 0 &&
             memcmp(head + 2, "ANIMEXTS1.0", 11) != 0 &&
             memcmp(head + 2, "ICCRGBG1012", 11) != 0)
        r->found[HIDDEN_unexamined]++;
}

/* How long the table of colours is that the FLAGS of a GIF announce. */
static long long
colours(unsigned char flags)
{
    return flags & 0x80 ? 3LL << ((flags & 7) + 1) : 0;
}

static void
in_gif(const struct spool *file, struct hidden_report *r)
{
    unsigned char head[13];
    long long at = 13, size = spool_size(file);

    if (!spool_read(file, 0, head, 13))
        at = -1;
    else
        at += colours(head[10]);
    for (int n = 0; n < MOST_PARTS && at >= 0 && spool_read(file, at, head, 1); n++) {
        if (head[0] == ';') {
            r->found[HIDDEN_trailing_data] += at + 1 < size;
            return;
        }
        if (head[0] == '!') {
            in_extension(file, at + 1, r);
            at = behind_blocks(file, at + 2);
        } else if (head[0] == ',' && spool_read(file, at, head, 10)) {
            at = behind_blocks(file, at + 11 + colours(head[9]));
        } else {
            break;
        }
    }
    r->found[HIDDEN_unexamined]++;
}

/* A bitmap that is its head, its colours and its rows; what is between or behind them, or
 * packed, is not examined. */
static void
in_bmp(const struct spool *file, struct hidden_report *r)
{
    unsigned char h[54] = {0};
    long long size = spool_size(file), at, width, height, bits, used, row, head;

    if (!spool_read(file, 0, h, size < 54 ? (size_t)size : 54)) {
        r->found[HIDDEN_unexamined]++;
        return;
    }
    head = (long long)number(h + 14, 4, false);
    at = (long long)number(h + 10, 4, false);
    width = head == 12 ? (long long)number(h + 18, 2, false)
                       : (long long)(int32_t)number(h + 18, 4, false);
    height = head == 12 ? (long long)number(h + 20, 2, false)
                        : (long long)(int32_t)number(h + 22, 4, false);
    bits = (long long)number(h + (head == 12 ? 24 : 28), 2, false);
    used = head == 12 ? 0 : (long long)number(h + 46, 4, false);
    if (used == 0 && bits <= 8)
        used = 1LL << bits;
    row = (width * bits + 31) / 32 * 4;
    if ((head != 12 && head != 40) || number(h + 30, 4, false) * (head != 12) != 0 ||
        width <= 0 || bits > 32 || at != 14 + head + used * (head == 12 ? 3 : 4))
        r->found[HIDDEN_unexamined]++;
    else
        r->found[HIDDEN_trailing_data] += size > at + row * (height < 0 ? -height : height);
}

void
hidden_in_image(const struct spool *file, enum file_type type, struct hidden_report *r)
{
    struct tiff t = {.file = file, .size = spool_size(file)};

    if (type == FILE_jpg)
        in_jpeg(file, r);
    else if (type == FILE_png)
        in_png(file, r);
    else if (type == FILE_gif)
        in_gif(file, r);
    else if (type == FILE_bmp)
        in_bmp(file, r);
    else if (type == FILE_webp)
        in_webp(file, r);
    else if (type != FILE_tiff || read_tiff(&t, r) == 0)
        r->found[HIDDEN_unexamined]++;
}
