#include "core/figure.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char figure_title[] = "二、主动公开政府信息情况";

static const struct {
    const char *code;
    bool amount;
} kinds_of_unit[] = {
#define FIGURE_UNIT(unit, code, amount) {code, amount},
#include "core/figure_unit.def"
#undef FIGURE_UNIT
};

const char figure_unit_codes[] =
#define FIGURE_UNIT(unit, code, amount) "|" code
#include "core/figure_unit.def"
#undef FIGURE_UNIT
    ;

const char *
figure_unit_code(enum figure_unit u)
{
    return kinds_of_unit[u].code;
}

bool
figure_unit_is_amount(enum figure_unit u)
{
    return kinds_of_unit[u].amount;
}

#define FIGURE_OF(row, column, item, row_label, column_label, unit)                        \
    {#row, #column, #row "." #column, item, row_label, column_label, UNIT_##unit},
#define FIGURE(form, ...) FIGURE_##form(__VA_ARGS__)

#define FIGURE_2021(...) FIGURE_OF(__VA_ARGS__)
#define FIGURE_2019(...)
static const struct figure of_2021[] = {
#include "core/figure.def"
};
#undef FIGURE_2021
#undef FIGURE_2019
#define FIGURE_2021(...)
#define FIGURE_2019(...) FIGURE_OF(__VA_ARGS__)
static const struct figure of_2019[] = {
#include "core/figure.def"
};

static const struct figure_form forms[] = {
    {"2021", sizeof of_2021 / sizeof *of_2021, of_2021},
    {"2019", sizeof of_2019 / sizeof *of_2019, of_2019},
};

static_assert(sizeof of_2019 / sizeof *of_2019 == FIGURE_MAX,
              "the longer of the two forms");

const struct figure_form *
figure_form_of_year(int year)
{
    return &forms[year < 2021];
}

const struct figure_form *
figure_form_named(const char *name)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(forms[i].name, name) == 0)
            return &forms[i];
    return NULL;
}

int
figure_of(const struct figure_form *f, const char *key)
{
    for (int i = 0; i < f->count; i++)
        if (strcmp(f->figures[i].key, key) == 0)
            return i;
    return -1;
}

const char *
figure_item_label(enum figure_item item)
{
    static const char *const labels[] = {"第二十条第（一）项", "第二十条第（五）项",
                                         "第二十条第（六）项", "第二十条第（八）项",
                                         "第二十条第（九）项"};

    return labels[item];
}

const char *
figure_print(enum figure_unit unit, long value, char *buffer, size_t size)
{
    long whole = unit == UNIT_AMOUNT_10K ? FEN_PER_10K_YUAN : 100;
    int digits = unit == UNIT_AMOUNT_10K ? 6 : 2;
    size_t end;

    if (unit == UNIT_COUNT || unit == UNIT_CHANGE) {
        snprintf(buffer, size, "%ld", value);
        return buffer;
    }
    snprintf(buffer, size, "%s%ld.%0*ld", value < 0 ? "-" : "", labs(value / whole), digits,
             labs(value % whole));
    for (end = strlen(buffer); buffer[end - 1] == '0'; end--)
        ;
    buffer[buffer[end - 1] == '.' ? end - 1 : end] = '\0';
    return buffer;
}

/* The digits at *S, at most MOST of them, as a number of exactly MOST decimals when AFTER a
 * point; -1 when there are more. */
static long
digits(const char **s, int most, bool after)
{
    long n = 0;
    int count = 0;

    for (; **s >= '0' && **s <= '9'; (*s)++, count++)
        if (count < most)
            n = 10 * n + (**s - '0');
    for (; after && count < most; count++)
        n *= 10;
    return count > most ? -1 : n;
}

static bool
ends_in_unit(const char *s)
{
    static const char *const units[] = {"件", "个", "项", "元", "万元", "万", "%"};

    while (*s == ' ')
        s++;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(s, units[i]) == 0)
            return true;
    return false;
}

/* Before the point: a million million yuan, so that the sum of a country fits in a long. */
static const int most_digits[] = {
    [UNIT_COUNT] = 9, [UNIT_CHANGE] = 9, [UNIT_AMOUNT_10K] = 8, [UNIT_AMOUNT] = 12};

enum figure_fault
figure_read(enum figure_unit unit, const char *text, long *value)
{
    bool amount = figure_unit_is_amount(unit);
    int decimals = unit == UNIT_AMOUNT_10K ? 6 : amount ? 2 : 0;
    bool negative = *text == '-';
    long whole, part = 0, scale = 1;
    const char *s = text + negative;

    if (*s < '0' || *s > '9')
        return FIGURE_NO_NUMBER;
    whole = digits(&s, most_digits[unit], false);
    if (*s == '.' && s[1] >= '0' && s[1] <= '9') {
        s++;
        if (!amount)
            return FIGURE_BROKEN;
        part = digits(&s, decimals, true);
    }
    if (*s != '\0')
        return ends_in_unit(s) ? FIGURE_HAS_UNIT : FIGURE_NO_NUMBER;
    if (whole < 0)
        return FIGURE_TOO_LARGE;
    if (part < 0)
        return FIGURE_TOO_FINE;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    whole = whole * scale + part;
    if (negative && whole != 0 && unit != UNIT_CHANGE)
        return FIGURE_NEGATIVE;
    *value = negative ? -whole : whole;
    return FIGURE_SOUND;
}

const char *
figure_fault_zh(enum figure_fault fault, enum figure_unit unit)
{
    switch (fault) {
    case FIGURE_NO_NUMBER:
        return "须是数字，没有的填 0，不用空格、斜线或分节号";
    case FIGURE_HAS_UNIT:
        return unit == UNIT_AMOUNT_10K ? "只写数字，不写单位；本格以万元计，400 元写作 0.04"
               : unit == UNIT_AMOUNT ? "只写数字，不写单位；本格以元计"
                                     : "只写数字，不写单位";
    case FIGURE_NEGATIVE:
        return "不能小于零";
    case FIGURE_BROKEN:
        return "须是整数";
    case FIGURE_TOO_FINE:
        return unit == UNIT_AMOUNT_10K ? "以万元计，至多六位小数（精确到分）"
                                       : "以元计，至多两位小数（精确到分）";
    case FIGURE_TOO_LARGE:
        return "数字过大，请核对单位";
    default:
        return NULL;
    }
}

const char *
figure_fault_en(enum figure_fault fault, enum figure_unit unit)
{
    switch (fault) {
    case FIGURE_NO_NUMBER:
        return "must be a number, 0 for none, without blanks, strokes or separators";
    case FIGURE_HAS_UNIT:
        return unit == UNIT_AMOUNT_10K
                   ? "the number alone; it is in 10,000 yuan, so 400 yuan are 0.04"
               : unit == UNIT_AMOUNT ? "the number alone; it is in yuan"
                                     : "the number alone, without a unit";
    case FIGURE_NEGATIVE:
        return "must not be below zero";
    case FIGURE_BROKEN:
        return "must be a whole number";
    case FIGURE_TOO_FINE:
        return unit == UNIT_AMOUNT_10K ? "at most six decimals of 10,000 yuan (a fen)"
                                       : "at most two decimals of a yuan (a fen)";
    case FIGURE_TOO_LARGE:
        return "is too large; check the unit";
    default:
        return NULL;
    }
}
