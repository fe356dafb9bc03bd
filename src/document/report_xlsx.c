#include "document/book.h"
#include "document/markup.h"
#include "document/report_file.h"

#include <string.h>

enum {
    HEADING_COLUMN,
    TEXT_COLUMN,
    HEADING_WIDTH = 24,
    TEXT_WIDTH = 86,
    MOST_HEIGHT = 409,     /* of a row, in points */
    MOST_CHARACTERS = 8000 /* of a cell; a spreadsheet takes 32767 */
};

static void
add_subject(struct text *out, const struct report *r)
{
    text_addf(out, "%s %d 年度", r->agency != NULL ? r->agency : "", r->year);
}

/* ---- The written parts ---- */

struct text_sheet {
    struct book *book;
    lxw_worksheet *sheet;
    int row;
};

static void
write_row(struct text_sheet *t, const char *heading, const char *s)
{
    struct book *b = t->book;
    int lines = book_lines(s, TEXT_WIDTH), height;

    if (book_lines(heading, HEADING_WIDTH) > lines)
        lines = book_lines(heading, HEADING_WIDTH);
    height = lines * LINE_HEIGHT + ROW_PADDING;
    book_text(b, t->sheet, t->row, HEADING_COLUMN, heading, b->formats.label);
    book_text(b, t->sheet, t->row, TEXT_COLUMN, s, b->formats.label);
    book_height(b, t->sheet, t->row, height < MOST_HEIGHT ? height : MOST_HEIGHT);
    t->row++;
}

/* The paragraph in as many rows as it takes. */
static void
write_paragraph(struct text_sheet *t, const char *heading, const char *s, size_t len)
{
    struct text clean = {0};
    const char *end;

    markup_add_clean(&clean, s, len);
    for (s = clean.bytes; *s != '\0'; s = end) {
        struct text piece = {0};

        end = s;
        for (int i = 0; i < MOST_CHARACTERS && *end != '\0'; i++)
            text_next(&end);
        text_add_bytes(&piece, s, (size_t)(end - s));
        write_row(t, heading, piece.bytes);
        text_free(&piece);
        heading = "";
    }
    text_free(&clean);
}

static void
write_part(struct text_sheet *t, const struct report *r, enum report_part part)
{
    const char *heading = report_file_heading(r, part), *body = r->text[part].body, *s;
    size_t len;

    while (report_paragraph(&body, &s, &len)) {
        write_paragraph(t, heading != NULL ? heading : "", s, len);
        heading = "";
    }
}

static void
write_texts(struct book *b, const struct report_file *f)
{
    const struct report *r = f->report;
    struct text_sheet t = {b, book_sheet(b, "文字"), TITLE_ROW + 1};
    const char *title = report_file_title(r);

    book_keep(b, worksheet_set_column(t.sheet, HEADING_COLUMN, HEADING_COLUMN,
                                      HEADING_WIDTH, NULL));
    book_keep(b, worksheet_set_column(t.sheet, TEXT_COLUMN, TEXT_COLUMN, TEXT_WIDTH, NULL));
    book_merged(b, t.sheet, &(struct tally_span){TITLE_ROW, 0, 1, 2, title},
                b->formats.title);
    book_height(b, t.sheet, TITLE_ROW, TITLE_HEIGHT);
    for (enum report_part part = 0; part < PART_COUNT; part++)
        write_part(&t, r, part);
    if (f->version_line != NULL)
        write_paragraph(&t, "版本", f->version_line, strlen(f->version_line));
    book_page(t.sheet, true, t.row - 1, TEXT_COLUMN);
    worksheet_fit_to_pages(t.sheet, 1, 0);
}

/* ---- The checks ---- */

static void
write_checks(struct book *b, const struct report *r)
{
    struct remedy_table four;
    struct tally three;

    if (r->tally_form != NULL) {
        report_tally(r, &three);
        book_write_check(b, &(struct table_document){.tally = &three}, CHECK_SHEET);
    }
    if (r->has_remedies) {
        report_remedy_table(r, &four);
        book_write_check(b, &(struct table_document){.remedies = &four},
                         CHECK_SHEET "（表四）");
    }
}

static void
write_sheets(struct book *b, const void *what)
{
    const struct report_file *f = what;
    struct text subject = {0};
    struct printed_table t;

    add_subject(&subject, f->report);
    for (enum report_part part = PART_two; part <= PART_four; part++)
        if (printed_table_of(f->report, part, &t))
            book_write_table(b, &t, subject.bytes, "");
    write_texts(b, f);
    write_checks(b, f->report);
    text_free(&subject);
}

int
report_xlsx(const struct report_file *f, struct text *out)
{
    const struct report *r = f->report;

    return book_make(write_sheets, f, report_file_title(r),
                     r->agency != NULL ? r->agency : "", r->year, out);
}
