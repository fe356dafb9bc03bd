#include "document/report_layout.h"

#include "document/csv.h"
#include "document/docx_write.h"
#include "harness.h"

#include <iconv.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { MOST_CELLS = 400, MOST_SIDE = 40 };

struct box {
    int row, column, rows, columns;
    const char *text;
};

struct grid {
    int rows, columns, count;
    struct box boxes[MOST_CELLS]; /* by row, then column */
};

static void
add(struct grid *g, int row, int column, int rows, int columns, const char *text)
{
    g->boxes[g->count++] = (struct box){row, column, rows, columns, text};
    g->rows = row + rows > g->rows ? row + rows : g->rows;
    g->columns = column + columns > g->columns ? column + columns : g->columns;
}

static const char *
cell_text(struct arena *a, const struct printed *p, enum figure_unit unit)
{
    char buffer[40];

    if (p->remark != NULL && p->state != CELL_BLANK)
        return p->remark;
    if (p->state == CELL_DASH)
        return "/";
    return p->state == CELL_NUMBER
               ? arena_printf(a, "%s", figure_print(unit, p->value, buffer, sizeof buffer))
               : "";
}

/* ---- The three tables ---- */

static void
grid_two(struct arena *a, const struct report *r, struct grid *g)
{
    const struct figure_form *form = r->figure_form;

    *g = (struct grid){.rows = 0};
    for (int i = 0, n; i < form->count; i += n) {
        const struct figure *f = &form->figures[i];
        int row;

        for (n = 1; i + n < form->count && strcmp(f[n].row, f->row) == 0; n++)
            ;
        if (i == 0 || f[-1].item != f->item) {
            add(g, g->rows, 0, 1, 4, figure_item_label(f->item));
            row = g->rows;
            add(g, row, 0, 1, 1, "信息内容");
            for (int c = 0; c < n; c++)
                add(g, row, c + 1, 1, n == 1 ? 3 : 1, f[c].column_label);
        }
        if (r->figures[i].state == CELL_ABSENT)
            continue;
        row = g->rows;
        add(g, row, 0, 1, 1, f->row_label);
        for (int c = 0; c < n; c++)
            add(g, row, c + 1, 1, n == 1 ? 3 : 1,
                cell_text(a, &r->figures[i + c], f[c].unit));
    }
}

static void
grid_three(struct arena *a, const struct report *r, struct grid *g)
{
    const struct tally_form *form = r->tally_form;
    const struct tally_span *span = form->spans, *end = span + form->span_count;

    *g = (struct grid){.rows = 0};
    for (int row = 0; row < TALLY_HEADER_ROWS + form->row_count; row++) {
        for (; span < end && span->row == row; span++)
            add(g, row, span->column, span->rows, span->columns, span->text);
        for (int c = 0; row >= TALLY_HEADER_ROWS && c < TALLY_COLUMNS; c++)
            add(g, row, TALLY_LABEL_COLUMNS + c, 1, 1,
                cell_text(a, &r->cells[row - TALLY_HEADER_ROWS][c], UNIT_COUNT));
    }
}

static void
grid_four(struct arena *a, const struct report *r, struct grid *g)
{
    static const char *const heads[] = {"结果维持", "结果纠正", "其他结果", "尚未审结",
                                        "总计"};

    *g = (struct grid){.rows = 0};
    add(g, 0, 0, 2, 5, "行政复议");
    add(g, 0, 5, 1, 10, "行政诉讼");
    add(g, 1, 5, 1, 5, "未经复议直接起诉");
    add(g, 1, 10, 1, 5, "复议后起诉");
    for (int c = 0; c < 15; c++)
        add(g, 2, c, 1, 1, heads[c % 5]);
    for (int c = 0; c < 15; c++)
        add(g, 3, c, 1, 1, cell_text(a, &r->remedies[c / 5][c % 5], UNIT_COUNT));
}

/* ---- HTML ---- */

static const char *
full_width(struct arena *a, const char *s)
{
    char buffer[400];
    size_t n = 0;

    for (; *s != '\0' && n < sizeof buffer - 4; s++)
        if (*s >= '0' && *s <= '9') {
            memcpy(buffer + n, "\xef\xbc", 2);
            buffer[n + 2] = (char)(0x90 + *s - '0');
            n += 3;
        } else {
            buffer[n++] = *s;
        }
    return arena_copy(a, buffer, n);
}

