#include "facts.h"

#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DAYS = DATE_LAST - DATE_FIRST + 1,
    MOST_FIELDS = 8,
    MOST_FACTS = 2000,
    LEAST_FACTS = 600,
    LEAST_YEARS = 19
};

struct fact {
    date day;
    char stated; /* 'w'orkday or 'h'oliday */
    char name[64], notice[64], taken_back_by[64];
};

struct facts {
    char stated[DAYS]; /* '\0', 'w'orkday or 'h'oliday */
    int count, years[64], year_count;
    struct fact all[MOST_FACTS]; /* those taken back last */
    struct {
        char notice[64];
        date published;
        int year; /* 0: of a change */
    } notices[64];
    int all_count, notice_count;
};

date
facts_day(const char *s)
{
    date d = NO_DATE;

    ck_assert_msg(date_parse(s, &d), "%s is no day", s);
    return d;
}

static int
split(char *line, char *fields[MOST_FIELDS])
{
    int n = 0;

    while (line != NULL && n < MOST_FIELDS)
        fields[n++] = strsep(&line, ",");
    return n;
}

/* Calls TAKE with the fields of every line but the first. */
static void
read_csv(const char *name, struct facts *f, void (*take)(struct facts *, char **))
{
    char *bytes = harness_read(name, NULL), *rest = bytes, *line, *fields[MOST_FIELDS];

    strsep(&rest, "\n");
    while ((line = strsep(&rest, "\n")) != NULL)
        if (split(line, fields) > 3)
            take(f, fields);
    free(bytes);
}

static void
take_fact(struct facts *f, char **fields, const char *taken_back_by)
{
    struct fact *fact = &f->all[f->all_count++];

    ck_assert_int_lt(f->all_count, MOST_FACTS);
    fact->day = facts_day(fields[0]);
    fact->stated = fields[1][0];
    snprintf(fact->name, sizeof fact->name, "%s", fields[2]);
    snprintf(fact->notice, sizeof fact->notice, "%s", fields[3]);
    snprintf(fact->taken_back_by, sizeof fact->taken_back_by, "%s", taken_back_by);
}

static void
take_superseded(struct facts *f, char **fields)
{
    take_fact(f, fields, fields[4]);
}

static void
take_day(struct facts *f, char **fields)
{
    take_fact(f, fields, "");
    f->stated[facts_day(fields[0]) - DATE_FIRST] = fields[1][0];
    f->count++;
}

static void
take_notice(struct facts *f, char **fields)
{
    int n = f->notice_count++;

    snprintf(f->notices[n].notice, sizeof f->notices[n].notice, "%s", fields[0]);
    f->notices[n].published = facts_day(fields[4]);
    f->notices[n].year = strcmp(fields[2], "annual") == 0 ? atoi(fields[1]) : 0;
    if (f->notices[n].year != 0)
        f->years[f->year_count++] = atoi(fields[1]);
}

static const struct facts *
facts(void)
{
    static struct facts f;

    if (f.count == 0) {
        read_csv("../migrations/calendar/workdays.csv", &f, take_day);
        read_csv("../migrations/calendar/superseded.csv", &f, take_superseded);
        read_csv("../migrations/calendar/notices.csv", &f, take_notice);
        ck_assert_int_ge(f.count, LEAST_FACTS);
        ck_assert_int_ge(f.year_count, LEAST_YEARS);
    }
    return &f;
}

static bool
is_published(const char *notice, date day)
{
    for (int i = 0; i < facts()->notice_count; i++)
        if (strcmp(facts()->notices[i].notice, notice) == 0)
            return facts()->notices[i].published <= day;
    return false;
}

struct calendar *
facts_calendar_known_on(date day)
{
    struct calendar *c = calendar_new();

    for (int i = 0; i < facts()->all_count; i++) {
        const struct fact *f = &facts()->all[i];

        if (is_published(f->notice, day) && !is_published(f->taken_back_by, day))
            ck_assert(calendar_set(c, f->day, f->stated == 'w', f->name, f->notice));
    }
    for (int i = 0; i < facts()->notice_count; i++)
        if (facts()->notices[i].year != 0 && facts()->notices[i].published <= day)
            calendar_complete(c, facts()->notices[i].year);
    calendar_seal(c);
    return c;
}

struct calendar *
facts_calendar(void)
{
    return facts_calendar_known_on(DATE_LAST);
}

bool
facts_work_on(date d)
{
    char stated = facts()->stated[d - DATE_FIRST];

    if (stated != '\0')
        return stated == 'w';
    return (d - DATE_FIRST + 5) % 7 < 5; /* 2000-01-01 was a Saturday */
}

int
facts_last_year(void)
{
    for (int i = 1; i < facts()->year_count; i++)
        ck_assert_int_eq(facts()->years[i], facts()->years[i - 1] + 1);
    return facts()->years[facts()->year_count - 1];
}
