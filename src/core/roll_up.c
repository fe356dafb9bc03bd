#include "core/roll_up.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *code, *zh, *en;
    bool counted;
} statuses[ROLL_STATUS_COUNT] = {
#define STATUS(code, zh, en, counted) {#code, zh, en, counted},
#include "core/roll_up_status.def"
#undef STATUS
};

#define STATUS(code, zh, en, counted) "|" #code
const char roll_up_status_codes[] =
#include "core/roll_up_status.def"
    ;
#undef STATUS

const char report_tier_codes[] = "|department|government";
const char report_scope_codes[] = "|agency|subtree";

const char *
roll_up_status_code(enum roll_up_status s)
{
    return statuses[s].code;
}

const char *
roll_up_status_name(enum roll_up_status s, bool english)
{
    return english ? statuses[s].en : statuses[s].zh;
}

bool
roll_up_counts(enum roll_up_status s)
{
    return statuses[s].counted;
}

const char *
report_tier_code(enum report_tier t)
{
    return t == TIER_government ? "government" : "department";
}

enum report_tier
report_tier_of(const char *code)
{
    return strcmp(code, "government") == 0 ? TIER_government : TIER_department;
}

const char *
report_scope_code(enum report_scope s)
{
    return s == SCOPE_OF_SUBTREE ? "subtree" : "agency";
}

enum report_tier
report_tier_of_level(const char *level)
{
    bool department = strcmp(level, "department") == 0 || strcmp(level, "township") == 0;

    return department ? TIER_department : TIER_government;
}

date
report_due_by_law(enum report_tier tier, int year)
{
    return tier == TIER_government ? date_of(year + 1, 3, 31) : date_of(year + 1, 1, 31);
}

/* The places of the members, each after that of its parent. */
static int *
from_the_top(const struct roll_up *r)
{
    size_t n = (size_t)r->count;
    int *order = xmalloc(n * sizeof *order), *first = xmalloc(n * sizeof *first);
    int *next = xmalloc(n * sizeof *next), done = 0;

    for (int i = 0; i < r->count; i++)
        first[i] = -1;
    for (int i = r->count - 1; i > 0; i--) {
        next[i] = first[r->members[i].parent];
        first[r->members[i].parent] = i;
    }
    order[done++] = 0;
    for (int at = 0; at < done; at++)
        for (int i = first[order[at]]; i >= 0; i = next[i])
            order[done++] = i;
    free(first);
    free(next);
    return order;
}

static bool
has_cases(const struct tally *t)
{
    for (int i = 0; i < t->form->row_count; i++)
        for (int j = 0; j < TALLY_TOTAL_COLUMN; j++)
            if (t->cells[i][j] != 0)
                return true;
    return false;
}

static void
add_tally(struct tally *to, const struct tally *t)
{
    for (int i = 0; i < t->form->row_count; i++)
        for (int j = 0; j < TALLY_TOTAL_COLUMN; j++)
            to->cells[i][j] += t->cells[i][j];
}

static void
add_remedies(struct remedy_table *to, const struct remedy_table *t)
{
    for (int i = 0; i < BLOCK_COUNT; i++)
        for (int j = 0; j < COLUMN_COUNT; j++)
            if (j != COLUMN_total)
                to->cells[i][j] += t->cells[i][j];
}

static void
add(struct roll_up_numbers *to, const struct roll_up_numbers *n)
{
    add_tally(&to->three, &n->three);
    add_remedies(&to->four, &n->four);
    for (int i = 0; i < FIGURE_MAX; i++)
        to->two[i] += n->two[i];
}

static void
finish(struct roll_up_numbers *n)
{
    tally_finish(&n->three);
    remedy_table_finish(&n->four);
}

/* The row of FORM in which row I of the form of R counts; -1: in none. */
static int
row_in(const struct tally_form *form, const struct report *r, int i)
{
    const struct tally_row *row = &r->tally_form->rows[i];

    if (form == r->tally_form)
        return i;
    return row->kind == ROW_OUTCOME ? tally_row_of_outcome(form, row->outcome)
                                    : tally_row_of(form, row->key);
}

/* Row I of R without its total; false where blanks hide what the total knows, or where the
 * form has no place for what it counts. */
