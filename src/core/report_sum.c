#include "core/report_sum.h"

#include <stdlib.h>
#include <string.h>

struct summing {
    struct arena *a;
    const struct report *parent;
    const struct report *const *children;
    int n;
    struct report_sum *out;
    int room;
    struct blame *blame; /* of the gap at hand */
    int blame_count;
};

static const struct {
    const char *code, *zh, *en;
} blames[] = {
    [BLAME_COLUMN] = {"total_column_unfilled", "总计列未填",
                      "its total column was not filled in"},
    [BLAME_ROW] = {"total_row_unfilled", "总计行未填", "its total row was not filled in"},
    [BLAME_TOTAL] = {"total", "总计填错", "its total is not its sum"},
    [BLAME_DOUBLE] = {"double_entry", "办理结果与收到的件数不符，同一件可能计入两行",
                      "its results are not what it received: perhaps one case in two rows"},
};

const char *
sum_gap_kind_code(enum sum_gap_kind k)
{
    static const char *const codes[] = {"differs", "printed", "rounded"};

    return codes[k];
}

const char *
blame_kind_code(enum blame_kind k)
{
    return blames[k].code;
}

const char *
blame_kind_words(enum blame_kind k, bool english)
{
    return english ? blames[k].en : blames[k].zh;
}

/* ---- A child's own sums ---- */

static bool
is_result(const struct tally_form *f, int row)
{
    return f->rows[row].kind == ROW_OUTCOME || f->rows[row].kind == ROW_OTHER;
}

static bool
takes_part(const struct summing *s, int child)
{
    return s->children[child]->tally_form == s->parent->tally_form;
}

static long
results_of(const struct report *r, int column)
{
    long sum = 0;

    for (int i = 0; i < r->tally_form->row_count; i++)
        if (is_result(r->tally_form, i))
            sum += r->cells[i][column].value;
    return sum;
}

static long
cell_of(const struct report *r, const char *key, int column)
{
    return r->cells[tally_row_of(r->tally_form, key)][column].value;
}

/* By how many its results are more than what it received and did not carry out. */
static long
doubled(const struct report *r, int column)
{
    return results_of(r, column) - cell_of(r, "new", column) -
           cell_of(r, "carried_in", column) + cell_of(r, "carried_out", column);
}

/* What R should have printed at (ROW, COLUMN): a total computed, but the total row as printed
 * where that is what was received. */
static long
right_of(const struct report *r, int row, int column)
{
    long sum = 0, printed = r->cells[row][column].value, results;

    if (column == TALLY_TOTAL_COLUMN) {
        for (int c = 0; c < TALLY_TOTAL_COLUMN; c++)
            sum += right_of(r, row, c);
        return sum;
    }
    if (r->tally_form->rows[row].kind != ROW_TOTAL)
        return printed;
    results = results_of(r, column);
    return printed == results - doubled(r, column) ? printed : results;
}

static bool
is_zero(const struct report *r, int row, int column)
{
    for (int i = 0; row < 0 && i < r->tally_form->row_count; i++)
        if (r->cells[i][column].value != 0)
            return false;
    for (int i = 0; column < 0 && i < TALLY_COLUMNS; i++)
        if (r->cells[row][i].value != 0)
            return false;
    return true;
}

/* ---- Blame ---- */

static void
put_blame(struct summing *s, int child, enum blame_kind kind, long by)
{
    s->blame[s->blame_count++] = (struct blame){child, kind, by};
}

/* Those whose printed number is not what it should be. */
static void
blame_printed(struct summing *s, int row, int column)
{
    for (int i = 0; i < s->n; i++) {
        const struct report *r = s->children[i];
        long by;

        if (!takes_part(s, i))
            continue;
        by = right_of(r, row, column) - r->cells[row][column].value;
        if (by == 0)
            continue;
        if (column == TALLY_TOTAL_COLUMN && is_zero(r, -1, TALLY_TOTAL_COLUMN))
            put_blame(s, i, BLAME_COLUMN, by);
        else if (r->tally_form->rows[row].kind == ROW_TOTAL && is_zero(r, row, -1))
            put_blame(s, i, BLAME_ROW, by);
        else
            put_blame(s, i, BLAME_TOTAL, by);
    }
}

