#include "document/report_find.h"

#include "base/text.h"
#include "document/report_label.h"
#include "document/report_number.h"

#include <string.h>

enum {
    OTHER_ROW = TALLY_MAX_ROWS, /* 其他处理 as one row */
    LABEL_COLUMNS = 8,          /* in which labels are looked for */
    ROWS_OF_TABLE = 4,          /* that make a table one of section three */
    ROWS_OF_REPORT = 5,
    LEAST_CELLS = 3 /* behind a label: fewer are no row of seven */
};

/* A row of a table that is read. */
struct view {
    struct flow_slot slots[FLOW_COLUMNS];
    int width;
};

/* ---- Lines ---- */

static void
add_line(struct finder *f, const char *text, enum report_part table, int level)
{
    struct found_line *more;

    if (f->line_count == f->line_room) {
        f->line_room = f->line_room * 2 + 64;
        more = arena_alloc(f->arena, sizeof *more * (size_t)f->line_room);
        if (f->line_count > 0)
            memcpy(more, f->lines, sizeof *more * (size_t)f->line_count);
        f->lines = more;
    }
    f->lines[f->line_count++] = (struct found_line){text, table, level};
}

static void
add_lines(struct finder *f, const char *text, int level)
{
    for (size_t n; *text != '\0'; text += n + (text[n] == '\n')) {
        n = strcspn(text, "\n");
        if (n > 0)
            add_line(f, text[n] == '\0' ? text : arena_copy(f->arena, text, n), PART_COUNT,
                     level);
    }
}

/* ---- Section three ---- */

/* What stands left of the numbers: the label of a row and where the numbers begin. */
struct row_label {
    const char *key; /* NULL: no row of section three */
    int group, from;
};

static int
behind(const struct view *v, int i)
{
    const struct flow_cell *cell = v->slots[i].cell;

    while (i < v->width && v->slots[i].cell == cell)
        i++;
    return i;
}

/* Looks for the label of a row, GROUP being the bracket that is open. */
static struct row_label
row_label_of(const struct finder *f, const struct view *v, int group)
{
    struct row_label found = {NULL, group, -1};
    char folded[LABEL_SIZE];

    for (int i = 0; i < v->width && i < LABEL_COLUMNS && found.key == NULL; i++) {
        const struct flow_cell *cell = v->slots[i].cell;
        struct label label;
        struct printed p;

        if (!v->slots[i].begins || *cell->text == '\0')
            continue;
        if (label_holds(label_fold(cell->text, folded),
                        "申请人情况")) /* the header, whose 总计 is a column */
            return (struct row_label){NULL, group, -1};
        label = label_of(cell->text, found.group);
        if (label.kind == LABEL_NONE) {
            p = report_number(f->arena, cell->text, UNIT_COUNT);
            if (p.state == CELL_NUMBER || p.state == CELL_DASH)
                break;
            continue;
        }
        found.from = behind(v, i);
        found.group = label.group;
        found.key = label.key;
    }
    if (found.key == NULL && found.from >= 0 && found.group == OTHER)
        found.key = "other";
    return found;
}

static int
row_of_key(const char *key)
{
    int r = tally_row_of(tally_form_named("2021"), key);

    return r >= 0 ? r : OTHER_ROW;
}

/* Whether a row has numbers in one piece, as text without cells leaves them. */
static bool
is_joined(const struct found_cells *cells)
{
    for (int i = 0; i < cells->n; i++)
        if (cells->cells[i] != NULL && strpbrk(cells->cells[i]->text, "0123456789"))
            return true;
    return false;
}

/* Takes V as a row of section three; false when it is none. */
static bool
take_row(struct finder *f, const struct view *v, int *group)
{
    struct row_label label = row_label_of(f, v, *group);
    struct found_cells cells;
    int row;

    if (label.from >= 0)
        *group = label.group;
    if (label.key == NULL)
        return false;
    found_cells_of(v->slots, v->width, label.from, false, &cells);
    if (cells.n < LEAST_CELLS) {
        f->joined += is_joined(&cells);
        return false;
    }
    row = row_of_key(label.key);
    if (f->row_found[row])
        return true;
    found_numbers(f, &cells, TALLY_COLUMNS, true, UNIT_COUNT, f->rows[row]);
    f->row_found[row] = true;
    f->row_count++;
    return true;
}

