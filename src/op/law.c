#include "op/law.h"

#include "base/arena.h"
#include "db/statement_list.h"
#include "op/member.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Columns of law_notices.sql, law_days.sql and law_changes.sql. */
enum { N_ID, N_NOTICE, N_REGION, N_YEAR, N_ANNUAL, N_PUBLISHED, N_FROM_START };
enum { D_NOTICE, D_DAY, D_WORKS, D_NAME, D_SUPERSEDED_BY };
enum { C_N, C_NOTICE, C_ADOPTED };

static const char national[] = "national";

struct facts {
    PGresult *changes, *notices, *days;
    int version;
    int supposed; /* id of a notice whose state is only supposed, 0 for none */
    bool supposed_in_force;
};

/* Which calendar: of a region, at a version, of what was known on a day (NO_DATE: all). */
struct question {
    const char *region;
    int version;
    date known_on;
};

struct law {
    pthread_mutex_t lock; /* of all that follows */
    struct facts facts;
    struct {
        struct question of; /* region is its own copy */
        struct calendar *calendar;
    } * built;
    int count;
};

static void
clear(struct facts *f)
{
    PQclear(f->changes);
    PQclear(f->notices);
    PQclear(f->days);
}

/* Changes first and notices last: what a change adopts has its days, and every day has its
 * notice, though others write meanwhile. */
static enum problem
read_facts(struct db *db, struct facts *f)
{
    enum problem p = db_run(db, SQL(law_changes), NULL, &f->changes);
    int n;

    if (p == OK)
        p = db_run(db, SQL(law_days), NULL, &f->days);
    if (p == OK)
        p = db_run(db, SQL(law_notices), NULL, &f->notices);
    if (p != OK) {
        clear(f);
        return p;
    }
    n = PQntuples(f->changes);
    f->version = n > 0 ? atoi(PQgetvalue(f->changes, n - 1, C_N)) : 0;
    return OK;
}

enum problem
law_load(struct db *db, struct law **out)
{
    struct facts facts = {.version = 0};

    TRY(read_facts(db, &facts));
    *out = xmalloc(sizeof **out);
    **out = (struct law){.facts = facts};
    pthread_mutex_init(&(*out)->lock, NULL);
    return OK;
}

void
law_free(struct law *law)
{
    if (law == NULL)
        return;
    for (int i = 0; i < law->count; i++) {
        free((char *)law->built[i].of.region);
        calendar_free(law->built[i].calendar);
    }
    free(law->built);
    clear(&law->facts);
    pthread_mutex_destroy(&law->lock);
    free(law);
}

void
law_suppose(struct law *law, int notice, bool adopted)
{
    law->facts.supposed = notice;
    law->facts.supposed_in_force = adopted;
}

int
law_version(struct law *law)
{
    int version;

    pthread_mutex_lock(&law->lock);
    version = law->facts.version;
    pthread_mutex_unlock(&law->lock);
    return version;
}

enum problem
law_refresh(struct law *law, struct db *db, int version)
{
    struct facts facts = {.version = 0}, old;

    if (law_version(law) >= version)
        return OK;
    TRY(read_facts(db, &facts));
    pthread_mutex_lock(&law->lock);
    old = facts;
    if (law->facts.version < facts.version) {
        old = law->facts;
        law->facts = facts;
    }
    pthread_mutex_unlock(&law->lock);
    clear(&old);
    return OK;
}

static bool
is_true_at(const PGresult *r, int row, int column)
{
    return *PQgetvalue(r, row, column) == 't';
}

static bool
in_force(const struct facts *f, int notice, int version)
{
    const char *id = PQgetvalue(f->notices, notice, N_ID);
    bool state = is_true_at(f->notices, notice, N_FROM_START);

    if (f->supposed != 0 && atoi(id) == f->supposed)
        return f->supposed_in_force;
    for (int i = 0; i < PQntuples(f->changes); i++)
        if (atoi(PQgetvalue(f->changes, i, C_N)) <= version &&
            strcmp(PQgetvalue(f->changes, i, C_NOTICE), id) == 0)
            state = is_true_at(f->changes, i, C_ADOPTED);
    return state;
}

/* Whether the notice concerns who asks Q, is in force and was known. */
static bool
counts(const struct facts *f, int notice, const struct question *q)
{
    const char *region = PQgetvalue(f->notices, notice, N_REGION);

    return (strcmp(region, national) == 0 || strcmp(region, q->region) == 0) &&
           in_force(f, notice, q->version) &&
           (q->known_on == NO_DATE ||
            day_at(f->notices, notice, N_PUBLISHED) <= q->known_on);
}

