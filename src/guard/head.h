/* A head of a chain as it is kept outside the database: a line of a file that only grows.
 *
 *     2026-11-23T08:00:00Z AGENCY SEQ HASH KEY MAC
 *
 * MOMENT is when it was written, HASH that of record SEQ of the agency's chain, MAC the
 * seal of everything before its blank, by the key KEY; both in hexadecimal digits. */
#ifndef GONGKAI_GUARD_HEAD_H
#define GONGKAI_GUARD_HEAD_H

#include "base/text.h"
#include "guard/chain.h"

#include <stdbool.h>

struct keyring;

enum { HEAD_MOMENT = 21 };

struct head {
    char moment[HEAD_MOMENT];
    int agency;
    long long seq;
    unsigned char hash[CHAIN_HASH];
};

/* Adds the line of H (with its line feed), sealed by the current key of KEYS, to OUT; false
 * when it cannot be sealed. */
bool head_write(const struct keyring *keys, const struct head *h, struct text *out);

/* Reads LINE (without line feed) into *H; false when it is no such line, or its seal is not
 * of a key in KEYS. */
bool head_read(const struct keyring *keys, const char *line, struct head *h);

#endif
