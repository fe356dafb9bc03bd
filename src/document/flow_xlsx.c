/* The sheets of an XLSX that are shown, each as a table: cells that stand nowhere in the file
 * are blank ones, merged cells cover what they cover. */
#include "document/flow.h"
#include "document/flow_package.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_ROWS = 4000,
    MOST_ROWS_IN_ALL = 8000,
    MOST_SHEETS = 64,
    MOST_NAME = 200,
    MOST_COVERED = 1 << 20
};

/* A place in the grid; ROWS and COLUMNS are 0 where another cell reaches over it. */
struct place {
    const char *text;
    int columns, rows;
};

struct merge {
    int row, column, last_row, last_column;
};

struct sheet {
    char id[MOST_NAME], part[MOST_NAME];
};

struct book {
    struct arena *arena;
    struct sheet *sheets;
    int sheet_count;
    const char **strings;
    int string_count, string_room;
    size_t text_size;
    struct text value;
    bool in_value, in_string, too_much; /* IN_STRING: within si or is */
    int phonetic;
    /* of the sheet that is read */
    struct place *rows[MOST_ROWS];
    struct merge *merges;
    int merge_count, merge_room;
    int row, column, last_row, width, row_count; /* ROW_COUNT: of all sheets */
    char type[12];
};

/* ---- What sheets there are ---- */

static void
take_sheet(void *context, const char *name, const struct xml_attributes *a)
{
    struct book *b = context;
    struct sheet *s = &b->sheets[b->sheet_count];
    char state[12];

    if (strcmp(name, "sheet") != 0 || b->sheet_count == MOST_SHEETS)
        return;
    if (xml_attribute(a, "state", state, sizeof state) != NULL &&
        strstr(state, "idden") != NULL)
        return;
    if (xml_attribute(a, "id", s->id, sizeof s->id) != NULL)
        b->sheet_count++;
}

static void
take_target(void *context, const char *name, const struct xml_attributes *a)
{
    struct book *b = context;
    char id[MOST_NAME], target[MOST_NAME - 4];

    if (strcmp(name, "Relationship") != 0 ||
        xml_attribute(a, "Id", id, sizeof id) == NULL ||
        xml_attribute(a, "Target", target, sizeof target) == NULL)
        return;
    for (int i = 0; i < b->sheet_count; i++)
        if (strcmp(b->sheets[i].id, id) == 0)
            snprintf(b->sheets[i].part, MOST_NAME, "%s%s", *target == '/' ? "" : "xl/",
                     target + (*target == '/'));
}

/* ---- Strings ---- */

static void
take_string_element(void *context, const char *name, const struct xml_attributes *a)
{
    struct book *b = context;

    (void)a;
    if (strcmp(name, "si") == 0)
        b->value.len = 0;
    b->phonetic += strcmp(name, "rPh") == 0;
    b->in_value = strcmp(name, "t") == 0 && b->phonetic == 0;
}

/* The value that was read, in the arena. */
static const char *
keep_value(struct book *b)
{
    b->text_size += b->value.len;
    b->too_much = b->too_much || b->text_size > FLOW_MOST_TEXT;
    return b->value.len == 0 ? "" : arena_copy(b->arena, b->value.bytes, b->value.len);
}

static void
take_string_end(void *context, const char *name)
{
    struct book *b = context;
    const char **more;

    b->in_value = false;
    b->phonetic -= strcmp(name, "rPh") == 0;
    if (strcmp(name, "si") != 0)
        return;
    if (b->string_count == b->string_room) {
        b->string_room = b->string_room * 2 + 64;
        more = arena_alloc(b->arena, sizeof *more * (size_t)b->string_room);
        if (b->string_count > 0)
            memcpy(more, b->strings, sizeof *more * (size_t)b->string_count);
        b->strings = more;
    }
    b->strings[b->string_count++] = keep_value(b);
    b->too_much = b->too_much || b->string_count > FLOW_MOST_CELLS;
}

static void
take_value(void *context, const char *bytes, size_t size)
{
    struct book *b = context;

    if (!b->in_value)
        return;
    if (b->value.len + size > FLOW_MOST_TEXT)
        b->too_much = true;
    else
        text_add_bytes(&b->value, bytes, size);
}

/* ---- Cells ---- */

/* A reference such as AB12, counted from 0; false for what is none. */
static bool
read_reference(const char **s, int *row, int *column)
{
    int c = 0, r = 0;

    for (; **s >= 'A' && **s <= 'Z' && c < 1000000; (*s)++)
        c = c * 26 + (**s - 'A' + 1);
    for (; **s >= '0' && **s <= '9' && r < 100000000; (*s)++)
        r = r * 10 + (**s - '0');
    *row = r - 1;
    *column = c - 1;
    return r > 0 && c > 0;
}

