#include "document/hostile.h"

#include "base/arena.h"
#include "document/forge.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MIB = 1 << 20 };

/* A literal with its size, zeros inside included. */
#define BYTES(literal) literal, sizeof(literal) - 1
#define COUNT(list) (int)(sizeof list / sizeof list[0])

static void __attribute__((format(printf, 3, 4)))
call_it(struct hostile *h, const char *name, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(h->label, sizeof h->label, format, args);
    va_end(args);
    snprintf(h->name, sizeof h->name, "%s", name);
}

static void
set(struct hostile *h, const char *bytes, size_t size)
{
    h->bytes = (struct text){NULL, 0, 0};
    text_add_bytes(&h->bytes, bytes, size);
}

static char *
filled(size_t size, const char *pattern)
{
    size_t len = strlen(pattern);
    char *bytes = xmalloc(size + len);

    for (size_t i = 0; i < size; i += len)
        memcpy(bytes + i, pattern, len);
    return bytes;
}

/* --- names inside archives */

static const struct {
    const char *name;
    size_t size;
    unsigned flags;
} inner_names[] = {
    {"../x.txt", 0, 0},
    {"a/../../x.txt", 0, 0},
    {"a/..", 0, 0},
    {"..", 0, 0},
    {"./x.txt", 0, 0},
    {"/etc/cron.d/x", 0, 0},
    {"//server/x", 0, 0},
    {"C:\\x.txt", 0, 0},
    {"c:x.txt", 0, 0},
    {"..\\x.txt", 0, 0},
    {"\\\\server\\x", 0, 0},
    {"a\\b.txt", 0, 0},
    {"a\r\nb.txt", 0, 0},
    {"a\nb.txt", 0, 0},
    {"a\0.txt", 6, 0},
    {"a\x1b[31m.txt", 0, 0},
    {"a\x7f.txt", 0, 0},
    {"a//b.txt", 0, 0},
    {"a\xe2\x80\xaetxt.exe", 0, 1 << 11},
    {"a\xe2\x80\x8b.txt", 0, 1 << 11},
    {"\xff\xfe.txt", 0, 1 << 11},
    {"\xc0\xae\xc0\xae/x", 0, 1 << 11},
};

static const char *const containers[] = {"zip", "docx", "ofd"};

static void
inner_name(int i, struct hostile *h)
{
    const char *kind = containers[i % 3];
    struct forged_zip z = {.count = 0};
    char file[20];

    snprintf(file, sizeof file, "a.%s", kind);
    call_it(h, file, "inner name %d in %s", i / 3, kind);
    if (strcmp(kind, "zip") == 0)
        forge_text(&z, "good.txt", "good");
    else if (strcmp(kind, "docx") == 0) {
        forge_text(&z, "[Content_Types].xml", "<Types/>");
        forge_text(&z, "word/document.xml", "<document/>");
    } else {
        forge_text(&z, "OFD.xml", "<OFD/>");
    }
    forge_entry(&z, &(struct forged_entry){.name = inner_names[i / 3].name,
                                           .name_size = inner_names[i / 3].size,
                                           .flags = inner_names[i / 3].flags,
                                           .bytes = "x",
                                           .size = 1});
    forge_end(&z, -1, &h->bytes);
}

/* --- bombs */

static const struct {
    size_t size;
    long declared;
    int entries;
    bool again, deflated;
} bombs[] = {
    {9 * MIB, 0, 1, false, true},     {63 * MIB, 0, 1, false, true},
    {65 * MIB, 0, 1, false, true},    {200 * MIB, 0, 1, false, true},
    {40 * MIB, 0, 4, false, true},    {200 * MIB, 100, 1, false, true},
    {50 * MIB, 1, 1, false, true},    {10, 1000, 1, false, true},
    {10, 0x7fffffff, 1, false, true}, {10, -1, 1, false, true},
    {1 * MIB, 0, 500, true, true},    {1 * MIB, 0, 50, true, true},
    {100, 0, 20, true, false},        {10 * MIB, 0, 3, true, true},
};

