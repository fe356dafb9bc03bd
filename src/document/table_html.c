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
#define STYLE_SHEET                                                                        \
    "@page { size: A4 %s; margin: 14mm 12mm; }\n"                                          \
    "body { max-width: %dmm; margin: 0 auto; font-family: SimSun, 宋体, serif; }\n"      \
    "h1 { margin: 0.6em 0 0.4em; font: bold 16pt SimHei, 黑体, sans-serif; }\n"          \
    "p { margin: 0.4em 0; font-size: 10.5pt; }\n"

static void
add_head(struct text *out, const struct table_grid *g, const char *subject)
{
    text_add(out, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n");
    text_add(out, "<meta charset=\"utf-8\">\n<title>");
    text_add_html(out, subject);
    text_add(out, " ");
    text_add_html(out, g->title);
    text_add(out, "</title>\n<style>\n");
    text_addf(out, STYLE_SHEET, g->labels > 0 ? "portrait" : "landscape",
              g->labels > 0 ? 186 : 273);
    text_add(out, "</style>\n</head>\n<body>\n");
}

static void
add_heading(struct text *out, const struct table_document *d, const char *title,
            const char *subject)
{
    text_add(out, "<h1 align=\"center\">");
    text_add_html(out, title);
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
percent_of(const struct table_grid *g, const struct tally_span *span)
{
    static const int percents[TALLY_GRID_COLUMNS] = {8, 15, 0, 8, 6, 6, 6, 6, 6, 6};

    return g->labels > 0 && span->columns == 1 ? percents[span->column] : 0;
}

static void
add_label(struct text *out, const struct table_grid *g, const struct tally_span *span)
{
    bool centred = span->row < g->header || span->rows > 1;
    int percent = percent_of(g, span);

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
add_table(struct text *out, const struct table_grid *g)
{
    const struct tally_span *span = g->spans, *end = span + g->span_count;

    text_add(out, TABLE);
    for (int r = 0; r < g->header + g->rows; r++) {
        text_add(out, "<tr>");
        while (span < end && span->row == r)
            add_label(out, g, span++);
        for (int c = 0; r >= g->header && c < g->columns; c++)
            add_number(out, table_cell(g, r - g->header, c));
        text_add(out, "</tr>\n");
    }
    text_add(out, "</table>\n");
}

void
table_html(struct text *out, const struct table_document *d)
{
    const struct table_grid g = table_grid_of(d);
    struct text subject = {0};

    table_subject(&subject, d);
    add_head(out, &g, subject.bytes);
    add_heading(out, d, g.title, subject.bytes);
    add_table(out, &g);
    text_add(out, "</body>\n</html>\n");
    text_free(&subject);
}
