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
#include "db/statement_list.h"
#include "http/field.h"

#include <stdbool.h>

struct request;

struct operation {
    const char *name;
    const char *summary;
    const char *route;   /* "GET /api/v1/agencies/{agency}" */
    const char *formats; /* "|json|csv" that a client may choose from; NULL: JSON */
    const struct field *query, *body, *reply;
    const struct sql *sql; /* of a QUERY */
    enum problem (*run)(struct request *rq);
    bool open;      /* needs no token */
    bool tree;      /* reads across agencies */
    bool no_tables; /* needs no database */
    bool asks;      /* keeps nothing, though it is a POST: no lock, no audit */
    bool calendar;  /* changes the calendar: no other write runs beside it */
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
