/* Making a workbook: its formats, its file, and a sheet with a table of the form. */
#include "document/book.h"

#include "core/date.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TABLE_CHARACTERS = 110 }; /* of the default font, that a table is wide */

static double
column_width(const struct printed_table *t, int column)
{
    return TABLE_CHARACTERS * t->shares[column] / (double)SHARES;
}

void
book_keep(struct book *b, lxw_error error)
{
    if (b->error == LXW_NO_ERROR)
        b->error = error;
}

static lxw_format *
new_format(const struct book *b, const char *font, double size, uint8_t align, bool ruled)
{
    lxw_format *f = workbook_add_format(b->workbook);

    format_set_font_name(f, font);
    format_set_font_size(f, size);
    format_set_align(f, align);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
    if (ruled) {
        format_set_border(f, LXW_BORDER_THIN);
        format_set_text_wrap(f);
    }
    return f;
}

static void
add_formats(struct book *b)
{
    struct formats *f = &b->formats;

    f->title = new_format(b, "黑体", 16, LXW_ALIGN_CENTER, false);
    format_set_bold(f->title);
    f->subject = new_format(b, "宋体", 11, LXW_ALIGN_LEFT, false);
    f->note = new_format(b, "宋体", 11, LXW_ALIGN_RIGHT, false);
    f->label = new_format(b, "宋体", 11, LXW_ALIGN_LEFT, true);
    f->centred = new_format(b, "宋体", 11, LXW_ALIGN_CENTER, true);
    f->number = new_format(b, "宋体", 11, LXW_ALIGN_CENTER, true);
    format_set_num_format(f->number, "0");
    f->fault = workbook_add_format(b->workbook);
    format_set_font_color(f->fault, 0x9C0006);
    format_set_bg_color(f->fault, 0xFFC7CE);
}

void
book_text(struct book *b, lxw_worksheet *sheet, int row, int column, const char *s,
          lxw_format *format)
{
    book_keep(b,
              worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, s, format));
}

void
book_merged(struct book *b, lxw_worksheet *sheet, const struct tally_span *s,
            lxw_format *format)
{
    if (s->rows == 1 && s->columns == 1)
        book_text(b, sheet, s->row, s->column, s->text, format);
    else
        book_keep(b, worksheet_merge_range(sheet, (lxw_row_t)s->row, (lxw_col_t)s->column,
                                           (lxw_row_t)(s->row + s->rows - 1),
                                           (lxw_col_t)(s->column + s->columns - 1), s->text,
                                           format));
}

void
book_height(struct book *b, lxw_worksheet *sheet, int row, int points)
{
    book_keep(b, worksheet_set_row(sheet, (lxw_row_t)row, points, NULL));
}

void
book_page(lxw_worksheet *sheet, bool upright, int last_row, int last_column)
{
    worksheet_set_paper(sheet, A4);
    if (upright)
        worksheet_set_portrait(sheet);
    else
        worksheet_set_landscape(sheet);
    worksheet_set_margins(sheet, 0.6, 0.6, 0.6, 0.6);
    worksheet_fit_to_pages(sheet, 1, 1);
    worksheet_center_horizontally(sheet);
    worksheet_print_area(sheet, 0, 0, (lxw_row_t)last_row, (lxw_col_t)last_column);
}

lxw_worksheet *
book_sheet(struct book *b, const char *name)
{
    return workbook_add_worksheet(b->workbook, name);
}

int
book_lines(const char *s, double width)
{
    return (int)ceil(text_width(s) / (width - 1.5));
}

/* ---- A table ---- */

/* How high a row must be for the labels that lie in it alone. */
static int
row_height(const struct printed_table *t, int row)
{
    int most = 1;

    for (int i = 0; i < t->count; i++) {
        const struct tally_span *s = &t->cells[i].at;
        double width = 0;
        int lines;

        if (s->row != row || s->rows > 1 || s->text == NULL)
            continue;
        for (int c = s->column; c < s->column + s->columns; c++)
            width += column_width(t, c);
        lines = book_lines(s->text, width);
        if (lines > most)
            most = lines;
    }
    return most * LINE_HEIGHT + ROW_PADDING;
}

static void
write_heading(struct book *b, lxw_worksheet *sheet, const struct printed_table *t,
              const char *subject, const char *note)
{
    int notes = t->columns > 2 * NOTE_COLUMNS ? NOTE_COLUMNS : 1, at = t->columns - notes;

    book_merged(b, sheet, &(struct tally_span){TITLE_ROW, 0, 1, t->columns, t->title},
                b->formats.title);
    book_merged(b, sheet, &(struct tally_span){SUBJECT_ROW, 0, 1, at, subject},
                b->formats.subject);
    book_merged(b, sheet, &(struct tally_span){SUBJECT_ROW, at, 1, notes, note},
                b->formats.note);
    book_height(b, sheet, TITLE_ROW, TITLE_HEIGHT);
    book_height(b, sheet, SUBJECT_ROW, SUBJECT_HEIGHT);
}

