#include "facts.h"

#include "harness.h"

#include <stdlib.h>
#include <string.h>

enum {
    DAYS = DATE_LAST - DATE_FIRST + 1,
    MOST_FIELDS = 8,
    LEAST_FACTS = 600,
    LEAST_YEARS = 19
};

struct facts {
    char stated[DAYS]; /* '\0', 'w'orkday or 'h'oliday */
    int count, years[64], year_count;
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
take_day(struct facts *f, char **fields)
{
    f->stated[facts_day(fields[0]) - DATE_FIRST] = fields[1][0];
    f->count++;
}

static void
take_notice(struct facts *f, char **fields)
{
    if (strcmp(fields[2], "annual") == 0)
        f->years[f->year_count++] = atoi(fields[1]);
}

static const struct facts *
facts(void)
{
    static struct facts f;

    if (f.count == 0) {
        read_csv("../migrations/calendar/workdays.csv", &f, take_day);
        read_csv("../migrations/calendar/notices.csv", &f, take_notice);
        ck_assert_int_ge(f.count, LEAST_FACTS);
        ck_assert_int_ge(f.year_count, LEAST_YEARS);
    }
    return &f;
}

struct calendar *
facts_calendar(void)
{
    struct calendar *c = calendar_new();

    for (int i = 0; i < DAYS; i++)
        if (facts()->stated[i] != '\0')
            ck_assert(calendar_set(c, DATE_FIRST + i, facts()->stated[i] == 'w'));
    for (int i = 0; i < facts()->year_count; i++)
        calendar_complete(c, facts()->years[i]);
    calendar_seal(c);
    return c;
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
