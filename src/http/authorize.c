#include "http/authorize.h"

#include "guard/throttle.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The columns of enter.sql. */
enum {
    KNOWN,
    ACCOUNT,
    ACTOR,
    NAME,
    ROLES,
    DELEGATED,
    OWN_AGENCY,
    TOKEN,
    SCOPES,
    MUST_CHANGE,
    PROVED,
    STALE,
    AGENCY,
    CODE,
    AGENCY_NAME,
    REGION,
    VALID_FROM,
    VALID_TO,
    RELATION,
    ASSIGNED,
    CASE_STATUS,
    CALENDAR_VERSION,
    READINGS
};

const char *
authorize_reach(const struct operation *op)
{
    if (op->across)
        return "all";
    if (op->open)
        return "none";
    return right_cell_of(op->right, ROLE_oversight) != CELL_NO ? "tree" : "agency";
}

static int
number(const PGresult *row, int n)
{
    return atoi(PQgetvalue(row, 0, n));
}

static bool
truth(const PGresult *row, int n)
{
    return *PQgetvalue(row, 0, n) == 't';
}

static date
day(const PGresult *row, int n)
{
    date d = NO_DATE;

    if (!PQgetisnull(row, 0, n))
        date_parse(PQgetvalue(row, 0, n), &d);
    return d;
}

static enum relation
relation_of(const char *word)
{
    static const struct {
        const char *word;
        enum relation relation;
    } words[] = {
        {"own", RELATION_OWN},
        {"subordinate", RELATION_SUBORDINATE},
        {"none", RELATION_NONE},
    };

    for (unsigned i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i].word, word) == 0)
            return words[i].relation;
    return RELATION_FOREIGN;
}

static void
take_caller(struct caller *c, const PGresult *row)
{
    const char *known = PQgetvalue(row, 0, KNOWN);
    const char *roles = db_value(row, 0, ROLES), *delegated = db_value(row, 0, DELEGATED);
    const char *scopes = db_value(row, 0, SCOPES);

    *c = (struct caller){
        .kind = strcmp(known, "account") == 0 ? CALLER_ACCOUNT
                : strcmp(known, "token") == 0 ? CALLER_TOKEN
                                              : CALLER_NOBODY,
        .expired = strcmp(known, "expired") == 0,
        .account = number(row, ACCOUNT),
        .token = number(row, TOKEN),
        .agency = number(row, OWN_AGENCY),
        .actor = db_value(row, 0, ACTOR),
        .name = db_value(row, 0, NAME),
        .role_list = roles,
        .roles = roles ? roles_of(roles) : 0,
        .delegated = delegated ? roles_of(delegated) : 0,
        .scopes = scopes ? token_scopes_of(scopes) : 0,
        .must_change = truth(row, MUST_CHANGE),
        .proved = truth(row, PROVED),
        .stale = truth(row, STALE),
    };
}

/* Whether the address names an agency, an application or an agency's proposal. */
static bool
names_agency(const struct request *rq)
{
    return text_of(rq, "agency") != NULL || text_of(rq, "application") != NULL ||
           number_of(rq, "proposal") >> 32 != 0;
}

void
authorize_take(struct request *rq, const PGresult *row)
{
    bool named = names_agency(rq);

    take_caller(&rq->caller, row);
    rq->calendar_version = number(row, CALENDAR_VERSION);
    rq->relation = relation_of(PQgetvalue(row, 0, RELATION));
    if (named && rq->relation == RELATION_NONE)
        rq->relation =
            RELATION_FOREIGN; /* no such agency, or one that is nobody's business */
    rq->assigned = truth(row, ASSIGNED);
    rq->case_status = db_value(row, 0, CASE_STATUS);
    rq->agency.id = number(row, AGENCY);
    rq->agency.code = db_value(row, 0, CODE);
    rq->agency.name = db_value(row, 0, AGENCY_NAME);
    rq->agency.region = db_value(row, 0, REGION);
    rq->agency.readings = db_value(row, 0, READINGS);
    rq->agency.valid_from = day(row, VALID_FROM);
    rq->agency.valid_to = day(row, VALID_TO);
    put_text(rq, "agency_id", db_value(row, 0, AGENCY));
    if (rq->agency.id != 0)
        put_text(rq, "agency", rq->agency.code);
    put_text(rq, "actor", rq->caller.actor);
    put_text(rq, "caller", db_value(row, 0, ACCOUNT));
    put_text(rq, "caller_name", rq->caller.name);
    put_text(rq, "own_agency", db_value(row, 0, OWN_AGENCY));
}

