#include "http/keys.h"

#include "guard/keyholder.h"
#include "guard/seal.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

const struct keyring *
keys_for(struct request *rq, int id)
{
    if (!keyring_knows(rq->keyring, id))
        rq->keyring = keyholder_ring(rq->service->keys);
    return rq->keyring;
}

/* NULL for a key that is gone. */
static const char *
name_with(struct request *rq, int id, const char *digest)
{
    unsigned char mac[SEAL_MAC_SIZE];
    char hex[2 * SEAL_MAC_SIZE + 1];

    if (!seal_mac(keys_for(rq, id), id, KEY_FOR_REQUEST, (const unsigned char *)digest,
                  strlen(digest), mac))
        return NULL;
    sodium_bin2hex(hex, sizeof hex, mac, sizeof mac);
    return arena_printf(rq->arena, "%d:%s", id, hex);
}

const char *
keys_name(struct request *rq, const char *digest)
{
    return name_with(rq, keyring_current(rq->keyring), digest);
}

bool
keys_name_is(struct request *rq, const char *name, const char *digest)
{
    const char *known;

    if (strchr(name, ':') == NULL)
        return strcmp(name, digest) == 0;
    known = name_with(rq, atoi(name), digest);
    return known != NULL && strcmp(name, known) == 0;
}