static double
value_of(const struct printed_cell *c)
{
    switch (c->unit) {
    case UNIT_AMOUNT_10K:
        return (double)c->number.value / FEN_PER_10K_YUAN;
    case UNIT_AMOUNT:
        return (double)c->number.value / 100;
    default:
        return (double)c->number.value;
    }
}

/* Amounts with the decimals they have. */
static lxw_format *
format_of(const struct book *b, const struct printed_cell *c)
{
    if (c->at.text != NULL)
        return c->centred ? b->formats.centred : b->formats.label;
    return c->unit == UNIT_AMOUNT_10K || c->unit == UNIT_AMOUNT ? b->formats.centred
                                                                : b->formats.number;
}

/* The number replaces the text that merging wrote into the first of the cells. */
static void
write_cell(struct book *b, lxw_worksheet *sheet, const struct printed_cell *c)
{
    char buffer[PRINTED_MAX_TEXT];
    lxw_format *format = format_of(b, c);
    struct tally_span at = c->at;

    at.row += GRID_ROW;
    at.text = printed_text(c, buffer);
    book_merged(b, sheet, &at, format);
    if (c->at.text == NULL && at.text == buffer)
        book_keep(b, worksheet_write_number(sheet, (lxw_row_t)at.row, (lxw_col_t)at.column,
                                            value_of(c), format));
}

void
book_write_table(struct book *b, const struct printed_table *t, const char *subject,
                 const char *note)
{
    lxw_worksheet *sheet = book_sheet(b, t->name);

    for (int c = 0; c < t->columns; c++)
        book_keep(b, worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c,
                                          column_width(t, c), NULL));
    write_heading(b, sheet, t, subject, note);
    for (int i = 0; i < t->count; i++)
        write_cell(b, sheet, &t->cells[i]);
    for (int r = 0; r < t->rows; r++)
        book_height(b, sheet, GRID_ROW + r, row_height(t, r));
    book_page(sheet, t->part != PART_four, GRID_ROW + t->rows - 1, t->columns - 1);
}

/* ---- The file ---- */

static void
set_properties(struct book *b, const char *title, const char *agency, int year)
{
    struct text name = {0}, company = {0};
    lxw_doc_properties properties = {0};

    text_add(&name, title);
    text_add(&company, agency);
    properties.title = name.bytes;
    properties.company = company.bytes;
    properties.created = (time_t)date_of(year + 1, 1, 1) * 86400;
    book_keep(b, workbook_set_properties(b->workbook, &properties));
    text_free(&name);
    text_free(&company);
}

/* Closes the workbook: 0, or -1 with errno. */
static int
close_book(struct book *b)
{
    errno = 0;
    book_keep(b, workbook_close(b->workbook));
    if (b->error == LXW_NO_ERROR)
        return 0;
    if (errno == 0)
        errno = EIO;
    return -1;
}

/* Appends what the file FD holds to OUT; 0, or -1 with errno and OUT as it was. */
static int
read_all(int fd, struct text *out)
{
    char buffer[16384];
    size_t before = out->len;
    ssize_t n;

    while ((n = read(fd, buffer, sizeof buffer)) > 0)
        text_add_bytes(out, buffer, (size_t)n);
    if (n < 0 && out->bytes != NULL) {
        out->len = before;
        out->bytes[before] = '\0';
    }
    return n < 0 ? -1 : 0;
}

/* What a workbook is made of, where a lock is held. */
struct making {
    void (*write)(struct book *b, const void *what);
    const void *what;
    const char *title, *agency;
    int year;
};

/* Writes the workbook to the file PATH; 0 or -1 with errno. */
static int
write_book(const struct making *m, const char *path)
{
    struct book b = {.workbook = workbook_new(path)};

    if (b.workbook == NULL) {
        errno = ENOMEM;
        return -1;
    }
    add_formats(&b);
    m->write(&b, m->what);
    set_properties(&b, m->title, m->agency, m->year);
    return close_book(&b);
}

int
book_make(void (*write)(struct book *b, const void *what), const void *what,
          const char *title, const char *agency, int year, struct text *out)
{
    const struct making making = {write, what, title, agency, year};
    /* The library calls gmtime and rand, which threads must not do side by side. */
    static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
    const char *directory = getenv("TMPDIR");
    struct text path = {0};
    int fd, status = -1, error;

    text_addf(&path, "%s/gongkai-XXXXXX",
              directory != NULL && *directory != '\0' ? directory : "/tmp");
    fd = mkstemp(path.bytes);
    if (fd >= 0) {
        pthread_mutex_lock(&one_at_a_time);
        status = write_book(&making, path.bytes);
        pthread_mutex_unlock(&one_at_a_time);
        if (status == 0)
            status = read_all(fd, out);
    }
    error = errno;
    if (fd >= 0) {
        close(fd);
        unlink(path.bytes);
    }
    text_free(&path);
    errno = error;
    return status;
}
