#include "db/db.h"

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PREPARED = 256, MOST_PARAMETERS = BAG_SIZE };

struct db {
    PGconn *conn;
    struct db_fault fault;
    int prepared_count;
    const struct sql *prepared[MOST_PREPARED];
};

/* Notices may quote values; they are dropped. */
static void
ignore_notice(void *context, const PGresult *notice)
{
    (void)context;
    (void)notice;
}

enum problem
db_open(const char *conninfo, const char *role, struct db **out, char *reason,
        unsigned size)
{
    char options[320];
    const char *const names[] = {"dbname",          "options",         "application_name",
                                 "connect_timeout", "client_encoding", NULL};
    const char *const values[] = {conninfo, options, "gongkai", "3", "UTF8", NULL};
    struct db *db;
    PGconn *conn;

    snprintf(options, sizeof options,
             "%s%s -c search_path=gongkai -c TimeZone=Asia/Shanghai -c jit=off "
             "-c DateStyle=ISO,YMD -c idle_in_transaction_session_timeout=60s",
             role ? "-c lock_timeout=10s -c role=" : "", role ? role : "");
    conn = PQconnectdbParams(names, values, 1);
    if (PQstatus(conn) != CONNECTION_OK) {
        snprintf(reason, size, "%s", PQerrorMessage(conn));
        reason[strcspn(reason, "\n")] = '\0';
        PQfinish(conn);
        return P_database_down;
    }
    PQsetNoticeReceiver(conn, ignore_notice, NULL);
    db = xmalloc(sizeof *db);
    memset(db, 0, sizeof *db);
    db->conn = conn;
    *out = db;
    return OK;
}

void
db_close(struct db *db)
{
    if (db == NULL)
        return;
    PQfinish(db->conn);
    free(db);
}

bool
db_alive(const struct db *db)
{
    return !db->fault.broken && PQstatus(db->conn) == CONNECTION_OK;
}

const struct db_fault *
db_fault(const struct db *db)
{
    return &db->fault;
}

static bool
state_is(const struct db_fault *f, const char *prefix)
{
    return strncmp(f->sqlstate, prefix, strlen(prefix)) == 0;
}

/* The one place that turns an SQLSTATE into a problem.  Clears RESULT. */
static enum problem
failed(struct db *db, PGresult *result, const char *name)
{
    struct db_fault *f = &db->fault;
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *constraint =
        result ? PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME) : NULL;
    enum problem p = P_internal;

    snprintf(f->sqlstate, sizeof f->sqlstate, "%s", state ? state : "");
    snprintf(f->constraint, sizeof f->constraint, "%s", constraint ? constraint : "");
    f->lost_race = state_is(f, "40001") || state_is(f, "40P01");
    f->broken = PQstatus(db->conn) != CONNECTION_OK || state_is(f, "57P");
    if (f->broken || state == NULL || state_is(f, "08"))
        p = P_database_down;
    else if (f->lost_race || state_is(f, "55P03") || state_is(f, "57014") ||
             state_is(f, "53"))
        p = P_busy;
    else if (state_is(f, "23"))
        p = P_conflict;
    if (p == P_internal || p == P_database_down)
        log_line(LOG_ERROR, "statement_failed",
                 "\"statement\":\"%s\",\"sqlstate\":\"%s\",\"constraint\":\"%s\"", name,
                 f->sqlstate, f->constraint);
    PQclear(result);
    return p;
}

static bool
succeeded(const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);

    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* A COMMIT of a failed transaction is answered ROLLBACK with success. */
static bool
committed(const char *command, const PGresult *result)
{
    return command == NULL || strcmp(command, "COMMIT") != 0 ||
           strcmp(PQcmdStatus((PGresult *)result), "COMMIT") == 0;
}

static enum problem
prepare(struct db *db, const struct sql *statement)
{
    PGresult *result;

    for (int i = 0; i < db->prepared_count; i++)
        if (db->prepared[i] == statement)
            return OK;
    if (db->prepared_count == MOST_PREPARED) {
        fprintf(stderr, "gongkai: more than %d statements\n", MOST_PREPARED);
        abort();
    }
    result = PQprepare(db->conn, statement->name, statement->text, 0, NULL);
    if (!succeeded(result))
        return failed(db, result, statement->name);
    PQclear(result);
    db->prepared[db->prepared_count++] = statement;
    return OK;
}