static void
choose_form(struct finder *f)
{
    static const char *const leaves[] = {"other_1", "other_2", "other_3"};
    bool has_leaves = false;

    for (int i = 0; i < 3; i++)
        has_leaves = has_leaves || f->row_found[row_of_key(leaves[i])];
    f->report->tally_form =
        tally_form_named(f->row_found[OTHER_ROW] && !has_leaves ? "2019" : "2021");
    for (int r = 0; r < f->report->tally_form->row_count; r++) {
        int from = row_of_key(f->report->tally_form->rows[r].key);

        memcpy(f->report->cells[r], f->rows[from], sizeof f->rows[from]);
    }
}

/* ---- Section two ---- */

#define NEW_FIGURES "制发|废止|行有效|处理决定|收费金额"
#define OLD_FIGURES "新制作|公开数量|公开总|上一年项目|上年项目|本年增减|采购"

static int
figure_row_of(const char *key)
{
    static const char *const rows[FOUND_FIGURE_ROWS] = {"rules",     "normative_documents",
                                                        "licensing", "other_services",
                                                        "penalty",   "coercion",
                                                        "fees",      "procurement"};
    int r = 0;

    while (strcmp(rows[r], key) != 0)
        r++;
    return r;
}

static bool
take_figures(struct finder *f, const struct view *v)
{
    const char *key = NULL;
    int at = 0, row;

    for (; at < v->width && at < LABEL_COLUMNS && key == NULL; at++)
        if (v->slots[at].begins) {
            key = label_of_figures(v->slots[at].cell->text);
            row = at;
        }
    if (key == NULL)
        return false;
    at = behind(v, row);
    row = figure_row_of(key);
    if (f->figure_found[row] || at >= v->width)
        return f->figure_found[row];
    found_cells_of(v->slots, v->width, at, true, &f->figure_rows[row]);
    if (f->figure_rows[row].n == 0)
        return false;
    f->figure_found[row] = true;
    return true;
}

/* What the header of section two says of the form and of the unit of amounts. */
static void
take_figure_header(struct finder *f, const char *folded)
{
    f->old_figures = f->old_figures || label_holds(folded, OLD_FIGURES "|对外管理服务");
    if (!label_holds(folded, "金额") || !label_holds(folded, "元"))
        return;
    f->amount_named = true;
    f->amount_unit = label_holds(folded, "万元") ? UNIT_AMOUNT_10K : UNIT_AMOUNT;
}

/* ---- Tables ---- */

/* What of which section a table has. */
struct survey {
    int rows;               /* of section three */
    bool fresh;             /* one of them was not found before */
    bool figures, remedies; /* headers of sections two and four */
};

static void
survey_cell(const char *text, struct survey *s)
{
    char folded[LABEL_SIZE];

    label_fold(text, folded);
    if (text_length(folded) > 16)
        return;
    s->figures = s->figures || label_holds(folded, NEW_FIGURES "|" OLD_FIGURES);
    s->remedies = s->remedies || label_holds(folded, "维持|审结");
}

static struct survey
survey_table(const struct finder *f, const struct flow_block *b)
{
    struct flow_walk walk = {.left = {0}};
    struct survey s = {.rows = 0};
    struct found_cells cells;
    int group = f->group;
    struct view v;

    for (int r = 0; r < b->count; r++) {
        struct row_label label;

        v.width = flow_slots(&walk, &b->rows[r], v.slots);
        for (int c = 0; c < b->rows[r].count; c++)
            survey_cell(b->rows[r].cells[c].text, &s);
        label = row_label_of(f, &v, group);
        group = label.from >= 0 ? label.group : group;
        if (label.key == NULL)
            continue;
        found_cells_of(v.slots, v.width, label.from, false, &cells);
        if (cells.n < LEAST_CELLS && !is_joined(&cells))
            continue;
        s.rows++;
        s.fresh = s.fresh || !f->row_found[row_of_key(label.key)];
    }
    return s;
}

/* The one cell of a row that says something, or NULL. */
static const char *
only_text(const struct flow_row *row)
{
    const char *only = NULL;

    for (int c = 0; c < row->count; c++) {
        if (*row->cells[c].text == '\0')
            continue;
        if (only != NULL)
            return NULL;
        only = row->cells[c].text;
    }
    return only;
}

/* Words of the tables that stand alone in a row. */
static bool
is_header(const char *text)
{
    char folded[LABEL_SIZE];

    label_fold(text, folded);
    return *folded == '\0' || strncmp(folded, "第二十条", strlen("第二十条")) == 0 ||
           (text_length(folded) <= 10 &&
            label_holds(folded, "行政复议|行政诉讼|直接起诉|复议后|信息内容|申请人情况"));
}

