#include "op/fold.h"

#include "base/arena.h"
#include "base/log.h"
#include "base/setting.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS_PER_CLEANING = 3600 };

struct fold {
    const struct service *service;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping;
};

static void
run(const struct service *service, const struct sql *statement, const struct bag *bag)
{
    PGresult *result;
    struct db *db;

    if (pool_take(service->pool, &db) != OK)
        return;
    if (db_run(db, statement, bag, &result) != OK)
        log_line(LOG_WARNING, "worker_failed", "\"statement\":\"%s\",\"sqlstate\":\"%s\"",
                 statement->name, db_fault(db)->sqlstate);
    PQclear(result);
    pool_give(service->pool, db);
}

static bool
pause_until_next(struct fold *f)
{
    struct timespec t;
    long ms = f->service->settings->fold_interval_ms;
    bool stopping;

    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_sec += ms / 1000;
    t.tv_nsec += ms % 1000 * 1000000;
    t.tv_sec += t.tv_nsec / 1000000000;
    t.tv_nsec %= 1000000000;
    pthread_mutex_lock(&f->lock);
    while (!f->stopping && pthread_cond_timedwait(&f->wake, &f->lock, &t) == 0)
        continue;
    stopping = f->stopping;
    pthread_mutex_unlock(&f->lock);
    return !stopping;
}

static void *
work(void *context)
{
    struct fold *f = context;
    struct bag bag = {.count = 0};
    struct text days = {NULL, 0, 0};
    long round = 0;

    text_addf(&days, "%ld", f->service->settings->idempotency_days);
    bag_put(&bag, "days", days.bytes);
    while (pause_until_next(f)) {
        run(f->service, SQL(fold), NULL);
        if (round++ % ROUNDS_PER_CLEANING == 0)
            run(f->service, SQL(idempotency_expire), &bag);
    }
    text_free(&days);
    return NULL;
}

struct fold *
fold_start(const struct service *service)
{
    struct fold *f = xmalloc(sizeof *f);

    f->service = service;
    f->stopping = false;
    pthread_mutex_init(&f->lock, NULL);
    pthread_cond_init(&f->wake, NULL);
    if (pthread_create(&f->thread, NULL, work, f) != 0)
        abort();
    return f;
}

void
fold_stop(struct fold *f)
{
    pthread_mutex_lock(&f->lock);
    f->stopping = true;
    pthread_cond_signal(&f->wake);
    pthread_mutex_unlock(&f->lock);
    pthread_join(f->thread, NULL);
    pthread_mutex_destroy(&f->lock);
    pthread_cond_destroy(&f->wake);
    free(f);
}