static void
bomb(int i, struct hostile *h)
{
    const char *kind = i % 2 == 0 ? "zip" : "docx";
    char *zeros = filled(bombs[i / 2].size, "0"), file[20], name[20];
    struct forged_zip z = {.count = 0};

    snprintf(file, sizeof file, "a.%s", kind);
    call_it(h, file, "bomb %d in %s", i / 2, kind);
    if (i % 2 == 1) {
        forge_text(&z, "[Content_Types].xml", "<Types/>");
        forge_text(&z, "word/document.xml", "<document/>");
    }
    for (int k = 0; k < bombs[i / 2].entries; k++) {
        snprintf(name, sizeof name, "b%d.txt", k);
        forge_entry(&z, &(struct forged_entry){.name = name,
                                               .bytes = zeros,
                                               .size = bombs[i / 2].size,
                                               .deflated = bombs[i / 2].deflated,
                                               .declared = bombs[i / 2].declared,
                                               .again = bombs[i / 2].again && k > 0});
    }
    forge_end(&z, -1, &h->bytes);
    free(zeros);
}

/* Archives of very many entries: only the directory is there, or headers as well; the number
 * they say is right, or what is left of it in two bytes, or one. */
static void
many_entries(int i, struct hostile *h)
{
    static const long numbers[] = {2001, 65535, 1000000, 1000000, 1000000};
    long n = numbers[i];
    struct text t = {NULL, 0, 0};
    size_t start;
    static const char local[] =
        "PK\3\4\24\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0a";
    static const char central[] =
        "PK\1\2\24\0\24\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0"
        "\0\0\0\0a";
    unsigned long said = i == 3 ? 1 : i == 4 ? 0xffff : (unsigned long)n & 0xffff;
    char end[22] = "PK\5\6";

    call_it(h, "a.zip", "%ld entries, said to be %lu", n, said);
    text_add_bytes(&t, local, sizeof local - 1);
    start = t.len;
    for (long k = 0; k < n; k++)
        text_add_bytes(&t, central, sizeof central - 1);
    for (int k = 0; k < 2; k++) {
        end[8 + k] = end[10 + k] = (char)(said >> 8 * k & 0xff);
    }
    for (int k = 0; k < 4; k++) {
        end[12 + k] = (char)((t.len - start) >> 8 * k & 0xff);
        end[16 + k] = (char)(start >> 8 * k & 0xff);
    }
    text_add_bytes(&t, end, sizeof end);
    h->bytes = t;
}

/* Bombs in bombs: what is inside is never opened, so they may lie where they are. */
static void
nested_bomb(int i, struct hostile *h)
{
    char *zeros = filled(60 * MIB, "0");
    struct forged_zip z = {.count = 0};
    struct text inner = {NULL, 0, 0};

    call_it(h, "a.zip", "bombs nested %d deep", i + 1);
    h->may_be_taken = true;
    forge_entry(&z,
                &(struct forged_entry){
                    .name = "0.txt", .bytes = zeros, .size = 60 * MIB, .deflated = true});
    forge_end(&z, -1, &inner);
    for (int level = 0; level <= i; level++) {
        struct text outer;

        for (int k = 0; k < 4; k++) {
            char name[20];

            snprintf(name, sizeof name, "%d.zip", k);
            forge_entry(&z, &(struct forged_entry){
                                .name = name, .bytes = inner.bytes, .size = inner.len});
        }
        forge_end(&z, -1, &outer);
        text_free(&inner);
        inner = outer;
    }
    h->bytes = inner;
    free(zeros);
}

/* --- headers that lie */

static const struct forged_entry lies[] = {
    {.name = "x.txt", .bytes = "abc", .size = 3, .bad_crc = true},
    {.name = "x.txt", .bytes = "abc", .size = 3, .flags = 1},
    {.name = "x.txt", .bytes = "abc", .size = 3, .flags = 1 << 6},
    {.name = "x.txt", .bytes = "abc", .size = 3, .flags = 1 << 13},
    {.name = "x.txt", .bytes = "abc", .size = 3, .local_name = "y.txt"},
    {.name = "x.txt", .bytes = "abc", .size = 3, .declared = 4},
    {.name = "x.txt", .bytes = "abc", .size = 3, .declared = 2},
    {.name = "x.txt", .bytes = "abc", .size = 3, .deflated = true, .declared = 4},
    {.name = "x.txt", .bytes = "abc", .size = 3, .method = 8},
    {.name = "x.txt", .bytes = "abc", .size = 3, .deflated = true, .method = 9},
    {.name = "x.txt", .bytes = "abc", .size = 3, .method = 1},
    {.name = "x.txt", .bytes = "abc", .size = 3, .method = 12},
    {.name = "x.txt", .bytes = "abc", .size = 3, .method = 14},
    {.name = "x.txt", .bytes = "abc", .size = 3, .method = 93},
    {.name = "x.txt", .bytes = "abc", .size = 3, .method = 99},
    {.name = "x.txt", .bytes = "/etc/passwd", .size = 11, .mode = 0120777},
    {.name = "x.txt", .bytes = "", .size = 0, .mode = 060666},
    {.name = "good.txt", .bytes = "another", .size = 7},
    {.name = "setup.exe", .bytes = "MZ", .size = 2},
    {.name = "a/run.BAT", .bytes = "x", .size = 1},
    {.name = "page.html", .bytes = "x", .size = 1},
    {.name = "a.docm", .bytes = "x", .size = 1},
    {.name = "x.svg", .bytes = "x", .size = 1},
};