/* By how much too many R may count in a row of results or the total row, at COLUMN. */
static long
too_many(const struct report *r, int row, int column)
{
    long sum = 0, by;

    if (column == TALLY_TOTAL_COLUMN) {
        for (int c = 0; c < TALLY_TOTAL_COLUMN; c++)
            sum += too_many(r, row, c);
        return sum;
    }
    by = doubled(r, column);
    if (r->tally_form->rows[row].kind == ROW_TOTAL)
        return by;
    return is_result(r->tally_form, row) && by > 0 && r->cells[row][column].value >= by ? by
                                                                                        : 0;
}

/* Those that count a case twice, or that none does. */
static void
blame_doubled(struct summing *s, int row, int column)
{
    for (int i = 0; i < s->n; i++) {
        long by = takes_part(s, i) ? too_many(s->children[i], row, column) : 0;

        if (by != 0)
            put_blame(s, i, BLAME_DOUBLE, by);
    }
}

/* ---- Gaps ---- */

static const char *
name_of(const struct summing *s, int child, bool english)
{
    const char *name = s->children[child]->agency;

    if (name != NULL)
        return name;
    return arena_printf(s->a, english ? "child %d" : "第 %d 份", child + 1);
}

static void
tell(struct summing *s, struct sum_gap *g, const char *shown[3])
{
    const char *zh = "", *en = "";

    for (int i = 0; i < g->blame_count; i++) {
        const struct blame *b = &g->blame[i];

        zh = arena_printf(s->a, "%s；%s（%s，%ld）", zh, name_of(s, b->child, false),
                          blames[b->kind].zh, b->by);
        en = arena_printf(s->a, "%s; %s (%s: %ld)", en, name_of(s, b->child, true),
                          blames[b->kind].en, b->by);
    }
    if (g->kind == SUM_ROUNDED) {
        zh = "；只差上级报告舍去的小数";
        en = "; but for the decimals that the parent left out";
    } else if (g->kind == SUM_DIFFERS && g->unexplained != 0) {
        zh = arena_printf(
            s->a, "%s；各单位自身没有矛盾可以解释：可能还有别的单位，或上级重新统计", zh);
        en = arena_printf(
            s->a,
            "%s; nothing in the children explains it: perhaps there are more of "
            "them, or it was counted anew",
            en);
    }
    g->zh = arena_printf(s->a, "公布 %s，各单位合计 %s，各单位所填之和 %s%s", shown[0],
                         shown[1], shown[2], zh);
    g->en = arena_printf(s->a, "printed %s, computed %s, the children's numbers added %s%s",
                         shown[0], shown[1], shown[2], en);
}

static struct sum_gap *
add_gap(struct summing *s, enum sum_gap_kind kind, struct check_place place, long printed,
        long computed, long added)
{
    struct report_sum *all = s->out;
    struct sum_gap *g;

    if (all->gap_count == s->room) {
        s->room = s->room * 2 + 16;
        g = arena_alloc(s->a, sizeof *g * (size_t)s->room);
        if (all->gap_count > 0)
            memcpy(g, all->gaps, sizeof *g * (size_t)all->gap_count);
        all->gaps = g;
    }
    g = &all->gaps[all->gap_count++];
    *g = (struct sum_gap){.kind = kind,
                          .place = place,
                          .printed = printed,
                          .computed = computed,
                          .added = added,
                          .blame_count = s->blame_count};
    g->blame = arena_alloc(s->a, sizeof *g->blame * (size_t)(s->blame_count + 1));
    memcpy(g->blame, s->blame, sizeof *g->blame * (size_t)s->blame_count);
    g->unexplained = kind == SUM_PRINTED ? printed - added : computed - printed;
    for (int i = 0; i < g->blame_count; i++)
        if ((g->blame[i].kind == BLAME_DOUBLE) == (kind == SUM_DIFFERS))
            g->unexplained -= g->blame[i].by;
    return g;
}

static void
add_counts(struct summing *s, enum report_part part, int row, int column, long printed,
           long computed, long added)
{
    const char *shown[] = {arena_printf(s->a, "%ld", printed),
                           arena_printf(s->a, "%ld", computed),
                           arena_printf(s->a, "%ld", added)};
    enum sum_gap_kind kind = computed != printed ? SUM_DIFFERS : SUM_PRINTED;

    tell(s,
         add_gap(s, kind, (struct check_place){part, row, column, 0, 0}, printed, computed,
                 added),
         shown);
    s->blame_count = 0;
}

/* ---- Section three ---- */