static void
add_merge(struct book *b, const char *range)
{
    struct merge m, *more;

    if (!read_reference(&range, &m.row, &m.column) || *range++ != ':' ||
        !read_reference(&range, &m.last_row, &m.last_column) || m.last_row < m.row ||
        m.last_column < m.column || m.row >= MOST_ROWS || m.column >= FLOW_COLUMNS)
        return;
    m.last_row = m.last_row < MOST_ROWS ? m.last_row : MOST_ROWS - 1;
    m.last_column = m.last_column < FLOW_COLUMNS ? m.last_column : FLOW_COLUMNS - 1;
    if (b->merge_count == b->merge_room) {
        b->merge_room = b->merge_room * 2 + 64;
        more = arena_alloc(b->arena, sizeof *more * (size_t)b->merge_room);
        if (b->merge_count > 0)
            memcpy(more, b->merges, sizeof *more * (size_t)b->merge_count);
        b->merges = more;
    }
    b->merges[b->merge_count++] = m;
    b->too_much = b->too_much || b->merge_count > FLOW_MOST_CELLS;
}

static void
take_cell_element(void *context, const char *name, const struct xml_attributes *a)
{
    struct book *b = context;
    char value[40];
    const char *s = value;

    if (strcmp(name, "row") == 0) {
        b->row = flow_number(a, "r", 1 << 30, b->row + 2) - 1;
        b->column = -1;
    } else if (strcmp(name, "c") == 0) {
        int row, column;

        b->column++;
        if (xml_attribute(a, "r", value, sizeof value) != NULL &&
            read_reference(&s, &row, &column)) {
            b->row = row;
            b->column = column;
        }
        b->value.len = 0;
        if (xml_attribute(a, "t", b->type, sizeof b->type) == NULL)
            b->type[0] = '\0';
    } else if (strcmp(name, "is") == 0) {
        b->in_string = true;
    } else if (strcmp(name, "mergeCell") == 0 &&
               xml_attribute(a, "ref", value, sizeof value) != NULL) {
        add_merge(b, value);
    }
    b->phonetic += strcmp(name, "rPh") == 0;
    b->in_value = strcmp(name, "v") == 0 ||
                  (strcmp(name, "t") == 0 && b->in_string && b->phonetic == 0);
}

/* The places of row R, below MOST_ROWS. */
static struct place *
row_of(struct book *b, int r)
{
    if (b->rows[r] == NULL) {
        b->too_much = b->too_much || ++b->row_count > MOST_ROWS_IN_ALL;
        if (b->row_count <= MOST_ROWS_IN_ALL)
            b->rows[r] = arena_alloc(b->arena, sizeof(struct place) * FLOW_COLUMNS);
    }
    return b->rows[r];
}

/* A number as a person would write it: what is stored is the nearest that a computer knows,
 * "59237.244899999998" of 59237.2449. */
static const char *
number_text(struct book *b, const char *s)
{
    char *end, buffer[40];
    double n = strtod(s, &end);

    if (end == s || *end != '\0' || !(fabs(n) < 1e15))
        return keep_value(b);
    if (floor(n) == n)
        snprintf(buffer, sizeof buffer, "%.0f", n);
    else
        snprintf(buffer, sizeof buffer, fabs(n) < 1e-4 ? "%.10f" : "%.15g", n);
    return arena_copy(b->arena, buffer, strlen(buffer));
}

static const char *
cell_text(struct book *b)
{
    const char *s = b->value.len > 0 ? b->value.bytes : "";

    if (strcmp(b->type, "s") == 0) {
        long n = strtol(s, NULL, 10);

        return *s != '\0' && n >= 0 && n < b->string_count ? b->strings[n] : "";
    }
    if (*s == '\0')
        return "";
    return b->type[0] == '\0' || strcmp(b->type, "n") == 0 ? number_text(b, s)
                                                           : keep_value(b);
}

static void
take_cell_end(void *context, const char *name)
{
    struct book *b = context;
    struct place *row;
    const char *text;

    b->in_value = false;
    b->phonetic -= strcmp(name, "rPh") == 0;
    if (strcmp(name, "is") == 0)
        b->in_string = false;
    if (strcmp(name, "c") != 0 || b->row < 0 || b->row >= MOST_ROWS || b->column < 0 ||
        b->column >= FLOW_COLUMNS)
        return;
    text = cell_text(b);
    b->value.len = 0;
    if (*text == '\0' || (row = row_of(b, b->row)) == NULL)
        return;
    row[b->column].text = text;
    b->last_row = b->row > b->last_row ? b->row : b->last_row;
    b->width = b->column >= b->width ? b->column + 1 : b->width;
}