static void
lie(int i, struct hostile *h)
{
    struct forged_zip z = {.count = 0};

    call_it(h, "a.zip", "an archive that lies, %d", i);
    forge_text(&z, "good.txt", "good");
    forge_entry(&z, &lies[i]);
    forge_end(&z, -1, &h->bytes);
}

/* --- parts of documents */

#define LAUGHS                                                                             \
    "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"        \
    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d "                            \
    "\"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">]>"  \
    "<x>&e;&e;&e;&e;&e;&e;&e;&e;</x>"

static const struct {
    const char *kind, *name, *bytes;
} bad_parts[] = {
    {"docx", "word/document.xml", LAUGHS},
    {"docx", "word/styles.xml", LAUGHS},
    {"docx", "[Content_Types].xml", LAUGHS},
    {"docx", "word/_rels/document.xml.rels", LAUGHS},
    {"docx", "docProps/core.xml", LAUGHS},
    {"docx", "customXml/item1.xml", LAUGHS},
    {"xlsx", "xl/workbook.xml", LAUGHS},
    {"xlsx", "xl/sharedStrings.xml", LAUGHS},
    {"pptx", "ppt/slides/slide1.xml", LAUGHS},
    {"odt", "content.xml", LAUGHS},
    {"ods", "content.xml", LAUGHS},
    {"odt", "meta.xml", LAUGHS},
    {"ofd", "OFD.xml", LAUGHS},
    {"docx", "word/document.xml",
     "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>"},
    {"docx", "word/document.xml",
     "<!DOCTYPE x [<!ENTITY % a SYSTEM \"http://127.0.0.1/x\">%a;]><x/>"},
    {"docx", "word/document.xml", "<!doctype x><x/>"},
    {"docx", "word/document.xml", "<!DOCTYPE x SYSTEM \"http://127.0.0.1/x.dtd\"><x/>"},
    {"ods", "styles.xml",
     "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"a\">]><x>&a;</x>"},
    {"docx", "word/vbaProject.bin", "x"},
    {"docx", "word/vbaData.xml", "<x/>"},
    {"docx", "[Content_Types].xml",
     "<Types><o t=\"x.document.macroEnabled.main+xml\"/></Types>"},
    {"docx", "[Content_Types].xml",
     "<Types><o t=\"application/vnd.ms-office.vbaProject\"/></Types>"},
    {"docx", "word/activeX/activeX1.bin", "x"},
    {"xlsx", "xl/vbaProject.bin", "x"},
    {"xlsx", "xl/VBAPROJECT.bin", "x"},
    {"xlsx", "xl/macrosheets/sheet1.xml", "<x/>"},
    {"xlsx", "[Content_Types].xml",
     "<Types><o t=\"SHEET.MACROENABLED.main+xml\"/></Types>"},
    {"xlsx", "xl/activeX/activeX1.xml", "<x/>"},
    {"pptx", "ppt/vbaProject.bin", "x"},
    {"pptx", "[Content_Types].xml", "<Types><o t=\"slideshow.macroEnabled\"/></Types>"},
    {"odt", "Basic/Standard/Module1.xml", "<x/>"},
    {"odt", "Scripts/python/a.py", "x"},
    {"ods", "Basic/script-lc.xml", "<x/>"},
    {"odt", "mimetype", "application/vnd.oasis.opendocument.text-master"},
    {"docx", "xl/workbook.xml", "<x/>"},
    {"pptx", "word/document.xml", "<x/>"},
};

