/* Bytes read as a template: a whole file when they begin with P, as ZIPs do; its text as XML
 * behind x; else a byte is a piece of the text, so that what is made is always well-formed.  A
 * template found without fault is filled, and what comes of that is one that can be shown. */
#include "fuzz/fuzz.h"

#include "document/docx_fill.h"
#include "document/docx_html.h"
#include "document/docx_parts.h"
#include "document/package.h"

#include <string.h>

const char fuzz_corpus[] = "fuzz/corpus/docx";

static const char *const fields[] = {"a", "b"};
static const char *const cells[] = {"1", "{{x}}", "2", NULL, "<w:p/>", "\xff\n\t"};
static const struct docx_value values[] = {
    {"a", "{{b}}", false}, {"b", "", false}, {"c", "<&\r\n\x01\xf0", false}};
static const struct docx_list lists[] = {{"l", fields, 2, cells, 3, false},
                                         {"n", fields, 2, NULL, 0, false}};
static const struct docx_data data = {values, 3, lists, 2, NULL, 0};

#define ELEMENTS 14

static const char *const pieces[] = {
    /* what holds others: so many as ELEMENTS says */
    "w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:txbxContent", "w:sdt", "w:sdtContent",
    "w:pPr", "w:rPr", "w:tcPr", "w:hyperlink", "w:trPr",
    /* what does not */
    "<w:tab/>", "<w:br/>", "<w:vMerge/>", "<w:vMerge w:val=\"restart\"/>",
    "<w:gridSpan w:val=\"2\"/>", "<w:gridSpan w:val=\"9999999\"/>",
    "<w:gridBefore w:val=\"3\"/>", "<w:sectPr/>", "<w:proofErr/>", "<w:bookmarkStart/>",
    "<w:bookmarkEnd/>", "<w:b/>", "<w:i/>", "<w:jc w:val=\"center\"/>",
    "<w:pStyle w:val=\"Title\"/>", "<w:outlineLvl w:val=\"1\"/>", "<w:dataBinding/>",
    "<w:instrText> PAGE </w:instrText>", "<Fallback/>", "{", "}", "{{", "}}", "#", "/", "?",
    "l", "n", "a", "b", ".", " ", "文", "&lt;", "{{a}}", "{{b}}", "{{c}}", "{{#l}}",
    "{{/l}}", "{{l.a}}", "{{l.b}}", "{{#n}}", "{{/n}}", "{{n.a}}", "{{?b}}", "{{?n}}",
    "{{?l.b}}", "<w:p><w:r><w:t>{{#l}}</w:t></w:r></w:p>",
    "<w:p><w:r><w:t>{{/l}}</w:t></w:r></w:p>", "<w:p><w:r><w:t>{{l.a}}</w:t></w:r></w:p>"};

enum { PIECES = sizeof pieces / sizeof pieces[0], MOST_OPEN = 90 };

/* Pieces put together; a byte behind the last of them closes the element that is open. */
static void
add_pieces(struct text *out, const char *bytes, size_t size)
{
    const char *open[MOST_OPEN];
    int depth = 0;

    for (size_t i = 0; i < size; i++) {
        size_t which = (unsigned char)bytes[i] % (PIECES + 16);

        if (which < ELEMENTS && depth < MOST_OPEN)
            text_addf(out, "<%s>", open[depth++] = pieces[which]);
        else if (which >= PIECES && depth > 0)
            text_addf(out, "</%s>", open[--depth]);
        else if (which >= ELEMENTS && which < PIECES)
            text_add(out, pieces[which]);
    }
    while (depth > 0)
        text_addf(out, "</%s>", open[--depth]);
}

/* The file that the bytes stand for. */
static void
make_file(struct arena *a, const char *bytes, size_t size, struct text *file)
{
    static const char *const names[] = {"[Content_Types].xml", "word/styles.xml"};
    struct package *p;
    struct text document = {0};

    if (size == 0 || *bytes == 'P') {
        text_add_bytes(file, bytes, size);
        return;
    }
    if (*bytes == 'x') {
        text_add_bytes(&document, bytes + 1, size - 1);
    } else {
        text_add(&document, docx_document_begin);
        add_pieces(&document, bytes, size);
        text_add(&document, docx_document_end);
    }
    p = package_new(a);
    for (const struct docx_fixed_part *part = docx_fixed_parts; part->name != NULL; part++)
        for (int i = 0; i < 2; i++)
            if (strcmp(part->name, names[i]) == 0)
                package_add(p, part->name, part->text, strlen(part->text));
    package_add(p, "word/document.xml", document.bytes, document.len);
    fuzz_holds(package_write(p, file), "a package is written");
    text_free(&document);
}

/* Whether the tag at AT, behind its <, is one that a preview may have. */
static bool
is_allowed(const char *at)
{
    static const char *const tags[] = {"p>",           "p class=\"docx-",
                                       "h1",           "h2",
                                       "h3",           "h4",
                                       "b>",           "i>",
                                       "u>",           "br>",
                                       "table>",       "tr>",
                                       "td>",          "td colspan=\"",
                                       "td rowspan=\""};

    at += *at == '/';
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (strncmp(at, tags[i], strlen(tags[i])) == 0)
            return true;
    return false;
}

static void
check_html(const char *html)
{
    for (const char *tag = html; (tag = strchr(tag, '<')) != NULL; tag++)
        fuzz_holds(is_allowed(tag + 1), "a preview has harmless tags only");
}

static void
check_faults(struct arena *a, const struct docx_faults *faults, bool done)
{
    fuzz_holds(done == (faults->count == 0), "what is refused is refused for a fault");
    for (size_t i = 0; i < faults->count; i++) {
        const char *zh = docx_fault_zh(a, &faults->list[i]);

        fuzz_holds(text_is_utf8(zh, strlen(zh)), "a fault is said in UTF-8");
    }
}

static void
show(struct arena *a, const struct text *file, bool sound)
{
    struct docx_faults faults = {0};
    struct text html = {0}, text = {0};
    bool shown = docx_html(a, file->bytes, file->len, &html, &faults);

    check_faults(a, &faults, shown);
    fuzz_holds(shown || !sound, "a sound file can be shown");
    fuzz_holds(docx_text(a, file->bytes, file->len, &text, &faults) == shown,
               "what can be shown can be shown as text");
    if (shown) {
        check_html(html.bytes);
        fuzz_holds(text_is_utf8(text.bytes, text.len), "text is UTF-8");
    }
    text_free(&html);
    text_free(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *a = arena_new();
    struct docx_faults of_fields = {0}, of_fill = {0};
    struct docx_names names = {0};
    struct text file = {0}, out = {0};
    bool sound, filled;

    make_file(a, (const char *)bytes, size, &file);
    sound = docx_fields(a, file.bytes, file.len, &data, &names, &of_fields);
    check_faults(a, &of_fields, sound);
    filled = docx_fill(a, file.bytes, file.len, &data, &out, &of_fill);
    check_faults(a, &of_fill, filled);
    fuzz_holds(filled == sound || docx_fault_has(&of_fill, DOCX_result_size),
               "a sound template is filled");
    fuzz_holds(filled || out.len == 0, "nothing comes of a faulty one");
    show(a, &file, sound);
    if (filled)
        show(a, &out, true);
    text_free(&file);
    text_free(&out);
    arena_free(a);
    return 0;
}
