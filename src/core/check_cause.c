/* What probably went wrong in section three, and what would repair it.
 *
 * A slip leaves a pattern in the sums.  A number typed wrong breaks the sums of its row and of
 * its column; a case counted twice breaks those of its column and of the column 总计; a total
 * row copied from the total column is wrong in the applicants' columns alone. */
#include "core/check.h"

#include <string.h>

struct cause {
    struct check *c;
    const struct tally *t;
    int first; /* the findings from here on are faults of T */
    int total, new, carried_in, carried_out;
};

static struct finding *
next_fault(struct cause *k, int *i)
{
    while (*i < k->c->found->count) {
        struct finding *f = &k->c->found->list[(*i)++];

        if (f->rule == CHECK_balance || f->rule == CHECK_results ||
            f->rule == CHECK_categories)
            return f;
    }
    return NULL;
}

static void
put(struct finding *f, const char *zh, const char *en)
{
    if (f->cause_zh == NULL) {
        f->cause_zh = zh;
        f->cause_en = en;
    }
}

static struct finding *
fault_of(struct cause *k, enum check_rule rule, int row, int column)
{
    struct finding *f;
    int i = k->first;

    while ((f = next_fault(k, &i)) != NULL)
        if (f->rule == rule && (row < 0 || f->place.row == row) &&
            (column < 0 || f->place.column == column))
            return f;
    return NULL;
}

static const char *
row_label(const struct cause *k, int row)
{
    return k->t->form->rows[row].label;
}

static bool
is_result(const struct cause *k, int row)
{
    enum tally_kind kind = k->t->form->rows[row].kind;

    return kind == ROW_OUTCOME || kind == ROW_OTHER;
}

/* Nothing was received, decided or carried on for the applicants of COLUMN. */
static bool
stands_alone(const struct cause *k, int column)
{
    return k->t->cells[k->new][column] == 0 && k->t->cells[k->carried_in][column] == 0 &&
           k->t->cells[k->total][column] == 0 && k->t->cells[k->carried_out][column] == 0;
}

/* ---- The total row, typed from the total column ---- */

static bool
total_row_is_copied(const struct cause *k)
{
    const long *row = k->t->cells[k->total];
    long results = 0;

    if (row[0] != row[TALLY_TOTAL_COLUMN] || row[0] == 0)
        return false;
    for (int c = 1; c < TALLY_TOTAL_COLUMN; c++)
        if (row[c] != 0)
            return false;
    for (int r = 0; r < k->t->form->row_count; r++)
        if (is_result(k, r))
            results += k->t->cells[r][TALLY_TOTAL_COLUMN];
    return results == row[TALLY_TOTAL_COLUMN];
}

static void
try_copied_row(struct cause *k)
{
    struct finding *f;
    int i = k->first;

    if (fault_of(k, CHECK_results, -1, 0) == NULL || !total_row_is_copied(k))
        return;
    while ((f = next_fault(k, &i)) != NULL)
        if (f->rule != CHECK_categories)
            put(f, "总计行照总计列填写，没有按申请人分开：各列总计应为该列各项办理结果之和",
                "the row 总计 was typed from the column 总计: each of its cells is the sum of "
                "the results of its own column");
}

/* ---- One number typed wrong ---- */

/* The change that makes all three sums hold in which the cell stands, 0 for none; ROW is the
 * fault of its row, IN that of its column. */
static long
change_of(const struct cause *k, int row, const struct finding *of_row,
          const struct finding *in, int column)
{
    long by_row = column == TALLY_TOTAL_COLUMN ? of_row->expected - of_row->printed
                                               : of_row->printed - of_row->expected;
    long by_column = in->printed - in->expected; /* what the right side lacks */

    if (in->rule == CHECK_balance && (row == k->new || row == k->carried_in))
        by_column = -by_column;
    if (in->rule == CHECK_results && row == k->total)
        by_column = -by_column;
    return by_row == by_column ? by_row : 0;
}

static void
put_cell(struct cause *k, int row, int column, long change, struct finding *of_row,
         struct finding *in)
{
    long now = k->t->cells[row][column];
    const char *label = tally_column_label(column), *key = tally_column_key(column);
    const char *zh = arena_printf(k->c->a, "“%s”行“%s”列的 %ld 可能应为 %ld",
                                  row_label(k, row), label, now, now + change);
    const char *en = arena_printf(k->c->a, "%s, %s: %ld should perhaps be %ld",
                                  k->t->form->rows[row].key, key, now, now + change);

    if (now + change < 0)
        return;
    if (is_result(k, row) && column != TALLY_TOTAL_COLUMN && stands_alone(k, column)) {
        zh = arena_printf(
            k->c->a,
            "“%s”列没有收到申请，却在“%s”行有 %ld 件：填错了申请人一栏，或者新收、"
            "总计漏计了这 %ld 件",
            label, row_label(k, row), now, now);
        en = arena_printf(k->c->a,
                          "%s received nothing, yet %ld stands in %s: the wrong kind of "
                          "applicant, or lost in new and in total",
                          key, now, k->t->form->rows[row].key);
    }
    put(of_row, zh, en);
    put(in, zh, en);
    in = row == k->total ? fault_of(k, CHECK_balance, -1, column) : NULL;
    if (in != NULL)
        put(in, zh, en);
}

