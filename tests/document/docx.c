#include "document/docx.h"

#include "document/docx_html.h"
#include "document/docx_parts.h"

#include <check.h>
#include <string.h>
#include <zip.h>

static const char *
text_of_part(const struct test_part *parts, const char *name)
{
    for (; parts->name != NULL; parts++)
        if (strcmp(parts->name, name) == 0)
            return parts->text;
    return NULL;
}

struct text
docx_with(struct arena *a, const struct test_part *parts)
{
    struct package *p = package_new(a);
    struct text out = {0};

    for (const struct docx_fixed_part *part = docx_fixed_parts; part->name != NULL; part++)
        if (text_of_part(parts, part->name) == NULL)
            package_add(p, part->name, part->text, strlen(part->text));
    for (; parts->name != NULL; parts++)
        package_add(p, parts->name, parts->text, strlen(parts->text));
    ck_assert(package_write(p, &out));
    return out;
}

struct text
docx_of(struct arena *a, const char *body)
{
    const struct test_part parts[] = {
        {"word/document.xml",
         arena_printf(a, "%s%s%s", docx_document_begin, body, docx_document_end)},
        {NULL, NULL}};

    return docx_with(a, parts);
}

const char *
para(struct arena *a, const char *text)
{
    return arena_printf(a, "<w:p><w:r><w:t>%s</w:t></w:r></w:p>", text);
}

const char *
part_of(struct arena *a, const struct text *docx, const char *name)
{
    struct docx_faults faults = {0};
    struct package *p = package_open(a, docx->bytes, docx->len, &faults);
    const struct package_part *part;
    zip_file_t *file;
    char *bytes;

    ck_assert_msg(p != NULL, "%s", faults_text(a, &faults));
    part = package_find(p, name);
    ck_assert_msg(part != NULL, "no %s", name);
    bytes = arena_alloc(a, part->size + 1);
    file = zip_fopen_index(p->zip, part->index, 0);
    ck_assert_int_eq(zip_fread(file, bytes, part->size), (zip_int64_t)part->size);
    zip_fclose(file);
    return bytes;
}

const char *
text_of(struct arena *a, const struct text *docx)
{
    struct docx_faults faults = {0};
    struct text out = {0};
    const char *copy;
    bool shown = docx_text(a, docx->bytes, docx->len, &out, &faults);

    ck_assert_msg(shown, "%s", faults_text(a, &faults));
    copy = arena_copy(a, out.bytes, out.len);
    text_free(&out);
    return copy;
}

const char *
faults_text(struct arena *a, const struct docx_faults *faults)
{
    const char *all = "";

    for (size_t i = 0; i < faults->count; i++)
        all = arena_printf(a, "%s%s%s:%s", all, i > 0 ? " " : "",
                           docx_fault_code(faults->list[i].kind), faults->list[i].about);
    return all;
}

const char *
filled(struct arena *a, const struct text *template, const struct docx_data *data)
{
    struct docx_faults faults = {0};
    struct text out = {0};
    const char *said;

    if (docx_fill(a, template->bytes, template->len, data, &out, &faults))
        said = text_of(a, &out);
    else
        said = arena_printf(a, "!%s%s", faults_text(a, &faults),
                            out.len > 0 ? " but something came out" : "");
    text_free(&out);
    return said;
}

const char *const test_fields[] = {"no", "title"};
const char *const test_cells[] = {"1", "甲", "2", "乙", "3", NULL};

static const struct docx_value values[] = {
    {"applicant", "张三", false}, {"name", "李四", false}, {"empty", "", false}};
static const struct docx_list lists[] = {{"items", test_fields, 2, test_cells, 3, false},
                                         {"none", test_fields, 2, NULL, 0, false}};
const struct docx_data test_data = {values, 3, lists, 2, NULL, 0};

const char *
becomes(struct arena *a, const char *body)
{
    struct text template = docx_of(a, body);
    const char *said = filled(a, &template, &test_data);
    size_t len = strlen(said), footers = strlen(FOOTERS);

    text_free(&template);
    if (len < footers || strcmp(said + len - footers, FOOTERS) != 0)
        return said;
    return arena_copy(a, said, len - footers);
}
