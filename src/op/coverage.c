#include "op/coverage.h"

#include "op/law.h"

enum { WARNING_DAYS = 90 };

/* What there is to do about it: import the next notice, or adopt it when somebody did. */
static enum problem
find_remedy(struct request *rq, int year, const char **zh, const char **en)
{
    PGresult *row;

    put_number(rq, "coverage_year", year);
    TRY(run_sql(rq, SQL(coverage_pending), &row));
    if (PQntuples(row) > 0) {
        *zh = arena_printf(rq->arena, "%d年放假安排已录入（%s），尚待采用", year,
                           PQgetvalue(row, 0, 0));
        *en = arena_printf(rq->arena, "the notice for %d (%s) waits to be adopted", year,
                           PQgetvalue(row, 0, 0));
    } else {
        *zh = arena_printf(rq->arena, "%d年放假安排公布后请及时录入", year);
        *en = arena_printf(rq->arena, "load the notice for %d when it is published", year);
    }
    return OK;
}

static enum problem
warn(struct request *rq, struct coverage *c)
{
    const char *zh, *en;
    char until[DATE_SIZE];

    if (c->last_year == 0) {
        c->zh = "系统内没有有效的全国放假安排，所有期限均为暂定";
        c->en = "no national holiday notice is in force: every deadline is provisional";
        return OK;
    }
    TRY(find_remedy(rq, c->last_year + 1, &zh, &en));
    date_text(c->certain_until, until);
    c->zh = arena_printf(rq->arena, "工作日日历只确定到 %s（%s%d天），其后的期限为暂定；%s",
                         until, c->days_left < 0 ? "已过" : "还有",
                         c->days_left < 0 ? -c->days_left : c->days_left, zh);
    c->en = arena_printf(rq->arena,
                         "the calendar is certain until %s (%d days left); deadlines "
                         "behind it are provisional; %s",
                         until, c->days_left, en);
    return OK;
}

enum problem
coverage_find(struct request *rq, struct coverage *out)
{
    *out = (struct coverage){.last_year = law_last_year(rq->service->law)};
    if (out->last_year > 0) {
        out->certain_until = date_of(out->last_year, 12, 28);
        out->days_left = out->certain_until - rq->today;
    }
    return out->days_left > WARNING_DAYS ? OK : warn(rq, out);
}
