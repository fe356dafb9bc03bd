#include "document/report_json.h"

#include "base/json_shape.h"
#include "document/report_number.h"

#include <jansson.h>
#include <string.h>

/* A report has about a thousand values, four deep. */
enum { MOST_DEPTH = 16, MOST_VALUES = 20000 };

struct reader {
    struct arena *a;
    struct report *r;
    const char **why_zh, **why_en;
};

static int
refuse(struct reader *k, const char *zh, const char *en)
{
    *k->why_zh = zh;
    *k->why_en = en;
    return -1;
}

/* ---- Words ---- */

static const char *
words_of(struct reader *k, const json_t *value)
{
    const char *s = json_string_value(value);

    return s != NULL ? report_words(k->a, s) : NULL;
}

/* ---- Cells ---- */

/* VALUE as the form prints it, in the unit that a printed number has. */
static struct printed
number(double value, enum figure_unit unit)
{
    double scale = unit == UNIT_AMOUNT_10K ? FEN_PER_10K_YUAN
                   : unit == UNIT_AMOUNT   ? 100
                                           : 1;
    long whole;

    if (!(value * scale < REPORT_BIGGEST && value * scale > -REPORT_BIGGEST))
        return (struct printed){CELL_UNREADABLE, 0, NULL};
    whole = (long)(value * scale + (value < 0 ? -0.5 : 0.5));
    if (scale <= 1 && ((double)whole < value || (double)whole > value))
        return (struct printed){CELL_UNREADABLE, 0, NULL};
    return printed_number(whole);
}

/* A cell that is VALUE alone: a number, null, or a mark; words are for report_number(). */
static struct printed
bare_cell(const json_t *value, enum figure_unit unit)
{
    if (json_is_number(value))
        return number(json_number_value(value), unit);
    if (json_is_null(value))
        return (struct printed){CELL_BLANK, 0, NULL};
    if (json_is_string(value) && strcmp(json_string_value(value), "/") == 0)
        return (struct printed){CELL_DASH, 0, NULL};
    return (struct printed){CELL_UNREADABLE, 0, NULL};
}

static struct printed
cell_of(struct reader *k, const json_t *cell, enum figure_unit unit)
{
    struct printed p;

    if (cell == NULL)
        return (struct printed){CELL_ABSENT, 0, NULL};
    if (json_is_string(cell))
        return report_number(k->a, words_of(k, cell), unit);
    if (!json_is_object(cell))
        return bare_cell(cell, unit);
    p = bare_cell(json_object_get(cell, "value"), unit);
    p.remark = words_of(k, json_object_get(cell, "remark"));
    return p;
}

/* ---- Sections ---- */

/* Whether J is a cell with a remark, and no row of cells. */
static bool
is_cell(const json_t *j)
{
    return json_object_get(j, "value") != NULL;
}

/* Where FIGURE stands in a section two; in the form of 2021 a row of one number is bare. */
static const json_t *
figure_cell(const json_t *section, const struct figure *f)
{
    const json_t *row = json_object_get(section, f->row), *cell;

    if (row == NULL && strcmp(f->key, "fees.amount") == 0)
        return json_object_get(section, "fees_10k_yuan");
    if (!json_is_object(row))
        return row;
    cell = json_object_get(row, f->column);
    return cell == NULL && is_cell(row) ? row : cell;
}

static void
read_two(struct reader *k, const json_t *section)
{
    const json_t *licensing = json_object_get(section, "licensing");
    bool old = (json_is_object(licensing) && !is_cell(licensing)) ||
               json_object_get(json_object_get(section, "rules"), "made") != NULL;
    const struct figure_form *f = figure_form_named(old ? "2019" : "2021");

    k->r->figure_form = f;
    for (int i = 0; i < f->count; i++)
        k->r->figures[i] =
            cell_of(k, figure_cell(section, &f->figures[i]), f->figures[i].unit);
}

