#include "base/arena.h"
#include "document/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAGE_WIDTH = 110,
    FRAME = 3, /* of a column: the line left of it and a space on either side */
    STUB_WIDTH = 6,
    GROUP_WIDTH = 8,
    LEAST_LABEL_WIDTH = 16,
    LEAST_NUMBER_WIDTH = 4,
    SHORT_LABEL_WIDTH = 6 /* a column label that is not wrapped */
};

/* The lines that leave a point of the canvas. */
enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8 };

struct glyph {
    unsigned line;  /* of UP, DOWN, LEFT, RIGHT; 0 where there is text */
    char bytes[5];  /* one character in UTF-8, or "" */
    bool continued; /* the right half of the character before */
};

struct canvas {
    struct glyph *glyphs;
    int width, height;
};

/* Where the line left of a column and above a row stands; one more for the last line. */
struct layout {
    int left[GRID_MAX_COLUMNS + 1], top[GRID_MAX_ROWS + 1];
};

/* Takes the first character of *S, moves *S behind it and returns its width. */
static int
take_character(const char **s, char bytes[5])
{
    const char *start = *s;
    size_t len;

    text_next(s);
    len = (size_t)(*s - start);
    memcpy(bytes, start, len);
    bytes[len] = '\0';
    return text_width(bytes);
}

/* Whether a line of Chinese text may end between two characters. */
static bool
may_break(const char *before, const char *after)
{
    if (strcmp(before, " ") == 0)
        return true;
    if (text_width(before) < 2 && text_width(after) < 2)
        return false;
    return strstr("(（“《〈", before) == NULL &&
           strstr(" ,.:;)、，。：；）”》〉", after) == NULL;
}

/* The end of the first line of S when lines are at most WIDTH wide: after the last word if
 * the rest then needs one line only (but "1. " stays with what it numbers), else as far as
 * it goes. */
static const char *
line_end(const char *s, int width)
{
    char before[5] = "", after[5];
    const char *word = NULL, *best = NULL, *at = s;
    int used = 0;

    while (*at != '\0') {
        const char *next = at;

        used += take_character(&next, after);
        if (at > s && may_break(before, after))
            best = at;
        if (at > s + 1 && at[-1] == ' ' && at[-2] != '.')
            word = at;
        if (used > width && word != NULL && text_width(word) <= width)
            return word;
        if (used > width && at > s)
            return best != NULL ? best : at;
        memcpy(before, after, sizeof before);
        at = next;
    }
    return at;
}

static int
count_lines(const char *s, int width)
{
    int n = 0;

    for (; *s != '\0'; s = line_end(s, width))
        n++;
    return n;
}

static int
number_width(const struct table_grid *g, int column)
{
    int label = text_width(table_column_label(g, column));
    int width = label <= SHORT_LABEL_WIDTH ? label : LEAST_NUMBER_WIDTH;

    if (width < LEAST_NUMBER_WIDTH)
        width = LEAST_NUMBER_WIDTH;
    for (int r = 0; r < g->rows; r++) {
        int digits = snprintf(NULL, 0, "%ld", table_cell(g, r, column));

        if (digits > width)
            width = digits;
    }
    return width;
}

/* The numbers take what they need, the widest label column what is left of the page. */
static void
lay_out_columns(struct layout *l, const struct table_grid *g)
{
    int widths[GRID_MAX_COLUMNS] = {STUB_WIDTH, GROUP_WIDTH, 0};
    int free_width = PAGE_WIDTH - 1, columns = g->labels + g->columns;

    for (int c = 0; c < g->columns; c++)
        widths[g->labels + c] = number_width(g, c);
    for (int c = 0; c < columns; c++)
        free_width -= widths[c] + FRAME;
    if (g->labels > 0)
        widths[g->labels - 1] =
            free_width > LEAST_LABEL_WIDTH ? free_width : LEAST_LABEL_WIDTH;
    l->left[0] = 0;
    for (int c = 0; c < columns; c++)
        l->left[c + 1] = l->left[c] + widths[c] + FRAME;
}

static int
span_width(const struct layout *l, const struct tally_span *s)
{
    return l->left[s->column + s->columns] - l->left[s->column] - FRAME;
}

/* Rows are as high as their highest label; a label over several rows heightens the last. */
static void
lay_out_rows(struct layout *l, const struct table_grid *g)
{
    l->top[0] = 0;
    for (int r = 0; r < g->header + g->rows; r++) {
        l->top[r + 1] = l->top[r] + 2;
        for (int i = 0; i < g->span_count; i++) {
            const struct tally_span *s = &g->spans[i];
            int bottom;

            if (s->row + s->rows != r + 1)
                continue;
            bottom = l->top[s->row] + 1 + count_lines(s->text, span_width(l, s));
            if (bottom > l->top[r + 1])
                l->top[r + 1] = bottom;
        }
    }
}