static bool
take_row(struct roll_up_member *m, const struct report *r, int i)
{
    int row = row_in(m->numbers.three.form, r, i), blanks = 0;
    const struct printed *cells = r->cells[i], *total = &cells[TALLY_TOTAL_COLUMN];
    long sum = 0;

    for (int j = 0; j < TALLY_TOTAL_COLUMN; j++) {
        long n = cells[j].state == CELL_NUMBER ? cells[j].value : 0;

        blanks += cells[j].state != CELL_NUMBER;
        sum += n;
        if (row >= 0)
            m->numbers.three.cells[row][j] += n;
    }
    m->blanks += blanks;
    if (row < 0 && sum != 0)
        return false;
    return blanks == 0 || total->state != CELL_NUMBER || total->value == sum ||
           total->value == 0;
}

static bool
take_three(struct roll_up_member *m, const struct report *r)
{
    bool whole = true;

    for (int i = 0; i < r->tally_form->row_count; i++)
        if (r->tally_form->rows[i].kind != ROW_TOTAL)
            whole = take_row(m, r, i) && whole;
    return whole;
}

/* Section two of another form is of no use: what it counts is something else (rule 7.4).  One of
 * which nothing was stated is none. */
static void
take_two(struct roll_up_member *m, const struct report *r, int year)
{
    bool stated = false;

    for (int i = 0; r->figure_form != NULL && i < r->figure_form->count; i++)
        stated = stated || r->figures[i].state != CELL_ABSENT;
    m->numbers.has_two = stated && r->figure_form == figure_form_of_year(year);
    for (int i = 0; m->numbers.has_two && i < r->figure_form->count; i++)
        m->numbers.two[i] = r->figures[i].state == CELL_NUMBER ? r->figures[i].value : 0;
}

static void
take_four(struct roll_up_member *m, const struct report *r)
{
    m->numbers.has_four = r->has_remedies;
    for (int i = 0; r->has_remedies && i < BLOCK_COUNT; i++)
        for (int j = 0; j < COLUMN_COUNT; j++)
            if (j != COLUMN_total && r->remedies[i][j].state == CELL_NUMBER)
                m->numbers.four.cells[i][j] = r->remedies[i][j].value;
}

/* The numbers of M's report H become what it counts for. */
static void
take_report(const struct roll_up *r, struct roll_up_member *m,
            const struct roll_up_report *h, enum report_scope scope,
            enum roll_up_status status)
{
    const struct report *report = h->report;

    m->numbers = (struct roll_up_numbers){.three.form = tally_form_of_year(r->year)};
    m->status = status;
    m->holds = h;
    m->scope = scope;
    m->blanks = 0;
    if (report->tally_form == NULL || !take_three(m, report))
        m->status = ROLL_unusable;
    take_two(m, report, r->year);
    take_four(m, report);
}

/* The report of M alone that counts for it; of who has no parts one of its subtree is that. */
static const struct roll_up_report *
report_of_itself(const struct roll_up_report reports[REPORT_SCOPES], bool leaf,
                 enum report_scope *scope)
{
    *scope = SCOPE_OF_AGENCY;
    if (reports[SCOPE_OF_AGENCY].report != NULL)
        return &reports[SCOPE_OF_AGENCY];
    *scope = SCOPE_OF_SUBTREE;
    return leaf && reports[SCOPE_OF_SUBTREE].report != NULL ? &reports[SCOPE_OF_SUBTREE]
                                                            : NULL;
}

static bool
ended_before(const struct roll_up *r, const struct roll_up_member *m)
{
    return m->valid_to != NO_DATE && m->valid_to < date_of(r->year, 12, 31);
}

/* The numbers in WITH beyond OWN are added to TO. */
static void
add_beyond(struct roll_up_numbers *to, const struct roll_up_numbers *with,
           const struct roll_up_numbers *own)
{
    for (int i = 0; i < to->three.form->row_count; i++)
        for (int j = 0; j < TALLY_TOTAL_COLUMN; j++)
            to->three.cells[i][j] += with->three.cells[i][j] - own->three.cells[i][j];
    for (int i = 0; i < BLOCK_COUNT; i++)
        for (int j = 0; j < COLUMN_COUNT; j++)
            if (j != COLUMN_total)
                to->four.cells[i][j] += with->four.cells[i][j] - own->four.cells[i][j];
    for (int i = 0; i < FIGURE_MAX; i++)
        to->two[i] += with->two[i] - own->two[i];
}

