/* An annual report in a document, wherever in it and however laid out: its tables are known by
 * the labels of their rows, never by their number or place (docs/decisions/0029). */
#ifndef GONGKAI_DOCUMENT_REPORT_FIND_H
#define GONGKAI_DOCUMENT_REPORT_FIND_H

#include "core/report.h"
#include "document/flow.h"

/* Reads what there is of a report in F into OUT, in A; what is not found is absent there.
 * *JOINED says whether rows of section three were seen whose numbers stand in one piece. */
void report_find(struct arena *a, const struct flow *f, struct report *out, bool *joined);

/* ---- Inside ---- */

enum { FOUND_ROWS = TALLY_MAX_ROWS + 1, FOUND_FIGURE_ROWS = 8 };

/* A line of text, or the place where the table of a section begins. */
struct found_line {
    const char *text;       /* NULL: a table, */
    enum report_part table; /* of this section */
    int level;
};

/* The cells of a row behind its label; NULL where none begins. */
struct found_cells {
    const struct flow_cell *cells[FLOW_COLUMNS];
    int n;
};

struct finder {
    struct arena *arena;
    const struct flow *flow;
    struct report *report;
    struct found_line *lines;
    int line_count, line_room;
    /* Section two: the cells of each row. */
    struct found_cells figure_rows[FOUND_FIGURE_ROWS];
    bool figure_found[FOUND_FIGURE_ROWS], old_figures;
    enum figure_unit amount_unit;
    bool amount_named;
    /* Section three: the rows of the form of 2021, and the one that only the older has. */
    struct printed rows[FOUND_ROWS][TALLY_COLUMNS];
    bool row_found[FOUND_ROWS];
    int row_count, joined;
    int group; /* the bracket that the last table of it left open, or -1 */
    /* Section four. */
    bool block_found[BLOCK_COUNT];
};

/* The cells of ROW behind place FROM; distinct: only those that begin there. */
void found_cells_of(const struct flow_slot slots[FLOW_COLUMNS], int width, int from,
                    bool distinct, struct found_cells *out);

/* Cell I of CELLS as a number. */
struct printed found_number(const struct finder *f, const struct found_cells *cells, int i,
                            enum figure_unit unit);

/* WANT numbers of a row that has more or fewer cells into OUT.  RIGHT: blank cells stand to
 * the left of them, else to the right. */
void found_numbers(const struct finder *f, const struct found_cells *cells, int want,
                   bool right, enum figure_unit unit, struct printed *out);

/* Section two from the rows that were found; section four from one row. */
void found_figures(struct finder *f);
bool found_remedies(struct finder *f, const struct flow_slot slots[FLOW_COLUMNS], int width,
                    const char *header);

/* Title, agency, year and the texts, from the lines. */
void found_texts(struct finder *f);

#endif
