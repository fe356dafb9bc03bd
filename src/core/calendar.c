#include "core/calendar.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum {
    DAYS = DATE_LAST - DATE_FIRST + 1,
    FIRST_YEAR = 2000,
    YEARS = 101,
    MOST_FACTS = 65000
};

struct calendar {
    bool works[DAYS];
    bool complete[YEARS];
    unsigned short stated[DAYS]; /* place of its fact, counted from 1 */
    struct calendar_fact *facts;
    int fact_count;
    int last_year;
    int count[DAYS]; /* working days from DATE_FIRST to this day, inclusive */
    date nth[DAYS];  /* the day that is working day number i + 1 */
    int total;
};

struct calendar *
calendar_new(void)
{
    struct calendar *c = xmalloc(sizeof *c);

    memset(c, 0, sizeof *c);
    for (int i = 0; i < DAYS; i++)
        c->works[i] = date_weekday(DATE_FIRST + i) < 5;
    calendar_seal(c);
    return c;
}

void
calendar_free(struct calendar *c)
{
    if (c == NULL)
        return;
    for (int i = 0; i < c->fact_count; i++) {
        free((char *)c->facts[i].name);
        free((char *)c->facts[i].notice);
    }
    free(c->facts);
    free(c);
}

bool
calendar_set(struct calendar *c, date d, bool works, const char *name, const char *notice)
{
    int n = c->fact_count;

    if (d < DATE_FIRST || d > DATE_LAST || n == MOST_FACTS)
        return false;
    if ((n & (n + 1)) == 0) /* full at 0, 1, 3, 7, … */
        c->facts = xrealloc(c->facts, sizeof *c->facts * (size_t)(2 * n + 1));
    c->facts[n] = (struct calendar_fact){works, xstrdup(name), xstrdup(notice)};
    c->stated[d - DATE_FIRST] = (unsigned short)++c->fact_count;
    c->works[d - DATE_FIRST] = works;
    return true;
}

void
calendar_complete(struct calendar *c, int year)
{
    if (year >= FIRST_YEAR && year < FIRST_YEAR + YEARS)
        c->complete[year - FIRST_YEAR] = true;
}

void
calendar_seal(struct calendar *c)
{
    int i = 0;

    c->total = 0;
    for (int day = 0; day < DAYS; day++) {
        if (c->works[day])
            c->nth[c->total++] = DATE_FIRST + day;
        c->count[day] = c->total;
    }
    while (i < YEARS && !c->complete[i])
        i++;
    c->last_year = 0;
    for (; i < YEARS && c->complete[i]; i++)
        c->last_year = FIRST_YEAR + i;
}

bool
calendar_works(const struct calendar *c, date d)
{
    return d >= DATE_FIRST && d <= DATE_LAST && c->works[d - DATE_FIRST];
}

const struct calendar_fact *
calendar_fact(const struct calendar *c, date d)
{
    if (d < DATE_FIRST || d > DATE_LAST || c->stated[d - DATE_FIRST] == 0)
        return NULL;
    return &c->facts[c->stated[d - DATE_FIRST] - 1];
}

bool
calendar_provisional(const struct calendar *c, date d)
{
    return d >= date_of(c->last_year, 12, 29);
}

int
calendar_last_year(const struct calendar *c)
{
    return c->last_year;
}

static int
count_to(const struct calendar *c, date d)
{
    if (d < DATE_FIRST)
        return 0;
    return c->count[(d > DATE_LAST ? DATE_LAST : d) - DATE_FIRST];
}

enum problem
calendar_after(const struct calendar *c, date from, int n, date *out)
{
    int counted = count_to(c, from);

    if (n < 1 || from < DATE_FIRST || n > c->total - counted)
        return P_invalid;
    *out = c->nth[counted + n - 1];
    return OK;
}

int
calendar_between(const struct calendar *c, date from, date to)
{
    return count_to(c, to) - count_to(c, from);
}
