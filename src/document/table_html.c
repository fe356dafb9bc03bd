#include "document/table.h"

/* The styles repeat what the attributes say, better: editors and strict content security
 * policies drop the styles and leave the attributes. */
#define TABLE                                                                              \
    "<table border=\"1\" cellspacing=\"0\" cellpadding=\"3\" align=\"center\""             \
    " style=\"width:100%;border-collapse:collapse;border:1px solid #000;"                  \
    "font-family:SimSun,宋体,serif;font-size:10.5pt;line-height:1.25\">\n"
#define RULED "border:1px solid #000;"
#define CENTRED " align=\"center\" style=\"" RULED "padding:3px 4px;text-align:center"
#define TO_LEFT " align=\"left\" style=\"" RULED "padding:3px 5px;text-align:left"

/* The page around the table: one sheet of A4. */
static const char style_sheet[] =
    "@page { size: A4 portrait; margin: 14mm 12mm; }\n"
    "body { max-width: 186mm; margin: 0 auto; font-family: SimSun, 宋体, serif; }\n"
    "h1 { margin: 0.6em 0 0.4em; font: bold 16pt SimHei, 黑体, sans-serif; }\n"
    "p { margin: 0.4em 0; font-size: 10.5pt; }\n";

static void
add_head(struct text *out, const char *subject)
{
    text_add(out, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n");
    text_add(out, "<meta charset=\"utf-8\">\n<title>");
    text_add_html(out, subject);
    text_add(out, " ");
    text_add_html(out, tally_title);
    text_add(out, "</title>\n<style>\n");
    text_add(out, style_sheet);
    text_add(out, "</style>\n</head>\n<body>\n");
}

static void
add_heading(struct text *out, const struct table_document *d, const char *subject)
{
    text_add(out, "<h1 align=\"center\">");
    text_add_html(out, tally_title);
    text_add(out, "</h1>\n<p align=\"center\">");
    text_add_html(out, subject);
    if (d->note != NULL) {
        text_add(out, "　");
        text_add_html(out, d->note);
    }
    text_add(out, "</p>\n");
}

/* Without widths the long labels press the short ones into upright strips.  These break
 * labels of four characters in two and leave those of three in one piece. */
static int
percent_of(const struct tally_span *span)
{
    static const int percents[TALLY_GRID_COLUMNS] = {8, 15, 0, 8, 6, 6, 6, 6, 6, 6};

    return span->columns == 1 ? percents[span->column] : 0;
}

static void
add_label(struct text *out, const struct tally_span *span)
{
    bool centred = span->row < TALLY_HEADER_ROWS || span->rows > 1;
    int percent = percent_of(span);

    text_add(out, "<th");
    if (span->columns > 1)
        text_addf(out, " colspan=\"%d\"", span->columns);
    if (span->rows > 1)
        text_addf(out, " rowspan=\"%d\"", span->rows);
    if (percent > 0)
        text_addf(out, " width=\"%d%%\"", percent);
    text_add(out, centred ? CENTRED : TO_LEFT);
    text_add(out, ";font-weight:normal\">");
    text_add_html(out, span->text);
    text_add(out, "</th>");
}

static void
add_number(struct text *out, long n)
{
    text_addf(out, "<td" CENTRED "\">%ld</td>", n);
}

static void
add_table(struct text *out, const struct tally *tally)
{
    const struct tally_span *span = tally->form->spans;
    const struct tally_span *end = span + tally->form->span_count;

    text_add(out, TABLE);
    for (int r = 0; r < TALLY_HEADER_ROWS + tally->form->row_count; r++) {
        text_add(out, "<tr>");
        while (span < end && span->row == r)
            add_label(out, span++);
        for (int c = 0; r >= TALLY_HEADER_ROWS && c < TALLY_COLUMNS; c++)
            add_number(out, tally->cells[r - TALLY_HEADER_ROWS][c]);
        text_add(out, "</tr>\n");
    }
    text_add(out, "</table>\n");
}

void
table_html(struct text *out, const struct table_document *d)
{
    struct text subject = {0};

    table_subject(&subject, d);
    add_head(out, subject.bytes);
    add_heading(out, d, subject.bytes);
    add_table(out, d->tally);
    text_add(out, "</body>\n</html>\n");
    text_free(&subject);
}