static void
bad_part(int i, struct hostile *h)
{
    char file[20];

    snprintf(file, sizeof file, "a.%s", bad_parts[i].kind);
    call_it(h, file, "the part %s of %s, %d", bad_parts[i].name, bad_parts[i].kind, i);
    forge_document(bad_parts[i].kind, bad_parts[i].name, bad_parts[i].bytes, &h->bytes);
}

/* XML that is heavy without a document type: it may be kept, and costs little to look at. */
static void
heavy_part(int i, struct hostile *h)
{
    static const struct {
        const char *begin, *pattern, *end;
        size_t size;
    } heavy[] = {
        {"", "<a>", "", 3 * MIB},
        {"<x>", "<a/>", "</x>", 7 * MIB},
        {"<x ", "a=\"1\" ", "/>", 2 * MIB},
        {"<x>", "text text", "</x>", 7 * MIB},
        {"<x>", "&#65;", "</x>", 7 * MIB},
        {"<x><!--", "- ", "--></x>", 7 * MIB},
        {"<x><![CDATA[", "]] ", "]]></x>", 7 * MIB},
        {"<x a=\"", "aaaaaaaa", "\"/>", 7 * MIB},
        {"<", "xxxxxxxx", "/>", 7 * MIB},
        {"<x>", "&a;", "</x>", 1 * MIB},
        {"<x>", "<!", "</x>", 7 * MIB},
        {"\xff\xfe<\0x\0>", "a", "", 1 * MIB},
    };
    char *middle;
    struct text xml = {NULL, 0, 0};

    if (i == 12) {
        call_it(h, "a.docx", "XML in two bytes a character with entities");
        h->may_be_taken = true;
        text_add(&xml, "<?xml version=\"1.0\" encoding=\"UTF-7\"?>+ADwAIQ-DOCTYPE x>");
    } else {
        middle = filled(heavy[i].size, heavy[i].pattern);
        call_it(h, "a.docx", "heavy XML %d", i);
        h->may_be_taken = true;
        text_add(&xml, heavy[i].begin);
        text_add_bytes(&xml, middle, heavy[i].size);
        text_add(&xml, heavy[i].end);
        free(middle);
    }
    forge_document("docx", "word/document.xml", xml.bytes, &h->bytes);
    text_free(&xml);
}

/* --- false colours */

static const struct {
    const char *what, *bytes;
    size_t size;
} strangers[] = {
    {"Windows program", BYTES("MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff")},
    {"ELF program", BYTES("\177ELF\2\1\1\0\0\0\0\0\0\0\0\0")},
    {"shell script", BYTES("#!/bin/sh\nrm -rf /\n")},
    {"Java class", BYTES("\xca\xfe\xba\xbe\0\0\0\x34")},
    {"page", BYTES("<!DOCTYPE html><html><script>alert(1)</script></html>")},
    {"page behind blanks", BYTES("\n\n  <HTML><body onload=alert(1)>")},
    {"SVG", BYTES("<?xml version=\"1.0\"?><svg xmlns=\"x\" onload=\"alert(1)\"/>")},
    {"PHP", BYTES("<?php system($_GET['c']); ?>")},
    {"RTF", BYTES("{\\rtf1\\ansi{\\object}}")},
    {"RAR", BYTES("Rar!\x1a\7\1\0abcdef")},
    {"7z", BYTES("7z\xbc\xaf\x27\x1c\0\4abcd")},
    {"gzip", BYTES("\x1f\x8b\x08\0\0\0\0\0\0\3abc")},
    {"cabinet", BYTES("MSCF\0\0\0\0\x20\0\0\0")},
    {"shortcut", BYTES("L\0\0\0\1\x14\2\0\0\0\0\0\xc0\0\0\0")},
    {"batch", BYTES("@echo off\r\ndel /s *\r\n")},
    {"noise", BYTES("\0\1\2\3\4\5\6\7\xfe\xff")},
};

static const char *const colours[] = {"a.pdf", "a.docx", "a.jpg", "a.txt", "a.csv"};

static void
stranger(int i, struct hostile *h)
{
    call_it(h, colours[i % COUNT(colours)], "%s as %s", strangers[i / COUNT(colours)].what,
            colours[i % COUNT(colours)]);
    set(h, strangers[i / COUNT(colours)].bytes, strangers[i / COUNT(colours)].size);
}

