#include "op/case_stream.h"
#include "op/clock_view.h"
#include "op/fields.h"
#include "op/history.h"
#include "op/law.h"
#include "op/section_three.h"

#include "core/day_account.h"

#include <stdio.h>

enum { MONTHS = 12, MEAN_SIZE = 32 };

struct pace {
    struct law *law;
    struct {
        long in_time, late, unstated;
    } months[MONTHS];
    long cases, days, shares[SHARE_COUNT];
};

static enum problem
take_case(void *context, struct arena *a, const PGresult *row, const struct event *events,
          int n)
{
    struct pace *p = context;
    struct clock_terms terms = {.calendar =
                                    history_calendar(a, p->law, PQgetvalue(row, 0, 2),
                                                     law_version(p->law), events, n)};
    int days[SHARE_COUNT], month, unused;
    struct clock c;

    clock_fold(a, &terms, events, n, &c);
    if (c.closed_on == NO_DATE)
        return OK;
    date_split(c.closed_on, &unused, &month, &unused);
    *(c.in_time == STATED_YES  ? &p->months[month - 1].in_time
      : c.in_time == STATED_NO ? &p->months[month - 1].late
                               : &p->months[month - 1].unstated) += 1;
    p->cases++;
    p->days += account_shares(&c, days);
    for (int s = 0; s < SHARE_COUNT; s++)
        p->shares[s] += days[s];
    return OK;
}

/* DAYS for each of CASES, to a tenth, rounded half up: "12.4"; null without a case. */
static json_t *
mean(long days, long cases)
{
    char text[MEAN_SIZE];
    long tenths;

    if (cases == 0)
        return json_null();
    tenths = (20 * days + cases) / (2 * cases);
    snprintf(text, sizeof text, "%ld.%ld", tenths / 10, tenths % 10);
    return json_string(text);
}

static json_t *
months(const struct pace *p, int count)
{
    json_t *list = json_array();

    for (int m = 0; m < count; m++)
        json_array_append_new(list,
                              json_pack("{s:i, s:I, s:I, s:I}", "month", m + 1, "in_time",
                                        (json_int_t)p->months[m].in_time, "late",
                                        (json_int_t)p->months[m].late, "unstated",
                                        (json_int_t)p->months[m].unstated));
    return list;
}

static json_t *
shares(const struct pace *p)
{
    json_t *list = json_array();

    for (enum share s = 0; s < SHARE_COUNT; s++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:I, s:o}", "share",
                                              share_code(s), "name", share_name(s), "days",
                                              (json_int_t)p->shares[s], "mean",
                                              mean(p->shares[s], p->cases)));
    return list;
}

static json_t *
view(struct request *rq, const struct pace *p)
{
    int year = (int)number_of(rq, "year"), count = MONTHS, unused;
    json_t *j = json_object();
    long in_time = 0, late = 0;

    if (year == date_year(rq->today))
        date_split(rq->today, &unused, &count, &unused);
    for (int m = 0; m < MONTHS; m++) {
        in_time += p->months[m].in_time;
        late += p->months[m].late;
    }
    json_object_set_new(j, "year", json_integer(year));
    json_object_set_new(j, "scope",
                        json_string(is_true(rq, "subtree") ? "subtree" : "agency"));
    json_object_set_new(j, "cases", json_integer(p->cases));
    json_object_set_new(j, "in_time", json_integer(in_time));
    json_object_set_new(j, "late", json_integer(late));
    json_object_set_new(j, "unstated", json_integer(p->cases - in_time - late));
    json_object_set_new(j, "days", json_integer(p->days));
    json_object_set_new(j, "mean", mean(p->days, p->cases));
    json_object_set_new(j, "months", months(p, count));
    json_object_set_new(j, "shares", shares(p));
    return j;
}

#define TIMELINESS                                                                         \
    INTEGER("in_time", "按期", .required = true),                                          \
        INTEGER("late", "逾期", .required = true),                                         \
        INTEGER("unstated", "无期限可比", .required = true)

/* How the answers of a year kept to their periods, month by month, and whose days passed
 * between arrival and answer (product idea 8): every case's history is folded, so that it
 * says what the cases' own clocks say. */
OPERATION(pace_show, .summary = "Show whether answers came in time and whose days passed",
          .route = "GET /api/v1/agencies/{agency}/pace", .right = RIGHT_case_count,
          .query = FIELDS(INTEGER("year", "年度", .min = 2008, .max = 2100,
                                  .required = true),
                          CHOICE("scope", "范围", .oneof = SCOPES)),
          .reply = FIELDS(INTEGER("year", "年度", .required = true),
                          CHOICE("scope", "范围", .oneof = SCOPES, .required = true),
                          INTEGER("cases", "已答复", .required = true), TIMELINESS,
                          INTEGER("days", "自然日合计", .required = true),
                          TEXT("mean", "平均每件"),
                          LIST("months", "各月", .required = true,
                               .fields = FIELDS(INTEGER("month", "月份", .required = true),
                                                TIMELINESS)),
                          LIST("shares", "谁的时间", .required = true,
                               .fields = FIELDS(TEXT("share", "代码", .required = true),
                                                TEXT("name", "名称", .required = true),
                                                INTEGER("days", "自然日", .required = true),
                                                TEXT("mean", "平均每件")))))
{
    struct pace p = {.law = rq->service->law};

    TRY(section_three_question(rq));
    TRY(case_stream(rq->db, SQL(pace_show), &rq->bag, p.law, take_case, &p, NULL));
    return reply_json(rq, 200, view(rq, &p));
}