/* M counts with the report H that it has frozen.  One of M alone knows nothing of the agencies
 * that joined it, whose cases M->numbers holds. */
static void
take_frozen(const struct roll_up *r, struct roll_up_member *m,
            const struct roll_up_report *h, enum report_scope scope)
{
    const struct roll_up_numbers with = m->numbers;

    take_report(r, m, h, scope, ROLL_frozen);
    if (scope == SCOPE_OF_AGENCY)
        add_beyond(&m->numbers, &with, &m->own);
}

/* What M says of itself, those that joined it included (their cases stand in M->numbers). */
static void
judge(const struct roll_up *r, struct roll_up_member *m, bool leaf)
{
    const struct roll_up_report *h;
    enum report_scope scope;

    m->sound = true;
    m->stands_in = -1;
    if ((h = report_of_itself(m->frozen, leaf, &scope)) != NULL) {
        take_frozen(r, m, h, scope);
    } else if (has_cases(&m->own.three)) {
        m->status = ROLL_computed;
    } else if ((h = report_of_itself(m->published, leaf, &scope)) != NULL) {
        take_report(r, m, h, scope, ROLL_published);
    } else if (has_cases(&m->numbers.three)) {
        m->status = ROLL_computed; /* of those that joined it alone */
    } else {
        m->status = m->nil ? ROLL_nil : ended_before(r, m) ? ROLL_closed : ROLL_missing;
    }
    if (m->status == ROLL_nil || m->status == ROLL_computed)
        m->numbers.has_four = true; /* remedies are registered where cases are */
    m->false_nil = m->nil && (has_cases(&m->own.three) || has_cases(&m->numbers.three));
}

static bool
speaks(const struct roll_up_member *m)
{
    return m->status != ROLL_missing && m->status != ROLL_unusable;
}

/* What is known of each member on the way. */
struct found {
    bool *leaf;    /* it has no parts that report by themselves */
    bool *outside; /* it is led vertically, or stands below who is */
    bool *whole;   /* it and all below it spoke */
};

/* Who was closed in the year or before stands with its successor, cases and all; who is led
 * vertically, and all below it, stands outside. */
static void
place(struct roll_up *r, const int *order, struct found *f)
{
    for (int k = 0; k < r->count; k++) {
        struct roll_up_member *m = &r->members[order[k]];

        f->leaf[order[k]] = true;
        m->numbers = m->own;
        m->holds = NULL;
        m->blanks = 0;
        f->outside[order[k]] = k > 0 && (m->led == LED_VERTICALLY ||
                                         (m->led == LED_AS_ABOVE && f->outside[m->parent]));
    }
    for (int k = r->count - 1; k > 0; k--) {
        struct roll_up_member *m = &r->members[order[k]], *up = &r->members[m->parent];

        if (m->succeeded && ended_before(r, m) &&
            m->frozen[SCOPE_OF_AGENCY].report == NULL &&
            m->published[SCOPE_OF_AGENCY].report == NULL) {
            m->status = ROLL_joined;
            m->stands_in = m->parent;
            add(&up->numbers, &m->numbers);
        } else {
            m->status = ROLL_missing;
            if (!f->outside[order[k]])
                f->leaf[m->parent] = false;
        }
    }
    r->members[0].status = ROLL_missing;
}

/* The published or frozen whole of M stands for all below it when not all of them spoke; false
 * where there is none that can be used.  Of who said nothing else that is then told; who did
 * counts with that, as those below do. */
static bool
take_whole(const struct roll_up *r, struct roll_up_member *m)
{
    const struct roll_up_report *frozen = &m->frozen[SCOPE_OF_SUBTREE],
                                *published = &m->published[SCOPE_OF_SUBTREE];
    const struct roll_up_member was = *m;

    if (frozen->report != NULL)
        take_report(r, m, frozen, SCOPE_OF_SUBTREE, ROLL_frozen);
    else if (published->report != NULL)
        take_report(r, m, published, SCOPE_OF_SUBTREE, ROLL_published);
    else
        return false;
    if (m->status != ROLL_unusable)
        return true;
    if (was.status != ROLL_missing)
        *m = was;
    return false;
}

