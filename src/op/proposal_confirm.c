#include "http/audit.h"
#include "op/fields.h"
#include "op/law.h"
#include "op/person.h"
#include "op/proposal_step.h"

#include <stdlib.h>
#include <string.h>

/* What is carried out holds the calendar, alone if it changes it; and sees all agencies'
 * cases if it computes with them.  Not before: a lock that grows would wait for others that
 * grow, too.  A freeze takes its moment first, as whoever records something comes first to
 * that lock, then to the calendar's (function enter). */
static enum problem
widen(struct request *rq)
{
    PGresult *row;

    if (rq->op->freezes) {
        TRY(run_sql(rq, SQL(report_lock), &row));
        put_text(rq, "known_at", PQgetvalue(row, 0, 0));
    }
    put_bool(rq, "alone", rq->op->calendar);
    put_bool(rq, "wide", rq->op->across || rq->op->calendar);
    TRY(run_sql(rq, SQL(proposal_widen), &row));
    rq->calendar_version = atoi(PQgetvalue(row, 0, 0));
    return rq->service->law_refresh(rq->service->law, rq->db, rq->calendar_version);
}

/* What was proposed may weigh more by now: of a case that was closed since, others confirm. */
static enum problem
check_right(struct request *rq, enum right right)
{
    enum right now = right;

    if (rq->op->right_of != NULL)
        TRY(rq->op->right_of(rq, &now));
    if (now == right)
        return OK;
    return fail_with(rq, P_proposal_ended,
                     "提出后情况已变化，此事项现须由他人确认，请重新提出",
                     "things changed since, and others confirm it now; propose it anew");
}

/* The last of those who must confirm: what was proposed is done now, and answered. */
static enum problem
carry_out(struct request *rq, const PGresult *row, enum right right, int delegator)
{
    const char *body;

    TRY(proposal_note(rq, "confirmed", true, delegator));
    TRY(proposal_open(rq, row, &body));
    TRY(proposal_restore(rq, row, body));
    TRY(check_right(rq, right));
    TRY(widen(rq));
    rq->reply = (struct reply){.status = 0};
    TRY(rq->op->run(rq));
    audit_note(rq, "proposal",
               arena_printf(rq->arena, "\"%s\"", PQgetvalue(row, 0, PROPOSAL_ID)));
    audit_note(rq, "proposed_by", arena_printf(rq->arena, "\"%s\"", rq->proposed_by));
    return OK;
}

/* Confirm what another proposed.  With the last step it takes effect, and the reply is that
 * of the operation; before that, 202 with the proposal. */
OPERATION(proposal_confirm, .summary = "Confirm what another proposed",
          .route = "POST /api/v1/proposals/{proposal}/confirm", .right = RIGHT_proposal,
          .unlocked = true,
          .body = FIELDS(TEXT("note", "说明", .max = 2000, .multiline = true)))
{
    PGresult *row;
    enum right right;
    int delegator;

    TRY(proposal_begin(rq, true, &row, &right));
    TRY(proposal_allows(rq, row, right, &delegator));
    if (*PQgetvalue(row, 0, PROPOSAL_BY_ACTIVE) != 't')
        return fail_with(rq, P_proposal_ended, "提出人的账号已停用，请由他人重新提出",
                         "the proposer's account is disabled; let another propose it");
    if (atoi(PQgetvalue(row, 0, PROPOSAL_DONE)) + 1 <
        atoi(PQgetvalue(row, 0, PROPOSAL_STEPS))) {
        TRY(proposal_note(rq, "confirmed", false, delegator));
        rq->reply.status = 202;
        return OK;
    }
    return carry_out(rq, row, right, delegator);
}
