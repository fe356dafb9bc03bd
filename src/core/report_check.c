#include "core/report_check.h"
#include "core/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct rule {
    const char *code;
    enum check_level level;
    const char *basis, *zh, *en, *fix_zh, *fix_en;
} rules[] = {
#define CHECK(code, level, basis, zh, en, fix_zh, fix_en)                                  \
    {#code, CHECK_##level, basis, zh, en, fix_zh, fix_en},
#include "core/report_check.def"
#undef CHECK
};

const char check_rule_codes[] =
#define CHECK(code, level, basis, zh, en, fix_zh, fix_en) "|" #code
#include "core/report_check.def"
#undef CHECK
    ;

enum check_rule
check_rule_of(const char *code)
{
    for (int i = 0; code != NULL && i < CHECK_COUNT; i++)
        if (strcmp(rules[i].code, code) == 0)
            return i;
    return CHECK_NONE;
}

const char *
check_rule_code(enum check_rule rule)
{
    return rules[rule].code;
}

enum check_level
check_rule_level(enum check_rule rule)
{
    return rules[rule].level;
}

const char *
check_rule_basis(enum check_rule rule)
{
    return rules[rule].basis;
}

const char *
check_rule_name(enum check_rule rule, bool english)
{
    return english ? rules[rule].en : rules[rule].zh;
}

const char *
check_rule_fix(enum check_rule rule, bool english)
{
    return english ? rules[rule].fix_en : rules[rule].fix_zh;
}

const char *
check_level_code(enum check_level l)
{
    return l == CHECK_ERROR ? "error" : "warning";
}

const char *
check_verdict_code(enum check_verdict v)
{
    return v == CHECK_FAILS ? "fails" : "cannot_tell";
}

/* ---- Places ---- */

static const char *
part_words(enum report_part part, bool english)
{
    static const char *const zh[PART_COUNT] = {"开头：", "一、", "二、", "三、",
                                               "四、",   "五、", "六、"};

    return english ? report_part_code(part) : zh[part];
}

static const char *
three_text(struct arena *a, const struct report *r, int row, int column, bool english)
{
    const struct tally_form *f = r->tally_form;
    const char *of_row = "", *of_column = "";

    if (row >= 0)
        of_row = english ? arena_printf(a, ", %s", f->rows[row].key)
                         : arena_printf(a, "“%s”行", f->rows[row].label);
    if (column >= 0)
        of_column = english ? arena_printf(a, ", %s", tally_column_key(column))
                            : arena_printf(a, "“%s”列", tally_column_label(column));
    return arena_printf(a, "%s%s", of_row, of_column);
}

static const char *
four_text(struct arena *a, int block, int column, bool english)
{
    if (block < 0)
        return "";
    if (english)
        return column < 0
                   ? arena_printf(a, ", %s", remedy_block_code((enum remedy_block)block))
                   : arena_printf(a, ", %s, %s",
                                  remedy_block_code((enum remedy_block)block),
                                  remedy_column_code((enum remedy_column)column));
    return column < 0
               ? arena_printf(a, "“%s”", remedy_block_label((enum remedy_block)block))
               : arena_printf(a, "“%s”的“%s”", remedy_block_label((enum remedy_block)block),
                              remedy_column_label((enum remedy_column)column));
}

static const char *
two_text(struct arena *a, const struct report *r, int figure, bool english)
{
    const struct figure *f;

    if (figure < 0)
        return "";
    f = &r->figure_form->figures[figure];
    return english ? arena_printf(a, ", %s", f->key)
                   : arena_printf(a, "“%s”的“%s”", f->row_label, f->column_label);
}

const char *
check_place_text(struct arena *a, const struct report *r, const struct check_place *place,
                 bool english)
{
    const char *in = "";

    if (place->length > 0)
        in = arena_printf(a, english ? ", “%.*s”" : "“%.*s”", (int)place->length,
                          r->text[place->part].body + place->offset);
    else if (place->part == PART_two && r->figure_form != NULL)
        in = two_text(a, r, place->row, english);
    else if (place->part == PART_three && r->tally_form != NULL)
        in = three_text(a, r, place->row, place->column, english);
    else if (place->part == PART_four)
        in = four_text(a, place->row, place->column, english);
    if (*in == '\0' && !english) {
        const char *heading = report_heading(place->part, r->year);

        return heading != NULL ? heading : "开头";
    }
    return arena_printf(a, "%s%s", part_words(place->part, english), in);
}

/* ---- Findings ---- */

/* FNV-1a. */
unsigned long long
check_digest(const char *s, size_t len)
{
    unsigned long long h = 14695981039346656037ULL;

    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)s[i]) * 1099511628211ULL;
    return h;
}

