/* Arithmetic of the narrative: lists that claim a sum, shares in per cent, growth. */
#include "core/check.h"

#include <string.h>

/* ---- Lists ---- */

/* A list that comes this near to the sum claims it; one further away lists examples. */
enum { NEAR = 85, OVER = 125, SHORTEST_LIST = 3 };

static bool
counts(const struct numeral *n)
{
    return n->decimals == 0 &&
           (n->unit == NUMERAL_CASE || n->unit == NUMERAL_PIECE || n->unit == NUMERAL_BARE);
}

static bool
within(const char *from, const char *to, const char *word)
{
    return words_find(from, to, word) != NULL;
}

/* Whether N claims to be a sum: 共85条. */
static bool
is_sum(const struct saying *k, int i)
{
    static const char *const sums[] = {"共", "总计", "合计", "累计", "共计"};
    const struct numeral *n = &k->numerals[i];
    const char *from = i > 0 ? n[-1].end : k->s.words;

    if (n->unit == NUMERAL_BARE || !counts(n))
        return false;
    for (size_t w = 0; w < sizeof sums / sizeof *sums; w++)
        if (within(from, n->start, sums[w]))
            return true;
    return *n->end == ':';
}

/* Whether item I of the list after HEAD follows on the one before: behind the head a comma or
 * a bracket, between items one 、 and no other mark. */
static bool
follows(const struct saying *k, int head, int i)
{
    const char *from = k->numerals[i - 1].end, *to = k->numerals[i].start;

    if (i == head + 1)
        return (*from == ',' || *from == ':' || *from == '(') &&
               !within(from, to, "其中") && !within(from, to, "、") &&
               !within(from, to, "增") && !within(from, to, "减");
    return strncmp(from, "、", strlen("、")) == 0 && !within(from, to, ",") &&
           !within(from + strlen("、"), to, "、") && !within(from, to, "(") &&
           !within(from, to, ")") && k->numerals[i].unit == k->numerals[head + 1].unit;
}

static void
judge_list(struct check *c, const struct saying *k, int head)
{
    long claimed = k->numerals[head].value, sum = 0;
    int i = head + 1;

    for (; i < k->count && counts(&k->numerals[i]) && follows(k, head, i); i++) {
        sum += k->numerals[i].value;
        if (sum == claimed)
            return;
    }
    if (i - head - 1 < SHORTEST_LIST || sum * 100 < claimed * NEAR ||
        sum * 100 > claimed * OVER)
        return;
    check_add_numbers(c, CHECK_text_list, check_saying(k), claimed, sum,
                      arena_printf(c->a, "：称共 %ld，列出的 %d 项相加为 %ld", claimed,
                                   i - head - 1, sum),
                      arena_printf(c->a, "%ld claimed, the %d items listed add up to %ld",
                                   claimed, i - head - 1, sum));
}

/* ---- Shares and growth ---- */

/* A number as big as this that is the table's is so by no accident. */
enum { TELLING = 100 };

/* The last decimal of N: 0.01 of 17.46. */
static double
step_of(const struct numeral *n)
{
    double step = 1;

    for (int i = 0; i < n->decimals; i++)
        step /= 10;
    return step;
}

static double
value_of(const struct numeral *n)
{
    return (double)n->value * step_of(n);
}

static double
apart(double x, double y)
{
    return x < y ? y - x : x - y;
}

static long
hundredths(double x)
{
    return (long)(100 * x + (x < 0 ? -0.5 : 0.5));
}

/* Whether RIGHT, rounded or cut off, prints as N does. */
static bool
prints_as(double right, const struct numeral *n)
{
    return apart(right, value_of(n)) < step_of(n) + 1e-9;
}

/* “208件（17.46%）”, “3件37.5%”: nothing that would make it another share stands between. */
static bool
is_share(const char *from, const char *to)
{
    static const char *const between[] = {"",    "(",   ",",     "占",    "占比",
                                          "(占", ",占", "(占比", ",占比", "(占总数的"};
    size_t len = (size_t)(to - from);

    for (size_t i = 0; i < sizeof between / sizeof *between; i++)
        if (strlen(between[i]) == len && strncmp(from, between[i], len) == 0)
            return true;
    return false;
}

