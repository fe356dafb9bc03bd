/* Whole reports written, and what was written read in again. */
#include "document/report_json.h"
#include "document/report_open.h"
#include "document/report_read.h"
#include "document/report_sample.h"
#include "document/report_table.h"
#include "harness.h"

#include <string.h>

static const char *const samples[] = {"seed", "2019", "hard"};

enum { SAMPLES = sizeof samples / sizeof *samples };

static const char *const formats[] = {"html", "csv", "xml", "xlsx", "docx", "json"};

enum { FORMATS = sizeof formats / sizeof *formats };

static struct text
written(struct arena *a, const struct report_file *f, const char *format)
{
    struct docx_faults faults = {.count = 0};
    struct text out = {NULL, 0, 0};

    if (strcmp(format, "html") == 0)
        report_html(&out, f);
    else if (strcmp(format, "csv") == 0)
        report_csv(&out, f);
    else if (strcmp(format, "xml") == 0)
        report_xml(&out, f);
    else if (strcmp(format, "json") == 0)
        report_json_write(&out, f->report);
    else if (strcmp(format, "xlsx") == 0)
        ck_assert_int_eq(report_xlsx(f, &out), 0);
    else
        ck_assert(report_docx(a, f, NULL, 0, &out, &faults));
    return out;
}

/* ---- Tables ---- */

START_TEST(every_table_is_covered_by_its_cells_exactly_once)
{
    struct arena *a = arena_new();

    for (int i = 0; i < SAMPLES; i++)
        for (enum report_part part = PART_two; part <= PART_four; part++) {
            char places[TALLY_MAX_ROWS + 8][GRID_MAX_COLUMNS] = {{0}};
            struct printed_table t;
            int width = 0;

            ck_assert(printed_table_of(report_sample(a, samples[i])->report, part, &t));
            for (int c = 0; c < t.columns; c++)
                width += t.shares[c];
            ck_assert_int_le(width, SHARES);
            ck_assert_int_gt(width, SHARES - t.columns);
            for (int c = 0; c < t.count; c++) {
                const struct tally_span *s = &t.cells[c].at;

                for (int y = s->row; y < s->row + s->rows; y++)
                    for (int x = s->column; x < s->column + s->columns; x++)
                        places[y][x]++;
            }
            for (int y = 0; y < t.rows; y++)
                for (int x = 0; x < t.columns; x++)
                    ck_assert_int_eq(places[y][x], 1);
        }
    arena_free(a);
}
END_TEST

START_TEST(section_two_has_the_items_of_its_form)
{
    static const char *const items[][5] = {{"第二十条第（一）项", "第二十条第（五）项",
                                            "第二十条第（六）项", "第二十条第（八）项"},
                                           {"第二十条第（一）项", "第二十条第（五）项",
                                            "第二十条第（六）项", "第二十条第（八）项",
                                            "第二十条第（九）项"}};
    static const int rows[] = {14, 18};
    struct arena *a = arena_new();

    for (int form = 0; form < 2; form++) {
        const struct report *r = report_sample(a, samples[form])->report;
        struct printed_table t;
        int found = 0, numbers = 0;

        ck_assert(printed_table_of(r, PART_two, &t));
        ck_assert_int_eq(t.rows, rows[form]);
        for (int i = 0; i < t.count; i++) {
            numbers += t.cells[i].at.text == NULL;
            if (t.cells[i].at.columns == t.columns)
                ck_assert_str_eq(t.cells[i].at.text, items[form][found++]);
        }
        ck_assert_int_eq(found, 4 + form);
        ck_assert_int_eq(numbers, r->figure_form->count);
    }
    arena_free(a);
}
END_TEST

START_TEST(a_report_without_a_section_has_no_table_of_it)
{
    static const struct report nothing = {.year = 2024};
    struct printed_table t;

    for (enum report_part part = 0; part < PART_COUNT; part++)
        ck_assert(!printed_table_of(&nothing, part, &t));
}
END_TEST