/* Whether the day in ROW of the NOTICE was taken back by one that counts, too. */
static bool
is_superseded(const struct facts *f, int row, int notice, const bool *counting)
{
    const char *by = PQgetvalue(f->days, row, D_SUPERSEDED_BY);
    const char *region = PQgetvalue(f->notices, notice, N_REGION);

    for (int i = 0; *by != '\0' && i < PQntuples(f->notices); i++)
        if (counting[i] && strcmp(PQgetvalue(f->notices, i, N_NOTICE), by) == 0 &&
            strcmp(PQgetvalue(f->notices, i, N_REGION), region) == 0)
            return true;
    return false;
}

static struct calendar *
build(const struct facts *f, const struct question *q)
{
    int n = PQntuples(f->notices), notice = 0;
    bool *counting = xmalloc(sizeof *counting * (size_t)(n + 1));
    struct calendar *c = calendar_new();

    for (int i = 0; i < n; i++) {
        counting[i] = counts(f, i, q);
        if (counting[i] && is_true_at(f->notices, i, N_ANNUAL))
            calendar_complete(c, atoi(PQgetvalue(f->notices, i, N_YEAR)));
    }
    for (int i = 0; i < PQntuples(f->days); i++) {
        while (strcmp(PQgetvalue(f->notices, notice, N_ID),
                      PQgetvalue(f->days, i, D_NOTICE)) != 0)
            notice++;
        if (counting[notice] && !is_superseded(f, i, notice, counting))
            calendar_set(c, day_at(f->days, i, D_DAY), is_true_at(f->days, i, D_WORKS),
                         PQgetvalue(f->days, i, D_NAME),
                         PQgetvalue(f->notices, notice, N_NOTICE));
    }
    calendar_seal(c);
    free(counting);
    return c;
}

/* REGION if some notice is of it, else the nation, whose days it has. */
static const char *
region_of(const struct facts *f, const char *region)
{
    for (int i = 0; i < PQntuples(f->notices); i++)
        if (strcmp(PQgetvalue(f->notices, i, N_REGION), region) == 0)
            return region;
    return national;
}

/* The publication that was the latest on DAY: between two of them nothing changes, and so
 * few calendars answer every day. */
static date
publication_before(const struct facts *f, date day)
{
    date latest = DATE_FIRST;

    for (int i = 0; i < PQntuples(f->notices); i++) {
        date published = day_at(f->notices, i, N_PUBLISHED);

        if (published <= day && published > latest)
            latest = published;
    }
    return latest;
}

/* The calendar that answers Q, built when it is asked for the first time. */
static const struct calendar *
find(struct law *law, struct question q)
{
    for (int i = 0; i < law->count; i++)
        if (strcmp(law->built[i].of.region, q.region) == 0 &&
            law->built[i].of.version == q.version &&
            law->built[i].of.known_on == q.known_on)
            return law->built[i].calendar;
    law->built = xrealloc(law->built, sizeof *law->built * (size_t)(law->count + 1));
    law->built[law->count].calendar = build(&law->facts, &q);
    law->built[law->count].of = q;
    law->built[law->count].of.region = xstrdup(q.region);
    return law->built[law->count++].calendar;
}

const struct calendar *
law_calendar_at(struct law *law, const char *region, int version)
{
    const struct calendar *c;

    pthread_mutex_lock(&law->lock);
    c = find(law, (struct question){
                      region_of(&law->facts, region),
                      version < law->facts.version ? version : law->facts.version,
                      NO_DATE,
                  });
    pthread_mutex_unlock(&law->lock);
    return c;
}

const struct calendar *
law_calendar(struct law *law, const char *region)
{
    return law_calendar_at(law, region, law_version(law));
}

const struct calendar *
law_calendar_known_on(struct law *law, const char *region, date day)
{
    const struct calendar *c;

    pthread_mutex_lock(&law->lock);
    c = find(law, (struct question){
                      region_of(&law->facts, region),
                      law->facts.version,
                      publication_before(&law->facts, day),
                  });
    pthread_mutex_unlock(&law->lock);
    return c;
}

int
law_last_year(struct law *law)
{
    return calendar_last_year(law_calendar(law, national));
}
