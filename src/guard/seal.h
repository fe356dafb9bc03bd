/* Values that the database holds but cannot read: AES-256-GCM, and a keyed index by which
 * equal ones are found.  The text form is that of a PostgreSQL bytea parameter, \x and hex
 * digits.  With one key at most 2^32 values may be sealed; rotate long before. */
#ifndef GONGKAI_GUARD_SEAL_H
#define GONGKAI_GUARD_SEAL_H

#include "base/arena.h"
#include "guard/keyring.h"

#include <stdbool.h>
#include <stddef.h>

enum { SEAL_MAC_SIZE = 32 };

/* PLAIN sealed with the current key, whose id the caller stores beside it: a version byte, a
 * random nonce of 12 bytes, the ciphertext, a tag of 16.  CONTEXT says what the value is and
 * where it stands ("applicant|AGENCY|APPLICATION|SEQ|id_number"; the parts hold no bar): in
 * another row or column it does not open.  Never NULL. */
const char *seal(struct arena *a, const struct keyring *k, const char *context,
                 const char *plain);

/* Opens what seal() made with the key KEY_ID for CONTEXT.  False for an unknown key, another
 * context or a changed byte; *PLAIN is then left alone. */
bool unseal(struct arena *a, const struct keyring *k, int key_id, const char *context,
            const char *bytea_text, const char **plain);

/* HMAC-SHA256 of VALUE for search by equality; NULL for an unknown key.  CONTEXT names the
 * agency and the column, so that one number has another index in another agency.  Fold the
 * value first. */
const char *seal_index(struct arena *a, const struct keyring *k, int key_id,
                       const char *context, const char *value);

/* VALUE (valid UTF-8) as it is compared: full-width letters and digits as ASCII, upper case,
 * without spaces, hyphens and dots. */
const char *number_folded(struct arena *a, const char *value);

/* One character as it is compared there; 0 for what only separates. */
unsigned number_fold(unsigned c);

/* HMAC-SHA256 of the bytes under the key for PURPOSE.  False for an unknown key. */
bool seal_mac(const struct keyring *k, int key_id, const char *purpose,
              const unsigned char *bytes, size_t len, unsigned char out[SEAL_MAC_SIZE]);

#endif
