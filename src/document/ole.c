#include "document/ole.h"

#include <stdint.h>
#include <string.h>

enum {
    HEADER = 512,
    IN_HEADER = 109,     /* sectors of the table that the header names */
    ENTRY = 128,         /* bytes of a directory entry */
    MOST_SECTORS = 4096, /* of a directory */
    MOST_TABLES = 2048,  /* sectors of the table of tables */
    SECTOR_MOST = 4096
};

static const uint32_t last_sector = 0xfffffffa; /* what is above means an end */

struct reader {
    const struct spool *file;
    unsigned char header[HEADER];
    size_t sector; /* bytes of one */
};

static uint32_t
four(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

static long long
place_of(const struct reader *r, uint32_t sector)
{
    return ((long long)sector + 1) * (long long)r->sector;
}

static bool
read_four(const struct reader *r, uint32_t sector, size_t index, uint32_t *value)
{
    unsigned char bytes[4];

    if (!spool_read(r->file, place_of(r, sector) + (long long)(index * 4), bytes, 4))
        return false;
    *value = four(bytes);
    return true;
}

/* The INDEXth sector of the table that chains sectors. */
static bool
table_sector(const struct reader *r, size_t index, uint32_t *sector)
{
    size_t each = r->sector / 4 - 1;
    uint32_t at = four(r->header + 68);

    if (index < IN_HEADER) {
        *sector = four(r->header + 76 + 4 * index);
        return *sector < last_sector;
    }
    index -= IN_HEADER;
    for (int hops = 0; index >= each; index -= each)
        if (at >= last_sector || ++hops > MOST_TABLES || !read_four(r, at, each, &at))
            return false;
    return at < last_sector && read_four(r, at, index, sector) && *sector < last_sector;
}

static bool
next_sector(const struct reader *r, uint32_t sector, uint32_t *next)
{
    size_t each = r->sector / 4;
    uint32_t table;

    return table_sector(r, sector / each, &table) &&
           read_four(r, table, sector % each, next);
}

/* The name of a directory entry as ASCII, other characters as '?'. */
static const char *
name_of(const unsigned char *entry, char name[33])
{
    size_t len = (size_t)entry[64] | (size_t)entry[65] << 8;
    size_t n = 0;

    len = len > 64 ? 64 : len;
    for (size_t i = 0; i + 3 < len && n < 32; i += 2)
        name[n++] =
            (char)(entry[i + 1] == 0 && entry[i] != 0 && entry[i] < 0x7f ? entry[i] : '?');
    name[n] = '\0';
    return name;
}

static void
take_entry(struct ole *o, const unsigned char *entry)
{
    char name[33];

    if (entry[66] != 1 && entry[66] != 2) /* a storage, a stream */
        return;
    name_of(entry, name);
    o->word = o->word || strcmp(name, "WordDocument") == 0;
    o->sheet = o->sheet || strcmp(name, "Workbook") == 0 || strcmp(name, "Book") == 0;
    o->slides = o->slides || strcmp(name, "PowerPoint Document") == 0;
    o->encrypted = o->encrypted || strcmp(name, "EncryptedPackage") == 0;
    o->macros = o->macros || strcmp(name, "Macros") == 0 || strcmp(name, "VBA") == 0 ||
                strstr(name, "VBA_PROJECT") != NULL;
    o->embedded += strcmp(name, "ObjectPool") == 0 || strcmp(name, "Package") == 0 ||
                   strcmp(name, "\1Ole10Native") == 0 || strncmp(name, "MBD", 3) == 0;
    o->properties += strcmp(name, "\5SummaryInformation") == 0 ||
                     strcmp(name, "\5DocumentSummaryInformation") == 0;
}

bool
ole_read(const struct spool *file, struct ole *o)
{
    static const unsigned char mark[8] = {0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1};
    struct reader r = {.file = file};
    unsigned char bytes[SECTOR_MOST];
    uint32_t at;

    *o = (struct ole){.word = false};
    if (!spool_read(file, 0, r.header, HEADER) || memcmp(r.header, mark, sizeof mark) != 0)
        return false;
    if (r.header[30] != 9 && r.header[30] != 12)
        return false;
    r.sector = (size_t)1 << r.header[30];
    at = four(r.header + 48);
    for (int n = 0; at < last_sector; n++) {
        if (n == MOST_SECTORS || !spool_read(file, place_of(&r, at), bytes, r.sector))
            return false;
        for (size_t i = 0; i < r.sector; i += ENTRY)
            take_entry(o, bytes + i);
        if (!next_sector(&r, at, &at))
            return false;
    }
    return true;
}
