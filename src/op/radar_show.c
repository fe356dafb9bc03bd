#include "op/applicant.h"
#include "op/member.h"
#include "op/radar.h"

/* The same of a case that is registered: others of its applicant, and how many were received
 * before it. */
OPERATION(radar_show, .summary = "Show other applications of the same applicant",
          .route = "GET /api/v1/applications/{application}/radar", .right = RIGHT_case_list,
          .reply = RADAR_REPLY)
{
    struct sealed_numbers sealed;
    struct radar_query q;
    PGresult *row;

    TRY(run_sql(rq, SQL(radar_case), &row));
    if (PQntuples(row) == 0)
        return fail_with(rq, P_not_found, "没有这件申请，或已经销毁",
                         "no such application, or it was disposed of");
    q = (struct radar_query){
        .name = PQgetvalue(row, 0, 0),
        .content = PQgetvalue(row, 0, 1),
        .tracking_number = db_value(row, 0, 2),
        .arrived_on = day_at(row, 0, 3),
        .received_on = day_at(row, 0, 4),
        .id = text_of(rq, "application"),
        .letter = PQgetvalue(row, 0, 5),
    };
    sealed = applicant_sealed(rq, row, 6);
    TRY(applicant_open(rq, &sealed, &q.id_number, &q.phone));
    return radar(rq, &q);
}
