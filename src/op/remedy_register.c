#include "op/act.h"
#include "op/fields.h"
#include "op/remedy.h"

#include "http/audit.h"

/* The answer of the application it is about; P_not_found when the agency has no such one. */
static enum problem
find_application(struct request *rq, struct remedy_terms *terms)
{
    PGresult *row;

    *terms = (struct remedy_terms){.calendar = calendar_of(rq), .outcome = OUTCOME_NONE};
    if (text_of(rq, "about") == NULL)
        return OK;
    TRY(run_sql(rq, SQL(remedy_about), &row));
    if (PQntuples(row) == 0) {
        add_error_with(rq, "about", "本机关没有这件申请",
                       "the agency has no such application");
        return P_invalid;
    }
    terms->outcome = outcome_of(db_value(row, 0, 0));
    if (!PQgetisnull(row, 0, 1))
        date_parse(PQgetvalue(row, 0, 1), &terms->answered_on);
    return OK;
}

/* Enter a review or suit against the agency, about an application of its or about none. */
OPERATION(remedy_register, .summary = "Register a review or a suit",
          .route = "POST /api/v1/agencies/{agency}/remedies", .right = RIGHT_remedy_record,
          .body = FIELDS(REMEDY_FACTS(true),
                         DATE("filed_on", "提起日期", .required = true, .past = true),
                         ID("about", "所涉申请"),
                         TEXT("note", "说明", .max = 2000, .multiline = true)),
          .reply = REMEDY_REPLY)
{
    struct remedy_history h = {.events = arena_alloc(rq->arena, sizeof *h.events)};
    const char *data = remedy_filed_data(rq, "|claimant|about|filed_on|note");
    PGresult *made;

    TRY(remedy_check_filed(rq, remedy_kind_of(text_of(rq, "kind")),
                           remedy_route_of(text_of(rq, "route"))));
    TRY(find_application(rq, &h.terms));
    remedy_add(&h, REMEDY_EVENT_filed, date_of_field(rq, "filed_on"), data);
    TRY(remedy_accept(rq, &h));
    put_text(rq, "matter", remedy_matter_code(h.events[0].matter));
    put_text(rq, "capacity", remedy_capacity_code(h.events[0].capacity));
    put_text(rq, "data", data);
    TRY(run_sql(rq, SQL(remedy_register), &made));
    put_text(rq, "remedy", PQgetvalue(made, 0, 0));
    put_text(rq, "application", text_of(rq, "about")); /* its record names it */
    remedy_vouch(rq, PQgetvalue(made, 0, 0), 1, PQgetvalue(made, 0, 1));
    audit_about(rq, "remedy:%s", PQgetvalue(made, 0, 0));
    rq->reply.location = arena_printf(rq->arena, "/api/v1/agencies/%s/remedies/%s",
                                      rq->agency.code, PQgetvalue(made, 0, 0));
    return remedy_reply(rq, 201, &h);
}
