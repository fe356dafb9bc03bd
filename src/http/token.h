/* The access token: one secret per installation, in a file only its owner can read. */
#ifndef GONGKAI_HTTP_TOKEN_H
#define GONGKAI_HTTP_TOKEN_H

#include <stdbool.h>

enum { TOKEN_SIZE = 44 }; /* 32 random bytes in base64url, and NUL */

/* Reads the token from STATE_DIR/token; when there is none and CREATE is set, makes one
 * (mode 0600, on disk before it is used).  False with the reason in REASON, in particular
 * when others may read the file. */
bool token_load(const char *state_dir, bool create, char token[TOKEN_SIZE], char *reason,
                unsigned size);

/* Whether the Authorization header VALUE carries TOKEN, as `Bearer` or as the password of
 * `Basic`.  Takes the same time for every wrong token. */
bool token_accepts(const char *token, const char *value);

#endif
