#include "guard/secret.h"

#include <sodium.h>
#include <string.h>

void
secret_new(char out[SECRET_SIZE])
{
    unsigned char bytes[32];

    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2base64(out, SECRET_SIZE, bytes, sizeof bytes,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bytes, sizeof bytes);
}

bool
secret_formed(const char *s)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    return strnlen(s, SECRET_SIZE) == SECRET_SIZE - 1 &&
           strspn(s, letters) == SECRET_SIZE - 1;
}

const char *
secret_digest(const char *s, char out[SECRET_DIGEST_SIZE])
{
    unsigned char digest[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(digest, (const unsigned char *)s, strlen(s));
    memcpy(out, "\\x", 2);
    sodium_bin2hex(out + 2, SECRET_DIGEST_SIZE - 2, digest, sizeof digest);
    return out;
}

bool
secret_equal(const char *a, const char *b)
{
    size_t len = strlen(a);

    return len == strlen(b) && sodium_memcmp(a, b, len) == 0;
}