/* A sound file under a name that is another type's. */
static void
wrong_extension(int i, struct hostile *h)
{
    static const char *const names[] = {"a.docx", "a.jpg", "a.exe", "a.pdf.exe", "a.html",
                                        "a",      "a.svg", "a.zip", "a.docm",    "a.pdf."};

    call_it(h, names[i], "a PDF as %s", names[i]);
    forge_pdf("", &h->bytes);
}

/* --- names of files */

static void
outer_name(int i, struct hostile *h)
{
    static const char *const names[] = {
        "../a.pdf",
        "..\\a.pdf",
        "/etc/a.pdf",
        "C:\\a.pdf",
        "a\r\nSet-Cookie: x.pdf",
        "a\nb.pdf",
        "a\tb.pdf",
        "a\x1b.pdf",
        "a\x7f.pdf",
        ("\xe2\x80\xae"
         "fdp.pdf"),
        "a\xe2\x80\x8b.pdf",
        "\xff.pdf",
        "\xc0\xae.pdf",
        "CON.pdf",
        "nul.pdf",
        "com1.pdf",
        "LPT9.a.pdf",
        ".pdf",
        " a.pdf",
        "a.pdf ",
        "a:b.pdf",
        "a*.pdf",
        "a?.pdf",
        "a\"b.pdf",
        "a<b>.pdf",
        "a|b.pdf",
        "",
    };
    static const int long_ones[] = {117, 300};

    if (i < COUNT(names)) {
        call_it(h, names[i], "the name no. %d", i);
    } else {
        call_it(h, "", "a name of %d characters", long_ones[i - COUNT(names)] + 4);
        for (int k = 0; k < long_ones[i - COUNT(names)]; k++)
            strcat(h->name, i == COUNT(names) && k < 100 ? "\xe5\xad\x97" : "x");
        strcat(h->name, ".pdf");
    }
    forge_pdf("", &h->bytes);
}

/* --- two in one */

static void
two_in_one(int i, struct hostile *h)
{
    static const char *const names[] = {"a.pdf", "a.jpg", "a.txt",
                                        "a.gif", "a.zip", "a.docx"};
    struct forged_zip z = {.count = 0};
    struct text front, zip;

    call_it(h, names[i], "an archive behind %s", names[i]);
    forge_text(&z, "a.txt", "%%EOF startxref \xff\xd9;");
    forge_end(&z, -1, &zip);
    if (i == 0)
        forge_pdf("", &front);
    else if (i == 1)
        forge_photograph(&front);
    else {
        front = (struct text){NULL, 0, 0};
        text_add(&front, i == 3 ? "GIF89a;" : "plain text\n");
    }
    text_add_bytes(&front, zip.bytes, zip.len);
    if (i == 0) /* still a PDF to who looks at its last bytes only */
        text_add(&front, "startxref 0 %%EOF");
    if (i == 0)
        h->may_be_taken = true;
    h->bytes = front;
    text_free(&zip);
}

/* --- PDF */

static void
odd_pdf(int i, struct hostile *h)
{
    static const char *const patterns[] = {
        "1 0 obj stream\n",
        "stream\nendstream\n",
        "1 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\nx\nendstream\n",
        "/#4a#53",
        "((((((((",
        "<<<<<<<<",
        "/JS ",
        "%%EOF\n",
        "/",
        "#",
        "%",
    };
    char *middle;

    if (i < COUNT(patterns)) {
        middle = filled(8 * MIB, patterns[i]);
        middle[8 * MIB] = '\0';
        call_it(h, "a.pdf", "a PDF of %.20s", patterns[i]);
        h->may_be_taken = true;
        forge_pdf(middle, &h->bytes);
        free(middle);
        return;
    }
    call_it(h, "a.pdf", "a PDF without its end, %d", i);
    set(h, "%PDF-1.4 1 0 obj startxref %%EO", 10 + (size_t)(i - COUNT(patterns)) * 5);
}

/* Packed objects that unpack to far more than is read. */
static void
pdf_bomb(int i, struct hostile *h)
{
    char *zeros = filled(120 * MIB, i == 0 ? " " : "/JS ");
    struct text t = {NULL, 0, 0};

    call_it(h, "a.pdf", "packed objects of 120 MiB, %d", i);
    h->may_be_taken = true;
    text_add(&t, "%PDF-1.7\n1 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n");
    forge_packed(zeros, 120 * MIB, &t);
    text_add(&t, "\nendstream endobj\nstartxref 0 %%EOF");
    h->bytes = t;
    free(zeros);
}

