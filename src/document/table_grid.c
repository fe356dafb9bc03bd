/* The two tables as one kind of grid. */
#include "document/table.h"

/* Section four as the form has it: one row of numbers below three blocks. */
static const struct tally_span spans_four[] = {
    {0, 0, 2, 5, "行政复议"},
    {0, 5, 1, 10, "行政诉讼"},
    {1, 5, 1, 5, "未经复议直接起诉"},
    {1, 10, 1, 5, "复议后起诉"},
    {2, 0, 1, 1, "结果维持"},
    {2, 1, 1, 1, "结果纠正"},
    {2, 2, 1, 1, "其他结果"},
    {2, 3, 1, 1, "尚未审结"},
    {2, 4, 1, 1, "总计"},
    {2, 5, 1, 1, "结果维持"},
    {2, 6, 1, 1, "结果纠正"},
    {2, 7, 1, 1, "其他结果"},
    {2, 8, 1, 1, "尚未审结"},
    {2, 9, 1, 1, "总计"},
    {2, 10, 1, 1, "结果维持"},
    {2, 11, 1, 1, "结果纠正"},
    {2, 12, 1, 1, "其他结果"},
    {2, 13, 1, 1, "尚未审结"},
    {2, 14, 1, 1, "总计"},
};

static const struct tally_row rows_four[BLOCK_COUNT] = {
    {"review", ROW_OTHER, OUTCOME_NONE, "行政复议"},
    {"suit_direct", ROW_OTHER, OUTCOME_NONE, "行政诉讼：未经复议直接起诉"},
    {"suit_after_review", ROW_OTHER, OUTCOME_NONE, "行政诉讼：复议后起诉"},
};

static struct table_grid
grid_three(const struct tally *t)
{
    struct table_grid g = {.title = tally_title,
                           .sheet = "表三",
                           .form = t->form->name,
                           .header = TALLY_HEADER_ROWS,
                           .labels = TALLY_LABEL_COLUMNS,
                           .rows = t->form->row_count,
                           .columns = TALLY_COLUMNS,
                           .keyed_rows = t->form->row_count,
                           .keyed_columns = TALLY_COLUMNS,
                           .span_count = t->form->span_count,
                           .spans = t->form->spans,
                           .row_keys = t->form->rows,
                           .cells = t->cells[0]};

    for (int c = 0; c < TALLY_COLUMNS; c++) {
        g.column_keys[c] = tally_column_key(c);
        g.column_labels[c] = tally_column_label(c);
    }
    return g;
}

static struct table_grid
grid_four(const struct remedy_table *t)
{
    struct table_grid g = {.title = remedy_title,
                           .sheet = "表四",
                           .form = "2021",
                           .header = 3,
                           .rows = 1,
                           .columns = BLOCK_COUNT * COLUMN_COUNT,
                           .keyed_rows = BLOCK_COUNT,
                           .keyed_columns = COLUMN_COUNT,
                           .span_count = (int)(sizeof spans_four / sizeof spans_four[0]),
                           .spans = spans_four,
                           .row_keys = rows_four,
                           .cells = t->cells[0]};

    for (enum remedy_column c = 0; c < COLUMN_COUNT; c++) {
        g.column_keys[c] = remedy_column_code(c);
        g.column_labels[c] = remedy_column_label(c);
    }
    return g;
}

struct table_grid
table_grid_of(const struct table_document *d)
{
    return d->tally != NULL ? grid_three(d->tally) : grid_four(d->remedies);
}

long
table_cell(const struct table_grid *g, int row, int column)
{
    return g->cells[row * g->columns + column];
}

const char *
table_column_label(const struct table_grid *g, int column)
{
    return g->column_labels[column % g->keyed_columns];
}
