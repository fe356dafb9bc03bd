/* Files that were made to do harm are refused by name, or do none, each within 2 s and 128 MB. */
#include "document/docx.h"
#include "document/docx_html.h"
#include "document/docx_parts.h"
#include "document/letter_sample.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* The address sanitizer keeps what was freed, and shadows all. */
#if defined __SANITIZE_ADDRESS__
enum { SECONDS = 20, MEGABYTES = 1024 };
#else
enum { SECONDS = 2, MEGABYTES = 128 };
#endif

enum { SAID = 4000 };

static struct arena *a;

/* ---- Trying a file ---- */

static long
kilobytes_used(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/* Does all with FILE that the service does with one, and writes the faults to OUTPUT. */
static void
try_all(const struct text *file, int output)
{
    static const struct docx_value value = {"name", "{{name}}", false};
    static const struct docx_data data = {.values = &value, .value_count = 1};
    struct arena *own = arena_new();
    struct docx_faults of_check = {0}, of_fill = {0}, of_html = {0}, of_text = {0};
    struct text out = {0};
    const char *said;
    bool checked = docx_fields(own, file->bytes, file->len, NULL, NULL, &of_check);

    docx_fill(own, file->bytes, file->len, &data, &out, &of_fill);
    docx_html(own, file->bytes, file->len, &out, &of_html);
    docx_text(own, file->bytes, file->len, &out, &of_text);
    said = faults_text(own, &of_check);
    if (checked != (of_check.count == 0))
        said = "a fault without refusal";
    if (write(output, said, strnlen(said, SAID)) < 0)
        _exit(1);
    text_free(&out);
    arena_free(own);
}

/* The faults that docx_fields has with FILE, tried in a process of its own and measured. */
static const char *
faults_of(const struct text *file)
{
    char said[SAID + 1];
    struct rusage usage;
    int ends[2], status;
    size_t len = 0;
    ssize_t n;
    pid_t child;

    ck_assert_int_eq(pipe(ends), 0);
    child = fork();
    if (child == 0) {
        long before = kilobytes_used();

        alarm(60);
        try_all(file, ends[1]);
        _exit(kilobytes_used() - before > MEGABYTES * 1024L ? 2 : 0);
    }
    close(ends[1]);
    while (len < SAID && (n = read(ends[0], said + len, SAID - len)) > 0)
        len += (size_t)n;
    close(ends[0]);
    ck_assert_int_eq(wait4(child, &status, 0, &usage), child);
    ck_assert_msg(WIFEXITED(status), "it was ended by signal %d", WTERMSIG(status));
    ck_assert_msg(WEXITSTATUS(status) == 0, "it took too much memory");
    ck_assert_msg(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec < SECONDS,
                  "it took too long");
    return arena_copy(a, said, len);
}

static void
assert_fault(const struct text *file, const char *fault)
{
    ck_assert_str_eq(faults_of(file), fault);
}

/* ---- Files made by hand ---- */

static void
add_number(struct text *out, int bytes, size_t n)
{
    for (int i = 0; i < bytes; i++, n >>= 8) {
        char byte = (char)(n & 0xff);

        text_add_bytes(out, &byte, 1);
    }
}

struct entry {
    const char *name, *bytes;
    size_t size, claimed; /* that it has, and says to have */
    unsigned flags, method;
};

static void
add_fields(struct text *out, const struct entry *e)
{
    add_number(out, 2, 20);
    add_number(out, 2, e->flags);
    add_number(out, 2, e->method);
    add_number(out, 4, 0x00210000);
    add_number(out, 4, 0); /* a check sum of nothing */
    add_number(out, 4, e->size);
    add_number(out, 4, e->claimed);
    add_number(out, 2, strlen(e->name));
}

/* A ZIP of the N entries, and its directory saying that there are SAID. */
static struct text
zip_of(const struct entry *entries, size_t n, size_t said)
{
    struct text out = {0}, directory = {0};

    for (size_t i = 0; i < n; i++) {
        size_t at = out.len;

        text_add_bytes(&out, "PK\3\4", 4);
        add_fields(&out, &entries[i]);
        add_number(&out, 2, 0);
        text_add(&out, entries[i].name);
        text_add_bytes(&out, entries[i].bytes, entries[i].size);
        text_add_bytes(&directory, "PK\1\2\24\0", 6);
        add_fields(&directory, &entries[i]);
        add_number(&directory, 12, 0);
        add_number(&directory, 4, at);
        text_add(&directory, entries[i].name);
    }
    n = out.len;
    text_add_bytes(&out, directory.bytes, directory.len);
    text_add_bytes(&out, "PK\5\6\0\0\0\0", 8);
    add_number(&out, 2, said);
    add_number(&out, 2, said);
    add_number(&out, 4, directory.len);
    add_number(&out, 4, n);
    add_number(&out, 2, 0);
    text_free(&directory);
    return out;
}

static void
assert_zip_fault(const struct entry *entries, size_t n, const char *fault)
{
    struct text file = zip_of(entries, n, n);

    assert_fault(&file, fault);
    text_free(&file);
}

START_TEST(what_is_no_zip_is_refused)
{
    static const char *const magics[] = {"",
                                         "x",
                                         "PK",
                                         "PK\3\4",
                                         "PK\5\6",
                                         "%PDF-1.4",
                                         "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 a DOC of old",
                                         "<html>",
                                         "{\\rtf1}"};

    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++) {
        struct text file = {(char *)magics[i], strlen(magics[i]), 0};

        assert_fault(&file, "zip:");
    }
}
END_TEST

