#include "document/report_read.h"

#include "document/docx.h"
#include "document/flow.h"
#include "document/forge.h"
#include "document/report_find.h"
#include "document/report_label.h"
#include "document/report_layout.h"
#include "document/report_number.h"
#include "document/table.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"002", "004", "007", "008", "011", "013", "025",
                                    "031", "034", "035", "045", "055", "065", "071",
                                    "080", "081", "082", "083", "084", "085", "086",
                                    "087", "088", "089", "090", "091", NULL};

/* Reads FILE as a report; the test fails if it cannot be. */
static void
read_back(struct arena *a, const struct text *file, const char *name, struct report *r)
{
    const char *zh, *en;

    ck_assert_msg(report_read(a, file->bytes, file->len, name, r, &zh, &en) == 0, "%s: %s",
                  name, zh);
}

/* ---- The 26 reports in every layout ---- */

START_TEST(published_reports_come_back_cell_by_cell_from_every_layout)
{
    for (const char *const *name = names; *name != NULL; name++)
        for (enum layout l = 0; l < LAYOUT_COUNT; l++) {
            struct arena *a = arena_new();
            struct text file = {0}, differences = {0};
            struct report expected, r;

            layout_load(a, *name, &expected);
            layout_print(a, &expected, l, &file);
            read_back(a, &file, layout_file(l), &r);
            ck_assert_msg(layout_compare(&expected, &r, &differences) == 0, "%s in %s:\n%s",
                          *name, layout_file(l), differences.bytes);
            text_free(&differences);
            text_free(&file);
            arena_free(a);
        }
}
END_TEST

START_TEST(one_changed_digit_is_found)
{
    for (enum layout l = 0; l < LAYOUT_COUNT; l++) {
        struct arena *a = arena_new();
        struct text file = {0}, differences = {0};
        struct report expected, r;

        layout_load(a, "013", &expected);
        layout_print(a, &expected, l, &file);
        expected.cells[14][2].value++;
        expected.remedies[BLOCK_suit_direct][COLUMN_pending].value += 10;
        expected.figures[9].value -= 1;
        read_back(a, &file, layout_file(l), &r);
        ck_assert_int_eq(layout_compare(&expected, &r, &differences), 3);
        text_free(&differences);
        text_free(&file);
        arena_free(a);
    }
}
END_TEST

/* ---- Pages made by hand ---- */

/* A cell: its number, b blank, / a mark, x none, ? words; {what else it says}. */
static void
add_cell(struct text *out, const struct printed *p)
{
    static const char marks[] = {'x', '0', 'b', '/', '?'};

    if (p->state == CELL_NUMBER)
        text_addf(out, " %ld", p->value);
    else
        text_addf(out, " %c", marks[p->state]);
    if (p->remark == NULL)
        return;
    text_add(out, "{");
    for (const char *s = p->remark; *s != '\0'; s++)
        text_add_bytes(out, *s == '\n' ? "|" : s, 1);
    text_add(out, "}");
}

static void
add_texts(struct text *out, const struct report *r)
{
    for (enum report_part p = PART_opening; p < PART_COUNT; p++) {
        const char *body = r->text[p].body != NULL ? r->text[p].body : "";

        text_addf(out, "%s [%s] ", report_part_code(p),
                  r->text[p].heading != NULL ? r->text[p].heading : "");
        for (; *body != '\0'; body++)
            text_add_bytes(out, *body == '\n' ? "|" : body, 1);
        text_add(out, "\n");
    }
}

