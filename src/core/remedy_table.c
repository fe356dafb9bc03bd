/* Section four as a table: its sums, and what contradicts itself in it. */
#include "core/remedy.h"

#include <stdio.h>

const char remedy_title[] = "四、政府信息公开行政复议、行政诉讼情况";

static long
sum_of(const struct remedy_table *t, enum remedy_block b)
{
    long sum = 0;

    for (enum remedy_column c = 0; c < COLUMN_total; c++)
        sum += t->cells[b][c];
    return sum;
}

void
remedy_table_finish(struct remedy_table *t)
{
    for (enum remedy_block b = 0; b < BLOCK_COUNT; b++)
        t->cells[b][COLUMN_total] = sum_of(t, b);
}

int
remedy_table_check(const struct remedy_table *t,
                   struct remedy_table_fault faults[REMEDY_MAX_FAULTS])
{
    int n = 0;

    for (enum remedy_block b = 0; b < BLOCK_COUNT; b++) {
        long sum = sum_of(t, b), printed = t->cells[b][COLUMN_total];

        for (enum remedy_column c = 0; c < COLUMN_total; c++)
            if (t->cells[b][c] < 0)
                faults[n++] = (struct remedy_table_fault){b, c, t->cells[b][c], 0};
        if (printed != sum)
            faults[n++] = (struct remedy_table_fault){b, COLUMN_total, printed, sum};
    }
    return n;
}

const char *
remedy_fault_zh(const struct remedy_table *t, const struct remedy_table_fault *f,
                char *buffer, size_t size)
{
    const long *cells = t->cells[f->block];

    if (f->column == COLUMN_total)
        snprintf(buffer, size,
                 "“%s”：总计填 %ld，结果维持 %ld、结果纠正 %ld、其他结果 %ld、尚未审结 %ld "
                 "之和为 %ld",
                 remedy_block_label(f->block), f->printed, cells[COLUMN_upheld],
                 cells[COLUMN_corrected], cells[COLUMN_other_result], cells[COLUMN_pending],
                 f->right);
    else
        snprintf(buffer, size, "“%s”的“%s”：%ld 小于零", remedy_block_label(f->block),
                 remedy_column_label(f->column), f->printed);
    return buffer;
}

const char *
remedy_fault_en(const struct remedy_table *t, const struct remedy_table_fault *f,
                char *buffer, size_t size)
{
    const long *cells = t->cells[f->block];

    if (f->column == COLUMN_total)
        snprintf(buffer, size,
                 "%s: total says %ld; upheld %ld, corrected %ld, other_result %ld and "
                 "pending %ld add up to %ld",
                 remedy_block_code(f->block), f->printed, cells[COLUMN_upheld],
                 cells[COLUMN_corrected], cells[COLUMN_other_result], cells[COLUMN_pending],
                 f->right);
    else
        snprintf(buffer, size, "%s, %s: %ld is below zero", remedy_block_code(f->block),
                 remedy_column_code(f->column), f->printed);
    return buffer;
}
