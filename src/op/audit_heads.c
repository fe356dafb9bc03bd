#include "op/audit_heads.h"

#include "base/arena.h"
#include "base/log.h"
#include "base/setting.h"
#include "guard/head.h"
#include "guard/keyholder.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct exported {
    int agency;
    long long seq;
};

struct audit_heads {
    const struct service *service;
    struct exported *exported; /* by agency */
    int count;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping;
};

const char *
audit_heads_path(const struct settings *s, char path[FILENAME_MAX])
{
    if (*s->audit_heads != '\0')
        snprintf(path, FILENAME_MAX, "%s", s->audit_heads);
    else
        snprintf(path, FILENAME_MAX, "%s/audit-heads", s->state_dir);
    return path;
}

/* All of LINES or, as far as the file system lets us, nothing. */
static bool
write_lines(int fd, const struct text *lines)
{
    off_t before = lseek(fd, 0, SEEK_END);

    if (write(fd, lines->bytes, lines->len) == (ssize_t)lines->len && fsync(fd) == 0)
        return true;
    if (before >= 0 && ftruncate(fd, before) != 0)
        log_line(LOG_ERROR, "audit_heads_torn", "\"errno\":%d", errno);
    return false;
}

static bool
append(const char *path, const struct text *lines)
{
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    bool written = fd >= 0 && (lines->len == 0 || write_lines(fd, lines));

    if (!written)
        log_line(LOG_ERROR, "audit_heads_not_written", "\"errno\":%d", errno);
    if (fd >= 0)
        close(fd);
    return written;
}

static long long
exported_seq(const struct audit_heads *h, int agency)
{
    int low = 0, high = h->count;

    while (low < high) {
        int middle = (low + high) / 2;

        if (h->exported[middle].agency < agency)
            low = middle + 1;
        else
            high = middle;
    }
    return low < h->count && h->exported[low].agency == agency ? h->exported[low].seq : 0;
}

/* The line of the head in ROW when it moved.  One that went back is told and not sealed. */
static bool
add_line(const struct audit_heads *h, const PGresult *heads, int row, struct text *lines)
{
    struct head head = {.agency = atoi(PQgetvalue(heads, row, 0)),
                        .seq = strtoll(PQgetvalue(heads, row, 1), NULL, 10)};
    long long before = exported_seq(h, head.agency);
    time_t now = time(NULL);
    struct tm utc;

    if (head.seq < before)
        log_line(LOG_ERROR, "audit_head_went_back", "\"agency\":%d,\"seq\":%lld",
                 head.agency, head.seq);
    if (head.seq <= before)
        return true;
    strftime(head.moment, sizeof head.moment, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
    return chain_from_hex(PQgetvalue(heads, row, 2), head.hash) &&
           head_write(keyholder_ring(h->service->keys), &head, lines);
}

static void
remember(struct audit_heads *h, const PGresult *heads)
{
    int n = PQntuples(heads);
    struct exported *now = xmalloc(sizeof *now * (size_t)(n + 1));

    for (int i = 0; i < n; i++) {
        int agency = atoi(PQgetvalue(heads, i, 0));
        long long seq = strtoll(PQgetvalue(heads, i, 1), NULL, 10);
        long long before = exported_seq(h, agency);

        now[i] = (struct exported){agency, seq > before ? seq : before};
    }
    free(h->exported);
    h->exported = now;
    h->count = n;
}

static enum problem
read_heads(const struct service *service, PGresult **heads)
{
    struct db *db;
    enum problem p;

    TRY(pool_take(service->pool, &db));
    p = db_command(db,
                   "BEGIN READ ONLY; SELECT set_config('gongkai.scope', 'admin', true)");
    if (p == OK)
        p = db_run(db, SQL(audit_heads), NULL, heads);
    pool_give(service->pool, db);
    return p;
}

static bool
export_heads(struct audit_heads *h)
{
    char path[FILENAME_MAX];
    struct text lines = {NULL, 0, 0};
    PGresult *heads = NULL;
    bool done = read_heads(h->service, &heads) == OK;

    for (int i = 0; done && i < PQntuples(heads); i++)
        done = add_line(h, heads, i, &lines);
    done = done && append(audit_heads_path(h->service->settings, path), &lines);
    if (done)
        remember(h, heads);
    else
        log_line(LOG_ERROR, "audit_heads_failed", "\"heads\":%d", PQntuples(heads));
    PQclear(heads);
    text_free(&lines);
    return done;
}

static bool
pause_until_next(struct audit_heads *h)
{
    struct timespec t;
    bool stopping;

    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_sec += h->service->settings->audit_export_s;
    pthread_mutex_lock(&h->lock);
    while (!h->stopping && pthread_cond_timedwait(&h->wake, &h->lock, &t) == 0)
        continue;
    stopping = h->stopping;
    pthread_mutex_unlock(&h->lock);
    return !stopping;
}

static void *
work(void *context)
{
    struct audit_heads *h = context;

    while (pause_until_next(h))
        export_heads(h);
    return NULL;
}

struct audit_heads *
audit_heads_start(const struct service *service, char *reason, unsigned size)
{
    struct audit_heads *h = xmalloc(sizeof *h);
    char path[FILENAME_MAX];

    *h = (struct audit_heads){.service = service};
    if (!export_heads(h)) {
        snprintf(reason, size, "cannot append the heads of the audit to %s",
                 audit_heads_path(service->settings, path));
        free(h->exported);
        free(h);
        return NULL;
    }
    pthread_mutex_init(&h->lock, NULL);
    pthread_cond_init(&h->wake, NULL);
    if (pthread_create(&h->thread, NULL, work, h) != 0)
        abort();
    return h;
}

void
audit_heads_stop(struct audit_heads *h)
{
    pthread_mutex_lock(&h->lock);
    h->stopping = true;
    pthread_cond_signal(&h->wake);
    pthread_mutex_unlock(&h->lock);
    pthread_join(h->thread, NULL);
    export_heads(h);
    pthread_mutex_destroy(&h->lock);
    pthread_cond_destroy(&h->wake);
    free(h->exported);
    free(h);
}