static void
print_found(struct text *out, const struct report *r)
{
    text_addf(out, "year %d\nagency %s\ntitle %s\n", r->year,
              r->agency != NULL ? r->agency : "", r->title != NULL ? r->title : "");
    if (r->figure_form != NULL)
        text_addf(out, "two %s\n", r->figure_form->name);
    for (int i = 0; r->figure_form != NULL && i < r->figure_form->count; i++) {
        text_add(out, r->figure_form->figures[i].key);
        add_cell(out, &r->figures[i]);
        text_add(out, "\n");
    }
    text_addf(out, "three %s\n", r->tally_form->name);
    for (int i = 0; i < r->tally_form->row_count; i++) {
        text_add(out, r->tally_form->rows[i].key);
        for (int c = 0; c < TALLY_COLUMNS; c++)
            add_cell(out, &r->cells[i][c]);
        text_add(out, "\n");
    }
    if (r->has_remedies)
        text_add(out, "four\n");
    for (enum remedy_block b = 0; r->has_remedies && b < BLOCK_COUNT; b++) {
        text_add(out, remedy_block_code(b));
        for (int c = 0; c < COLUMN_COUNT; c++)
            add_cell(out, &r->remedies[b][c]);
        text_add(out, "\n");
    }
    add_texts(out, r);
}

static struct text
published(const char *name)
{
    char path[80];
    struct text file = {0};

    snprintf(path, sizeof path, "data/published/%s", name);
    file.bytes = harness_read(path, &file.len);
    return file;
}

/* Fails at the first line in which two texts differ. */
static void
same_lines(const char *what, const char *x, const char *y)
{
    while (*x != '\0' || *y != '\0') {
        size_t m = strcspn(x, "\n"), n = strcspn(y, "\n");

        ck_assert_msg(m == n && memcmp(x, y, n) == 0, "%s: %.*s\nread %.*s", what, (int)m,
                      x, (int)n, y);
        x += m + (x[m] == '\n');
        y += n + (y[n] == '\n');
    }
}

START_TEST(pages_as_they_are_found_are_read_cell_by_cell)
{
    static const char *const pages[] = {"page",     "word",  "wps",
                                        "form2019", "mixed", "broken"};

    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct arena *a = arena_new();
        struct text file, expected, found = {0};
        struct report r;
        char name[40];

        snprintf(name, sizeof name, "%s.html", pages[i]);
        file = published(name);
        read_back(a, &file, name, &r);
        snprintf(name, sizeof name, "%s.txt", pages[i]);
        expected = published(name);
        print_found(&found, &r);
        same_lines(pages[i], expected.bytes, found.bytes);
        text_free(&file);
        text_free(&expected);
        text_free(&found);
        arena_free(a);
    }
}
END_TEST

/* Whether a file is refused for a reason with WORDS in it. */
static void
refused(const char *bytes, size_t size, const char *name, const char *zh_words,
        const char *en_words)
{
    struct arena *a = arena_new();
    const char *zh = NULL, *en = NULL;
    struct report r;

    ck_assert_int_eq(report_read(a, bytes, size, name, &r, &zh, &en), -1);
    ck_assert_msg(strstr(zh, zh_words) != NULL, "%s: %s", name, zh);
    ck_assert_msg(strstr(en, en_words) != NULL, "%s: %s", name, en);
    arena_free(a);
}

START_TEST(what_cannot_be_read_for_certain_is_refused_with_what_to_do)
{
    struct text file = published("joined.txt");

    refused(file.bytes, file.len, "a.txt", "单元格已连在一起", "run together");
    text_free(&file);
    file = published("pasted.csv");
    refused(file.bytes, file.len, "a.csv", "单元格已连在一起", "run together");
    text_free(&file);
    file = published("other.html");
    refused(file.bytes, file.len, "a.html", "“栏目”（2 行）、“重复申请”（1 行）",
            "2 tables: “栏目” (2 rows)");
    text_free(&file);
    refused("", 0, "a.html", "空的", "empty");
    refused("%PDF-1.7 …", 10, "a.pdf", "请改用网页", "use the HTML page");
    refused("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "a.doc", "另存为 docx",
            "save it as DOCX");
    refused("\x89PNG\r\n\x1a\n", 8, "a.png", "图片不能读取", "picture");
    refused("PK\3\4 nothing", 12, "a.docx", "不是 Word", "no DOCX");
    refused("PK\3\4 word/document.xml", 22, "a.docx", "压缩包", "archive");
    refused("hello", 5, "a", "没有找到第三部分", "no table of section three");
}
END_TEST