/* --- pictures */

static const struct {
    const char *name, *bytes;
    size_t size;
    bool taken;
} pictures[] = {
    {"a.jpg", BYTES("\xff\xd8\xff\xe0"), false},
    {"a.jpg", BYTES("\xff\xd8\xff\xe1\xff\xff Exif\xff\xd9"), true},
    {"a.jpg",
     BYTES("\xff\xd8\xff\xe1\0\x12"
           "Exif\0\0II*\0\x08\0\0\0\xff\xff\xff\xd9"),
     true},
    /* directories that lead to themselves */
    {"a.jpg",
     BYTES("\xff\xd8\xff\xe1\0\x16"
           "Exif\0\0II*\0\x08\0\0\0\0\0\x08\0\0\0\xff\xd9"),
     true},
    {"a.tif", BYTES("II*\0\x08\0\0\0\0\0\x08\0\0\0"), true},
    {"a.tif", BYTES("II*\0\xff\xff\xff\x7f"), false},
    {"a.tif", BYTES("MM\0*\0\0\0\0"), false},
    {"a.tif", BYTES("MM\0*\0\0\0\x08\xff\xff"), true},
    {"a.png", BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), false},
    {"a.png", BYTES("\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR\0\0\0\0IEND\xae\x42\x60\x82"),
     true},
    {"a.png", BYTES("\x89PNG\r\n\x1a\n\0\0\0\0XXXX\0\0\0\0IEND\xae\x42\x60\x82"), false},
    {"a.gif", BYTES("GIF89a\xff\xff\xff\xff"), false},
    {"a.bmp", BYTES("BM\xff\xff\xff\xff\0\0\0\0\x36\0\0\0\x28\0\0\0"), false},
    {"a.bmp", BYTES("BM is a text"), false},
    {"a.webp", BYTES("RIFF\xff\xff\xff\xffWEBPVP8 "), false},
    {"a.webp", BYTES("RIFF\x10\0\0\0WEBPEXIF\xff\xff\xff\x7f\0\0\0\0"), true},
    {"a.doc", BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), false},
    {"a.txt", BYTES("text\0text"), false},
    {"a.txt", BYTES("text \x81"), false},
    {"a.csv",
     BYTES("\xff\xfe"
           "a\0,\0b\0"),
     false},
    {"a.txt", BYTES(""), false},
};

static void
picture(int i, struct hostile *h)
{
    call_it(h, pictures[i].name, "an odd %s, %d", pictures[i].name, i);
    set(h, pictures[i].bytes, pictures[i].size);
    h->may_be_taken = pictures[i].taken;
}

/* Pictures of many small parts. */
static void
many_parts(int i, struct hostile *h)
{
    struct text t = {NULL, 0, 0};

    h->may_be_taken = true;
    if (i == 0) {
        call_it(h, "a.jpg", "a JPEG of very many segments");
        text_add_bytes(&t, "\xff\xd8", 2);
        for (int k = 0; k < 5000000; k++)
            text_add_bytes(&t, "\xff\xfe\0\2", 4);
        text_add_bytes(&t, "\xff\xd9", 2);
    } else if (i == 1) {
        call_it(h, "a.jpg", "a JPEG of 30 MB of marks");
        text_add_bytes(&t, "\xff\xd8", 2);
        for (int k = 0; k < 10000000; k++)
            text_add_bytes(&t, "\xff\xff\0", 3);
        text_add_bytes(&t, "\xff\xd9", 2);
    } else {
        call_it(h, "a.png", "a PNG of very many chunks");
        text_add_bytes(&t, "\x89PNG\r\n\x1a\n\0\0\0\0IHDR\0\0\0\0", 20);
        for (int k = 0; k < 2000000; k++)
            text_add_bytes(&t, "\0\0\0\0tEXt\0\0\0\0", 12);
        text_add_bytes(&t, "\0\0\0\0IEND\xae\x42\x60\x82", 12);
    }
    h->bytes = t;
}

/* --- compound files */

static const char *const compounds[][3] = {
    {"WordDocument", "Macros", NULL},
    {"WordDocument", "VBA", NULL},
    {"Workbook", "_VBA_PROJECT_CUR", NULL},
    {"PowerPoint Document", "_VBA_PROJECT", NULL},
    {"EncryptedPackage", "EncryptionInfo", NULL},
    {"WordDocument", "Workbook", NULL},
    {"__properties_version1.0", "x", NULL},
    {"!_StringData", "x", NULL},
};