static void
judge_share(struct check *c, const struct saying *k, int i)
{
    const struct numeral *share = &k->numerals[i], *part = share - 1;
    struct readings whole = readings_of(c->r, CLAIM_ANSWERED, -1);
    struct readings more = readings_of(c->r, CLAIM_RECEIVED, -1), own;
    int row;
    enum claim claim =
        claim_of(c->r->tally_form, k->s.words, i > 1 ? part - 1 : NULL, part, &row);
    double first;

    if (claim < CLAIM_GRANTED || claim > CLAIM_OTHER || whole.count == 0 ||
        whole.value[0] <= 0 || k->partial || !is_share(part->end, share->start))
        return;
    own = readings_of(c->r, claim, row);
    if (!readings_have(&own, part->value))
        return;
    first = 100.0 * (double)part->value / (double)whole.value[0];
    for (int j = 0; j < whole.count; j++)
        if (whole.value[j] > 0 &&
            prints_as(100.0 * (double)part->value / (double)whole.value[j], share))
            return;
    for (int j = 0; j < more.count; j++)
        if (more.value[j] > 0 &&
            prints_as(100.0 * (double)part->value / (double)more.value[j], share))
            return;
    check_add_numbers(
        c, CHECK_text_percent, check_saying(k), hundredths(value_of(share)),
        hundredths(first),
        arena_printf(c->a, "：%ld 件称占 %.*f%%，按 %ld 件计为 %.2f%%", part->value,
                     share->decimals, value_of(share), whole.value[0], first),
        arena_printf(c->a, "%ld are said to be %.*f %%, but %.2f %% of %ld", part->value,
                     share->decimals, value_of(share), first, whole.value[0]));
}

/* 1 for growth, -1 for the contrary, 0 where N is neither against the year before. */
static int
direction(const char *from, const char *to)
{
    static const char *const more[] = {"增长", "上升", "增加", "提高"};
    static const char *const less[] = {"下降", "减少", "降低"};

    if (within(from, to, "分别"))
        return 0;
    if (!within(from, to, "同比") && !within(from, to, "较上年") &&
        !within(from, to, "比上年") && !within(from, to, "较去年") &&
        !within(from, to, "比去年"))
        return 0;
    for (size_t i = 0; i < 4; i++)
        if (within(from, to, more[i]))
            return 1;
    for (size_t i = 0; i < 3; i++)
        if (within(from, to, less[i]))
            return -1;
    return 0;
}

static void
judge_growth(struct check *c, const struct saying *k, int i)
{
    const struct numeral *growth = &k->numerals[i], *n = growth - 1;
    int way = direction(n->end, growth->start), row;
    enum claim claim =
        claim_of(c->r->tally_form, k->s.words, i > 1 ? n - 1 : NULL, n, &row);
    struct readings now, before;
    double first = 0;
    bool any = false;

    if (way == 0 || c->context->previous == NULL || k->partial ||
        (!k->topic && n->value < TELLING) ||
        (claim != CLAIM_RECEIVED && claim != CLAIM_NEW && claim != CLAIM_ANSWERED))
        return;
    now = readings_of(c->r, claim, row);
    before = readings_of(c->context->previous, claim, row);
    if (!readings_have(&now, n->value))
        return;
    for (int j = 0; j < before.count; j++) {
        double right;

        if (before.value[j] <= 0)
            continue;
        right = 100.0 * (double)(n->value - before.value[j]) / (double)before.value[j];
        if (prints_as(right * way, growth))
            return;
        if (!any || apart(right * way, value_of(growth)) < apart(first, value_of(growth)))
            first = right * way;
        any = true;
    }
    if (any)
        check_add_numbers(
            c, CHECK_text_growth, check_saying(k), hundredths(value_of(growth)),
            hundredths(first),
            arena_printf(c->a, "：所称 %.*f%%，按上年度报告计为 %.2f%%", growth->decimals,
                         value_of(growth), first),
            arena_printf(c->a, "%.*f %% is said; with last year's report it is %.2f %%",
                         growth->decimals, value_of(growth), first));
}

void
check_arithmetic(struct check *c, const struct saying *k)
{
    for (int i = 0; i < k->count; i++) {
        if (is_sum(k, i))
            judge_list(c, k, i);
        if (i > 0 && k->numerals[i].unit == NUMERAL_PERCENT) {
            judge_share(c, k, i);
            judge_growth(c, k, i);
        }
    }
}
