#include "core/tally.h"
#include "harness.h"

#include <stdio.h>
#include <string.h>

/* The rows as the paper has them, with the keys they bear here. */
static const char *const rows_2021[][2] = {
    {"new", "一、本年新收政府信息公开申请数量"},
    {"carried_in", "二、上年结转政府信息公开申请数量"},
    {"granted", "(一) 予以公开"},
    {"partly_granted", "(二) 部分公开(区分处理的, 只计这一情形, 不计其他情形)"},
    {"refused_1", "1. 属于国家秘密"},
    {"refused_2", "2. 其他法律行政法规禁止公开"},
    {"refused_3", "3. 危及“三安全一稳定”"},
    {"refused_4", "4. 保护第三方合法权益"},
    {"refused_5", "5. 属于三类内部事务信息"},
    {"refused_6", "6. 属于四类过程性信息"},
    {"refused_7", "7. 属于行政执法案卷"},
    {"refused_8", "8. 属于行政查询事项"},
    {"unavailable_1", "1. 本机关不掌握相关政府信息"},
    {"unavailable_2", "2. 没有现成信息需要另行制作"},
    {"unavailable_3", "3. 补正后申请内容仍不明确"},
    {"not_processed_1", "1. 信访举报投诉类申请"},
    {"not_processed_2", "2. 重复申请"},
    {"not_processed_3", "3. 要求提供公开出版物"},
    {"not_processed_4", "4. 无正当理由大量反复申请"},
    {"not_processed_5", "5. 要求行政机关确认或重新出具已获取信息"},
    {"other_1", "1. 申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"},
    {"other_2",
     "2. 申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"},
    {"other_3", "3. 其他"},
    {"total", "(七) 总计"},
    {"carried_out", "四、结转下年度继续办理"},
};

enum { ROWS_2021 = 25, ROWS_2019 = 23, OTHER_ROW = 20, TOTAL_2021 = 23 };

static const char *const columns[][2] = {
    {"natural_person", "自然人"},
    {"commercial", "商业企业"},
    {"research", "科研机构"},
    {"public_interest", "社会公益组织"},
    {"legal_service", "法律服务机构"},
    {"other", "其他"},
    {"total", "总计"},
};

/* The labels that are neither a row's own nor a number's. */
static const struct {
    const char *text;
    int row, column, rows, columns;
} frame_2021[] = {
    {"(本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和)", 0, 0, 3, 3},
    {"申请人情况", 0, 3, 1, 6},
    {"总计", 0, 9, 3, 1},
    {"自然人", 1, 3, 2, 1},
    {"法人或其他组织", 1, 4, 1, 5},
    {"商业企业", 2, 4, 1, 1},
    {"科研机构", 2, 5, 1, 1},
    {"社会公益组织", 2, 6, 1, 1},
    {"法律服务机构", 2, 7, 1, 1},
    {"其他", 2, 8, 1, 1},
    {"三、本年度办理结果", 5, 0, 22, 1},
    {"(三) 不予公开", 7, 1, 8, 1},
    {"(四) 无法提供", 15, 1, 3, 1},
    {"(五) 不予处理", 18, 1, 5, 1},
    {"(六) 其他处理", 23, 1, 3, 1},
};

static const char *const form_names[] = {"2021", "2019"};

static const char *
expected_row(const struct tally_form *form, int row, int what)
{
    if (form->row_count == ROWS_2021 || row < OTHER_ROW)
        return rows_2021[row][what];
    if (row == OTHER_ROW)
        return what == 0 ? "other" : "(六) 其他处理";
    return rows_2021[row + 2][what];
}

START_TEST(the_rows_are_those_of_the_paper_in_its_order)
{
    const struct tally_form *form = tally_form_named(form_names[_i]);

    ck_assert_str_eq(form->name, form_names[_i]);
    ck_assert_int_eq(form->row_count, _i == 0 ? ROWS_2021 : ROWS_2019);
    for (int r = 0; r < form->row_count; r++) {
        ck_assert_str_eq(form->rows[r].key, expected_row(form, r, 0));
        ck_assert_str_eq(form->rows[r].label, expected_row(form, r, 1));
        ck_assert_int_eq(tally_row_of(form, form->rows[r].key), r);
    }
    ck_assert_int_eq(tally_row_of(form, "nonsense"), -1);
    ck_assert_int_eq(tally_row_of(form, _i == 0 ? "other" : "other_3"), -1);
}
END_TEST

