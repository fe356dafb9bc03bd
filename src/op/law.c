#include "op/law.h"

#include "base/arena.h"
#include "db/statement_list.h"

#include <stdlib.h>
#include <string.h>

struct law {
    int count;
    struct {
        char *region;
        struct calendar *calendar;
    } regions[]; /* the first is the national one */
};

static struct calendar *
build(const PGresult *years, const PGresult *days, const char *region)
{
    struct calendar *c = calendar_new();

    for (int i = 0; i < PQntuples(years); i++)
        calendar_complete(c, atoi(PQgetvalue(years, i, 0)));
    for (int i = 0; i < PQntuples(days); i++) {
        const char *of = PQgetvalue(days, i, 0);
        date d;

        if ((strcmp(of, "national") == 0 || strcmp(of, region) == 0) &&
            date_parse(PQgetvalue(days, i, 1), &d))
            calendar_set(c, d, *PQgetvalue(days, i, 2) == 't');
    }
    calendar_seal(c);
    return c;
}

enum problem
law_load(struct db *db, struct law **out)
{
    PGresult *regions = NULL, *years = NULL, *days = NULL;
    enum problem p = db_run(db, SQL(calendar_regions), NULL, &regions);

    if (p == OK)
        p = db_run(db, SQL(calendar_years), NULL, &years);
    if (p == OK)
        p = db_run(db, SQL(calendar_days), NULL, &days);
    if (p == OK) {
        int n = PQntuples(regions);

        *out = xmalloc(sizeof **out + (size_t)n * sizeof(*out)->regions[0]);
        (*out)->count = n;
        for (int i = 0; i < n; i++) {
            (*out)->regions[i].region = xstrdup(PQgetvalue(regions, i, 0));
            (*out)->regions[i].calendar = build(years, days, PQgetvalue(regions, i, 0));
        }
    }
    PQclear(regions);
    PQclear(years);
    PQclear(days);
    return p;
}

void
law_free(struct law *law)
{
    if (law == NULL)
        return;
    for (int i = 0; i < law->count; i++) {
        free(law->regions[i].region);
        calendar_free(law->regions[i].calendar);
    }
    free(law);
}

const struct calendar *
law_calendar(const struct law *law, const char *region)
{
    for (int i = 0; i < law->count; i++)
        if (strcmp(law->regions[i].region, region) == 0)
            return law->regions[i].calendar;
    return law->regions[0].calendar;
}
