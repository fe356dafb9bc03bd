#include "document/charset.h"
#include "document/csv_read.h"
#include "document/flow.h"

#include <string.h>

static const struct refusal broken = {
    "CSV 文件中有引号未成对，请用表格软件重新导出后再试",
    "a quote in the CSV is not closed, or something follows it; export it anew"};

static size_t
count(const char *s, char c)
{
    size_t n = 0;

    for (; (s = strchr(s, c)) != NULL; s++)
        n++;
    return n;
}

static void
add_cell(struct flow_writer *w, const char *s, size_t len)
{
    /* The apostrophe that keeps a sheet from running a cell as a formula is none of its text. */
    if (len > 1 && *s == '\'' && strchr("=+-@", s[1]) != NULL) {
        s++;
        len--;
    }
    flow_begin_cell(w, 1, 1);
    flow_add(w, s, len);
    flow_end_cell(w);
}

static bool
read_commas(struct flow_writer *w, char *text, struct refusal *why)
{
    struct csv_reader r = csv_read_begin(text);
    char *cells[FLOW_COLUMNS];
    int n;

    while (!w->full && (n = csv_read_row(&r, cells, FLOW_COLUMNS)) > 0) {
        flow_begin_row(w);
        for (int c = 0; c < n && c < FLOW_COLUMNS; c++)
            add_cell(w, cells[c], strlen(cells[c]));
    }
    if (w->full || n == 0)
        return true;
    *why = broken;
    return false;
}

/* What a sheet leaves on the clipboard: no quotes but around a cell of several lines. */
static void
read_tabs(struct flow_writer *w, const char *s)
{
    while (*s != '\0' && !w->full) {
        flow_begin_row(w);
        for (;;) {
            size_t n = strcspn(s, "\t\r\n");

            if (*s == '"' && strchr(s + 1, '"') != NULL) {
                const char *end = strchr(s + 1, '"');

                if (end[1] != '\0' && strchr("\t\r\n", end[1]) != NULL) {
                    add_cell(w, s + 1, (size_t)(end - s - 1));
                    s = end + 1;
                    n = 0;
                } else {
                    add_cell(w, s, n);
                }
            } else {
                add_cell(w, s, n);
            }
            s += n;
            if (*s != '\t')
                break;
            s++;
        }
        s += *s == '\r';
        s += *s == '\n';
    }
}

static void
read_lines(struct flow_writer *w, const char *s)
{
    while (*s != '\0' && !w->full) {
        size_t n = strcspn(s, "\r\n");

        flow_add(w, s, n);
        flow_break(w, 0);
        s += n + (s[n] != '\0');
    }
}

bool
flow_csv(struct arena *a, const char *bytes, size_t size, struct flow *out,
         struct refusal *why)
{
    struct flow_writer w = flow_begin(a, out);
    size_t len, commas, tabs;
    char *text = charset_utf8(a, bytes, size, NULL, &len);
    bool fine = true;

    commas = count(text, ',');
    tabs = count(text, '\t');
    if (commas + tabs == 0) {
        read_lines(&w, text);
    } else {
        flow_begin_table(&w, true);
        if (tabs > commas)
            read_tabs(&w, text);
        else
            fine = read_commas(&w, text, why);
        flow_end_table(&w);
    }
    return flow_end(&w, why) && fine;
}