static void
try_cell(struct cause *k, int row, int column)
{
    struct finding *of_row = fault_of(k, CHECK_categories, row, -1), *in;
    long change;

    if (of_row == NULL || of_row->cause_zh != NULL)
        return;
    in = fault_of(k, CHECK_results, -1, column);
    if (in == NULL || (row != k->total && !is_result(k, row)))
        in = fault_of(k, CHECK_balance, -1, column);
    if (in == NULL || in->cause_zh != NULL ||
        (in->rule == CHECK_balance && is_result(k, row)))
        return;
    change = change_of(k, row, of_row, in, column);
    if (change != 0)
        put_cell(k, row, column, change, of_row, in);
}

/* ---- Results that are too many ---- */

/* The rows of results whose number in COLUMN is EXCESS. */
static int
rows_of(const struct cause *k, int column, long excess, int rows[TALLY_MAX_ROWS])
{
    int n = 0;

    for (int r = 0; r < k->t->form->row_count; r++)
        if (is_result(k, r) && k->t->cells[r][column] == excess)
            rows[n++] = r;
    return n;
}

static void
put_alone(struct cause *k, struct finding *f, int row, long excess)
{
    int column = f->place.column;

    put(f,
        arena_printf(
            k->c->a,
            "“%s”列没有收到申请，却在“%s”行计了 %ld 件：填错了申请人一栏，或者多计了",
            tally_column_label(column), row_label(k, row), excess),
        arena_printf(k->c->a,
                     "%s received nothing, yet %ld are counted in %s: the wrong kind of "
                     "applicant, or counted twice",
                     tally_column_key(column), excess, k->t->form->rows[row].key));
}

static void
put_excess(struct cause *k, struct finding *f, const int *rows, int n, long excess)
{
    const char *zh = "", *en = "";

    for (int i = 0; i < n; i++) {
        zh = arena_printf(k->c->a, "%s“%s”", zh, row_label(k, rows[i]));
        en = arena_printf(k->c->a, "%s%s%s", en, i > 0 ? ", " : "",
                          k->t->form->rows[rows[i]].key);
    }
    if (n == 0)
        put(f, arena_printf(k->c->a, "有 %ld 件在办理结果中多计，或总计少计", excess),
            arena_printf(k->c->a,
                         "%ld cases too many in the results, or too few in the total",
                         excess));
    else if (n == 1)
        put(f, arena_printf(k->c->a, "%s行正好是 %ld 件：可能与别的行重复计算", zh, excess),
            arena_printf(k->c->a, "%s is just %ld: perhaps counted in another row too", en,
                         excess));
    else
        put(f,
            arena_printf(k->c->a, "%s行各有 %ld 件：可能是同一件计入了其中两行", zh,
                         excess),
            arena_printf(k->c->a,
                         "%s hold %ld each: perhaps one case counted in two of them", en,
                         excess));
}

static void
try_excess(struct cause *k, struct finding *f)
{
    long excess = f->expected - f->printed;
    int column = f->place.column, rows[TALLY_MAX_ROWS];
    int n = rows_of(k, column, excess, rows);

    if (column != TALLY_TOTAL_COLUMN && stands_alone(k, column) && n == 1) {
        struct finding *whole = fault_of(k, CHECK_results, -1, TALLY_TOTAL_COLUMN);

        put_alone(k, f, rows[0], excess);
        if (whole != NULL && whole->expected - whole->printed == excess)
            put(whole, f->cause_zh, f->cause_en);
        return;
    }
    if (excess > 0)
        put_excess(k, f, rows, n, excess);
    else
        put(f, arena_printf(k->c->a, "办理结果少计 %ld 件，或总计多计", -excess),
            arena_printf(k->c->a,
                         "%ld cases too few in the results, or too many in the total",
                         -excess));
}

/* ---- What is left ---- */

static void
try_balance(struct cause *k, struct finding *f)
{
    long open = f->printed - f->expected;

    if (open > 0)
        put(f,
            arena_printf(k->c->a,
                         "有 %ld 件既不在总计，也不在结转下年度；或者新收、上年结转多计",
                         open),
            arena_printf(k->c->a,
                         "%ld cases are neither in total nor carried out; or too many were "
                         "counted as received",
                         open));
    else
        put(f,
            arena_printf(k->c->a, "有 %ld 件没有计入新收或上年结转；或者办理、结转多计",
                         -open),
            arena_printf(
                k->c->a,
                "%ld cases are neither new nor carried in; or too many were counted as "
                "settled or carried out",
                -open));
}

static void
try_rest(struct cause *k)
{
    struct finding *f;
    int i = k->first;

    while ((f = next_fault(k, &i)) != NULL)
        if (f->cause_zh != NULL)
            continue;
        else if (f->rule == CHECK_results)
            try_excess(k, f);
        else if (f->rule == CHECK_balance)
            try_balance(k, f);
        else
            put(f, arena_printf(k->c->a, "六类申请人无误的话，总计应为 %ld", f->expected),
                arena_printf(k->c->a, "if the six are right the total is %ld",
                             f->expected));
}

void
check_causes(struct check *c, const struct tally *t, int first)
{
    struct cause k = {.c = c,
                      .t = t,
                      .first = first,
                      .total = tally_row_of(t->form, "total"),
                      .new = tally_row_of(t->form, "new"),
                      .carried_in = tally_row_of(t->form, "carried_in"),
                      .carried_out = tally_row_of(t->form, "carried_out")};

    if (first == c->found->count)
        return;
    try_copied_row(&k);
    for (int r = 0; r < t->form->row_count; r++)
        for (int column = 0; column < TALLY_COLUMNS; column++)
            try_cell(&k, r, column);
    try_rest(&k);
}
