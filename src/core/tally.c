#include "core/tally.h"

#include <stdio.h>
#include <string.h>

const char tally_title[] = "三、收到和处理政府信息公开申请情况";

/* The header, three rows deep, is the same on both forms. */
static const struct tally_span header[] = {
    {0, 0, 3, 3, "(本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和)"},
    {0, 3, 1, 6, "申请人情况"},
    {0, 9, 3, 1, "总计"},
    {1, 3, 2, 1, "自然人"},
    {1, 4, 1, 5, "法人或其他组织"},
    {2, 4, 1, 1, "商业企业"},
    {2, 5, 1, 1, "科研机构"},
    {2, 6, 1, 1, "社会公益组织"},
    {2, 7, 1, 1, "法律服务机构"},
    {2, 8, 1, 1, "其他"},
};

/* A label from COLUMN on, beside the row that comes next; its height may still grow. */
static struct tally_span *
add_span(struct tally_form *f, int column, int columns, const char *text)
{
    struct tally_span *span = &f->spans[f->span_count++];

    *span = (struct tally_span){TALLY_HEADER_ROWS + f->row_count, column, 1, columns, text};
    return span;
}

/* A row whose label begins in COLUMN and fills the rest of the label columns. */
static void
add_row(struct tally_form *f, struct tally_row row, int column)
{
    add_span(f, column, TALLY_LABEL_COLUMNS - column, row.label);
    f->rows[f->row_count++] = row;
}

/* The results in the order of outcome.def; groups of more than one stand in brackets. */
static void
add_results(struct tally_form *f, bool single_other)
{
    struct tally_span *bracket = NULL;

    for (enum outcome o = 0; o < OUTCOME_COUNT; o++) {
        enum outcome_group group = outcome_group(o);
        bool first = o == 0 || outcome_group(o - 1) != group;
        struct tally_row row = {outcome_code(o), ROW_OUTCOME, o, outcome_label(o)};

        if (group == OTHER && single_other) {
            row = (struct tally_row){"other", ROW_OTHER, OUTCOME_NONE,
                                     outcome_group_label(OTHER)};
            if (first)
                add_row(f, row, 1);
            continue;
        }
        if (group >= REFUSED && first)
            bracket = add_span(f, 1, 1, outcome_group_label(group));
        else if (group >= REFUSED)
            bracket->rows++;
        add_row(f, row, group >= REFUSED ? 2 : 1);
    }
}

/* Fills F; SINGLE_OTHER: 其他处理 is one row. */
static void
build(struct tally_form *f, const char *name, bool single_other)
{
    struct tally_span *results;
    int first;

    f->name = name;
    memcpy(f->spans, header, sizeof header);
    f->span_count = sizeof header / sizeof header[0];
    add_row(f,
            (struct tally_row){"new", ROW_NEW, OUTCOME_NONE,
                               "一、本年新收政府信息公开申请数量"},
            0);
    add_row(f,
            (struct tally_row){"carried_in", ROW_CARRIED_IN, OUTCOME_NONE,
                               "二、上年结转政府信息公开申请数量"},
            0);
    first = f->row_count;
    results = add_span(f, 0, 1, "三、本年度办理结果");
    add_results(f, single_other);
    add_row(f, (struct tally_row){"total", ROW_TOTAL, OUTCOME_NONE, "(七) 总计"}, 1);
    results->rows = f->row_count - first;
    add_row(f,
            (struct tally_row){"carried_out", ROW_CARRIED_OUT, OUTCOME_NONE,
                               "四、结转下年度继续办理"},
            0);
}

static struct tally_form forms[2];

/* The forms are built before main() and constant ever after. */
static void __attribute__((constructor)) build_forms(void)
{
    build(&forms[0], "2019", true);
    build(&forms[1], "2021", false);
}

const struct tally_form *
tally_form_of_year(int year)
{
    return &forms[year >= 2021];
}

const struct tally_form *
tally_form_named(const char *name)
{
    for (int i = 0; i < 2; i++)
        if (strcmp(forms[i].name, name) == 0)
            return &forms[i];
    return NULL;
}

int
tally_row_of(const struct tally_form *form, const char *key)
{
    for (int r = 0; r < form->row_count; r++)
        if (strcmp(form->rows[r].key, key) == 0)
            return r;
    return -1;
}

int
tally_row_of_outcome(const struct tally_form *form, enum outcome o)
{
    for (int r = 0; r < form->row_count; r++)
        if (form->rows[r].outcome == o ||
            (form->rows[r].kind == ROW_OTHER && outcome_group(o) == OTHER))
            return r;
    return -1;
}

const char *
tally_column_key(int column)
{
    return column == TALLY_TOTAL_COLUMN ? "total" : category_code((enum category)column);
}

const char *
tally_column_label(int column)
{
    return column == TALLY_TOTAL_COLUMN ? "总计" : category_label((enum category)column);
}

int
tally_column_of(const char *key)
{
    return strcmp(key, "total") == 0 ? TALLY_TOTAL_COLUMN : (int)category_of(key);
}

static bool
is_result(const struct tally_row *row)
{
    return row->kind == ROW_OUTCOME || row->kind == ROW_OTHER;
}

