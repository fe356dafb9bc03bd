/* Random ids that give access to whoever bears them (sessions, tokens).  Only their digest
 * is stored, so that a copy of the database opens nothing; being random in 256 bits they
 * need no slow hash. */
#ifndef GONGKAI_GUARD_SECRET_H
#define GONGKAI_GUARD_SECRET_H

#include <stdbool.h>

enum {
    SECRET_SIZE = 44,       /* 32 random bytes in base64url, and NUL */
    SECRET_DIGEST_SIZE = 67 /* \x, 64 hex digits, and NUL */
};

/* A new secret into OUT. */
void secret_new(char out[SECRET_SIZE]);

/* Whether S has the form of a secret: worth a look into the database. */
bool secret_formed(const char *s);

/* SHA-256 of S as the text of a bytea parameter, into OUT, which is returned; its hex digits
 * alone begin at OUT + 2. */
const char *secret_digest(const char *s, char out[SECRET_DIGEST_SIZE]);

/* Whether A and B are the same text, in a time that depends on their lengths alone. */
bool secret_equal(const char *a, const char *b);

#endif
