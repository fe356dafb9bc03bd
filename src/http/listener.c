#include "http/listener.h"

#include "base/setting.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BACKLOG = 1024, INHERITED_FD = 3, SOCKET_MODE = 0660 };

static const char unix_prefix[] = "unix:";

static bool
is_unix(const char *address)
{
    return strncmp(address, unix_prefix, sizeof unix_prefix - 1) == 0;
}

static bool
is_loopback(const char *address)
{
    struct in_addr v4;

    if (strcmp(address, "::1") == 0)
        return true;
    return inet_pton(AF_INET, address, &v4) == 1 && ntohl(v4.s_addr) >> 24 == 127;
}

bool
listener_is_exposed(const struct settings *settings)
{
    return !is_unix(settings->listen) && !is_loopback(settings->listen);
}

static bool
refuse_exposed(const char *address, char *reason, unsigned size)
{
    snprintf(reason, size,
             "listen: %s is not a loopback address, and nothing would be encrypted; put a "
             "TLS proxy in front (listen = unix:PATH), or set plain_http = yes",
             address);
    return false;
}

/* FD, listening on TO; -1 with errno, and FD closed, when it cannot. */
static int
listening(int fd, const void *to, socklen_t size)
{
    int reason;

    if (fd < 0 || (bind(fd, to, size) == 0 && listen(fd, BACKLOG) == 0))
        return fd;
    reason = errno;
    close(fd);
    errno = reason;
    return -1;
}

/* A socket bound to ADDRESS and PORT, or -1 with errno. */
static int
bind_address(const char *address, unsigned port)
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
    if (fd >= 0)
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (six)
        return listening(fd, &v6, sizeof v6);
    return listening(fd, &v4, sizeof v4);
}

/* Removes the socket file at TO that a dead process left; false with errno when somebody
 * answers on it, or it is no socket. */
static bool
make_way(const struct sockaddr_un *to)
{
    struct stat status;
    int fd, reason;

    if (lstat(to->sun_path, &status) != 0)
        return errno == ENOENT;
    if (!S_ISSOCK(status.st_mode)) {
        errno = ENOTSOCK;
        return false;
    }
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    reason = connect(fd, (const struct sockaddr *)to, sizeof *to) == 0 ? EADDRINUSE : errno;
    close(fd);
    if (reason == ECONNREFUSED)
        return unlink(to->sun_path) == 0;
    errno =
        reason == EAGAIN ? EADDRINUSE : reason; /* its queue is full: somebody is there */
    return false;
}

static bool
open_file(struct listener *l, const char *address, char *reason, unsigned size)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    const char *path = address + sizeof unix_prefix - 1;
    mode_t before;

    if (*path != '/' || strlen(path) >= sizeof to.sun_path) {
        snprintf(reason, size,
                 "listen: %s must be unix: and an absolute path of at most %zu bytes",
                 address, sizeof to.sun_path - 1);
        return false;
    }
    strcpy(to.sun_path, path);
    if (make_way(&to)) {
        before = umask(0777 & ~SOCKET_MODE);
        l->fd = listening(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), &to, sizeof to);
        umask(before);
    }
    if (l->fd < 0) {
        snprintf(reason, size, "cannot listen on %s: %s", address, strerror(errno));
        return false;
    }
    strcpy(l->path, path);
    return true;
}

static bool
open_address(struct listener *l, const struct settings *set, char *reason, unsigned size)
{
    if (!is_loopback(set->listen) && !set->plain_http)
        return refuse_exposed(set->listen, reason, size);
    for (long i = 0; l->fd < 0 && i < set->port_tries && set->port + i <= 65535; i++) {
        l->fd = bind_address(set->listen, (unsigned)(set->port + i));
        if (l->fd < 0 && errno != EADDRINUSE)
            break;
    }
    if (l->fd < 0)
        snprintf(reason, size, "cannot listen on %s port %ld: %s", set->listen, set->port,
                 strerror(errno));
    return l->fd >= 0;
}

/* Whether systemd hands over a socket to this process; its variables go no further. */
static bool
is_handed_over(long *count)
{
    const char *pid = getenv("LISTEN_PID"), *fds = getenv("LISTEN_FDS");
    bool ours = pid != NULL && fds != NULL && strtol(pid, NULL, 10) == (long)getpid();

    *count = ours ? strtol(fds, NULL, 10) : 0;
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    return ours;
}

static bool
take_over(struct listener *l, long count, char *reason, unsigned size)
{
    int accepts = 0;
    socklen_t len = sizeof accepts;

    if (count != 1) {
        snprintf(reason, size, "LISTEN_FDS is %ld: one socket is needed", count);
        return false;
    }
    if (getsockopt(INHERITED_FD, SOL_SOCKET, SO_ACCEPTCONN, &accepts, &len) != 0 ||
        !accepts) {
        snprintf(reason, size, "LISTEN_FDS: file descriptor 3 is no listening socket");
        return false;
    }
    fcntl(INHERITED_FD, F_SETFD, FD_CLOEXEC);
    l->fd = INHERITED_FD;
    return true;
}

/* Reads from the socket what was bound: its URL, whether it is local; the address without
 * port into ADDRESS, "" for a local one. */
static bool
describe(struct listener *l, char address[INET6_ADDRSTRLEN])
{
    struct sockaddr_storage any = {.ss_family = AF_UNSPEC};
    struct sockaddr_in *v4 = (struct sockaddr_in *)&any;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&any;
    socklen_t len = sizeof any;

    address[0] = '\0';
    if (getsockname(l->fd, (struct sockaddr *)&any, &len) != 0)
        return false;
    l->local = any.ss_family == AF_UNIX;
    if (l->local) {
        snprintf(l->url, sizeof l->url, "unix:%.*s", (int)sizeof l->path,
                 ((struct sockaddr_un *)&any)->sun_path);
        return true;
    }
    if (any.ss_family == AF_INET6 &&
        inet_ntop(AF_INET6, &v6->sin6_addr, address, INET6_ADDRSTRLEN) != NULL)
        snprintf(l->url, sizeof l->url, "http://[%s]:%u", address, ntohs(v6->sin6_port));
    else if (any.ss_family == AF_INET &&
             inet_ntop(AF_INET, &v4->sin_addr, address, INET6_ADDRSTRLEN) != NULL)
        snprintf(l->url, sizeof l->url, "http://%s:%u", address, ntohs(v4->sin_port));
    return address[0] != '\0';
}

bool
listener_open(const struct settings *settings, struct listener *l, char *reason,
              unsigned size)
{
    char address[INET6_ADDRSTRLEN];
    bool opened;
    long count;

    *l = (struct listener){.fd = -1};
    if (is_handed_over(&count))
        opened = take_over(l, count, reason, size);
    else if (is_unix(settings->listen))
        opened = open_file(l, settings->listen, reason, size);
    else
        opened = open_address(l, settings, reason, size);
    if (!opened)
        return false;
    if (!describe(l, address))
        snprintf(reason, size, "the socket handed over is neither of TCP nor of a file");
    else if (l->local || is_loopback(address) || settings->plain_http)
        return true;
    else
        refuse_exposed(address, reason, size);
    listener_close(l, l->fd);
    return false;
}

void
listener_close(struct listener *l, int fd)
{
    if (*l->path != '\0')
        unlink(l->path);
    if (fd >= 0)
        close(fd);
}
