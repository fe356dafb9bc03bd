#include "op/report_touch.h"

#include "op/act.h"

#include <stdlib.h>
#include <string.h>

/* Whether an entry happened before this year; without one no earlier year is changed. */
static bool
looks_back(const struct request *rq, const struct history *h)
{
    for (int i = 0; i < h->count; i++)
        if (date_year(h->events[i].happened_on) < date_year(rq->today))
            return true;
    return false;
}

static void
earlier(int *year, date d)
{
    if (d != NO_DATE && (*year == 0 || date_year(d) < *year))
        *year = date_year(d);
}

static bool
counts(const struct clock *c)
{
    return c->received_on != NO_DATE && c->status != CLOCK_VOIDED;
}

/* The first year whose numbers differ between A and B, 0 for none. */
static int
first_year(const struct clock *a, const struct clock *b)
{
    bool other = counts(a) != counts(b) || a->category != b->category;
    int year = 0;

    if (!counts(a) && !counts(b))
        return 0;
    if (other || a->received_on != b->received_on) {
        earlier(&year, counts(a) ? a->received_on : NO_DATE);
        earlier(&year, counts(b) ? b->received_on : NO_DATE);
    }
    if (other || a->closed_on != b->closed_on || a->outcome != b->outcome) {
        earlier(&year, counts(a) ? a->closed_on : NO_DATE);
        earlier(&year, counts(b) ? b->closed_on : NO_DATE);
    }
    return year;
}

enum problem
report_touch(struct request *rq, const struct history *h, const struct clock *after)
{
    struct clock_terms terms = {.calendar = calendar_of(rq)};
    struct clock before = {.status = CLOCK_NOT_RECEIVED, .outcome = OUTCOME_NONE};
    PGresult *frozen;
    int year;

    if (!looks_back(rq, h))
        return OK;
    if (h->count > 1)
        clock_fold(rq->arena, &terms, h->events, h->count - 1, &before);
    year = first_year(&before, after);
    if (year == 0 || year >= date_year(rq->today))
        return OK;
    put_number(rq, "first_year", year);
    TRY(run_sql(rq, SQL(report_frozen_after), &frozen));
    for (int i = 0; i < PQntuples(frozen); i++)
        add_warning(
            rq, "report",
            "%s 的 %s 年度报告%s已锁定（第 %s 版），此事项改变其数字：锁定的报告不变，"
            "需要重述",
            "the report of %s for %s%s is frozen (version %s) and this changes its "
            "numbers: the frozen one stays as it is; it has to be restated",
            PQgetvalue(frozen, i, 0), PQgetvalue(frozen, i, 1),
            strcmp(PQgetvalue(frozen, i, 2), "subtree") != 0 ? ""
            : rq->english                                    ? " with all below"
                                                             : "（含下级）",
            PQgetvalue(frozen, i, 3));
    return OK;
}
