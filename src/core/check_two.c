/* Section two: figures that an agency states (rules 7.1 to 7.3).  Nothing there must add up,
 * so all of it is a warning. */
#include "base/text.h"
#include "core/check.h"

#include <string.h>

enum { MUCH_MORE = 3000, FAR_MORE = 30000, YUAN_PER_10K = 10000 };

/* The number with KEY, if R has it; its place into *AT. */
static bool
figure(const struct report *r, const char *key, long *value, int *at)
{
    int i = r == NULL || r->figure_form == NULL ? -1 : figure_of(r->figure_form, key);

    if (i < 0 || check_is_open(&r->figures[i]))
        return false;
    *value = r->figures[i].value;
    *at = i;
    return true;
}

/* How a wrong stock was probably come by (reports show these habits). */
static void
add_habit(struct finding *f, long issued, long repealed)
{
    const char *zh = NULL, *en = NULL;

    if (f->printed == issued + repealed && repealed > 0) {
        zh = "填的是本年制发与废止之和";
        en = "issued and repealed were added";
    } else if (f->printed == issued - repealed && repealed > 0) {
        zh = "填的是本年制发减废止，没有计入以前年度的";
        en = "issued less repealed: those of earlier years were left out";
    } else if (f->printed == issued && issued > 0) {
        zh = "填的是本年制发件数，没有计入以前年度的";
        en = "it is the number issued: those of earlier years were left out";
    }
    f->cause_zh = zh;
    f->cause_en = en;
}

static void
check_stock(struct check *c, const char *row)
{
    const char *key_issued = arena_printf(c->a, "%s.issued", row);
    const char *key_repealed = arena_printf(c->a, "%s.repealed", row);
    const char *key_stock = arena_printf(c->a, "%s.in_force", row);
    long issued, repealed, stock, before, right;
    struct finding *f;
    int at, other;

    if (!figure(c->r, key_issued, &issued, &at) ||
        !figure(c->r, key_repealed, &repealed, &at) ||
        !figure(c->r, key_stock, &stock, &at))
        return;
    if (stock < issued) {
        f = check_add_numbers(
            c, CHECK_in_force, check_at(PART_two, at, -1), stock, issued,
            arena_printf(c->a, "“%s”现行有效 %ld 件，少于本年制发的 %ld 件",
                         c->r->figure_form->figures[at].row_label, stock, issued),
            arena_printf(c->a, "%s: %ld in force, fewer than the %ld issued", row, stock,
                         issued));
        add_habit(f, issued, repealed);
    }
    if (!figure(c->context->previous, key_stock, &before, &other) ||
        !report_stock(c->r->figure_form, at, c->r->figures,
                      &c->context->previous->figures[other], &right) ||
        right == stock)
        return;
    f = check_add_numbers(
        c, CHECK_stock, check_at(PART_two, at, -1), stock, right,
        arena_printf(c->a,
                     "“%s”现行有效 %ld 件；上年 %ld 加制发 %ld 减废止 %ld 应为 %ld 件",
                     c->r->figure_form->figures[at].row_label, stock, before, issued,
                     repealed, right),
        arena_printf(c->a,
                     "%s: %ld in force; last year's %ld and %ld issued less %ld "
                     "repealed make %ld",
                     row, stock, before, issued, repealed, right));
    add_habit(f, issued, repealed);
}

static void
check_power(struct check *c)
{
    for (int i = 0; i < c->r->figure_form->count; i++) {
        const struct figure *f = &c->r->figure_form->figures[i];
        long value = c->r->figures[i].value;

        if (strcmp(f->row, "rules") == 0 && value > 0)
            check_add_numbers(
                c, CHECK_rule_power, check_at(PART_two, i, -1), value, 0,
                arena_printf(c->a, "“%s”的“%s”填 %ld，本机关没有规章制定权", f->row_label,
                             f->column_label, value),
                arena_printf(c->a, "%s says %ld, but the agency has no power to make rules",
                             f->key, value));
    }
}

/* Whether the number of a cell has 元 behind it, and not 万元 or 亿元: it was read as yuan. */
static bool
names_yuan(const char *remark)
{
    const char *s = remark, *from;

    while (s != NULL && *(from = s) != '\0') {
        unsigned c = text_next(&s);

        if (c == 0x5143) /* 元 */
            return true;
        if ((c < '0' || c > '9') && (c < 0xff10 || c > 0xff19) && c != '.' && c != ',' &&
            c != ' ' && c != '\n' && c != 0x3000 && c != 0xff0e && c != 0xff0c)
            return false;
    }
    return false;
}

/* Whether AMOUNT (fen) is one in yuan that was put in as 万元: it is what the office collected,
 * or last year's, ten thousandfold.  A number that says 元 was converted where it was read
 * (document/report_number.h). */
static bool
looks_like_yuan(const struct check *c, const struct printed *p, long amount)
{
    long before;
    int at;

    if (names_yuan(p->remark))
        return false;
    if (c->context->has_fees && c->context->fee_collected > 0 &&
        amount == c->context->fee_collected * YUAN_PER_10K)
        return true;
    return figure(c->context->previous, "fees.amount", &before, &at) && before > 0 &&
           amount / MUCH_MORE >= before && amount / FAR_MORE <= before;
}

static void
check_amount(struct check *c)
{
    char now[40], right[40];
    long amount;
    int at;

    if (!figure(c->r, "fees.amount", &amount, &at) || amount <= 0 ||
        c->r->figure_form->figures[at].unit != UNIT_AMOUNT_10K ||
        !looks_like_yuan(c, &c->r->figures[at], amount))
        return;
    figure_print(UNIT_AMOUNT_10K, amount, now, sizeof now);
    figure_print(UNIT_AMOUNT_10K, amount / YUAN_PER_10K, right, sizeof right);
    check_add_numbers(
        c, CHECK_yuan, check_at(PART_two, at, -1), amount, amount / YUAN_PER_10K,
        arena_printf(c->a, "收费金额 %s 万元可能是 %s 元，应填 %s", now, now, right),
        arena_printf(c->a, "%s is perhaps an amount in yuan: it should be %s", now, right));
}

void
check_section_two(struct check *c)
{
    check_stock(c, "rules");
    check_stock(c, "normative_documents");
    if (c->context->rule_power == POWER_NONE)
        check_power(c);
    check_amount(c);
}
