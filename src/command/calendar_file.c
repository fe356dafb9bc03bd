/* gongkai calendar import: a CSV file of holiday notices, all of them or none. */
#include "command/calendar_command.h"

#include "base/arena.h"
#include "core/notice.h"
#include "document/csv_read.h"

#include <errno.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum column {
    DAY,
    KIND,
    NAME,
    NOTICE,
    YEAR,
    TYPE,
    PUBLISHED,
    URL,
    REGION,
    SOURCE,
    COLUMNS
};

enum { FIRST_OPTIONAL = REGION, MOST_CELLS = 32, KEY_SIZE = 96 };

static const char *const columns[COLUMNS] = {"date",   "kind",  "name",      "notice",
                                             "year",   "type",  "published", "url",
                                             "region", "source"};

/* One row that is right in form. */
struct row {
    long line;
    date day;
    bool works, wrong;
    const char *name;
};

/* A notice put together from the rows that name it. */
struct notice {
    const char *cells[COLUMNS]; /* of its first row */
    long line;                  /* of its first row */
    int year;
    enum notice_type type;
    date published;
    bool unsound; /* what its rows share is wrong in form: the service need not be asked */
    struct row *rows;
    int count;
};

struct problem_line {
    long line;
    char *text;
};

struct import {
    struct client *client;
    const char *path;
    int place[MOST_CELLS], width; /* the column in each place of a row; COLUMNS: unknown */
    struct notice *notices;
    int count;
    struct problem_line *problems;
    int problem_count;
    bool broken; /* the service does not answer */
    struct text reply;
};

static void __attribute__((format(printf, 3, 4)))
note(struct import *im, long line, const char *format, ...)
{
    char text[1024];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    im->problems =
        xrealloc(im->problems, sizeof *im->problems * (size_t)(im->problem_count + 1));
    im->problems[im->problem_count++] = (struct problem_line){line, xstrdup(text)};
}

static int
by_line(const void *a, const void *b)
{
    const struct problem_line *x = a, *y = b;

    return x->line != y->line ? (x->line > y->line) - (x->line < y->line)
                              : strcmp(x->text, y->text);
}

static void
print_problems(struct import *im)
{
    if (im->problem_count > 0)
        qsort(im->problems, (size_t)im->problem_count, sizeof *im->problems, by_line);
    for (int i = 0; i < im->problem_count; i++)
        fprintf(stderr, "%s:%ld: %s\n", im->path, im->problems[i].line,
                im->problems[i].text);
}

/* Reads the names of the columns; false when rows cannot be understood without them. */
static bool
read_header(struct import *im, struct csv_reader *r)
{
    char *cells[MOST_CELLS];
    bool given[COLUMNS] = {false};
    int before = im->problem_count;

    im->width = csv_read_row(r, cells, MOST_CELLS);
    if (im->width < 1 || im->width > MOST_CELLS)
        note(im, 1, "第一行须是列名：date,kind,name,notice,year,type,published,url");
    for (int i = 0; i < im->width && i < MOST_CELLS; i++) {
        int k = 0;

        while (k < COLUMNS && strcmp(cells[i], columns[k]) != 0)
            k++;
        im->place[i] = k;
        if (k == COLUMNS)
            note(im, r->line, "没有名为 %s 的列", cells[i]);
        else if (given[k])
            note(im, r->line, "列 %s 重复", cells[i]);
        else
            given[k] = true;
    }
    for (int k = 0; k < FIRST_OPTIONAL && im->width > 0; k++)
        if (!given[k])
            note(im, r->line, "缺少列 %s", columns[k]);
    return im->problem_count == before;
}

/* YEAR as a number, 0 for anything else. */
static int
year_of(const char *s)
{
    return strlen(s) == 4 && strspn(s, "0123456789") == 4 ? atoi(s) : 0;
}

