#include "core/right.h"
#include "http/authorize.h"
#include "http/request.h"
#include "op/fields.h"
#include "op/paging.h"
#include "op/person.h"

/* The rights whose proposals the caller may confirm for an agency WHERE, as an SQL array. */
static const char *
confirmable(struct request *rq, enum relation where)
{
    struct right_terms terms = authorize_terms(rq);
    struct text t = {NULL, 0, 0};
    const char *result;
    bool delegated;

    terms.relation = where;
    text_add(&t, "{");
    for (enum right r = RIGHT_NONE + 1; r < RIGHT_COUNT; r++)
        if (right_confirms(r, &terms, &delegated))
            text_addf(&t, "%s%s", t.len > 1 ? "," : "", right_code(r));
    text_add(&t, "}");
    result = arena_copy(rq->arena, t.bytes, t.len);
    text_free(&t);
    return result;
}

/* What waits for the caller to confirm, or what the caller proposed (by=me), oldest first. */
OPERATION(
    proposal_list, .summary = "List what waits for confirmation",
    .route = "GET /api/v1/proposals", .right = RIGHT_proposal,
    .query = FIELDS(CHOICE("by", "提出人", .oneof = "|me|others"),
                    CHOICE("state", "状态", .oneof = "|open|confirmed|rejected|withdrawn"),
                    PAGING),
    .reply = FIELDS(LIST("proposals", "待确认事项", .required = true, .fields = PROPOSAL),
                    TEXT("next", "下一页")))
{
    put_text(rq, "rights", confirmable(rq, RELATION_NONE));
    put_text(rq, "rights_below", confirmable(rq, RELATION_SUBORDINATE));
    if (text_of(rq, "by") == NULL)
        put_text(rq, "by", "others");
    if (text_of(rq, "state") == NULL)
        put_text(rq, "state", "open");
    TRY(take_cursor(rq, false));
    return reply_one(rq, 200, SQL(proposal_list));
}