START_TEST(a_file_cut_off_anywhere_is_refused)
{
    struct text file = {0};

    sample_write(a, SAMPLE_TEMPLATE, &file);
    for (size_t len = 1; len < file.len; len += len < 60 ? 1 : 97) {
        struct text cut = {file.bytes, len, 0};

        assert_fault(&cut, "zip:");
    }
    text_free(&file);
}
END_TEST

START_TEST(a_file_with_any_byte_changed_does_no_harm)
{
    struct text file = {0};

    srandom(7);
    sample_write(a, SAMPLE_TEMPLATE, &file);
    for (int i = 0; i < 300; i++) {
        char *byte = &file.bytes[(size_t)random() % file.len], was = *byte;

        *byte = (char)random();
        faults_of(&file);
        *byte = was;
    }
    text_free(&file);
}
END_TEST

START_TEST(names_that_lead_elsewhere_are_refused)
{
    static const char *const names[] = {"../evil", "word/../../x", "/etc/passwd", "a\\b",
                                        "C:x",     "word//x",      "./x",         "a/./b",
                                        "..",      "a/...",        "a\r\nb",      "*",
                                        "x/..",    "//host/share", "a|b"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct text file = zip_of(&(struct entry){.name = names[i], .bytes = ""}, 1, 1);

        ck_assert_int_eq(strncmp(faults_of(&file), "entry_name:", 11), 0);
        text_free(&file);
    }
}
END_TEST

START_TEST(entries_that_are_not_what_they_say_are_refused)
{
    const struct entry twice[] = {{.name = "a/B", .bytes = ""},
                                  {.name = "A/b", .bytes = ""}};
    const struct entry sum = {.name = "a", .bytes = "x", .size = 1, .claimed = 1};
    const struct entry less = {.name = "a", .bytes = "xyz", .size = 3, .claimed = 1};
    const struct entry more = {.name = "a", .bytes = "x", .size = 1, .claimed = 9};
    const struct entry full_folder = {.name = "a/", .bytes = "x", .size = 1, .claimed = 1};
    const struct entry secret = {.name = "a", .bytes = "", .flags = 1};
    const struct entry unknown = {.name = "a", .bytes = "", .method = 12};
    const struct entry large = {.name = "a", .bytes = "", .claimed = 1 << 25, .method = 8};
    const struct entry huge = {
        .name = "a", .bytes = "", .claimed = 0xfffffffe, .method = 8};
    const struct entry nothing = {.name = "a", .bytes = ""};

    assert_zip_fault(twice, 2, "entry_twice:A/b");
    assert_zip_fault(&sum, 1, "zip:");
    assert_zip_fault(&less, 1, "zip:");
    assert_zip_fault(&more, 1, "zip:");
    assert_zip_fault(&full_folder, 1, "zip:");
    assert_zip_fault(&secret, 1, "entry_method:a");
    assert_zip_fault(&unknown, 1, "entry_method:a");
    assert_zip_fault(&large, 1, "entry_size:a");
    assert_zip_fault(&huge, 1, "entry_size:a");
    assert_zip_fault(&nothing, 1, "word:");
}
END_TEST

