#include "document/book.h"

#include <stdarg.h>
#include <stdio.h>

/* The check sheet, from top to bottom and from left to right. */
enum {
    SUM_ROW = 1,                 /* how many checks fail */
    COLUMNS_ROW = 3,             /* heading of the checks made in every column */
    RECEIVED_ROW,                /* new + carried_in */
    SETTLED_ROW,                 /* total + carried_out */
    BALANCE_ROW,                 /* their difference */
    TOTAL_ROW,                   /* total */
    RESULTS_ROW,                 /* the sum of the results */
    TOTAL_DIFFERENCE_ROW,        /* their difference */
    NEGATIVE_ROW,                /* how many numbers are below zero */
    ROWS_ROW = NEGATIVE_ROW + 2, /* heading of the check made in every row */
    FIRST_ROW,

    NAME_COLUMN = 0,
    VALUE_COLUMN,
    CATEGORIES_COLUMN = VALUE_COLUMN, /* the sum of the six */
    SUM_COLUMN,                       /* the column 总计 */
    DIFFERENCE_COLUMN,
    CHECK_COLUMNS = VALUE_COLUMN + TALLY_COLUMNS,
    NAME_WIDTH = 50
};

/* In a formula: the number of the form in a row and column, as %c%d. */
#define FORM_CELL "'表三'!%c%d"
#define FORM_AT(row, column) 'A' + TALLY_LABEL_COLUMNS + (column), NUMBER_ROW + (row) + 1
/* A cell of the check sheet, as %c%d. */
#define AT(row, column) 'A' + (column), (row) + 1

/* A formula and its value, for readers that do not compute. */
static void __attribute__((format(printf, 5, 6)))
put_formula(struct book *b, int row, int column, long value, const char *format, ...)
{
    char formula[160];
    va_list args;

    va_start(args, format);
    vsnprintf(formula, sizeof formula, format, args);
    va_end(args);
    book_keep(b, worksheet_write_formula_num(b->check, (lxw_row_t)row, (lxw_col_t)column,
                                             formula, b->formats.number, (double)value));
}

/* The cell at ROW that subtracts the two above it. */
static void
put_difference(struct book *b, int row, int column, long value)
{
    put_formula(b, row, column, value, "=%c%d-%c%d", AT(row - 2, column),
                AT(row - 1, column));
}

static void
check_balance(struct book *b, int c)
{
    const struct tally *t = b->document->tally;
    int new = tally_row_of(t->form, "new"), total = tally_row_of(t->form, "total");
    int carried_in = tally_row_of(t->form, "carried_in");
    int carried_out = tally_row_of(t->form, "carried_out");
    long received = t->cells[new][c] + t->cells[carried_in][c];
    long settled = t->cells[total][c] + t->cells[carried_out][c];

    put_formula(b, RECEIVED_ROW, VALUE_COLUMN + c, received, "=" FORM_CELL "+" FORM_CELL,
                FORM_AT(new, c), FORM_AT(carried_in, c));
    put_formula(b, SETTLED_ROW, VALUE_COLUMN + c, settled, "=" FORM_CELL "+" FORM_CELL,
                FORM_AT(total, c), FORM_AT(carried_out, c));
    put_difference(b, BALANCE_ROW, VALUE_COLUMN + c, received - settled);
}

/* The results are the rows between carried_in and total. */
static void
check_total(struct book *b, int c)
{
    const struct tally *t = b->document->tally;
    int first = tally_row_of(t->form, "carried_in") + 1;
    int total = tally_row_of(t->form, "total");
    long sum = 0;

    for (int r = first; r < total; r++)
        sum += t->cells[r][c];
    put_formula(b, TOTAL_ROW, VALUE_COLUMN + c, t->cells[total][c], "=" FORM_CELL,
                FORM_AT(total, c));
    put_formula(b, RESULTS_ROW, VALUE_COLUMN + c, sum, "=SUM(" FORM_CELL ":%c%d)",
                FORM_AT(first, c), FORM_AT(total - 1, c));
    put_difference(b, TOTAL_DIFFERENCE_ROW, VALUE_COLUMN + c, t->cells[total][c] - sum);
}

static void
check_signs(struct book *b, int c)
{
    const struct tally *t = b->document->tally;
    long negative = 0;

    for (int r = 0; r < t->form->row_count; r++)
        negative += t->cells[r][c] < 0;
    put_formula(b, NEGATIVE_ROW, VALUE_COLUMN + c, negative,
                "=COUNTIF(" FORM_CELL ":%c%d,\"<0\")", FORM_AT(0, c),
                FORM_AT(t->form->row_count - 1, c));
}

