#include "document/csv.h"
#include "document/table.h"
#include "harness.h"

#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The rows of the forms as they are printed, copied from the official papers. */
static const char *const labels_2021[] = {
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "(一) 予以公开",
    "(二) 部分公开(区分处理的, 只计这一情形, 不计其他情形)",
    "1. 属于国家秘密",
    "2. 其他法律行政法规禁止公开",
    "3. 危及“三安全一稳定”",
    "4. 保护第三方合法权益",
    "5. 属于三类内部事务信息",
    "6. 属于四类过程性信息",
    "7. 属于行政执法案卷",
    "8. 属于行政查询事项",
    "1. 本机关不掌握相关政府信息",
    "2. 没有现成信息需要另行制作",
    "3. 补正后申请内容仍不明确",
    "1. 信访举报投诉类申请",
    "2. 重复申请",
    "3. 要求提供公开出版物",
    "4. 无正当理由大量反复申请",
    "5. 要求行政机关确认或重新出具已获取信息",
    "1. 申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2. 申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3. 其他",
    "(七) 总计",
    "四、结转下年度继续办理",
};

enum { ROWS_2021 = sizeof labels_2021 / sizeof labels_2021[0], ROWS_2019 = ROWS_2021 - 2 };

static const char *
label_of(const char *form, int row)
{
    bool old = strcmp(form, "2019") == 0;

    if (old && row == ROWS_2021 - 5)
        return "(六) 其他处理";
    return labels_2021[old && row > ROWS_2021 - 5 ? row + 2 : row];
}

static const char *const form_names[] = {"2021", "2019"};

static struct tally
empty_tally(const char *form)
{
    return (struct tally){.form = tally_form_named(form)};
}

/* Every number differs. */
static struct tally
numbered_tally(const char *form)
{
    struct tally t = empty_tally(form);

    for (int r = 0; r < t.form->row_count; r++)
        for (int c = 0; c < TALLY_COLUMNS; c++)
            t.cells[r][c] = 1000 + r * 10 + c;
    return t;
}

static struct table_document
document_of(const struct tally *t)
{
    return (struct table_document){.tally = t, .agency_name = "香山乡", .year = 2024};
}

static int
count(const char *s, const char *what)
{
    int n = 0;

    while ((s = strstr(s, what)) != NULL) {
        s += strlen(what);
        n++;
    }
    return n;
}

/* S behind WHAT, which must come in it. */
static const char *
behind(const char *s, const char *what)
{
    const char *found = strstr(s, what);

    ck_assert_msg(found != NULL, "%s does not come, or not in its place", what);
    return found + strlen(what);
}

START_TEST(the_labels_cover_the_grid_of_both_forms_exactly_once)
{
    const struct tally_form *form = tally_form_named(form_names[_i]);
    int covered[TALLY_HEADER_ROWS + TALLY_MAX_ROWS][TALLY_GRID_COLUMNS] = {0};

    for (int i = 0; i < form->span_count; i++) {
        const struct tally_span *s = &form->spans[i];

        ck_assert_int_ge(s->rows, 1);
        ck_assert_int_ge(s->columns, 1);
        ck_assert_int_le(s->row + s->rows, TALLY_HEADER_ROWS + form->row_count);
        ck_assert_int_le(s->column + s->columns, TALLY_GRID_COLUMNS);
        for (int r = s->row; r < s->row + s->rows; r++)
            for (int c = s->column; c < s->column + s->columns; c++)
                covered[r][c]++;
    }
    for (int r = 0; r < TALLY_HEADER_ROWS + form->row_count; r++)
        for (int c = 0; c < TALLY_GRID_COLUMNS; c++)
            ck_assert_int_eq(covered[r][c],
                             r < TALLY_HEADER_ROWS || c < TALLY_LABEL_COLUMNS);
}
END_TEST

