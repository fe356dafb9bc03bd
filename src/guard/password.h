/* Passwords as they are kept: argon2id, made under a limit, for each one takes memory. */
#ifndef GONGKAI_GUARD_PASSWORD_H
#define GONGKAI_GUARD_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>

/* What a hash costs: passes over MEMLIMIT bytes. */
struct password_cost {
    unsigned long long opslimit;
    size_t memlimit;
};

/* 64 MiB, three passes: near 0.2 s. */
#define PASSWORD_COST_FULL ((struct password_cost){3, 64u << 20})

enum {
    PASSWORD_HASH_SIZE = 128, /* with NUL */
    PASSWORD_AT_ONCE = 2,     /* hashes under work, hence at most twice the memory */
    PASSWORD_QUEUE = 8        /* that wait; who comes then is sent away */
};

enum password_result {
    PASSWORD_OK,
    PASSWORD_WRONG,
    PASSWORD_BUSY /* not looked at, there are too many; to be tried again */
};

/* The place where hashes are made, one for the process; safe to use from any thread. */
struct passwords;

/* Computes one hash, so it takes the time of one.  NULL when there is no memory for it. */
struct passwords *passwords_new(struct password_cost cost);

/* NULL is allowed. */
void passwords_free(struct passwords *p);

/* The hash of PASSWORD into OUT, with its salt and cost.  PASSWORD_OK or PASSWORD_BUSY (also
 * when memory is short). */
enum password_result password_hash(struct passwords *p, const char *password,
                                   char out[PASSWORD_HASH_SIZE]);

/* Whether HASH was made of PASSWORD.  With NULL for an unknown account the answer is
 * PASSWORD_WRONG, after as much work, so that the time does not tell which accounts exist. */
enum password_result password_matches(struct passwords *p, const char *hash,
                                      const char *password);

/* Whether HASH was made at another cost, or is none: to be made anew at the next sign-in. */
bool password_outdated(const struct passwords *p, const char *hash);

#endif
