#include "core/right.h"
#include "http/request.h"
#include "op/clock_view.h"
#include "op/steps.h"

#include <stdlib.h>
#include <string.h>

/* How many confirm what is proposed under R, 1 where STATED (of_right, steps) has no row. */
static int
steps_of(const PGresult *stated, enum right r)
{
    for (int i = 0; i < PQntuples(stated); i++)
        if (strcmp(PQgetvalue(stated, i, 0), right_code(r)) == 0)
            return atoi(PQgetvalue(stated, i, 1));
    return 1;
}

/* How many persons, one after the other, confirm what is proposed in the agency. */
OPERATION(steps_list, .summary = "List how many persons confirm what is proposed",
          .route = "GET /api/v1/agencies/{agency}/confirmation-steps",
          .right = RIGHT_policy_read,
          .reply = FIELDS(LIST("rights", "事项", .required = true, .fields = STEPS)))
{
    json_t *view, *list;
    PGresult *stated;

    TRY(run_sql(rq, SQL(steps_list), &stated));
    view = json_object();
    list = json_array();
    json_object_set_new(view, "rights", list);
    for (enum right r = RIGHT_NONE + 1; r < RIGHT_COUNT; r++)
        if (steps_confirmable(r))
            json_array_append_new(list, json_pack("{s:s, s:s, s:i}", "right", right_code(r),
                                                  "name", right_name(r, rq->english),
                                                  "steps", steps_of(stated, r)));
    return reply_json(rq, 200, view);
}