/* ---- Sheets ---- */

/* Marks what is covered, and how far the cells that cover it reach.  Both cells and rows are
 * counted: a merge to the right of all cells would cost its rows for nothing. */
static void
merge_cells(struct book *b)
{
    long covered = 0;

    for (int i = 0; i < b->merge_count && covered < MOST_COVERED; i++) {
        struct merge m = b->merges[i];
        int last = m.last_row < b->last_row ? m.last_row : b->last_row;

        if (m.column >= b->width)
            continue;
        m.last_column = m.last_column < b->width ? m.last_column : b->width - 1;
        for (int r = m.row; r <= last; r++, covered++) {
            struct place *row = row_of(b, r);

            for (int c = m.column; row != NULL && c <= m.last_column; c++, covered++)
                row[c].columns = -1;
        }
        if (m.row <= last && m.column <= m.last_column && b->rows[m.row] != NULL) {
            b->rows[m.row][m.column].columns = m.last_column - m.column + 1;
            b->rows[m.row][m.column].rows = last - m.row + 1;
        }
    }
}

static void
write_sheet(struct book *b, struct flow_writer *w)
{
    merge_cells(b);
    flow_begin_table(w, true);
    for (int r = 0; r <= b->last_row; r++) {
        flow_begin_row(w);
        for (int c = 0; b->rows[r] != NULL && c < b->width; c++) {
            const struct place *p = &b->rows[r][c];

            if (p->columns < 0)
                continue;
            flow_begin_cell(w, p->columns, p->rows > 0 ? p->rows : 1);
            if (p->text != NULL)
                flow_add(w, p->text, strlen(p->text));
            flow_end_cell(w);
        }
    }
    flow_end_table(w);
}

static bool
read_sheet(const struct zip *z, const struct zip_entry *part, struct book *b,
           struct flow_writer *w, struct refusal *why)
{
    const struct xml_sink sink = {take_cell_element, take_cell_end, take_value, b,
                                  &b->too_much};

    memset(b->rows, 0, sizeof b->rows);
    b->merge_count = 0;
    b->row = b->column = b->last_row = -1;
    b->width = 0;
    b->in_value = b->in_string = false;
    b->phonetic = 0;
    if (!flow_scan(z, part, &sink, why))
        return false;
    write_sheet(b, w);
    if (b->too_much)
        *why = flow_too_large;
    return !b->too_much;
}

static bool
read_part(const struct zip *z, const char *name, const struct xml_sink *sink,
          struct refusal *why)
{
    const struct zip_entry *part = zip_find(z, name);

    if (part == NULL)
        *why = flow_damaged;
    return part != NULL && flow_scan(z, part, sink, why);
}

static bool
read_book(const struct zip *z, struct book *b, struct flow_writer *w, struct refusal *why)
{
    const struct xml_sink sheets = {.element = take_sheet, .context = b};
    const struct xml_sink targets = {.element = take_target, .context = b};
    const struct xml_sink strings = {take_string_element, take_string_end, take_value, b,
                                     &b->too_much};
    const struct zip_entry *part = zip_find(z, "xl/sharedStrings.xml");

    if (!read_part(z, "xl/workbook.xml", &sheets, why) ||
        !read_part(z, "xl/_rels/workbook.xml.rels", &targets, why) ||
        (part != NULL && !flow_scan(z, part, &strings, why)))
        return false;
    for (int i = 0; i < b->sheet_count; i++) {
        part = zip_find(z, b->sheets[i].part);
        if (part != NULL && !read_sheet(z, part, b, w, why))
            return false;
    }
    return true;
}

bool
flow_xlsx(struct arena *a, const char *bytes, size_t size, struct flow *out,
          struct refusal *why)
{
    struct flow_writer w = flow_begin(a, out);
    struct book *b = arena_alloc(a, sizeof *b);
    struct zip z;
    bool fine;

    b->arena = a;
    b->sheets = arena_alloc(a, sizeof *b->sheets * (MOST_SHEETS + 1));
    fine = flow_open(a, bytes, size, &z, why) && read_book(&z, b, &w, why);
    text_free(&b->value);
    return flow_end(&w, why) && fine;
}