/* What the rows of a notice share, checked where it is said first. */
static void
check_shared(struct import *im, struct notice *n)
{
    int before = im->problem_count;

    if (*n->cells[NOTICE] == '\0')
        note(im, n->line, "缺少文号（notice）");
    if (n->year == 0)
        note(im, n->line, "年度（year）须是四位数字");
    if (n->type == NOTICE_TYPES)
        note(im, n->line, "类型（type）须是 annual、change 或 regional");
    if (*n->cells[PUBLISHED] != '\0' && n->published == NO_DATE)
        note(im, n->line,
             "公布日期（published）须是确实存在的日期，写成 2024-03-05 的形式");
    n->unsound = im->problem_count > before;
}

/* The notice that the row of CELLS belongs to, begun when it is new. */
static struct notice *
notice_of(struct import *im, const char *const cells[COLUMNS], long line)
{
    struct notice *n;

    for (int i = 0; i < im->count; i++) {
        n = &im->notices[i];
        if (strcmp(n->cells[NOTICE], cells[NOTICE]) == 0 &&
            strcmp(n->cells[REGION], cells[REGION]) == 0 &&
            strcmp(n->cells[YEAR], cells[YEAR]) == 0)
            return n;
    }
    im->notices = xrealloc(im->notices, sizeof *im->notices * (size_t)(im->count + 1));
    n = &im->notices[im->count++];
    *n = (struct notice){
        .line = line, .year = year_of(cells[YEAR]), .type = notice_type_of(cells[TYPE])};
    memcpy(n->cells, cells, sizeof n->cells);
    date_parse(cells[PUBLISHED], &n->published);
    check_shared(im, n);
    return n;
}

/* Rows of one notice say the same of it. */
static void
check_agreement(struct import *im, const struct notice *n, const char *const cells[COLUMNS],
                long line)
{
    static const enum column shared[] = {TYPE, PUBLISHED, URL, SOURCE};

    for (unsigned i = 0; i < sizeof shared / sizeof shared[0]; i++)
        if (strcmp(n->cells[shared[i]], cells[shared[i]]) != 0)
            note(im, line, "同一通知的 %s 与第 %ld 行不同", columns[shared[i]], n->line);
}

static void
take_row(struct import *im, const char *const cells[COLUMNS], long line)
{
    struct notice *n = notice_of(im, cells, line);
    struct row row = {.line = line, .name = cells[NAME]};
    int before = im->problem_count;

    check_agreement(im, n, cells, line);
    row.works = strcmp(cells[KIND], "workday") == 0;
    if (!date_parse(cells[DAY], &row.day))
        note(im, line, "日期 %s 须是确实存在的日期，写成 2024-03-05 的形式", cells[DAY]);
    if (!row.works && strcmp(cells[KIND], "holiday") != 0)
        note(im, line, "性质（kind）%s 须是 holiday 或 workday", cells[KIND]);
    if (*cells[NAME] == '\0')
        note(im, line, "缺少名称（name）");
    if (im->problem_count > before)
        return;
    n->rows = xrealloc(n->rows, sizeof *n->rows * (size_t)(n->count + 1));
    n->rows[n->count++] = row;
}

static void
read_rows(struct import *im, struct csv_reader *r)
{
    char *cells[MOST_CELLS];
    int n;

    while ((n = csv_read_row(r, cells, MOST_CELLS)) != 0) {
        const char *by_column[COLUMNS] = {"", "", "", "", "", "", "", "", "", ""};
        bool readable = true;

        if (n < 0) {
            note(im, r->line, "引号没有配对，后面的内容无法读出");
            return;
        }
        if (n != im->width) {
            note(im, r->line, "有 %d 列，列名有 %d 个", n, im->width);
            continue;
        }
        for (int i = 0; i < n; i++) {
            readable = readable && text_is_utf8(cells[i], strlen(cells[i]));
            by_column[im->place[i]] = cells[i];
        }
        if (!readable)
            note(im, r->line, "不是 UTF-8 文字；请另存为“CSV UTF-8”");
        else
            take_row(im, by_column, r->line);
    }
}

/* Who is told of faults by the rules of core/notice.h. */
struct told {
    struct import *im;
    struct notice *notice;
};

