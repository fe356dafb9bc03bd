#include "core/made_report.h"

void
made_row(struct report *r, const char *key, long natural, long commercial)
{
    int row = tally_row_of(r->tally_form, key);

    r->cells[row][0] = printed_number(natural);
    r->cells[row][1] = printed_number(commercial);
    r->cells[row][TALLY_TOTAL_COLUMN] = printed_number(natural + commercial);
}

void
made_block(struct report *r, enum remedy_block b, long upheld, long pending)
{
    r->remedies[b][COLUMN_upheld] = printed_number(upheld);
    r->remedies[b][COLUMN_pending] = printed_number(pending);
    r->remedies[b][COLUMN_total] = printed_number(upheld + pending);
}

void
made_figure(struct report *r, const char *key, long value)
{
    r->figures[figure_of(r->figure_form, key)] = printed_number(value);
}

void
made_report(struct report *r, int year)
{
    *r = (struct report){.title = "青山县", .agency = "青山县人民政府", .level = "county"};
    r->year = year;
    r->figure_form = figure_form_of_year(year);
    r->tally_form = tally_form_of_year(year);
    r->has_remedies = true;
    for (int i = 0; i < r->figure_form->count; i++)
        r->figures[i] = printed_number(0);
    for (int i = 0; i < r->tally_form->row_count; i++)
        for (int j = 0; j < TALLY_COLUMNS; j++)
            r->cells[i][j] = printed_number(0);
    for (int i = 0; i < BLOCK_COUNT; i++)
        for (int j = 0; j < COLUMN_COUNT; j++)
            r->remedies[i][j] = printed_number(0);
}
