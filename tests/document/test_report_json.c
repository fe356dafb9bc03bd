/* Reports as JSON: what is written reads the same, and anything may be read. */
#include "base/text.h"
#include "core/report_check.h"
#include "document/report_json.h"
#include "document/report_number.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
read_bytes(struct arena *a, const char *bytes, struct report *r)
{
    const char *zh = NULL, *en = NULL;
    int status = report_json_read(a, bytes, strlen(bytes), r, &zh, &en);

    ck_assert(status == 0 || (zh != NULL && *zh != '\0' && en != NULL && *en != '\0'));
    return status;
}

static void
same_words(const char *x, const char *y)
{
    ck_assert((x == NULL) == (y == NULL));
    if (x != NULL)
        ck_assert_str_eq(x, y);
}

static void
same_cells(const struct printed *x, const struct printed *y, int n)
{
    for (int i = 0; i < n; i++) {
        ck_assert_int_eq(x[i].state, y[i].state);
        ck_assert_int_eq(x[i].value, y[i].value);
        same_words(x[i].remark, y[i].remark);
    }
}

static void
same_report(const struct report *x, const struct report *y)
{
    same_words(x->title, y->title);
    same_words(x->agency, y->agency);
    same_words(x->level, y->level);
    ck_assert_int_eq(x->year, y->year);
    ck_assert_ptr_eq(x->figure_form, y->figure_form);
    ck_assert_ptr_eq(x->tally_form, y->tally_form);
    ck_assert(x->has_remedies == y->has_remedies);
    same_cells(x->figures, y->figures, FIGURE_MAX);
    for (int i = 0; i < TALLY_MAX_ROWS; i++)
        same_cells(x->cells[i], y->cells[i], TALLY_COLUMNS);
    for (int i = 0; i < BLOCK_COUNT; i++)
        same_cells(x->remedies[i], y->remedies[i], COLUMN_COUNT);
    for (int i = 0; i < PART_COUNT; i++) {
        same_words(x->text[i].heading, y->text[i].heading);
        same_words(x->text[i].body, y->text[i].body);
    }
}

static void
goes_through(struct arena *a, const struct report *r)
{
    struct report *again = arena_alloc(a, sizeof *again);
    struct text out = {NULL, 0, 0};

    report_json_write(&out, r);
    ck_assert_msg(read_bytes(a, out.bytes, again) == 0, "%s", out.bytes);
    same_report(r, again);
    text_free(&out);
}

START_TEST(a_published_report_written_and_read_again_is_the_same)
{
    static const char *const names[] = {"002", "004", "007", "008", "011",
                                        "013", "025", "031", "034", "065",
                                        "081", "086", "088", "089", "seed"};
    struct arena *a = arena_new();

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct report *r = arena_alloc(a, sizeof *r);
        char path[64];
        char *bytes;
        size_t size;

        snprintf(path, sizeof path, "data/reports/%s.json", names[i]);
        bytes = harness_read(path, &size);
        ck_assert_int_eq(read_bytes(a, bytes, r), 0);
        ck_assert(r->year >= 2020 && r->agency != NULL && r->level != NULL);
        free(bytes);
        goes_through(a, r);
    }
    arena_free(a);
}
END_TEST

static struct printed
any_cell(void)
{
    switch (rand() % 9) {
    case 0:
        return (struct printed){CELL_BLANK, 0, NULL};
    case 1:
        return (struct printed){CELL_DASH, 0, NULL};
    case 2:
        return (struct printed){CELL_UNREADABLE, 0, "没有“数”\\"};
    case 3:
        return (struct printed){CELL_NUMBER, 22, "22（其中修订16件）"};
    case 4:
        return (struct printed){CELL_BLANK, 0, "本行少填一格以上，按末格空白读入"};
    case 5:
        return (struct printed){CELL_UNREADABLE, 0, NULL};
    case 6:
        return (struct printed){CELL_DASH, 0, "／（不适用）"};
    default:
        return printed_number(rand() % 100000);
    }
}

START_TEST(any_report_written_and_read_again_is_the_same)
{
    struct arena *a = arena_new();
    struct report *r = arena_alloc(a, sizeof *r);

    srand(4711);
    for (int i = 0; i < 500; i++) {
        *r = (struct report){.agency = "青山县\"\\<b>", .level = "county", .year = 2024};
        r->figure_form = figure_form_of_year(2020 + rand() % 2);
        r->tally_form = tally_form_of_year(2020 + rand() % 2);
        r->has_remedies = true;
        for (int k = 0; k < r->figure_form->count; k++) {
            r->figures[k] = any_cell();
            if (r->figures[k].remark == NULL && r->figures[k].state == CELL_NUMBER &&
                r->figure_form->figures[k].unit == UNIT_AMOUNT_10K)
                r->figures[k].value = r->figures[k].value * 1000003;
        }
        for (int k = 0; k < r->tally_form->row_count; k++)
            for (int j = 0; j < TALLY_COLUMNS; j++)
                r->cells[k][j] = any_cell();
        for (int k = 0; k < BLOCK_COUNT; k++)
            for (int j = 0; j < COLUMN_COUNT; j++)
                r->remedies[k][j] = any_cell();
        r->text[PART_five] = (struct report_text){"五、存在的主要问题及改进情况", "一\n二"};
        goes_through(a, r);
    }
    arena_free(a);
}
END_TEST

