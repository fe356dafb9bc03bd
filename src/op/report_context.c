#include "op/report_context.h"

#include "op/report_last.h"

#include <string.h>

enum { FEN_PER_YUAN = 100 };

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
    struct last_report last;
    enum problem p;

    TRY(report_last(rq, q, a, true, &last));
    *frozen = last.frozen;
    *c = (struct report_context){.previous = last.report,
                                 .has_fees = true,
                                 .fee_notices = a->fees.notices,
                                 .fee_collected = a->fees.collected * FEN_PER_YUAN,
                                 .unpaid_cases = a->fees.lapsed};
    p = read_power(rq, q, a->report.level, &c->rule_power);
    rq->bag = bag;
    return p;
}