/* Everything in it comes from the report, nothing from the order of the findings. */
static const char *
key_of(struct check *c, const struct finding *f)
{
    const struct check_place *p = &f->place;
    const char *where = arena_printf(c->a, "%s:%s:%d:%d", rules[f->rule].code,
                                     report_part_code(p->part), p->row, p->column);

    if (p->length > 0)
        where = arena_printf(c->a, "%s:%016llx", where,
                             check_digest(c->r->text[p->part].body + p->offset, p->length));
    if (f->has_numbers)
        where = arena_printf(c->a, "%s:%ld:%ld", where, f->printed, f->expected);
    if (f->verdict == CHECK_CANNOT_TELL)
        where = arena_printf(c->a, "%s:?", where);
    return where;
}

struct finding *
check_add(struct check *c, enum check_rule rule, struct check_place place, const char *zh,
          const char *en)
{
    struct findings *all = c->found;
    struct finding *f;

    if (all->count == CHECK_MOST_FINDINGS)
        return arena_alloc(c->a, sizeof *f); /* told to nobody */
    if (all->count == c->room) {
        c->room = c->room * 2 + 16;
        f = arena_alloc(c->a, sizeof *f * (size_t)c->room);
        if (all->count > 0)
            memcpy(f, all->list, sizeof *f * (size_t)all->count);
        all->list = f;
    }
    f = &all->list[all->count++];
    *f = (struct finding){.rule = rule, .place = place, .zh = zh, .en = en};
    return f;
}

struct finding *
check_add_numbers(struct check *c, enum check_rule rule, struct check_place place,
                  long printed, long expected, const char *zh, const char *en)
{
    struct finding *f = check_add(c, rule, place, zh, en);

    f->has_numbers = true;
    f->printed = printed;
    f->expected = expected;
    return f;
}

static int
weight(const struct finding *f)
{
    return f->verdict == CHECK_CANNOT_TELL ? 0 : 1 + (rules[f->rule].level == CHECK_ERROR);
}

static int
by_weight(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;
    int d = weight(y) - weight(x);

    if (d == 0)
        d = (int)x->place.part - (int)y->place.part;
    if (d == 0)
        d = (int)x->rule - (int)y->rule;
    if (d == 0)
        d = (x->place.offset > y->place.offset) - (x->place.offset < y->place.offset);
    if (d == 0)
        d = x->place.row - y->place.row;
    if (d == 0)
        d = x->place.column - y->place.column;
    return d != 0 ? d : strcmp(x->key, y->key);
}

static void
count(struct findings *all, const struct finding *f)
{
    if (f->verdict == CHECK_CANNOT_TELL)
        all->unknown++;
    else if (rules[f->rule].level == CHECK_ERROR)
        all->errors++;
    else
        all->warnings++;
}

static bool
is_known(const struct finding *list, int n, const char *key)
{
    for (int i = 0; i < n; i++)
        if (strcmp(list[i].key, key) == 0)
            return true;
    return false;
}

/* Sorts them; what is said twice in the same words is one finding, for keys are unique. */
static void
finish(struct check *c)
{
    struct findings *all = c->found;
    int kept = 0;

    for (int i = 0; i < all->count; i++)
        all->list[i].key = key_of(c, &all->list[i]);
    if (all->count > 1)
        qsort(all->list, (size_t)all->count, sizeof *all->list, by_weight);
    for (int i = 0; i < all->count; i++)
        if (!is_known(all->list, kept, all->list[i].key)) {
            all->list[kept++] = all->list[i];
            count(all, &all->list[kept - 1]);
        }
    all->count = kept;
}

struct findings
report_check(struct arena *a, const struct report *r, const struct report_context *context)
{
    static const struct report_context nothing;
    struct findings found = {0, NULL, 0, 0, 0};
    struct check c = {a, r, context ? context : &nothing, &found, 0};

    check_cells(&c);
    if (r->figure_form != NULL)
        check_section_two(&c);
    if (r->tally_form != NULL)
        check_section_three(&c);
    if (r->has_remedies)
        check_section_four(&c);
    check_past(&c);
    check_written(&c);
    check_text(&c);
    finish(&c);
    return found;
}