START_TEST(the_columns_are_those_of_the_paper_in_its_order)
{
    for (int c = 0; c < TALLY_COLUMNS; c++) {
        ck_assert_str_eq(tally_column_key(c), columns[c][0]);
        ck_assert_str_eq(tally_column_label(c), columns[c][1]);
        ck_assert_int_eq(tally_column_of(columns[c][0]), c);
    }
    ck_assert_int_eq(tally_column_of("nonsense"), -1);
    ck_assert_int_eq(tally_column_of(""), -1);
    ck_assert_str_eq(tally_title, "三、收到和处理政府信息公开申请情况");
}
END_TEST

START_TEST(the_form_of_2021_begins_with_the_reports_of_2021)
{
    ck_assert_str_eq(tally_form_of_year(2019)->name, "2019");
    ck_assert_str_eq(tally_form_of_year(2020)->name, "2019");
    ck_assert_str_eq(tally_form_of_year(2021)->name, "2021");
    ck_assert_str_eq(tally_form_of_year(2100)->name, "2021");
    ck_assert_ptr_null(tally_form_named("2020"));
    ck_assert_ptr_null(tally_form_named(""));
}
END_TEST

START_TEST(every_result_is_counted_in_exactly_one_row)
{
    const struct tally_form *form = tally_form_named(form_names[_i]);
    int seen[TALLY_MAX_ROWS] = {0};

    for (enum outcome o = 0; o < OUTCOME_COUNT; o++) {
        int row = tally_row_of_outcome(form, o);
        bool other = outcome_group(o) == OTHER && _i == 1;

        ck_assert_int_ge(row, 2);
        ck_assert_str_eq(form->rows[row].key, other ? "other" : outcome_code(o));
        seen[row]++;
    }
    for (int r = 0; r < form->row_count; r++) {
        bool result = r >= 2 && r < form->row_count - 2;

        ck_assert_int_eq(seen[r], !result ? 0 : _i == 1 && r == OTHER_ROW ? 3 : 1);
    }
}
END_TEST

START_TEST(the_spans_cover_the_grid_exactly_once_in_reading_order)
{
    const struct tally_form *form = tally_form_named(form_names[_i]);
    int grid[TALLY_HEADER_ROWS + TALLY_MAX_ROWS][TALLY_GRID_COLUMNS] = {{0}};
    int height = TALLY_HEADER_ROWS + form->row_count, before = -1;

    for (int s = 0; s < form->span_count; s++) {
        const struct tally_span *span = &form->spans[s];

        ck_assert(span->rows >= 1 && span->columns >= 1);
        ck_assert(span->row >= 0 && span->row + span->rows <= height);
        ck_assert(span->column >= 0 && span->column + span->columns <= TALLY_GRID_COLUMNS);
        ck_assert_int_gt(span->row * TALLY_GRID_COLUMNS + span->column, before);
        before = span->row * TALLY_GRID_COLUMNS + span->column;
        for (int r = span->row; r < span->row + span->rows; r++)
            for (int c = span->column; c < span->column + span->columns; c++)
                grid[r][c]++;
    }
    for (int r = 0; r < height; r++)
        for (int c = 0; c < TALLY_GRID_COLUMNS; c++) {
            bool number = r >= TALLY_HEADER_ROWS && c >= TALLY_LABEL_COLUMNS;

            ck_assert_msg(grid[r][c] == !number, "row %d, column %d: %d labels", r, c,
                          grid[r][c]);
        }
}
END_TEST

/* The span that covers ROW and begins furthest to the right is the row's own label. */
START_TEST(every_row_stands_beside_its_own_label)
{
    const struct tally_form *form = tally_form_named(form_names[_i]);

    for (int r = 0; r < form->row_count; r++) {
        const struct tally_span *own = NULL;

        for (int s = 0; s < form->span_count; s++) {
            const struct tally_span *span = &form->spans[s];

            if (span->row <= r + TALLY_HEADER_ROWS &&
                r + TALLY_HEADER_ROWS < span->row + span->rows &&
                (own == NULL || span->column > own->column))
                own = span;
        }
        ck_assert_str_eq(own->text, expected_row(form, r, 1));
        ck_assert_int_eq(own->rows, 1);
        ck_assert_int_eq(own->column + own->columns, TALLY_LABEL_COLUMNS);
    }
}
END_TEST

static bool
has_span(const struct tally_form *form, const char *text, int row, int column, int rows,
         int width)
{
    for (int s = 0; s < form->span_count; s++) {
        const struct tally_span *span = &form->spans[s];

        if (span->row == row && span->column == column)
            return strcmp(span->text, text) == 0 && span->rows == rows &&
                   span->columns == width;
    }
    return false;
}