START_TEST(the_labels_stand_in_the_order_of_the_grid)
{
    const struct tally_form *form = tally_form_named(form_names[_i]);

    for (int i = 1; i < form->span_count; i++) {
        const struct tally_span *a = &form->spans[i - 1], *b = &form->spans[i];

        ck_assert(a->row < b->row || (a->row == b->row && a->column < b->column));
    }
}
END_TEST

START_TEST(both_forms_have_the_rows_of_the_official_paper)
{
    ck_assert_int_eq(tally_form_named("2021")->row_count, ROWS_2021);
    ck_assert_int_eq(tally_form_named("2019")->row_count, ROWS_2019);
    for (int i = 0; i < 2; i++)
        for (int r = 0; r < tally_form_named(form_names[i])->row_count; r++)
            ck_assert_str_eq(tally_form_named(form_names[i])->rows[r].label,
                             label_of(form_names[i], r));
}
END_TEST

START_TEST(csv_begins_with_the_byte_order_mark_and_rows_end_with_crlf)
{
    struct text t = {0};

    csv_begin(&t);
    csv_cell(&t, "甲");
    csv_cell(&t, "");
    csv_cell(&t, NULL);
    csv_number(&t, -7);
    csv_end_row(&t);
    csv_cell(&t, "");
    csv_number(&t, 0);
    csv_end_row(&t);
    ck_assert_str_eq(t.bytes, "\xef\xbb\xbf甲,,,-7\r\n,0\r\n");
    ck_assert_uint_eq(t.len, strlen(t.bytes));
    text_free(&t);
}
END_TEST

START_TEST(csv_rows_can_be_sent_off_one_by_one)
{
    struct text t = {0};

    csv_begin(&t);
    t.len = 0;
    for (int i = 0; i < 3; i++) {
        csv_cell(&t, "a");
        csv_cell(&t, "b");
        csv_end_row(&t);
        ck_assert_str_eq(t.bytes, "a,b\r\n");
        t.len = 0;
    }
    text_free(&t);
}
END_TEST

