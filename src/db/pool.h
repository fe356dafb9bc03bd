/* A bounded set of connections shared by the threads of the server.  A connection that died
 * is replaced when it is next taken, so the service outlives a restart of PostgreSQL. */
#ifndef GONGKAI_DB_POOL_H
#define GONGKAI_DB_POOL_H

#include "db/db.h"

struct pool;

/* SIZE connections at most, opened when first needed, as ROLE; WAIT_MS is how long pool_take
 * waits for one. */
struct pool *pool_new(const char *conninfo, const char *role, long size, long wait_ms);

/* Every connection must have been given back. */
void pool_free(struct pool *p);

/* A living connection outside a transaction.  P_busy after the wait, P_database_down when
 * PostgreSQL cannot be reached. */
enum problem pool_take(struct pool *p, struct db **db);

/* Gives it back; what is still open in it is rolled back. */
void pool_give(struct pool *p, struct db *db);

#endif