/* ---- Our own tables ---- */

static void
fill(struct tally *t, struct remedy_table *four, const char *form)
{
    *t = (struct tally){.form = tally_form_named(form)};
    for (int r = 0; r < t->form->row_count; r++)
        for (int c = 0; c < TALLY_COLUMNS; c++)
            t->cells[r][c] = r * 10 + c;
    for (int b = 0; b < BLOCK_COUNT; b++)
        for (int c = 0; c < COLUMN_COUNT; c++)
            four->cells[b][c] = b * 100 + c;
}

/* D as FORMAT: 0 HTML, 1 CSV, 2 XLSX. */
static void
print_table(const struct table_document *d, int format, struct text *out)
{
    if (format == 0)
        table_html(out, d);
    else if (format == 1)
        table_csv(out, d);
    else
        ck_assert_int_eq(table_xlsx(d, out), 0);
}

START_TEST(the_tables_that_we_write_are_read_back)
{
    static const char *const files[] = {"a.html", "a.csv", "a.xlsx"};
    static const char *const forms[] = {"2021", "2019"};
    bool (*const readers[])(struct arena *, const char *, size_t, struct flow *,
                            struct refusal *) = {flow_html, flow_csv, flow_xlsx};

    for (int i = 0; i < 6; i++) {
        struct arena *a = arena_new();
        struct remedy_table four, found;
        struct tally t, read;
        struct table_document d = {.tally = &t, .agency_name = "东河县", .year = 2024};
        struct text file = {0};
        struct refusal why;
        struct report r;
        struct flow flow;
        bool joined;

        fill(&t, &four, forms[i / 3]);
        print_table(&d, i % 3, &file);
        read_back(a, &file, files[i % 3], &r);
        report_tally(&r, &read);
        ck_assert(memcmp(&t, &read, sizeof t) == 0);
        ck_assert_int_eq(r.year, 2024);
        ck_assert_str_eq(r.agency, "东河县");
        file.len = 0;
        d.tally = NULL;
        d.remedies = &four;
        print_table(&d, i % 3, &file);
        ck_assert(readers[i % 3](a, file.bytes, file.len, &flow, &why));
        report_find(a, &flow, &r, &joined);
        ck_assert(r.has_remedies && r.tally_form == NULL && !joined);
        report_remedy_table(&r, &found);
        ck_assert(memcmp(&four, &found, sizeof four) == 0);
        text_free(&file);
        arena_free(a);
    }
}
END_TEST

/* ---- Numbers ---- */

static void
number(const char *cell, enum figure_unit unit, const char *expected)
{
    struct arena *a = arena_new();
    struct printed p = report_number(a, cell, unit);
    struct text out = {0};

    add_cell(&out, &p);
    ck_assert_msg(strcmp(out.bytes + 1, expected) == 0, "“%s”: %s", cell, out.bytes + 1);
    text_free(&out);
    arena_free(a);
}