START_TEST(csv_quotes_commas_quotes_and_line_ends_only)
{
    static const struct {
        const char *text, *cell;
    } cases[] = {
        {"普通, 文字", "\"普通, 文字\""},
        {"“引号”", "“引号”"},
        {"say \"hi\"", "\"say \"\"hi\"\"\""},
        {"\"", "\"\"\"\""},
        {"a\nb", "\"a\nb\""},
        {"a\r", "\"a\r\""},
        {" 空格 ", " 空格 "},
        {"1;2\t3", "1;2\t3"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text t = {0};

        csv_cell(&t, cases[i].text);
        csv_end_row(&t);
        t.bytes[t.len - 2] = '\0';
        ck_assert_str_eq(t.bytes, cases[i].cell);
        text_free(&t);
    }
}
END_TEST

START_TEST(csv_disarms_text_that_a_spreadsheet_would_run)
{
    static const struct {
        const char *text, *cell;
    } cases[] = {
        {"=1+1", "'=1+1"},
        {"+86 10", "'+86 10"},
        {"-2", "'-2"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\tx", "'\tx"},
        {"\rx", "\"'\rx\""},
        {"\n=x", "\"'\n=x\""},
        {"＝1", "'＝1"},
        {"＋1", "'＋1"},
        {"－1", "'－1"},
        {"＠x", "'＠x"},
        {"=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""},
        {"a=1", "a=1"},
        {"１＋１", "１＋１"},
        {"！x", "！x"},
        {"\xef", "\xef"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text t = {0};

        csv_cell(&t, cases[i].text);
        csv_end_row(&t);
        t.bytes[t.len - 2] = '\0';
        ck_assert_str_eq(t.bytes, cases[i].cell);
        text_free(&t);
    }
}
END_TEST

START_TEST(a_csv_table_prints_every_zero_and_every_label_in_order)
{
    struct tally tally = empty_tally(form_names[_i]);
    struct table_document d = document_of(&tally);
    struct text out = {0};
    const char *at;

    table_csv(&out, &d);
    at = behind(out.bytes,
                "三、收到和处理政府信息公开申请情况,,,,,,,,,\r\n"
                "香山乡 2024 年度,,,,,,,,,\r\n"
                "(本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和)"
                ",,,申请人情况,,,,,,总计\r\n"
                ",,,自然人,法人或其他组织,,,,,\r\n"
                ",,,,商业企业,科研机构,社会公益组织,法律服务机构,其他,\r\n");
    for (int r = 0; r < tally.form->row_count; r++) {
        const char *end = behind(at, "\r\n");

        ck_assert(behind(at, label_of(form_names[_i], r)) < end);
        ck_assert(strncmp(end - 16, ",0,0,0,0,0,0,0\r\n", 16) == 0);
        at = end;
    }
    ck_assert_str_eq(at, "");
    text_free(&out);
}
END_TEST

/* The commas outside quotes from S to the end of the row. */
static int
separators(const char *s)
{
    bool quoted = false;
    int n = 0;

    for (; *s != '\r'; s++) {
        quoted ^= *s == '"';
        n += !quoted && *s == ',';
    }
    return n;
}

START_TEST(every_row_of_a_csv_table_has_ten_cells)
{
    struct tally tally = numbered_tally(form_names[_i]);
    struct table_document d = document_of(&tally);
    struct text out = {0};

    d.agency_name = "=cmd|'/c calc'!A1";
    d.note = "截至 2024-06-30, 初稿";
    table_csv(&out, &d);
    ck_assert_ptr_nonnull(strstr(out.bytes, "\n'=cmd|"));
    for (const char *row = out.bytes; *row != '\0'; row = behind(row, "\r\n"))
        ck_assert_int_eq(separators(row), TALLY_GRID_COLUMNS - 1);
    text_free(&out);
}
END_TEST

START_TEST(an_html_table_prints_every_zero_and_every_label_in_order)
{
    struct tally tally = empty_tally(form_names[_i]);
    struct table_document d = document_of(&tally);
    struct text out = {0};
    const char *at;

    table_html(&out, &d);
    at = behind(out.bytes, "<table");
    for (int r = 0; r < tally.form->row_count; r++) {
        const char *end;

        at = behind(at, label_of(form_names[_i], r));
        end = behind(at, "</tr>");
        for (int c = 0; c < TALLY_COLUMNS; c++)
            at = behind(at, ">0</td>");
        ck_assert(at < end);
    }
    ck_assert_ptr_null(strstr(at, "<td"));
    ck_assert_int_eq(count(out.bytes, "<tr>"), TALLY_HEADER_ROWS + tally.form->row_count);
    ck_assert_int_eq(count(out.bytes, "<th "), tally.form->span_count);
    text_free(&out);
}
END_TEST

START_TEST(an_html_table_can_be_pasted_into_an_editor)
{
    static const char *const dropped[] = {"<div",  "<style", "<caption", "<col",
                                          "<span", "class=", "id="};
    struct tally tally = numbered_tally("2021");
    struct table_document d = document_of(&tally);
    struct text out = {0};
    const char *table;

    table_html(&out, &d);
    table = strstr(out.bytes, "<table border=\"1\" cellspacing=\"0\"");
    ck_assert_ptr_nonnull(table);
    for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++)
        ck_assert_ptr_null(strstr(table, dropped[i]));
    ck_assert_int_eq(count(table, " align=\""),
                     1 + count(table, "<th ") + count(table, "<td"));
    text_free(&out);
}
END_TEST

START_TEST(an_html_page_shows_hostile_names_as_text)
{
    struct tally tally = empty_tally("2021");
    struct table_document d = document_of(&tally);
    struct text out = {0};

    d.agency_name = "<script>alert('x')</script>";
    d.note = "\"&<b>";
    table_html(&out, &d);
    ck_assert_ptr_null(strstr(out.bytes, "<script"));
    ck_assert_ptr_null(strstr(out.bytes, "<b>"));
    ck_assert_int_eq(count(out.bytes, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
                     2);
    ck_assert_int_eq(count(out.bytes, "&quot;&amp;&lt;b&gt;"), 1);
    text_free(&out);
}
END_TEST

/* The first 12 characters of S, into BUFFER: a wrapped line has room for them. */
static const char *
beginning(const char *s, char buffer[64])
{
    const char *end = s;

    for (int i = 0; i < 12 && *end != '\0'; i++)
        text_next(&end);
    memcpy(buffer, s, (size_t)(end - s));
    buffer[end - s] = '\0';
    return buffer;
}

START_TEST(a_plain_table_prints_every_zero_and_every_label_in_order)
{
    struct tally tally = empty_tally(form_names[_i]);
    struct table_document d = document_of(&tally);
    struct text out = {0};
    const char *at;

    table_plain(&out, &d);
    at = behind(out.bytes, "商业");
    for (int r = 0; r < tally.form->row_count; r++) {
        char start[64];

        at = behind(at, beginning(label_of(form_names[_i], r), start));
    }
    ck_assert_int_eq(count(out.bytes, " 0 │"), tally.form->row_count * TALLY_COLUMNS);
    text_free(&out);
}
END_TEST

/* Checks that all lines below the heading are equally wide and returns how wide. */
static int
drawn_width(const char *plain)
{
    const char *line = strstr(plain, "┌"), *end;
    int width = 0;

    for (; *line != '\0'; line = end + 1) {
        char copy[1024];

        end = strchr(line, '\n');
        ck_assert_uint_lt((size_t)(end - line), sizeof copy);
        memcpy(copy, line, (size_t)(end - line));
        copy[end - line] = '\0';
        if (width == 0)
            width = text_width(copy);
        ck_assert_int_eq(text_width(copy), width);
    }
    return width;
}

START_TEST(a_plain_table_is_a_rectangle_that_fits_a_terminal)
{
    struct tally tally = numbered_tally(form_names[_i]);
    struct table_document d = document_of(&tally);
    struct text out = {0};

    table_plain(&out, &d);
    ck_assert_int_le(drawn_width(out.bytes), 110);
    for (int r = 0; r < tally.form->row_count; r++) {
        char digits[16];

        snprintf(digits, sizeof digits, " %ld │", tally.cells[r][3]);
        ck_assert_int_eq(count(out.bytes, digits), 1);
    }
    text_free(&out);
}
END_TEST

START_TEST(a_plain_table_grows_rather_than_cut_a_number)
{
    struct tally tally = numbered_tally("2021");
    struct table_document d = document_of(&tally);
    struct text out = {0};

    for (int c = 0; c < TALLY_COLUMNS; c++)
        tally.cells[8][c] = -1234567890123456;
    table_plain(&out, &d);
    ck_assert_int_gt(drawn_width(out.bytes), 110);
    ck_assert_int_eq(count(out.bytes, " -1234567890123456 │"), TALLY_COLUMNS);
    text_free(&out);
}
END_TEST

START_TEST(a_plain_table_has_no_line_inside_a_merged_cell)
{
    struct tally tally = empty_tally("2021");
    struct table_document d = document_of(&tally);
    struct text out = {0};

    table_plain(&out, &d);
    /* below the header, lines reach the left edge at 一, 二, 三 and 四, and that of the
     * results at (二) to (七) only */
    ck_assert_int_eq(count(out.bytes, "\n├"), 4);
    ck_assert_int_eq(count(out.bytes, "\n│        ├"), 6);
    text_free(&out);
}
END_TEST

static json_t *
parsed(const struct table_document *d)
{
    struct text out = {0};
    json_error_t error;
    json_t *root;

    table_json(&out, d);
    root = json_loadb(out.bytes, out.len, JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(root != NULL, "%s", error.text);
    text_free(&out);
    return root;
}

static const char *
string_in(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

START_TEST(a_json_table_has_seven_integers_in_every_keyed_row)
{
    struct tally tally = numbered_tally(form_names[_i]);
    struct table_document d = document_of(&tally);
    json_t *root = parsed(&d), *rows = json_object_get(root, "rows"), *seen = json_object();

    ck_assert_uint_eq(json_array_size(rows), _i == 0 ? ROWS_2021 : ROWS_2019);
    for (size_t r = 0; r < json_array_size(rows); r++) {
        const json_t *row = json_array_get(rows, r), *cells = json_object_get(row, "cells");

        ck_assert_str_eq(string_in(row, "label"), label_of(form_names[_i], (int)r));
        ck_assert_int_eq(tally_row_of(tally.form, string_in(row, "key")), (int)r);
        json_object_set_new(seen, string_in(row, "key"), json_true());
        ck_assert_uint_eq(json_array_size(cells), TALLY_COLUMNS);
        for (size_t c = 0; c < TALLY_COLUMNS; c++) {
            ck_assert(json_is_integer(json_array_get(cells, c)));
            ck_assert_int_eq(json_integer_value(json_array_get(cells, c)),
                             tally.cells[r][c]);
        }
    }
    ck_assert_uint_eq(json_object_size(seen), json_array_size(rows));
    json_decref(seen);
    json_decref(root);
}
END_TEST

START_TEST(a_json_table_says_whose_it_is_and_names_its_columns)
{
    static const char *const keys[] = {
        "natural_person", "commercial", "research", "public_interest",
        "legal_service",  "other",      "total"};
    struct tally tally = empty_tally("2021");
    struct table_document d = document_of(&tally);
    json_t *root = parsed(&d), *columns = json_object_get(root, "columns");

    ck_assert_str_eq(string_in(root, "agency"), "香山乡");
    ck_assert_int_eq(json_integer_value(json_object_get(root, "year")), 2024);
    ck_assert_str_eq(string_in(root, "scope"), "agency");
    ck_assert_str_eq(string_in(root, "form"), "2021");
    ck_assert_ptr_null(json_object_get(root, "note"));
    ck_assert_uint_eq(json_array_size(columns), TALLY_COLUMNS);
    for (size_t c = 0; c < TALLY_COLUMNS; c++)
        ck_assert_str_eq(string_in(json_array_get(columns, c), "key"), keys[c]);
    ck_assert_str_eq(string_in(json_array_get(columns, 4), "label"), "法律服务机构");
    json_decref(root);

    d.subtree = true;
    d.note = "截至 \"2024\"\n";
    root = parsed(&d);
    ck_assert_str_eq(string_in(root, "scope"), "subtree");
    ck_assert_str_eq(string_in(root, "note"), d.note);
    json_decref(root);
}
END_TEST

START_TEST(a_table_over_subordinate_agencies_says_so)
{
    struct tally tally = empty_tally("2021");
    struct table_document d = document_of(&tally);
    struct text out = {0};

    table_csv(&out, &d);
    table_plain(&out, &d);
    table_html(&out, &d);
    ck_assert_ptr_null(strstr(out.bytes, "汇总"));
    text_free(&out);
    d.subtree = true;
    table_csv(&out, &d);
    table_plain(&out, &d);
    ck_assert_int_eq(count(out.bytes, "香山乡（汇总）2024 年度"), 2);
    table_html(&out, &d);
    ck_assert_int_eq(count(out.bytes, "香山乡（汇总）2024 年度"), 4);
    text_free(&out);
}
END_TEST

static int
files_in(const char *directory)
{
    DIR *dir = opendir(directory);
    int n = -2; /* . and .. */

    ck_assert_ptr_nonnull(dir);
    while (readdir(dir) != NULL)
        n++;
    closedir(dir);
    return n;
}

START_TEST(the_same_table_is_the_same_workbook_and_leaves_no_file)
{
    struct tally tally = numbered_tally(form_names[_i]);
    struct table_document d = document_of(&tally);
    char directory[] = "/tmp/test_table_XXXXXX";
    struct text first = {0}, second = {0};

    ck_assert_ptr_nonnull(mkdtemp(directory));
    setenv("TMPDIR", directory, 1);
    text_add(&second, "before");
    ck_assert_int_eq(table_xlsx(&d, &first), 0);
    ck_assert_int_eq(table_xlsx(&d, &second), 0);
    ck_assert_int_eq(files_in(directory), 0);
    rmdir(directory);
    ck_assert_uint_gt(first.len, 5000);
    ck_assert_mem_eq(first.bytes, "PK\3\4", 4);
    ck_assert_uint_eq(second.len, first.len + strlen("before"));
    ck_assert_mem_eq(second.bytes + strlen("before"), first.bytes, first.len);
    text_free(&first);
    text_free(&second);
}
END_TEST

START_TEST(a_workbook_that_cannot_be_written_is_an_error_and_nothing_else)
{
    struct tally tally = empty_tally("2021");
    struct table_document d = document_of(&tally);
    struct text out = {0};

    text_add(&out, "before");
    setenv("TMPDIR", "/nowhere", 1);
    ck_assert_int_eq(table_xlsx(&d, &out), -1);
    ck_assert_int_eq(errno, ENOENT);
    ck_assert_str_eq(out.bytes, "before");
    text_free(&out);
}
END_TEST

/* ---- Section four ---- */

static const struct remedy_table four = {
    {{101, 102, 103, 104, 410}, {201, 202, 203, 204, 810}, {0, 302, 0, 304, 606}}};

static struct table_document
document_of_four(void)
{
    return (struct table_document){
        .remedies = &four, .agency_name = "香山乡", .year = 2024};
}

START_TEST(section_four_is_one_row_of_fifteen_under_three_blocks)
{
    struct table_document d = document_of_four();
    struct text out = {0};

    d.note = "截至 2024-06-30";
    table_csv(&out, &d);
    ck_assert_ptr_nonnull(strstr(
        out.bytes,
        "四、政府信息公开行政复议、行政诉讼情况,,,,,,,,,,,,,,\r\n"
        "香山乡 2024 年度,,,,,,,,,,,,截至 2024-06-30,,\r\n"
        "行政复议,,,,,行政诉讼,,,,,,,,,\r\n"
        ",,,,,未经复议直接起诉,,,,,复议后起诉,,,,\r\n"
        "结果维持,结果纠正,其他结果,尚未审结,总计,结果维持,结果纠正,其他结果,尚未审结,总计,"
        "结果维持,结果纠正,其他结果,尚未审结,总计\r\n"
        "101,102,103,104,410,201,202,203,204,810,0,302,0,304,606\r\n"));
    text_free(&out);
    table_plain(&out, &d);
    ck_assert_ptr_nonnull(strstr(out.bytes, "│  101 │  102 │  103 │  104 │  410 │  201 │"));
    for (const char *line = out.bytes; *line != '\0'; line = behind(line, "\n")) {
        char copy[600];

        snprintf(copy, sizeof copy, "%.*s", (int)strcspn(line, "\n"), line);
        ck_assert_int_le(text_width(copy), 110);
    }
    text_free(&out);
}
END_TEST

START_TEST(section_four_in_html_has_its_blocks_once_and_every_number)
{
    struct table_document d = document_of_four();
    struct text out = {0};
    int cells = 0;

    table_html(&out, &d);
    ck_assert_ptr_nonnull(strstr(out.bytes, "<th colspan=\"5\" rowspan=\"2\""));
    ck_assert_ptr_nonnull(strstr(out.bytes, "<th colspan=\"10\""));
    ck_assert_ptr_nonnull(strstr(out.bytes, "A4 landscape"));
    for (const char *at = out.bytes; (at = strstr(at, "<td")) != NULL; at++)
        cells++;
    ck_assert_int_eq(cells, 15);
    text_free(&out);
}
END_TEST

START_TEST(section_four_in_json_is_three_keyed_rows_of_five)
{
    static const char *const keys[] = {"review", "suit_direct", "suit_after_review"};
    struct table_document d = document_of_four();
    json_t *table = parsed(&d);
    const json_t *rows = json_object_get(table, "rows");

    ck_assert_uint_eq(json_array_size(rows), 3);
    ck_assert_uint_eq(json_array_size(json_object_get(table, "columns")), 5);
    for (size_t b = 0; b < 3; b++) {
        const json_t *row = json_array_get(rows, b), *cells = json_object_get(row, "cells");

        ck_assert_str_eq(json_string_value(json_object_get(row, "key")), keys[b]);
        for (size_t c = 0; c < 5; c++)
            ck_assert_int_eq(json_integer_value(json_array_get(cells, c)),
                             four.cells[b][c]);
    }
    json_decref(table);
}
END_TEST

START_TEST(the_workbook_of_section_four_is_the_same_file_each_time)
{
    struct table_document d = document_of_four();
    struct text one = {0}, two = {0};

    ck_assert_int_eq(table_xlsx(&d, &one), 0);
    ck_assert_int_eq(table_xlsx(&d, &two), 0);
    ck_assert_uint_eq(one.len, two.len);
    ck_assert_mem_eq(one.bytes, two.bytes, one.len);
    text_free(&one);
    text_free(&two);
}
END_TEST

int
main(void)
{
    const TTest *const once[] = {
        both_forms_have_the_rows_of_the_official_paper,
        csv_begins_with_the_byte_order_mark_and_rows_end_with_crlf,
        csv_rows_can_be_sent_off_one_by_one,
        csv_quotes_commas_quotes_and_line_ends_only,
        csv_disarms_text_that_a_spreadsheet_would_run,
        an_html_table_can_be_pasted_into_an_editor,
        an_html_page_shows_hostile_names_as_text,
        a_plain_table_grows_rather_than_cut_a_number,
        a_plain_table_has_no_line_inside_a_merged_cell,
        a_json_table_says_whose_it_is_and_names_its_columns,
        a_table_over_subordinate_agencies_says_so,
        a_workbook_that_cannot_be_written_is_an_error_and_nothing_else,
        section_four_is_one_row_of_fifteen_under_three_blocks,
        section_four_in_html_has_its_blocks_once_and_every_number,
        section_four_in_json_is_three_keyed_rows_of_five,
        the_workbook_of_section_four_is_the_same_file_each_time,
        NULL,
    };
    const TTest *const each_form[] = {
        the_labels_cover_the_grid_of_both_forms_exactly_once,
        the_labels_stand_in_the_order_of_the_grid,
        a_csv_table_prints_every_zero_and_every_label_in_order,
        every_row_of_a_csv_table_has_ten_cells,
        an_html_table_prints_every_zero_and_every_label_in_order,
        a_plain_table_prints_every_zero_and_every_label_in_order,
        a_plain_table_is_a_rectangle_that_fits_a_terminal,
        a_json_table_has_seven_integers_in_every_keyed_row,
        the_same_table_is_the_same_workbook_and_leaves_no_file,
        NULL,
    };
    Suite *suite = harness_suite("table", once, 30);
    TCase *forms = tcase_create("forms");

    tcase_set_timeout(forms, 30);
    for (const TTest *const *test = each_form; *test != NULL; test++)
        tcase_add_loop_test(forms, *test, 0, 2);
    suite_add_tcase(suite, forms);
    return harness_run(suite);
}
