/* The words of a published report: title, agency, year, and what each section says. */
#include "base/text.h"
#include "document/report_find.h"
#include "document/report_label.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 2008, LAST_YEAR = 2099, TITLE_LINES = 400, LONG_LINE = 20 };

/* ---- Years ---- */

/* The number at S, in full-width digits too, of which exactly four stand together; behind it
 * into *END.  0 when it is no year. */
static int
year_at(const char *s, const char **end)
{
    int n = 0, value = 0;

    for (const char *next = s; *s != '\0'; s = next, n++) {
        unsigned c = text_next(&next);

        if (c >= 0xff10 && c <= 0xff19)
            c = c - 0xff10 + '0';
        if (c < '0' || c > '9')
            break;
        if (n < 5)
            value = value * 10 + (int)(c - '0');
    }
    *end = s;
    return n == 4 && value >= FIRST_YEAR && value <= LAST_YEAR ? value : 0;
}

static const char *
skip_spaces(const char *s)
{
    for (;;) {
        if (*s == ' ')
            s++;
        else if (strncmp(s, "　", 3) == 0 || strncmp(s, "\u2003", 3) == 0)
            s += 3;
        else if (strncmp(s, "\u00a0", 2) == 0)
            s += 2;
        else
            return s;
    }
}

/* The first year in S that 年 follows; where it begins and ends. */
static int
find_year(const char *s, const char **begin, const char **end)
{
    while (*s != '\0') {
        const char *next = s, *behind;
        int year = year_at(s, &behind);

        if (year > 0 && strncmp(skip_spaces(behind), "年", 3) == 0) {
            *begin = s;
            *end = skip_spaces(behind) + 3;
            return year;
        }
        if (behind > s)
            s = behind;
        else {
            text_next(&next);
            s = next;
        }
    }
    return 0;
}

/* ---- Title ---- */

static bool
is_title(const char *s)
{
    char folded[LABEL_SIZE];

    if (strlen(s) > 240)
        return false;
    label_fold(s, folded);
    return label_holds(folded, "年度报告|年报") && label_holds(folded, "信息公开") &&
           !label_holds(folded, "现发布|如下|根据|按照");
}

/* The N bytes at S without what is around a name: spaces, brackets, 关于. */
static const char *
name_of(struct arena *a, const char *s, size_t n)
{
    static const char *const around[] = {" ",    "　",       "《", "》", "\u00a0", "\u2003",
                                         "关于", "（汇总）", "的", "-",  "_"};
    bool again = true;

    while (again) {
        again = false;
        for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
            size_t len = strlen(around[i]);

            if (n >= len && memcmp(s, around[i], len) == 0) {
                s += len;
                n -= len;
                again = true;
            }
            if (n >= len && memcmp(s + n - len, around[i], len) == 0) {
                n -= len;
                again = true;
            }
        }
    }
    return n > 0 ? arena_copy(a, s, n) : NULL;
}

/* The agency and the year that a title names: "XX局2024年…", "2024年XX局政府信息公开…". */
static void
read_title(struct finder *f, const char *title)
{
    struct report *r = f->report;
    const char *begin, *end, *rest;

    r->year = find_year(title, &begin, &end);
    if (r->year == 0)
        return;
    r->agency = name_of(f->arena, title, (size_t)(begin - title));
    if (r->agency != NULL)
        return;
    if (strncmp(end, "度", 3) == 0)
        end += 3;
    rest = strstr(end, "政府信息公开");
    if (rest == NULL)
        rest = strstr(end, "信息公开");
    if (rest != NULL)
        r->agency = name_of(f->arena, end, (size_t)(rest - end));
}

/* The line before LINE, if it can be the agency on a line of its own. */
static const char *
name_before(const struct finder *f, int line)
{
    const char *s = line > 0 ? f->lines[line - 1].text : NULL;
    char folded[LABEL_SIZE];

    if (s == NULL || strpbrk(s, ">|:/") != NULL || strstr(s, "：") != NULL)
        return NULL;
    label_fold(s, folded);
    return text_length(folded) >= 4 && text_length(folded) <= 30 &&
                   !label_holds(folded, "位置|首页|日期|时间|来源|字体|浏览")
               ? s
               : NULL;
}

/* The lines that are the title, from -1 on when there is none; taken together where it stands
 * on several. */
static int
find_title(struct finder *f)
{
    struct report *r = f->report;
    const char *begin, *end;

    for (int i = 0; i < f->line_count && i < TITLE_LINES; i++) {
        const char *before;

        if (f->lines[i].text == NULL || !is_title(f->lines[i].text))
            continue;
        before = name_before(f, i);
        r->title = f->lines[i].text;
        if (before != NULL && find_year(r->title, &begin, &end) == 0)
            r->title = arena_printf(f->arena, "%s%s", before, r->title);
        read_title(f, r->title);
        if (r->agency == NULL && before != NULL)
            r->agency = name_of(f->arena, before, strlen(before));
        return i;
    }
    if (f->flow->title != NULL && is_title(f->flow->title)) {
        r->title = name_of(f->arena, f->flow->title, strlen(f->flow->title));
        read_title(f, f->flow->title);
    }
    return -1;
}

