#include "op/report_touch.h"

#include "core/report_step.h"
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

/* Whether row I of FROZEN stands for a report that is being frozen now, nobody knows which. */
static bool
is_unknown(const PGresult *frozen, int i)
{
    return PQgetisnull(frozen, i, 0);
}

static void
warn_of_unknown(struct request *rq)
{
    add_warning(
        rq, "report",
        "此刻有年度报告正在锁定，此事项改变已结束年度的数据：如果该报告没有计入，需要重述",
        "an annual report is being frozen at this moment and this changes the numbers "
        "of a year that is over: if it is not in there, the report has to be restated");
}

/* Warns that row I of FROZEN is not what it would be now. */
static void
warn(struct request *rq, const PGresult *frozen, int i)
{
    if (is_unknown(frozen, i)) {
        warn_of_unknown(rq);
        return;
    }
    add_warning(rq, "report",
                "%s 的 %s 年度报告%s已锁定（第 %s 版），此事项改变其内容：锁定的报告不变，"
                "需要重述",
                "the report of %s for %s%s is frozen (version %s) and this changes what it "
                "says: the frozen one stays as it is; it has to be restated",
                PQgetvalue(frozen, i, 0), PQgetvalue(frozen, i, 1),
                strcmp(PQgetvalue(frozen, i, 2), "subtree") != 0 ? ""
                : rq->english                                    ? " with all below"
                                                                 : "（含下级）",
                PQgetvalue(frozen, i, 3));
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
        warn(rq, frozen, i);
    return OK;
}

/* ---- Section four ---- */

/* Where the first COUNT entries of H count on the last day of a year. */
struct place {
    enum remedy_block block;
    enum remedy_column column;
};

static struct place
place_of(struct request *rq, const struct remedy_history *h, int count, int year)
{
    struct remedy_terms terms = h->terms;
    struct place p = {.column = COLUMN_NONE};
    struct remedy r;

    if (count == 0)
        return p;
    terms.as_of = date_of(year, 12, 31);
    remedy_fold(rq->arena, &terms, h->events, count, &r);
    p.column = remedy_column_on(&r, terms.as_of);
    if (p.column != COLUMN_NONE)
        p.block = remedy_block_of(&r);
    return p;
}

enum problem
report_touch_remedy(struct request *rq, const struct remedy_history *h)
{
    int first = date_year(rq->today);
    PGresult *frozen;

    for (int i = 0; i < h->count; i++)
        if (date_year(h->events[i].happened_on) < first)
            first = date_year(h->events[i].happened_on);
    if (first == date_year(rq->today))
        return OK;
    put_number(rq, "first_year", first);
    TRY(run_sql(rq, SQL(report_frozen_after), &frozen));
    for (int i = 0; i < PQntuples(frozen); i++) {
        int year = is_unknown(frozen, i) ? first : atoi(PQgetvalue(frozen, i, 1));
        struct place before = place_of(rq, h, h->count - 1, year),
                     after = place_of(rq, h, h->count, year);

        if (before.column != after.column || before.block != after.block)
            warn(rq, frozen, i);
    }
    return OK;
}

/* ---- What is stated ---- */

/* Whether row I of FROZEN says what is stated of the year in the bag: the words of SCOPE are in
 * the agency's own report of that scope; what has none (NULL) counts in all above, too. */
static bool
is_of(struct request *rq, const PGresult *frozen, int i, const char *scope)
{
    return atoi(PQgetvalue(frozen, i, 1)) == number_of(rq, "year") &&
           (scope == NULL || (strcmp(PQgetvalue(frozen, i, 0), rq->agency.code) == 0 &&
                              strcmp(PQgetvalue(frozen, i, 2), scope) == 0));
}

enum problem
report_touch_stated(struct request *rq, const char *scope)
{
    PGresult *rows;

    TRY(run_sql(rq, SQL(report_states), &rows));
    for (int i = 0; i < PQntuples(rows); i++) {
        enum report_state s = report_state_after(report_act_of(PQgetvalue(rows, i, 1)));

        if (scope != NULL && strcmp(PQgetvalue(rows, i, 0), scope) != 0)
            continue;
        if (s == REPORT_submitted || s == REPORT_accepted)
            return fail(rq, P_act_not_lawful,
                        "%ld年度报告%s，不能修改其内容；请先由本机关撤回，或由审核人退回",
                        "the report of %ld is %s: have it withdrawn or returned before "
                        "you change what it says",
                        number_of(rq, "year"), report_state_name(s, rq->english));
    }
    put_number(rq, "first_year", number_of(rq, "year"));
    TRY(run_sql(rq, SQL(report_frozen_after), &rows));
    for (int i = 0; i < PQntuples(rows); i++)
        if (is_unknown(rows, i) || is_of(rq, rows, i, scope))
            warn(rq, rows, i);
    return OK;
}