START_TEST(a_hundred_thousand_entries_are_refused)
{
    size_t n = 100000;
    struct entry *entries = calloc(n, sizeof *entries);
    struct text file;

    for (size_t i = 0; i < n; i++)
        entries[i] = (struct entry){.name = arena_printf(a, "%zx", i), .bytes = ""};
    file = zip_of(entries, n, n); /* the number is cut to 16 bits, as in a lie */
    ck_assert(strcmp(faults_of(&file), "entries:") == 0 ||
              strcmp(faults_of(&file), "zip:") == 0);
    text_free(&file);
    file = zip_of(entries, 65534, 65534);
    assert_fault(&file, "entries:");
    text_free(&file);
    file = zip_of(entries, 513, 513);
    assert_fault(&file, "entries:");
    text_free(&file);
    file = zip_of(entries, 512, 512);
    assert_fault(&file, "word:");
    text_free(&file);
    free(entries);
}
END_TEST

/* ---- Bombs ---- */

/* SIZE bytes of the letter x between BEGIN and END. */
static const char *
much(const char *begin, size_t size, const char *end)
{
    struct text out = {0};
    char *copy;

    text_add(&out, begin);
    for (size_t i = 0; i < size; i += 1024)
        text_addf(&out, "%1024s", "x");
    text_add(&out, end);
    copy = arena_copy(a, out.bytes, out.len);
    text_free(&out);
    return copy;
}

static void
assert_part_fault(const char *name, const char *text, const char *fault)
{
    const struct test_part parts[] = {
        {"word/document.xml",
         arena_printf(a, "%s%s%s", docx_document_begin, "", docx_document_end)},
        {name, text},
        {NULL, NULL}};
    bool document = strcmp(name, "word/document.xml") == 0;
    struct text file = docx_with(a, document ? parts + 1 : parts);

    assert_fault(&file, fault);
    text_free(&file);
}

START_TEST(what_unpacks_to_too_much_is_refused)
{
    const char *large = much("", 15 << 20, "");
    const struct test_part parts[] = {{"word/document.xml", "<a/>"},
                                      {"word/media/1.png", large},
                                      {"word/media/2.png", large},
                                      {"word/media/3.png", large},
                                      {NULL, NULL}};
    struct text file = docx_with(a, parts);

    ck_assert_uint_lt(file.len, 1 << 20);
    assert_fault(&file, "total_size:");
    text_free(&file);
    assert_part_fault("word/media/1.png", much("", 17 << 20, ""),
                      "entry_size:word/media/1.png");
    assert_part_fault("word/document.xml", much("<a>", 5 << 20, "</a>"),
                      "entry_size:word/document.xml");
}
END_TEST

START_TEST(a_file_that_is_too_large_is_not_opened)
{
    struct text file = {.bytes = calloc(1, 17 << 20), .len = 17 << 20};

    assert_fault(&file, "size:");
    free(file.bytes);
}
END_TEST

/* PIECE repeated N times. */
static const char *
times(const char *begin, const char *piece, size_t n, const char *end)
{
    struct text out = {0};
    char *copy;

    text_add(&out, begin);
    for (size_t i = 0; i < n; i++)
        text_add(&out, piece);
    text_add(&out, end);
    copy = arena_copy(a, out.bytes, out.len);
    text_free(&out);
    return copy;
}

#define DOCUMENT "word/document.xml"

