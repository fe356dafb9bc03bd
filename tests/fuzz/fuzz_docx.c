/* Bytes read as a template: a whole file when they begin with P, as ZIPs do; else what stands in
 * the text of one (behind b) or in place of its whole part (behind anything else).  A template
 * found without fault is filled, and what comes of that is one that can be shown. */
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
static const struct docx_data data = {values, 3, lists, 2};

/* The file that the bytes stand for. */
static void
make_file(struct arena *a, const char *bytes, size_t size, struct text *file)
{
    struct package *p;
    struct text document = {0};

    if (size == 0 || *bytes == 'P') {
        text_add_bytes(file, bytes, size);
        return;
    }
    if (*bytes == 'b')
        text_add(&document, docx_document_begin);
    text_add_bytes(&document, bytes + 1, size - 1);
    if (*bytes == 'b')
        text_add(&document, docx_document_end);
    p = package_new(a);
    for (const struct docx_fixed_part *part = docx_fixed_parts; part->name != NULL; part++)
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
