#include "op/raw.h"

#include <arpa/inet.h>
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

int
raw_connect(const struct service_under_test *s)
{
    const struct timeval patience = {10, 0};
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)atoi(strrchr(s->url, ':') + 1)),
                             .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    ck_assert_int_ge(fd, 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    ck_assert_int_eq(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    return fd;
}

bool
raw_send(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t n = send(fd, bytes, size, MSG_NOSIGNAL);

        if (n <= 0)
            return false;
        bytes += n;
        size -= (size_t)n;
    }
    return true;
}

void
raw_receive(int fd, struct text *reply)
{
    char chunk[65536];
    ssize_t n;

    text_add(reply, "");
    while ((n = recv(fd, chunk, sizeof chunk, 0)) > 0)
        text_add_bytes(reply, chunk, (size_t)n);
}

int
raw_status_of(const struct text *reply)
{
    int status = 0;

    if (reply->len > 0 && sscanf(reply->bytes, "HTTP/1.%*1[01] %d", &status) != 1)
        status = -1;
    return status;
}

int
raw_status(const struct service_under_test *s, const char *bytes, size_t size)
{
    struct text reply = {NULL, 0, 0};
    int fd = raw_connect(s), status;

    raw_send(fd, bytes, size);
    shutdown(fd, SHUT_WR);
    raw_receive(fd, &reply);
    close(fd);
    status = raw_status_of(&reply);
    text_free(&reply);
    return status;
}
