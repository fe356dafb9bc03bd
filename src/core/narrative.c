#include "core/narrative.h"

#include "base/text.h"
#include "core/narrative_name.h"
#include "core/numeral.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum style {
    STYLE_none,
#define NARRATIVE_CONTACT(code, member, zh)
#define NARRATIVE_STYLE(code, zh) STYLE_##code,
#include "core/narrative.def"
#undef NARRATIVE_STYLE
    STYLE_COUNT
};

static const char *const style_words[] = {
    "",
#define NARRATIVE_STYLE(code, zh) zh,
#include "core/narrative.def"
#undef NARRATIVE_STYLE
};

const char narrative_styles[] =
#define NARRATIVE_STYLE(code, zh) "|" zh
#include "core/narrative.def"
    ;
#undef NARRATIVE_STYLE
#undef NARRATIVE_CONTACT

const char narrative_unwritten_mark[] = "〔待写：";

static const char last_prefix[] = "last.", change_prefix[] = "change.";

/* A field taken apart. */
struct parsed {
    const char *whole; /* without braces and outer blanks */
    bool change, faulty;
    int count;
    struct {
        bool last;
        const char *name;
    } terms[NARRATIVE_MOST_TERMS];
    enum style style;
    const char *style_name;
    enum narrative_fault_kind fault;
    const char *at_fault;
};