/* Without a title: "XX局 2024 年度" or "2024年1月1日" somewhere. */
static void
find_year_elsewhere(struct finder *f)
{
    struct report *r = f->report;
    const char *begin, *end;

    for (int i = 0; i < f->line_count && r->year == 0; i++) {
        const char *s = f->lines[i].text;
        int year = s != NULL ? find_year(s, &begin, &end) : 0;

        if (year == 0)
            continue;
        if (strncmp(end, "度", 3) == 0) {
            r->year = year;
            if (r->agency == NULL && begin - s < 120)
                r->agency = name_of(f->arena, s, (size_t)(begin - s));
        } else if (strncmp(skip_spaces(end), "1", 1) == 0 || strncmp(end, "１", 3) == 0) {
            r->year = year;
        }
    }
}

/* ---- Sections ---- */

/* Where the table of SECTION begins, or -1. */
static int
table_of(const struct finder *f, enum report_part section)
{
    for (int i = 0; i < f->line_count; i++)
        if (f->lines[i].text == NULL && f->lines[i].table == section)
            return i;
    return -1;
}

/* The best heading of PART among the lines from FIRST up to LAST: of equals the last one, or
 * the first. */
static int
best_heading(const struct finder *f, enum report_part part, int first, int last,
             bool want_last)
{
    int best = -1, best_score = 0;

    for (int i = first < 0 ? 0 : first; i < last; i++) {
        enum report_part of;
        int score = f->lines[i].text != NULL ? label_of_part(f->lines[i].text, &of) : 0;

        if (score == 0 || of != part)
            continue;
        if (score > best_score || (score == best_score && want_last)) {
            best = i;
            best_score = score;
        }
    }
    return best;
}

/* The lines with the headings of the sections, -1 for those that have none. */
static void
find_headings(const struct finder *f, int at[PART_COUNT])
{
    int end = f->line_count, behind = -1;

    for (enum report_part p = PART_opening; p < PART_COUNT; p++)
        at[p] = -1;
    for (enum report_part p = PART_two; p <= PART_four; p++) {
        int table = table_of(f, p);

        /* The heading stands right before its table; without one, anywhere behind the last. */
        at[p] = best_heading(f, p, behind + 1, table >= 0 ? table : end, table >= 0);
        if (table > behind || at[p] > behind)
            behind = table > at[p] ? table : at[p];
    }
    at[PART_five] = best_heading(f, PART_five, behind + 1, end, false);
    behind = at[PART_five] > behind ? at[PART_five] : behind;
    at[PART_six] = best_heading(f, PART_six, behind + 1, end, false);
    for (enum report_part p = PART_two; p < PART_COUNT && end == f->line_count; p++)
        if (at[p] >= 0)
            end = at[p];
    at[PART_one] = best_heading(f, PART_one, 0, end, false);
}

static bool
is_footer(const char *s)
{
    static const char *const words[] = {"版权所有", "ICP备",    "主办单位", "主办：",
                                        "上一篇",   "下一篇",   "关闭窗口", "打印本页",
                                        "扫一扫",   "网站标识", "公网安备"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(s, words[i]) != NULL)
            return true;
    return false;
}

/* A chapter of its own about fees belongs with the other matters (rule 8.3). */
static bool
is_fee_chapter(const char *s)
{
    char folded[LABEL_SIZE];
    size_t number = strcspn(s, " ");

    for (const char *at = s; *at != '\0' && number > 6; at++)
        if (strncmp(at, "、", 3) == 0)
            number = (size_t)(at - s);
    if (number > 6 || strlen(s) > 90)
        return false;
    label_fold(s, folded);
    return label_holds(folded, "处理费|收费情况");
}

/* A body under construction. */
struct body {
    struct text text[PART_COUNT];
};

static void
add_to(struct body *b, enum report_part part, const char *line)
{
    if (b->text[part].len > 0)
        text_add(&b->text[part], "\n");
    text_add(&b->text[part], line);
}

/* Gives each line from FIRST on to the section it stands in. */
static void
give_lines(const struct finder *f, const int at[PART_COUNT], int first, struct body *b)
{
    enum report_part part = PART_opening;
    bool fees = false;

    for (int i = first; i < f->line_count; i++) {
        const char *s = f->lines[i].text;
        bool heads = false;

        for (enum report_part p = PART_one; p < PART_COUNT; p++)
            if (at[p] == i) {
                part = p;
                heads = true;
            }
        if (heads || s == NULL) {
            fees = fees && !heads;
            continue;
        }
        if (part == PART_six && is_footer(s))
            return;
        fees = fees || ((part == PART_four || part == PART_five) && is_fee_chapter(s));
        add_to(b, fees ? PART_six : part, s);
    }
}

/* Where the opening begins: behind the title or, without one, at the first long line before
 * the first heading. */
static int
opening_of(const struct finder *f, const int at[PART_COUNT], int title)
{
    int end = f->line_count;

    for (enum report_part p = PART_one; p < PART_COUNT; p++)
        if (at[p] >= 0 && at[p] < end)
            end = at[p];
    if (title >= 0 && title < end)
        return title + 1;
    for (int i = 0; i < end; i++)
        if (f->lines[i].text != NULL && text_length(f->lines[i].text) > LONG_LINE)
            return i;
    return end;
}

void
found_texts(struct finder *f)
{
    struct body b = {.text = {{0}}};
    int at[PART_COUNT], title = find_title(f);

    find_headings(f, at);
    give_lines(f, at, opening_of(f, at, title), &b);
    for (enum report_part p = PART_opening; p < PART_COUNT; p++) {
        struct report_text *t = &f->report->text[p];

        if (at[p] >= 0)
            t->heading = f->lines[at[p]].text;
        if (b.text[p].len > 0)
            t->body = arena_copy(f->arena, b.text[p].bytes, b.text[p].len);
        text_free(&b.text[p]);
    }
    if (f->report->year == 0)
        find_year_elsewhere(f);
}
