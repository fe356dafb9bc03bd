#include "document/forge.h"

#include "base/arena.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static void
add(struct text *t, unsigned long n, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        const char byte = (char)(n & 0xff);

        text_add_bytes(t, &byte, 1);
        n >>= 8;
    }
}

/* Deflates BYTES behind what OUT holds; WINDOW as zlib wants it. */
static void
deflate_into(const char *bytes, size_t size, int window, struct text *out)
{
    z_stream s = {.zalloc = Z_NULL};
    char piece[65536];
    int status;

    ck_assert_int_eq(deflateInit2(&s, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY), Z_OK);
    s.next_in = (unsigned char *)(size_t)bytes;
    s.avail_in = (uInt)size;
    do {
        s.next_out = (unsigned char *)piece;
        s.avail_out = sizeof piece;
        status = deflate(&s, Z_FINISH);
        text_add_bytes(out, piece, sizeof piece - s.avail_out);
    } while (status == Z_OK);
    deflateEnd(&s);
}

void
forge_packed(const char *bytes, size_t size, struct text *out)
{
    deflate_into(bytes, size, MAX_WBITS, out);
}

/* What both headers say. */
static void
add_common(struct text *t, const struct forged_entry *e, size_t packed, size_t name)
{
    unsigned long crc =
        crc32(crc32(0, Z_NULL, 0), (const unsigned char *)e->bytes, (uInt)e->size);

    add(t, 20, 2);
    add(t, e->flags, 2);
    add(t, e->method != 0 ? e->method : e->deflated ? 8 : 0, 2);
    add(t, 0, 2);
    add(t, 0x5a21, 2);
    add(t, e->bad_crc ? ~crc : crc, 4);
    add(t, packed, 4);
    add(t, e->declared != 0 ? (unsigned long)e->declared : e->size, 4);
    add(t, name, 2);
    add(t, 0, 2);
}

void
forge_entry(struct forged_zip *z, const struct forged_entry *e)
{
    size_t at = z->file.len, len = e->name_size ? e->name_size : strlen(e->name);
    const char *local = e->local_name != NULL ? e->local_name : e->name;
    struct text packed = {NULL, 0, 0};

    text_add(&packed, "");
    if (e->deflated)
        deflate_into(e->bytes, e->size, -MAX_WBITS, &packed);
    else
        text_add_bytes(&packed, e->bytes, e->size);
    if (!e->again) {
        text_add_bytes(&z->file, "PK\3\4", 4);
        add_common(&z->file, e, packed.len, len);
        text_add_bytes(&z->file, local, len);
        text_add_bytes(&z->file, packed.bytes, packed.len);
    } else {
        at = 0;
    }
    text_add_bytes(&z->directory, "PK\1\2", 4);
    add(&z->directory, e->mode != 0 ? 0x0314 : 20, 2);
    add_common(&z->directory, e, packed.len, len);
    add(&z->directory, 0, 2); /* comment */
    add(&z->directory, 0, 4);
    add(&z->directory, (unsigned long)e->mode << 16, 4);
    add(&z->directory, at, 4);
    text_add_bytes(&z->directory, e->name, len);
    z->count++;
    text_free(&packed);
}

void
forge_text(struct forged_zip *z, const char *name, const char *bytes)
{
    forge_entry(z,
                &(struct forged_entry){
                    .name = name, .bytes = bytes, .size = strlen(bytes), .deflated = true});
}

void
forge_end(struct forged_zip *z, long count, struct text *out)
{
    unsigned long n = count < 0 ? z->count : (unsigned long)count;

    *out = z->file;
    text_add_bytes(out, "", 0);
    n &= 0xffff;
    text_add(&z->directory, "");
    {
        size_t start = out->len;

        text_add_bytes(out, z->directory.bytes, z->directory.len);
        text_add_bytes(out, "PK\5\6\0\0\0\0", 8);
        add(out, n, 2);
        add(out, n, 2);
        add(out, z->directory.len, 4);
        add(out, start, 4);
        add(out, 0, 2);
    }
    text_free(&z->directory);
    *z = (struct forged_zip){.count = 0};
}