/* A cell as agencies fill it in, and worse. */
static void
print_cell(struct text *out)
{
    static const char *const pieces[] = {"12000",     "1.2",
                                         "11",        "91",
                                         "0.0000005", "999999999999999",
                                         "1,259",     "１２",
                                         "元",        "万元",
                                         "亿元",      "件",
                                         "减",        "增加",
                                         "-",         "/",
                                         "\n",        " ",
                                         "\t",        "\r",
                                         "\u200b",    "（其中修订16件）",
                                         "无",        "\"\\",
                                         "？",        "\u3000",
                                         "，其中",    "\x01"};
    int n = 1 + rand() % 4;

    out->len = 0;
    for (int i = 0; i < n; i++)
        text_add(out, pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)]);
}

START_TEST(every_cell_that_is_read_off_a_page_is_stored_as_it_was_read)
{
    struct arena *a = arena_new();
    struct report *r = arena_alloc(a, sizeof *r);
    struct text cell = {NULL, 0, 0};

    srand(1949);
    for (int i = 0; i < 2000; i++) {
        *r = (struct report){.year = 2024, .has_remedies = true};
        r->figure_form = figure_form_of_year(2020 + rand() % 2);
        r->tally_form = tally_form_of_year(2024);
        for (int k = 0; k < r->figure_form->count; k++) {
            print_cell(&cell);
            r->figures[k] = report_number(a, cell.bytes, r->figure_form->figures[k].unit);
        }
        for (int k = 0; k < r->tally_form->row_count; k++)
            for (int j = 0; j < TALLY_COLUMNS; j++)
                r->cells[k][j] = any_cell();
        for (int k = 0; k < BLOCK_COUNT; k++)
            for (int j = 0; j < COLUMN_COUNT; j++) {
                print_cell(&cell);
                r->remedies[k][j] = report_number(a, cell.bytes, UNIT_COUNT);
            }
        goes_through(a, r);
    }
    text_free(&cell);
    arena_free(a);
}
END_TEST

START_TEST(words_in_a_cell_are_read_by_the_rules_of_a_page)
{
    struct arena *a = arena_new();
    struct report *r = arena_alloc(a, sizeof *r);

    ck_assert_int_eq(
        read_bytes(
            a,
            "{\"section2\": {\"licensing\": \"11\\n91\", \"penalty\": \"12 3\", "
            "\"fees_10k_yuan\": \"12000元\"}, "
            "\"section3\": {\"rows\": {\"new\": [\"22（其中修订16件）\", "
            "{\"value\": 7, \"remark\": \"７件\"}, {\"value\": [7]}, {}, {\"remark\": 1}]}}}",
            r),
        0);
    ck_assert_int_eq(r->figures[6].value, 1191);
    ck_assert_int_eq(r->figures[7].state, CELL_UNREADABLE);
    ck_assert_int_eq(r->figures[9].value, 1200000);
    ck_assert_str_eq(r->figures[9].remark, "12000元");
    ck_assert_int_eq(r->cells[0][0].value, 22);
    ck_assert_int_eq(r->cells[0][1].value, 7);
    ck_assert_str_eq(r->cells[0][1].remark, "７件");
    for (int i = 2; i < 5; i++)
        ck_assert_int_eq(r->cells[0][i].state, CELL_UNREADABLE);
    arena_free(a);
}
END_TEST

START_TEST(cells_are_read_as_people_fill_them_in)
{
    struct arena *a = arena_new();
    struct report *r = arena_alloc(a, sizeof *r);

    ck_assert_int_eq(
        read_bytes(a,
                   "{\"year\": 2024, \"section2\": {\"licensing\": \"1,234\", "
                   "\"penalty\": \"１２\", \"coercion\": \"/\", \"fees_10k_yuan\": 0.04, "
                   "\"rules\": {\"issued\": \"22（其中修订16件）\", \"repealed\": \" \", "
                   "\"in_force\": \"无\"}}, \"section3\": {\"rows\": {\"new\": [1, 2]}}}",
                   r),
        0);
    ck_assert_int_eq(r->figures[0].value, 22);
    ck_assert_str_eq(r->figures[0].remark, "22（其中修订16件）");
    ck_assert_int_eq(r->figures[1].state, CELL_BLANK);
    ck_assert_int_eq(r->figures[2].state, CELL_UNREADABLE);
    ck_assert_int_eq(r->figures[3].state, CELL_ABSENT);
    ck_assert_int_eq(r->figures[6].value, 1234);
    ck_assert_int_eq(r->figures[7].value, 12);
    ck_assert_int_eq(r->figures[8].state, CELL_DASH);
    ck_assert_int_eq(r->figures[9].value, 40000);
    ck_assert_int_eq(r->cells[0][1].value, 2);
    ck_assert_int_eq(r->cells[0][2].state, CELL_BLANK);
    ck_assert_int_eq(r->cells[1][0].state, CELL_ABSENT);
    ck_assert(!r->has_remedies);
    arena_free(a);
}
END_TEST

