#include "guard/keyholder.h"

#include "base/arena.h"
#include "base/log.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH_ROOM = 4096, REASON_ROOM = 256 };

/* What tells one state of the file from another. */
struct look {
    ino_t file;
    off_t size;
    struct timespec written, changed;
};

struct keyholder {
    pthread_mutex_t lock;
    char *state_dir;
    char path[PATH_ROOM];
    struct look seen; /* what was read last, or could not be */
    struct keyring **rings;
    int count; /* at least 1; the last one holds */
};

static struct look
look_at(const char *path)
{
    struct stat now;

    if (stat(path, &now) != 0)
        return (struct look){.file = 0};
    return (struct look){now.st_ino, now.st_size, now.st_mtim, now.st_ctim};
}

static bool
is_same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static bool
is_same(const struct look *a, const struct look *b)
{
    return a->file == b->file && a->size == b->size &&
           is_same_time(a->written, b->written) && is_same_time(a->changed, b->changed);
}

static void
keep(struct keyholder *h, struct keyring *ring)
{
    h->rings = xrealloc(h->rings, sizeof(struct keyring *) * (size_t)(h->count + 1));
    h->rings[h->count++] = ring;
}

bool
keyholder_open(const char *state_dir, bool create, date today, struct keyholder **out,
               char *reason, unsigned size)
{
    struct keyholder *h = xmalloc(sizeof *h);
    struct keyring *ring = NULL;

    memset(h, 0, sizeof *h);
    snprintf(h->path, sizeof h->path, "%s/keys", state_dir);
    h->seen = look_at(h->path); /* before it is read: what changes meanwhile is seen */
    if (!keyring_load(state_dir, create, today, &ring, reason, size)) {
        free(h);
        return false;
    }
    pthread_mutex_init(&h->lock, NULL);
    h->state_dir = xstrdup(state_dir);
    keep(h, ring);
    *out = h;
    return true;
}

/* Whether the keys that A and B both know are the same. */
static bool
agree(const struct keyring *a, const struct keyring *b)
{
    int ids[KEYRING_MAX], n = keyring_ids(a, ids);
    char one[KEY_PROOF_SIZE], other[KEY_PROOF_SIZE];

    for (int i = 0; i < n; i++)
        if (keyring_proof(a, ids[i], one) && keyring_proof(b, ids[i], other) &&
            strcmp(one, other) != 0)
            return false;
    return true;
}

/* The old ring holds where the file cannot be read; it is looked at again once it changes. */
static void
read_anew(struct keyholder *h)
{
    char reason[REASON_ROOM], safe[REASON_ROOM];
    struct keyring *ring = NULL;

    if (!keyring_load(h->state_dir, false, NO_DATE, &ring, reason, sizeof reason)) {
        log_line(LOG_ERROR, "keys_not_read", "\"reason\":\"%s\"",
                 log_safe(reason, safe, sizeof safe));
        return;
    }
    if (!agree(h->rings[h->count - 1], ring)) {
        log_line(LOG_ERROR, "keys_not_read", "\"reason\":\"a key became another one\"");
        keyring_free(ring);
        return;
    }
    log_line(LOG_INFO, "keys_read", "\"current\":%d,\"count\":%d", keyring_current(ring),
             keyring_count(ring));
    keep(h, ring);
}

const struct keyring *
keyholder_ring(struct keyholder *h)
{
    struct look now = look_at(h->path);
    const struct keyring *ring;

    pthread_mutex_lock(&h->lock);
    if (!is_same(&now, &h->seen)) {
        read_anew(h);
        h->seen = now;
    }
    ring = h->rings[h->count - 1];
    pthread_mutex_unlock(&h->lock);
    return ring;
}

void
keyholder_close(struct keyholder *h)
{
    if (h == NULL)
        return;
    for (int i = 0; i < h->count; i++)
        keyring_free(h->rings[i]);
    free(h->rings);
    free(h->state_dir);
    pthread_mutex_destroy(&h->lock);
    free(h);
}
