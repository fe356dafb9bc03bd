#include "db/pool.h"

#include "base/arena.h"
#include "base/log.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t given;
    const char *conninfo, *role;
    long wait_ms;
    time_t last_complaint; /* about an unreachable database: one a second is enough */
    int idle; /* slots[0 … idle) are free to take; NULL is one not yet opened */
    struct db *slots[];
};

struct pool *
pool_new(const char *conninfo, const char *role, long size, long wait_ms)
{
    struct pool *p = xmalloc(sizeof *p + (size_t)size * sizeof p->slots[0]);
    pthread_condattr_t monotonic;

    pthread_mutex_init(&p->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&p->given, &monotonic);
    pthread_condattr_destroy(&monotonic);
    p->conninfo = conninfo;
    p->role = role;
    p->wait_ms = wait_ms;
    p->last_complaint = 0;
    p->idle = (int)size;
    for (int i = 0; i < p->idle; i++)
        p->slots[i] = NULL;
    return p;
}

void
pool_free(struct pool *p)
{
    for (int i = 0; i < p->idle; i++)
        db_close(p->slots[i]);
    pthread_cond_destroy(&p->given);
    pthread_mutex_destroy(&p->lock);
    free(p);
}

static struct timespec
deadline_in(long ms)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += ms / 1000;
    t.tv_nsec += ms % 1000 * 1000000;
    if (t.tv_nsec >= 1000000000) {
        t.tv_sec++;
        t.tv_nsec -= 1000000000;
    }
    return t;
}

/* Whether to log that the database cannot be reached, or leave it at the last complaint. */
static bool
may_complain(struct pool *p)
{
    time_t now = time(NULL);
    bool may;

    pthread_mutex_lock(&p->lock);
    may = now != p->last_complaint;
    p->last_complaint = now;
    pthread_mutex_unlock(&p->lock);
    return may;
}

static void
give_slot(struct pool *p, struct db *db)
{
    pthread_mutex_lock(&p->lock);
    p->slots[p->idle++] = db;
    pthread_cond_signal(&p->given);
    pthread_mutex_unlock(&p->lock);
}

enum problem
pool_take(struct pool *p, struct db **db)
{
    struct timespec deadline = deadline_in(p->wait_ms);
    char reason[256], safe[256];
    int late = 0;

    pthread_mutex_lock(&p->lock);
    while (p->idle == 0 && late == 0)
        late = pthread_cond_timedwait(&p->given, &p->lock, &deadline);
    if (p->idle == 0) {
        pthread_mutex_unlock(&p->lock);
        return P_busy;
    }
    *db = p->slots[--p->idle];
    pthread_mutex_unlock(&p->lock);
    if (*db != NULL && db_alive(*db))
        return OK;
    db_close(*db);
    if (db_open(p->conninfo, p->role, db, reason, sizeof reason) == OK)
        return OK;
    if (may_complain(p))
        log_line(LOG_ERROR, "database_unreachable", "\"reason\":\"%s\"",
                 log_safe(reason, safe, sizeof safe));
    give_slot(p, NULL);
    *db = NULL;
    return P_database_down;
}

void
pool_give(struct pool *p, struct db *db)
{
    db_rollback(db);
    if (!db_alive(db)) {
        db_close(db);
        db = NULL;
    }
    give_slot(p, db);
}
