/* An operation: one thing a client can ask for.  It is declared in src/op/NAME.c, with its
 * SQL in NAME.sql beside it, and is found by its route.
 *
 *     OPERATION(application_register, .summary = "…", .route = "POST /api/v1/…", …)
 *     {
 *         TRY(…);
 *         return reply_one(rq, 201, SQL(application_register));
 *     }
 *
 * An operation that is one statement has no body: QUERY(application_show, …) replies with
 * the single JSON value of NAME.sql, or 404 when it gives no row. */
#ifndef GONGKAI_HTTP_OPERATION_H
#define GONGKAI_HTTP_OPERATION_H

#include "base/problem.h"
#include "core/right.h"
#include "db/statement_list.h"
#include "http/field.h"

#include <libpq-fe.h>
#include <stdbool.h>

struct request;

struct operation {
    const char *name;
    const char *summary;
    const char *route;   /* "GET /api/v1/agencies/{agency}" */
    const char *formats; /* "|json|csv" that a client may choose from; NULL: JSON */
    const struct field *query, *body, *reply;
    const struct field *preview; /* the reply to who proposes; NULL: as reply */
    const struct sql *sql;       /* of a QUERY */
    /* Makes the reply of the ROW that a QUERY's statement gave, where its first column is not
     * the reply yet. */
    enum problem (*shape)(struct request *rq, const PGresult *row);
    enum problem (*run)(struct request *rq);
    enum right right; /* what the caller must have; RIGHT_NONE: nobody calls it but OPEN */
    /* The right when it depends on what is asked; runs inside the transaction, where RIGHT
     * has let the caller in.  P_not_found and the like end the request. */
    enum problem (*right_of)(struct request *rq, enum right *right);
    /* Of a read that leaves a record when its query has the parameter RECORDED_WITH: writes
     * the record, in a transaction of its own that is committed before RUN begins. */
    enum problem (*record)(struct request *rq);
    const char *recorded_with;
    /* Of an upload: looks at the file before the transaction begins, with no connection held.
     * What it refuses is not stored; should that leave a record, it writes it by itself. */
    enum problem (*examine)(struct request *rq);
    bool upload; /* its body is a file as it is, see struct upload; it is admitted first */
    bool open;   /* anybody may, without signing in */
    bool limbo;  /* also while one's password must be changed first */
    bool no_tables; /* needs no database */
    bool alone;     /* opens what transactions it needs by itself */
    bool asks;      /* keeps nothing, though it is a POST: no lock, no audit */
    bool secret;    /* answers with a secret, which is not kept for a repeated request */
    bool calendar;  /* changes the calendar: no other write runs beside it */
    bool unlocked;  /* writes, but locks the calendar by itself if at all */
    bool across;    /* computes with the cases of all agencies, and shows none of them */
    bool whole;     /* of the own agency with all below it, too, for its own roles: it shows
                       sums, which are a paper of the agency */
    bool freezes;   /* a report: the moment it knows up to is taken before it runs */
};

#define OPERATION(called, ...)                                                             \
    static enum problem called##_run(struct request *rq);                                  \
    extern const struct operation op_##called;                                             \
    const struct operation op_##called = {                                                 \
        .name = #called, .run = called##_run, __VA_ARGS__};                                \
    static enum problem called##_run(struct request *rq)

#define QUERY(called, ...)                                                                 \
    extern const struct operation op_##called;                                             \
    const struct operation op_##called = {.name = #called, .sql = SQL(called), __VA_ARGS__}

/* Every operation, by name, ended by NULL; generated from the files in src/op. */
extern const struct operation *const operation_list[];

/* Finds the operation for METHOD and PATH and puts the parts of the path that stand for
 * {name} into VALUES (in the order of the route, at most ROUTE_PARTS; each ended by NUL in
 * BUFFER, which has room for PATH).  NULL with *ALLOWED set to the methods that PATH knows
 * ("" for none) when there is none. */
enum { ROUTE_PARTS = 4 };
const struct operation *operation_find(const char *method, const char *path,
                                       const char *values[ROUTE_PARTS], char *buffer,
                                       char allowed[64]);

/* The name of the INDEXth {part} of ROUTE into NAME (32 bytes); false when there is none. */
bool operation_part(const struct operation *op, int index, char name[32]);

/* The operation called NAME, or NULL. */
const struct operation *operation_named(const char *name);

#endif
