#include "base/arena.h"
#include "core/date.h"
#include "document/book.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* In characters of the default font. */
static double
column_width(const struct table_grid *g, int column)
{
    static const double labels[TALLY_LABEL_COLUMNS] = {6.5, 14, 30};

    return column < g->labels ? labels[column] : 8.5;
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

static void
put_number(struct book *b, lxw_worksheet *sheet, int row, int column, long n)
{
    book_keep(b, worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)column, (double)n,
                                        b->formats.number));
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

int
book_lines(const char *s, double width)
{
    return (int)ceil(text_width(s) / (width - 1.5));
}

/* How high a row must be for the labels that lie in it alone. */
static int
row_height(const struct table_grid *g, int row)
{
    int most = 1;

    for (int i = 0; i < g->span_count; i++) {
        const struct tally_span *s = &g->spans[i];
        double width = 0;
        int lines;

        if (s->row != row || s->rows > 1)
            continue;
        for (int c = s->column; c < s->column + s->columns; c++)
            width += column_width(g, c);
        lines = book_lines(s->text, width);
        if (lines > most)
            most = lines;
    }
    return most * LINE_HEIGHT + ROW_PADDING;
}

static void
write_heading(struct book *b)
{
    const struct table_document *d = b->document;
    const char *note = d->note != NULL ? d->note : "";
    int columns = b->grid.labels + b->grid.columns, at = columns - NOTE_COLUMNS;
    struct text subject = {0};

    table_subject(&subject, d);
    book_merged(b, b->table, &(struct tally_span){TITLE_ROW, 0, 1, columns, b->grid.title},
                b->formats.title);
    book_merged(b, b->table, &(struct tally_span){SUBJECT_ROW, 0, 1, at, subject.bytes},
                b->formats.subject);
    book_merged(b, b->table, &(struct tally_span){SUBJECT_ROW, at, 1, NOTE_COLUMNS, note},
                b->formats.note);
    book_height(b, b->table, TITLE_ROW, TITLE_HEIGHT);
    book_height(b, b->table, SUBJECT_ROW, SUBJECT_HEIGHT);
    text_free(&subject);
}

static void
write_table(struct book *b)
{
    const struct table_grid *g = &b->grid;
    int rows = g->header + g->rows, columns = g->labels + g->columns;

    for (int c = 0; c < columns; c++)
        book_keep(b, worksheet_set_column(b->table, (lxw_col_t)c, (lxw_col_t)c,
                                          column_width(g, c), NULL));
    write_heading(b);
    for (int i = 0; i < g->span_count; i++) {
        struct tally_span s = g->spans[i];
        bool centred = s.row < g->header || s.rows > 1;

        s.row += GRID_ROW;
        book_merged(b, b->table, &s, centred ? b->formats.centred : b->formats.label);
    }
    for (int r = 0; r < g->rows; r++)
        for (int c = 0; c < g->columns; c++)
            put_number(b, b->table, NUMBER_ROW + r, g->labels + c, table_cell(g, r, c));
    for (int r = 0; r < rows; r++)
        book_height(b, b->table, GRID_ROW + r, row_height(g, r));
    book_page(b->table, g->labels > 0, GRID_ROW + rows - 1, columns - 1);
}

/* Never a person's name; and a fixed moment, so that the same table is the same file. */
static void
set_properties(struct book *b)
{
    const struct table_document *d = b->document;
    struct text title = {0}, company = {0};
    lxw_doc_properties properties = {0};

    text_add(&title, b->grid.title);
    text_add(&company, d->agency_name);
    properties.title = title.bytes;
    properties.company = company.bytes;
    properties.created = (time_t)date_of(d->year + 1, 1, 1) * 86400;
    book_keep(b, workbook_set_properties(b->workbook, &properties));
    text_free(&title);
    text_free(&company);
}

/* Writes the workbook to the file PATH; 0 or -1 with errno. */
static int
write_book(const struct table_document *d, const char *path)
{
    struct book b = {
        .document = d, .grid = table_grid_of(d), .workbook = workbook_new(path)};

    if (b.workbook == NULL) {
        errno = ENOMEM;
        return -1;
    }
    add_formats(&b);
    b.table = workbook_add_worksheet(b.workbook, b.grid.sheet);
    b.check = workbook_add_worksheet(b.workbook, CHECK_SHEET);
    write_table(&b);
    book_write_check(&b);
    set_properties(&b);
    errno = 0;
    book_keep(&b, workbook_close(b.workbook));
    if (b.error == LXW_NO_ERROR)
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

int
table_xlsx(const struct table_document *d, struct text *out)
{
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
        status = write_book(d, path.bytes);
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
