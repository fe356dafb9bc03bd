#include "core/fee.h"

#include "core/figure.h"

#include <stdio.h>
#include <string.h>

/* Slices of the tariff: up to LAST at RATE; LAST 0 is the end.  By item the rate rises by
 * RISE with every further block of BLOCK behind the last slice; by page it stays. */
struct tariff {
    struct {
        long last, rate;
    } slices[4];
    long from, block, rate, rise;
};

static const struct tariff tariffs[] = {
    [FEE_BY_ITEM] = {{{10, 0}, {30, 100}}, 31, 10, 200, 100},
    [FEE_BY_PAGE] = {{{30, 0}, {100, 10}, {200, 20}}, 201, FEE_MOST_UNITS, 40, 0},
};

/* The last unit of the slice that N is in; its rate into *RATE. */
static long
slice_of(const struct tariff *t, long n, long *rate)
{
    long block;

    for (int i = 0; t->slices[i].last != 0; i++) {
        *rate = t->slices[i].rate;
        if (n <= t->slices[i].last)
            return t->slices[i].last;
    }
    block = (n - t->from) / t->block;
    *rate = t->rate + block * t->rise;
    return t->from + (block + 1) * t->block - 1;
}

static const char *const codes[] = {
    [FEE_NO_BASIS] = NULL, [FEE_BY_ITEM] = "item", [FEE_BY_PAGE] = "page"};

const char *
fee_basis_code(enum fee_basis b)
{
    return codes[b];
}

enum fee_basis
fee_basis_of(const char *code)
{
    for (int b = FEE_BY_ITEM; code != NULL && b <= FEE_BY_PAGE; b++)
        if (strcmp(code, codes[b]) == 0)
            return (enum fee_basis)b;
    return FEE_NO_BASIS;
}

const char *
fee_source(enum fee_basis b)
{
    return b == FEE_BY_ITEM ? "国办函〔2020〕109号第三条、第四条（按件计收，按自然月累计）"
                            : "国办函〔2020〕109号第三条（按量计收，各件申请分别计算）";
}

long
fee_rate(enum fee_basis basis, long n)
{
    long rate;

    slice_of(&tariffs[basis], n, &rate);
    return rate;
}

long
fee_of(enum fee_basis basis, long first, long last,
       struct fee_slice slices[FEE_MOST_SLICES], int *count)
{
    long sum = 0;

    *count = 0;
    while (first <= last) {
        struct fee_slice s = {.first = first};

        s.last = slice_of(&tariffs[basis], first, &s.rate);
        s.last = s.last < last ? s.last : last;
        s.amount = (s.last - s.first + 1) * s.rate;
        sum += s.amount;
        first = s.last + 1;
        slices[(*count)++] = s;
    }
    return sum;
}

/* 100 yuan for each of 11 to 30; then m whole blocks of ten, the k-th at 200 + 100 k, and r
 * units of the next. */
static long
items_total(long n)
{
    long m = n > 30 ? (n - 30) / 10 : 0, r = n > 30 ? (n - 30) % 10 : 0;

    if (n <= 10)
        return 0;
    if (n <= 30)
        return 100 * (n - 10);
    return 2000 + 2000 * m + 500 * m * (m - 1) + r * (200 + 100 * m);
}

long
fee_total(enum fee_basis basis, long n)
{
    if (basis == FEE_BY_ITEM)
        return items_total(n);
    return n <= 30    ? 0
           : n <= 100 ? 10 * (n - 30)
           : n <= 200 ? 700 + 20 * (n - 100)
                      : 2700 + 40 * (n - 200);
}

static void
explain_in_english(struct text *out, const struct fee_slice *s, const char *unit)
{
    text_addf(out, "%s %ld", unit, s->first);
    if (s->last > s->first)
        text_addf(out, " to %ld", s->last);
    if (s->rate == 0)
        text_add(out, ": free; ");
    else
        text_addf(out, ": %ld at %ld yuan, %ld yuan; ", s->last - s->first + 1, s->rate,
                  s->amount);
}

static void
explain_in_chinese(struct text *out, const struct fee_slice *s, const char *unit)
{
    text_addf(out, "第 %ld ", s->first);
    if (s->last > s->first)
        text_addf(out, "至 %ld ", s->last);
    if (s->rate == 0)
        text_addf(out, "%s，不收费；", unit);
    else
        text_addf(out, "%s，每%s %ld 元，%ld %s计 %ld 元；", unit, unit, s->rate,
                  s->last - s->first + 1, unit, s->amount);
}

void
fee_explain(struct text *out, enum fee_basis basis, const struct fee_slice *slices, int n,
            bool english)
{
    bool item = basis == FEE_BY_ITEM;
    long sum = 0;

    for (int i = 0; i < n; i++) {
        if (english)
            explain_in_english(out, &slices[i], item ? "item" : "page");
        else
            explain_in_chinese(out, &slices[i], item ? "件" : "页");
        sum += slices[i].amount;
    }
    text_addf(out, english ? "%ld yuan in all" : "合计 %ld 元", sum);
}

void
fee_in_wan(long yuan, char out[FEE_WAN_SIZE])
{
    figure_print(UNIT_AMOUNT_10K, yuan * 100, out, FEE_WAN_SIZE);
}

const char *
fee_year_words(struct arena *a, int year, const struct fee_year *f)
{
    char total[FEE_WAN_SIZE], got[FEE_WAN_SIZE];
    const char *more = "";

    if (f->notices == 0 && f->collected == 0 && f->refunded == 0 && f->lapsed == 0)
        return arena_printf(a, "%d年度未收取信息处理费。", year);
    fee_in_wan(f->noticed, total);
    fee_in_wan(f->collected, got);
    if (f->refunded > 0)
        more = arena_printf(a, "，退还 %ld 元", f->refunded);
    return arena_printf(a,
                        "%d年度发出收费通知 %ld 件，总金额 %ld 元（%s 万元），实际收取 %ld "
                        "元（%s 万元）%s；逾期未缴费办结 %ld 件。",
                        year, f->notices, f->noticed, total, f->collected, got, more,
                        f->lapsed);
}
