#include "document/flow.h"

#include <string.h>

static const struct refusal too_much = {
    "文件内容过多（最多 10 万个单元格和段落、4 MB 文字、32 层嵌套表格），不像一份年度报告；"
    "请只保留报告正文后再试",
    "there is too much in the file (100,000 cells and paragraphs, 4 MB of text, 32 tables one "
    "inside the other at most) for an annual report; keep the report alone"};

/* An array in the arena with room for one more. */
static void *
grown(struct arena *a, void *list, size_t size, int count, int *room)
{
    void *larger;

    if (count < *room)
        return list;
    *room = *room > 0 ? *room * 2 : 4;
    larger = arena_alloc(a, size * (size_t)*room);
    if (count > 0)
        memcpy(larger, list, size * (size_t)count);
    return larger;
}

static bool
is_space(const char *s, size_t *len)
{
    static const char *const spaces[] = {" ",        "\t",     "\n",     "\r",
                                         "\xc2\xa0", "　",     "\u2002", "\u2003",
                                         "\u2009",   "\u200b", "\ufeff", "\u3000"};

    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (strncmp(s, spaces[i], *len = strlen(spaces[i])) == 0)
            return true;
    return false;
}

/* The line without spaces at its ends. */
static const char *
trimmed(const struct text *line, size_t *len)
{
    const char *s = line->bytes, *end, *last = NULL;
    size_t n;

    if (line->len == 0)
        return NULL;
    for (; *s != '\0' && is_space(s, &n); s += n)
        ;
    for (end = s; *end != '\0'; end += n)
        if (!is_space(end, &n)) {
            for (n = 1; ((unsigned char)end[n] & 0xc0) == 0x80; n++)
                ;
            last = end + n;
        }
    *len = last != NULL ? (size_t)(last - s) : 0;
    return last != NULL ? s : NULL;
}

struct flow_writer
flow_begin(struct arena *a, struct flow *out)
{
    *out = (struct flow){.count = 0};
    return (struct flow_writer){.arena = a, .flow = out};
}

static struct flow_table *
table_of(struct flow_writer *w)
{
    return w->depth > 0 ? &w->open[w->depth - 1] : NULL;
}

static struct flow_block *
add_block(struct flow_writer *w)
{
    struct flow *f = w->flow;

    f->blocks = grown(w->arena, f->blocks, sizeof *f->blocks, f->count, &w->room);
    f->blocks[f->count] = (struct flow_block){.level = 0};
    return &f->blocks[f->count++];
}

/* Counts one more cell or paragraph of LEN bytes; false when there is no room. */
static bool
has_room(struct flow_writer *w, size_t len)
{
    w->cells++;
    w->text += len;
    w->full = w->full || w->cells > FLOW_MOST_CELLS || w->text > FLOW_MOST_TEXT;
    return !w->full;
}

static void
add_paragraph(struct flow_writer *w, const char *s, size_t len, int level)
{
    struct flow_block *b;

    if (s == NULL || !has_room(w, len))
        return;
    b = add_block(w);
    b->text = arena_copy(w->arena, s, len);
    b->level = level;
}

static void
add_cell(struct flow_writer *w, const char *s, size_t len)
{
    struct flow_block *b = &table_of(w)->block;
    struct flow_row *r = &b->rows[b->count - 1];

    if (!has_room(w, len))
        return;
    r->cells = grown(w->arena, r->cells, sizeof *r->cells, r->count, &r->room);
    r->cells[r->count++] = (struct flow_cell){s != NULL ? arena_copy(w->arena, s, len) : "",
                                              w->columns, w->rows};
}

/* What was said so far goes where it belongs. */
static void
flush(struct flow_writer *w)
{
    const struct flow_table *t = table_of(w);
    size_t len = 0;
    const char *s = trimmed(&w->line, &len);

    if (t != NULL && t->in_cell && !t->layout)
        add_cell(w, s, len);
    else
        add_paragraph(w, s, len, w->level);
    w->line.len = 0;
    w->level = 0;
}

void
flow_add(struct flow_writer *w, const char *bytes, size_t size)
{
    if (w->line.len + size > FLOW_MOST_TEXT)
        w->full = true;
    if (!w->full)
        text_add_bytes(&w->line, bytes, size);
}

void
flow_break(struct flow_writer *w, int level)
{
    const struct flow_table *t = table_of(w);

    if (t != NULL && t->in_cell && !t->layout) {
        if (w->line.len > 0 && w->line.bytes[w->line.len - 1] != '\n')
            flow_add(w, "\n", 1);
        return;
    }
    w->level = level;
    flush(w);
}

void
flow_end_cell(struct flow_writer *w)
{
    struct flow_table *t = table_of(w);

    if (t == NULL || !t->in_cell)
        return;
    flush(w);
    t->in_cell = false;
}