START_TEST(header_and_groups_are_merged_as_on_the_paper)
{
    const struct tally_form *new = tally_form_named("2021"),
                            *old = tally_form_named("2019");
    enum { FRAME = sizeof frame_2021 / sizeof frame_2021[0] };

    for (int i = 0; i < FRAME; i++)
        ck_assert_msg(has_span(new, frame_2021[i].text, frame_2021[i].row,
                               frame_2021[i].column, frame_2021[i].rows,
                               frame_2021[i].columns),
                      "%s", frame_2021[i].text);
    ck_assert_int_eq(new->span_count, FRAME + ROWS_2021);
    for (int i = 0; i < FRAME - 1; i++)
        ck_assert_msg(has_span(old, frame_2021[i].text, frame_2021[i].row,
                               frame_2021[i].column, frame_2021[i].rows - (i == 10 ? 2 : 0),
                               frame_2021[i].columns),
                      "2019: %s", frame_2021[i].text);
    ck_assert(has_span(old, "(六) 其他处理", 23, 1, 1, 2));
    ck_assert_int_eq(old->span_count, FRAME - 1 + ROWS_2019);
}
END_TEST

/* A table in which no two results of a column are alike, sound by the test's own sums. */
static struct tally
sound_table(const struct tally_form *form)
{
    struct tally t = {.form = form};
    int last = form->row_count - 1, total = last - 1;

    for (int c = 0; c < 6; c++) {
        t.cells[1][c] = 7 + c;
        t.cells[last][c] = 3 + 2 * c;
        for (int r = 2; r < total; r++) {
            t.cells[r][c] = 100 + 10 * r + c;
            t.cells[total][c] += t.cells[r][c];
        }
        t.cells[0][c] = t.cells[total][c] + t.cells[last][c] - t.cells[1][c];
    }
    for (int r = 0; r <= last; r++)
        for (int c = 0; c < 6; c++)
            t.cells[r][6] += t.cells[r][c];
    return t;
}

static bool
has_fault(const struct tally_fault *faults, int n, enum identity identity, int row,
          int column)
{
    for (int i = 0; i < n; i++)
        if (faults[i].identity == identity && faults[i].row == row &&
            faults[i].column == column)
            return true;
    return false;
}

/* The faults that one wrong cell must bring to light, and no other. */
static void
expect_faults(const struct tally *t, int row, int column)
{
    struct tally_fault faults[TALLY_MAX_FAULTS];
    int n = tally_check(t, faults), expected = 1;
    bool is_total = t->form->rows[row].kind == ROW_TOTAL;
    bool balance = row < 2 || is_total || row == t->form->row_count - 1;
    bool leaves = row >= 2 && row < t->form->row_count - 1;

    ck_assert_msg(has_fault(faults, n, IDENTITY_COLUMN, row, -1), "row %d column %d", row,
                  column);
    if (balance) {
        ck_assert_msg(has_fault(faults, n, IDENTITY_BALANCE, -1, column),
                      "row %d column %d", row, column);
        expected++;
    }
    if (leaves) {
        ck_assert_msg(has_fault(faults, n, IDENTITY_TOTAL, -1, column), "row %d column %d",
                      row, column);
        expected++;
    }
    if (t->cells[row][column] < 0) {
        ck_assert(has_fault(faults, n, IDENTITY_NEGATIVE, row, column));
        expected++;
    }
    ck_assert_int_eq(n, expected);
}

START_TEST(every_single_wrong_cell_is_named)
{
    static const long changes[] = {1, -1, 1000, -100000};
    struct tally t = sound_table(tally_form_named(form_names[_i]));
    struct tally_fault faults[TALLY_MAX_FAULTS];

    ck_assert_int_eq(tally_check(&t, faults), 0);
    for (int r = 0; r < t.form->row_count; r++)
        for (int c = 0; c < TALLY_COLUMNS; c++)
            for (unsigned k = 0; k < sizeof changes / sizeof changes[0]; k++) {
                t.cells[r][c] += changes[k];
                expect_faults(&t, r, c);
                t.cells[r][c] -= changes[k];
            }
    ck_assert_int_eq(tally_check(&t, faults), 0);
}
END_TEST

START_TEST(a_table_with_every_identity_broken_has_room_for_its_faults)
{
    struct tally t = {.form = tally_form_named(form_names[_i])};
    struct tally_fault faults[TALLY_MAX_FAULTS];

    for (int r = 0; r < t.form->row_count; r++)
        for (int c = 0; c < TALLY_COLUMNS; c++)
            t.cells[r][c] = -1000 - 100 * (r + 1) * (c + 1);
    ck_assert_int_eq(tally_check(&t, faults),
                     2 * TALLY_COLUMNS + t.form->row_count * (1 + TALLY_COLUMNS));
}
END_TEST

