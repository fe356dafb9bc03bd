/* One connection to PostgreSQL: named statements, transactions, streams.  A connection is
 * used by one thread at a time. */
#ifndef GONGKAI_DB_DB_H
#define GONGKAI_DB_DB_H

#include "base/bag.h"
#include "base/problem.h"
#include "db/statement.h"

#include <libpq-fe.h>
#include <stdbool.h>

/* What was wrong with the last statement that failed. */
struct db_fault {
    char sqlstate[6];    /* "" when the server did not answer */
    char constraint[64]; /* name of the violated constraint, or "" */
    bool lost_race;      /* serialization failure or deadlock: run the transaction again */
    bool broken;         /* the connection is gone; what was not committed did not happen */
};

struct db;

/* Connects with the libpq connection string CONNINFO, as ROLE if that is not NULL.  On
 * failure P_database_down and the reason in words in REASON (no values, no names). */
enum problem db_open(const char *conninfo, const char *role, struct db **out, char *reason,
                     unsigned size);
void db_close(struct db *db);

/* Whether the connection can still be used. */
bool db_alive(const struct db *db);

/* The fault behind the last failure. */
const struct db_fault *db_fault(const struct db *db);

/* Runs STATEMENT with its parameters from BAG (a name that was never put is a fault of the
 * program and ends it).  The caller clears *RESULT; on failure there is none. */
enum problem db_run(struct db *db, const struct sql *statement, const struct bag *bag,
                    PGresult **result);

/* The same, with SIZE bytes as they are for the parameter NAME, a bytea. */
enum problem db_run_with_bytes(struct db *db, const struct sql *statement,
                               const struct bag *bag, const char *name, const void *bytes,
                               size_t size, PGresult **result);

/* Runs N statements in one round trip.  A NULL statement stands for the plain command in
 * COMMANDS at the same place (BEGIN, COMMIT).  Stops at the first that fails; all results
 * are then cleared and NULL. */
enum problem db_run_all(struct db *db, int n, const struct sql *const *statements,
                        const char *const *commands, const struct bag *bag,
                        PGresult **results);

/* Runs plain commands that take no parameters; several when separated by semicolons. */
enum problem db_command(struct db *db, const char *text);

/* Ends a transaction without effect; a dead connection has done so already. */
void db_rollback(struct db *db);

/* Starts STATEMENT in single-row mode; then db_next gives a row a call until *ROW is NULL.
 * The caller clears each row.  Nothing else can run on the connection until the end. */
enum problem db_stream(struct db *db, const struct sql *statement, const struct bag *bag);
enum problem db_next(struct db *db, PGresult **row);

/* The same with the values of the rows in binary: a bytea as it is. */
enum problem db_stream_bytes(struct db *db, const struct sql *statement,
                             const struct bag *bag);

/* One row of a copy: the values as PostgreSQL sends them in binary, each ended by a NUL that
 * does not count; NULL for null. */
enum { COPY_COLUMNS = 20 };

struct copy_row {
    char *buffer;
    int count;
    const char *values[COPY_COLUMNS];
    int sizes[COPY_COLUMNS];
};

/* Runs STATEMENT, which takes no parameters, as a copy: many rows in little time.  Then
 * db_copy_next puts row after row into ROW (zeroes at first), whose buffer is NULL at the
 * end.  What is left of a ROW goes with db_copy_free.  Nothing else can run on the
 * connection until the end. */
enum problem db_copy(struct db *db, const struct sql *statement);
enum problem db_copy_next(struct db *db, struct copy_row *row);
void db_copy_free(struct copy_row *row);

/* The value of a column of a result, NULL for a null. */
const char *db_value(const PGresult *result, int row, int column);

/* A value of two, four or eight bytes. */
long long copy_number(const struct copy_row *row, int column);

/* Abandons what is running and leaves the connection idle, or closed. */
void db_cancel(struct db *db);

#endif