static bool
is_number(const char *s)
{
    return *s != '\0' && strspn(s, "0123456789.-") == strlen(s);
}

/* A cell as Word has it: a number in pieces, a word of four on two lines. */
static void
add_word_cell(struct text *out, const char *s)
{
    const char *style =
        "font-size:10.5pt;mso-bidi-font-size:12.0pt;font-family:\"Times New "
        "Roman\";mso-fareast-font-family:宋体;mso-font-kerning:0pt;color:black";
    size_t len = strlen(s);

    if (len == 0) {
        text_addf(out,
                  "<p class=MsoNormal align=center><span style='%s'><o:p>&nbsp;</o:p>"
                  "</span></p>\r\n",
                  style);
    } else if (is_number(s)) {
        text_addf(out,
                  "<p class=MsoNormal align=center style='text-align:center'><span\r\n"
                  " lang=EN-US style='%s'>%.*s</span><span lang=EN-US style='%s'>%s<o:p>"
                  "</o:p></span></p>\r\n",
                  style, (int)(len / 2), s, style, s + len / 2);
    } else if (len == 12) {
        text_addf(out,
                  "<p class=MsoNormal><span style='%s'>%.6s</span></p>\r\n"
                  "<p class=MsoNormal><span style='%s'>%s</span></p>\r\n",
                  style, s, style, s + 6);
    } else {
        text_addf(out, "<p class=MsoNormal><span style='%s'>", style);
        text_add_html(out, s);
        text_add(out, "<span lang=EN-US><o:p></o:p></span></span></p>\r\n");
    }
}

static void
add_html_cell(struct arena *a, struct text *out, const struct box *b, enum layout l)
{
    bool spans = l != LAYOUT_fillers;

    text_add(out, l == LAYOUT_sheet ? "  <td class=\"et5\"" : "<td");
    if (spans && b->columns > 1)
        text_addf(out, " colspan=%d", b->columns);
    if (spans && b->rows > 1)
        text_addf(out, " rowspan=\"%d\"", b->rows);
    text_add(out, l == LAYOUT_sheet ? " x:num>" : ">");
    if (l == LAYOUT_word)
        add_word_cell(out, b->text);
    else if (*b->text == '\0')
        text_add(out, "&nbsp;");
    else
        text_add_html(out, l == LAYOUT_full_width && is_number(b->text)
                               ? full_width(a, b->text)
                               : b->text);
    text_add(out, l == LAYOUT_sheet ? "\n  </td>\n" : "</td>\n");
    for (int i = 1; !spans && i < b->columns; i++)
        text_add(out, "<td></td>");
}

/* How many empty cells stand in the place of those that reach down to ROW before COLUMN. */
static void
add_fillers(struct text *out, const struct grid *g, int row, int column, int *at)
{
    for (; *at < column; (*at)++)
        for (int i = 0; i < g->count; i++) {
            const struct box *b = &g->boxes[i];

            if (b->row < row && b->row + b->rows > row && b->column <= *at &&
                b->column + b->columns > *at)
                text_add(out, "<td></td>");
        }
}

static void
add_html_table(struct arena *a, struct text *out, const struct grid *g, enum layout l)
{
    const struct box *b = g->boxes, *end = b + g->count;

    text_add(out, l == LAYOUT_word ? "<table class=MsoNormalTable border=1>\r\n"
                                   : "<table border=\"1\" cellspacing=\"0\"><tbody>\n");
    for (int row = 0; row < g->rows; row++) {
        int at = 0;

        text_add(out, "<tr>\n");
        for (; b < end && b->row == row; b++) {
            if (l == LAYOUT_fillers)
                add_fillers(out, g, row, b->column, &at);
            add_html_cell(a, out, b, l);
            at = b->column + b->columns;
        }
        if (l == LAYOUT_fillers)
            add_fillers(out, g, row, g->columns, &at);
        text_add(out, "</tr>\n");
    }
    if (l == LAYOUT_word)
        text_add(out, "<![if !supportMisalignedColumns]><tr height=0><td width=9></td>"
                      "<td width=9></td></tr><![endif]>");
    text_add(out, "</table>\n");
}

