#include "document/report_file.h"
#include "document/report_table.h"
#include "document/table_html.h"

/* The page around what is copied: A4 as GB/T 9704 has it. */
static const char style_sheet[] =
    "@page { size: A4 portrait; margin: 37mm 26mm 35mm 28mm; }\n"
    "body { max-width: 156mm; margin: 0 auto; font: 16pt/29pt FangSong_GB2312, FangSong, "
    "仿宋_GB2312, 仿宋, serif; overflow-wrap: anywhere; }\n"
    "h1 { margin: 1em 0; font: 22pt/33pt STZhongsong, 华文中宋, SimSun, 宋体, serif; }\n"
    "h2 { margin: 0; font: 16pt/29pt SimHei, 黑体, sans-serif; page-break-after: avoid; }\n"
    "p { margin: 0; }\n"
    "strong { font-family: KaiTi_GB2312, KaiTi, 楷体_GB2312, 楷体, serif; "
    "font-weight: normal; }\n"
    "table { margin: 6pt 0; }\n"
    "#copy-bar { padding: 6pt 0; border-bottom: 1px solid #999; text-align: right; "
    "font: 10.5pt/18pt sans-serif; }\n"
    "@media print { #copy-bar { display: none; } }\n";

/* Shown by the script alone, for without it the button would do nothing. */
static const char copy_bar[] =
    "<p id=\"copy-bar\" hidden><button type=\"button\" id=\"copy\">复制全文</button> "
    "<a id=\"save\" href=\"\">下载 .html</a></p>\n";

static void
add_html(struct text *out, const char *s, size_t len)
{
    struct text copy = {0};

    text_add_bytes(&copy, s, len);
    text_add_html(out, copy.len > 0 ? copy.bytes : "");
    text_free(&copy);
}

/* The indent is of characters: that of a style is what editors drop first. */
static void
add_paragraph(struct text *out, const char *s, size_t len)
{
    size_t heading = report_heading_length(s, len);

    text_add(out, "<p>　　");
    if (heading > 0) {
        text_add(out, "<strong>");
        add_html(out, s, heading);
        text_add(out, "</strong>");
    }
    add_html(out, s + heading, len - heading);
    text_add(out, "</p>\n");
}

static void
add_part(struct text *out, const struct report *r, enum report_part part)
{
    struct printed_table t;
    const char *heading = report_file_heading(r, part), *body = r->text[part].body, *s;
    size_t len;

    if (heading != NULL) {
        text_add(out, "<h2>　　");
        text_add_html(out, heading);
        text_add(out, "</h2>\n");
    }
    if (printed_table_of(r, part, &t))
        table_html_cells(out, &t);
    while (report_paragraph(&body, &s, &len))
        add_paragraph(out, s, len);
}

void
report_html(struct text *out, const struct report_file *f)
{
    const struct report *r = f->report;
    const char *title = report_file_title(r);
    size_t line = report_title_break(r);

    text_add(out, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n");
    text_add(out, "<meta charset=\"utf-8\">\n<title>");
    text_add_html(out, title);
    text_addf(out, "</title>\n<style>\n%s</style>\n", style_sheet);
    text_add(out, "<script src=\"/web/copy.js\" defer></script>\n</head>\n<body>\n");
    text_add(out, copy_bar);
    text_add(out, "<h1 align=\"center\">");
    add_html(out, title, line);
    text_add(out, line > 0 ? "<br>" : "");
    text_add_html(out, title + line);
    text_add(out, "</h1>\n");
    for (enum report_part part = 0; part < PART_COUNT; part++)
        add_part(out, r, part);
    if (f->version_line != NULL) {
        text_add(out, "<p>　　");
        text_add_html(out, f->version_line);
        text_add(out, "</p>\n");
    }
    text_add(out, "</body>\n</html>\n");
}
