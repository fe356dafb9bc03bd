/* A directory (LDAP) that checks the passwords of accounts with the source ldap: by a simple
 * bind as the person, over an encrypted connection or a socket of this machine.  Nothing is
 * searched and nothing is kept. */
#ifndef GONGKAI_GUARD_DIRECTORY_H
#define GONGKAI_GUARD_DIRECTORY_H

#include "base/arena.h"
#include "guard/password.h"

#include <stdbool.h>

enum {
    DIRECTORY_AT_ONCE = 4, /* binds under work */
    DIRECTORY_QUEUE = 8,   /* that wait; who comes then is sent away */
    DIRECTORY_SECONDS = 3  /* to connect, and for each answer */
};

/* Whether the programs were built with a directory (configure --with-ldap). */
bool directory_supported(void);

/* The directory at URL, which is ldaps://, ldapi:// or ldap:// (then StartTLS must succeed);
 * DN holds {login}, and perhaps {agency}.  NULL with REASON (SIZE bytes) when they are
 * something else or directory_supported() is not. */
struct directory *directory_new(const char *url, const char *dn, char *reason,
                                unsigned size);

/* NULL is allowed. */
void directory_free(struct directory *d);

/* DN with LOGIN and AGENCY (NULL: "") in it, escaped as RFC 4514 says. */
const char *directory_dn(struct arena *a, const char *dn, const char *login,
                         const char *agency);

/* Whether the directory takes PASSWORD for LOGIN of AGENCY.  An empty one is wrong without
 * asking: servers take it as nobody's bind and call that a success.  PASSWORD_BUSY when the
 * directory does not answer or too many ask.  Safe to use from any thread. */
enum password_result directory_matches(struct directory *d, const char *login,
                                       const char *agency, const char *password);

#endif