/* The parts that a document of each kind has at least. */
static const struct {
    const char *kind, *name, *bytes;
} parts[] = {
    {"docx", "[Content_Types].xml", "<Types><Override ContentType=\"main+xml\"/></Types>"},
    {"docx", "_rels/.rels", "<Relationships/>"},
    {"docx", "word/document.xml", "<w:document xmlns:w=\"w\"><w:body/></w:document>"},
    {"xlsx", "[Content_Types].xml", "<Types/>"},
    {"xlsx", "_rels/.rels", "<Relationships/>"},
    {"xlsx", "xl/workbook.xml",
     "<workbook><sheets><sheet name=\"a\"/></sheets></workbook>"},
    {"xlsx", "xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"},
    {"pptx", "[Content_Types].xml", "<Types/>"},
    {"pptx", "ppt/presentation.xml", "<p:presentation xmlns:p=\"p\"/>"},
    {"pptx", "ppt/slides/slide1.xml", "<p:sld xmlns:p=\"p\"/>"},
    {"odt", "mimetype", "application/vnd.oasis.opendocument.text"},
    {"odt", "content.xml", "<office:document-content xmlns:office=\"o\"/>"},
    {"ods", "mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
    {"ods", "content.xml", "<office:document-content xmlns:office=\"o\"/>"},
    {"ofd", "OFD.xml", "<ofd:OFD xmlns:ofd=\"o\"/>"},
    {"ofd", "Doc_0/Document.xml", "<ofd:Document xmlns:ofd=\"o\"/>"},
};

void
forge_document(const char *kind, const char *name, const char *bytes, struct text *out)
{
    struct forged_zip z = {.count = 0};

    for (unsigned i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strcmp(parts[i].kind, kind) == 0 &&
            (name == NULL || strcmp(parts[i].name, name) != 0))
            forge_text(&z, parts[i].name, parts[i].bytes);
    if (name != NULL)
        forge_text(&z, name, bytes);
    forge_end(&z, -1, out);
}

/* Sector 0 is the table, sector 1 and on the directory. */
void
forge_compound(const char *const *names, struct text *out)
{
    enum { SECTOR = 512, EACH = 4 };
    int count = 0, sectors;

    while (names[count] != NULL)
        count++;
    sectors = (count + 1 + EACH - 1) / EACH;
    *out = (struct text){NULL, 0, 0};
    text_add_bytes(out, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
    add(out, 0, 8);
    add(out, 0, 8);
    add(out, 0x3e, 2);
    add(out, 3, 2);
    add(out, 0xfffe, 2);
    add(out, 9, 2);
    add(out, 6, 2);
    add(out, 0, 6);
    add(out, 0, 4);
    add(out, 1, 4); /* sectors of the table */
    add(out, 1, 4); /* the directory begins */
    add(out, 0, 4);
    add(out, 4096, 4);
    add(out, 0xfffffffe, 4);
    add(out, 0, 4);
    add(out, 0xfffffffe, 4); /* no table of tables */
    add(out, 0, 4);
    add(out, 0, 4); /* the table is sector 0 */
    for (int i = 1; i < 109; i++)
        add(out, 0xffffffff, 4);
    add(out, 0xfffffffd, 4);
    for (int i = 1; i < SECTOR / 4; i++)
        add(out,
            i < sectors    ? (unsigned long)i + 1
            : i == sectors ? 0xfffffffe
                           : 0xffffffff,
            4);
    for (int i = -1; i < sectors * EACH - 1; i++) {
        const char *name = i < 0 ? "Root Entry" : i < count ? names[i] : "";
        size_t len = strlen(name);

        for (size_t k = 0; k < 32; k++)
            add(out, k < len ? (unsigned char)name[k] : 0, 2);
        add(out, len > 0 ? 2 * len + 2 : 0, 2);
        add(out, len == 0 ? 0 : i < 0 ? 5 : 2, 1);
        for (int k = 67; k < 128; k++)
            add(out, 0, 1);
    }
}

void
forge_pdf(const char *body, struct text *out)
{
    *out = (struct text){NULL, 0, 0};
    text_add(out, "%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n");
    text_add(out, body);
    text_add(out, "\nstartxref\n0\n%%EOF\n");
}

void
forge_photograph(struct text *out)
{
    static const char exif[] = "Exif\0\0"
                               "II*\0\x08\0\0\0"
                               "\x02\0"
                               "\x0f\x01\x02\0\x04\0\0\0HUA\0"
                               "\x25\x88\x04\0\x01\0\0\0\x40\0\0\0"
                               "\x26\0\0\0"
                               "\x01\0"
                               "\x01\x02\x04\0\x01\0\0\0\x40\0\0\0"
                               "\0\0\0\0";

    *out = (struct text){NULL, 0, 0};
    text_add_bytes(out, "\xff\xd8\xff\xe1", 4);
    text_add_bytes(out, "\0", 1);
    text_add_bytes(out, (const char[]){(char)(sizeof exif - 1 + 2)}, 1);
    text_add_bytes(out, exif, sizeof exif - 1);
    text_add_bytes(out, "\xff\xda\0\x02", 4);
    text_add_bytes(out, "abc\xff\0def", 8);
    text_add_bytes(out, "\xff\xd9", 2);
}

struct spool *
forge_spool(const char *bytes, size_t size)
{
    const char *directory = getenv("TMPDIR");
    struct spool *s = spool_open(directory != NULL ? directory : "/tmp");

    ck_assert_ptr_nonnull(s);
    ck_assert(spool_write(s, bytes, size));
    return s;
}
