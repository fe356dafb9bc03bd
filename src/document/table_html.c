#include "document/table_html.h"

/* The styles repeat what the attributes say, better: editors and strict content security
 * policies drop the styles and leave the attributes. */
#define TABLE                                                                              \
    "<table border=\"1\" cellspacing=\"0\" cellpadding=\"3\" align=\"center\""             \
    " width=\"100%\" style=\"width:100%;border-collapse:collapse;border:1px solid #000;"   \
    "font-family:SimSun,宋体,serif;font-size:10.5pt;line-height:1.25\">\n"
#define RULED "border:1px solid #000;"
#define CENTRED " align=\"center\" style=\"" RULED "padding:3px 2px;text-align:center"
#define TO_LEFT " align=\"left\" style=\"" RULED "padding:3px 5px;text-align:left"

/* The page around the table: one sheet of A4. */
#define STYLE_SHEET                                                                        \
    "@page { size: A4 %s; margin: 14mm 12mm; }\n"                                          \
    "body { max-width: %dmm; margin: 0 auto; font-family: SimSun, 宋体, serif; }\n"      \
    "h1 { margin: 0.6em 0 0.4em; font: bold 16pt SimHei, 黑体, sans-serif; }\n"          \
    "p { margin: 0.4em 0; font-size: 10.5pt; }\n"

static void
add_head(struct text *out, const struct printed_table *t, const char *subject)
{
    text_add(out, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n");
    text_add(out, "<meta charset=\"utf-8\">\n<title>");
    text_add_html(out, subject);
    text_add(out, " ");
    text_add_html(out, t->title);
    text_add(out, "</title>\n<style>\n");
    text_addf(out, STYLE_SHEET, t->part == PART_three ? "portrait" : "landscape",
              t->part == PART_three ? 170 : 273);
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

/* Without widths the long labels press the short ones into upright strips. */
static void
add_cell(struct text *out, const struct printed_table *t, const struct printed_cell *c)
{
    char buffer[PRINTED_MAX_TEXT];
    bool label = c->at.text != NULL;

    text_add(out, label ? "<th" : "<td");
    if (c->at.columns > 1)
        text_addf(out, " colspan=\"%d\"", c->at.columns);
    if (c->at.rows > 1)
        text_addf(out, " rowspan=\"%d\"", c->at.rows);
    if (label && c->at.columns == 1)
        text_addf(out, " width=\"%g%%\"", t->shares[c->at.column] / (SHARES / 100.0));
    text_add(out, c->centred ? CENTRED : TO_LEFT);
    text_add(out, label ? ";font-weight:normal\">" : "\">");
    text_add_html(out, printed_text(c, buffer));
    text_add(out, label ? "</th>" : "</td>");
}

void
table_html_cells(struct text *out, const struct printed_table *t)
{
    const struct printed_cell *c = t->cells, *end = c + t->count;

    text_add(out, TABLE);
    for (int r = 0; r < t->rows; r++) {
        if (r == 0 && t->header > 0)
            text_add(out, "<thead>\n");
        text_add(out, "<tr>");
        for (; c < end && c->at.row == r; c++)
            add_cell(out, t, c);
        text_add(out, "</tr>\n");
        if (r + 1 == t->header)
            text_add(out, "</thead>\n<tbody>\n");
    }
    text_add(out, t->header > 0 ? "</tbody>\n</table>\n" : "</table>\n");
}

void
table_html(struct text *out, const struct table_document *d)
{
    struct printed_table t;
    struct text subject = {0};

    printed_table_of_document(d, &t);
    table_subject(&subject, d);
    add_head(out, &t, subject.bytes);
    add_heading(out, d, t.title, subject.bytes);
    table_html_cells(out, &t);
    text_add(out, "</body>\n</html>\n");
    text_free(&subject);
}