START_TEST(a_cell_says_a_number_or_is_not_guessed_at)
{
    number("0", UNIT_COUNT, "0");
    number(" １２\u3000", UNIT_COUNT, "12");
    number("1,259", UNIT_COUNT, "1259");
    number("1，259，004", UNIT_COUNT, "1259004");
    number("12,59", UNIT_COUNT, "?{12,59}");
    number("12 3", UNIT_COUNT, "?{12 3}");
    number("10 0 0 0 01", UNIT_COUNT, "?{10 0 0 0 01}");
    number("1\n2", UNIT_COUNT, "12{1|2}");
    number("1\n0\n0", UNIT_COUNT, "?{1|0|0}");
    number("12.0", UNIT_COUNT, "12");
    number("12.5", UNIT_COUNT, "?{12.5}");
    number("7件", UNIT_COUNT, "7");
    number("22（其中修订16件）", UNIT_COUNT, "22{22（其中修订16件）}");
    number("22件，其中修订16件", UNIT_COUNT, "22{22件，其中修订16件}");
    number("1.属于国家秘密", UNIT_COUNT, "?{1.属于国家秘密}");
    number("无", UNIT_COUNT, "?{无}");
    number("三", UNIT_COUNT, "?{三}");
    number("\u00a0", UNIT_COUNT, "b");
    number("——", UNIT_COUNT, "/");
    number("＿", UNIT_COUNT, "/");
    number("-1", UNIT_COUNT, "-1");
    number("＋１", UNIT_CHANGE, "1");
    number("减4", UNIT_CHANGE, "-4");
    number("减少 4 项", UNIT_CHANGE, "-4");
    number("增加3", UNIT_CHANGE, "3");
    number("减4", UNIT_COUNT, "?{减4}");
    number("999999999999999", UNIT_COUNT, "999999999999999");
    number("9999999999999999", UNIT_COUNT, "?{9999999999999999}");
    number("18651.064104", UNIT_AMOUNT_10K, "18651064104");
    number("0.04", UNIT_AMOUNT_10K, "40000");
    number("400元", UNIT_AMOUNT_10K, "40000{400元}");
    number("1690.9913万元", UNIT_AMOUNT, "1690991300{1690.9913万元}");
    number("2萬元", UNIT_AMOUNT_10K, "2000000{2萬元}");
    number("1.5亿元", UNIT_AMOUNT, "15000000000{1.5亿元}");
    number("316441", UNIT_AMOUNT_10K, "316441000000");
    number("0.0000005", UNIT_AMOUNT_10K, "1{0.0000005}");
    number("99999999999999亿元", UNIT_AMOUNT, "?{99999999999999亿元}");
    number("3件", UNIT_AMOUNT, "?{3件}");
}
END_TEST

static void
labelled(const char *text, int group, const char *key)
{
    struct label label = label_of(text, group);

    ck_assert_msg(label.kind == (key != NULL ? LABEL_ROW : LABEL_NONE), "%s", text);
    if (key != NULL)
        ck_assert_msg(strcmp(label.key, key) == 0, "%s: %s", text, label.key);
}

START_TEST(a_row_is_known_by_its_words_or_by_its_place_in_a_bracket)
{
    labelled("一、新收", -1, "new");
    labelled("二、上年度结转", -1, "carried_in");
    labelled("四、 结转 至下年度", -1, "carried_out");
    labelled("2.其他法律行政止公开", -1, "refused_2");
    labelled("其他法律和行政法规禁止公开", -1, "refused_2");
    labelled("7、属于行政执法案件", UNAVAILABLE, "refused_7");
    labelled("3.补正后申请内容仍不明确", -1, "unavailable_3");
    labelled("1.申请人无正当理由逾期不补正、行政机关不再受理其政府信息公开申请", -1,
             "other_1");
    labelled("其他", -1, NULL);
    labelled("其他", REFUSED, NULL);
    labelled("其他", OTHER, "other_3");
    labelled("３．", OTHER, NULL);
    labelled("３．未知", REFUSED, "refused_3");
    labelled("3.未知", NOT_PROCESSED, "not_processed_3");
    labelled("9.未知", NOT_PROCESSED, NULL);
    labelled("(七) 总计", -1, "total");
    labelled("总计（件）", -1, "total");
    labelled("各项办理结果总计", -1, NULL);
    labelled("（一）予以公開", -1, "granted");
    labelled("4.無正當理由大量反復申請", -1, "not_processed_4");
    labelled("3.補正後申請內容仍不明確", -1, "unavailable_3");
    labelled("三、本年度办理结果", -1, NULL);
    ck_assert_int_eq(label_of("（六）其他處理", -1).group, OTHER);
    ck_assert_int_eq(label_of("（三）不予公开", -1).kind, LABEL_GROUP);
}
END_TEST

