#include "op/event_right.h"

#include "core/step.h"

enum problem
event_right(struct request *rq, enum right *right)
{
    enum event_kind kind;
    PGresult *row;

    TRY(run_sql(rq, SQL(event_kind), &row));
    if (PQntuples(row) == 0)
        return fail_with(rq, P_not_found, "该申请没有这一事项，或该事项不能更正",
                         "the application has no such entry to correct");
    kind = event_kind_of(PQgetvalue(row, 0, 0));
    *right = kind != EVENT_NONE ? step_correction_right(kind) : RIGHT_NONE;
    if (*PQgetvalue(row, 0, 1) == 't' && kind != EVENT_voided)
        *right = RIGHT_case_reopen;
    return OK;
}
