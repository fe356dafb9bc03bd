#include "http/audit.h"

#include "guard/chain.h"
#include "guard/keyring.h"
#include "guard/seal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns of audit_next.sql. */
enum { NEXT_SEQ, NEXT_PREV, NEXT_RECORDED_AT, NEXT_ENTRY, NEXT_DIGEST };

static const char *const names[CHAIN_FIELDS] = {
    "audit_agency",  "audit_seq",       "audit_recorded_at", "audit_actor",
    "audit_role",    "audit_operation", "audit_application", "audit_subject",
    "audit_request", "audit_status",    "audit_source",      "audit_data",
    "audit_key",
};

void
audit_note(struct request *rq, const char *name, const char *value)
{
    const char *before = rq->audit.notes;

    rq->audit.notes = arena_printf(rq->arena, "%s%s\"%s\":%s", before ? before : "",
                                   before ? "," : "", name, value);
}

void
audit_about(struct request *rq, const char *format, ...)
{
    char subject[256];
    va_list args;

    va_start(args, format);
    vsnprintf(subject, sizeof subject, format, args);
    va_end(args);
    rq->audit.subject = arena_copy(rq->arena, subject, strlen(subject));
}

static const char *
number_text(struct arena *a, long long n)
{
    return arena_printf(a, "%lld", n);
}

static void
put_bytes(struct arena *a, struct bag *bag, const char *name, const unsigned char *bytes)
{
    char hex[CHAIN_HEX];

    bag_put(bag, name, arena_printf(a, "\\x%s", chain_to_hex(bytes, hex)));
}

/* Hashes and seals the record of FIELDS behind the record with the hash PREV (as PostgreSQL
 * writes it), and puts it for audit_append.sql. */
static enum problem
seal_record(struct arena *a, const struct keyring *keys, struct bag *bag,
            const char *fields[CHAIN_FIELDS], const char *prev)
{
    unsigned char before[CHAIN_HASH], hash[CHAIN_HASH], mac[CHAIN_HASH];
    struct text scratch = {NULL, 0, 0};
    int key = keyring_current(keys);

    if (strncmp(prev, "\\x", 2) != 0 || !chain_from_hex(prev + 2, before))
        return P_internal;
    fields[CHAIN_KEY] = number_text(a, key);
    chain_hash(fields, before, &scratch, hash);
    text_free(&scratch);
    if (!seal_mac(keys, key, KEY_FOR_AUDIT, hash, sizeof hash, mac))
        return P_internal;
    for (int i = 0; i < CHAIN_FIELDS; i++)
        bag_put(bag, names[i], fields[i]);
    put_bytes(a, bag, "audit_prev", before);
    put_bytes(a, bag, "audit_hash", hash);
    put_bytes(a, bag, "audit_mac", mac);
    return OK;
}

/* The entry this transaction added to its application, and what the operation noted. */
static const char *
data_of(struct request *rq, const PGresult *next)
{
    if (!PQgetisnull(next, 0, NEXT_ENTRY)) {
        audit_note(rq, "entry", PQgetvalue(next, 0, NEXT_ENTRY));
        audit_note(rq, "entry_digest",
                   arena_printf(rq->arena, "\"%s\"", PQgetvalue(next, 0, NEXT_DIGEST) + 2));
    }
    return arena_printf(rq->arena, "{%s}", rq->audit.notes ? rq->audit.notes : "");
}

/* The agency asked about, else that of who asks; what changes the calendar for all, or is a
 * proposal of no agency, belongs to the whole installation. */
static int
chain_of(const struct request *rq)
{
    if (rq->agency.id != 0 || rq->op->calendar || text_of(rq, "proposal") != NULL)
        return rq->agency.id;
    return rq->caller.agency;
}

