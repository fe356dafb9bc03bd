#include "http/dispatch.h"

#include "base/log.h"
#include "base/setting.h"
#include "guard/keyholder.h"
#include "http/audit.h"
#include "http/authorize.h"
#include "http/keys.h"
#include "http/proposal.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_ATTEMPTS = 6, RETRY_AFTER = 2 };

static const char *
language(const struct request *rq, const char *zh, const char *en)
{
    return rq->english ? en : zh;
}

void
reply_problem(struct request *rq, enum problem p)
{
    struct text t = {NULL, 0, 0};

    rq->problem = p;
    text_addf(&t, "{\"type\":\"urn:gongkai:problem:%s\",\"title\":", problem_code(p));
    text_add_json(&t, language(rq, problem_title_zh(p), problem_title_en(p)));
    text_addf(&t, ",\"status\":%u", problem_status(p));
    if (rq->detail_zh != NULL) {
        text_add(&t, ",\"detail\":");
        text_add_json(&t, language(rq, rq->detail_zh, rq->detail_en));
    }
    text_addf(&t, ",\"request\":\"%s\"", rq->id);
    if (rq->error_count > 0) {
        text_add(&t, ",\"errors\":[");
        for (int i = 0; i < rq->error_count; i++) {
            text_add(&t, i ? ",{\"field\":" : "{\"field\":");
            text_add_json(&t, rq->errors[i].field);
            text_add(&t, ",\"message\":");
            text_add_json(&t, language(rq, rq->errors[i].zh, rq->errors[i].en));
            text_add(&t, "}");
        }
        text_add(&t, "]");
    }
    if (rq->extra_json != NULL)
        text_addf(&t, ",%s", rq->extra_json);
    text_add(&t, "}\n");
    rq->reply.etag = rq->reply.location = rq->reply.disposition = NULL;
    rq->reply.cookie = NULL;
    rq->reply.is_document = rq->reply.can_copy = rq->reply.is_foreign = false;
    rq->reply.is_gzip = rq->reply.is_lasting = false;
    rq->reply.reader = NULL;
    rq->reply.file = NULL;
    if (problem_status(p) == 503)
        rq->reply.retry_after = RETRY_AFTER;
    reply_text(rq, problem_status(p), "application/problem+json", &t);
}

static bool
is_write(const struct request *rq)
{
    return (strncmp(rq->op->route, "GET ", 4) != 0 && !rq->op->asks) || rq->recorded;
}

/* The moment that stands for now while the service runs on a fixed business day. */
static const char *
stated_now(struct request *rq)
{
    char day[DATE_SIZE];
    struct timespec t;
    long seconds;

    if (*rq->service->settings->today == '\0')
        return "";
    clock_gettime(CLOCK_REALTIME, &t);
    seconds = (long)((t.tv_sec + 8 * 3600) % 86400);
    return arena_printf(rq->arena, "%sT%02ld:%02ld:%02ld.%06ld+08:00",
                        date_text(rq->today, day), seconds / 3600, seconds / 60 % 60,
                        seconds % 60, t.tv_nsec / 1000);
}

static void
put_absent(struct request *rq, const char *name)
{
    const char *ignored;

    if (!bag_has(&rq->bag, name, &ignored))
        put_text(rq, name, NULL);
}

static void
put_context(struct request *rq)
{
    put_absent(rq, "agency");
    put_absent(rq, "application");
    put_absent(rq, "proposal");
    put_text(rq, "calendar_lock",
             !is_write(rq)      ? NULL
             : rq->op->calendar ? "exclusive"
             : rq->op->unlocked ? "later"
                                : "shared");
    put_text(rq, "reach", authorize_reach(rq->op));
    put_text(rq, "credential_kind", rq->credential.kind);
    put_text(rq, "credential", rq->credential.digest);
    put_text(rq, "proxy_name", rq->credential.name);
    put_text(rq, "from_address", rq->source);
    put_text(rq, "request", rq->id);
    put_text(rq, "operation", rq->op->name);
    put_text(rq, "now", stated_now(rq));
    put_date(rq, "today", rq->today);
    put_text(rq, "warnings", "[]");
    put_text(rq, "idempotency_key", rq->idempotency_key);
}

/* Opens the transaction, and, for an operation that is one statement, runs it in the same
 * round trip: the pipeline itself is then the transaction.  The keys are looked at once it
 * began: then they open whatever it sees. */
