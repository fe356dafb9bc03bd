/* Bytes read as a published report: as they stand, in every format, and by the first byte as
 * the text of a page, the body of a DOCX or the sheet of an XLSX that is otherwise sound. */
#include "fuzz/fuzz.h"

#include "base/text.h"
#include "document/flow.h"
#include "document/report_find.h"
#include "document/report_read.h"
#include "document/zip_write.h"

#include <stdlib.h>
#include <string.h>

const char fuzz_corpus[] = "fuzz/corpus/report_file";

typedef bool reader(struct arena *a, const char *bytes, size_t size, struct flow *out,
                    struct refusal *why);

static void
check_text(const char *s)
{
    fuzz_holds(s == NULL || text_is_utf8(s, strlen(s)), "what is read is UTF-8");
}

static void
check_cell(const struct printed *p)
{
    fuzz_holds(p->state <= CELL_UNREADABLE, "a cell is something");
    fuzz_holds(p->state == CELL_NUMBER || p->value == 0, "only numbers have a value");
    check_text(p->remark);
}

static void
check_report(const struct report *r)
{
    check_text(r->title);
    check_text(r->agency);
    fuzz_holds(r->year == 0 || (r->year > 2000 && r->year < 2100), "a year is one");
    for (int i = 0; i < FIGURE_MAX; i++)
        check_cell(&r->figures[i]);
    for (int i = 0; i < TALLY_MAX_ROWS; i++)
        for (int c = 0; c < TALLY_COLUMNS; c++)
            check_cell(&r->cells[i][c]);
    for (int b = 0; b < BLOCK_COUNT; b++)
        for (int c = 0; c < COLUMN_COUNT; c++)
            check_cell(&r->remedies[b][c]);
    for (enum report_part p = 0; p < PART_COUNT; p++) {
        check_text(r->text[p].heading);
        check_text(r->text[p].body);
    }
}

static void
check_flow(const struct flow *f)
{
    for (int i = 0; i < f->count; i++) {
        struct flow_walk walk = {.left = {0}};
        struct flow_slot slots[FLOW_COLUMNS];

        check_text(f->blocks[i].text);
        for (int r = 0; r < f->blocks[i].count; r++) {
            int width = flow_slots(&walk, &f->blocks[i].rows[r], slots);

            fuzz_holds(width >= 0 && width <= FLOW_COLUMNS, "a row is as wide as may be");
            for (int c = 0; c < f->blocks[i].rows[r].count; c++)
                check_text(f->blocks[i].rows[r].cells[c].text);
        }
    }
}

static void
try_reader(reader *read, const char *bytes, size_t size)
{
    struct arena *a = arena_new();
    struct refusal why = {NULL, NULL};
    struct report r;
    struct flow f;
    bool joined;

    if (read(a, bytes, size, &f, &why)) {
        check_flow(&f);
        report_find(a, &f, &r, &joined);
        check_report(&r);
    } else {
        fuzz_holds(why.zh != NULL && why.en != NULL,
                   "what is refused is refused for a reason");
    }
    arena_free(a);
}

static void
try_as_file(const char *bytes, size_t size, const char *name)
{
    struct arena *a = arena_new();
    const char *zh, *en;
    struct report r;
    int status = report_read(a, bytes, size, name, &r, &zh, &en);

    if (status == 0)
        check_report(&r);
    fuzz_holds(status == 0 || (zh != NULL && en != NULL), "there is a reason");
    fuzz_holds(status != 0 || r.tally_form != NULL, "what is read has section three");
    arena_free(a);
}

static void
add_part(struct zip_writer *w, const char *name, const char *bytes, size_t size)
{
    fuzz_holds(zip_add_bytes(w, name, bytes, size), "there is room for a part");
}

/* The bytes as the one part of a document that they are about. */
static void
try_inside(const char *bytes, size_t size, bool sheet)
{
    static const char book[] = "<w><sheet id=\"a\"/></w>";
    static const char rels[] = "<r><Relationship Id=\"a\" Target=\"a.xml\"/></r>";
    struct spool *out = spool_open("/dev/shm");
    struct zip_writer w = {.out = out != NULL ? out : spool_open("/tmp"),
                           .day = date_of(2024, 1, 1)};
    char *file;
    size_t len;

    if (sheet) {
        add_part(&w, "xl/workbook.xml", book, sizeof book - 1);
        add_part(&w, "xl/_rels/workbook.xml.rels", rels, sizeof rels - 1);
        add_part(&w, "xl/sharedStrings.xml", bytes, size);
        add_part(&w, "xl/a.xml", bytes, size);
    } else {
        add_part(&w, "word/document.xml", bytes, size);
    }
    fuzz_holds(zip_finish(&w), "there is room for a file");
    len = (size_t)spool_size(w.out);
    file = xmalloc(len);
    fuzz_holds(spool_read(w.out, 0, file, len), "what was written is read");
    try_reader(sheet ? flow_xlsx : flow_docx, file, len);
    free(file);
    spool_free(w.out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;

    if (size == 0)
        return 0;
    switch (*bytes) {
    case 'd':
    case 'x':
        try_inside(bytes + 1, size - 1, *bytes == 'x');
        break;
    case 'P':
        try_reader(flow_docx, bytes, size);
        try_reader(flow_xlsx, bytes, size);
        try_as_file(bytes, size, "a.docx");
        break;
    default:
        try_reader(flow_html, bytes + 1, size - 1);
        try_reader(flow_csv, bytes + 1, size - 1);
        try_as_file(bytes + 1, size - 1, "a.txt");
    }
    return 0;
}
