#include "op/event_right.h"

#include "core/clock.h"

#include <string.h>

/* Kinds that are not here stop or restart the clock. */
static const struct {
    enum event_kind kind;
    enum right right;
} rights[] = {
    {EVENT_registered, RIGHT_case_identity}, {EVENT_confirmed, RIGHT_case_identity},
    {EVENT_delivered, RIGHT_case_edit},      {EVENT_extension, RIGHT_case_extend},
    {EVENT_answered, RIGHT_case_decide},     {EVENT_withdrawn, RIGHT_case_decide},
    {EVENT_voided, RIGHT_case_void},         {EVENT_fact, RIGHT_case_edit},
    {EVENT_linked, RIGHT_case_edit},         {EVENT_dispatched, RIGHT_case_edit},
    {EVENT_returned, RIGHT_case_edit},
};

static bool
is_closed(const char *status)
{
    return strcmp(status, "answered") == 0 || strcmp(status, "withdrawn") == 0;
}

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
    *right = RIGHT_case_clock;
    for (unsigned i = 0; i < sizeof rights / sizeof rights[0]; i++)
        if (rights[i].kind == kind)
            *right = rights[i].right;
    if (is_closed(PQgetvalue(row, 0, 1)) && kind != EVENT_voided)
        *right = RIGHT_case_reopen;
    return OK;
}
