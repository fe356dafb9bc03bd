#include "guard/head.h"

#include "guard/keyring.h"
#include "guard/seal.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { MOST_LINE = 256 };

static const char purpose[] = "audit-head";

bool
head_write(const struct keyring *keys, const struct head *h, struct text *out)
{
    char line[MOST_LINE], hash[CHAIN_HEX], mac[CHAIN_HEX];
    unsigned char seal[CHAIN_HASH];
    int key = keyring_current(keys);
    int len = snprintf(line, sizeof line, "%s %d %lld %s %d", h->moment, h->agency, h->seq,
                       chain_to_hex(h->hash, hash), key);

    if (!seal_mac(keys, key, purpose, (const unsigned char *)line, (size_t)len, seal))
        return false;
    text_addf(out, "%s %s\n", line, chain_to_hex(seal, mac));
    return true;
}

bool
head_read(const struct keyring *keys, const char *line, struct head *h)
{
    unsigned char seal[CHAIN_HASH], right[CHAIN_HASH];
    char hash[CHAIN_HEX], mac[CHAIN_HEX], again[MOST_LINE];
    int key, len;

    if (sscanf(line, "%20s %d %lld %64s %d %64s", h->moment, &h->agency, &h->seq, hash,
               &key, mac) != 6 ||
        !chain_from_hex(hash, h->hash) || !chain_from_hex(mac, seal))
        return false;
    /* Written again, so that no second spelling of a line passes. */
    len = snprintf(again, sizeof again, "%s %d %lld %s %d", h->moment, h->agency, h->seq,
                   hash, key);
    return strlen(line) == (size_t)len + CHAIN_HEX &&
           strncmp(line, again, (size_t)len) == 0 &&
           seal_mac(keys, key, purpose, (const unsigned char *)again, (size_t)len, right) &&
           sodium_memcmp(seal, right, sizeof seal) == 0;
}