static void
take_fault(void *context, int index, const char *member, const char *zh, const char *en)
{
    struct told *t = context;

    (void)member;
    (void)en;
    note(t->im, index < 0 ? t->notice->line : t->notice->rows[index].line, "%s", zh);
    if (index >= 0)
        t->notice->rows[index].wrong = true;
}

/* Checks the notice by itself; rows that are wrong are taken out. */
static void
check_rows(struct import *im, struct notice *n)
{
    struct notice_day *days = xmalloc(sizeof *days * (size_t)(n->count + 1));
    struct told told = {im, n};
    int kept = 0;

    for (int i = 0; i < n->count; i++)
        days[i] = (struct notice_day){n->rows[i].day, n->rows[i].works};
    if (n->year != 0 && n->count > 0)
        notice_check(n->type, n->year, days, n->count, take_fault, &told);
    for (int i = 0; i < n->count; i++)
        if (!n->rows[i].wrong)
            n->rows[kept++] = n->rows[i];
    n->count = kept;
    free(days);
}

static json_t *
body_of(const struct notice *n, bool dry_run)
{
    static const enum column optional[] = {PUBLISHED, URL, REGION, SOURCE};
    json_t *days = json_array();
    json_t *body =
        json_pack("{s:s, s:i, s:s, s:b, s:o}", "notice", n->cells[NOTICE], "year", n->year,
                  "type", n->cells[TYPE], "dry_run", dry_run, "days", days);
    char day[DATE_SIZE];

    for (unsigned i = 0; i < sizeof optional / sizeof optional[0]; i++)
        if (*n->cells[optional[i]] != '\0')
            json_object_set_new(body, columns[optional[i]],
                                json_string(n->cells[optional[i]]));
    for (int i = 0; i < n->count; i++)
        json_array_append_new(days, json_pack("{s:s, s:s, s:s}", "date",
                                              date_text(n->rows[i].day, day), "kind",
                                              n->rows[i].works ? "workday" : "holiday",
                                              "name", n->rows[i].name));
    return body;
}

/* Whether another notice of the file makes DAY a day off where N holds. */
static bool
is_off_elsewhere(const struct import *im, const struct notice *n, date day)
{
    for (int i = 0; i < im->count; i++) {
        const struct notice *other = &im->notices[i];

        if (other == n || (*other->cells[REGION] != '\0' &&
                           strcmp(other->cells[REGION], n->cells[REGION]) != 0))
            continue;
        for (int k = 0; k < other->count; k++)
            if (other->rows[k].day == day && !other->rows[k].works)
                return true;
    }
    return false;
}

/* Whether the file holds the annual notice of the year before N's. */
static bool
has_year_before(const struct import *im, const struct notice *n)
{
    for (int i = 0; i < im->count; i++)
        if (im->notices[i].type == NOTICE_ANNUAL && im->notices[i].year == n->year - 1)
            return true;
    return false;
}

/* The row that FIELD ("days.3.kind") speaks of, NULL for the notice as a whole. */
static const struct row *
row_of(const struct notice *n, const char *field)
{
    int i;

    if (sscanf(field, "days.%d.", &i) != 1 || i < 0 || i >= n->count)
        return NULL;
    return &n->rows[i];
}

/* Notes what the service says against N.  A dry run does not know what other notices of the
 * file will have brought by then, and may ask for it. */
static void
take_refusal(struct import *im, const struct notice *n)
{
    json_t *problem = json_loadb(im->reply.bytes, im->reply.len, 0, NULL), *error;
    const json_t *errors = json_object_get(problem, "errors");
    const char *detail = client_text(problem, "detail");
    size_t i;

    json_array_foreach(errors, i, error) {
        const char *field = client_text(error, "field");
        const struct row *row = row_of(n, field);

        if (row != NULL && row->works && strstr(field, ".kind") != NULL &&
            is_off_elsewhere(im, n, row->day))
            continue;
        if (strcmp(field, "year") == 0 && has_year_before(im, n))
            continue;
        note(im, row != NULL ? row->line : n->line, "%s", client_text(error, "message"));
    }
    if (json_array_size(errors) == 0)
        note(im, n->line, "%s", *detail != '\0' ? detail : client_text(problem, "title"));
    json_decref(problem);
}

