/* What a document of any format says, as far as its tables matter: paragraphs and tables in
 * the order in which they are read.  Made from HTML, DOCX, XLSX and values separated by commas
 * or tabs, all of which may come from anywhere: memory and time are bounded by the limits
 * below, whatever the bytes are. */
#ifndef GONGKAI_DOCUMENT_FLOW_H
#define GONGKAI_DOCUMENT_FLOW_H

#include "base/arena.h"
#include "base/text.h"
#include "document/file_type.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    FLOW_MOST_BYTES = 16 << 20,   /* of the file */
    FLOW_MOST_CELLS = 100000,     /* cells and paragraphs */
    FLOW_MOST_TEXT = 4 << 20,     /* bytes of them */
    FLOW_MOST_TABLES = 32,        /* one inside the other */
    FLOW_MOST_ELEMENTS = 1500000, /* of a part of a DOCX or XLSX */
    FLOW_COLUMNS = 64             /* of a table; what stands further right is left out */
};

/* A cell, where it begins: it covers COLUMNS times ROWS places.  Lines are separated by \n. */
struct flow_cell {
    const char *text; /* never NULL; no spaces at its ends */
    int columns, rows;
};

struct flow_row {
    struct flow_cell *cells; /* those that begin in this row, from the left */
    int count, room;
};

struct flow_block {
    const char *text;      /* of a paragraph; NULL: a table */
    int level;             /* 1 to 9: a heading; 0: none, or not known */
    bool sheet;            /* a table that is a whole sheet, with its words in cells, too */
    struct flow_row *rows; /* of a table */
    int count, room;
};

struct flow {
    const char *title; /* of the page or file, or NULL */
    struct flow_block *blocks;
    int count;
};

/* ---- Reading ---- */

/* Each reads the SIZE bytes at BYTES into OUT, in A; false with the reason. */
bool flow_html(struct arena *a, const char *bytes, size_t size, struct flow *out,
               struct refusal *why);
bool flow_docx(struct arena *a, const char *bytes, size_t size, struct flow *out,
               struct refusal *why);
bool flow_xlsx(struct arena *a, const char *bytes, size_t size, struct flow *out,
               struct refusal *why);
/* Values separated by tabs where there are more of these than commas.  Text without either is
 * a paragraph a line. */
bool flow_csv(struct arena *a, const char *bytes, size_t size, struct flow *out,
              struct refusal *why);

/* ---- Walking through a table ---- */

/* What reaches down from the rows above.  Zero-initialise for each table. */
struct flow_walk {
    const struct flow_cell *cell[FLOW_COLUMNS];
    int left[FLOW_COLUMNS];
};

struct flow_slot {
    const struct flow_cell *cell; /* that covers the place; NULL: none does */
    bool begins;                  /* here, in this row */
};

/* The places of ROW, each with the cell that covers it; returns how many. */
int flow_slots(struct flow_walk *w, const struct flow_row *row,
               struct flow_slot slots[FLOW_COLUMNS]);

/* ---- Writing, for the readers ---- */

struct flow_table {
    struct flow_block block;
    bool in_cell, layout; /* LAYOUT: it holds tables, so its cells are paragraphs */
};

struct flow_writer {
    struct arena *arena;
    struct flow *flow;
    struct flow_table open[FLOW_MOST_TABLES];
    struct text line;
    int room, depth, level, columns, rows;
    size_t cells, text;
    bool full; /* more than the limits allow; nothing is added any more */
};

struct flow_writer flow_begin(struct arena *a, struct flow *out);
void flow_begin_table(struct flow_writer *w, bool sheet);
void flow_begin_row(struct flow_writer *w);
/* ROWS 0: the cell above reaches down to here. */
void flow_begin_cell(struct flow_writer *w, int columns, int rows);
void flow_end_cell(struct flow_writer *w);
/* Takes back the row that was begun last. */
void flow_drop_row(struct flow_writer *w);
void flow_end_table(struct flow_writer *w);
void flow_add(struct flow_writer *w, const char *bytes, size_t size);
/* Ends a line in a cell, or a paragraph; LEVEL as of a heading. */
void flow_break(struct flow_writer *w, int level);
/* Ends what is open; false with the reason when it was too much. */
bool flow_end(struct flow_writer *w, struct refusal *why);

#endif
