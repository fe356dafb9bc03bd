#include "http/server.h"

#include "base/log.h"
#include "base/setting.h"
#include "http/exchange.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SHUT = -1000000 /* of `running`: no request begins any more */ };

struct server {
    const struct service *service;
    struct MHD_Daemon *daemon;
    unsigned port;
    atomic_int running; /* requests between their first line and the end of their reply */
    atomic_bool stopping;
};

static void *
begin(void *context, const char *target, struct MHD_Connection *connection)
{
    struct server *s = context;
    bool late = atomic_fetch_add(&s->running, 1) < 0;

    (void)connection;
    return exchange_begin(s->service, target, late, &s->stopping);
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

/* A socket bound to ADDRESS and PORT, or -1 with errno. */
static int
bind_socket(const char *address, unsigned port)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    bool six = inet_pton(AF_INET6, address, &v6.sin6_addr) == 1;
    int on = 1, fd;

    if (!six && inet_pton(AF_INET, address, &v4.sin_addr) != 1) {
        errno = EINVAL;
        return -1;
    }
    fd = socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, six ? (struct sockaddr *)&v6 : (struct sockaddr *)&v4,
             six ? sizeof v6 : sizeof v4) != 0 ||
        listen(fd, 1024) != 0) {
        int reason = errno;

        close(fd);
        errno = reason;
        return -1;
    }
    return fd;
}

static bool
is_loopback(const char *address)
{
    struct in_addr v4;

    if (strcmp(address, "::1") == 0)
        return true;
    return inet_pton(AF_INET, address, &v4) == 1 && ntohl(v4.s_addr) >> 24 == 127;
}

static unsigned
bound_port(int fd)
{
    struct sockaddr_in6 any;
    socklen_t size = sizeof any;

    if (getsockname(fd, (struct sockaddr *)&any, &size) != 0)
        return 0;
    return ntohs(any.sin6_port); /* at the same place in both families */
}

struct server *
server_start(const struct service *service, char *reason, unsigned size)
{
    const struct settings *set = service->settings;
    struct server *s;
    int fd = -1;

    if (!is_loopback(set->listen)) {
        snprintf(reason, size,
                 "listen: %s is not a loopback address; until accounts exist the service "
                 "listens on 127.0.0.1 or ::1 only",
                 set->listen);
        return NULL;
    }
    for (long i = 0; fd < 0 && i < set->port_tries && set->port + i <= 65535; i++) {
        fd = bind_socket(set->listen, (unsigned)(set->port + i));
        if (fd < 0 && errno != EADDRINUSE)
            break;
    }
    if (fd < 0) {
        snprintf(reason, size, "cannot listen on %s port %ld: %s", set->listen, set->port,
                 strerror(errno));
        return NULL;
    }
    s = xmalloc(sizeof *s);
    memset(s, 0, sizeof *s);
    s->service = service;
    s->port = bound_port(fd);
    s->daemon = MHD_start_daemon(
        MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL |
            MHD_USE_ITC | MHD_USE_ERROR_LOG,
        0, NULL, NULL, handle, s, MHD_OPTION_EXTERNAL_LOGGER, log_daemon, NULL,
        MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)set->connection_limit, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)set->connection_timeout_s, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)65536, MHD_OPTION_THREAD_STACK_SIZE, (size_t)524288,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK, begin, s,
        MHD_OPTION_NOTIFY_COMPLETED, end, s, MHD_OPTION_END);
    if (s->daemon == NULL) {
        snprintf(reason, size, "the HTTP server does not start");
        close(fd);
        free(s);
        return NULL;
    }
    return s;
}

unsigned
server_port(const struct server *s)
{
    return s->port;
}

void
server_stop(struct server *s)
{
    const struct timespec tenth = {0, 100000000};
    long left = s->service->settings->stop_wait_s * 10;
    int fd, none;

    atomic_store(&s->stopping, true);
    fd = MHD_quiesce_daemon(s->daemon);
    if (fd >= 0)
        close(fd);
    /* A first pause lets requests that were already sent arrive and be counted.  Then the
     * door is shut in the moment nobody is inside: who comes later is refused, not lost. */
    do {
        nanosleep(&tenth, NULL);
        none = 0;
    } while (!atomic_compare_exchange_strong(&s->running, &none, SHUT) && left-- > 0);
    MHD_stop_daemon(s->daemon);
    free(s);
}