/* The same notice has the same key in every run. */
static void
key_of(const json_t *body, char key[KEY_SIZE])
{
    char *text = json_dumps(body, JSON_COMPACT | JSON_SORT_KEYS);
    unsigned char hash[crypto_hash_sha256_BYTES];
    char hex[2 * sizeof hash + 1];

    crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text));
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    snprintf(key, KEY_SIZE, "calendar-%.48s", hex);
    free(text);
}

/* Asks the service about N, or stores it; false when it did not take it. */
static bool
send(struct import *im, const struct notice *n, bool dry_run)
{
    json_t *body = body_of(n, dry_run);
    char key[KEY_SIZE];
    long status;

    key_of(body, key);
    status = client_call(im->client, "POST", "/api/v1/calendar/notices", body,
                         dry_run ? NULL : key, &im->reply);
    json_decref(body);
    if (status >= 200 && status < 300)
        return true;
    im->broken = status == 0;
    if (!im->broken)
        take_refusal(im, n);
    return false;
}

/* Years one after another, then what changes them. */
static int
in_order(const void *a, const void *b)
{
    const struct notice *x = a, *y = b;

    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    if (x->year != y->year)
        return x->year < y->year ? -1 : 1;
    return x->published != y->published ? (x->published > y->published ? 1 : -1)
                                        : (x->line > y->line) - (x->line < y->line);
}

static void
check_all(struct import *im)
{
    if (im->count == 0 && im->problem_count == 0)
        note(im, 1, "文件里没有一天");
    if (im->count > 0)
        qsort(im->notices, (size_t)im->count, sizeof *im->notices, in_order);
    for (int i = 0; i < im->count; i++)
        check_rows(im, &im->notices[i]);
    for (int i = 0; i < im->count && !im->broken; i++)
        if (!im->notices[i].unsound && im->notices[i].count > 0)
            send(im, &im->notices[i], true);
}

static void
store_all(struct import *im)
{
    for (int i = 0; i < im->count; i++) {
        const json_t *made;
        json_t *reply;

        if (!send(im, &im->notices[i], false))
            return;
        reply = json_loadb(im->reply.bytes, im->reply.len, 0, NULL);
        made = json_object_get(reply, "notice");
        printf("%s %s：%ld 年，%zu 天，待采用\n", client_text(made, "id"),
               client_text(made, "notice"), client_number(made, "year"),
               json_array_size(json_object_get(made, "days")));
        json_decref(reply);
    }
}

static void
release(struct import *im)
{
    for (int i = 0; i < im->count; i++)
        free(im->notices[i].rows);
    for (int i = 0; i < im->problem_count; i++)
        free(im->problems[i].text);
    free(im->notices);
    free(im->problems);
    text_free(&im->reply);
}

static bool
read_file(const char *path, struct text *t)
{
    FILE *file = fopen(path, "re");
    char chunk[65536];
    size_t n;

    if (file == NULL) {
        fprintf(stderr, "gongkai: cannot read %s: %s\n", path, strerror(errno));
        return false;
    }
    text_add(t, "");
    while ((n = fread(chunk, 1, sizeof chunk, file)) > 0)
        text_add_bytes(t, chunk, n);
    fclose(file);
    return true;
}

int
calendar_import_file(struct client *c, const char *path)
{
    struct import im = {.client = c, .path = path};
    struct text bytes = {NULL, 0, 0};
    struct csv_reader r;
    bool done;

    if (!read_file(path, &bytes))
        return EXIT_FAILURE;
    r = csv_read_begin(bytes.bytes);
    if (read_header(&im, &r)) {
        read_rows(&im, &r);
        check_all(&im);
    }
    if (im.problem_count == 0 && !im.broken)
        store_all(&im);
    print_problems(&im);
    done = im.problem_count == 0 && !im.broken;
    release(&im);
    text_free(&bytes);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
