#include "op/agency.h"
#include "op/fields.h"

/* Place an agency under another one, or at the root, from a day on.  A year is rolled up
 * where the agency stands on its 31 December; earlier years stay where they were. */
OPERATION(agency_move, .summary = "Move an agency within the tree",
          .route = "POST /api/v1/agencies/{agency}/move", .right = RIGHT_agency_change,
          .body = FIELDS(TEXT("parent", "上级机关代码", .max = 40),
                         DATE("moved_on", "变动日期", .required = true, .past = true)),
          .reply = AGENCY_REPLY)
{
    date since = NO_DATE;
    PGresult *row;

    TRY(run_sql(rq, SQL(agency_tree_lock), &row));
    TRY(agency_check_version(rq));
    TRY(agency_place(rq, "parent", &since));
    if (date_of_field(rq, "moved_on") < since)
        return agency_not_yet(rq, "parent");
    if (rq->agency.valid_to != NO_DATE)
        return fail_with(rq, P_agency_closed, "该机关已经撤销，不能再变动隶属关系",
                         "the agency is closed and cannot be moved");
    TRY(run_sql(rq, SQL(agency_move_check), &row));
    if (*PQgetvalue(row, 0, 0) == 't')
        return fail_with(rq, P_agency_cycle, "新的上级是该机关自己或其下级",
                         "the new parent is the agency itself or one of its parts");
    if (*PQgetvalue(row, 0, 1) == 't')
        return fail_with(
            rq, P_conflict, "该机关在此日期之后已有变动，请按时间顺序录入",
            "the agency was already moved later than that; enter moves in order");
    TRY(run_sql(rq, SQL(agency_move), &row));
    TRY(run_sql(rq, SQL(agency_rebuild), &row));
    return reply_one(rq, 200, SQL(agency_show));
}
