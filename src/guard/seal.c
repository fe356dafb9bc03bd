#include "guard/seal.h"

#include "base/text.h"

#include <limits.h>
#include <openssl/evp.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FORM = 1, NONCE = 12, TAG = 16, HEAD = 1 + NONCE };

/* Without memory for a cipher the process ends, as arena_alloc() does. */
static void
need(bool done)
{
    if (done)
        return;
    fputs("gongkai: libcrypto cannot encrypt\n", stderr);
    abort();
}

static const char *
as_bytea(struct arena *a, const unsigned char *bytes, size_t len)
{
    char *text = arena_alloc(a, 2 + 2 * len + 1);

    memcpy(text, "\\x", 2);
    sodium_bin2hex(text + 2, 2 * len + 1, bytes, len);
    return text;
}

static void
put_number(unsigned char out[4], size_t n)
{
    for (int i = 0; i < 4; i++)
        out[i] = (unsigned char)(n >> (24 - 8 * i));
}

/* What the tag covers besides the value: version, key, context. */
static void
add_context(EVP_CIPHER_CTX *cipher, int key_id, const char *context)
{
    size_t context_len = strlen(context);
    unsigned char head[9] = {FORM};
    int len;

    need(context_len <= INT_MAX);
    put_number(head + 1, (size_t)key_id);
    put_number(head + 5, context_len);
    need(EVP_CipherUpdate(cipher, NULL, &len, head, sizeof head) == 1);
    need(EVP_CipherUpdate(cipher, NULL, &len, (const unsigned char *)context,
                          (int)context_len) == 1);
}

/* A cipher that is ready for the value; NULL for an unknown key. */
static EVP_CIPHER_CTX *
cipher_new(const struct keyring *k, int key_id, const char *context,
           const unsigned char nonce[NONCE], bool encrypts)
{
    unsigned char key[KEY_SIZE];
    EVP_CIPHER_CTX *cipher;

    if (!keyring_derive(k, key_id, KEY_FOR_SEAL, key))
        return NULL;
    cipher = EVP_CIPHER_CTX_new();
    need(cipher != NULL);
    need(EVP_CipherInit_ex(cipher, EVP_aes_256_gcm(), NULL, key, nonce, encrypts) == 1);
    sodium_memzero(key, sizeof key);
    add_context(cipher, key_id, context);
    return cipher;
}

const char *
seal(struct arena *a, const struct keyring *k, const char *context, const char *plain)
{
    size_t plain_len = strlen(plain), size = HEAD + plain_len + TAG;
    unsigned char *out = arena_alloc(a, size);
    EVP_CIPHER_CTX *cipher;
    int len;

    need(plain_len <= INT_MAX - HEAD - TAG);
    out[0] = FORM;
    randombytes_buf(out + 1, NONCE);
    cipher = cipher_new(k, keyring_current(k), context, out + 1, true);
    need(cipher != NULL);
    need(EVP_CipherUpdate(cipher, out + HEAD, &len, (const unsigned char *)plain,
                          (int)plain_len) == 1);
    need((size_t)len == plain_len);
    need(EVP_CipherFinal_ex(cipher, out + HEAD + plain_len, &len) == 1);
    need(EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_GET_TAG, TAG, out + HEAD + plain_len) ==
         1);
    EVP_CIPHER_CTX_free(cipher);
    return as_bytea(a, out, size);
}

/* The bytes of S, all of it, when they can be a sealed value; else NULL. */
static unsigned char *
sealed_bytes(struct arena *a, const char *s, size_t *len)
{
    size_t digits = strlen(s);
    unsigned char *bytes;

    if (strncmp(s, "\\x", 2) != 0 || digits > INT_MAX)
        return NULL;
    digits -= 2;
    bytes = arena_alloc(a, digits / 2 + 1);
    if (sodium_hex2bin(bytes, digits / 2, s + 2, digits, NULL, len, NULL) != 0 ||
        *len < HEAD + TAG || bytes[0] != FORM)
        return NULL;
    return bytes;
}

bool
unseal(struct arena *a, const struct keyring *k, int key_id, const char *context,
       const char *bytea_text, const char **plain)
{
    size_t size = 0, len;
    unsigned char *bytes = sealed_bytes(a, bytea_text, &size);
    EVP_CIPHER_CTX *cipher;
    char *out;
    int done;
    bool genuine;

    if (bytes == NULL)
        return false;
    cipher = cipher_new(k, key_id, context, bytes + 1, false);
    if (cipher == NULL)
        return false;
    len = size - HEAD - TAG;
    out = arena_alloc(a, len + 1);
    need(EVP_CipherUpdate(cipher, (unsigned char *)out, &done, bytes + HEAD, (int)len) ==
         1);
    need(EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_SET_TAG, TAG, bytes + HEAD + len) == 1);
    genuine = EVP_CipherFinal_ex(cipher, (unsigned char *)out + len, &done) == 1;
    EVP_CIPHER_CTX_free(cipher);
    if (genuine)
        *plain = out;
    else
        sodium_memzero(out, len);
    return genuine;
}

bool
seal_mac(const struct keyring *k, int key_id, const char *purpose,
         const unsigned char *bytes, size_t len, unsigned char out[SEAL_MAC_SIZE])
{
    unsigned char key[KEY_SIZE];

    if (!keyring_derive(k, key_id, purpose, key))
        return false;
    crypto_auth_hmacsha256(out, bytes, len, key);
    sodium_memzero(key, sizeof key);
    return true;
}

const char *
seal_index(struct arena *a, const struct keyring *k, int key_id, const char *context,
           const char *value)
{
    size_t context_len = strlen(context), value_len = strlen(value);
    unsigned char *bytes = arena_alloc(a, 4 + context_len + value_len);
    unsigned char mac[SEAL_MAC_SIZE];

    need(context_len <= INT_MAX);
    put_number(bytes, context_len);
    memcpy(bytes + 4, context, context_len);
    memcpy(bytes + 4 + context_len, value, value_len);
    if (!seal_mac(k, key_id, KEY_FOR_INDEX, bytes, 4 + context_len + value_len, mac))
        return NULL;
    return as_bytea(a, mac, sizeof mac);
}

/* Spaces, hyphens and dots, as keyboards of all kinds write them. */
static bool
separates(unsigned c)
{
    return c == ' ' || c == '\t' || c == 0xa0 || (c >= 0x2000 && c <= 0x200b) ||
           c == 0x202f || c == 0x3000 || c == '-' || c == 0xad ||
           (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == '.' || c == 0xb7 ||
           c == 0x2022 || c == 0x2027 || c == 0x3002 || c == 0x30fb || c == 0xff61 ||
           c == 0xff65;
}

unsigned
number_fold(unsigned c)
{
    if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xfee0;
    if (separates(c))
        return 0;
    return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
}

const char *
number_folded(struct arena *a, const char *value)
{
    char *folded = arena_alloc(a, strlen(value) + 1), *p = folded;

    while (*value != '\0') {
        const char *from = value;
        unsigned c = number_fold(text_next(&value));

        if (c == 0)
            continue;
        if (c < 0x80) {
            *p++ = (char)c;
            continue;
        }
        memcpy(p, from, (size_t)(value - from));
        p += value - from;
    }
    return folded;
}