static void
parameters(const struct sql *statement, const struct bag *bag, const char **values)
{
    if (statement->count > MOST_PARAMETERS)
        abort();
    for (int i = 0; i < statement->count; i++) {
        if (bag == NULL || !bag_has(bag, statement->params[i], &values[i])) {
            fprintf(stderr, "gongkai: statement %s lacks its parameter %s\n",
                    statement->name, statement->params[i]);
            abort();
        }
    }
}

enum problem
db_run(struct db *db, const struct sql *statement, const struct bag *bag, PGresult **result)
{
    const char *values[MOST_PARAMETERS];

    *result = NULL;
    TRY(prepare(db, statement));
    parameters(statement, bag, values);
    *result =
        PQexecPrepared(db->conn, statement->name, statement->count, values, NULL, NULL, 0);
    if (!succeeded(*result)) {
        enum problem p = failed(db, *result, statement->name);

        *result = NULL;
        return p;
    }
    return OK;
}

enum problem
db_run_with_bytes(struct db *db, const struct sql *statement, const struct bag *bag,
                  const char *name, const void *bytes, size_t size, PGresult **result)
{
    struct bag all = *bag;
    const char *values[MOST_PARAMETERS];
    int sizes[MOST_PARAMETERS] = {0}, formats[MOST_PARAMETERS] = {0};
    enum problem p;

    *result = NULL;
    TRY(prepare(db, statement));
    bag_put(&all, name, bytes);
    parameters(statement, &all, values);
    for (int i = 0; i < statement->count; i++)
        if (strcmp(statement->params[i], name) == 0) {
            sizes[i] = (int)size;
            formats[i] = 1;
        }
    *result = PQexecPrepared(db->conn, statement->name, statement->count, values, sizes,
                             formats, 0);
    if (succeeded(*result))
        return OK;
    p = failed(db, *result, statement->name);
    *result = NULL;
    return p;
}

static bool
send_one(struct db *db, const struct sql *statement, const char *command,
         const struct bag *bag, int format)
{
    const char *values[MOST_PARAMETERS];

    if (statement == NULL)
        return PQsendQueryParams(db->conn, command, 0, NULL, NULL, NULL, NULL, 0) == 1;
    parameters(statement, bag, values);
    return PQsendQueryPrepared(db->conn, statement->name, statement->count, values, NULL,
                               NULL, format) == 1;
}

/* Reads the result of one statement of a pipeline and the NULL that ends it. */
static PGresult *
receive_one(struct db *db)
{
    PGresult *result = PQgetResult(db->conn), *end;

    while (result != NULL && (end = PQgetResult(db->conn)) != NULL)
        PQclear(end);
    return result;
}

enum problem
db_run_all(struct db *db, int n, const struct sql *const *statements,
           const char *const *commands, const struct bag *bag, PGresult **results)
{
    enum problem p = OK;
    bool sent = true;

    for (int i = 0; i < n; i++)
        results[i] = NULL;
    for (int i = 0; i < n; i++)
        if (statements[i] != NULL)
            TRY(prepare(db, statements[i]));
    if (!PQenterPipelineMode(db->conn))
        return failed(db, NULL, "pipeline");
    for (int i = 0; i < n && sent; i++)
        sent = send_one(db, statements[i], commands[i], bag, 0);
    if (!sent || !PQpipelineSync(db->conn))
        return failed(db, NULL, "pipeline");
    for (int i = 0; i < n; i++) {
        const char *name = statements[i] ? statements[i]->name : commands[i];
        PGresult *result = receive_one(db);

        if (p != OK) {
            PQclear(result);
        } else if (result == NULL || !succeeded(result)) {
            p = failed(db, result, name);
        } else if (!committed(commands[i], result)) {
            PQclear(result);
            p = P_internal;
        } else {
            results[i] = result;
        }
    }
    PQclear(PQgetResult(db->conn)); /* of the sync */
    if (!PQexitPipelineMode(db->conn))
        db->fault.broken = true;
    for (int i = 0; p != OK && i < n; i++) {
        PQclear(results[i]);
        results[i] = NULL;
    }
    return p;
}

enum problem
db_command(struct db *db, const char *text)
{
    PGresult *result = PQexec(db->conn, text);

    if (!succeeded(result))
        return failed(db, result, "command");
    PQclear(result);
    return OK;
}

void
db_rollback(struct db *db)
{
    struct db_fault fault = db->fault;

    if (!db_alive(db))
        return;
    if (PQtransactionStatus(db->conn) != PQTRANS_IDLE && db_command(db, "ROLLBACK") != OK)
        return;
    db->fault = fault;
}

