#include "op/proposal_step.h"

#include "http/audit.h"
#include "http/authorize.h"

#include <stdlib.h>
#include <string.h>

enum problem
proposal_begin(struct request *rq, bool lock, PGresult **row, enum right *right)
{
    struct right_terms terms = authorize_terms(rq);
    bool delegated, own;

    if (lock)
        TRY(run_sql(rq, SQL(proposal_lock), row));
    TRY(run_sql(rq, SQL(proposal_read), row));
    if (PQntuples(*row) == 0)
        return fail_with(rq, P_not_found, "没有这一待确认事项", "no such proposal");
    *right = right_of(PQgetvalue(*row, 0, PROPOSAL_RIGHT));
    own = atoi(PQgetvalue(*row, 0, PROPOSAL_BY)) == rq->caller.account;
    if (!own && !right_confirms(*right, &terms, &delegated))
        return fail_with(rq, P_not_found, "没有这一待确认事项", "no such proposal");
    audit_about(rq, "proposal:%s", PQgetvalue(*row, 0, 0));
    put_text(rq, "application",
             PQgetisnull(*row, 0, PROPOSAL_APPLICATION)
                 ? NULL
                 : PQgetvalue(*row, 0, PROPOSAL_APPLICATION));
    if (strcmp(PQgetvalue(*row, 0, PROPOSAL_STATE), "open") != 0)
        return P_proposal_ended;
    return OK;
}

/* What concerns every agency is confirmed at the top of a tree. */
static enum problem
check_top(struct request *rq, const PGresult *row)
{
    PGresult *top;

    if (atoi(PQgetvalue(row, 0, PROPOSAL_AGENCY)) != 0 || rq->caller.agency == 0)
        return OK;
    TRY(run_sql(rq, SQL(agency_is_root), &top));
    if (*PQgetvalue(top, 0, 0) == 't')
        return OK;
    return fail_with(rq, P_forbidden, "全系统的事项由最上级机关的上级主管部门角色确认",
                     "what concerns every agency is confirmed at the top of a tree");
}

/* In whose place the caller confirms: a person with the role it takes. */
static enum problem
find_delegator(struct request *rq, enum right right, int *delegator)
{
    struct text roles = {NULL, 0, 0};
    PGresult *r;

    text_add(&roles, "{");
    for (enum role role = 0; role < ROLE_COUNT; role++)
        if (right_cell_of(right, role) & CELL_CONFIRM)
            text_addf(&roles, "%s%s", roles.len > 1 ? "," : "", role_code(role));
    text_add(&roles, "}");
    put_text(rq, "for_roles", arena_copy(rq->arena, roles.bytes, roles.len));
    text_free(&roles);
    TRY(run_sql(rq, SQL(delegated_by), &r));
    if (PQntuples(r) == 0)
        return fail_with(rq, P_four_eyes, "不能代提出人或已确认的人再确认",
                         "not in the place of who proposed or confirmed it");
    *delegator = atoi(PQgetvalue(r, 0, 0));
    return OK;
}

enum problem
proposal_allows(struct request *rq, const PGresult *row, enum right right, int *delegator)
{
    struct right_terms terms = authorize_terms(rq);
    bool delegated = false;

    *delegator = 0;
    if (*PQgetvalue(row, 0, PROPOSAL_TOOK_PART) == 't')
        return fail_with(rq, P_four_eyes, "提出人和已确认的人不能再确认，须由另一人办理",
                         "who proposed or confirmed it cannot confirm it; another must");
    if (!right_confirms(right, &terms, &delegated))
        return fail_with(rq, P_forbidden, "您的角色不能确认此事项",
                         "your role does not confirm this");
    if (delegated)
        TRY(find_delegator(rq, right, delegator));
    if (right_needs_proof(right) && !rq->caller.proved)
        return P_proof_needed;
    return check_top(rq, row);
}

enum problem
proposal_note(struct request *rq, const char *act, bool end, int delegator)
{
    PGresult *row;

    put_text(rq, "act", act);
    put_bool(rq, "end", end);
    put_text(rq, "for_account", NULL);
    if (delegator != 0)
        put_number(rq, "for_account", delegator);
    TRY(run_sql(rq, SQL(proposal_step), &row));
    return reply_bytes(rq, 200, "application/json", PQgetvalue(row, 0, 0),
                       (size_t)PQgetlength(row, 0, 0));
}
