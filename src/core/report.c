#include "core/report.h"

#include <stdio.h>
#include <string.h>

static const char *const codes[PART_COUNT] = {"opening", "one",  "two", "three",
                                              "four",    "five", "six"};

const char *
report_heading(enum report_part part, int year)
{
    switch (part) {
    case PART_one:
        return "一、总体情况";
    case PART_two:
        return figure_title;
    case PART_three:
        return tally_title;
    case PART_four:
        return remedy_title;
    case PART_five:
        return year < 2021 ? "五、政府信息公开工作存在的主要问题及改进情况"
                           : "五、存在的主要问题及改进情况";
    case PART_six:
        return "六、其他需要报告的事项";
    default:
        return NULL;
    }
}

const char *
report_part_code(enum report_part part)
{
    return codes[part];
}

int
report_part_of(const char *code)
{
    for (int i = 0; i < PART_COUNT; i++)
        if (strcmp(codes[i], code) == 0)
            return i;
    return -1;
}

void
report_tally(const struct report *r, struct tally *t)
{
    *t = (struct tally){.form = r->tally_form};
    for (int i = 0; i < r->tally_form->row_count; i++)
        for (int j = 0; j < TALLY_COLUMNS; j++)
            t->cells[i][j] = r->cells[i][j].value;
}

void
report_remedy_table(const struct report *r, struct remedy_table *t)
{
    for (int i = 0; i < BLOCK_COUNT; i++)
        for (int j = 0; j < COLUMN_COUNT; j++)
            t->cells[i][j] = r->remedies[i][j].value;
}

bool
report_stock(const struct figure_form *form, int i, const struct printed now[FIGURE_MAX],
             const struct printed *last, long *expected)
{
    char key[60];
    int issued, repealed;

    if (strcmp(form->figures[i].column, "in_force") != 0)
        return false;
    snprintf(key, sizeof key, "%s.issued", form->figures[i].row);
    issued = figure_of(form, key);
    snprintf(key, sizeof key, "%s.repealed", form->figures[i].row);
    repealed = figure_of(form, key);
    if (issued < 0 || repealed < 0 || last->state != CELL_NUMBER ||
        now[issued].state != CELL_NUMBER || now[repealed].state != CELL_NUMBER)
        return false;
    *expected = last->value + now[issued].value - now[repealed].value;
    return true;
}
