/* What repeats in a template, what is left out, and every fault that a template can have. */
#include "document/docx.h"
#include "harness.h"

#include <stdlib.h>
#include <string.h>

static struct arena *a;

/* ---- Repeating ---- */

START_TEST(paragraphs_repeat_from_mark_to_mark)
{
    ck_assert_str_eq(becomes(a, P("{{#items}}") P("{{items.no}}")
                                    P("{{items.title}}{{name}}") P("{{/items}}") P("end")),
                     "1\n甲李四\n2\n乙李四\n3\n李四\nend\n");
    ck_assert_str_eq(
        becomes(a, P("{{#items}}{{items.no}}") P("-") P("{{items.title}}{{/items}}")),
        "1\n-\n甲\n2\n-\n乙\n3\n-\n\n");
    ck_assert_str_eq(becomes(a, P("{{#items}}{{items.no}}{{/items}}")), "1\n2\n3\n");
    ck_assert_str_eq(becomes(a, P("{{#items}}") T(R(C(P("{{items.no}}")))) P("{{/items}}")),
                     "1\n2\n3\n");
    ck_assert_str_eq(becomes(a, P("{{#items}}") P("{{/items}}") P("end")), "end\n");
}
END_TEST

START_TEST(table_rows_repeat)
{
    ck_assert_str_eq(
        becomes(a, T(R(C(P("no")) C(P("title"))) R(C(P("{{#items}}{{items.no}}"))
                                                       C(P("{{items.title}}{{/items}}"))))),
        "no\ntitle\n1\n甲\n2\n乙\n3\n\n");
    ck_assert_str_eq(
        becomes(a, T(R(C(P("{{#items}}")) C(P(""))) R(C(P("{{items.no}}")) C(P("")))
                         R(C(P("x")) C(P("y"))) R(C(P("")) C(P("{{/items}}"))))),
        "1\n\nx\ny\n2\n\nx\ny\n3\n\nx\ny\n");
    ck_assert_str_eq(becomes(a, T(R(C(P("{{#items}}a") P("{{items.no}}{{/items}}"))))),
                     "a\n1\na\n2\na\n3\n");
}
END_TEST

START_TEST(a_row_belongs_to_its_list_from_edge_to_edge)
{
    ck_assert_str_eq(
        becomes(a, T(R(C(P("{{items.no}}")) C(P("{{#items}}x")) C(P("{{/items}}y"))))),
        "1\nx\ny\n2\nx\ny\n3\nx\ny\n");
}
END_TEST

/* What is left must be a document still: no table without rows, no cell without paragraph. */
START_TEST(a_list_without_rows_leaves_nothing_behind)
{
    struct text template =
        docx_of(a, P("a") T(R(C(P("{{#none}}")) C(P("{{none.no}}{{/none}}"))))
                       T(R(C(P("{{#none}}{{none.no}}{{/none}}")))) P("{{?none}}{{name}}")
                           P("{{?items}}z"));
    struct text out = {0};
    struct docx_faults faults = {0};

    ck_assert(docx_fill(a, template.bytes, template.len, &test_data, &out, &faults));
    ck_assert_str_eq(text_of(a, &out), "a\n\nz\n" FOOTERS);
    ck_assert_ptr_nonnull(
        strstr(part_of(a, &out, "word/document.xml"),
               "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/><w:p/></w:tc></w:tr>"
               "</w:tbl><w:p><w:r><w:t xml:space=\"preserve\">z"));
    text_free(&template);
    text_free(&out);
}
END_TEST

START_TEST(copies_say_their_names_no_more_than_once)
{
    struct text template =
        docx_of(a, "<w:p><w:bookmarkStart w:id=\"7\" w:name=\"b\"/><w:r><w:t>{{#items}}"
                   "{{items.no}}{{/items}}</w:t></w:r><w:bookmarkEnd w:id=\"7\"/></w:p>");
    struct text out = {0};
    struct docx_faults faults = {0};
    const char *document, *first;

    ck_assert(docx_fill(a, template.bytes, template.len, &test_data, &out, &faults));
    document = part_of(a, &out, "word/document.xml");
    first = strstr(document, "<w:bookmarkStart");
    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_null(strstr(first + 1, "<w:bookmarkStart"));
    ck_assert_ptr_null(strstr(strstr(document, "xmlns:w=") + 1, "xmlns:w="));
    text_free(&template);
    text_free(&out);
}
END_TEST