START_TEST(entities_and_declarations_of_type_are_refused)
{
    static const char *const bombs[] = {
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY l \"lol\">"
        "<!ENTITY m \"&l;&l;&l;&l;&l;&l;&l;&l;&l;&l;\">"
        "<!ENTITY n \"&m;&m;&m;&m;&m;&m;&m;&m;&m;&m;\">]><a>&n;</a>",
        "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x\"><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]><a/>",
        "<a><!DOCTYPE b></a>",
    };

    for (size_t i = 0; i < sizeof bombs / sizeof bombs[0]; i++)
        assert_part_fault(DOCUMENT, bombs[i], "dtd:" DOCUMENT);
    assert_part_fault(DOCUMENT, "<a>&lol;</a>", "xml:" DOCUMENT);
    assert_part_fault("word/styles.xml", bombs[0], "dtd:word/styles.xml");
    assert_part_fault("_rels/.rels", bombs[2], "dtd:_rels/.rels");
}
END_TEST

START_TEST(trees_too_deep_or_too_wide_are_refused)
{
    const char *namespaces = "<a xmlns:a=\"a\" xmlns:b=\"b\" xmlns:c=\"c\"/>";
    struct text attributes = {0};

    for (int i = 0; i < 5000; i++)
        text_addf(&attributes, " a%d=\"\"", i);
    assert_part_fault(DOCUMENT, times("", "<a>", 100000, ""), "deep:" DOCUMENT);
    assert_part_fault(DOCUMENT, times("<a>", "<a/>", 300000, "</a>"), "deep:" DOCUMENT);
    assert_part_fault(DOCUMENT, times("<a>", namespaces, 3000, "</a>"), "deep:" DOCUMENT);
    assert_part_fault(DOCUMENT, arena_printf(a, "<a%s/>", attributes.bytes),
                      "deep:" DOCUMENT);
    text_free(&attributes);
}
END_TEST

/* As much as is let in, of what takes longest. */
START_TEST(what_is_let_in_is_done_in_time)
{
    static const char p[] = "<w:p><w:r><w:t>x</w:t></w:r></w:p>";
    static const char torn[] = "<w:r><w:t>{</w:t></w:r>";
    const char *begin = docx_document_begin, *end = docx_document_end;
    struct text deep = {0};

    assert_part_fault(DOCUMENT, times(begin, p, 60000, end), "");
    assert_part_fault(DOCUMENT, times(begin, "<w:p/>", 190000, end), "");
    assert_part_fault(DOCUMENT,
                      times(begin, "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", 60000, end), "");
    assert_part_fault(DOCUMENT,
                      times(arena_printf(a, "%s<w:tbl><w:tr>", begin), "<w:tc/>", 190000,
                            arena_printf(a, "</w:tr></w:tbl>%s", end)),
                      "");
    for (int i = 0; i < 60; i++)
        text_addf(&deep, "<w:tbl><w:tr><w:tc>");
    for (int i = 0; i < 60; i++)
        text_add(&deep, "</w:tc></w:tr></w:tbl>");
    assert_part_fault(DOCUMENT, times(begin, deep.bytes, 900, end), "");
    text_free(&deep);
    assert_part_fault(DOCUMENT,
                      times(arena_printf(a, "%s<w:p>", begin), torn, 60000,
                            arena_printf(a, "</w:p>%s", end)),
                      "open_braces:{{");
    assert_part_fault(DOCUMENT,
                      times(begin, "<w:p><w:r><w:t>{{#l}}</w:t></w:r></w:p>", 6000, end),
                      "list_nested:l list_unclosed:l deep:");
    assert_part_fault(DOCUMENT,
                      times(begin, "<w:p><w:r><w:t>{{a}}</w:t></w:r></w:p>", 6000, end),
                      "deep:");
}
END_TEST

START_TEST(what_is_no_utf_8_or_not_well_formed_is_refused)
{
    static const char *const wrong[] = {
        "",
        " ",
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "x",
        "<a b=\"<\"/>",
        "<a \xff/>",
        "\xef\xbb\xbf",
        "<w:document/>\x01",
        "<?xml version=\"1.0\" encoding=\"UTF-7\"?>+ADw-a/+AD4-",
        "<a>\xed\xa0\x80</a>",
        "<a><![CDATA[</a>",
        "<a><!-- </a>",
        "<?"};

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_part_fault(DOCUMENT, wrong[i], "xml:" DOCUMENT);
}
END_TEST

