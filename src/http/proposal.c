#include "http/proposal.h"

#include "guard/keyring.h"
#include "guard/seal.h"
#include "http/audit.h"
#include "http/authorize.h"
#include "http/keys.h"

#include <stdlib.h>
#include <string.h>

const char *
proposal_context(struct arena *a, const char *operation, const char *arguments)
{
    return arena_printf(a, "proposal|%s|%s", operation, arguments);
}

/* The parts of the path and the query as a JSON object of texts. */
static const char *
arguments_of(struct request *rq)
{
    struct text t = {NULL, 0, 0};
    const char *result, *value;
    char name[32];

    for (int i = 0; operation_part(rq->op, i, name); i++) {
        text_add(&t, t.len ? "," : "");
        text_add_json(&t, name);
        text_add(&t, ":");
        text_add_json(&t, text_of(rq, name));
    }
    for (const struct field *f = rq->op->query; f != NULL && f->name != NULL; f++) {
        value = text_of(rq, f->name);
        if (value == NULL)
            continue;
        text_add(&t, t.len ? "," : "");
        text_add_json(&t, f->name);
        text_add(&t, ":");
        text_add_json(&t, value);
    }
    result = arena_printf(rq->arena, "{%s}", t.bytes ? t.bytes : "");
    text_free(&t);
    return result;
}

static const char *
body_of(struct request *rq)
{
    char *text = json_dumps(rq->body, JSON_COMPACT | JSON_PRESERVE_ORDER);

    arena_own(rq->arena, text, free);
    return text;
}

static enum problem
store(struct request *rq, enum right right, const char *trial)
{
    const char *arguments = arguments_of(rq);
    const struct keyring *k = rq->keyring;
    PGresult *row;

    put_text(rq, "right", right_code(right));
    put_text(rq, "arguments", arguments);
    put_text(rq, "sealed_body",
             seal(rq->arena, k, proposal_context(rq->arena, rq->op->name, arguments),
                  body_of(rq)));
    put_number(rq, "key", keyring_current(k));
    put_text(rq, "if_match", rq->if_match);
    put_text(rq, "seen", rq->seen);
    TRY(run_sql(rq, SQL(proposal_store), &row));
    if (PQntuples(row) == 0)
        return fail_with(rq, P_act_not_lawful, "该申请刚刚已销毁，不能再办理",
                         "the case was disposed of just now");
    rq->reply = (struct reply){
        .location = arena_printf(rq->arena, "/api/v1/proposals/%s", PQgetvalue(row, 0, 1))};
    audit_about(rq, "proposal:%s", PQgetvalue(row, 0, 1));
    trial = arena_printf(rq->arena, "{\"proposal\" : %s, \"preview\" : %s}",
                         PQgetvalue(row, 0, 0), trial);
    return reply_bytes(rq, 202, "application/json", trial, strlen(trial));
}

enum problem
proposal_make(struct request *rq, enum right right)
{
    const struct bag given = rq->bag;
    const char *trial = "null";

    rq->trial = true;
    TRY(db_command(rq->db, "SAVEPOINT trial"));
    TRY(rq->op->run(rq));
    TRY(db_command(rq->db, "ROLLBACK TO trial"));
    if (rq->reply.bytes != NULL && !rq->op->secret)
        trial = arena_copy(rq->arena, rq->reply.bytes, rq->reply.size);
    rq->trial = false;
    rq->audit.notes = NULL;
    rq->bag = given;
    put_warnings(rq);
    return store(rq, right, trial);
}

enum problem
proposal_seen(struct request *rq, const char *digest)
{
    if (rq->trial)
        rq->seen = digest;
    if (rq->proposed_by == NULL || rq->seen == NULL || strcmp(rq->seen, digest) == 0)
        return OK;
    return fail_with(
        rq, P_proposal_outdated,
        "提出后案件、模板或文书用语已变化，现在办理的结果与提出时不同；请驳回并重新"
        "提出",
        "the case, a template or the letterhead changed since, and what would be "
        "made now is not what was proposed; reject it and propose it anew");
}

enum problem
proposal_open(struct request *rq, const PGresult *row, const char **body)
{
    const char *operation = PQgetvalue(row, 0, PROPOSAL_OPERATION);
    const char *arguments = PQgetvalue(row, 0, PROPOSAL_ARGUMENTS);

    int key = atoi(PQgetvalue(row, 0, PROPOSAL_KEY));

    if (unseal(rq->arena, keys_for(rq, key), key,
               proposal_context(rq->arena, operation, arguments),
               PQgetvalue(row, 0, PROPOSAL_BODY), body))
        return OK;
    return fail_with(rq, P_internal, "密封的内容无法打开：缺少密钥或数据被改动",
                     "what was sealed does not open: a key is missing or it was changed");
}

static void
take_arguments(struct request *rq, const json_t *arguments)
{
    char name[32];

    for (int i = 0; operation_part(rq->op, i, name); i++)
        for (const struct field *f = path_fields; f->name != NULL; f++)
            if (strcmp(f->name, name) == 0)
                field_check_text(rq, f,
                                 json_string_value(json_object_get(arguments, name)));
    for (const struct field *f = rq->op->query; f != NULL && f->name != NULL; f++)
        field_check_text(rq, f, json_string_value(json_object_get(arguments, f->name)));
}

enum problem
proposal_restore(struct request *rq, const PGresult *row, const char *body)
{
    const struct operation *op = operation_named(PQgetvalue(row, 0, PROPOSAL_OPERATION));
    json_t *arguments = json_loads(PQgetvalue(row, 0, PROPOSAL_ARGUMENTS), 0, NULL);
    json_t *restored = json_loads(body, 0, NULL);

    own_json(rq->arena, arguments);
    own_json(rq->arena, restored);
    if (op == NULL || op->run == NULL || arguments == NULL || restored == NULL)
        return fail_with(rq, P_proposal_ended, "本版本不再有这一操作，请重新提出",
                         "this version has no such operation any more; propose it anew");
    rq->op = op;
    rq->body = restored;
    rq->proposed_by = PQgetvalue(row, 0, PROPOSAL_BY_NAME);
    rq->seen = db_value(row, 0, PROPOSAL_SEEN);
    rq->if_match = PQgetisnull(row, 0, PROPOSAL_IF_MATCH)
                       ? NULL
                       : PQgetvalue(row, 0, PROPOSAL_IF_MATCH);
    take_arguments(rq, arguments);
    field_check_body(rq, op->body, restored);
    return rq->error_count > 0 ? P_invalid : OK;
}