START_TEST(sums_are_made_from_the_leaves_alone)
{
    struct tally sound = sound_table(tally_form_named(form_names[_i])), t = sound;
    int total = t.form->row_count - 2;

    for (int c = 0; c < TALLY_COLUMNS; c++)
        t.cells[total][c] = 99;
    for (int r = 0; r < t.form->row_count; r++)
        t.cells[r][TALLY_TOTAL_COLUMN] = 77;
    tally_finish(&t);
    ck_assert_mem_eq(t.cells, sound.cells, sizeof t.cells);
}
END_TEST

START_TEST(a_fault_is_told_with_its_row_its_column_and_both_numbers)
{
    struct tally t = sound_table(tally_form_named("2021"));
    struct tally_fault faults[TALLY_MAX_FAULTS];
    char zh[512], en[512], small[24];
    int n;

    memset(t.cells, 0, sizeof t.cells);
    t.cells[16][4] = 5;
    t.cells[0][1] = -3;
    n = tally_check(&t, faults);
    ck_assert_int_eq(n, 5);
    for (int i = 0; i < n; i++) {
        bool refused = faults[i].column == 4 || faults[i].row == 16;

        tally_fault_zh(&t, &faults[i], zh, sizeof zh);
        tally_fault_en(&t, &faults[i], en, sizeof en);
        ck_assert_ptr_nonnull(strstr(zh, refused ? "5" : "-3"));
        ck_assert_ptr_nonnull(strstr(en, refused ? "5" : "-3"));
        if (faults[i].column >= 0)
            ck_assert(strstr(zh, refused ? "法律服务机构" : "商业企业") != NULL &&
                      strstr(en, refused ? "legal_service" : "commercial") != NULL);
        if (faults[i].row >= 0)
            ck_assert(strstr(zh, refused ? "2. 重复申请" : "一、本年新收") != NULL &&
                      strstr(en, refused ? "not_processed_2" : "new") != NULL);
    }
    tally_fault_zh(&t, &faults[0], small, sizeof small);
    ck_assert_uint_lt(strlen(small), sizeof small);
}
END_TEST

START_TEST(every_code_leads_back_to_itself)
{
    for (enum outcome o = 0; o < OUTCOME_COUNT; o++)
        ck_assert_int_eq(outcome_of(outcome_code(o)), o);
    for (enum channel c = 0; c < CHANNEL_COUNT; c++)
        ck_assert_int_eq(channel_of(channel_code(c)), c);
    for (enum category c = 0; c < CATEGORY_COUNT; c++)
        ck_assert_int_eq(category_of(category_code(c)), c);
    for (enum event_kind k = 0; k < EVENT_COUNT; k++)
        ck_assert_int_eq(event_kind_of(event_kind_code(k)), k);
    ck_assert_int_eq(outcome_of("new"), OUTCOME_NONE);
    ck_assert_int_eq(outcome_of(NULL), OUTCOME_NONE);
    ck_assert_int_eq(channel_of("mail"), CHANNEL_NONE);
    ck_assert_int_eq(category_of("total"), CATEGORY_NONE);
    ck_assert_int_eq(event_kind_of(""), EVENT_NONE);
    ck_assert_int_eq(OUTCOME_COUNT, 21);
    ck_assert_int_eq(CATEGORY_COUNT, TALLY_TOTAL_COLUMN);
}
END_TEST

int
main(void)
{
    const TTest *const once[] = {
        the_columns_are_those_of_the_paper_in_its_order,
        the_form_of_2021_begins_with_the_reports_of_2021,
        header_and_groups_are_merged_as_on_the_paper,
        a_fault_is_told_with_its_row_its_column_and_both_numbers,
        every_code_leads_back_to_itself,
        NULL,
    };
    const TTest *const each_form[] = {
        the_rows_are_those_of_the_paper_in_its_order,
        every_result_is_counted_in_exactly_one_row,
        the_spans_cover_the_grid_exactly_once_in_reading_order,
        every_row_stands_beside_its_own_label,
        every_single_wrong_cell_is_named,
        a_table_with_every_identity_broken_has_room_for_its_faults,
        sums_are_made_from_the_leaves_alone,
        NULL,
    };
    Suite *suite = harness_suite("tally", once, 60);
    TCase *forms = tcase_create("forms");

    for (const TTest *const *test = each_form; *test != NULL; test++)
        tcase_add_loop_test(forms, *test, 0, 2);
    suite_add_tcase(suite, forms);
    return harness_run(suite);
}