static enum problem
enter(struct request *rq, PGresult **answer)
{
    const struct sql *statements[2] = {NULL, SQL(enter)};
    const char *commands[2] = {
        is_write(rq) ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", NULL};
    PGresult *results[2];
    bool query = rq->op->sql != NULL;

    if (query) {
        statements[0] = SQL(enter);
        statements[1] = rq->op->sql;
    }
    TRY(db_run_all(rq->db, 2, statements, commands, &rq->bag, results));
    own_result(rq->arena, results[0]);
    own_result(rq->arena, results[1]);
    *answer = query ? results[1] : NULL;
    authorize_take(rq, results[query ? 0 : 1]);
    rq->keyring = keyholder_ring(rq->service->keys);
    return OK;
}

/* With an Idempotency-Key: claims it, or answers again what was answered before.  *DONE then
 * tells that nothing is left to do. */
static enum problem
recall(struct request *rq, const char *digest, bool *done)
{
    PGresult *row;

    *done = false;
    if (rq->idempotency_key == NULL)
        return OK;
    put_text(rq, "digest", keys_name(rq, digest));
    TRY(run_sql(rq, SQL(idempotency_claim), &row));
    if (PQntuples(row) == 1)
        return OK;
    TRY(run_sql(rq, SQL(idempotency_recall), &row));
    if (PQntuples(row) == 0 || PQgetisnull(row, 0, 1))
        return P_busy;
    if (!keys_name_is(rq, PQgetvalue(row, 0, 0), digest))
        return fail(rq, P_idempotency_key_reused, "请为每个新请求使用新的 Idempotency-Key",
                    "use a new Idempotency-Key for every new request");
    if (*PQgetvalue(row, 0, 5) == 't')
        return P_secret_not_kept;
    if (!PQgetisnull(row, 0, 2))
        rq->reply.etag = PQgetvalue(row, 0, 2);
    if (!PQgetisnull(row, 0, 3))
        rq->reply.location = PQgetvalue(row, 0, 3);
    *done = true;
    return reply_bytes(rq, (unsigned)atoi(PQgetvalue(row, 0, 1)), "application/json",
                       PQgetvalue(row, 0, 4), (size_t)PQgetlength(row, 0, 4));
}

/* Audit, stored reply and COMMIT in one round trip. */
static enum problem
commit(struct request *rq, bool recalled)
{
    const struct sql *statements[3];
    const char *commands[3] = {NULL, NULL, NULL};
    PGresult *results[3];
    int n = 0;
    enum problem p;

    put_number(rq, "reply_status", rq->reply.status);
    if (is_write(rq) && !recalled) {
        TRY(audit_write(rq));
        statements[n++] = SQL(audit_append);
        if (rq->idempotency_key != NULL) {
            put_text(rq, "reply_etag", rq->reply.etag);
            put_text(rq, "reply_location", rq->reply.location);
            put_bool(rq, "reply_sealed", rq->op->secret);
            put_text(rq, "reply_body",
                     rq->op->secret
                         ? NULL
                         : arena_copy(rq->arena, rq->reply.bytes, rq->reply.size));
            statements[n++] = SQL(idempotency_store);
        }
    }
    statements[n] = NULL;
    commands[n++] = "COMMIT";
    p = db_run_all(rq->db, n, statements, commands, &rq->bag, results);
    for (int i = 0; i < n; i++)
        PQclear(results[i]);
    if (p == P_database_down && is_write(rq))
        return P_outcome_unknown;
    return p;
}

/* The reply of a QUERY, which ran together with enter.sql. */
static enum problem
reply_row(struct request *rq, const PGresult *answer)
{
    if (PQntuples(answer) == 0 || PQgetisnull(answer, 0, 0))
        return P_not_found;
    if (PQnfields(answer) > 1 && !PQgetisnull(answer, 0, 1))
        rq->reply.etag = arena_printf(rq->arena, "\"%s\"", PQgetvalue(answer, 0, 1));
    if (rq->op->shape != NULL)
        return rq->op->shape(rq, answer);
    return reply_bytes(rq, 200, "application/json", PQgetvalue(answer, 0, 0),
                       (size_t)PQgetlength(answer, 0, 0));
}

static enum problem
attempt(struct request *rq, const char *digest)
{
    PGresult *answer;
    enum verdict verdict;
    enum right right;
    bool recalled = false;

    TRY(enter(rq, &answer));
    TRY(authorize_rate(rq));
    TRY(authorize(rq, &verdict, &right));
    if (rq->error_count > 0)
        return P_invalid;
    if (answer != NULL)
        return reply_row(rq, answer);
    TRY(rq->service->law_refresh(rq->service->law, rq->db, rq->calendar_version));
    if (is_write(rq))
        TRY(recall(rq, digest, &recalled));
    if (!recalled)
        TRY(verdict == VERDICT_PROPOSES ? proposal_make(rq, right) : rq->op->run(rq));
    if (rq->reply.reader != NULL)
        return OK; /* the transaction lives as long as the stream */
    return commit(rq, recalled);
}

/* Between two attempts: a short wait that grows and differs between threads. */
static void
wait_a_little(int attempts)
{
    unsigned seed = (unsigned)(size_t)&seed ^ (unsigned)clock();
    struct timespec pause = {0, (long)(rand_r(&seed) % 4000000 + 1000000) * attempts};

    nanosleep(&pause, NULL);
}

static enum problem
run_in_transaction(struct request *rq, const char *digest)
{
    const struct bag given = rq->bag;
    const struct operation *op = rq->op;
    const json_t *body = rq->body;
    const char *if_match = rq->if_match;
    int errors = rq->error_count;
    enum problem p = OK;

    for (int i = 1; i <= MOST_ATTEMPTS; i++) {
        struct db_fault fault = {.broken = false};

        rq->bag = given;
        rq->reply = (struct reply){.status = 0};
        rq->error_count = errors;
        rq->warning_count = 0;
        rq->op = op; /* a proposal that is confirmed puts its own in the place of these */
        rq->body = body;
        rq->if_match = if_match;
        rq->proposed_by = rq->seen = NULL;
        rq->trial = false;
        rq->audit.subject = rq->audit.notes = NULL;
        put_context(rq);
        TRY(pool_take(rq->service->pool, &rq->db));
        p = attempt(rq, digest);
        if (p != OK)
            fault = *db_fault(rq->db);
        if (p == OK && rq->reply.reader != NULL)
            return OK;
        pool_give(rq->service->pool, rq->db);
        rq->db = NULL;
        if (p == OK || p == P_outcome_unknown || !(fault.lost_race || fault.broken))
            return p;
        wait_a_little(i);
    }
    return p;
}

static enum problem
attempt_alone(struct request *rq, enum problem (*run)(struct request *rq), bool keep)
{
    enum verdict verdict;
    enum right right;
    PGresult *none;

    TRY(enter(rq, &none));
    TRY(authorize_rate(rq));
    TRY(authorize(rq, &verdict, &right));
    TRY(run(rq));
    return keep ? commit(rq, false) : OK;
}

enum problem
dispatch_alone(struct request *rq, enum problem (*run)(struct request *rq), bool keep)
{
    enum problem p;

    rq->idempotency_key = NULL;
    TRY(pool_take(rq->service->pool, &rq->db));
    p = attempt_alone(rq, run, keep);
    pool_give(rq->service->pool, rq->db);
    rq->db = NULL;
    return p;
}

static enum problem
do_nothing(struct request *rq)
{
    (void)rq;
    return OK;
}

enum problem
dispatch_admit(struct request *rq)
{
    const char *key = rq->idempotency_key;
    const struct bag given = rq->bag;
    enum problem p;

    put_context(rq);
    p = dispatch_alone(rq, do_nothing, false);
    rq->bag = given;
    rq->idempotency_key = key;
    return p;
}

/* What an upload brought, before any connection is held for it. */
static enum problem
examine(struct request *rq)
{
    const char *key = rq->idempotency_key;
    const struct bag given = rq->bag;
    enum problem p;

    if (rq->op->examine == NULL || rq->error_count > 0)
        return OK;
    put_context(rq);
    p = rq->op->examine(rq);
    rq->bag = given;
    rq->idempotency_key = key;
    return p;
}

/* The record of a read that leaves one; nothing for any other. */
static enum problem
record_read(struct request *rq)
{
    enum problem p;

    if (rq->op->record == NULL || rq->error_count > 0 ||
        text_of(rq, rq->op->recorded_with) == NULL)
        return OK;
    rq->recorded = true;
    put_context(rq);
    p = dispatch_alone(rq, rq->op->record, true);
    rq->recorded = false;
    return p;
}

/* Notes that the caller was seen, or the token used, where that was not done for a while.
 * Should it fail, the session only ends a little early. */
static void
note_seen(struct request *rq)
{
    PGresult *result = NULL;
    struct db *db;

    if (!rq->caller.stale || pool_take(rq->service->pool, &db) != OK)
        return;
    if (db_run(db, SQL(seen), &rq->bag, &result) == OK)
        PQclear(result);
    pool_give(rq->service->pool, db);
}

/* The faults of a request that opens no transaction by itself are told to who may ask. */
static enum problem
tell_faults(struct request *rq)
{
    if (!rq->op->open && !rq->op->no_tables)
        TRY(dispatch_alone(rq, do_nothing, false));
    return P_invalid;
}

void
dispatch(struct request *rq, const json_t *body, const char *digest)
{
    enum problem p = OK;

    rq->body = body;
    if (rq->op->body != NULL || strncmp(rq->op->route, "GET ", 4) != 0)
        field_check_body(rq, rq->op->body, body);
    if (rq->op->no_tables || rq->op->alone) {
        put_context(rq);
        p = rq->error_count > 0 ? tell_faults(rq) : rq->op->run(rq);
    } else {
        p = examine(rq);
        if (p == OK)
            p = record_read(rq);
        if (p == OK)
            p = run_in_transaction(rq, digest);
        note_seen(rq);
    }
    if (p != OK)
        reply_problem(rq, p);
}
