/* Sections three and four: their sums (rules 5.12 and 6.1).
 *
 * A total column or row that was never filled is one finding, not one for each of its cells;
 * the other sums are then judged as if it had been filled. */
#include "core/check.h"

#include <stdio.h>
#include <string.h>

enum { LINE = 512 };

static int
row_of_kind(const struct tally_form *f, enum tally_kind kind)
{
    int r = 0;

    while (f->rows[r].kind != kind)
        r++;
    return r;
}

static bool
is_result(const struct tally_row *row)
{
    return row->kind == ROW_OUTCOME || row->kind == ROW_OTHER;
}

static bool
open_at(const struct report *r, int row, int column)
{
    return check_is_open(&r->cells[row][column]);
}

static bool
results_open(const struct report *r, int column)
{
    for (int i = 0; i < r->tally_form->row_count; i++)
        if (is_result(&r->tally_form->rows[i]) && open_at(r, i, column))
            return true;
    return false;
}

static bool
categories_open(const struct report *r, int row)
{
    for (int c = 0; c < TALLY_TOTAL_COLUMN; c++)
        if (open_at(r, row, c))
            return true;
    return false;
}

/* Whether a blank may be what F lacks. */
static bool
could_hold(const struct report *r, const struct tally_fault *f)
{
    const struct tally_form *form = r->tally_form;
    int total = row_of_kind(form, ROW_TOTAL);

    switch (f->identity) {
    case IDENTITY_BALANCE:
        return check_could_hold(
            f->left,
            open_at(r, row_of_kind(form, ROW_NEW), f->column) ||
                open_at(r, row_of_kind(form, ROW_CARRIED_IN), f->column),
            f->right,
            open_at(r, total, f->column) ||
                open_at(r, row_of_kind(form, ROW_CARRIED_OUT), f->column));
    case IDENTITY_TOTAL:
        return check_could_hold(f->left, open_at(r, total, f->column), f->right,
                                results_open(r, f->column));
    case IDENTITY_COLUMN:
        return check_could_hold(f->left, open_at(r, f->row, TALLY_TOTAL_COLUMN), f->right,
                                categories_open(r, f->row));
    case IDENTITY_NEGATIVE:
        return false;
    }
    return false;
}

/* ---- A total that was never filled ---- */

/* FILLED is the table with its totals computed.  When the column (or the row) 总计 is 0
 * throughout though two of its cells or more should not be: those into CELLS, and how many. */
static int
unfilled(const struct report *r, const struct tally *filled, bool column,
         struct check_cell *cells)
{
    int total = row_of_kind(r->tally_form, ROW_TOTAL), n = 0;
    int count = column ? r->tally_form->row_count : TALLY_COLUMNS;

    for (int i = 0; i < count; i++) {
        int row = column ? i : total, at = column ? TALLY_TOTAL_COLUMN : i;
        const struct printed *p = &r->cells[row][at];

        if (p->value != 0)
            return 0;
        if (!check_is_open(p) && filled->cells[row][at] != 0)
            cells[n++] = (struct check_cell){row, at, 0, filled->cells[row][at]};
    }
    return n > 1 ? n : 0;
}

static void
add_unfilled(struct check *c, enum check_rule rule, const struct check_cell *cells, int n)
{
    bool column = rule == CHECK_total_column_unfilled;
    int row = column ? -1 : cells->row, at = column ? TALLY_TOTAL_COLUMN : -1;
    struct check_cell *kept = arena_alloc(c->a, sizeof *kept * (size_t)n);
    struct finding *f = check_add(
        c, rule, check_at(PART_three, row, at),
        arena_printf(c->a, "总计%s全部为 0，其中 %d 格应当有数", column ? "列" : "行", n),
        arena_printf(c->a, "the %s 总计 is 0 throughout; %d of its cells should not be",
                     column ? "column" : "row", n));

    memcpy(kept, cells, sizeof *kept * (size_t)n);
    f->cells = kept;
    f->cell_count = n;
    f->cause_zh = column ? "总计列漏填：各行总计等于该行六类申请人之和"
                         : "总计行漏填：各列总计等于该列各项办理结果之和";
    f->cause_en = column ? "the column was left at the template's 0"
                         : "the row was left at the template's 0";
}