static bool
begins(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

/* The bytes from FROM to TO without blanks around them. */
static const char *
trimmed(struct arena *a, const char *from, const char *to)
{
    while (from < to && (*from == ' ' || *from == '\t'))
        from++;
    while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
        to--;
    return arena_copy(a, from, (size_t)(to - from));
}

/* The next field at or behind *AT: its beginning, what follows it in *AFTER.  NULL when there
 * is none; *AFTER NULL when the braces at the beginning are not closed on their line. */
static const char *
next_field(const char *at, const char **after)
{
    const char *open = strstr(at, "{{"), *close, *line, *other;

    *after = NULL;
    if (open == NULL)
        return NULL;
    close = strstr(open + 2, "}}");
    line = strchr(open, '\n');
    other = strstr(open + 2, "{{");
    if (close != NULL && (line == NULL || close < line) &&
        (other == NULL || close < other) && close - open < NARRATIVE_FIELD_SIZE)
        *after = close + 2;
    return open;
}

static void
blame(struct parsed *p, enum narrative_fault_kind fault, const char *name)
{
    if (p->faulty)
        return;
    p->faulty = true;
    p->fault = fault;
    p->at_fault = name;
}

static enum style
style_of(const char *word)
{
    for (int i = 1; i < STYLE_COUNT; i++)
        if (strcmp(style_words[i], word) == 0)
            return (enum style)i;
    return STYLE_none;
}

static void
parse_terms(struct arena *a, struct parsed *p, const char *s)
{
    while (s != NULL) {
        const char *plus = strchr(s, '+');
        const char *name = trimmed(a, s, plus != NULL ? plus : s + strlen(s));
        bool last = begins(name, last_prefix);

        if (p->count == NARRATIVE_MOST_TERMS) {
            blame(p, NARRATIVE_TOO_MANY, p->whole);
            return;
        }
        p->terms[p->count].last = last;
        p->terms[p->count++].name = last ? name + strlen(last_prefix) : name;
        if (last && p->change)
            blame(p, NARRATIVE_UNKNOWN, name);
        s = plus != NULL ? plus + 1 : NULL;
    }
}

/* The field between FROM and TO, which are behind and before its braces. */
static void
parse(struct arena *a, const char *from, const char *to, struct parsed *p)
{
    const char *stroke, *sum;

    *p = (struct parsed){.whole = trimmed(a, from, to)};
    sum = p->whole;
    stroke = strchr(sum, '|');
    if (stroke != NULL) {
        p->style_name = trimmed(a, stroke + 1, stroke + strlen(stroke));
        p->style = style_of(p->style_name);
        if (p->style == STYLE_none)
            blame(p, NARRATIVE_STYLE, p->style_name);
        sum = trimmed(a, sum, stroke);
    }
    p->change = begins(sum, change_prefix);
    parse_terms(a, p, p->change ? sum + strlen(change_prefix) : sum);
}

static struct narrative_source
source_of(const struct narrative_values *v, int year, bool last)
{
    int of = last ? year - 1 : year;

    return (struct narrative_source){.year = of,
                                     .earlier = last,
                                     .figures = figure_form_of_year(of),
                                     .tally = tally_form_of_year(of),
                                     .report = v == NULL ? NULL
                                               : last    ? v->last
                                                         : v->now,
                                     .fees = v == NULL ? NULL
                                             : last    ? v->last_fees
                                                       : v->fees,
                                     .contact = v == NULL || last ? NULL : v->contact};
}

/* The sum of P's terms, of the year before when LAST says so of all of them.  What is unknown
 * or does not add up is blamed. */
static struct narrative_value
sum_of(struct arena *a, struct parsed *p, const struct narrative_values *v, int year,
       bool last)
{
    struct narrative_value sum = {VALUE_NUMBER, 0, false, 0, NULL};

    for (int i = 0; i < p->count; i++) {
        struct narrative_source s = source_of(v, year, last || p->terms[i].last);
        struct narrative_value term = narrative_value(a, &s, p->terms[i].name);

        if (term.kind == VALUE_UNKNOWN) {
            blame(p, NARRATIVE_UNKNOWN, p->terms[i].name);
            return term;
        }
        if (term.is_text && (p->count > 1 || p->change))
            blame(p, NARRATIVE_UNITS, p->terms[i].name);
        if (term.is_text)
            return term;
        if (i > 0 && (term.unit == UNIT_CHANGE ? UNIT_COUNT : term.unit) != sum.unit)
            blame(p, NARRATIVE_UNITS, p->terms[i].name);
        sum.unit = term.unit == UNIT_CHANGE ? UNIT_COUNT : term.unit;
        sum.number += term.number;
        if (term.kind == VALUE_ABSENT)
            sum.kind = VALUE_ABSENT;
    }
    return sum;
}

/* Whether the style fits what is written in it. */
static void
check_style(struct parsed *p, const struct narrative_value *v)
{
    bool fits = false;

    switch (p->style) {
    case STYLE_none:
        return;
    case STYLE_words:
    case STYLE_capitals:
        fits = !v->is_text && !p->change && v->unit == UNIT_COUNT;
        break;
    case STYLE_yuan:
    case STYLE_wan:
        fits = !v->is_text && !p->change && v->unit != UNIT_COUNT;
        break;
    case STYLE_percent:
    case STYLE_difference:
        fits = p->change;
        break;
    default:
        break;
    }
    if (!fits)
        blame(p, NARRATIVE_STYLE, p->style_name);
}

int
narrative_check(struct arena *a, const char *text, int year, struct narrative_fault *faults,
                int most)
{
    const char *after, *open;
    int count = 0, fields = 0;

    for (; count < most && (open = next_field(text, &after)) != NULL; text = after) {
        struct parsed p;
        struct narrative_value v;

        if (after == NULL || ++fields > NARRATIVE_MOST_FIELDS) {
            size_t shown = strcspn(open + 2, "\n");

            while (shown > 30 || (shown > 0 && (open[2 + shown] & 0xc0) == 0x80))
                shown--;
            faults[count++] = (struct narrative_fault){
                .kind = after == NULL ? NARRATIVE_OPEN : NARRATIVE_TOO_MANY,
                .field = arena_copy(a, open + 2, shown),
                .name = ""};
            return count;
        }
        parse(a, open + 2, after - 2, &p);
        v = sum_of(a, &p, NULL, year, false);
        if (v.kind != VALUE_UNKNOWN && p.change) {
            struct parsed before = p; /* its blame is not of interest twice */

            if (sum_of(a, &before, NULL, year, true).kind == VALUE_UNKNOWN)
                blame(&p, NARRATIVE_UNKNOWN, before.at_fault);
        }
        if (v.kind != VALUE_UNKNOWN)
            check_style(&p, &v);
        if (!p.faulty)
            continue;
        faults[count] =
            (struct narrative_fault){.kind = p.fault, .field = p.whole, .name = p.at_fault};
        if (p.fault == NARRATIVE_UNKNOWN)
            narrative_near(a, year, p.at_fault, faults[count].near);
        count++;
    }
    return count;
}

/* --- values in words */

static void
add_number(struct text *out, enum figure_unit unit, enum style style, long value)
{
    char buffer[NUMERAL_SIZE];

    if (style == STYLE_words || style == STYLE_capitals)
        text_add(out, numeral(value, style == STYLE_capitals, buffer));
    else if (style == STYLE_yuan || style == STYLE_wan)
        text_add(out, figure_print(style == STYLE_wan ? UNIT_AMOUNT_10K : UNIT_AMOUNT,
                                   value, buffer, sizeof buffer));
    else
        text_add(out, figure_print(unit, value, buffer, sizeof buffer));
}

/* "15.4%", "25%"; of less than that "不足0.1%". */
static void
add_percent(struct text *out, long part, long of)
{
    long long tenths = llroundl(1000.0L * (long double)labs(part) / (long double)of);

    if (tenths == 0)
        text_add(out, "不足0.1%");
    else if (tenths % 10 == 0)
        text_addf(out, "%lld%%", tenths / 10);
    else
        text_addf(out, "%lld.%lld%%", tenths / 10, tenths % 10);
}

/* From nothing there is no percentage: it says "由0增至5". */
static void
add_change(struct text *out, const struct parsed *p, enum figure_unit unit, long now,
           long last)
{
    char buffer[NUMERAL_SIZE];
    long difference = now - last;

    if (difference == 0) {
        text_add(out, "持平");
    } else if (p->style == STYLE_difference) {
        text_addf(out, "%s%s", difference > 0 ? "增加" : "减少",
                  figure_print(unit, labs(difference), buffer, sizeof buffer));
    } else if (last <= 0) {
        text_addf(out, "由%s%s", figure_print(unit, last, buffer, sizeof buffer),
                  difference > 0 ? "增至" : "减至");
        text_add(out, figure_print(unit, now, buffer, sizeof buffer));
    } else {
        if (p->style != STYLE_percent)
            text_add(out, difference > 0 ? "增长" : "减少");
        add_percent(out, difference, last);
    }
}

/* Writes what P says; false when there is no such value. */
static bool
add_value(struct arena *a, struct text *out, struct parsed *p,
          const struct narrative_values *v)
{
    struct narrative_value now = sum_of(a, p, v, v->now->year, false), last;

    if (now.kind == VALUE_UNKNOWN || now.kind == VALUE_ABSENT || p->faulty)
        return false;
    if (now.kind == VALUE_TEXT) {
        text_add(out, now.text);
        return true;
    }
    if (!p->change) {
        add_number(out, now.unit, p->style, now.number);
        return true;
    }
    last = sum_of(a, p, v, v->now->year, true);
    if (last.kind != VALUE_NUMBER)
        return false;
    add_change(out, p, now.unit, now.number, last.number);
    return true;
}

void
narrative_fill(struct arena *a, const char *text, const struct narrative_values *v,
               struct narrative_filled *out)
{
    struct text filled = {NULL, 0, 0};
    const char *after, *open;

    *out = (struct narrative_filled){
        .ranges = arena_alloc(a, sizeof *out->ranges * NARRATIVE_MOST_FIELDS)};
    while (out->count < NARRATIVE_MOST_FIELDS &&
           (open = next_field(text, &after)) != NULL && after != NULL) {
        struct narrative_range *r = &out->ranges[out->count++];
        struct parsed p;

        text_add_bytes(&filled, text, (size_t)(open - text));
        parse(a, open + 2, after - 2, &p);
        r->from = filled.len;
        r->field = p.whole;
        r->absent = !add_value(a, &filled, &p, v);
        if (r->absent)
            text_addf(&filled, "【无此数据：%s】", p.whole);
        r->to = filled.len;
        text = after;
    }
    text_add(&filled, text);
    out->text = arena_copy(a, filled.bytes != NULL ? filled.bytes : "", filled.len);
    text_free(&filled);
}

bool
narrative_looks_back(const char *text)
{
    const char *after, *open;

    for (; (open = next_field(text, &after)) != NULL && after != NULL; text = after) {
        const char *last = strstr(open, last_prefix), *change = strstr(open, change_prefix);

        if ((last != NULL && last < after) || (change != NULL && change < after))
            return true;
    }
    return false;
}

const char *
narrative_unwritten(const char *text, size_t *length)
{
    const char *at = strstr(text, narrative_unwritten_mark), *end;

    if (at == NULL)
        return NULL;
    end = strstr(at, "〕");
    *length = end != NULL ? (size_t)(end - at) + strlen("〕") : strlen(at);
    return at;
}

static const char *
nearby(struct arena *a, const struct narrative_fault *f, const char *before,
       const char *between)
{
    struct text t = {NULL, 0, 0};
    const char *words;

    for (int i = 0; i < NARRATIVE_NEAR && f->near[i] != NULL; i++)
        text_addf(&t, "%s{{%s}}", i == 0 ? before : between, f->near[i]);
    words = arena_copy(a, t.bytes != NULL ? t.bytes : "", t.len);
    text_free(&t);
    return words;
}

const char *
narrative_fault_zh(struct arena *a, const struct narrative_fault *f)
{
    switch (f->kind) {
    case NARRATIVE_OPEN:
        return arena_printf(a, "“{{%s”没有在同一行用“}}”结束", f->field);
    case NARRATIVE_UNKNOWN:
        return arena_printf(a, "字段 {{%s}} 中的“%s”在本年度的报告中没有%s", f->field,
                            f->name, nearby(a, f, "；是否为 ", "、"));
    case NARRATIVE_STYLE:
        return arena_printf(a, "字段 {{%s}} 不能写成“%s”；写法有：%s", f->field, f->name,
                            narrative_styles + 1);
    case NARRATIVE_UNITS:
        return arena_printf(a, "字段 {{%s}} 中的“%s”不能与其他项相加或比较，单位不同",
                            f->field, f->name);
    default:
        return arena_printf(a, "每部分至多 %d 个字段，每个字段至多 %d 项",
                            NARRATIVE_MOST_FIELDS, NARRATIVE_MOST_TERMS);
    }
}

const char *
narrative_fault_en(struct arena *a, const struct narrative_fault *f)
{
    switch (f->kind) {
    case NARRATIVE_OPEN:
        return arena_printf(a, "\"{{%s\" is not closed with \"}}\" on its line", f->field);
    case NARRATIVE_UNKNOWN:
        return arena_printf(a, "the report of the year has no \"%s\", as {{%s}} says%s",
                            f->name, f->field, nearby(a, f, "; did you mean ", ", "));
    case NARRATIVE_STYLE:
        return arena_printf(a, "{{%s}} cannot be written as \"%s\"; there are: %s",
                            f->field, f->name, narrative_styles + 1);
    case NARRATIVE_UNITS:
        return arena_printf(a, "\"%s\" in {{%s}} has another unit and cannot be added",
                            f->name, f->field);
    default:
        return arena_printf(a, "at most %d fields in a part and %d terms in a field",
                            NARRATIVE_MOST_FIELDS, NARRATIVE_MOST_TERMS);
    }
}
