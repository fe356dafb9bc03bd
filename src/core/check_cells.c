/* What stands in the cells of the three tables, and which form they are on.  However many
 * cells are blank, that is one finding of each table. */
#include "core/check.h"

#include <string.h>

enum { MOST_CELLS = TALLY_MAX_ROWS * TALLY_COLUMNS };

struct tour {
    enum report_part part;
    int blanks, words, missing; /* missing: rows */
    struct check_cell blank[MOST_CELLS], word[MOST_CELLS];
    int missing_row[TALLY_MAX_ROWS];
};

static void
visit(struct tour *t, const struct printed *p, int row, int column)
{
    struct check_cell cell = {row, column, p->value, p->value};

    if (p->state == CELL_UNREADABLE)
        t->word[t->words++] = cell;
    else if (check_is_open(p))
        t->blank[t->blanks++] = cell;
}

/* COUNT cells from P on, which are a row of the form (of section three). */
static void
visit_row(struct tour *t, const struct printed *p, int count, int row)
{
    int absent = 0;

    for (int i = 0; i < count; i++)
        absent += p[i].state == CELL_ABSENT;
    if (absent == count) {
        t->missing_row[t->missing++] = row;
        return;
    }
    for (int i = 0; i < count; i++)
        visit(t, &p[i], row, i);
}

static void
look(const struct report *r, struct tour *t)
{
    if (t->part == PART_two)
        for (int i = 0; i < r->figure_form->count; i++)
            visit(t, &r->figures[i], i, -1);
    else if (t->part == PART_three)
        for (int i = 0; i < r->tally_form->row_count; i++)
            visit_row(t, r->cells[i], TALLY_COLUMNS, i);
    else
        for (int i = 0; i < BLOCK_COUNT; i++)
            visit_row(t, r->remedies[i], COLUMN_COUNT, i);
}

static void
keep_cells(struct check *c, struct finding *f, const struct check_cell *cells, int n)
{
    struct check_cell *kept = arena_alloc(c->a, sizeof *kept * (size_t)n);

    memcpy(kept, cells, sizeof *kept * (size_t)n);
    f->cells = kept;
    f->cell_count = n;
}

static void
add_blank(struct check *c, const struct tour *t)
{
    int open = t->part == PART_two ? 0 : check_open_sums(c->r, t->part);
    const char *zh = "", *en = "";
    struct finding *f;

    if (open > 0) {
        zh = arena_printf(c->a, "；有 %d 处合计因此无法判断", open);
        en = arena_printf(c->a, "; %d sums cannot be judged because of them", open);
    }
    f = check_add(
        c, CHECK_blank, check_at(t->part, -1, -1),
        arena_printf(c->a, "有 %d 格没有填数，按 0 读%s", t->blanks, zh),
        arena_printf(c->a, "%d cells hold no number and are read as 0%s", t->blanks, en));
    keep_cells(c, f, t->blank, t->blanks);
    if (open > 0)
        f->verdict = CHECK_CANNOT_TELL;
}

static void
add_words(struct check *c, const struct tour *t)
{
    struct finding *f = check_add(
        c, CHECK_unreadable, check_at(t->part, -1, -1),
        arena_printf(c->a, "有 %d 格里不是数字，没有计入", t->words),
        arena_printf(c->a, "%d cells hold words in the place of a number and do not count",
                     t->words));

    keep_cells(c, f, t->word, t->words);
}

static const char *
row_name(const struct report *r, enum report_part part, int row, bool english)
{
    if (part == PART_four)
        return english ? remedy_block_code((enum remedy_block)row)
                       : remedy_block_label((enum remedy_block)row);
    return english ? r->tally_form->rows[row].key : r->tally_form->rows[row].label;
}

static void
add_missing(struct check *c, const struct tour *t)
{
    const char *zh = "", *en = "";

    for (int i = 0; i < t->missing; i++) {
        int row = t->missing_row[i];

        zh = arena_printf(c->a, "%s“%s”", zh, row_name(c->r, t->part, row, false));
        en = arena_printf(c->a, "%s%s%s", en, i > 0 ? ", " : "",
                          row_name(c->r, t->part, row, true));
    }
    check_add(c, CHECK_row_missing, check_at(t->part, -1, -1),
              arena_printf(c->a, "缺少 %d 行：%s", t->missing, zh),
              arena_printf(c->a, "%d rows are missing: %s", t->missing, en));
}

static void
add_form(struct check *c, enum report_part part, const char *form, const char *of_year)
{
    if (strcmp(form, of_year) == 0)
        return;
    check_add(c, CHECK_form, check_at(part, -1, -1),
              arena_printf(c->a, "%d 年度的报告用了 %s 年的格式，应为 %s 年的格式",
                           c->r->year, form, of_year),
              arena_printf(c->a, "a report of %d is on the form of %s, not on that of %s",
                           c->r->year, form, of_year));
}

static bool
has_table(const struct report *r, enum report_part part)
{
    return part == PART_two     ? r->figure_form != NULL
           : part == PART_three ? r->tally_form != NULL
                                : r->has_remedies;
}

static void
check_form(struct check *c)
{
    int year = c->r->year;

    if (year == 0)
        return;
    if (c->r->figure_form != NULL)
        add_form(c, PART_two, c->r->figure_form->name, figure_form_of_year(year)->name);
    if (c->r->tally_form != NULL)
        add_form(c, PART_three, c->r->tally_form->name, tally_form_of_year(year)->name);
}

void
check_cells(struct check *c)
{
    for (enum report_part part = PART_two; part <= PART_four; part++) {
        struct tour *t;

        if (!has_table(c->r, part)) {
            check_add(c, CHECK_table_missing, check_at(part, -1, -1),
                      "没有找到这一部分的表格", "the table of this section was not found");
            continue;
        }
        t = arena_alloc(c->a, sizeof *t);
        t->part = part;
        look(c->r, t);
        if (t->blanks > 0)
            add_blank(c, t);
        if (t->words > 0)
            add_words(c, t);
        if (t->missing > 0)
            add_missing(c, t);
    }
    check_form(c);
}
