/* Section four: its three sums (rule 6.1). */
#include "core/check.h"

#include <string.h>

bool
check_block_could_hold(const struct report *r, const struct remedy_table_fault *f)
{
    const struct printed *cells = r->remedies[f->block];
    bool open = false;

    if (f->column != COLUMN_total)
        return false;
    for (enum remedy_column c = 0; c < COLUMN_total; c++)
        open |= check_is_open(&cells[c]);
    return check_could_hold(f->printed, check_is_open(&cells[COLUMN_total]), f->right,
                            open);
}

/* The commonest slips: the total was left at 0, or a number was added after it. */
static void
add_cause(struct check *c, struct finding *f, const long *cells)
{
    long lacking = f->expected - f->printed;

    if (f->printed == 0) {
        f->cause_zh = arena_printf(c->a, "总计漏填：应为 %ld", f->expected);
        f->cause_en =
            arena_printf(c->a, "the total was left at 0; it should be %ld", f->expected);
        return;
    }
    for (enum remedy_column k = 0; k < COLUMN_total; k++)
        if (lacking > 0 && cells[k] == lacking) {
            f->cause_zh = arena_printf(c->a, "总计可能漏加了“%s” %ld 件：应为 %ld",
                                       remedy_column_label(k), lacking, f->expected);
            f->cause_en = arena_printf(
                c->a, "%s (%ld) was perhaps put in after the total: it should be %ld",
                remedy_column_code(k), lacking, f->expected);
            return;
        }
    f->cause_zh = arena_printf(c->a, "四项无误的话，总计应为 %ld", f->expected);
    f->cause_en = arena_printf(c->a, "if the four are right the total is %ld", f->expected);
}

void
check_section_four(struct check *c)
{
    struct remedy_table_fault faults[REMEDY_MAX_FAULTS];
    struct remedy_table t;
    char zh[512], en[512];
    int n;

    report_remedy_table(c->r, &t);
    n = remedy_table_check(&t, faults);
    for (int i = 0; i < n; i++) {
        const struct remedy_table_fault *f = &faults[i];
        enum check_rule rule =
            f->column == COLUMN_total && f->printed >= 0 ? CHECK_remedies : CHECK_negative;
        struct finding *found;

        if (check_block_could_hold(c->r, f))
            continue;
        remedy_fault_zh(&t, f, zh, sizeof zh);
        remedy_fault_en(&t, f, en, sizeof en);
        found = check_add_numbers(
            c, rule, check_at(PART_four, (int)f->block, (int)f->column), f->printed,
            f->right, arena_copy(c->a, zh, strlen(zh)), arena_copy(c->a, en, strlen(en)));
        if (rule == CHECK_remedies)
            add_cause(c, found, t.cells[f->block]);
    }
}
