#include "http/audit.h"
#include "http/request.h"
#include "op/retention.h"

#include <stdlib.h>

/* The candidates, which must be as many as the request expects. */
static enum problem
check_count(struct request *rq, PGresult **candidates)
{
    const char *count;

    put_number(rq, "most", DISPOSAL_MOST);
    TRY(run_sql(rq, SQL(disposal_candidates), candidates));
    count = PQgetvalue(*candidates, 0, 1);
    if (atol(count) == number_of(rq, "expected"))
        return OK;
    return fail(rq, P_stale, "保管期满可销毁的现有 %s 件，与所列件数不符；请重新查看清单",
                "%s cases may be disposed of now, not the number you expect; look at the "
                "list again",
                count);
}

/* Erase what the cases whose retention ended say of people and what they asked; number, dates,
 * result and count stay.  One proposes it from the list of candidates, which is the preview,
 * too; another confirms, and what the confirmer's reply says is the certificate. */
OPERATION(disposal_make, .summary = "Dispose of the cases whose retention has ended",
          .route = "POST /api/v1/agencies/{agency}/disposals", .right = RIGHT_disposal,
          .body = FIELDS(
              INTEGER("until_year", "期满年度", .min = 2000, .max = 2200, .required = true),
              TEXT("reason", "销毁原因", .max = 2000, .multiline = true, .required = true),
              INTEGER("expected", "件数", .min = 1, .max = DISPOSAL_MOST,
                      .required = true)),
          .reply = DISPOSAL_REPLY, .preview = CANDIDATES)
{
    PGresult *row, *made;

    if (number_of(rq, "until_year") >= date_year(rq->today)) {
        add_error_with(rq, "until_year", "该年度尚未结束", "that year has not ended yet");
        return P_invalid;
    }
    TRY(check_count(rq, &row));
    if (rq->trial) /* nothing is erased that would have to come back */
        return reply_bytes(rq, 200, "application/json", PQgetvalue(row, 0, 0),
                           (size_t)PQgetlength(row, 0, 0));
    TRY(run_sql(rq, SQL(disposal_make), &made));
    if (PQgetisnull(made, 0, 0)) { /* one was held or closed in between */
        TRY(check_count(rq, &row));
        return P_stale;
    }
    put_text(rq, "disposal", PQgetvalue(made, 0, 0));
    TRY(run_sql(rq, SQL(disposal_digest), &row));
    audit_about(rq, "disposal:%s", PQgetvalue(made, 0, 0));
    audit_note(rq, "disposal", PQgetvalue(made, 0, 0));
    audit_note(rq, "disposal_digest",
               arena_printf(rq->arena, "\"%s\"", PQgetvalue(row, 0, 0)));
    rq->reply.location = arena_printf(rq->arena, "/api/v1/agencies/%s/disposals/%s",
                                      rq->agency.code, PQgetvalue(made, 0, 0));
    return reply_one(rq, 201, SQL(disposal_show));
}
