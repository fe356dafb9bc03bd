#include "core/narrative_name.h"

#include <stddef.h>
#include <string.h>

enum { MOST_NAME = 60 };

static const struct {
    const char *code, *member, *zh;
} contacts[] = {
#define NARRATIVE_CONTACT(code, member, zh) {#code, member, zh},
#define NARRATIVE_STYLE(code, zh)
#include "core/narrative.def"
#undef NARRATIVE_CONTACT
#undef NARRATIVE_STYLE
};

/* The fee by name: which number of struct fee_year it is. */
static const struct {
    const char *name, *zh;
    size_t offset;
    enum figure_unit unit;
} fees[] = {
    {"notices", "发出收费通知件数", offsetof(struct fee_year, notices), UNIT_COUNT},
    {"noticed", "收费通知总金额（元）", offsetof(struct fee_year, noticed), UNIT_AMOUNT},
    {"collected", "实际收取金额（元）", offsetof(struct fee_year, collected), UNIT_AMOUNT},
    {"refunded", "退还金额（元）", offsetof(struct fee_year, refunded), UNIT_AMOUNT},
    {"lapsed", "逾期未缴费办结件数", offsetof(struct fee_year, lapsed), UNIT_COUNT},
};

/* Rows of section three that belong together, by the beginning of their keys. */
static const struct {
    const char *key, *zh;
} groups[] = {{"refused", "不予公开"},
              {"unavailable", "无法提供"},
              {"not_processed", "不予处理"},
              {"other", "其他处理"}};

const char *
narrative_contact_code(enum narrative_contact c)
{
    return contacts[c].code;
}

const char *
narrative_contact_member(enum narrative_contact c)
{
    return contacts[c].member;
}

static struct narrative_value
number(enum figure_unit unit, bool there, long value)
{
    return (struct narrative_value){
        .kind = there ? VALUE_NUMBER : VALUE_ABSENT, .unit = unit, .number = value};
}

static struct narrative_value
words(const char *text)
{
    return (struct narrative_value){
        .kind = text != NULL ? VALUE_TEXT : VALUE_ABSENT, .is_text = true, .text = text};
}

static struct narrative_value
printed(enum figure_unit unit, const struct printed *p)
{
    return number(unit, p != NULL && p->state == CELL_NUMBER, p != NULL ? p->value : 0);
}

static struct narrative_value
fee_value(struct arena *a, const struct narrative_source *s, const char *name)
{
    if (strcmp(name, "sentence") == 0)
        return words(s->fees != NULL ? fee_year_words(a, s->year, s->fees) : NULL);
    for (size_t i = 0; i < sizeof fees / sizeof *fees; i++)
        if (strcmp(fees[i].name, name) == 0) {
            long value =
                s->fees == NULL
                    ? 0
                    : *(const long *)(const void *)((const char *)s->fees + fees[i].offset);

            return number(fees[i].unit, s->fees != NULL,
                          fees[i].unit == UNIT_AMOUNT ? 100 * value : value);
        }
    return (struct narrative_value){VALUE_UNKNOWN, 0, false, 0, NULL};
}

static bool
in_group(const char *key, const char *group)
{
    size_t len = strlen(group);

    return strncmp(key, group, len) == 0 && key[len] == '_' && key[len + 1] >= '0' &&
           key[len + 1] <= '9';
}

/* The sum of the rows of GROUP in COLUMN; unknown when the form has no such row. */
static struct narrative_value
group_value(const struct tally_form *form, const struct report *r, const char *group,
            int column)
{
    struct narrative_value v = {VALUE_UNKNOWN, UNIT_COUNT, false, 0, NULL};

    for (int i = 0; i < form->row_count; i++) {
        if (!in_group(form->rows[i].key, group))
            continue;
        if (v.kind == VALUE_UNKNOWN)
            v.kind = r != NULL ? VALUE_NUMBER : VALUE_ABSENT;
        if (r != NULL && r->cells[i][column].state == CELL_NUMBER)
            v.number += r->cells[i][column].value;
        else
            v.kind = VALUE_ABSENT;
    }
    return v;
}

/* ROW.COLUMN of sections three and four. */
static struct narrative_value
cell_value(const struct narrative_source *s, const char *row, const char *column)
{
    const struct report *r = s->report;
    /* One printed on another form than that of its year has the cells of that form. */
    const struct tally_form *form = r != NULL && r->tally_form ? r->tally_form : s->tally;
    int c = tally_column_of(column), block = remedy_block_named(row);
    int at = remedy_column_named(column), i = tally_row_of(form, row);

    if (block >= 0 && at >= 0)
        return printed(UNIT_COUNT,
                       r != NULL && r->has_remedies ? &r->remedies[block][at] : NULL);
    if (c < 0)
        return (struct narrative_value){VALUE_UNKNOWN, 0, false, 0, NULL};
    if (r != NULL && r->tally_form == NULL)
        r = NULL;
    return i >= 0 ? printed(UNIT_COUNT, r != NULL ? &r->cells[i][c] : NULL)
                  : group_value(form, r, row, c);
}

