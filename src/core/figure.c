#include "core/figure.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char figure_title[] = "二、主动公开政府信息情况";

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