static void
judge_all(struct roll_up *r, const int *order, struct found *f)
{
    memset(f->whole, true, (size_t)r->count);
    for (int k = r->count - 1; k >= 0; k--) {
        int i = order[k];
        struct roll_up_member *m = &r->members[i];

        if (m->status != ROLL_joined) {
            judge(r, m, f->leaf[i]);
            f->whole[i] = f->whole[i] && speaks(m);
        }
        if (f->outside[i])
            m->status = ROLL_outside;
        else if (k > 0)
            f->whole[m->parent] = f->whole[m->parent] && f->whole[i];
    }
}

static void
cover(struct roll_up *r, const int *order, const struct found *f)
{
    int *by = xmalloc((size_t)r->count * sizeof *by);

    by[0] = -1;
    for (int k = 1; k < r->count; k++) {
        int i = order[k];
        struct roll_up_member *m = &r->members[i];

        by[i] = by[m->parent];
        if (m->status == ROLL_joined || m->status == ROLL_outside)
            continue;
        if (by[i] >= 0) {
            m->status = ROLL_covered;
            m->stands_in = by[i];
        } else if (!f->whole[i] && !f->leaf[i] && take_whole(r, m)) {
            by[i] = i;
        }
    }
    free(by);
}

static void
find_who_stands_for_what(struct roll_up *r, const int *order)
{
    size_t n = (size_t)r->count;
    struct found f = {xmalloc(n), xmalloc(n), xmalloc(n)};

    place(r, order, &f);
    judge_all(r, order, &f);
    cover(r, order, &f);
    free(f.leaf);
    free(f.outside);
    free(f.whole);
}

/* Whether and when M has reported, and whether that is late. */
static void
find_lateness(const struct roll_up *r, struct roll_up_member *m)
{
    const struct roll_up_report *all[] = {
        &m->frozen[SCOPE_OF_AGENCY], &m->frozen[SCOPE_OF_SUBTREE],
        &m->published[SCOPE_OF_AGENCY], &m->published[SCOPE_OF_SUBTREE]};

    m->reported = m->nil || m->submitted_on != NO_DATE;
    m->reported_on = m->submitted_on == NO_DATE || (m->nil && m->nil_on < m->submitted_on)
                         ? m->nil_on
                         : m->submitted_on;
    for (unsigned i = 0; i < sizeof all / sizeof all[0]; i++)
        if (all[i]->report != NULL && (!m->reported || all[i]->on < m->reported_on)) {
            m->reported = true;
            m->reported_on = all[i]->on;
        }
    m->late = m->status != ROLL_joined && m->status != ROLL_outside &&
              m->status != ROLL_closed && (m->status != ROLL_covered || m->reported) &&
              (m->reported ? m->reported_on : r->today) > m->due;
}

static void
count_in(struct roll_up *r, struct roll_up_member *m)
{
    struct tally_fault faults[TALLY_MAX_FAULTS];

    finish(&m->numbers);
    m->sound = tally_check(&m->numbers.three, faults) == 0;
    r->sound = r->sound && m->sound;
    r->without_two += !m->numbers.has_two;
    r->without_four += !m->numbers.has_four;
    add(&r->sum, &m->numbers);
}

void
roll_up(struct roll_up *r)
{
    int *order = from_the_top(r);

    r->complete = r->sound = true;
    r->missing = r->late = r->without_two = r->without_four = 0;
    r->sum = (struct roll_up_numbers){.three.form = tally_form_of_year(r->year)};
    find_who_stands_for_what(r, order);
    free(order);
    for (int i = 0; i < r->count; i++) {
        struct roll_up_member *m = &r->members[i];

        find_lateness(r, m);
        r->late += m->late;
        r->missing += m->status == ROLL_missing || m->status == ROLL_unusable;
        if (statuses[m->status].counted)
            count_in(r, m);
    }
    r->complete = r->missing == 0;
    r->sum.has_two = r->complete && r->without_two == 0;
    r->sum.has_four = r->complete && r->without_four == 0;
    finish(&r->sum);
}
