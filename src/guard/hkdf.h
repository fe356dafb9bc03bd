/* HKDF-SHA256 (RFC 5869): keys for single purposes out of one that is never used itself. */
#ifndef GONGKAI_GUARD_HKDF_H
#define GONGKAI_GUARD_HKDF_H

#include <stddef.h>

enum { HKDF_MOST = 255 * 32 };

/* Fills OUT with OUT_LEN bytes (at most HKDF_MOST) that depend on KEY, SALT and INFO. */
void hkdf_sha256(const void *key, size_t key_len, const void *salt, size_t salt_len,
                 const void *info, size_t info_len, unsigned char *out, size_t out_len);

#endif
