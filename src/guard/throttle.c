#include "guard/throttle.h"

#include "base/arena.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { FREE_FAILURES = 2, DELAY_MS = 1000, DELAY_MOST_MS = 60000, QUIET_MS = 15 * 60000 };

/* An end of a list, or no entry at all. */
enum { NONE = -1 };

struct entry {
    unsigned char id[16]; /* of the key, so that its length does not matter */
    int next_in_slot;
    int older, newer;
    long long full_at_us; /* when its bucket is full again */
    long long failed_at_ms;
    int failures;
};

struct throttle {
    pthread_mutex_t lock;
    unsigned char salt[crypto_generichash_KEYBYTES]; /* nobody can aim at a slot */
    long long interval_us;                           /* between two tokens; 0: no limit */
    unsigned burst;
    int size, used;
    int oldest, newest;
    int *slots;
    struct entry *entries;
};

struct throttle *
throttle_new(unsigned size, unsigned per_second, unsigned burst)
{
    struct throttle *t = xmalloc(sizeof *t);

    memset(t, 0, sizeof *t);
    pthread_mutex_init(&t->lock, NULL);
    randombytes_buf(t->salt, sizeof t->salt);
    t->interval_us = per_second > 0 ? 1000000 / per_second : 0;
    t->burst = burst;
    t->size = (int)size;
    t->oldest = t->newest = NONE;
    t->slots = xmalloc(size * sizeof *t->slots);
    t->entries = xmalloc(size * sizeof *t->entries);
    for (unsigned i = 0; i < size; i++)
        t->slots[i] = NONE;
    return t;
}

void
throttle_free(struct throttle *t)
{
    if (t == NULL)
        return;
    pthread_mutex_destroy(&t->lock);
    free(t->slots);
    free(t->entries);
    free(t);
}

static int *
slot_of(struct throttle *t, const unsigned char id[16])
{
    unsigned n;

    memcpy(&n, id, sizeof n);
    return &t->slots[n % (unsigned)t->size];
}

static void
unlink_age(struct throttle *t, const struct entry *e)
{
    *(e->older != NONE ? &t->entries[e->older].newer : &t->oldest) = e->newer;
    *(e->newer != NONE ? &t->entries[e->newer].older : &t->newest) = e->older;
}

static void
link_newest(struct throttle *t, int i)
{
    t->entries[i].older = t->newest;
    t->entries[i].newer = NONE;
    *(t->newest != NONE ? &t->entries[t->newest].newer : &t->oldest) = i;
    t->newest = i;
}

/* A place in the table: an unused one, or that of the oldest. */
static int
place(struct throttle *t)
{
    int i = t->oldest, *link;

    if (t->used < t->size)
        return t->used++;
    unlink_age(t, &t->entries[i]);
    for (link = slot_of(t, t->entries[i].id); *link != i;)
        link = &t->entries[*link].next_in_slot;
    *link = t->entries[i].next_in_slot;
    return i;
}

/* The entry of KEY, NULL if it has none. */
static struct entry *
find(struct throttle *t, const char *key, unsigned char id[16])
{
    crypto_generichash(id, 16, (const unsigned char *)key, strlen(key), t->salt,
                       sizeof t->salt);
    for (int i = *slot_of(t, id); i != NONE; i = t->entries[i].next_in_slot)
        if (memcmp(t->entries[i].id, id, 16) == 0)
            return &t->entries[i];
    return NULL;
}

/* The entry of KEY, a new one if need be, which is now the newest. */
static struct entry *
touch(struct throttle *t, const char *key)
{
    unsigned char id[16];
    struct entry *e = find(t, key, id);
    int i, *slot;

    if (e != NULL) {
        unlink_age(t, e);
        link_newest(t, (int)(e - t->entries));
        return e;
    }
    i = place(t);
    e = &t->entries[i];
    slot = slot_of(t, id);
    *e = (struct entry){.next_in_slot = *slot};
    memcpy(e->id, id, sizeof id);
    *slot = i;
    link_newest(t, i);
    return e;
}

/* A bucket is told by the moment when it is full again: each token moves it on by one
 * interval, and it may lie no more than a burst ahead. */
static bool
take(struct throttle *t, struct entry *e, long long now_us, long *wait_ms)
{
    long long from = e->full_at_us > now_us ? e->full_at_us : now_us;
    long long early = from + t->interval_us - now_us - t->interval_us * t->burst;

    if (early > 0) {
        *wait_ms = (long)((early + 999) / 1000);
        return false;
    }
    e->full_at_us = from + t->interval_us;
    return true;
}

bool
throttle_take(struct throttle *t, const char *key, long long now_ms, long *wait_ms)
{
    bool taken;

    *wait_ms = 0;
    if (t->interval_us == 0)
        return true;
    pthread_mutex_lock(&t->lock);
    taken = take(t, touch(t, key), now_ms * 1000, wait_ms);
    pthread_mutex_unlock(&t->lock);
    return taken;
}

void
throttle_failed(struct throttle *t, const char *key, long long now_ms)
{
    struct entry *e;

    pthread_mutex_lock(&t->lock);
    e = touch(t, key);
    if (now_ms - e->failed_at_ms >= QUIET_MS)
        e->failures = 0;
    e->failures++;
    e->failed_at_ms = now_ms;
    pthread_mutex_unlock(&t->lock);
}

static long
blocked_ms(const struct entry *e, long long now_ms)
{
    long delay = DELAY_MS;
    long long rest;

    if (e->failures <= FREE_FAILURES)
        return 0;
    for (int n = FREE_FAILURES + 1; n < e->failures && delay < DELAY_MOST_MS; n++)
        delay *= 2;
    if (delay > DELAY_MOST_MS)
        delay = DELAY_MOST_MS;
    rest = e->failed_at_ms + delay - now_ms;
    return rest > 0 ? (long)rest : 0;
}

long
throttle_blocked_ms(struct throttle *t, const char *key, long long now_ms)
{
    unsigned char id[16];
    const struct entry *e;
    long ms;

    pthread_mutex_lock(&t->lock);
    e = find(t, key, id);
    ms = e != NULL ? blocked_ms(e, now_ms) : 0;
    pthread_mutex_unlock(&t->lock);
    return ms;
}