/* COUNT cells of ROW; those that it lacks are blank, a row that is not there is absent.
 * Returns whether it is there, -1 when it is too long. */
static int
read_row(struct reader *k, const json_t *row, struct printed *cells, size_t count)
{
    if (json_array_size(row) > count)
        return refuse(k, "表格中有一行的格数多于格式",
                      "a row has more cells than the form");
    for (size_t i = 0; i < count; i++) {
        cells[i] = cell_of(k, json_array_get(row, i), UNIT_COUNT);
        if (json_is_array(row) && cells[i].state == CELL_ABSENT)
            cells[i].state = CELL_BLANK;
    }
    return json_is_array(row);
}

/* The columns, when they are named, are those of the form in its order. */
static bool
columns_agree(const json_t *columns)
{
    for (size_t i = 0; i < json_array_size(columns); i++) {
        const char *key = json_string_value(json_array_get(columns, i));

        if (key == NULL || tally_column_of(key) != (int)i)
            return false;
    }
    return true;
}

static int
read_three(struct reader *k, const json_t *section)
{
    const json_t *rows = json_object_get(section, "rows");
    bool old = json_is_array(json_object_get(rows, "other"));
    const struct tally_form *f = tally_form_named(old ? "2019" : "2021");

    if (!columns_agree(json_object_get(section, "columns")))
        return refuse(k, "section3.columns 与格式的列不同",
                      "section3.columns are not those of the form");
    for (int i = 0; i < f->row_count; i++) {
        int there = read_row(k, json_object_get(rows, f->rows[i].key), k->r->cells[i],
                             TALLY_COLUMNS);

        if (there < 0)
            return -1;
        if (there > 0)
            k->r->tally_form = f;
    }
    return 0;
}

static int
read_four(struct reader *k, const json_t *section)
{
    for (int i = 0; i < BLOCK_COUNT; i++) {
        int there =
            read_row(k, json_object_get(section, remedy_block_code((enum remedy_block)i)),
                     k->r->remedies[i], COLUMN_COUNT);

        if (there < 0)
            return -1;
        k->r->has_remedies |= there > 0;
    }
    return 0;
}

static void
read_text(struct reader *k, const json_t *text)
{
    for (enum report_part p = PART_opening; p < PART_COUNT; p++) {
        const json_t *part = json_object_get(text, report_part_code(p));

        k->r->text[p].heading = words_of(k, json_object_get(part, "heading"));
        k->r->text[p].body = words_of(k, json_object_get(part, "body"));
    }
}

/* Sentences out of the narrative, each a paragraph of section one. */
static void
read_claims(struct reader *k, const json_t *claims)
{
    struct text body = {NULL, 0, 0};

    for (size_t i = 0; i < json_array_size(claims); i++) {
        const char *claim = words_of(k, json_array_get(claims, i));

        if (claim != NULL)
            text_addf(&body, "%s%s", body.len > 0 ? "\n" : "", claim);
    }
    if (body.len > 0)
        k->r->text[PART_one].body = arena_copy(k->a, body.bytes, body.len);
    text_free(&body);
}

/* The level as agencies have it: "county department" is a department. */
static const char *
level_of(const char *level)
{
    static const char *const known[] = {"department", "nation", "province",
                                        "city",       "county", "township"};

    for (size_t i = 0; level != NULL && i < sizeof known / sizeof *known; i++)
        if (i == 0 ? strstr(level, known[i]) != NULL : strcmp(level, known[i]) == 0)
            return known[i];
    return NULL;
}

