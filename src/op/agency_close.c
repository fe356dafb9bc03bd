#include "op/agency.h"
#include "op/fields.h"

/* Close an agency on its last day.  With a successor its cases go on there: from the next
 * day on it counts in the successor's subtree (rule 1.9). */
OPERATION(agency_close, .summary = "Close an agency",
          .route = "POST /api/v1/agencies/{agency}/close", .right = RIGHT_agency_change,
          .body = FIELDS(DATE("closed_on", "撤销日期", .required = true, .past = true),
                         TEXT("successor", "承接机关代码", .max = 40)),
          .reply = AGENCY_REPLY)
{
    date since = NO_DATE, closed_on = date_of_field(rq, "closed_on");
    PGresult *row;

    TRY(run_sql(rq, SQL(agency_tree_lock), &row));
    TRY(agency_check_version(rq));
    if (closed_on < rq->agency.valid_from)
        add_error_with(rq, "closed_on", "撤销日期不能早于设立日期",
                       "an agency cannot be closed before it began");
    TRY(agency_place(rq, "successor", &since));
    if (closed_on + 1 < since)
        return agency_not_yet(rq, "successor");
    if (rq->agency.valid_to != NO_DATE)
        return fail_with(rq, P_conflict, "该机关已经撤销", "the agency is already closed");
    TRY(run_sql(rq, SQL(agency_close_check), &row));
    if (*PQgetvalue(row, 0, 0) == 't')
        return fail_with(rq, P_agency_busy, "请先把下级机关移到别处",
                         "move its parts elsewhere first");
    if (*PQgetvalue(row, 0, 1) == 't' && text_of(rq, "successor") == NULL)
        return fail_with(rq, P_agency_busy, "还有未办结的申请，请指明承接机关",
                         "applications are still open: name the successor");
    if (*PQgetvalue(row, 0, 2) == 't')
        return fail_with(rq, P_agency_cycle, "承接机关不能是该机关自己或其下级",
                         "the successor is the agency itself or one of its parts");
    if (*PQgetvalue(row, 0, 3) == 't')
        return fail_with(rq, P_conflict, "撤销日期之后已有登记的申请或隶属变动",
                         "applications or moves are recorded after that day");
    TRY(run_sql(rq, SQL(agency_close), &row));
    TRY(run_sql(rq, SQL(agency_rebuild), &row));
    return reply_one(rq, 200, SQL(agency_show));
}