void
flow_begin_row(struct flow_writer *w)
{
    struct flow_table *t = table_of(w);

    if (t == NULL)
        return;
    flow_end_cell(w);
    if (t->layout || !has_room(w, 0))
        return;
    t->block.rows = grown(w->arena, t->block.rows, sizeof *t->block.rows, t->block.count,
                          &t->block.room);
    t->block.rows[t->block.count++] = (struct flow_row){.count = 0};
}

void
flow_drop_row(struct flow_writer *w)
{
    struct flow_table *t = table_of(w);

    if (t == NULL)
        return;
    flow_end_cell(w);
    t->block.count -= t->block.count > 0;
}

void
flow_begin_cell(struct flow_writer *w, int columns, int rows)
{
    struct flow_table *t = table_of(w);

    if (t == NULL)
        return;
    flow_end_cell(w);
    flush(w);
    if (t->block.count == 0 && !t->layout)
        flow_begin_row(w);
    if (w->full)
        return;
    t->in_cell = true;
    w->columns = columns < 1 ? 1 : columns > FLOW_COLUMNS ? FLOW_COLUMNS : columns;
    w->rows = rows < 0 ? 1 : rows;
}

/* A table that holds another one is there for the layout: what its cells said are paragraphs. */
static void
lay_open(struct flow_writer *w, struct flow_table *t)
{
    if (t->layout)
        return;
    t->layout = true;
    for (int r = 0; r < t->block.count; r++)
        for (int c = 0; c < t->block.rows[r].count; c++) {
            const char *s = t->block.rows[r].cells[c].text;

            for (size_t n; *s != '\0'; s += n + (s[n] == '\n')) {
                n = strcspn(s, "\n");
                if (n > 0)
                    add_paragraph(w, s, n, 0);
            }
        }
    t->block.count = 0;
}

void
flow_begin_table(struct flow_writer *w, bool sheet)
{
    struct flow_table *t = table_of(w);

    if (t != NULL && t->in_cell && !t->layout) {
        flush(w);
        lay_open(w, t);
    } else {
        flush(w);
    }
    if (w->depth == FLOW_MOST_TABLES)
        w->full = true;
    if (w->full)
        return;
    w->open[w->depth++] = (struct flow_table){.block = {.sheet = sheet}};
}

/* Cells that only continue the one above are taken into it. */
static void
join_rows(struct flow_block *b)
{
    struct flow_cell *above[FLOW_COLUMNS] = {NULL};

    for (int r = 0; r < b->count; r++) {
        struct flow_row *row = &b->rows[r];
        int kept = 0, at = 0;

        for (int c = 0; c < row->count; c++) {
            struct flow_cell cell = row->cells[c], *of = NULL;

            if (cell.rows == 0 && at < FLOW_COLUMNS && above[at] != NULL) {
                of = above[at];
                of->rows++;
            } else {
                cell.rows = cell.rows > 0 ? cell.rows : 1;
                row->cells[kept] = cell;
                of = &row->cells[kept++];
            }
            for (int i = at; i < at + cell.columns && i < FLOW_COLUMNS; i++)
                above[i] = of;
            at += cell.columns;
        }
        row->count = kept;
    }
}

void
flow_end_table(struct flow_writer *w)
{
    struct flow_table *t = table_of(w);

    if (t == NULL)
        return;
    flow_end_cell(w);
    flush(w);
    w->depth--;
    if (t->layout || t->block.count == 0 || w->full)
        return;
    join_rows(&t->block);
    *add_block(w) = t->block;
}

bool
flow_end(struct flow_writer *w, struct refusal *why)
{
    while (w->depth > 0)
        flow_end_table(w);
    flush(w);
    text_free(&w->line);
    if (w->full)
        *why = too_much;
    return !w->full;
}

int
flow_slots(struct flow_walk *w, const struct flow_row *row,
           struct flow_slot slots[FLOW_COLUMNS])
{
    int width = 0, at = 0;

    memset(slots, 0, sizeof *slots * FLOW_COLUMNS);
    for (int i = 0; i < FLOW_COLUMNS; i++)
        if (w->left[i] > 0) {
            slots[i].cell = w->cell[i];
            w->left[i]--;
            width = i + 1;
        }
    for (int c = 0; c < row->count; c++) {
        const struct flow_cell *cell = &row->cells[c];
        int first, end;

        while (at < FLOW_COLUMNS && slots[at].cell != NULL)
            at++;
        end = at + cell->columns < FLOW_COLUMNS ? at + cell->columns : FLOW_COLUMNS;
        for (first = at; at < end && slots[at].cell == NULL; at++) {
            slots[at] = (struct flow_slot){cell, at == first};
            w->cell[at] = cell;
            w->left[at] = cell->rows - 1;
            width = at + 1 > width ? at + 1 : width;
        }
    }
    return width;
}
