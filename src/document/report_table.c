#include "document/report_table.h"

#include <string.h>

/* Labels of four characters break in two and two, those of three stay in one piece, and so does
 * a number of five digits. */
static const int shares_three[TALLY_GRID_COLUMNS] = {65, 115, 286, 92, 70,
                                                     70, 70,  70,  70, 92};

enum { FIGURE_COLUMNS = 4, SHARE_OF_A_FIGURE = SHARES / FIGURE_COLUMNS };

static struct printed_cell *
add(struct printed_table *t, int row, int column, int columns, const char *text)
{
    struct printed_cell *c = &t->cells[t->count++];

    *c = (struct printed_cell){.at = {row, column, 1, columns, text}, .centred = true};
    return c;
}

/* ---- Section two ---- */

/* The items of the Regulation, each with a heading over the numbers of its rows.  The last
 * number of a row reaches to the edge. */
static void
add_figures(struct printed_table *t, const struct figure_form *f,
            const struct printed *numbers)
{
    const struct figure *of = f->figures;

    for (int i = 0, end; i < f->count; i = end) {
        bool new_item = i == 0 || of[i].item != of[i - 1].item;

        for (end = i + 1; end < f->count && strcmp(of[end].row, of[i].row) == 0; end++)
            ;
        if (new_item) {
            add(t, t->rows++, 0, FIGURE_COLUMNS, figure_item_label(of[i].item));
            add(t, t->rows, 0, 1, "信息内容");
        }
        for (int c = 1; new_item && i + c <= end; c++)
            add(t, t->rows, c, i + c < end ? 1 : FIGURE_COLUMNS - c,
                of[i + c - 1].column_label);
        t->rows += new_item;
        add(t, t->rows, 0, 1, of[i].row_label);
        for (int c = 1; i + c <= end; c++) {
            const struct figure *figure = &of[i + c - 1];
            struct printed_cell *cell =
                add(t, t->rows, c, i + c < end ? 1 : FIGURE_COLUMNS - c, NULL);

            cell->number = numbers[i + c - 1];
            cell->unit = figure->unit;
            cell->row = figure->row;
            cell->column = figure->column;
            cell->row_label = figure->row_label;
            cell->column_label = figure->column_label;
        }
        t->rows++;
    }
}

static void
table_two(const struct report *r, struct printed_table *t)
{
    t->title = figure_title;
    t->name = "表二";
    t->form = r->figure_form->name;
    t->columns = FIGURE_COLUMNS;
    for (int c = 0; c < FIGURE_COLUMNS; c++)
        t->shares[c] = SHARE_OF_A_FIGURE;
    add_figures(t, r->figure_form, r->figures);
}

/* ---- Sections three and four ---- */

static void
add_grid_row(struct printed_table *t, const struct table_grid *g, int row,
             const struct printed *numbers)
{
    for (int c = 0; c < g->columns; c++) {
        int at = row * g->columns + c, keyed_row = at / g->keyed_columns;
        struct printed_cell *cell = add(t, g->header + row, g->labels + c, 1, NULL);

        cell->number = numbers[at];
        cell->unit = UNIT_COUNT;
        cell->row = g->row_keys[keyed_row].key;
        cell->column = g->column_keys[at % g->keyed_columns];
        cell->row_label = g->row_keys[keyed_row].label;
        cell->column_label = g->column_labels[at % g->keyed_columns];
    }
}

/* NUMBERS are in the order in which G prints them. */
static void
add_grid(struct printed_table *t, const struct table_grid *g, const struct printed *numbers)
{
    const struct tally_span *span = g->spans, *end = span + g->span_count;

    t->title = g->title;
    t->name = g->sheet;
    t->form = g->form;
    t->header = g->header;
    t->rows = g->header + g->rows;
    t->columns = g->labels + g->columns;
    for (int c = 0; c < t->columns; c++)
        t->shares[c] = g->labels > 0 ? shares_three[c] : SHARES / t->columns;
    for (int r = 0; r < t->rows; r++) {
        for (; span < end && span->row == r; span++) {
            struct printed_cell *cell = add(t, r, span->column, span->columns, span->text);

            cell->at.rows = span->rows;
            cell->centred = r < g->header || span->rows > 1;
        }
        if (r >= g->header)
            add_grid_row(t, g, r - g->header, numbers);
    }
}

bool
printed_table_of(const struct report *r, enum report_part part, struct printed_table *t)
{
    struct table_grid grid;
    struct tally three = {.form = r->tally_form};
    struct remedy_table four = {.cells = {{0}}};

    t->part = part;
    t->rows = t->columns = t->header = t->count = 0;
    if (part == PART_two && r->figure_form != NULL) {
        table_two(r, t);
    } else if (part == PART_three && r->tally_form != NULL) {
        grid = table_grid_of(&(struct table_document){.tally = &three});
        add_grid(t, &grid, r->cells[0]);
    } else if (part == PART_four && r->has_remedies) {
        grid = table_grid_of(&(struct table_document){.remedies = &four});
        add_grid(t, &grid, r->remedies[0]);
    }
    return t->count > 0;
}

void
printed_table_of_document(const struct table_document *d, struct printed_table *t)
{
    const struct table_grid grid = table_grid_of(d);
    struct printed numbers[TALLY_MAX_ROWS * TALLY_COLUMNS];

    for (int i = 0; i < grid.rows * grid.columns; i++)
        numbers[i] = printed_number(grid.cells[i]);
    t->part = d->tally != NULL ? PART_three : PART_four;
    t->count = 0;
    add_grid(t, &grid, numbers);
}

const char *
printed_text(const struct printed_cell *c, char buffer[PRINTED_MAX_TEXT])
{
    if (c->at.text != NULL)
        return c->at.text;
    if (c->number.remark != NULL)
        return c->number.remark;
    switch (c->number.state) {
    case CELL_NUMBER:
        return figure_print(c->unit, c->number.value, buffer, PRINTED_MAX_TEXT);
    case CELL_DASH:
        return "/";
    case CELL_ABSENT:
        return "未填";
    default:
        return "";
    }
}