static void
add_paragraphs(struct text *out, const char *lines)
{
    while (lines != NULL && *lines != '\0') {
        size_t n = strcspn(lines, "\n");

        text_addf(out, "<p style=\"text-indent:2em\">　　%.*s</p>\n", (int)n, lines);
        lines += n + (lines[n] == '\n');
    }
}

typedef void grid_of(struct arena *a, const struct report *r, struct grid *g);
static grid_of *const grids[PART_COUNT] = {
    [PART_two] = grid_two, [PART_three] = grid_three, [PART_four] = grid_four};

static void
print_html(struct arena *a, const struct report *r, enum layout l, struct text *out)
{
    struct grid *g = arena_alloc(a, sizeof *g);

    if (l == LAYOUT_word)
        text_add(out, "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\">\n<head>"
                      "<!--[if gte mso 9]><xml><w:WordDocument><td>9</td></w:WordDocument>"
                      "</xml><![endif]--><style><!-- td{} p{} --></style></head><body>");
    else if (l != LAYOUT_sheet)
        text_addf(out,
                  "<!DOCTYPE html>\n<html><head><meta charset=\"%s\"><title>%s-首页</title>"
                  "<script>var a = '<table><tr><td>1</td></tr></table>';</script></head>"
                  "<body><div>首页 &gt; 政府信息公开</div>\n",
                  l == LAYOUT_gb18030 ? "gb2312" : "utf-8", r->title);
    text_addf(out, "<h1>%s</h1>\n", r->title);
    for (enum report_part p = PART_opening; p < PART_COUNT; p++) {
        if (r->text[p].heading != NULL)
            text_addf(out, "<p><strong>%s</strong></p>\n", r->text[p].heading);
        add_paragraphs(out, r->text[p].body);
        if (grids[p] != NULL) {
            grids[p](a, r, g);
            add_html_table(a, out, g, l);
        }
    }
    if (l != LAYOUT_sheet)
        text_add(out, "<div>版权所有：某某</div></body></html>\n");
}

static void
print_gb18030(struct arena *a, const struct report *r, struct text *out)
{
    struct text utf8 = {0};
    iconv_t cd = iconv_open("GB18030", "UTF-8");
    char *in, *to, *buffer;
    size_t left, room;

    print_html(a, r, LAYOUT_gb18030, &utf8);
    in = utf8.bytes;
    left = utf8.len;
    room = left * 2;
    to = buffer = arena_alloc(a, room);
    ck_assert(iconv(cd, &in, &left, &to, &room) == 0);
    text_add_bytes(out, buffer, (size_t)(to - buffer));
    iconv_close(cd);
    text_free(&utf8);
}

/* ---- Values ---- */

static void
print_csv_table(struct text *out, const struct grid *g)
{
    const struct box *b = g->boxes, *end = b + g->count;

    for (int row = 0; row < g->rows; row++) {
        for (int c = 0; c < g->columns; c++)
            csv_cell(out, b < end && b->row == row && b->column == c ? b++->text : NULL);
        csv_end_row(out);
    }
}

static void
print_tab_table(struct text *out, const struct grid *g)
{
    const struct box *b = g->boxes, *end = b + g->count;

    for (int row = 0; row < g->rows; row++) {
        int n = 0;

        for (; b < end && b->row == row; b++, n++)
            text_addf(out, "%s\t", b->text);
        for (; n < g->columns; n++)
            text_add(out, "\t");
        out->bytes[--out->len] = '\0';
        text_add(out, "\r\n");
    }
}

static void
print_values(struct arena *a, const struct report *r, bool tabs, struct text *out)
{
    struct grid *g = arena_alloc(a, sizeof *g);

    if (!tabs)
        csv_begin(out);
    csv_cell(out, r->title);
    csv_end_row(out);
    for (enum report_part p = PART_opening; p < PART_COUNT; p++) {
        const char *line = r->text[p].body;

        if (r->text[p].heading != NULL) {
            csv_cell(out, r->text[p].heading);
            csv_end_row(out);
        }
        for (size_t n; line != NULL && *line != '\0'; line += n + (line[n] == '\n')) {
            n = strcspn(line, "\n");
            csv_cell(out, arena_copy(a, line, n));
            csv_end_row(out);
        }
        if (grids[p] == NULL)
            continue;
        grids[p](a, r, g);
        if (tabs)
            print_tab_table(out, g);
        else
            print_csv_table(out, g);
    }
}