static void
compound(int i, struct hostile *h)
{
    call_it(h, "a.doc", "a compound file with %s and %s", compounds[i][0], compounds[i][1]);
    forge_compound(compounds[i], &h->bytes);
}

/* A sound one with a number in its header or table changed. */
static void
broken_compound(int i, struct hostile *h)
{
    static const struct {
        size_t at;
        unsigned value;
    } changes[] = {
        {30, 0},       {30, 31}, {30, 12},         {48, 0},
        {48, 77},      {76, 55}, {76, 0xffffffff}, {512 + 4, 1},
        {512 + 4, 99}, {68, 3},  {1024 + 66, 0},   {1024 + 64, 0xffff},
    };
    static const char *const names[] = {"WordDocument", NULL};

    call_it(h, "a.doc", "a compound file changed at %zu", changes[i].at);
    h->may_be_taken = true;
    forge_compound(names, &h->bytes);
    for (int k = 0; k < 4 && (changes[i].value > 0xff || k < 1 || changes[i].at == 48); k++)
        h->bytes.bytes[changes[i].at + (size_t)k] =
            (char)(changes[i].value >> 8 * k & 0xff);
}

/* --- sound files, cut or with a bit turned: refused or taken, but never a fall */

static void
sound(int i, struct hostile *h)
{
    static const char *const kinds[] = {"docx", "xlsx", "odt"};
    static const char *const word[] = {"WordDocument", NULL};

    switch (i % 6) {
    case 0:
    case 1:
    case 2:
        snprintf(h->name, sizeof h->name, "a.%s", kinds[i % 6]);
        forge_document(kinds[i % 6], "docProps/core.xml", "<x><creator>a</creator></x>",
                       &h->bytes);
        break;
    case 3:
        snprintf(h->name, sizeof h->name, "a.pdf");
        forge_pdf("1 0 obj<</Subtype/Redact/JS(1)>>stream\nx\nendstream", &h->bytes);
        break;
    case 4:
        snprintf(h->name, sizeof h->name, "a.jpg");
        forge_photograph(&h->bytes);
        break;
    default:
        snprintf(h->name, sizeof h->name, "a.doc");
        forge_compound(word, &h->bytes);
    }
    h->may_be_taken = true;
}

static void
cut(int i, struct hostile *h)
{
    char name[400];

    sound(i, h);
    snprintf(name, sizeof name, "%s", h->name);
    h->bytes.len = h->bytes.len * (size_t)(i + 1) / 32;
    call_it(h, name, "%s cut to %zu bytes", name, h->bytes.len);
}

static void
turned(int i, struct hostile *h)
{
    char name[400];
    size_t at;

    sound(i, h);
    snprintf(name, sizeof name, "%s", h->name);
    at = ((size_t)i * 2654435761u >> 7) % h->bytes.len;
    h->bytes.bytes[at] = (char)(h->bytes.bytes[at] ^ 1 << i % 8);
    call_it(h, name, "%s with byte %zu turned", name, at);
}

static const struct {
    void (*make)(int i, struct hostile *h);
    int count;
} families[] = {
    {inner_name, 3 * COUNT(inner_names)},
    {bomb, 2 * COUNT(bombs)},
    {many_entries, 5},
    {nested_bomb, 3},
    {lie, COUNT(lies)},
    {bad_part, COUNT(bad_parts)},
    {heavy_part, 13},
    {stranger, COUNT(strangers) * COUNT(colours)},
    {wrong_extension, 10},
    {outer_name, 29},
    {two_in_one, 6},
    {odd_pdf, 14},
    {pdf_bomb, 2},
    {picture, COUNT(pictures)},
    {many_parts, 3},
    {compound, COUNT(compounds)},
    {broken_compound, 12},
    {cut, 30},
    {turned, 60},
};

int
hostile_count(void)
{
    int n = 0;

    for (int i = 0; i < COUNT(families); i++)
        n += families[i].count;
    return n;
}

void
hostile_make(int n, struct hostile *h)
{
    int i = 0;

    while (n >= families[i].count)
        n -= families[i++].count;
    *h = (struct hostile){.may_be_taken = false};
    families[i].make(n, h);
}
