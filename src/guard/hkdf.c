#include "guard/hkdf.h"

#include <sodium.h>
#include <string.h>

typedef crypto_auth_hmacsha256_state hmac;

enum { BLOCK = crypto_auth_hmacsha256_BYTES };

static void
extract(const void *key, size_t key_len, const void *salt, size_t salt_len,
        unsigned char out[BLOCK])
{
    hmac state;

    crypto_auth_hmacsha256_init(&state, salt, salt_len);
    crypto_auth_hmacsha256_update(&state, key, key_len);
    crypto_auth_hmacsha256_final(&state, out);
    sodium_memzero(&state, sizeof state);
}

/* T(number) of the standard: BLOCK holds the one before, of LEN bytes (0 at first). */
static void
next_block(const unsigned char root[BLOCK], const void *info, size_t info_len,
           unsigned char number, unsigned char block[BLOCK], size_t len)
{
    hmac state;

    crypto_auth_hmacsha256_init(&state, root, BLOCK);
    crypto_auth_hmacsha256_update(&state, block, len);
    crypto_auth_hmacsha256_update(&state, info, info_len);
    crypto_auth_hmacsha256_update(&state, &number, 1);
    crypto_auth_hmacsha256_final(&state, block);
    sodium_memzero(&state, sizeof state);
}

void
hkdf_sha256(const void *key, size_t key_len, const void *salt, size_t salt_len,
            const void *info, size_t info_len, unsigned char *out, size_t out_len)
{
    unsigned char root[BLOCK], block[BLOCK];
    unsigned char number = 0;

    extract(key, key_len, salt, salt_len, root);
    for (size_t done = 0; done < out_len; done += BLOCK) {
        size_t rest = out_len - done;

        next_block(root, info, info_len, ++number, block, done > 0 ? BLOCK : 0);
        memcpy(out + done, block, rest < BLOCK ? rest : BLOCK);
    }
    sodium_memzero(root, sizeof root);
    sodium_memzero(block, sizeof block);
}