/* The column 总计 of T from the six. */
static void
add_up(const struct tally *t, struct tally *filled)
{
    *filled = *t;
    for (int r = 0; r < t->form->row_count; r++) {
        filled->cells[r][TALLY_TOTAL_COLUMN] = 0;
        for (int c = 0; c < TALLY_TOTAL_COLUMN; c++)
            filled->cells[r][TALLY_TOTAL_COLUMN] += t->cells[r][c];
    }
}

/* Fills the total row from the results and the total column from the six, each only where it
 * never was; whether the column was not, for its sums are then those of the six. */
static bool
fill(struct check *c, struct tally *t)
{
    struct check_cell cells[TALLY_MAX_ROWS];
    int total = row_of_kind(t->form, ROW_TOTAL), n;
    struct tally filled = *t;

    tally_finish(&filled);
    n = unfilled(c->r, &filled, false, cells);
    if (n > 0) {
        add_unfilled(c, CHECK_total_row_unfilled, cells, n);
        memcpy(t->cells[total], filled.cells[total], sizeof t->cells[total]);
    }
    add_up(t, &filled);
    n = unfilled(c->r, &filled, true, cells);
    if (n > 0) {
        add_unfilled(c, CHECK_total_column_unfilled, cells, n);
        *t = filled;
    }
    return n > 0;
}

/* ---- Sums ---- */

static void
add_fault(struct check *c, const struct tally *t, const struct tally_fault *f)
{
    static const enum check_rule rule_of[] = {
        [IDENTITY_BALANCE] = CHECK_balance,
        [IDENTITY_TOTAL] = CHECK_results,
        [IDENTITY_COLUMN] = CHECK_categories,
        [IDENTITY_NEGATIVE] = CHECK_negative,
    };
    int row = f->row, column = f->column;
    char zh[LINE], en[LINE];

    if (f->identity == IDENTITY_TOTAL)
        row = row_of_kind(t->form, ROW_TOTAL);
    if (f->identity == IDENTITY_COLUMN)
        column = TALLY_TOTAL_COLUMN;
    tally_fault_zh(t, f, zh, sizeof zh);
    tally_fault_en(t, f, en, sizeof en);
    check_add_numbers(c, rule_of[f->identity], check_at(PART_three, row, column), f->left,
                      f->right, arena_copy(c->a, zh, strlen(zh)),
                      arena_copy(c->a, en, strlen(en)));
}

void
check_section_three(struct check *c)
{
    struct tally_fault faults[TALLY_MAX_FAULTS];
    struct tally t;
    int n, first;
    bool skip;

    report_tally(c->r, &t);
    skip = fill(c, &t);
    n = tally_check(&t, faults);
    first = c->found->count;
    for (int i = 0; i < n; i++) {
        const struct tally_fault *f = &faults[i];

        if (skip && f->column == TALLY_TOTAL_COLUMN && f->identity != IDENTITY_NEGATIVE)
            continue;
        if (!could_hold(c->r, f))
            add_fault(c, &t, f);
    }
    check_causes(c, &t, first);
}

/* The sums of sections three and four of which a blank may be what they lack. */
int
check_open_sums(const struct report *r, enum report_part part)
{
    struct tally_fault faults[TALLY_MAX_FAULTS];
    struct remedy_table_fault of_four[REMEDY_MAX_FAULTS];
    struct remedy_table four;
    struct tally t;
    int n, open = 0;

    if (part == PART_three) {
        report_tally(r, &t);
        n = tally_check(&t, faults);
        for (int i = 0; i < n; i++)
            open += could_hold(r, &faults[i]);
        return open;
    }
    report_remedy_table(r, &four);
    n = remedy_table_check(&four, of_four);
    for (int i = 0; i < n; i++)
        open += check_block_could_hold(r, &of_four[i]);
    return open;
}
