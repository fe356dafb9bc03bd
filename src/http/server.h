/* The HTTP server: libmicrohttpd, a thread a connection. */
#ifndef GONGKAI_HTTP_SERVER_H
#define GONGKAI_HTTP_SERVER_H

#include "http/request.h"

struct server;

/* Listens (see listener.h) and answers requests with the operations.  NULL with the reason in REASON.  SERVICE must outlive the server. */
struct server *server_start(const struct service *service, char *reason, unsigned size);

/* Where it listens: "http://127.0.0.1:8080" or "unix:PATH". */
const char *server_url(const struct server *s);

/* Stops: no new connections, running requests get their replies (at most stop_wait_s), then
 * everything is freed. */
void server_stop(struct server *s);

#endif