/* ---- DOCX ---- */

static void
print_docx_table(struct docx_writer *w, const struct grid *g)
{
    const struct box *b = g->boxes, *end = b + g->count;
    int widths[MOST_SIDE];

    for (int i = 0; i < g->columns; i++)
        widths[i] = DOCX_TEXT_WIDTH / g->columns;
    docx_table_begin(w, &(struct docx_table){widths, g->columns, 1, 21});
    for (int row = 0; row < g->rows; row++) {
        docx_row(w);
        for (; b < end && b->row == row; b++)
            docx_cell(
                w, &(struct docx_cell){b->text, b->columns, b->rows, DOCX_CENTRE, false});
    }
    docx_table_end(w);
}

static void
print_docx(struct arena *a, const struct report *r, struct text *out)
{
    struct docx_writer *w = docx_begin(a, r->title, r->agency);
    struct grid *g = arena_alloc(a, sizeof *g);

    docx_title(w, r->title);
    for (enum report_part p = PART_opening; p < PART_COUNT; p++) {
        const char *line = r->text[p].body;

        if (r->text[p].heading != NULL)
            docx_heading(w, 1, r->text[p].heading);
        for (size_t n; line != NULL && *line != '\0'; line += n + (line[n] == '\n')) {
            n = strcspn(line, "\n");
            docx_paragraph(w, arena_copy(a, line, n));
        }
        if (grids[p] != NULL) {
            grids[p](a, r, g);
            print_docx_table(w, g);
        }
    }
    docx_end(w, out);
}

/* ---- XLSX ---- */

static void
put(lxw_worksheet *s, int row, int column, const char *text)
{
    if (is_number(text) && strcmp(text, "-") != 0)
        worksheet_write_number(s, (lxw_row_t)row, (lxw_col_t)column, atof(text), NULL);
    else if (*text != '\0')
        worksheet_write_string(s, (lxw_row_t)row, (lxw_col_t)column, text, NULL);
}

static int
print_sheet_table(lxw_worksheet *s, int row, const struct grid *g)
{
    for (int i = 0; i < g->count; i++) {
        const struct box *b = &g->boxes[i];

        if (b->rows > 1 || b->columns > 1)
            worksheet_merge_range(s, (lxw_row_t)(row + b->row), (lxw_col_t)b->column,
                                  (lxw_row_t)(row + b->row + b->rows - 1),
                                  (lxw_col_t)(b->column + b->columns - 1), "", NULL);
        put(s, row + b->row, b->column, b->text);
    }
    return row + g->rows;
}

static void
read_file(const char *path, struct text *out)
{
    FILE *file = fopen(path, "rb");
    char buffer[8192];
    size_t n;

    ck_assert(file != NULL);
    while ((n = fread(buffer, 1, sizeof buffer, file)) > 0)
        text_add_bytes(out, buffer, n);
    fclose(file);
}

static void
print_xlsx(struct arena *a, const struct report *r, bool apart, struct text *out)
{
    char path[] = "/tmp/report-XXXXXX";
    int at = 0, fd = mkstemp(path);
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *s = workbook_add_worksheet(book, NULL);
    struct grid *g = arena_alloc(a, sizeof *g);

    ck_assert_int_ge(fd, 0);
    put(s, at++, 0, r->title);
    for (enum report_part p = PART_opening; p < PART_COUNT; p++) {
        const char *line = r->text[p].body;

        if (apart && grids[p] != NULL) {
            s = workbook_add_worksheet(book, NULL);
            at = 0;
        }
        if (r->text[p].heading != NULL)
            put(s, at++, 0, r->text[p].heading);
        for (size_t n; line != NULL && *line != '\0'; line += n + (line[n] == '\n')) {
            n = strcspn(line, "\n");
            put(s, at++, 0, arena_copy(a, line, n));
        }
        if (grids[p] != NULL) {
            grids[p](a, r, g);
            at = print_sheet_table(s, at, g);
        }
    }
    ck_assert_int_eq(workbook_close(book), LXW_NO_ERROR);
    read_file(path, out);
    close(fd);
    unlink(path);
}