START_TEST(a_number_nobody_stated_is_neither_zero_nor_blank)
{
    static const struct {
        struct printed number;
        const char *text;
    } cells[] = {
        {{CELL_NUMBER, 0, NULL}, "0"},    {{CELL_ABSENT, 0, NULL}, "未填"},
        {{CELL_DASH, 0, NULL}, "/"},      {{CELL_BLANK, 0, NULL}, ""},
        {{CELL_NUMBER, 3, "3件"}, "3件"}, {{CELL_UNREADABLE, 0, "见附件"}, "见附件"},
    };
    char buffer[PRINTED_MAX_TEXT];

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        ck_assert_str_eq(
            printed_text(&(struct printed_cell){.number = cells[i].number}, buffer),
            cells[i].text);
}
END_TEST

/* ---- Texts ---- */

START_TEST(a_heading_of_the_second_level_is_told_from_the_text)
{
    static const struct {
        const char *text, *heading;
    } known[] = {
        {"（一）主动公开政府信息情况。2024年以来", "（一）主动公开政府信息情况。"},
        {"(十二)平台建设。", "(十二)平台建设。"},
        {"（三）监督保障", "（三）监督保障"},
        {"（一", ""},
        {"（甲）平台。", ""},
        {"（）平台。", ""},
        {"一是平台。", ""},
        {"（一）这一段话没有标题，它从头到尾只是一个很长的句子，长到没有人会把它当作标题来读。后面",
         ""},
        {"", ""},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        ck_assert_uint_eq(report_heading_length(known[i].text, strlen(known[i].text)),
                          strlen(known[i].heading));
}
END_TEST

START_TEST(paragraphs_come_without_blanks_and_empty_ones_not_at_all)
{
    const char *body = "　　一、 \n\n \t　\n二\r\n", *s;
    size_t len;

    ck_assert(report_paragraph(&body, &s, &len));
    ck_assert(len == strlen("一、") && memcmp(s, "一、", len) == 0);
    ck_assert(report_paragraph(&body, &s, &len));
    ck_assert(len == strlen("二") && memcmp(s, "二", len) == 0);
    ck_assert(!report_paragraph(&body, &s, &len));
    body = NULL;
    ck_assert(!report_paragraph(&body, &s, &len));
}
END_TEST

START_TEST(a_long_title_is_broken_before_the_year)
{
    struct report r = {.title = "沙坡头区香山乡 2024 年政府信息公开工作年度报告",
                       .year = 2024};

    ck_assert_uint_eq(report_title_break(&r), strlen("沙坡头区香山乡 "));
    r.title = "某县2024年政府信息公开工作年度报告";
    ck_assert_uint_eq(report_title_break(&r), 0);
    r.title = "2024年沙坡头区香山乡人民政府的政府信息公开工作年度报告";
    ck_assert_uint_eq(report_title_break(&r), 0);
}
END_TEST

/* ---- Formats ---- */

START_TEST(equal_reports_give_equal_bytes)
{
    for (int i = 0; i < SAMPLES; i++)
        for (int j = 0; j < FORMATS; j++) {
            struct arena *a = arena_new(), *b = arena_new();
            struct text x = written(a, report_sample(a, samples[i]), formats[j]);
            struct text y = written(b, report_sample(b, samples[i]), formats[j]);

            ck_assert_uint_gt(x.len, 0);
            ck_assert_uint_eq(x.len, y.len);
            ck_assert_mem_eq(x.bytes, y.bytes, x.len);
            text_free(&x);
            text_free(&y);
            arena_free(a);
            arena_free(b);
        }
}
END_TEST

START_TEST(what_is_copied_is_left_whole_by_editors)
{
    static const char *const dropped[] = {"<div",  "<style", "<caption", "<col",
                                          "<span", "class=", "<script",  "<font"};
    struct arena *a = arena_new();
    struct text out = written(a, report_sample(a, "seed"), "html");
    const char *copied = strstr(out.bytes, "<h1");

    ck_assert_ptr_nonnull(copied);
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        ck_assert_ptr_null(strstr(copied, dropped[i]));
    ck_assert_ptr_nonnull(
        strstr(copied, "<p>　　<strong>（二）依申请公开情况。</strong>2024"));
    ck_assert_ptr_null(strstr(out.bytes, "onclick"));
    text_free(&out);
    arena_free(a);
}
END_TEST

START_TEST(hostile_words_are_words_in_every_format)
{
    struct arena *a = arena_new();
    const struct report_file *f = report_sample(a, "hard");
    struct text html = written(a, f, "html"), csv = written(a, f, "csv");

    ck_assert_ptr_null(strstr(html.bytes, "<script>alert"));
    ck_assert_ptr_null(strstr(html.bytes, "<b>"));
    ck_assert_ptr_nonnull(strstr(html.bytes, "𠮷田㛃、𪛖䶮 &lt;script&gt;"));
    ck_assert_ptr_null(strstr(csv.bytes, ",="));
    ck_assert_ptr_null(strstr(csv.bytes, "\n="));
    text_free(&html);
    text_free(&csv);
    arena_free(a);
}
END_TEST

START_TEST(the_csv_has_as_many_cells_in_every_row_of_a_table)
{
    struct arena *a = arena_new();
    struct text csv = written(a, report_sample(a, "2019"), "csv");
    int columns = 1, rows = 0;

    for (char *row = strtok(csv.bytes, "\n"); row != NULL; row = strtok(NULL, "\n")) {
        bool quoted = false;
        int commas = 0;

        for (const char *p = row; *p != '\0'; p++) {
            quoted ^= *p == '"';
            commas += *p == ',' && !quoted;
        }
        ck_assert_int_eq(row[strlen(row) - 1], '\r');
        if (strncmp(row, "二、", 6) == 0 && strstr(row, "主动公开") != NULL)
            columns = 4;
        else if (strncmp(row, "三、收到", 12) == 0)
            columns = 10;
        else if (strncmp(row, "四、政府", 12) == 0)
            columns = 15;
        else if (strlen(row) > 1 && columns > 1) {
            ck_assert_int_eq(commas, columns - 1);
            rows++;
        }
    }
    ck_assert_int_eq(rows, 18 + 3 + 23 + 4);
    text_free(&csv);
    arena_free(a);
}
END_TEST

/* ---- Templates ---- */

START_TEST(the_default_template_is_a_template)
{
    struct arena *a = arena_new();
    struct docx_faults faults = {.count = 0};
    struct text t = {NULL, 0, 0};

    report_template(a, &t);
    ck_assert(report_template_check(a, t.bytes, t.len, &faults));
    text_free(&t);
    arena_free(a);
}
END_TEST

/* ---- Read in again ---- */

static void
same_cell(const struct printed *x, const struct printed *y, const char *where, int row,
          int column)
{
    ck_assert_msg(x->state == y->state && x->value == y->value,
                  "%s %d,%d: %d %ld instead of %d %ld", where, row, column, (int)y->state,
                  y->value, (int)x->state, x->value);
}

static void
same_tables(const struct report *x, const struct report *y, const char *where)
{
    ck_assert_msg(x->figure_form == y->figure_form, "%s: form of section two", where);
    ck_assert_msg(x->tally_form == y->tally_form, "%s: form of section three", where);
    ck_assert_msg(y->has_remedies, "%s: section four", where);
    for (int i = 0; i < x->figure_form->count; i++)
        same_cell(&x->figures[i], &y->figures[i], where, 2, i);
    for (int i = 0; i < x->tally_form->row_count; i++)
        for (int j = 0; j < TALLY_COLUMNS; j++)
            same_cell(&x->cells[i][j], &y->cells[i][j], where, i, j);
    for (int i = 0; i < BLOCK_COUNT; i++)
        for (int j = 0; j < COLUMN_COUNT; j++)
            same_cell(&x->remedies[i][j], &y->remedies[i][j], where, 100 + i, j);
}

/* The words of a text, however its lines lie. */
static const char *
words(struct arena *a, const char *body)
{
    struct text out = {NULL, 0, 0};
    const char *s, *copy;
    size_t len;

    text_add(&out, "");
    while (report_paragraph(&body, &s, &len)) {
        text_add_bytes(&out, s, len);
        text_add(&out, "\n");
    }
    copy = arena_copy(a, out.bytes != NULL ? out.bytes : "", out.len);
    text_free(&out);
    return copy;
}

START_TEST(what_is_written_reads_as_the_same_report)
{
    static const char *const read_again[] = {"html", "docx", "xlsx", "csv", "json"};

    for (int i = 0; i < 2; i++)
        for (size_t j = 0; j < sizeof read_again / sizeof *read_again; j++) {
            struct arena *a = arena_new();
            const struct report_file *f = report_sample(a, samples[i]);
            struct text out = written(a, f, read_again[j]);
            const char *where = arena_printf(a, "%s as %s", samples[i], read_again[j]);
            const char *name = arena_printf(a, "r.%s", read_again[j]), *zh = "", *en = "";
            struct report *r = arena_alloc(a, sizeof *r);
            int status = strcmp(read_again[j], "json") == 0
                             ? report_json_read(a, out.bytes, out.len, r, &zh, &en)
                             : report_read(a, out.bytes, out.len, name, r, &zh, &en);

            ck_assert_msg(status == 0, "%s: %s", where, en);
            same_tables(f->report, r, where);
            ck_assert_int_eq(r->year, f->report->year);
            if (strcmp(read_again[j], "html") == 0 || strcmp(read_again[j], "docx") == 0)
                for (enum report_part p = PART_one; p < PART_COUNT; p++)
                    ck_assert_str_eq(words(a, r->text[p].body),
                                     words(a, f->report->text[p].body));
            text_free(&out);
            arena_free(a);
        }
}
END_TEST

START_TEST(open_data_has_a_line_for_every_number)
{
    struct arena *a = arena_new();
    struct report r = *report_sample(a, "seed")->report;
    struct text csv = {NULL, 0, 0}, json = {NULL, 0, 0};
    int lines = 0, objects = 0;

    r.figures[1].state = CELL_ABSENT;
    report_open_head(&csv);
    report_open_csv(&csv, &r, "xiangshan");
    report_open_json(&json, &r, "xiangshan");
    for (size_t i = 0; i < csv.len; i++)
        lines += csv.bytes[i] == '\n';
    for (size_t i = 0; i < json.len; i++)
        objects += json.bytes[i] == '\n';
    ck_assert_int_eq(lines, 1 + 9 + 175 + 15);
    ck_assert_int_eq(objects, 9 + 175 + 15);
    ck_assert_ptr_nonnull(strstr(csv.bytes,
                                 "xiangshan,沙坡头区香山乡人民政府,2024,two,2021,"
                                 "penalty,processed,行政处罚,本年处理决定数量,,7"
                                 "\r\n"));
    ck_assert_ptr_nonnull(
        strstr(json.bytes, "\"section\":\"two\",\"form\":\"2021\",\"row\":\"penalty\","));
    text_free(&csv);
    text_free(&json);
    arena_free(a);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_table_is_covered_by_its_cells_exactly_once,
        section_two_has_the_items_of_its_form,
        a_report_without_a_section_has_no_table_of_it,
        a_number_nobody_stated_is_neither_zero_nor_blank,
        a_heading_of_the_second_level_is_told_from_the_text,
        paragraphs_come_without_blanks_and_empty_ones_not_at_all,
        a_long_title_is_broken_before_the_year,
        equal_reports_give_equal_bytes,
        what_is_copied_is_left_whole_by_editors,
        hostile_words_are_words_in_every_format,
        the_csv_has_as_many_cells_in_every_row_of_a_table,
        the_default_template_is_a_template,
        what_is_written_reads_as_the_same_report,
        open_data_has_a_line_for_every_number,
        NULL,
    };

    return harness_run(harness_suite("report_file", tests, 60));
}
