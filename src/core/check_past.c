/* A report against that of the year before: what was carried over, what was pending, and what
 * leaps (rules 5.8, 6.3, 8.8). */
#include "core/check.h"

#include <stdlib.h>
#include <string.h>

/* Below this a number may become any other without anybody asking. */
enum { WORTH_ASKING = 20, TIMES = 5 };

static const struct printed *
cell_of(const struct report *r, const char *row, int column)
{
    return &r->cells[tally_row_of(r->tally_form, row)][column];
}

/* Whether the total of ROW is the sum of the six; else that is a finding of its own. */
static bool
adds_up(const struct report *r, const char *row)
{
    long sum = 0;

    for (int i = 0; i < TALLY_TOTAL_COLUMN; i++)
        sum += cell_of(r, row, i)->value;
    return sum == cell_of(r, row, TALLY_TOTAL_COLUMN)->value;
}

static void
check_carried(struct check *c)
{
    int row = tally_row_of(c->r->tally_form, "carried_in");
    const struct report *before = c->context->previous;
    bool totals = adds_up(c->r, "carried_in") && adds_up(before, "carried_out");

    for (int i = 0; i < TALLY_COLUMNS; i++) {
        const struct printed *in = cell_of(c->r, "carried_in", i);
        const struct printed *out = cell_of(before, "carried_out", i);
        struct finding *f;

        if (in->value == out->value || (i == TALLY_TOTAL_COLUMN && !totals))
            continue;
        f = check_add_numbers(
            c, CHECK_carried_in, check_at(PART_three, row, i), in->value, out->value,
            arena_printf(c->a, "“%s”列：上年结转填 %ld，上年度报告的结转下年度为 %ld",
                         tally_column_label(i), in->value, out->value),
            arena_printf(c->a, "column %s: carried_in says %ld, last year carried out %ld",
                         tally_column_key(i), in->value, out->value));
        if (check_could_hold(in->value, check_is_open(in), out->value, check_is_open(out)))
            f->verdict = CHECK_CANNOT_TELL;
    }
}

static long
counted(const struct report *r, enum remedy_block b)
{
    long sum = 0;

    for (enum remedy_column k = 0; k < COLUMN_total; k++)
        sum += r->remedies[b][k].value;
    return sum;
}

static void
check_pending(struct check *c)
{
    for (enum remedy_block b = 0; b < BLOCK_COUNT; b++) {
        long pending = c->context->previous->remedies[b][COLUMN_pending].value;
        long now = counted(c->r, b);

        if (now < pending)
            check_add_numbers(
                c, CHECK_pending_gone, check_at(PART_four, (int)b, COLUMN_total), now,
                pending,
                arena_printf(c->a, "“%s”：上年尚未审结 %ld 件，本年各项结果只有 %ld 件",
                             remedy_block_label(b), pending, now),
                arena_printf(c->a, "%s: %ld were pending last year, only %ld are counted",
                             remedy_block_code(b), pending, now));
    }
}

static void
compare(struct check *c, struct check_place place, const char *zh, const char *en,
        long before, long now)
{
    long more = before > now ? before : now, less = before > now ? now : before;

    if (more < WORTH_ASKING || less < 0 || more / TIMES < less ||
        (more / TIMES == less && more % TIMES == 0))
        return;
    check_add_numbers(
        c, CHECK_jump, place, now, before,
        arena_printf(c->a, "“%s”本年 %ld，上年 %ld，相差五倍以上", zh, now, before),
        arena_printf(c->a, "%s: %ld, last year %ld: more than fivefold", en, now, before));
}

static void
check_jumps(struct check *c)
{
    const struct report *r = c->r, *before = c->context->previous;
    long now = 0, then = 0;

    if (r->tally_form != NULL && before->tally_form != NULL) {
        for (int i = 0; i < TALLY_TOTAL_COLUMN; i++) {
            now += cell_of(r, "new", i)->value;
            then += cell_of(before, "new", i)->value;
        }
        compare(c, check_at(PART_three, 0, TALLY_TOTAL_COLUMN),
                "一、本年新收政府信息公开申请数量", "new", then, now);
    }
    if (r->has_remedies && before->has_remedies)
        for (enum remedy_block b = 0; b < BLOCK_COUNT; b++)
            compare(c, check_at(PART_four, (int)b, COLUMN_total), remedy_block_label(b),
                    remedy_block_code(b), counted(before, b), counted(r, b));
    if (r->figure_form == NULL || r->figure_form != before->figure_form)
        return;
    for (int i = 0; i < r->figure_form->count; i++) {
        const struct figure *f = &r->figure_form->figures[i];

        if (f->unit == UNIT_COUNT && !check_is_open(&r->figures[i]) &&
            !check_is_open(&before->figures[i]))
            compare(c, check_at(PART_two, i, -1),
                    arena_printf(c->a, "%s %s", f->row_label, f->column_label), f->key,
                    before->figures[i].value, r->figures[i].value);
    }
}

void
check_past(struct check *c)
{
    const struct report *before = c->context->previous;

    if (before == NULL)
        return;
    if (c->r->tally_form != NULL && before->tally_form != NULL)
        check_carried(c);
    if (c->r->has_remedies && before->has_remedies)
        check_pending(c);
    check_jumps(c);
}