static int
read_report(struct reader *k, const json_t *document)
{
    const json_t *two = json_object_get(document, "section2");
    const json_t *text = json_object_get(document, "text");
    json_int_t year = json_integer_value(json_object_get(document, "year"));

    k->r->title = words_of(k, json_object_get(document, "title"));
    k->r->agency = words_of(k, json_object_get(document, "agency"));
    k->r->level = level_of(json_string_value(json_object_get(document, "level")));
    k->r->year = year >= 2008 && year <= 2100 ? (int)year : 0;
    if (json_object_size(two) > 0)
        read_two(k, two);
    if (read_three(k, json_object_get(document, "section3")) != 0 ||
        read_four(k, json_object_get(document, "section4")) != 0)
        return -1;
    if (k->r->figure_form == NULL && k->r->tally_form == NULL && !k->r->has_remedies)
        return refuse(k, "没有 section2、section3、section4 中的任何一个，不是年度报告",
                      "none of section2, section3 and section4 is there: not a report");
    if (json_is_object(text))
        read_text(k, text);
    else
        read_claims(k, json_object_get(document, "text_claims"));
    return 0;
}

/* Whether the JSON is one that a report can be; told before a parser builds it. */
static int
check_size(struct reader *k, const char *bytes, size_t size)
{
    struct json_shape shape = json_shape(bytes, size);

    if (size > REPORT_JSON_BYTES)
        return refuse(k, "JSON 超过 4 MB，不像一份年度报告，请只上传报告本身",
                      "JSON of more than 4 MB is no report; upload the report alone");
    if (shape.depth > MOST_DEPTH)
        return refuse(k, "JSON 嵌套过深，请按年度报告的格式上传",
                      "the JSON is nested too deeply; upload it in the form of a report");
    if (shape.values > MOST_VALUES)
        return refuse(
            k, "JSON 的值超过 20000 个，多于一份年度报告，请只上传报告本身",
            "JSON of more than 20000 values is no report; upload the report alone");
    return 0;
}

int
report_json_read(struct arena *a, const char *bytes, size_t size, struct report *out,
                 const char **why_zh, const char **why_en)
{
    struct reader k = {a, out, why_zh, why_en};
    size_t mark = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    json_error_t error;
    json_t *document;
    int status;

    *out = (struct report){.title = NULL};
    if (check_size(&k, bytes, size) != 0)
        return -1;
    document = json_loadb(bytes + mark, size - mark, JSON_REJECT_DUPLICATES, &error);
    if (document == NULL)
        return refuse(
            &k, arena_printf(a, "不是 JSON：第 %d 行第 %d 列", error.line, error.column),
            arena_printf(a, "not JSON: line %d, column %d: %s", error.line, error.column,
                         error.text));
    status = json_is_object(document)
                 ? read_report(&k, document)
                 : refuse(&k, "JSON 不是一个对象", "the JSON is not an object");
    json_decref(document);
    return status;
}

/* ---- Writing ---- */

static void
write_words(struct text *out, const char *words)
{
    if (words == NULL)
        text_add(out, "null");
    else
        text_add_json(out, words);
}

static void
write_value(struct text *out, const struct printed *p, enum figure_unit unit)
{
    char buffer[40];

    if (p->state == CELL_NUMBER)
        text_add(out, figure_print(unit, p->value, buffer, sizeof buffer));
    else if (p->state == CELL_DASH)
        text_add(out, "\"/\"");
    else
        text_add(out, p->state == CELL_UNREADABLE ? "\"?\"" : "null");
}

/* The value as it was read, not only the words it was read from: those have been judged. */
static void
write_cell(struct text *out, const struct printed *p, enum figure_unit unit)
{
    if (p->remark == NULL && p->state != CELL_UNREADABLE) {
        write_value(out, p, unit);
        return;
    }
    text_add(out, "{\"value\":");
    write_value(out, p, unit);
    text_add(out, ",\"remark\":");
    write_words(out, p->remark);
    text_add(out, "}");
}

static const char *
comma(bool *more)
{
    bool was = *more;

    *more = true;
    return was ? "," : "";
}

/* The figures from FIRST to END, which are a row, as an object. */
static void
write_figures(struct text *out, const struct report *r, int first, int end)
{
    bool more = false;

    text_addf(out, ",\"%s\":{", r->figure_form->figures[first].row);
    for (int i = first; i < end; i++) {
        const struct figure *f = &r->figure_form->figures[i];

        if (r->figures[i].state == CELL_ABSENT)
            continue;
        text_addf(out, "%s\"%s\":", comma(&more), f->column);
        write_cell(out, &r->figures[i], f->unit);
    }
    text_add(out, "}");
}