struct narrative_value
narrative_value(struct arena *a, const struct narrative_source *s, const char *name)
{
    const char *dot = strchr(name, '.');
    int i = figure_of(s->figures, name);

    if (i >= 0)
        return printed(s->figures->figures[i].unit,
                       s->report != NULL && s->report->figure_form == s->figures
                           ? &s->report->figures[i]
                           : NULL);
    if (strcmp(name, "year") == 0)
        return words(arena_printf(a, "%d", s->year));
    if (strcmp(name, "agency") == 0 && !s->earlier)
        return words(s->report != NULL ? s->report->agency : NULL);
    if (dot == NULL)
        return (struct narrative_value){VALUE_UNKNOWN, 0, false, 0, NULL};
    if (strncmp(name, "processing_fee.", (size_t)(dot - name) + 1) == 0)
        return fee_value(a, s, dot + 1);
    for (int c = 0; c < CONTACT_COUNT && !s->earlier; c++)
        if (strncmp(name, "contact.", (size_t)(dot - name) + 1) == 0 &&
            strcmp(dot + 1, contacts[c].code) == 0)
            return words(s->contact != NULL ? s->contact[c] : NULL);
    return cell_value(s, arena_copy(a, name, (size_t)(dot - name)), dot + 1);
}

static void
take_row(struct arena *a, const char *row, const char *label,
         void (*take)(void *, const char *, const char *), void *context)
{
    for (int c = 0; c < TALLY_COLUMNS; c++)
        take(context, arena_printf(a, "%s.%s", row, tally_column_key(c)),
             arena_printf(a, "%s：%s", label, tally_column_label(c)));
}

void
narrative_names(struct arena *a, int year,
                void (*take)(void *context, const char *name, const char *label),
                void *context)
{
    const struct tally_form *t = tally_form_of_year(year);
    const struct figure_form *f = figure_form_of_year(year);

    take(context, "year", "年度");
    take(context, "agency", "机关名称");
    for (int i = 0; i < t->row_count; i++)
        take_row(a, t->rows[i].key, t->rows[i].label, take, context);
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
        if (tally_row_of(t, groups[g].key) < 0)
            take_row(a, groups[g].key, groups[g].zh, take, context);
    for (int b = 0; b < BLOCK_COUNT; b++)
        for (int c = 0; c < COLUMN_COUNT; c++)
            take(context,
                 arena_printf(a, "%s.%s", remedy_block_code((enum remedy_block)b),
                              remedy_column_code((enum remedy_column)c)),
                 arena_printf(a, "%s：%s", remedy_block_label((enum remedy_block)b),
                              remedy_column_label((enum remedy_column)c)));
    for (int i = 0; i < f->count; i++)
        take(
            context, f->figures[i].key,
            arena_printf(a, "%s：%s", f->figures[i].row_label, f->figures[i].column_label));
    for (size_t i = 0; i < sizeof fees / sizeof *fees; i++)
        take(context, arena_printf(a, "processing_fee.%s", fees[i].name),
             arena_printf(a, "信息处理费：%s", fees[i].zh));
    take(context, "processing_fee.sentence", "信息处理费：第六部分用语");
    for (int c = 0; c < CONTACT_COUNT; c++)
        take(context, arena_printf(a, "contact.%s", contacts[c].code), contacts[c].zh);
}

/* How many letters must be put in, left out or changed to make one of the other. */
static int
distance(const char *x, const char *y)
{
    int row[MOST_NAME + 1], n = (int)strlen(x), m = (int)strlen(y);

    if (n > MOST_NAME || m > MOST_NAME)
        return MOST_NAME;
    for (int j = 0; j <= m; j++)
        row[j] = j;
    for (int i = 1; i <= n; i++) {
        int corner = row[0];

        row[0] = i;
        for (int j = 1; j <= m; j++) {
            int changed = corner + (x[i - 1] != y[j - 1]);

            corner = row[j];
            row[j] = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
            if (changed < row[j])
                row[j] = changed;
        }
    }
    return row[m];
}

struct nearest {
    const char *name;
    const char **near;
    int far[NARRATIVE_NEAR];
};

static void
take_near(void *context, const char *name, const char *label)
{
    struct nearest *n = context;
    int d = distance(n->name, name), i = NARRATIVE_NEAR;

    (void)label;
    if (2 * d > (int)strlen(n->name) + 2)
        return;
    for (; i > 0 && (n->near[i - 1] == NULL || d < n->far[i - 1]); i--)
        if (i < NARRATIVE_NEAR) {
            n->near[i] = n->near[i - 1];
            n->far[i] = n->far[i - 1];
        }
    if (i < NARRATIVE_NEAR) {
        n->near[i] = name;
        n->far[i] = d;
    }
}

void
narrative_near(struct arena *a, int year, const char *name,
               const char *near[NARRATIVE_NEAR])
{
    struct nearest n = {.name = name, .near = near};

    memset(near, 0, sizeof *near * NARRATIVE_NEAR);
    narrative_names(a, year, take_near, &n);
}
