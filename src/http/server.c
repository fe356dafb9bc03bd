#include "http/server.h"

#include "base/log.h"
#include "base/setting.h"
#include "http/exchange.h"
#include "http/listener.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SHUT = -1000000 /* of `running`: no request begins any more */ };

struct server {
    const struct service *service;
    struct MHD_Daemon *daemon;
    struct listener listener;
    struct door door;
    atomic_int running; /* requests between their first line and the end of their reply */
};

static void *
begin(void *context, const char *target, struct MHD_Connection *connection)
{
    struct server *s = context;
    bool late = atomic_fetch_add(&s->running, 1) < 0;

    (void)connection;
    return exchange_begin(s->service, target, late, &s->door);
}

static enum MHD_Result
handle(void *context, struct MHD_Connection *connection, const char *path,
       const char *method, const char *version, const char *upload, size_t *upload_size,
       void **state)
{
    (void)context;
    (void)version;
    return exchange_step(*state, connection, path, method, upload, upload_size);
}

static void
end(void *context, struct MHD_Connection *connection, void **state,
    enum MHD_RequestTerminationCode why)
{
    struct server *s = context;

    (void)connection;
    if (*state == NULL)
        return;
    exchange_end(*state, why == MHD_REQUEST_TERMINATED_COMPLETED_OK);
    *state = NULL;
    atomic_fetch_sub(&s->running, 1);
}

static void
log_daemon(void *context, const char *format, va_list args)
{
    char line[256], safe[256];

    (void)context;
    vsnprintf(line, sizeof line, format, args);
    log_line(LOG_DEBUG, "http", "\"message\":\"%s\"", log_safe(line, safe, sizeof safe));
}

struct server *
server_start(const struct service *service, char *reason, unsigned size)
{
    const struct settings *set = service->settings;
    struct server *s;
    struct listener listener;

    if (!listener_open(set, &listener, reason, size))
        return NULL;
    s = xmalloc(sizeof *s);
    memset(s, 0, sizeof *s);
    s->service = service;
    s->listener = listener;
    s->door.from_socket = listener.local;
    s->daemon = MHD_start_daemon(
        MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL |
            MHD_USE_ITC | MHD_USE_ERROR_LOG,
        0, NULL, NULL, handle, s, MHD_OPTION_EXTERNAL_LOGGER, log_daemon, NULL,
        MHD_OPTION_LISTEN_SOCKET, listener.fd, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)set->connection_limit, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)set->connection_timeout_s, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)65536, MHD_OPTION_THREAD_STACK_SIZE, (size_t)524288,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK, begin, s,
        MHD_OPTION_NOTIFY_COMPLETED, end, s, MHD_OPTION_END);
    if (s->daemon == NULL) {
        snprintf(reason, size, "the HTTP server does not start");
        listener_close(&listener, listener.fd);
        free(s);
        return NULL;
    }
    return s;
}

const char *
server_url(const struct server *s)
{
    return s->listener.url;
}

void
server_stop(struct server *s)
{
    const struct timespec tenth = {0, 100000000};
    long left = s->service->settings->stop_wait_s * 10;
    int none;

    atomic_store(&s->door.stopping, true);
    listener_close(&s->listener, MHD_quiesce_daemon(s->daemon));
    /* A first pause lets requests that were already sent arrive and be counted.  Then the
     * door is shut in the moment nobody is inside: who comes later is refused, not lost. */
    do {
        nanosleep(&tenth, NULL);
        none = 0;
    } while (!atomic_compare_exchange_strong(&s->running, &none, SHUT) && left-- > 0);
    MHD_stop_daemon(s->daemon);
    free(s);
}