static enum problem
stream(struct db *db, const struct sql *statement, const struct bag *bag, int format)
{
    TRY(prepare(db, statement));
    if (!send_one(db, statement, NULL, bag, format) || !PQsetSingleRowMode(db->conn))
        return failed(db, NULL, statement->name);
    return OK;
}

enum problem
db_stream(struct db *db, const struct sql *statement, const struct bag *bag)
{
    return stream(db, statement, bag, 0);
}

enum problem
db_stream_bytes(struct db *db, const struct sql *statement, const struct bag *bag)
{
    return stream(db, statement, bag, 1);
}

enum problem
db_next(struct db *db, PGresult **row)
{
    PGresult *result = PQgetResult(db->conn);

    *row = NULL;
    if (result == NULL)
        return OK;
    if (PQresultStatus(result) == PGRES_SINGLE_TUPLE) {
        *row = result;
        return OK;
    }
    if (!succeeded(result))
        return failed(db, result, "stream");
    PQclear(result);
    while ((result = PQgetResult(db->conn)) != NULL)
        PQclear(result);
    return OK;
}

enum problem
db_copy(struct db *db, const struct sql *statement)
{
    struct text command = {NULL, 0, 0};
    PGresult *result;

    text_addf(&command, "COPY (%s) TO STDOUT (FORMAT binary)", statement->text);
    result = PQexec(db->conn, command.bytes);
    text_free(&command);
    if (PQresultStatus(result) != PGRES_COPY_OUT)
        return failed(db, result, statement->name);
    PQclear(result);
    return OK;
}

static long long
big_endian(const char *bytes, int size)
{
    unsigned long long n = size > 0 && (bytes[0] & 0x80) ? ~0ULL : 0;

    for (int i = 0; i < size; i++)
        n = n << 8 | (unsigned char)bytes[i];
    return (long long)n;
}

long long
copy_number(const struct copy_row *row, int column)
{
    return big_endian(row->values[column], row->sizes[column]);
}

/* Finds the values in the SIZE bytes of the buffer.  Each is ended where the length of the
 * next one stood, the last where libpq put a NUL.  A count of -1 is the end. */
static enum problem
part(struct copy_row *row, int size)
{
    static const char mark[] = "PGCOPY\n\377\r\n";
    char *at = row->buffer, *end = row->buffer + size;

    if (size > 19 && memcmp(at, mark, sizeof mark) == 0)
        at += 19;
    row->count = (int)big_endian(at, 2);
    if (row->count > COPY_COLUMNS)
        return P_internal;
    at += 2;
    for (int i = 0; i < row->count; i++) {
        int len = end - at >= 4 ? (int)big_endian(at, 4) : -2;

        if (len < -1 || len > end - at - 4)
            return P_internal;
        *at = '\0';
        at += 4;
        row->values[i] = len < 0 ? NULL : at;
        row->sizes[i] = len;
        at += len < 0 ? 0 : len;
    }
    return OK;
}

enum problem
db_copy_next(struct db *db, struct copy_row *row)
{
    PGresult *result;
    int size;

    db_copy_free(row);
    size = PQgetCopyData(db->conn, &row->buffer, 0);
    if (size > 0)
        TRY(part(row, size));
    if (size > 0 && row->count >= 0)
        return OK;
    db_copy_free(row);
    if (size > 0) /* that was the end in the copy's own format */
        size = PQgetCopyData(db->conn, &row->buffer, 0);
    result = size == -1 ? PQgetResult(db->conn) : NULL;
    if (result == NULL || !succeeded(result))
        return failed(db, result, "copy");
    while (result != NULL) {
        PQclear(result);
        result = PQgetResult(db->conn);
    }
    return OK;
}

void
db_copy_free(struct copy_row *row)
{
    PQfreemem(row->buffer);
    row->buffer = NULL;
}

void
db_cancel(struct db *db)
{
    PGcancel *cancel;
    PGresult *result;
    char reason[256];

    if (PQtransactionStatus(db->conn) == PQTRANS_ACTIVE &&
        (cancel = PQgetCancel(db->conn)) != NULL) {
        PQcancel(cancel, reason, sizeof reason);
        PQfreeCancel(cancel);
    }
    while ((result = PQgetResult(db->conn)) != NULL)
        PQclear(result);
}

const char *
db_value(const PGresult *result, int row, int column)
{
    return PQgetisnull(result, row, column) ? NULL : PQgetvalue(result, row, column);
}
