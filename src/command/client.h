/* A client of the running service, for the commands that work through its operations. */
#ifndef GONGKAI_COMMAND_CLIENT_H
#define GONGKAI_COMMAND_CLIENT_H

#include "base/setting.h"
#include "base/text.h"

#include <jansson.h>
#include <stdbool.h>

struct client;

/* A client that asks in the name of the service token in the file S names, or else of who
 * signed in here; where there is neither, in a training database of made-up persons
 * (command/stage.h), else of nobody.  S must outlive it.  NULL after saying which file cannot
 * be trusted. */
struct client *client_new(const struct settings *s);

/* A client of nobody, to sign in with; and one on the stage, whoever is signed in: of made-up
 * persons, or with ACTORS of the accounts that are in the database. */
struct client *client_new_nobody(const struct settings *s);
struct client *client_new_stage(const struct settings *s, bool actors);

/* Whether somebody is signed in; says so otherwise. */
bool client_is_signed_in(const struct client *c);

/* Removes the session file: the session it holds is over.  False after saying why not. */
bool client_forget(struct client *c);

void client_free(struct client *c);

/* Sends METHOD to PATH (with its query) with BODY as JSON (NULL: none) and KEY as
 * Idempotency-Key (NULL: none).  Returns the HTTP status and the reply's bytes in REPLY
 * (zero-initialised or reused); 0 after saying why when there was no reply.  A request with
 * a key that met a passing fault (503, a lost connection) is repeated a few times.  202 after
 * saying that a proposal waits for another person; on the stage it is confirmed at once.  A
 * session that the reply gives or takes back is kept in the session file, or removed. */
long client_call(struct client *c, const char *method, const char *path, const json_t *body,
                 const char *key, struct text *reply);

/* What GET PATH answers, as JSON to be json_decref'ed; NULL after saying why there is none. */
json_t *client_fetch(struct client *c, const char *path);

/* The text or the number called NAME in OBJECT; "" and 0 when there is none. */
const char *client_text(const json_t *object, const char *name);
long client_number(const json_t *object, const char *name);

/* The last word of a problem document's type, such as unauthorized. */
const char *client_problem(const json_t *problem);

/* Says on standard error what the problem document REPLY says, behind PREFIX. */
void client_explain(const char *prefix, long status, const struct text *reply);

/* PATH with each of its parts that is not plain percent-encoded; to be freed. */
char *client_escape(struct client *c, const char *part);

#endif
