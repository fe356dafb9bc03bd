#include "guard/password.h"

#include "base/arena.h"
#include "guard/secret.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(PASSWORD_HASH_SIZE == crypto_pwhash_STRBYTES, "libsodium's size of a hash");

struct passwords {
    struct password_cost cost;
    char dummy[PASSWORD_HASH_SIZE]; /* of a password that nobody knows */
    pthread_mutex_t lock;
    pthread_cond_t left;
    int working, waiting;
};

static bool
make(const struct passwords *p, const char *password, char out[PASSWORD_HASH_SIZE])
{
    return crypto_pwhash_str_alg(out, password, strlen(password), p->cost.opslimit,
                                 p->cost.memlimit, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

struct passwords *
passwords_new(struct password_cost cost)
{
    struct passwords *p;
    char unknown[SECRET_SIZE];
    bool made;

    if (sodium_init() < 0)
        return NULL;
    p = xmalloc(sizeof *p);
    *p = (struct passwords){.cost = cost};
    secret_new(unknown);
    made = make(p, unknown, p->dummy);
    sodium_memzero(unknown, sizeof unknown);
    if (!made) {
        free(p);
        return NULL;
    }
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->left, NULL);
    return p;
}

void
passwords_free(struct passwords *p)
{
    if (p == NULL)
        return;
    pthread_cond_destroy(&p->left);
    pthread_mutex_destroy(&p->lock);
    free(p);
}

/* Waits for a place; false when too many do already. */
static bool
enter(struct passwords *p)
{
    bool entered;

    pthread_mutex_lock(&p->lock);
    entered = p->working < PASSWORD_AT_ONCE || p->waiting < PASSWORD_QUEUE;
    if (entered) {
        p->waiting++;
        while (p->working == PASSWORD_AT_ONCE)
            pthread_cond_wait(&p->left, &p->lock);
        p->waiting--;
        p->working++;
    }
    pthread_mutex_unlock(&p->lock);
    return entered;
}

static void
leave(struct passwords *p)
{
    pthread_mutex_lock(&p->lock);
    p->working--;
    pthread_cond_signal(&p->left);
    pthread_mutex_unlock(&p->lock);
}

enum password_result
password_hash(struct passwords *p, const char *password, char out[PASSWORD_HASH_SIZE])
{
    bool made;

    if (!enter(p))
        return PASSWORD_BUSY;
    made = make(p, password, out);
    leave(p);
    return made ? PASSWORD_OK : PASSWORD_BUSY;
}

enum password_result
password_matches(struct passwords *p, const char *hash, const char *password)
{
    const char *against = hash != NULL ? hash : p->dummy;
    bool right;

    if (!enter(p))
        return PASSWORD_BUSY;
    right = crypto_pwhash_str_verify(against, password, strlen(password)) == 0;
    leave(p);
    return right && hash != NULL ? PASSWORD_OK : PASSWORD_WRONG;
}

bool
password_outdated(const struct passwords *p, const char *hash)
{
    return crypto_pwhash_str_needs_rehash(hash, p->cost.opslimit, p->cost.memlimit) != 0;
}
