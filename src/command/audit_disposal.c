#include "command/audit_check.h"

#include <stdio.h>
#include <string.h>

/* Columns of audit_entries.sql. */
enum { E_CERTIFICATE = ENTRY_FIELDS + 1, E_BEFORE, E_AFTER };

void
audit_vouch_disposal(struct audit_check *c, long long seq, const json_t *data)
{
    const char *hex = json_string_value(json_object_get(data, "disposal_digest"));
    struct disposed *d;

    c->disposals =
        audit_grow(c->disposals, c->disposal_count, &c->disposal_room, sizeof *d);
    d = &c->disposals[c->disposal_count];
    *d = (struct disposed){.certificate =
                               (int)json_integer_value(json_object_get(data, "disposal")),
                           .number = seq};
    crypto_hash_sha256_init(&d->state);
    c->disposal_count += hex != NULL && chain_from_hex(hex, d->digest);
}

static struct disposed *
disposal_of(struct audit_check *c, int certificate)
{
    for (int i = 0; i < c->disposal_count; i++)
        if (c->disposals[i].certificate == certificate)
            return &c->disposals[i];
    return NULL;
}

static bool
is_digest(const struct copy_row *row, int column)
{
    return row->values[column] != NULL && row->sizes[column] == CHAIN_HASH;
}

bool
audit_before_disposal(struct audit_check *c, unsigned char digest[CHAIN_HASH])
{
    struct disposed *d;

    if (!is_digest(&c->entry, E_BEFORE) || !is_digest(&c->entry, E_AFTER) ||
        c->entry.values[E_CERTIFICATE] == NULL)
        return c->entry.values[E_BEFORE] == NULL;
    d = disposal_of(c, (int)copy_number(&c->entry, E_CERTIFICATE));
    if (d == NULL)
        return false;
    d->found = true;
    crypto_hash_sha256_update(&d->state, (const unsigned char *)c->entry.values[E_BEFORE],
                              CHAIN_HASH);
    crypto_hash_sha256_update(&d->state, (const unsigned char *)c->entry.values[E_AFTER],
                              CHAIN_HASH);
    if (memcmp(digest, c->entry.values[E_AFTER], CHAIN_HASH) == 0)
        memcpy(digest, c->entry.values[E_BEFORE], CHAIN_HASH);
    return true;
}

void
audit_end_disposals(struct audit_check *c)
{
    for (int i = 0; i < c->disposal_count; i++) {
        struct disposed *d = &c->disposals[i];
        unsigned char digest[CHAIN_HASH];

        crypto_hash_sha256_final(&d->state, digest);
        if (!d->found || memcmp(digest, d->digest, CHAIN_HASH) != 0)
            audit_bad(c, d->number, "the certificate of its disposal is not as recorded",
                      "所证明的销毁清单与记录时不同");
    }
    c->disposal_count = 0;
}