/* ---- What is special to a format ---- */

/* The blocks of F: paragraphs in (), rows of cells in []. */
static const char *
flow_text(struct arena *a, const struct flow *f)
{
    struct text out = {0};
    const char *copy;

    text_add(&out, "");
    for (int i = 0; i < f->count; i++) {
        if (f->blocks[i].text != NULL)
            text_addf(&out, "(%s)", f->blocks[i].text);
        for (int r = 0; r < f->blocks[i].count; r++) {
            text_add(&out, "[");
            for (int c = 0; c < f->blocks[i].rows[r].count; c++) {
                const struct flow_cell *cell = &f->blocks[i].rows[r].cells[c];

                text_addf(&out, "%s%s", c > 0 ? "," : "", cell->text);
                if (cell->columns > 1 || cell->rows > 1)
                    text_addf(&out, ":%dx%d", cell->columns, cell->rows);
            }
            text_add(&out, "]");
        }
    }
    copy = arena_copy(a, out.bytes, out.len);
    text_free(&out);
    return copy;
}

static void
docx_says(const char *body, const char *expected)
{
    struct arena *a = arena_new();
    struct text file = docx_of(a, body);
    struct refusal why;
    struct flow flow;

    ck_assert(flow_docx(a, file.bytes, file.len, &flow, &why));
    ck_assert_str_eq(flow_text(a, &flow), expected);
    text_free(&file);
    arena_free(a);
}

START_TEST(a_docx_says_what_it_would_with_all_changes_accepted)
{
    docx_says(P("a") P(""), "(a)");
    docx_says(
        "<w:p><w:r><w:t>20</w:t></w:r><w:ins><w:r><w:t>2</w:t></w:r></w:ins><w:del><w:r>"
        "<w:delText>9</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>8</w:t></w:r>"
        "</w:moveFrom><w:r><w:t>4</w:t></w:r></w:p>",
        "(2024)");
    docx_says(P("a"
                "</w:t></w:r><w:r>" BOX("box") "</w:r><w:r><w:t>"),
              "(a)");
    docx_says(T(R(C(P("a")) C(P("b") P("c"))) "<w:tr><w:trPr><w:del/></w:trPr>" C(
                  P("d")) "</w:tr>" R(C(P("")) C(""))),
              "[a,b\nc][,]");
    docx_says(
        T("<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" P("a") "</w:tc>" C(P("b")) "</w:tr><w:tr>" C(P("c")) "<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" P(
            "d") "</w:tc>" C(P("e")) "</w:tr><w:tr>" C(P("f")) "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" P("") "</w:tc>" C(P("g")) "</w:tr>"),
        "[a:2x1,b][c,d:1x2,e][f,g]");
    docx_says(T(R(C(P("a") T(R(C(P("1")) C(P("2")))) P("b")))), "(a)[1,2](b)");
}
END_TEST

#define S "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

static void
xlsx_says(const char *strings, const char *sheet, const char *expected)
{
    struct arena *a = arena_new();
    struct forged_zip z = {.count = 0};
    struct text file = {0};
    struct refusal why = {"", ""};
    struct flow flow;

    forge_text(
        &z, "xl/workbook.xml",
        "<workbook xmlns=\"" S "\" xmlns:r=\"r\"><sheets><sheet name=\"b\" sheetId=\"2\" "
        "r:id=\"two\" state=\"hidden\"/><sheet name=\"a\" sheetId=\"1\" r:id=\"one\"/>"
        "</sheets></workbook>");
    forge_text(
        &z, "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"one\" Target=\"worksheets/x.xml\"/>"
        "<Relationship Id=\"two\" Target=\"/xl/worksheets/y.xml\"/></Relationships>");
    forge_text(&z, "xl/sharedStrings.xml", strings);
    forge_text(&z, "xl/worksheets/x.xml", sheet);
    forge_text(&z, "xl/worksheets/y.xml", sheet);
    forge_end(&z, -1, &file);
    ck_assert_msg(flow_xlsx(a, file.bytes, file.len, &flow, &why), "%s", why.en);
    ck_assert_str_eq(flow_text(a, &flow), expected);
    text_free(&file);
    arena_free(a);
}