START_TEST(a_paragraph_is_left_out_when_its_condition_is_empty)
{
    ck_assert_str_eq(becomes(a, P("{{?empty}}x{{name}}") P("{{?name}}y") P("{{?empty}}")),
                     "y\n");
    ck_assert_str_eq(becomes(a, P("{{#items}}{{?items.title}}{{items.no}}{{/items}}")),
                     "1\n2\n");
    ck_assert_str_eq(
        becomes(a, "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{{?empty}}x</w:t></w:r>"
                   "</w:p>"),
        "\n");
    ck_assert_str_eq(
        becomes(a, "<w:p><w:r><w:t>{{?empty}}</w:t>" BOX("{{name}}") "</w:r></w:p>" P("z")),
        "z\n");
}
END_TEST

START_TEST(lists_in_text_boxes_repeat_within_them)
{
    ck_assert_str_eq(
        becomes(a, "<w:p><w:r>" BOX("{{#items}}{{items.no}}{{/items}}") "</w:r></w:p>"),
        "\n1\n2\n3\n");
}
END_TEST

/* ---- Faults ---- */

START_TEST(every_fault_of_the_marks_is_named)
{
    static const struct {
        const char *body, *faults;
    } cases[] = {
        {P("{{nobody}}") P("{{no.one}}{{?nothing}}"),
         "!field_unknown:nobody list_outside:no.one list_unknown:no field_unknown:nothing"},
        {P("{{items.no}}"), "!list_outside:items.no"},
        {P("{{#items}}{{items.colour}}{{/items}}"), "!field_unknown:items.colour"},
        {P("{{#none}}{{items.no}}{{/none}}"), "!list_outside:items.no"},
        {P("{{#items}}"), "!list_unclosed:items"},
        {P("{{/items}}"), "!list_unopened:items"},
        {P("{{#items}}{{/none}}{{/items}}"), "!list_unopened:none"},
        {P("{{#items}}{{#none}}{{/items}}"), "!list_nested:none"},
        {P("{{#elsewhere}}x{{/elsewhere}}"), "!list_unknown:elsewhere"},
        {P("{{#items}}") T(R(C(P("{{/items}}")))), "!list_crooked:items"},
        {T(R(C(P("{{#items}}{{items.no}}{{/items}}")) C(P("{{#none}}")) C(P("{{/none}}")))),
         "!list_nested:none"},
        {P("{{#items}}{{items.no}}") P("{{/items}}{{#none}}") P("{{/none}}"),
         "!list_nested:none"},
        {P("{{na me}}"), "!field_name:{{na me}}"},
        {P("{{}}"), "!field_name:{{}}"},
        {P("{{#}}"), "!field_name:{{#}}"},
        {P("{{a.b.c}}"), "!field_name:{{a.b.c}}"},
        {P("{{#items.no}}"), "!field_name:{{#items.no}}"},
        {P("{{a {{name}}"), "!open_braces:{{a {{name}}"},
        {P("{{name"), "!open_braces:{{name"},
        {P("{{na-me}}"), "!field_name:{{na-me}}"},
        {P("｛｛name｝｝"), "!wide_braces:｛｛name｝｝"},
        {"<w:p><w:r><w:t>{{#items}}</w:t>" BOX("{{/items}}") "</w:r></w:p>",
         "!list_crooked:items list_unopened:items"},
        {"<w:p><w:ins w:id=\"1\" w:author=\"x\"><w:r><w:t>a</w:t></w:r></w:ins></w:p>",
         "!revision:ins"},
        {"<w:p><w:del w:id=\"1\" w:author=\"x\"><w:r><w:delText>a</w:delText></w:r></w:del>"
         "</w:p>",
         "!revision:del"},
        {"<w:p><w:commentRangeStart w:id=\"0\"/></w:p>", "!comment:"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_str_eq(becomes(a, cases[i].body), cases[i].faults);
}
END_TEST

START_TEST(required_fields_must_be_in_the_template_and_not_empty)
{
    static const struct docx_value needed[] = {
        {"a", "1", true}, {"b", NULL, true}, {"c", "", true}, {"d", "", false}};
    static const struct docx_list needed_lists[] = {
        {"l", test_fields, 2, NULL, 0, true}, {"m", test_fields, 2, test_cells, 3, true}};
    static const struct docx_data all = {needed, 4, needed_lists, 2, NULL, 0};
    struct text template = docx_of(a, P("{{b}}{{d}}{{?a}}{{#l}}{{/l}}"));
    struct docx_faults faults = {0};

    ck_assert_str_eq(filled(a, &template, &all),
                     "!field_absent:a field_empty:b field_absent:c field_empty:c "
                     "list_empty:l list_absent:m");
    ck_assert(!docx_fields(a, template.bytes, template.len, &all, NULL, &faults));
    ck_assert_str_eq(faults_text(a, &faults),
                     "field_absent:a field_absent:c list_absent:m");
    text_free(&template);
}
END_TEST

START_TEST(a_template_tells_its_names_in_order_once)
{
    struct text template = docx_of(a, P("{{申请人}}{{b}}{{#l}}{{l.x}}{{b}}{{/l}}{{?c}}"));
    struct docx_faults faults = {0};
    struct docx_names names = {0};
    const char *all = "";

    ck_assert(docx_fields(a, template.bytes, template.len, NULL, &names, &faults));
    for (size_t i = 0; i < names.count; i++)
        all = arena_printf(a, "%s%s ", all, names.list[i]);
    ck_assert_str_eq(all, "申请人 b l l.x c ");
    text_free(&template);
}
END_TEST

/* Whether NAME of a template with this BODY is said whatever else is empty. */
static bool
always_says(const char *body, const char *name)
{
    struct text template = docx_of(a, body);
    struct docx_faults faults = {0};
    struct docx_names names = {0};
    size_t i = 0;

    ck_assert(docx_fields(a, template.bytes, template.len, NULL, &names, &faults));
    while (i < names.count && strcmp(names.list[i], name) != 0)
        i++;
    text_free(&template);
    return i < names.count && names.said[i];
}

START_TEST(a_name_is_said_only_as_a_value_that_nothing_else_leaves_out)
{
    ck_assert(always_says(P("{{x}}"), "x"));
    ck_assert(always_says(P("{{?x}}{{x}}"), "x"));
    ck_assert(always_says(P("{{?y}}{{x}}") P("{{x}}"), "x"));
    ck_assert(!always_says(P("{{?x}}"), "x"));
    ck_assert(!always_says(P("{{?y}}{{x}}"), "x"));
    ck_assert(!always_says(P("{{#l}}{{?l.x}}{{x}}{{/l}}"), "x"));
    ck_assert(!always_says(P("{{#l}}{{x}}{{/l}}"), "x"));
    ck_assert(!always_says(T(R(C(P("{{#l}}{{x}}")) C(P("{{/l}}")))), "x"));
    ck_assert(!always_says(P("{{#x}}{{/x}}"), "x"));
}
END_TEST

START_TEST(every_fault_is_said_in_chinese_and_english)
{
    for (int kind = 0; kind < DOCX_FAULT_KINDS; kind++) {
        struct docx_faults faults = {0};
        const char *zh, *en;

        docx_fault_add(&faults, (enum docx_fault_kind)kind, "某名");
        zh = docx_fault_zh(a, &faults.list[0]);
        en = docx_fault_en(a, &faults.list[0]);
        ck_assert_ptr_null(strchr(zh, '%'));
        ck_assert_ptr_null(strchr(en, '%'));
        ck_assert_int_eq(strstr(zh, "某名") != NULL, strstr(en, "某名") != NULL);
        ck_assert_uint_gt(strlen(zh), 9);
        ck_assert(*en > 0 || strncmp(en, "“", 3) == 0);
    }
}
END_TEST

START_TEST(the_name_of_a_fault_is_fit_to_be_shown)
{
    static const struct {
        const char *about, *shown;
    } cases[] = {{"a\nb\x01", "a?b?"}, {"\u202egnp.exe", "?gnp.exe"}, {"\xff某", "?某"}};
    struct docx_faults faults = {0};
    char long_name[400];

    for (size_t i = 0; i < 3; i++) {
        faults.count = 0;
        docx_fault_add(&faults, DOCX_xml, cases[i].about);
        ck_assert_str_eq(faults.list[0].about, cases[i].shown);
    }
    for (size_t i = 0; i < 399; i += 3)
        memcpy(long_name + i, "某", 4);
    docx_fault_add(&faults, DOCX_xml, long_name);
    ck_assert_uint_eq(strlen(faults.list[1].about), 120);
    for (int i = 0; i < 200; i++)
        docx_fault_add(&faults, DOCX_xml, arena_printf(a, "%d", i));
    ck_assert_uint_eq(faults.count, DOCX_MOST_FAULTS);
}
END_TEST

START_TEST(a_document_that_would_grow_beyond_measure_is_not_made)
{
    struct text value = {0}, body = {0}, template;
    const char *const *many = arena_alloc(a, sizeof *many * 100000);
    struct docx_value one = {"name", NULL, true};
    struct docx_list list = {"items", test_fields, 1, many, 100000, false};
    struct docx_data big = {&one, 1, &list, 1, NULL, 0};

    for (int i = 0; i < 100000; i++)
        text_add(&value, "x");
    for (int i = 0; i < 400; i++)
        text_add(&body, P("{{name}}"));
    one.value = value.bytes;
    template = docx_of(a, body.bytes);
    ck_assert_str_eq(filled(a, &template, &big), "!result_size:");
    text_free(&template);
    template = docx_of(a, P("{{#items}}{{items.no}}{{/items}}{{name}}"));
    ck_assert_str_eq(filled(a, &template, &big), "!result_size:");
    text_free(&template);
    text_free(&value);
    text_free(&body);
}
END_TEST

/* ---- Blocks ---- */

/* What a template with this BODY becomes, where {{table}} is a table of one cell and {{gone}} is
 * empty. */
static const char *
with_blocks(const char *body)
{
    static const char table[] = T(R(C(P("格")))), name[] = "张三";
    static const struct docx_value value = {"name", name, false};
    static const struct docx_list list = {"items", test_fields, 2, test_cells, 3, false};
    static const struct docx_block blocks[] = {{"table", table, sizeof table - 1, true},
                                               {"gone", NULL, 0, false}};
    const struct docx_data data = {&value, 1, &list, 1, blocks, 2};
    struct text template = docx_of(a, body);
    const char *said = filled(a, &template, &data);

    text_free(&template);
    return said;
}

START_TEST(a_block_takes_the_place_of_its_paragraph)
{
    static const char two[] = P("{{table}}") P("{{table}}");
    const struct docx_block block = {"table", T(R(C(P("{{x}}")))),
                                     strlen(T(R(C(P("{{x}}"))))), true};
    const struct docx_data data = {.blocks = &block, .block_count = 1};
    struct text template = docx_of(a, two), out = {0};
    struct docx_faults faults = {0};

    ck_assert_str_eq(with_blocks(P("前") P(" {{table}} ") P("后")), "前\n格\n后\n" FOOTERS);
    ck_assert_str_eq(with_blocks(P("{{gone}}") P("{{table}}") P("后")), "格\n后\n" FOOTERS);
    ck_assert_str_eq(with_blocks(P("{{?gone}}x") P("{{?table}}y") P("{{table}}")),
                     "y\n格\n" FOOTERS);
    /* Two that would touch are kept apart, and nothing in a block is a mark. */
    ck_assert(docx_fill(a, template.bytes, template.len, &data, &out, &faults));
    ck_assert_ptr_nonnull(
        strstr(part_of(a, &out, "word/document.xml"), "</w:tbl><w:p/><w:tbl>"));
    ck_assert_str_eq(text_of(a, &out), "{{x}}\n\n{{x}}\n" FOOTERS);
    text_free(&template);
    text_free(&out);
}
END_TEST

START_TEST(a_block_stands_alone_in_a_paragraph)
{
    ck_assert_str_eq(with_blocks(P("见 {{table}}")), "!block_beside:table");
    ck_assert_str_eq(with_blocks(P("{{table}}{{name}}")), "!block_beside:table");
    ck_assert_str_eq(with_blocks(P("{{#items}}") P("{{table}}") P("{{/items}}")),
                     "!block_beside:table");
    ck_assert_str_eq(with_blocks(P("无")), "!field_absent:table");
    ck_assert_str_eq(with_blocks(P("{{table}}") P("{{tabl}}")), "!field_unknown:tabl");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        paragraphs_repeat_from_mark_to_mark,
        table_rows_repeat,
        a_row_belongs_to_its_list_from_edge_to_edge,
        a_list_without_rows_leaves_nothing_behind,
        copies_say_their_names_no_more_than_once,
        a_paragraph_is_left_out_when_its_condition_is_empty,
        lists_in_text_boxes_repeat_within_them,
        every_fault_of_the_marks_is_named,
        required_fields_must_be_in_the_template_and_not_empty,
        a_template_tells_its_names_in_order_once,
        a_name_is_said_only_as_a_value_that_nothing_else_leaves_out,
        every_fault_is_said_in_chinese_and_english,
        the_name_of_a_fault_is_fit_to_be_shown,
        a_document_that_would_grow_beyond_measure_is_not_made,
        a_block_takes_the_place_of_its_paragraph,
        a_block_stands_alone_in_a_paragraph,
        NULL};
    int status;

    a = arena_new();
    status = harness_run(harness_suite("docx_list", tests, 60));
    arena_free(a);
    return status;
}