/* Keeps a row that is a line of text and no row of a table. */
static void
take_line(struct finder *f, const struct flow_row *row, bool sheet, bool known)
{
    const char *text = only_text(row);
    enum report_part part;

    if (text == NULL)
        return;
    if (!known || label_of_part(text, &part) > 0 || (sheet && !is_header(text)))
        add_lines(f, text, 0);
}

/* What is remembered from row to row of a table. */
struct progress {
    struct survey survey;
    int group;
    bool three, two, four;   /* begun */
    char header[LABEL_SIZE]; /* of section four */
};

static void
mark(struct finder *f, bool *begun, enum report_part part)
{
    if (!*begun)
        add_line(f, NULL, part, 0);
    *begun = true;
}

/* Adds the words of a row to the header of section four, if they are some of it. */
static bool
take_remedy_header(const struct flow_row *row, char header[LABEL_SIZE])
{
    char folded[LABEL_SIZE];
    bool is_one = false;

    for (int c = 0; c < row->count; c++) {
        label_fold(row->cells[c].text, folded);
        if (text_length(folded) > 16 ||
            !label_holds(folded,
                         "维持|纠正|审结|行政复议|行政法复议|行政诉讼|直接起诉|复议后"))
            continue;
        is_one = true;
        strncat(header, folded, LABEL_SIZE - strlen(header) - 1);
    }
    return is_one;
}

static bool
take_remedies(struct finder *f, const struct view *v, const struct flow_row *row,
              struct progress *p)
{
    if (*p->header == '\0' || !found_remedies(f, v->slots, v->width, p->header))
        return take_remedy_header(row, p->header);
    mark(f, &p->four, PART_four);
    return true;
}

static bool
take_one(struct finder *f, const struct view *v, const struct flow_row *row,
         struct progress *p)
{
    if (p->survey.remedies && take_remedies(f, v, row, p))
        return true;
    if (p->survey.rows > 0 && take_row(f, v, &p->group)) {
        mark(f, &p->three, PART_three);
        return true;
    }
    if (!p->survey.figures || p->three)
        return false;
    for (int c = 0; c < row->count; c++) {
        char folded[LABEL_SIZE];

        label_fold(row->cells[c].text, folded);
        if (text_length(folded) <= 30)
            take_figure_header(f, folded);
    }
    if (!take_figures(f, v))
        return false;
    mark(f, &p->two, PART_two);
    return true;
}

static void
take_table(struct finder *f, const struct flow_block *b)
{
    struct progress p = {.survey = survey_table(f, b), .group = f->group};
    struct flow_walk walk = {.left = {0}};
    bool known;
    struct view v;

    /* A few rows alone are another table, unless they go on with what was begun. */
    if (p.survey.rows < ROWS_OF_TABLE && !(f->row_count > 0 && p.survey.fresh))
        p.survey.rows = 0;
    known = p.survey.rows > 0 || p.survey.figures || p.survey.remedies;
    for (int r = 0; r < b->count; r++) {
        v.width = flow_slots(&walk, &b->rows[r], v.slots);
        if (!take_one(f, &v, &b->rows[r], &p))
            take_line(f, &b->rows[r], b->sheet, known);
    }
    if (p.three)
        f->group = p.group;
}

/* Whether rows of section three are told in lines without cells. */
static bool
is_told_in_lines(const struct finder *f)
{
    bool seen[FOUND_ROWS] = {false};
    int n = 0, group = -1;

    for (int i = 0; i < f->line_count; i++) {
        struct label label;

        if (f->lines[i].text == NULL || strlen(f->lines[i].text) > 300)
            continue;
        label = label_of(f->lines[i].text, group);
        if (label.kind == LABEL_NONE)
            continue;
        group = label.group;
        if (label.key != NULL && !seen[row_of_key(label.key)]) {
            seen[row_of_key(label.key)] = true;
            n++;
        }
    }
    return n >= ROWS_OF_REPORT;
}

void
report_find(struct arena *a, const struct flow *flow, struct report *out, bool *joined)
{
    struct finder *f = arena_alloc(a, sizeof *f);

    *out = (struct report){.year = 0};
    f->arena = a;
    f->flow = flow;
    f->report = out;
    f->group = -1;
    for (int i = 0; i < flow->count; i++)
        if (flow->blocks[i].text != NULL)
            add_lines(f, flow->blocks[i].text, flow->blocks[i].level);
        else
            take_table(f, &flow->blocks[i]);
    found_figures(f);
    if (f->row_count >= ROWS_OF_REPORT)
        choose_form(f);
    found_texts(f);
    *joined = f->joined > 1 || (out->tally_form == NULL && is_told_in_lines(f));
}