static struct glyph *
at(const struct canvas *canvas, int x, int y)
{
    return &canvas->glyphs[y * canvas->width + x];
}

/* Frames of neighbours lie on each other; their lines add up to the junctions. */
static void
draw_frame(const struct canvas *canvas, int left, int top, int right, int bottom)
{
    for (int x = left; x < right; x++) {
        at(canvas, x, top)->line |= RIGHT;
        at(canvas, x + 1, top)->line |= LEFT;
        at(canvas, x, bottom)->line |= RIGHT;
        at(canvas, x + 1, bottom)->line |= LEFT;
    }
    for (int y = top; y < bottom; y++) {
        at(canvas, left, y)->line |= DOWN;
        at(canvas, left, y + 1)->line |= UP;
        at(canvas, right, y)->line |= DOWN;
        at(canvas, right, y + 1)->line |= UP;
    }
}

static void
draw_line(const struct canvas *canvas, int x, int y, const char *s)
{
    while (*s != '\0') {
        int width = take_character(&s, at(canvas, x, y)->bytes);

        if (width == 2)
            at(canvas, x + 1, y)->continued = true;
        x += width;
    }
}

enum alignment { TO_LEFT, CENTRED, TO_RIGHT };

/* A cell with its frame and text, in the middle of its height. */
static void
draw_cell(const struct canvas *canvas, const struct layout *l,
          const struct tally_span *cell, enum alignment alignment)
{
    int left = l->left[cell->column], right = l->left[cell->column + cell->columns];
    int top = l->top[cell->row], bottom = l->top[cell->row + cell->rows];
    int width = span_width(l, cell);
    int y = top + 1 + (bottom - top - 1 - count_lines(cell->text, width)) / 2;

    draw_frame(canvas, left, top, right, bottom);
    for (const char *s = cell->text, *end; *s != '\0'; s = end) {
        char line[256];
        int len, room;

        end = line_end(s, width);
        len = (int)(end - s);
        while (len > 0 && s[len - 1] == ' ')
            len--;
        snprintf(line, sizeof line, "%.*s", len, s);
        room = width - text_width(line);
        draw_line(canvas, left + 2 + room * (int)alignment / 2, y++, line);
    }
}

static void
draw_table(const struct canvas *canvas, const struct layout *l, const struct table_grid *g)
{
    for (int i = 0; i < g->span_count; i++) {
        const struct tally_span *s = &g->spans[i];

        draw_cell(canvas, l, s, s->row < g->header || s->rows > 1 ? CENTRED : TO_LEFT);
    }
    for (int r = 0; r < g->rows; r++) {
        for (int c = 0; c < g->columns; c++) {
            char digits[32];

            snprintf(digits, sizeof digits, "%ld", table_cell(g, r, c));
            draw_cell(canvas, l,
                      &(struct tally_span){g->header + r, g->labels + c, 1, 1, digits},
                      TO_RIGHT);
        }
    }
}

static void
print_canvas(struct text *out, const struct canvas *canvas)
{
    static const char *const lines[] = {" ", "╵", "╷", "│", "╴", "┘", "┐", "┤",
                                        "╶", "└", "┌", "├", "─", "┴", "┬", "┼"};

    for (int y = 0; y < canvas->height; y++) {
        for (int x = 0; x < canvas->width; x++) {
            const struct glyph *g = at(canvas, x, y);

            if (!g->continued)
                text_add(out, g->bytes[0] != '\0' ? g->bytes : lines[g->line]);
        }
        text_add(out, "\n");
    }
}

static void
print_centred(struct text *out, const char *s, int width)
{
    int room = width - text_width(s);

    text_addf(out, "%*s%s\n", room > 0 ? room / 2 : 0, "", s);
}

static void
print_heading(struct text *out, const struct table_document *d, const char *title,
              int width)
{
    struct text subject = {0};

    table_subject(&subject, d);
    if (d->note != NULL)
        text_addf(&subject, "　%s", d->note);
    print_centred(out, title, width);
    print_centred(out, subject.bytes, width);
    text_free(&subject);
}

void
table_plain(struct text *out, const struct table_document *d)
{
    const struct table_grid g = table_grid_of(d);
    struct layout layout;
    struct canvas canvas;
    size_t size;

    lay_out_columns(&layout, &g);
    lay_out_rows(&layout, &g);
    canvas.width = layout.left[g.labels + g.columns] + 1;
    canvas.height = layout.top[g.header + g.rows] + 1;
    size = (size_t)canvas.width * (size_t)canvas.height * sizeof *canvas.glyphs;
    canvas.glyphs = memset(xmalloc(size), 0, size);
    draw_table(&canvas, &layout, &g);
    print_heading(out, d, g.title, canvas.width);
    print_canvas(out, &canvas);
    free(canvas.glyphs);
}