enum problem
audit_write(struct request *rq)
{
    const char *fields[CHAIN_FIELDS];
    PGresult *next;

    fields[CHAIN_AGENCY] = number_text(rq->arena, chain_of(rq));
    put_text(rq, "audit_agency", fields[CHAIN_AGENCY]);
    TRY(run_sql(rq, SQL(audit_next), &next));
    fields[CHAIN_SEQ] = PQgetvalue(next, 0, NEXT_SEQ);
    fields[CHAIN_RECORDED_AT] = PQgetvalue(next, 0, NEXT_RECORDED_AT);
    fields[CHAIN_ACTOR] = text_of(rq, "actor");
    fields[CHAIN_ROLE] = rq->caller.role_list;
    fields[CHAIN_OPERATION] = rq->op->name;
    fields[CHAIN_APPLICATION] = text_of(rq, "application");
    fields[CHAIN_SUBJECT] = rq->audit.subject;
    fields[CHAIN_REQUEST] = rq->id;
    fields[CHAIN_STATUS] = number_text(rq->arena, rq->reply.status);
    fields[CHAIN_SOURCE] = *rq->source ? rq->source : NULL;
    fields[CHAIN_DATA] = data_of(rq, next);
    return seal_record(rq->arena, rq->keyring, &rq->bag, fields,
                       PQgetvalue(next, 0, NEXT_PREV));
}

static enum problem
run(struct arena *a, struct db *db, const struct sql *statement, const struct bag *bag,
    PGresult **result)
{
    TRY(db_run(db, statement, bag, result));
    own_result(a, *result);
    return OK;
}

/* Takes the next place in the chain that FIELDS name, and adds the record. */
static enum problem
append(struct arena *a, struct db *db, const struct keyring *keys, struct bag *bag,
       const char *fields[CHAIN_FIELDS])
{
    PGresult *next, *done;

    bag_put(bag, "audit_agency", fields[CHAIN_AGENCY]);
    bag_put(bag, "application", NULL);
    TRY(run(a, db, SQL(audit_next), bag, &next));
    fields[CHAIN_SEQ] = PQgetvalue(next, 0, NEXT_SEQ);
    fields[CHAIN_RECORDED_AT] = PQgetvalue(next, 0, NEXT_RECORDED_AT);
    TRY(seal_record(a, keys, bag, fields, PQgetvalue(next, 0, NEXT_PREV)));
    return run(a, db, SQL(audit_append), bag, &done);
}

enum problem
audit_record(struct db *db, const struct keyring *keys, const char *agency,
             const char *actor, const char *operation, const char *subject)
{
    const char *fields[CHAIN_FIELDS] = {
        [CHAIN_AGENCY] = agency,   [CHAIN_ACTOR] = actor,  [CHAIN_OPERATION] = operation,
        [CHAIN_SUBJECT] = subject, [CHAIN_STATUS] = "201", [CHAIN_DATA] = "{}"};
    struct arena *a = arena_new();
    struct bag bag = {.count = 0};
    enum problem p = append(a, db, keys, &bag, fields);

    arena_free(a);
    return p;
}

static enum problem
write_first(struct arena *a, struct db *db, const struct keyring *keys, struct bag *bag)
{
    const char *fields[CHAIN_FIELDS] = {[CHAIN_AGENCY] = "0",
                                        [CHAIN_ACTOR] = "system",
                                        [CHAIN_OPERATION] = "audit_begin",
                                        [CHAIN_STATUS] = "200"};
    PGresult *before, *lock;

    TRY(run(a, db, SQL(audit_first), NULL, &lock));
    if (*PQgetvalue(lock, 0, 0) != 't')
        return OK; /* another began it at the same moment */
    TRY(run(a, db, SQL(audit_before), bag, &before));
    fields[CHAIN_DATA] = arena_printf(a, "{\"entries\":%s,\"entries_digest\":\"%s\"}",
                                      PQgetvalue(before, 0, 0), PQgetvalue(before, 0, 1));
    return append(a, db, keys, bag, fields);
}

enum problem
audit_begin(struct db *db, const struct keyring *keys, const char *today)
{
    struct arena *a = arena_new();
    struct bag bag = {.count = 0};
    PGresult *begun;
    enum problem p = db_command(db, "BEGIN");

    bag_put(&bag, "now", *today ? arena_printf(a, "%sT00:00:00+08:00", today) : "");
    if (p == OK)
        p = run(a, db, SQL(audit_begun), &bag, &begun);
    if (p == OK && *PQgetvalue(begun, 0, 0) == 'f')
        p = write_first(a, db, keys, &bag);
    if (p == OK)
        p = db_command(db, "COMMIT");
    db_rollback(db);
    arena_free(a);
    return p;
}