START_TEST(the_form_is_told_by_the_rows)
{
    struct arena *a = arena_new();
    struct report *r = arena_alloc(a, sizeof *r);

    ck_assert_int_eq(read_bytes(a,
                                "{\"year\": 2023, \"format\": \"2021\", \"section3\": "
                                "{\"rows\": {\"other\": [1, 0, 0, 0, 0, 0, 1]}}}",
                                r),
                     0);
    ck_assert_str_eq(r->tally_form->name, "2019");
    arena_free(a);
}
END_TEST

START_TEST(what_is_no_report_is_refused_with_a_reason)
{
    static const char *const bytes[] = {
        "",
        "{",
        "[]",
        "12",
        "{\"year\": 2024}",
        "\xff\xfe",
        "{\"section3\": {\"columns\": [\"total\"], \"rows\": {\"new\": [1]}}}",
        "{\"section3\": {\"rows\": {\"new\": [1, 2, 3, 4, 5, 6, 7, 8]}}}",
        "{\"section4\": {\"review\": [1, 2, 3, 4, 5, 6]}}",
        "{\"year\": 1, \"year\": 2}",
    };
    struct arena *a = arena_new();
    struct report *r = arena_alloc(a, sizeof *r);

    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++)
        ck_assert_msg(read_bytes(a, bytes[i], r) == -1, "%s", bytes[i]);
    arena_free(a);
}
END_TEST

/* A report with a member X that is SIZE bytes of PIECE between HEAD and TAIL. */
static int
read_padded(struct arena *a, struct report *r, const char *head, const char *piece,
            size_t size, const char *tail)
{
    struct text out = {NULL, 0, 0};
    int status;

    text_addf(&out, "{\"section4\": {\"review\": [0]}, \"x\": %s", head);
    for (size_t end = out.len + size; out.len < end;)
        text_add(&out, piece);
    text_addf(&out, "%s}", tail);
    status = read_bytes(a, out.bytes, r);
    text_free(&out);
    return status;
}

START_TEST(what_no_report_can_hold_is_refused_before_it_is_parsed)
{
    struct arena *a = arena_new();
    struct report *r = arena_alloc(a, sizeof *r);

    ck_assert_int_eq(read_padded(a, r, "[", "0,", 30000, "0]"), 0);
    ck_assert_int_eq(read_padded(a, r, "[", "0,", 60000, "0]"), -1);
    ck_assert_int_eq(read_padded(a, r, "[[[[[[", "", 0, "]]]]]]"), 0);
    ck_assert_int_eq(read_padded(a, r, "[[[[[[[[[[[[[[[[[", "", 0, "]]]]]]]]]]]]]]]]]"),
                     -1);
    ck_assert_int_eq(read_padded(a, r, "\"", "一", 3 << 20, "\""), 0);
    ck_assert_int_eq(read_padded(a, r, "\"", "一", 4 << 20, "\""), -1);
    ck_assert_int_eq(read_bytes(a, "\xef\xbb\xbf{\"section4\": {\"review\": [0]}}", r), 0);
    arena_free(a);
}
END_TEST

START_TEST(a_number_too_big_to_be_one_is_read_as_words)
{
    struct arena *a = arena_new();
    struct report *r = arena_alloc(a, sizeof *r);

    ck_assert_int_eq(read_bytes(a,
                                "{\"section3\": {\"rows\": {\"new\": [9223372036854775807, "
                                "1e300, 1.5, \"99999999999999999999\", true, [1], -3]}}}",
                                r),
                     0);
    for (int i = 0; i < 6; i++)
        ck_assert_int_eq(r->cells[0][i].state, CELL_UNREADABLE);
    ck_assert_int_eq(r->cells[0][6].value, -3);
    arena_free(a);
}
END_TEST

START_TEST(words_lose_what_nobody_sees)
{
    struct arena *a = arena_new();
    struct report *r = arena_alloc(a, sizeof *r);

    ck_assert_int_eq(read_bytes(a,
                                "{\"agency\": \"\\u202e甲\\u001b[31m\\u200b乙\", "
                                "\"section4\": {\"review\": [0]}, "
                                "\"text_claims\": [\"一\", 7, \"二\"]}",
                                r),
                     0);
    ck_assert_str_eq(r->agency, "甲 [31m乙");
    ck_assert_str_eq(r->text[PART_one].body, "一\n二");
    arena_free(a);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_published_report_written_and_read_again_is_the_same,
        any_report_written_and_read_again_is_the_same,
        every_cell_that_is_read_off_a_page_is_stored_as_it_was_read,
        words_in_a_cell_are_read_by_the_rules_of_a_page,
        cells_are_read_as_people_fill_them_in,
        the_form_is_told_by_the_rows,
        what_is_no_report_is_refused_with_a_reason,
        what_no_report_can_hold_is_refused_before_it_is_parsed,
        a_number_too_big_to_be_one_is_read_as_words,
        words_lose_what_nobody_sees,
        NULL,
    };

    return harness_run(harness_suite("report_json", tests, 60));
}
