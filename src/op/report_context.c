#include "op/report_context.h"

#include "document/report_json.h"
#include "op/report_keep.h"

#include <string.h>

enum { FEN_PER_YUAN = 100 };

/* The published report of the year in the bag, of the same scope; *FOUND false for none. */
static enum problem
read_published(struct request *rq, struct report *r, bool *found)
{
    const char *zh, *en;
    PGresult *row;

    put_text(rq, "n", NULL);
    put_text(rq, "covers", text_of(rq, "scope"));
    TRY(run_sql(rq, SQL(published_find), &row));
    *found = PQntuples(row) > 0;
    if (!*found)
        return OK;
    *r = (struct report){.year = 0};
    if (report_json_read(rq->arena, PQgetvalue(row, 0, 1), (size_t)PQgetlength(row, 0, 1),
                         r, &zh, &en) != 0)
        return P_internal; /* it was read before it was stored */
    r->year = (int)number_of(rq, "year");
    return OK;
}

/* Counted anew, for who worked with the house that year: then every agency stated its figures.
 * Before, there are a few old cases at most, which are no year's report. */
static enum problem
count_anew(struct request *rq, const struct report_question *q, const struct assembled *a,
           struct report *r, bool *found)
{
    PGresult *missing;

    *found = false;
    if (date_year(a->began) >= q->year)
        return OK;
    TRY(run_sql(rq, SQL(figures_missing), &missing));
    if (PQntuples(missing) > 0)
        return OK;
    *found = true;
    return report_assemble(rq,
                           &(struct report_question){.agency = q->agency,
                                                     .year = q->year - 1,
                                                     .subtree = q->subtree,
                                                     .as_of = NO_DATE,
                                                     .known_at = q->known_at,
                                                     .after = a},
                           r);
}

static enum problem
read_last(struct request *rq, const struct report_question *q, const struct assembled *a,
          const struct report **last, int *frozen)
{
    struct report *r = arena_alloc(rq->arena, sizeof *r);
    struct kept_version kept;
    bool found = true;

    *last = NULL;
    TRY(report_kept_of(rq, q->year - 1, 0, r, &kept));
    *frozen = kept.version;
    if (kept.version == 0) {
        put_number(rq, "year", q->year - 1);
        put_bool(rq, "subtree", q->subtree);
        put_text(rq, "known_at", q->known_at);
        TRY(read_published(rq, r, &found));
        if (!found)
            TRY(count_anew(rq, q, a, r, &found));
    }
    if (found)
        *last = r;
    return OK;
}

/* Rule 7.1.  A department has the powers of none it stands under; below the province none has
 * them, above it some do.  A city may have them or not. */
static enum problem
read_power(struct request *rq, const struct report_question *q, const char *level,
           enum rule_power *power)
{
    PGresult *row;

    *power = POWER_UNKNOWN;
    if (strcmp(level, "nation") == 0 || strcmp(level, "province") == 0)
        *power = POWER_OF_RULES;
    else if (strcmp(level, "county") == 0 || strcmp(level, "township") == 0)
        *power = POWER_NONE;
    else if (strcmp(level, "department") == 0) {
        put_number(rq, "year", q->year);
        TRY(run_sql(rq, SQL(report_below_province), &row));
        if (*PQgetvalue(row, 0, 0) == 't')
            *power = POWER_NONE;
    }
    return OK;
}

enum problem
report_context_of(struct request *rq, const struct report_question *q,
                  const struct assembled *a, struct report_context *c, int *frozen)
{
    const struct bag bag = rq->bag;
    enum problem p;

    *c = (struct report_context){.has_fees = true,
                                 .fee_notices = a->fees.notices,
                                 .fee_collected = a->fees.collected * FEN_PER_YUAN,
                                 .unpaid_cases = a->fees.lapsed};
    p = read_last(rq, q, a, &c->previous, frozen);
    if (p == OK)
        p = read_power(rq, q, a->report.level, &c->rule_power);
    rq->bag = bag;
    return p;
}