/* ---- What fetches or acts ---- */

#define RELATED(type, target, mode)                                                        \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"               \
    "relationships\"><Relationship Id=\"x\" Type=\"http://schemas.openxmlformats.org/"     \
    "officeDocument/2006/relationships/" type "\" Target=\"" target "\" " mode             \
    "/></Relationships>"
#define OUTSIDE "TargetMode=\"External\""

START_TEST(relations_that_bring_something_in_are_refused)
{
    static const struct {
        const char *relations, *fault;
    } cases[] = {
        {RELATED("image", "http://x/y.png", OUTSIDE), "external:http://x/y.png"},
        {RELATED("image", "http://x/y.png", "TargetMode=\"external\""),
         "external:http://x/y.png"},
        {RELATED("image", "\\\\host\\share\\a.png", OUTSIDE),
         "external:\\\\host\\share\\a.png"},
        {RELATED("image", "\\\\host\\share\\a.png", ""), "external:\\\\host\\share\\a.png"},
        {RELATED("image", "file:///etc/passwd", ""), "external:file:///etc/passwd"},
        {RELATED("attachedTemplate", "file:///C:/evil.dotm", OUTSIDE),
         "external:file:///C:/evil.dotm"},
        {RELATED("attachedTemplate", "http://x/evil.dotm", OUTSIDE),
         "external:http://x/evil.dotm"},
        {RELATED("oleObject", "embeddings/oleObject1.bin", ""),
         "object:embeddings/oleObject1.bin"},
        {RELATED("oleObject", "http://x/a.html!", OUTSIDE), "object:http://x/a.html!"},
        {RELATED("package", "embeddings/a.xlsx", ""), "object:embeddings/a.xlsx"},
        {RELATED("control", "activeX/activeX1.xml", ""), "object:activeX/activeX1.xml"},
        {RELATED("aFChunk", "a.html", ""), "object:a.html"},
        {RELATED("subDocument", "file:///a.docx", OUTSIDE), "object:file:///a.docx"},
        {RELATED("frame", "http://x/", OUTSIDE), "external:http://x/"},
        {RELATED("mailMergeSource", "file:///a.mdb", OUTSIDE), "mail_merge:file:///a.mdb"},
        {RELATED("vbaProject", "vbaProject.bin", ""), "macro:vbaProject.bin"},
        {RELATED("hyperlink", "javascript:alert(1)", OUTSIDE), "link:javascript:alert(1)"},
        {RELATED("hyperlink", "file:///etc/passwd", OUTSIDE), "link:file:///etc/passwd"},
        {RELATED("hyperlink", "ms-msdt:/id", OUTSIDE), "link:ms-msdt:/id"},
        {RELATED("hyperlink", "https://www.gov.cn/", OUTSIDE), ""},
        {RELATED("hyperlink", "mailto:a@example.cn", OUTSIDE), ""},
        {RELATED("image", "media/image1.png", ""), ""},
        {RELATED("customXml", "../customXml/item1.xml", ""), ""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_part_fault("word/_rels/header1.xml.rels", cases[i].relations,
                          cases[i].fault);
        assert_part_fault("word/_rels/settings.xml.rels", cases[i].relations,
                          cases[i].fault);
    }
}
END_TEST

static void
assert_body_fault(const char *body, const char *fault)
{
    struct text file = docx_of(a, body);

    assert_fault(&file, fault);
    text_free(&file);
}

#define INSTRUCTION(text) "<w:r><w:instrText>" text "</w:instrText></w:r>"

START_TEST(fields_that_read_elsewhere_are_refused)
{
    static const char *const begin = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";

    assert_body_fault(
        arena_printf(a, "%s" INSTRUCTION("INCLUDEPICTURE \"http://x\"") "</w:p>", begin),
        "fetching:INCLUDEPICTURE");
    assert_body_fault(
        arena_printf(a, "%s" INSTRUCTION(" dde") INSTRUCTION("auto c:\\x") "</w:p>", begin),
        "fetching:DDEAUTO");
    assert_body_fault(
        "<w:p><w:fldSimple w:instr=\" INCLUDETEXT &quot;/etc/passwd&quot; \"/>"
        "</w:p>",
        "fetching:INCLUDETEXT");
    assert_body_fault(
        arena_printf(a, "%s" INSTRUCTION(" LINK Excel.Sheet") "</w:p>", begin),
        "fetching:LINK");
    assert_body_fault(
        arena_printf(a, "%s" INSTRUCTION(" HYPERLINK \"http://x/link\" ") "</w:p>", begin),
        "");
    assert_body_fault(arena_printf(a, "%s" INSTRUCTION(" PAGE ") "</w:p>", begin), "");
    assert_body_fault("<w:p><w:fldSimple w:instr=\"NUMPAGES\"/></w:p>", "");
}
END_TEST

START_TEST(objects_and_addresses_in_the_text_are_refused)
{
    assert_body_fault("<w:p><w:r><w:object/></w:r></w:p>", "object:object");
    assert_body_fault("<w:altChunk r:id=\"x\"/>", "object:altChunk");
    assert_body_fault("<w:p><w:subDoc r:id=\"x\"/></w:p>", "object:subDoc");
    assert_body_fault(
        "<w:p><w:r><w:pict xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:shape>"
        "<v:imagedata src=\"http://x/y.png\"/></v:shape></w:pict></w:r></w:p>",
        "external:http://x/y.png");
    assert_body_fault(
        "<w:p><w:r><w:pict xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:shape>"
        "<v:imagedata r:href=\"rId1\" src=\"\"/></v:shape></w:pict></w:r></w:p>",
        "");
    assert_part_fault("word/settings.xml",
                      "<w:settings " W "><w:mailMerge><w:connectString w:val=\"x\"/>"
                      "</w:mailMerge></w:settings>",
                      "mail_merge:");
}
END_TEST

START_TEST(macros_by_type_or_name_and_other_formats_are_refused)
{
    static const char types[] =
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default "
        "Extension=\"rels\" ContentType=\"application/xml\"/>%s</Types>";
    static const struct {
        const char *type, *fault;
    } cases[] = {
        {"application/vnd.ms-word.document.macroEnabled.main+xml",
         "macro:word/document.xml word:"},
        {"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
         "word:"},
        {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
         "word:"},
        {"application/xml", "word:"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_part_fault(
            "[Content_Types].xml",
            arena_printf(a, types,
                         arena_printf(a,
                                      "<Override PartName=\"/word/document.xml\" "
                                      "ContentType=\"%s\"/>",
                                      cases[i].type)),
            cases[i].fault);
    assert_part_fault("word/vbaProject.bin", "x", "macro:word/vbaProject.bin");
    assert_part_fault("word/embeddings/oleObject1.bin", "x",
                      "object:word/embeddings/oleObject1.bin");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {what_is_no_zip_is_refused,
                                  a_file_cut_off_anywhere_is_refused,
                                  a_file_with_any_byte_changed_does_no_harm,
                                  names_that_lead_elsewhere_are_refused,
                                  entries_that_are_not_what_they_say_are_refused,
                                  a_hundred_thousand_entries_are_refused,
                                  what_unpacks_to_too_much_is_refused,
                                  a_file_that_is_too_large_is_not_opened,
                                  entities_and_declarations_of_type_are_refused,
                                  trees_too_deep_or_too_wide_are_refused,
                                  what_is_let_in_is_done_in_time,
                                  what_is_no_utf_8_or_not_well_formed_is_refused,
                                  relations_that_bring_something_in_are_refused,
                                  fields_that_read_elsewhere_are_refused,
                                  objects_and_addresses_in_the_text_are_refused,
                                  macros_by_type_or_name_and_other_formats_are_refused,
                                  NULL};
    int status;

    a = arena_new();
    status = harness_run(harness_suite("docx_hostile", tests, 120));
    arena_free(a);
    return status;
}
