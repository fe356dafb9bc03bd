#include "guard/chain.h"

#include <openssl/sha.h>
#include <sodium.h>
#include <stdint.h>
#include <string.h>

static const char version[] = "\x01";

static void
add_length(struct text *out, uint32_t n)
{
    const unsigned char bytes[4] = {(unsigned char)(n >> 24), (unsigned char)(n >> 16),
                                    (unsigned char)(n >> 8), (unsigned char)n};

    text_add_bytes(out, (const char *)bytes, sizeof bytes);
}

static void
add_field(struct text *out, const char *value, size_t len)
{
    add_length(out, value != NULL ? (uint32_t)len : UINT32_MAX);
    if (value != NULL)
        text_add_bytes(out, value, len);
}

void
chain_bytes(const char *const *values, int n, const unsigned char *prev, struct text *out)
{
    out->len = 0;
    text_add_bytes(out, version, 1);
    for (int i = 0; i < n; i++)
        add_field(out, values[i], values[i] != NULL ? strlen(values[i]) : 0);
    if (prev != NULL)
        add_field(out, (const char *)prev, CHAIN_HASH);
}

void
chain_hash(const char *const *fields, const unsigned char prev[CHAIN_HASH],
           struct text *scratch, unsigned char hash[CHAIN_HASH])
{
    chain_bytes(fields, CHAIN_FIELDS, prev, scratch);
    SHA256((const unsigned char *)scratch->bytes, scratch->len, hash);
}

void
chain_entry_digest(const char *const *fields, struct text *scratch,
                   unsigned char digest[CHAIN_HASH])
{
    chain_bytes(fields, ENTRY_FIELDS, NULL, scratch);
    SHA256((const unsigned char *)scratch->bytes, scratch->len, digest);
}

static int
digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
chain_from_hex(const char *hex, unsigned char out[CHAIN_HASH])
{
    for (int i = 0; i < CHAIN_HASH; i++) {
        int high = digit(hex[2 * i]), low = high < 0 ? -1 : digit(hex[2 * i + 1]);

        if (low < 0)
            return false;
        out[i] = (unsigned char)(high << 4 | low);
    }
    return hex[CHAIN_HEX - 1] == '\0';
}

const char *
chain_to_hex(const unsigned char bytes[CHAIN_HASH], char hex[CHAIN_HEX])
{
    return sodium_bin2hex(hex, CHAIN_HEX, bytes, CHAIN_HASH);
}
