/* The numbers of a row. */
#include "base/text.h"
#include "document/report_find.h"
#include "document/report_label.h"
#include "document/report_number.h"

#include <string.h>

void
found_cells_of(const struct flow_slot slots[FLOW_COLUMNS], int width, int from,
               bool distinct, struct found_cells *out)
{
    out->n = 0;
    for (int i = from; i < width; i++)
        if (slots[i].begins || !distinct)
            out->cells[out->n++] = slots[i].begins ? slots[i].cell : NULL;
}

struct printed
found_number(const struct finder *f, const struct found_cells *cells, int i,
             enum figure_unit unit)
{
    const struct flow_cell *cell = cells->cells[i];

    return report_number(f->arena, cell != NULL ? cell->text : "", unit);
}

static enum cell_state
state_of(const struct finder *f, const struct found_cells *cells, int i)
{
    return found_number(f, cells, i, UNIT_CHANGE).state;
}

/* Where WANT of the cells begin when there are more: those with something in them, without
 * words at either end. */
static int
choose(const struct finder *f, const struct found_cells *cells, int want, bool right)
{
    int first = 0, last = cells->n - 1, start;

    while (first <= last && state_of(f, cells, first) == CELL_BLANK)
        first++;
    while (last > first && state_of(f, cells, last) == CELL_BLANK)
        last--;
    if (first > last)
        return right ? cells->n - want : 0;
    while (last - first >= want && state_of(f, cells, first) == CELL_UNREADABLE)
        first++;
    while (last - first >= want && state_of(f, cells, last) == CELL_UNREADABLE)
        last--;
    if (last - first >= want)
        return last - want + 1;
    start = right ? cells->n - want : last - want + 1;
    if (right && start > first)
        start = first;
    return start > 0 ? start : 0;
}

void
found_numbers(const struct finder *f, const struct found_cells *cells, int want, bool right,
              enum figure_unit unit, struct printed *out)
{
    int start = cells->n > want ? choose(f, cells, want, right) : 0;

    for (int i = 0; i < want; i++)
        if (start + i < cells->n)
            out[i] = found_number(f, cells, start + i, unit);
        else
            out[i] = (struct printed){CELL_BLANK, 0, "本行少填一格以上，按末格空白读入"};
}

/* ---- Section two ---- */

static int
figures_in(const struct figure_form *form, const char *row)
{
    int n = 0;

    for (int i = 0; i < form->count; i++)
        n += strcmp(form->figures[i].row, row) == 0;
    return n;
}

/* The unit a number is printed in, where the header says so. */
static enum figure_unit
unit_of(const struct finder *f, const struct figure *figure)
{
    bool amount = figure->unit == UNIT_AMOUNT || figure->unit == UNIT_AMOUNT_10K;

    return amount && f->amount_named ? f->amount_unit : figure->unit;
}

void
found_figures(struct finder *f)
{
    static const char *const rows[FOUND_FIGURE_ROWS] = {"rules",     "normative_documents",
                                                        "licensing", "other_services",
                                                        "penalty",   "coercion",
                                                        "fees",      "procurement"};
    const struct figure_form *form = figure_form_named(f->old_figures ? "2019" : "2021");
    struct printed numbers[3];

    for (int r = 0; r < FOUND_FIGURE_ROWS; r++) {
        int want = figures_in(form, rows[r]), n = 0;

        if (!f->figure_found[r] || want == 0)
            continue;
        f->report->figure_form = form;
        for (int i = 0; i < form->count; i++) {
            const struct figure *figure = &form->figures[i];

            if (strcmp(figure->row, rows[r]) != 0)
                continue;
            found_numbers(f, &f->figure_rows[r], want, false, unit_of(f, figure), numbers);
            f->report->figures[i] = numbers[n++];
        }
    }
}

/* ---- Section four ---- */

static enum remedy_block
block_named(const char *folded)
{
    if (label_holds(folded, "复议后"))
        return BLOCK_suit_after_review;
    if (label_holds(folded, "未经复议|直接起诉"))
        return BLOCK_suit_direct;
    return label_holds(folded, "复议") ? BLOCK_review : BLOCK_COUNT;
}

static int
count_state(const struct printed *numbers, int n, enum cell_state state)
{
    int found = 0;

    for (int i = 0; i < n; i++)
        found += numbers[i].state == state;
    return found;
}

/* Whether there is a number or a mark among them. */
static bool
has_numbers(const struct printed *numbers, int n)
{
    return count_state(numbers, n, CELL_NUMBER) + count_state(numbers, n, CELL_DASH) > 0;
}

static enum remedy_block
next_block(const struct finder *f)
{
    enum remedy_block b = 0;

    while (b < BLOCK_COUNT && f->block_found[b])
        b++;
    return b;
}

/* From which block on N numbers are, below or beside these words. */
static enum remedy_block
first_block(const struct finder *f, int blocks, const char *label, const char *header)
{
    bool after = label_holds(header, "复议后");
    bool direct = label_holds(header, "未经复议|直接起诉");

    if (blocks == BLOCK_COUNT)
        return BLOCK_review;
    if (blocks == 2)
        return BLOCK_suit_direct;
    if (block_named(label) != BLOCK_COUNT)
        return block_named(label);
    if (after != direct)
        return after ? BLOCK_suit_after_review : BLOCK_suit_direct;
    return !after && label_holds(header, "行政复议") ? BLOCK_review : next_block(f);
}

/* How many blocks a row of N cells has. */
static int
blocks_in(int n, const char *label)
{
    if (n < COLUMN_COUNT - 1)
        return 0;
    if (n < 2 * COLUMN_COUNT - 1 || block_named(label) != BLOCK_COUNT)
        return 1;
    return n < BLOCK_COUNT * COLUMN_COUNT - 1 ? 2 : BLOCK_COUNT;
}

bool
found_remedies(struct finder *f, const struct flow_slot slots[FLOW_COLUMNS], int width,
               const char *header)
{
    struct printed numbers[BLOCK_COUNT * COLUMN_COUNT];
    char label[LABEL_SIZE] = "", folded[LABEL_SIZE];
    struct found_cells cells;
    enum remedy_block block;
    int from = 0, blocks, all;

    for (; from < width; from++) { /* past the words */
        const char *text = slots[from].begins ? slots[from].cell->text : NULL;

        if (text == NULL)
            continue;
        if (*label_fold(text, folded) == '\0' ||
            report_number(f->arena, text, UNIT_COUNT).state != CELL_UNREADABLE)
            break;
        strncat(label, folded, sizeof label - strlen(label) - 1);
    }
    found_cells_of(slots, width, from, true, &cells);
    blocks = blocks_in(cells.n, label);
    if (blocks == 0)
        return false;
    block = first_block(f, blocks, label, header);
    if (block == BLOCK_COUNT || f->block_found[block])
        return false;
    found_numbers(f, &cells, blocks * COLUMN_COUNT, false, UNIT_COUNT, numbers);
    all = blocks * COLUMN_COUNT;
    if (!has_numbers(numbers, all) &&
        (count_state(numbers, all, CELL_BLANK) < all || !label_holds(header, "维持|审结")))
        return false; /* a row of the header */
    f->report->has_remedies = true;
    for (int i = 0; i < blocks; i++, block++) {
        const struct printed *of_block = numbers + (ptrdiff_t)i * COLUMN_COUNT;

        memcpy(f->report->remedies[block], of_block, sizeof *of_block * COLUMN_COUNT);
        f->block_found[block] = has_numbers(numbers, all);
    }
    return true;
}