/* A row of the form of 2021 that has one number is that number. */
static void
write_two(struct text *out, const struct report *r)
{
    const struct figure_form *form = r->figure_form;
    bool old = strcmp(form->name, "2021") != 0;
    int end;

    text_addf(out, ",\"section2\":{\"format\":\"%s\"", form->name);
    for (int i = 0; i < form->count; i = end) {
        const struct figure *f = &form->figures[i];

        for (end = i + 1; end < form->count; end++)
            if (strcmp(form->figures[end].row, f->row) != 0)
                break;
        if (old || end > i + 1) {
            write_figures(out, r, i, end);
        } else if (r->figures[i].state != CELL_ABSENT) {
            text_addf(out,
                      ",\"%s\":", f->unit == UNIT_AMOUNT_10K ? "fees_10k_yuan" : f->row);
            write_cell(out, &r->figures[i], f->unit);
        }
    }
    text_add(out, "}");
}

/* Nothing for a row whose cells are all absent. */
static void
write_row(struct text *out, const char *key, const struct printed *cells, int count,
          bool *more)
{
    int absent = 0;

    for (int i = 0; i < count; i++)
        absent += cells[i].state == CELL_ABSENT;
    if (absent == count)
        return;
    text_addf(out, "%s\"%s\":[", comma(more), key);
    for (int i = 0; i < count; i++) {
        text_add(out, i > 0 ? "," : "");
        write_cell(out, &cells[i], UNIT_COUNT);
    }
    text_add(out, "]");
}

static void
write_three(struct text *out, const struct report *r)
{
    bool more = false;

    text_add(out, ",\"section3\":{\"columns\":[");
    for (int i = 0; i < TALLY_COLUMNS; i++)
        text_addf(out, "%s\"%s\"", i > 0 ? "," : "", tally_column_key(i));
    text_add(out, "],\"rows\":{");
    for (int i = 0; i < r->tally_form->row_count; i++)
        write_row(out, r->tally_form->rows[i].key, r->cells[i], TALLY_COLUMNS, &more);
    text_add(out, "}}");
}

static void
write_four(struct text *out, const struct report *r)
{
    bool more = false;

    text_add(out, ",\"section4\":{");
    for (int i = 0; i < BLOCK_COUNT; i++)
        write_row(out, remedy_block_code((enum remedy_block)i), r->remedies[i],
                  COLUMN_COUNT, &more);
    text_add(out, "}");
}

static void
write_text(struct text *out, const struct report *r)
{
    bool more = false;

    text_add(out, ",\"text\":{");
    for (enum report_part p = PART_opening; p < PART_COUNT; p++) {
        const struct report_text *t = &r->text[p];

        if (t->heading == NULL && t->body == NULL)
            continue;
        text_addf(out, "%s\"%s\":{\"heading\":", comma(&more), report_part_code(p));
        write_words(out, t->heading);
        text_add(out, ",\"body\":");
        write_words(out, t->body);
        text_add(out, "}");
    }
    text_add(out, "}");
}

void
report_json_write(struct text *out, const struct report *r)
{
    text_add(out, "{\"title\":");
    write_words(out, r->title);
    text_add(out, ",\"agency\":");
    write_words(out, r->agency);
    text_add(out, ",\"level\":");
    write_words(out, r->level);
    text_addf(out, ",\"year\":%d", r->year);
    if (r->tally_form != NULL)
        text_addf(out, ",\"format\":\"%s\"", r->tally_form->name);
    if (r->figure_form != NULL)
        write_two(out, r);
    if (r->tally_form != NULL)
        write_three(out, r);
    if (r->has_remedies)
        write_four(out, r);
    write_text(out, r);
    text_add(out, "}");
}