static void
check_row(struct book *b, int r)
{
    const struct tally *t = b->document->tally;
    long sum = 0, total = t->cells[r][TALLY_TOTAL_COLUMN];
    int row = FIRST_ROW + r;

    for (int c = 0; c < TALLY_TOTAL_COLUMN; c++)
        sum += t->cells[r][c];
    book_text(b, b->check, row, NAME_COLUMN, t->form->rows[r].label, b->formats.label);
    put_formula(b, row, CATEGORIES_COLUMN, sum, "=SUM(" FORM_CELL ":%c%d)", FORM_AT(r, 0),
                FORM_AT(r, TALLY_TOTAL_COLUMN - 1));
    put_formula(b, row, SUM_COLUMN, total, "=" FORM_CELL, FORM_AT(r, TALLY_TOTAL_COLUMN));
    put_formula(b, row, DIFFERENCE_COLUMN, sum - total, "=%c%d-%c%d",
                AT(row, CATEGORIES_COLUMN), AT(row, SUM_COLUMN));
    book_height(b, b->check, row,
                book_lines(t->form->rows[r].label, NAME_WIDTH) * LINE_HEIGHT + ROW_PADDING);
}

static void
name_checks(struct book *b)
{
    static const struct {
        int row, column;
        const char *name;
    } names[] = {
        {SUM_ROW, NAME_COLUMN, "不符之处（0 即全部相符）"},
        {COLUMNS_ROW, NAME_COLUMN, "逐列校验"},
        {RECEIVED_ROW, NAME_COLUMN, "第一项加第二项（新收、上年结转）"},
        {SETTLED_ROW, NAME_COLUMN, "第三项加第四项（总计、结转下年度）"},
        {BALANCE_ROW, NAME_COLUMN, "差额"},
        {TOTAL_ROW, NAME_COLUMN, "(七) 总计"},
        {RESULTS_ROW, NAME_COLUMN, "(一)至(六)各项办理结果之和"},
        {TOTAL_DIFFERENCE_ROW, NAME_COLUMN, "差额"},
        {NEGATIVE_ROW, NAME_COLUMN, "小于零的数（个）"},
        {ROWS_ROW, NAME_COLUMN, "逐行校验"},
        {ROWS_ROW, CATEGORIES_COLUMN, "六类之和"},
        {ROWS_ROW, SUM_COLUMN, "总计"},
        {ROWS_ROW, DIFFERENCE_COLUMN, "差额"},
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        bool heading = names[i].row == COLUMNS_ROW || names[i].row == ROWS_ROW;

        book_text(b, b->check, names[i].row, names[i].column, names[i].name,
                  heading ? b->formats.centred : b->formats.label);
    }
    for (int c = 0; c < TALLY_COLUMNS; c++)
        book_text(b, b->check, COLUMNS_ROW, VALUE_COLUMN + c, tally_column_label(c),
                  b->formats.centred);
}

static void
mark_faults(struct book *b, int first_row, int first_column, int last_row, int last_column)
{
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                   .criteria = LXW_CONDITIONAL_CRITERIA_NOT_EQUAL_TO,
                                   .value = 0,
                                   .format = b->formats.fault};

    book_keep(b, worksheet_conditional_format_range(
                     b->check, (lxw_row_t)first_row, (lxw_col_t)first_column,
                     (lxw_row_t)last_row, (lxw_col_t)last_column, &rule));
}

/* Every difference that is not 0 and every number below zero, counted and marked. */
static void
sum_up(struct book *b, int last_row)
{
    static const int zero_rows[] = {BALANCE_ROW, TOTAL_DIFFERENCE_ROW, NEGATIVE_ROW};
    struct tally_fault faults[TALLY_MAX_FAULTS];
    int count = tally_check(b->document->tally, faults), last = CHECK_COLUMNS - 1;

    put_formula(b, SUM_ROW, VALUE_COLUMN, count,
                "=COUNTIF(%c%d:%c%d,\"<>0\")+COUNTIF(%c%d:%c%d,\"<>0\")+SUM(%c%d:%c%d)"
                "+COUNTIF(%c%d:%c%d,\"<>0\")",
                AT(BALANCE_ROW, VALUE_COLUMN), AT(BALANCE_ROW, last),
                AT(TOTAL_DIFFERENCE_ROW, VALUE_COLUMN), AT(TOTAL_DIFFERENCE_ROW, last),
                AT(NEGATIVE_ROW, VALUE_COLUMN), AT(NEGATIVE_ROW, last),
                AT(FIRST_ROW, DIFFERENCE_COLUMN), AT(last_row, DIFFERENCE_COLUMN));
    mark_faults(b, SUM_ROW, VALUE_COLUMN, SUM_ROW, VALUE_COLUMN);
    for (size_t i = 0; i < sizeof zero_rows / sizeof zero_rows[0]; i++)
        mark_faults(b, zero_rows[i], VALUE_COLUMN, zero_rows[i], last);
    mark_faults(b, FIRST_ROW, DIFFERENCE_COLUMN, last_row, DIFFERENCE_COLUMN);
}

