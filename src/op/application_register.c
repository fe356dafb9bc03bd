#include "op/act.h"
#include "op/applicant.h"
#include "op/case_person.h"
#include "op/fields.h"
#include "op/report_touch.h"

static enum problem
not_taken(struct request *rq)
{
    return fail(rq, P_agency_closed, "机关 %s 在该日期不受理申请，请检查日期或承接机关",
                "the agency %s does not take applications on that day", rq->agency.code);
}

/* Register an application; the channel decides the day of receipt (Reg. 31, rule 1.5). */
OPERATION(application_register, .summary = "Register an application",
          .route = "POST /api/v1/agencies/{agency}/applications",
          .right = RIGHT_case_register,
          .body = FIELDS(PARTICULARS(true),
                         DATE("arrived_on", "到达日期", .required = true, .past = true)),
          .reply = APPLICATION_REPLY)
{
    date arrived = date_of_field(rq, "arrived_on");
    struct history h = {0, arena_alloc(rq->arena, sizeof *h.events * HISTORY_SPARE)};
    struct clock clock;
    json_t *persons = persons_stated(rq, NULL);
    PGresult *row;

    if (arrived < rq->agency.valid_from ||
        (rq->agency.valid_to != NO_DATE && arrived > rq->agency.valid_to))
        return not_taken(rq);
    put_text(rq, "data", registration_data(rq));
    history_add(rq, &h, EVENT_registered, arrived, text_of(rq, "data"));
    TRY(act_judge(rq, &h, &clock));
    TRY(report_touch(rq, &h, &clock));
    check_identity(rq);
    persons_check(rq, persons);
    TRY(run_sql(rq, SQL(application_id), &row));
    put_text(rq, "new_id", PQgetvalue(row, 0, 0));
    applicant_seal(rq, PQgetvalue(row, 0, 0), "1", text_of(rq, "applicant_id_number"),
                   text_of(rq, "applicant_phone"));
    persons_put(rq, persons, PQgetvalue(row, 0, 0), "1");
    put_clock(rq, &clock);
    put_warnings(rq);
    TRY(run_sql(rq, SQL(application_register), &row));
    if (PQntuples(row) == 0)
        return not_taken(rq);
    put_text(rq, "application", PQgetvalue(row, 0, 2));
    rq->reply.etag = "\"1\"";
    rq->reply.location =
        arena_printf(rq->arena, "/api/v1/applications/%s", PQgetvalue(row, 0, 2));
    return reply_bytes(rq, 201, "application/json", PQgetvalue(row, 0, 0),
                       (size_t)PQgetlength(row, 0, 0));
}