const char *
layout_file(enum layout l)
{
    static const char *const names[LAYOUT_COUNT] = {
        "page.html", "word.htm", "sheet.html", "fillers.html", "wide.html", "gb.html",
        "a.csv",     "tabs.txt", "a.docx",     "a.xlsx",       "apart.xlsx"};

    return names[l];
}

void
layout_print(struct arena *a, const struct report *r, enum layout l, struct text *out)
{
    switch (l) {
    case LAYOUT_gb18030:
        print_gb18030(a, r, out);
        break;
    case LAYOUT_csv:
    case LAYOUT_tabs:
        print_values(a, r, l == LAYOUT_tabs, out);
        break;
    case LAYOUT_docx:
        print_docx(a, r, out);
        break;
    case LAYOUT_xlsx:
    case LAYOUT_xlsx_apart:
        print_xlsx(a, r, l == LAYOUT_xlsx_apart, out);
        break;
    default:
        print_html(a, r, l, out);
    }
}

/* ---- The reports ---- */

static struct printed
loaded(struct arena *a, const json_t *j, enum figure_unit unit)
{
    struct printed p = {CELL_BLANK, 0, NULL};

    if (j == NULL || json_is_null(j))
        return p;
    p.state = CELL_NUMBER;
    if (json_is_string(j)) {
        const char *s = json_string_value(j);
        bool amount = strstr(s, "万元") != NULL;

        p.value = amount ? lround(atof(s) * FEN_PER_10K_YUAN) : atol(s);
        p.remark = arena_copy(a, s, strlen(s));
    } else {
        p.value = lround(json_number_value(j) * (unit == UNIT_AMOUNT_10K ? FEN_PER_10K_YUAN
                                                 : unit == UNIT_AMOUNT   ? 100
                                                                         : 1));
    }
    return p;
}

static const json_t *
figure_in(const json_t *two, const struct figure *f)
{
    const json_t *row = json_object_get(two, f->row);

    if (strcmp(f->key, "fees.amount") == 0)
        return json_object_get(two, "fees_10k_yuan");
    return json_is_object(row) ? json_object_get(row, f->column) : row;
}

static void
load_figures(struct arena *a, const json_t *two, struct report *r)
{
    r->figure_form = figure_form_named(json_string_value(json_object_get(two, "format")));
    ck_assert(r->figure_form != NULL);
    for (int i = 0; i < r->figure_form->count; i++)
        r->figures[i] = loaded(a, figure_in(two, &r->figure_form->figures[i]),
                               r->figure_form->figures[i].unit);
    /* A row without any number was not printed. */
    if (r->figures[0].state == CELL_BLANK && r->figures[1].state == CELL_BLANK &&
        r->figures[2].state == CELL_BLANK)
        memset(r->figures, 0, sizeof *r->figures * 3);
}

static void
add_texts(struct report *r)
{
    static const char *const bodies[PART_COUNT] = {
        "根据《中华人民共和国政府信息公开条例》第五十条规定编制本报告。\n"
        "本报告统计期限自1月1日起至12月31日止。",
        "（一）主动公开政府信息情况。全年主动公开政府信息1374条。\n"
        "（二）依申请公开情况。收到申请11件。",
        NULL,
        NULL,
        NULL,
        "（一）存在的问题。主动公开不及时。\n（二）改进情况。加强培训。",
        "本年度未收取信息处理费。"};

    for (enum report_part p = PART_opening; p < PART_COUNT; p++)
        r->text[p] = (struct report_text){report_heading(p, r->year), bodies[p]};
}