static void
sum_three(struct summing *s)
{
    const struct tally_form *f = s->parent->tally_form;
    struct tally t = {.form = f}, added = {.form = f};

    for (int i = 0; i < s->n; i++) {
        if (!takes_part(s, i)) {
            s->out->left_out[s->out->left_out_count++] = i;
            continue;
        }
        for (int r = 0; r < f->row_count; r++)
            for (int c = 0; c < TALLY_COLUMNS; c++)
                added.cells[r][c] += s->children[i]->cells[r][c].value;
    }
    t = added;
    tally_finish(&t);
    for (int r = 0; r < f->row_count; r++)
        for (int c = 0; c < TALLY_COLUMNS; c++) {
            long printed = s->parent->cells[r][c].value;

            s->out->computed.cells[r][c] = printed_number(t.cells[r][c]);
            if (t.cells[r][c] == printed && added.cells[r][c] == printed)
                continue;
            if (t.cells[r][c] != printed)
                blame_doubled(s, r, c);
            if (added.cells[r][c] != printed)
                blame_printed(s, r, c);
            add_counts(s, PART_three, r, c, printed, t.cells[r][c], added.cells[r][c]);
        }
}

/* ---- Section four ---- */

static void
blame_block(struct summing *s, int block)
{
    for (int i = 0; i < s->n; i++) {
        const struct printed *p = s->children[i]->remedies[block];
        long by = -p[COLUMN_total].value;

        for (enum remedy_column k = 0; k < COLUMN_total; k++)
            by += p[k].value;
        if (by != 0)
            put_blame(s, i, BLAME_TOTAL, by);
    }
}

static void
sum_four(struct summing *s)
{
    struct remedy_table t = {.cells = {{0}}}, added;

    for (int i = 0; i < s->n; i++)
        for (int b = 0; b < BLOCK_COUNT; b++)
            for (int k = 0; k < COLUMN_COUNT; k++)
                t.cells[b][k] += s->children[i]->remedies[b][k].value;
    added = t;
    remedy_table_finish(&t);
    for (int b = 0; b < BLOCK_COUNT; b++)
        for (int k = 0; k < COLUMN_COUNT; k++) {
            long printed = s->parent->remedies[b][k].value;

            s->out->computed.remedies[b][k] = printed_number(t.cells[b][k]);
            if (t.cells[b][k] == printed && added.cells[b][k] == printed)
                continue;
            if (k == COLUMN_total)
                blame_block(s, b);
            add_counts(s, PART_four, b, k, printed, t.cells[b][k], added.cells[b][k]);
        }
}

/* ---- Section two ---- */

/* The unit of the last decimal that AMOUNT (fen of 万元) was printed with. */
static long
last_decimal(long amount)
{
    long unit = 1;

    while (amount != 0 && unit < FEN_PER_10K_YUAN && amount % (unit * 10) == 0)
        unit *= 10;
    return amount != 0 ? unit : 0;
}

static void
sum_two(struct summing *s)
{
    const struct figure_form *f = s->parent->figure_form;

    for (int i = 0; i < f->count; i++) {
        enum figure_unit unit = f->figures[i].unit;
        long sum = 0, printed = s->parent->figures[i].value;
        char now[40], right[40];
        const char *shown[3];
        bool rounded;

        for (int k = 0; k < s->n; k++)
            if (s->children[k]->figure_form == f)
                sum += s->children[k]->figures[i].value;
        s->out->computed.figures[i] = printed_number(sum);
        if (sum == printed)
            continue;
        rounded = unit == UNIT_AMOUNT_10K && labs(sum - printed) < last_decimal(printed);
        shown[0] = figure_print(unit, printed, now, sizeof now);
        shown[1] = shown[2] = figure_print(unit, sum, right, sizeof right);
        tell(s,
             add_gap(s, rounded ? SUM_ROUNDED : SUM_DIFFERS,
                     (struct check_place){PART_two, i, -1, 0, 0}, printed, sum, sum),
             shown);
    }
}

struct report_sum
report_sum(struct arena *a, const struct report *parent,
           const struct report *const *children, int n)
{
    struct report_sum out = {.gap_count = 0};
    struct summing s = {
        .a = a, .parent = parent, .children = children, .n = n, .out = &out};

    out.computed = *parent;
    memset(out.computed.text, 0, sizeof out.computed.text);
    out.left_out = arena_alloc(a, sizeof *out.left_out * (size_t)(n + 1));
    s.blame = arena_alloc(a, sizeof *s.blame * (size_t)(2 * n + 1));
    if (parent->figure_form != NULL)
        sum_two(&s);
    if (parent->tally_form != NULL)
        sum_three(&s);
    if (parent->has_remedies)
        sum_four(&s);
    return out;
}