struct right_terms
authorize_terms(const struct request *rq)
{
    const char *scope = text_of(rq, "scope");
    enum relation relation = rq->relation;

    if (relation == RELATION_OWN && scope != NULL && strcmp(scope, "subtree") == 0 &&
        !rq->op->whole)
        relation = RELATION_BELOW;
    return (struct right_terms){
        .roles = rq->caller.roles,
        .delegated = rq->caller.delegated,
        .scopes = rq->caller.scopes,
        .relation = relation,
        .of_case = text_of(rq, "application") != NULL,
        .assigned = rq->assigned,
    };
}

/* Which roles would have been allowed, for the refusal. */
static enum problem
denied(struct request *rq, enum right right)
{
    struct text zh = {NULL, 0, 0}, en = {NULL, 0, 0};
    enum problem p;

    text_add(&zh, "");
    text_add(&en, "");
    for (enum role r = 0; r < ROLE_COUNT; r++) {
        if (right_cell_of(right, r) == CELL_NO)
            continue;
        text_addf(&zh, "%s%s", zh.len ? "、" : "", role_name(r, false));
        text_addf(&en, "%s%s", en.len ? ", " : "", role_name(r, true));
    }
    p = fail(rq, P_forbidden, "“%s”由以下角色办理：%s", "\"%s\" is for: %s",
             right_name(right, rq->english), rq->english ? en.bytes : zh.bytes);
    text_free(&zh);
    text_free(&en);
    return p;
}

/* As for what does not exist; but for one's own agency there is nothing to hide, cases that
 * others took in apart. */
static enum problem
hidden(struct request *rq)
{
    if (rq->relation == RELATION_OWN && text_of(rq, "application") == NULL)
        return fail_with(rq, P_forbidden, "含下级的汇总由上级主管部门角色查看",
                         "what includes the agencies below is for oversight");
    return fail_with(rq, P_not_found, "没有这个机关或申请",
                     "no such agency or application");
}

static enum problem
check_verdict(struct request *rq, enum right right, enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_DENIED:
        return denied(rq, right);
    case VERDICT_HIDDEN:
        return hidden(rq);
    case VERDICT_UNOWNED:
        return fail_with(rq, P_not_assigned, "请由经办此申请的人办理，或请负责人改派",
                         "it is for the officer the case is assigned to; a supervisor may "
                         "assign it anew");
    case VERDICT_CONFIRMS:
        return fail_with(rq, P_four_eyes, "您只能确认他人提出的此类事项，不能自行办理",
                         "you may confirm this when another proposes it, not do it alone");
    case VERDICT_PROPOSES:
    case VERDICT_COUNTS:
    case VERDICT_ACTS:
        break;
    }
    if (rq->agency.id == 0 && names_agency(rq))
        return hidden(rq);
    if (rq->caller.kind == CALLER_TOKEN && text_of(rq, "application") != NULL &&
        !rq->assigned) /* another took it in */
        return fail_with(rq, P_not_found, "没有这个机关或申请",
                         "no such agency or application");
    if (right_needs_proof(right) && rq->caller.kind == CALLER_ACCOUNT &&
        verdict != VERDICT_PROPOSES && !rq->caller.proved)
        return P_proof_needed;
    rq->counts_only = verdict == VERDICT_COUNTS;
    return OK;
}

enum problem
authorize(struct request *rq, enum verdict *verdict, enum right *right)
{
    struct right_terms terms = authorize_terms(rq);

    *verdict = VERDICT_ACTS;
    *right = rq->op->right;
    if (rq->op->open)
        return rq->agency.id == 0 && names_agency(rq) ? hidden(rq) : OK;
    if (rq->caller.kind == CALLER_NOBODY)
        return rq->caller.expired ? fail_with(rq, P_unauthorized, "登录已过期，请重新登录",
                                              "the session is over; sign in again")
                                  : P_unauthorized;
    if (rq->caller.must_change && !rq->op->limbo)
        return P_password_must_change;
    *verdict = right_decide(*right, &terms);
    if (*verdict == VERDICT_DENIED || *verdict == VERDICT_HIDDEN)
        return check_verdict(rq, *right, *verdict);
    if (rq->op->right_of != NULL && rq->error_count == 0) { /* it reads the fields */
        TRY(rq->op->right_of(rq, right));
        *verdict = right_decide(*right, &terms);
    }
    return check_verdict(rq, *right, *verdict);
}

enum problem
authorize_rate(struct request *rq)
{
    struct timespec now;
    long wait = 0;

    if (rq->caller.actor == NULL || rq->service->callers == NULL)
        return OK;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (throttle_take(rq->service->callers, rq->caller.actor,
                      now.tv_sec * 1000LL + now.tv_nsec / 1000000, &wait))
        return OK;
    rq->reply.retry_after = (int)(wait / 1000) + 1;
    return P_too_many;
}