START_TEST(a_workbook_says_what_its_visible_sheets_show)
{
    xlsx_says(
        "<sst xmlns=\"" S "\"><si><t>一</t><rPh sb=\"0\" eb=\"1\"><t>yi</t></rPh></si>"
        "<si><r><t>2</t></r><r><t xml:space=\"preserve\">3 </t></r></si></sst>",
        "<worksheet xmlns=\"" S "\"><sheetData>"
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"D1\" t=\"s\"><v>1</v></c></row>"
        "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><r><t>x</t></r><t>y</t></is></c>"
        "<c r=\"B3\"><f>1+1</f><v>59237.244899999998</v></c><c><v>1.2E3</v></c>"
        "<c t=\"n\"><v>-4</v></c></row>"
        "<row><c t=\"str\"><v>z</v></c><c t=\"s\"><v>99</v></c><c><v>0.00004</v></c></row>"
        "</sheetData><mergeCells><mergeCell ref=\"A1:B3\"/><mergeCell ref=\"C1:C1048576\"/>"
        "</mergeCells></worksheet>",
        "[一:2x3,:1x4,23][][-4][z,,]");
    xlsx_says(
        "<sst/>",
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>5</v></c></row>"
        "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>",
        "[5]");
}
END_TEST

static void
html_says(const char *page, const char *expected)
{
    struct arena *a = arena_new();
    struct refusal why;
    struct flow flow;

    ck_assert(flow_html(a, page, strlen(page), &flow, &why));
    ck_assert_str_eq(flow_text(a, &flow), expected);
    arena_free(a);
}

START_TEST(a_page_says_what_a_browser_shows)
{
    html_says("a<br>b<p>c\n  d", "(a)(b)(c d)");
    html_says("<p>公\n开&nbsp;&lt;1&#50;&#x33;&unknown;</p>", "(公开\u00a0<123&unknown;)");
    html_says("<table><tr><td>1<td>2<tr><th colspan=2 rowspan='0'>3</table>4",
              "[1,2][3:2x100000](4)");
    html_says("<table><td>1</table>", "[1]");
    html_says("<TABLE><TR><TD ROWSPAN = \"2\" title='a>b'>1</TD></TR></TABLE>", "[1:1x2]");
    html_says("<table><tr><td>a<table><tr><td>1</td></tr></table>b</td></tr></table>c",
              "(a)[1](b)(c)");
    html_says("<!-- <td>1 --><style>a{}</style><script>'<p>x'</script>y", "(y)");
    html_says("<", "(<)");
    html_says("a < b <3", "(a < b <3)");
    html_says("<table><tr><td>", "[]");
    html_says("</td></tr></table><td>x", "(x)");
    html_says("<p>\xb9\xab\xbf\xaa</p>", "(公开)");
    html_says("<meta charset=big5><p>\xa4\xbd\xb6\x7d</p>", "(公開)");
    html_says("<p>\xff\xff!</p>", "(\ufffd!)");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        published_reports_come_back_cell_by_cell_from_every_layout,
        one_changed_digit_is_found,
        pages_as_they_are_found_are_read_cell_by_cell,
        what_cannot_be_read_for_certain_is_refused_with_what_to_do,
        the_tables_that_we_write_are_read_back,
        a_cell_says_a_number_or_is_not_guessed_at,
        a_row_is_known_by_its_words_or_by_its_place_in_a_bracket,
        a_docx_says_what_it_would_with_all_changes_accepted,
        a_workbook_says_what_its_visible_sheets_show,
        a_page_says_what_a_browser_shows,
        NULL};

    return harness_run(harness_suite("report_read", tests, 120));
}
