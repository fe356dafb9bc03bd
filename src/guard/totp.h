/* One-time codes of authenticator apps: RFC 6238, six digits, thirty seconds. */
#ifndef GONGKAI_GUARD_TOTP_H
#define GONGKAI_GUARD_TOTP_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { TOTP_SECONDS = 30, TOTP_DIGITS = 6, TOTP_SECRET_MAX = 64 };

/* Most apps know SHA-1 only, whatever the address says. */
enum totp_hash { TOTP_SHA1, TOTP_SHA256 };

struct totp_secret {
    enum totp_hash hash;
    size_t len;
    unsigned char bytes[TOTP_SECRET_MAX];
};

/* A random secret as long as the digest of HASH: 20 or 32 bytes. */
void totp_new_secret(enum totp_hash hash, struct totp_secret *out);

/* The secret in base32 without padding, as it is stored (sealed) and typed into an app. */
const char *totp_base32(struct arena *a, const struct totp_secret *s);

/* Reads what totp_base32() wrote; case, spaces and padding do not matter.  False when TEXT is
 * something else, or shorter than 16 bytes. */
bool totp_read(const char *text, enum totp_hash hash, struct totp_secret *out);

/* The address that an app reads as a QR code: otpauth://totp/gongkai:LOGIN?secret=… */
const char *totp_url(struct arena *a, const struct totp_secret *s, const char *login);

/* The code of STEP, the number of a period of thirty seconds since the epoch. */
void totp_code(const struct totp_secret *s, long long step, char code[TOTP_DIGITS + 1]);

/* The step whose code is CODE: that of UNIX_SECONDS, the one before or the one after, and
 * later than LAST_STEP (-1: any).  -1 when there is none.  Whoever stores the step in the
 * same transaction as LAST_STEP makes sure that a code is used once. */
long long totp_step(const struct totp_secret *s, const char *code, long long unix_seconds,
                    long long last_step);

#endif
