#include "op/report_deadline.h"

#include "op/clock_view.h"

#include <stdlib.h>

enum { TIER, MONTH, DAY, FROM_YEAR, BASIS, STATED_BY };

date
report_due(int year, int month, int day)
{
    if (month == 2 && day == 29)
        return date_of(year + 1, 3, 1) - 1; /* the last day of February */
    return date_of(year + 1, month, day);
}

static json_t *
by_law(enum report_tier tier, int year)
{
    char due[DATE_SIZE];

    date_text(report_due_by_law(tier, year), due);
    return json_pack("{s:s,s:s,s:s,s:n,s:n,s:s}", "tier", report_tier_code(tier), "due_on",
                     due, "by_law", due, "stated_by", "from_year", "basis",
                     "条例第四十九条");
}

static void
take(json_t *deadline, const PGresult *rows, int i, int year)
{
    int month = atoi(PQgetvalue(rows, i, MONTH)), day = atoi(PQgetvalue(rows, i, DAY));
    char due[DATE_SIZE];

    json_object_set_new(deadline, "due_on",
                        json_string(date_text(report_due(year, month, day), due)));
    json_object_set_new(deadline, "stated_by", json_string(PQgetvalue(rows, i, STATED_BY)));
    json_object_set_new(deadline, "from_year",
                        json_integer(atoi(PQgetvalue(rows, i, FROM_YEAR))));
    json_object_set_new(deadline, "basis", json_string(PQgetvalue(rows, i, BASIS)));
}

enum problem
report_deadlines_reply(struct request *rq, unsigned status)
{
    int year = (int)number_of(rq, "year");
    json_t *list = json_array();
    PGresult *rows;

    own_json(rq->arena, list);
    TRY(run_sql(rq, SQL(report_deadline_list), &rows));
    for (enum report_tier t = 0; t < TIER_COUNT; t++)
        json_array_append_new(list, by_law(t, year));
    for (int i = 0; i < PQntuples(rows); i++)
        take(json_array_get(list, report_tier_of(PQgetvalue(rows, i, TIER))), rows, i,
             year);
    return reply_json(rq, status,
                      json_pack("{s:s,s:i,s:O}", "agency", rq->agency.code, "year", year,
                                "deadlines", list));
}