void
layout_load(struct arena *a, const char *name, struct report *r)
{
    char path[80];
    size_t size;
    char *bytes;
    json_t *j;
    const json_t *rows, *four;

    snprintf(path, sizeof path, "data/reports/%s.json", name);
    bytes = harness_read(path, &size);
    j = json_loads(bytes, 0, NULL);
    free(bytes);
    ck_assert(j != NULL);
    *r = (struct report){.year = (int)json_integer_value(json_object_get(j, "year"))};
    r->agency = arena_printf(a, "%s", json_string_value(json_object_get(j, "agency")));
    r->title = arena_printf(a, "%s%d年政府信息公开工作年度报告", r->agency, r->year);
    load_figures(a, json_object_get(j, "section2"), r);
    rows = json_object_get(json_object_get(j, "section3"), "rows");
    r->tally_form = tally_form_named(json_object_get(rows, "other") ? "2019" : "2021");
    for (int i = 0; i < r->tally_form->row_count; i++)
        for (int c = 0; c < TALLY_COLUMNS; c++)
            r->cells[i][c] =
                loaded(a,
                       json_array_get(json_object_get(rows, r->tally_form->rows[i].key),
                                      (size_t)c),
                       UNIT_COUNT);
    four = json_object_get(j, "section4");
    r->has_remedies = true;
    for (enum remedy_block b = 0; b < BLOCK_COUNT; b++)
        for (int c = 0; c < COLUMN_COUNT; c++)
            r->remedies[b][c] = loaded(
                a, json_array_get(json_object_get(four, remedy_block_code(b)), (size_t)c),
                UNIT_COUNT);
    json_decref(j);
    add_texts(r);
}

/* ---- Comparing ---- */

static int
compare_cell(const char *section, const char *row, const char *column,
             const struct printed *x, const struct printed *y, struct text *out)
{
    bool same = x->state == y->state && x->value == y->value &&
                (x->remark == NULL) == (y->remark == NULL) &&
                (x->remark == NULL || strcmp(x->remark, y->remark) == 0);

    if (!same)
        text_addf(out, "%s %s.%s: %d %ld %s, read %d %ld %s\n", section, row, column,
                  (int)x->state, x->value, x->remark ? x->remark : "", (int)y->state,
                  y->value, y->remark ? y->remark : "");
    return !same;
}

static int
compare_words(const char *what, const char *x, const char *y, struct text *out)
{
    bool same = strcmp(x != NULL ? x : "", y != NULL ? y : "") == 0;

    if (!same)
        text_addf(out, "%s: “%s”, read “%s”\n", what, x ? x : "", y ? y : "");
    return !same;
}

int
layout_compare(const struct report *x, const struct report *y, struct text *out)
{
    int n = x->year != y->year;

    text_add(out, "");
    if (x->figure_form != y->figure_form || x->tally_form != y->tally_form ||
        x->has_remedies != y->has_remedies) {
        text_addf(out, "forms: %s %s %d, read %s %s %d\n", x->figure_form->name,
                  x->tally_form->name, x->has_remedies,
                  y->figure_form != NULL ? y->figure_form->name : "none",
                  y->tally_form != NULL ? y->tally_form->name : "none", y->has_remedies);
        return 1;
    }
    n += compare_words("title", x->title, y->title, out);
    n += compare_words("agency", x->agency, y->agency, out);
    for (int i = 0; i < x->figure_form->count; i++)
        n += compare_cell("two", x->figure_form->figures[i].key, "", &x->figures[i],
                          &y->figures[i], out);
    for (int i = 0; i < x->tally_form->row_count; i++)
        for (int c = 0; c < TALLY_COLUMNS; c++)
            n += compare_cell("three", x->tally_form->rows[i].key, tally_column_key(c),
                              &x->cells[i][c], &y->cells[i][c], out);
    for (enum remedy_block b = 0; b < BLOCK_COUNT; b++)
        for (enum remedy_column c = 0; c < COLUMN_COUNT; c++)
            n += compare_cell("four", remedy_block_code(b), remedy_column_code(c),
                              &x->remedies[b][c], &y->remedies[b][c], out);
    for (enum report_part p = PART_opening; p < PART_COUNT; p++) {
        n +=
            compare_words(report_part_code(p), x->text[p].heading, y->text[p].heading, out);
        n += compare_words(report_part_code(p), x->text[p].body, y->text[p].body, out);
    }
    return n;
}
