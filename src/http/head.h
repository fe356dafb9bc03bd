/* The head of a request: what is refused of any, whatever it asks for. */
#ifndef GONGKAI_HTTP_HEAD_H
#define GONGKAI_HTTP_HEAD_H

#include "http/request.h"

#include <microhttpd.h>

/* Checks TARGET (as sent, before anything is decoded) and the headers of CONNECTION: their
 * size and number, their framing, and characters that only an attack holds. */
enum problem head_check(struct request *rq, struct MHD_Connection *connection,
                        const char *target);

/* Puts the client's address into rq->source; rq->from_socket is known. */
void head_find_source(struct request *rq, struct MHD_Connection *connection);

/* Whether KEY may be an Idempotency-Key. */
bool head_key_is_clean(const char *key);

#endif
