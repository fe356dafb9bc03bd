/* A client of the running service, for the commands that work through its operations. */
#ifndef GONGKAI_COMMAND_CLIENT_H
#define GONGKAI_COMMAND_CLIENT_H

#include "base/setting.h"
#include "base/text.h"

#include <jansson.h>

struct client;

/* Reads the token from the state directory; NULL after saying what is wrong. */
struct client *client_new(const struct settings *s);
void client_free(struct client *c);

/* Sends METHOD to PATH (with its query) with BODY as JSON (NULL: none) and KEY as
 * Idempotency-Key (NULL: none).  Returns the HTTP status and the reply's bytes in REPLY
 * (zero-initialised or reused); 0 after saying why when there was no reply.  A request with
 * a key that met a passing fault (503, a lost connection) is repeated a few times. */
long client_call(struct client *c, const char *method, const char *path, const json_t *body,
                 const char *key, struct text *reply);

/* What GET PATH answers, as JSON to be json_decref'ed; NULL after saying why there is none. */
json_t *client_fetch(struct client *c, const char *path);

/* The text or the number called NAME in OBJECT; "" and 0 when there is none. */
const char *client_text(const json_t *object, const char *name);
long client_number(const json_t *object, const char *name);

/* Says on standard error what the problem document REPLY says, behind PREFIX. */
void client_explain(const char *prefix, long status, const struct text *reply);

/* PATH with each of its parts that is not plain percent-encoded; to be freed. */
char *client_escape(struct client *c, const char *part);

#endif
