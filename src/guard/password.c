#include "guard/password.h"

#include "base/arena.h"
#include "guard/gate.h"
#include "guard/secret.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(PASSWORD_HASH_SIZE == crypto_pwhash_STRBYTES, "libsodium's size of a hash");

struct passwords {
    struct password_cost cost;
    char dummy[PASSWORD_HASH_SIZE]; /* of a password that nobody knows */
    struct gate gate;
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
    gate_open(&p->gate, PASSWORD_AT_ONCE, PASSWORD_QUEUE);
    return p;
}

void
passwords_free(struct passwords *p)
{
    if (p == NULL)
        return;
    gate_close(&p->gate);
    free(p);
}

enum password_result
password_hash(struct passwords *p, const char *password, char out[PASSWORD_HASH_SIZE])
{
    bool made;

    if (!gate_enter(&p->gate))
        return PASSWORD_BUSY;
    made = make(p, password, out);
    gate_leave(&p->gate);
    return made ? PASSWORD_OK : PASSWORD_BUSY;
}

enum password_result
password_matches(struct passwords *p, const char *hash, const char *password)
{
    const char *against = hash != NULL ? hash : p->dummy;
    bool right;

    if (!gate_enter(&p->gate))
        return PASSWORD_BUSY;
    right = crypto_pwhash_str_verify(against, password, strlen(password)) == 0;
    gate_leave(&p->gate);
    return right && hash != NULL ? PASSWORD_OK : PASSWORD_WRONG;
}

bool
password_outdated(const struct passwords *p, const char *hash)
{
    return crypto_pwhash_str_needs_rehash(hash, p->cost.opslimit, p->cost.memlimit) != 0;
}
