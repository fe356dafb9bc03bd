#include "op/policy.h"

#include "http/request.h"

#include <stdio.h>
#include <string.h>

static enum problem
check_version(struct request *rq)
{
    PGresult *row;
    char current[32];

    TRY(run_sql(rq, SQL(policy_lock), &row));
    snprintf(current, sizeof current, "\"%s\"", PQgetvalue(row, 0, 0));
    if (rq->if_match == NULL || strcmp(rq->if_match, "*") == 0 ||
        strcmp(rq->if_match, current) == 0)
        return OK;
    return fail(rq, P_stale, "安全策略现为第 %s 版，请刷新后再办理",
                "the policy is at version %s now; look again before you act",
                PQgetvalue(row, 0, 0));
}

/* Nobody shuts himself out: the own address stays among those allowed. */
static enum problem
check_sources(struct request *rq)
{
    PGresult *row;

    TRY(run_sql(rq, SQL(policy_allows), &row));
    if (*PQgetvalue(row, 0, 0) == 't')
        return OK;
    add_error(rq, "sources", "网段须包含您现在的地址 %s",
              "the networks must hold your own address %s", rq->source);
    return P_invalid;
}

/* Change what is named of the security policy; an empty list of networks allows any. */
OPERATION(policy_set, .summary = "Set the security policy", .route = "POST /api/v1/policy",
          .right = RIGHT_policy_change, .body = FIELDS(POLICY(false)),
          .reply = POLICY_REPLY)
{
    PGresult *row;

    TRY(check_version(rq));
    TRY(check_sources(rq));
    TRY(run_sql(rq, SQL(policy_set), &row));
    rq->reply.etag = arena_printf(rq->arena, "\"%s\"", PQgetvalue(row, 0, 1));
    return reply_bytes(rq, 200, "application/json", PQgetvalue(row, 0, 0),
                       (size_t)PQgetlength(row, 0, 0));
}