static void
write_check(struct book *b)
{
    int last_row = FIRST_ROW + b->document->tally->form->row_count - 1;

    book_keep(b,
              worksheet_set_column(b->check, NAME_COLUMN, NAME_COLUMN, NAME_WIDTH, NULL));
    book_keep(b, worksheet_set_column(b->check, VALUE_COLUMN, CHECK_COLUMNS - 1, 9, NULL));
    book_merged(b, b->check,
                &(struct tally_span){TITLE_ROW, 0, 1, CHECK_COLUMNS, CHECK_SHEET},
                b->formats.title);
    for (int r = SUM_ROW; r < FIRST_ROW; r++)
        book_height(b, b->check, r, LINE_HEIGHT + ROW_PADDING);
    book_height(b, b->check, TITLE_ROW, TITLE_HEIGHT);
    book_height(b, b->check, COLUMNS_ROW, 2 * LINE_HEIGHT + ROW_PADDING);
    name_checks(b);
    for (int c = 0; c < TALLY_COLUMNS; c++) {
        check_balance(b, c);
        check_total(b, c);
        check_signs(b, c);
    }
    for (int r = 0; r < b->document->tally->form->row_count; r++)
        check_row(b, r);
    sum_up(b, last_row);
    book_page(b->check, true, last_row, CHECK_COLUMNS - 1);
}

/* Of section four: in every block the four results, their total, and the difference. */
static void
check_block(struct book *b, enum remedy_block block)
{
    static const char cell[] = "'表四'!%c%d";
    const long *cells = b->document->remedies->cells[block];
    long sum = 0, total = cells[COLUMN_total];
    int row = SUM_ROW + 2 + (int)block, first = 'A' + (int)block * COLUMN_COUNT;
    char formula[100];

    for (enum remedy_column c = 0; c < COLUMN_total; c++)
        sum += cells[c];
    book_text(b, b->check, row, NAME_COLUMN, remedy_block_label(block), b->formats.label);
    put_formula(b, row, CATEGORIES_COLUMN, sum, "=SUM('表四'!%c%d:%c%d)", first,
                NUMBER_ROW + 1, first + COLUMN_pending, NUMBER_ROW + 1);
    snprintf(formula, sizeof formula, cell, first + COLUMN_total, NUMBER_ROW + 1);
    put_formula(b, row, SUM_COLUMN, total, "=%s", formula);
    put_formula(b, row, DIFFERENCE_COLUMN, sum - total, "=%c%d-%c%d",
                AT(row, CATEGORIES_COLUMN), AT(row, SUM_COLUMN));
    book_height(b, b->check, row, LINE_HEIGHT + ROW_PADDING);
}

static void
write_check_four(struct book *b)
{
    static const char *const heads[] = {"逐栏校验", "四项之和", "总计", "差额"};
    struct remedy_table_fault faults[REMEDY_MAX_FAULTS];
    int first = SUM_ROW + 2, last = first + BLOCK_COUNT - 1;

    book_keep(b,
              worksheet_set_column(b->check, NAME_COLUMN, NAME_COLUMN, NAME_WIDTH, NULL));
    book_merged(b, b->check,
                &(struct tally_span){TITLE_ROW, 0, 1, DIFFERENCE_COLUMN + 1, CHECK_SHEET},
                b->formats.title);
    book_text(b, b->check, SUM_ROW, NAME_COLUMN, "不符之处（0 即全部相符）",
              b->formats.label);
    for (int c = NAME_COLUMN; c <= DIFFERENCE_COLUMN; c++)
        book_text(b, b->check, SUM_ROW + 1, c, heads[c], b->formats.centred);
    for (enum remedy_block block = 0; block < BLOCK_COUNT; block++)
        check_block(b, block);
    put_formula(b, SUM_ROW, VALUE_COLUMN, remedy_table_check(b->document->remedies, faults),
                "=COUNTIF(%c%d:%c%d,\"<>0\")", AT(first, DIFFERENCE_COLUMN),
                AT(last, DIFFERENCE_COLUMN));
    mark_faults(b, SUM_ROW, VALUE_COLUMN, SUM_ROW, VALUE_COLUMN);
    mark_faults(b, first, DIFFERENCE_COLUMN, last, DIFFERENCE_COLUMN);
    book_height(b, b->check, TITLE_ROW, TITLE_HEIGHT);
    book_page(b->check, true, last, DIFFERENCE_COLUMN);
}

void
book_write_check(struct book *b, const struct table_document *d, const char *name)
{
    b->document = d;
    b->check = book_sheet(b, name);
    if (d->tally != NULL)
        write_check(b);
    else
        write_check_four(b);
}
