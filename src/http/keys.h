/* The keys of a request: what the service had when its transaction began. */
#ifndef GONGKAI_HTTP_KEYS_H
#define GONGKAI_HTTP_KEYS_H

#include "guard/keyring.h"
#include "http/request.h"

/* To open what was sealed with the key ID: looked at anew when that key was added since.  Who
 * seals takes rq->keyring once, for value, index and id alike. */
const struct keyring *keys_for(struct request *rq, int id);

/* What names a request for its Idempotency-Key, from the DIGEST of what was sent: "KEY:MAC".
 * A body holds numbers that are soon guessed; a plain digest of it would prove a guess. */
const char *keys_name(struct request *rq, const char *digest);

/* Whether NAME, which was stored once, is that of DIGEST.  An older version stored the digest
 * itself. */
bool keys_name_is(struct request *rq, const char *name, const char *digest);

#endif
