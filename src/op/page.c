#include "op/page.h"

#include <stddef.h>

static const char style_sheet[] =
    "@page { size: A4 portrait; margin: 20mm; }\n"
    "body { max-width: 170mm; margin: 0 auto; font-family: SimSun, 宋体, serif; }\n"
    "h1 { font: bold 16pt SimHei, 黑体, sans-serif; text-align: center; }\n"
    "h2 { font: bold 12pt SimHei, 黑体, sans-serif; }\n"
    "table { width: 100%; border-collapse: collapse; font-size: 10.5pt; }\n"
    "th, td { border: 1px solid #000; padding: 2px 6px; text-align: left; }\n"
    "th, td:not(:last-child) { white-space: nowrap; }\n"
    "td:last-child { width: 100%; overflow-wrap: anywhere; }\n"
    "thead { display: table-header-group; } tr { break-inside: avoid; }\n";

static void
add_cells(struct text *out, const char *const *cells, int n, const char *tag)
{
    text_add(out, "<tr>");
    for (int i = 0; i < n && cells[i] != NULL; i++) {
        text_addf(out, "<%s>", tag);
        text_add_html(out, cells[i]);
        text_addf(out, "</%s>", tag);
    }
    text_add(out, "</tr>\n");
}

void
page_begin(struct text *out, const char *title, bool english)
{
    text_addf(out,
              "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
              english ? "en" : "zh-CN");
    text_add(out, "<title>");
    text_add_html(out, title);
    text_addf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<h1>", style_sheet);
    text_add_html(out, title);
    text_add(out, "</h1>\n");
}

void
page_end(struct text *out)
{
    text_add(out, "</body>\n</html>\n");
}

void
page_table(struct text *out, const char *title, const char *const *headings)
{
    text_add(out, "<h2>");
    text_add_html(out, title);
    text_add(out, "</h2>\n<table>\n");
    if (headings == NULL)
        return;
    text_add(out, "<thead>");
    add_cells(out, headings, PAGE_COLUMNS, "th");
    text_add(out, "</thead>\n");
}

void
page_table_end(struct text *out)
{
    text_add(out, "</table>\n");
}

void
page_row(struct text *out, const char *const *cells, int n)
{
    add_cells(out, cells, n, "td");
}

void
page_fact(struct text *out, const char *name, const char *value)
{
    const char *const cells[] = {name, value};

    if (value != NULL)
        add_cells(out, cells, 2, "td");
}
