#include "core/identity.h"
#include "op/fields.h"
#include "op/person.h"
#include "op/proposal_step.h"

#include <stdlib.h>
#include <string.h>

/* The body of a proposal about a case that was disposed of. */
#define EMPTIED "\\x"

/* A member that is not shown in full to who confirms: a number, a password. */
static bool
is_hidden(const char *name)
{
    return strcmp(name, "applicant_id_number") == 0 || strcmp(name, "applicant_phone") == 0;
}

static const char *
shown_body(struct request *rq, const char *body)
{
    json_t *json = json_loads(body, 0, NULL);
    const char *name;
    json_t *value;
    char *text;

    json_object_foreach(json, name, value)
        if (is_hidden(name) && json_is_string(value))
            json_string_set(value, identity_masked(rq->arena, json_string_value(value)));
    text = json_dumps(json, JSON_COMPACT | JSON_PRESERVE_ORDER);
    json_decref(json);
    arena_own(rq->arena, text, free);
    return text;
}

/* A proposal with what was proposed, numbers masked. */
OPERATION(proposal_show, .summary = "Show what was proposed",
          .route = "GET /api/v1/proposals/{proposal}", .right = RIGHT_proposal,
          .reply = FIELDS(OBJECT("proposal", "待确认事项", .required = true,
                                 .fields = PROPOSAL),
                          OBJECT("body", "提出的内容", .required = true)))
{
    PGresult *row;
    enum right right;
    const char *body;
    enum problem p = proposal_begin(rq, false, &row, &right);

    if (p != OK && p != P_proposal_ended)
        return p;
    if (strcmp(PQgetvalue(row, 0, PROPOSAL_BODY), EMPTIED) == 0)
        body = "{}";
    else
        TRY(proposal_open(rq, row, &body));
    put_text(rq, "body", shown_body(rq, body));
    return reply_one(rq, 200, SQL(proposal_show));
}
