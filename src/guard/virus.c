#include "guard/virus.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 32768, REPLY = 512 };

struct asking {
    int fd;
    long long until; /* milliseconds of the monotonic clock */
};

static long long
now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* Waits until the socket is ready for EVENTS; false when time is over. */
static bool
wait_for(const struct asking *a, short events)
{
    struct pollfd p = {.fd = a->fd, .events = events};
    long long left;
    int n;

    do {
        left = a->until - now_ms();
        n = left > 0 ? poll(&p, 1, (int)left) : 0;
    } while (n < 0 && errno == EINTR);
    return n == 1;
}

static bool
send_all(const struct asking *a, const void *bytes, size_t size)
{
    const char *at = bytes;

    while (size > 0) {
        ssize_t n = send(a->fd, at, size, MSG_NOSIGNAL | MSG_DONTWAIT);

        if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
            if (!wait_for(a, POLLOUT))
                return false;
            continue;
        }
        if (n <= 0)
            return false;
        at += n;
        size -= (size_t)n;
    }
    return true;
}

static bool
send_length(const struct asking *a, size_t n)
{
    const unsigned char length[4] = {(unsigned char)(n >> 24), (unsigned char)(n >> 16),
                                     (unsigned char)(n >> 8), (unsigned char)n};

    return send_all(a, length, sizeof length);
}

static bool
send_file(const struct asking *a, const struct spool *file)
{
    static const char command[] = "zINSTREAM";
    char piece[PIECE];
    long long size = spool_size(file);

    if (!send_all(a, command, sizeof command)) /* with its zero */
        return false;
    for (long long at = 0; at < size;) {
        size_t n = size - at < PIECE ? (size_t)(size - at) : PIECE;

        if (!spool_read(file, at, piece, n) || !send_length(a, n) || !send_all(a, piece, n))
            return false;
        at += (long long)n;
    }
    return send_length(a, 0);
}

/* The reply up to its zero, or to the end. */
static void
receive(const struct asking *a, char reply[REPLY])
{
    size_t len = 0;

    while (len < REPLY - 1 && wait_for(a, POLLIN)) {
        ssize_t n = recv(a->fd, reply + len, REPLY - 1 - len, 0);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        len += (size_t)n;
        if (memchr(reply, '\0', len) != NULL)
            break;
    }
    reply[len] = '\0';
}

/* "stream: OK", "stream: Eicar-Signature FOUND", "… ERROR". */
static enum virus_word
word_of(const char *reply, char name[VIRUS_NAME])
{
    static const char begin[] = "stream: ", found[] = " FOUND";
    size_t n = 0, len;

    if (strncmp(reply, begin, sizeof begin - 1) != 0)
        return VIRUS_UNKNOWN;
    reply += sizeof begin - 1;
    len = strcspn(reply, "\r\n");
    if (len == 2 && memcmp(reply, "OK", 2) == 0)
        return VIRUS_NONE;
    if (len < sizeof found ||
        memcmp(reply + len - (sizeof found - 1), found, sizeof found - 1) != 0)
        return VIRUS_UNKNOWN;
    for (size_t i = 0; i < len - (sizeof found - 1) && n < VIRUS_NAME - 1; i++) {
        char c = reply[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                     (c >= 'a' && c <= 'z') || c == '-' || c == '.';

        name[n++] = (char)(plain ? c : '_');
    }
    name[n] = '\0';
    return VIRUS_FOUND;
}

enum virus_word
virus_look(const char *path, long seconds, const struct spool *file, char name[VIRUS_NAME])
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    struct asking a = {.until = now_ms() + seconds * 1000LL};
    const struct timeval patience = {.tv_sec = seconds > 0 ? seconds : 1};
    char reply[REPLY] = "";

    name[0] = '\0';
    if (strlen(path) >= sizeof at.sun_path)
        return VIRUS_UNKNOWN;
    strcpy(at.sun_path, path);
    a.fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (a.fd < 0)
        return VIRUS_UNKNOWN;
    /* the full queue of a clamd that does not answer would hold connect() for ever */
    setsockopt(a.fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    /* clamd may close before it has taken everything: what it said is read all the same */
    if (connect(a.fd, (const struct sockaddr *)&at, sizeof at) == 0) {
        send_file(&a, file);
        receive(&a, reply);
    }
    close(a.fd);
    return word_of(reply, name);
}
