/* One request on one connection, from its first line to the end of its reply. */
#ifndef GONGKAI_HTTP_EXCHANGE_H
#define GONGKAI_HTTP_EXCHANGE_H

#include "http/request.h"

#include <microhttpd.h>
#include <stdatomic.h>
#include <stdbool.h>

struct exchange;

/* Through which requests come in.  While STOPPING, connections are closed behind their
 * replies. */
struct door {
    bool from_socket; /* of this machine: the proxy's */
    atomic_bool stopping;
};

/* Begins with the TARGET as the client sent it, before anything is decoded.  LATE: the
 * service is about to end and does nothing more. */
struct exchange *exchange_begin(const struct service *service, const char *target,
                                bool late, const struct door *door);

/* Takes the next step as libmicrohttpd calls for it: the head, a piece of the body, the
 * reply. */
enum MHD_Result exchange_step(struct exchange *x, struct MHD_Connection *connection,
                              const char *path, const char *method, const char *upload,
                              size_t *upload_size);

/* Logs the request and frees everything; COMPLETE: the reply was sent whole. */
void exchange_end(struct exchange *x, bool complete);

#endif