static int
row_of_kind(const struct tally_form *form, enum tally_kind kind)
{
    int r = 0;

    while (form->rows[r].kind != kind)
        r++;
    return r;
}

static long
sum_of_results(const struct tally *t, int column)
{
    long sum = 0;

    for (int r = 0; r < t->form->row_count; r++)
        if (is_result(&t->form->rows[r]))
            sum += t->cells[r][column];
    return sum;
}

static long
sum_of_categories(const struct tally *t, int row)
{
    long sum = 0;

    for (int c = 0; c < TALLY_TOTAL_COLUMN; c++)
        sum += t->cells[row][c];
    return sum;
}

void
tally_add(struct tally *t, const char *cell, const char *category, long amount)
{
    enum outcome o = outcome_of(cell);
    int row =
        o == OUTCOME_NONE ? tally_row_of(t->form, cell) : tally_row_of_outcome(t->form, o);
    int column = tally_column_of(category);

    if (row >= 0 && column >= 0)
        t->cells[row][column] += amount;
}

void
tally_finish(struct tally *t)
{
    int total = row_of_kind(t->form, ROW_TOTAL);

    for (int c = 0; c < TALLY_TOTAL_COLUMN; c++)
        t->cells[total][c] = sum_of_results(t, c);
    for (int r = 0; r < t->form->row_count; r++)
        t->cells[r][TALLY_TOTAL_COLUMN] = sum_of_categories(t, r);
}

int
tally_check(const struct tally *t, struct tally_fault faults[TALLY_MAX_FAULTS])
{
    const struct tally_form *form = t->form;
    int total = row_of_kind(form, ROW_TOTAL), n = 0;
    int carried_out = row_of_kind(form, ROW_CARRIED_OUT);

    for (int c = 0; c < TALLY_COLUMNS; c++) {
        long received = t->cells[row_of_kind(form, ROW_NEW)][c] +
                        t->cells[row_of_kind(form, ROW_CARRIED_IN)][c];
        long settled = t->cells[total][c] + t->cells[carried_out][c];
        long sum = sum_of_results(t, c);

        if (received != settled)
            faults[n++] = (struct tally_fault){IDENTITY_BALANCE, -1, c, received, settled};
        if (t->cells[total][c] != sum)
            faults[n++] =
                (struct tally_fault){IDENTITY_TOTAL, -1, c, t->cells[total][c], sum};
    }
    for (int r = 0; r < form->row_count; r++) {
        long sum = sum_of_categories(t, r);

        if (t->cells[r][TALLY_TOTAL_COLUMN] != sum)
            faults[n++] = (struct tally_fault){IDENTITY_COLUMN, r, -1,
                                               t->cells[r][TALLY_TOTAL_COLUMN], sum};
        for (int c = 0; c < TALLY_COLUMNS; c++)
            if (t->cells[r][c] < 0)
                faults[n++] =
                    (struct tally_fault){IDENTITY_NEGATIVE, r, c, t->cells[r][c], 0};
    }
    return n;
}

const char *
tally_fault_zh(const struct tally *t, const struct tally_fault *f, char *buffer,
               size_t size)
{
    const char *column = f->column >= 0 ? tally_column_label(f->column) : "";
    const char *row = f->row >= 0 ? t->form->rows[f->row].label : "";

    switch (f->identity) {
    case IDENTITY_BALANCE:
        snprintf(buffer, size, "“%s”列：新收加上年结转为 %ld，总计加结转下年度为 %ld",
                 column, f->left, f->right);
        break;
    case IDENTITY_TOTAL:
        snprintf(buffer, size, "“%s”列：(七)总计填 %ld，各项办理结果之和为 %ld", column,
                 f->left, f->right);
        break;
    case IDENTITY_COLUMN:
        snprintf(buffer, size, "“%s”行：总计栏填 %ld，六类申请人之和为 %ld", row, f->left,
                 f->right);
        break;
    case IDENTITY_NEGATIVE:
        snprintf(buffer, size, "“%s”行“%s”列：%ld 小于零", row, column, f->left);
        break;
    }
    return buffer;
}

const char *
tally_fault_en(const struct tally *t, const struct tally_fault *f, char *buffer,
               size_t size)
{
    const char *column = f->column >= 0 ? tally_column_key(f->column) : "";
    const char *row = f->row >= 0 ? t->form->rows[f->row].key : "";

    switch (f->identity) {
    case IDENTITY_BALANCE:
        snprintf(buffer, size,
                 "column %s: new + carried_in is %ld, total + carried_out is %ld", column,
                 f->left, f->right);
        break;
    case IDENTITY_TOTAL:
        snprintf(buffer, size, "column %s: total says %ld, the results add up to %ld",
                 column, f->left, f->right);
        break;
    case IDENTITY_COLUMN:
        snprintf(buffer, size, "row %s: total says %ld, the six categories add up to %ld",
                 row, f->left, f->right);
        break;
    case IDENTITY_NEGATIVE:
        snprintf(buffer, size, "row %s, column %s: %ld is below zero", row, column,
                 f->left);
        break;
    }
    return buffer;
}
