/* Where the service listens: a TCP address, a socket file, or a socket that was handed over
 * by systemd. */
#ifndef GONGKAI_HTTP_LISTENER_H
#define GONGKAI_HTTP_LISTENER_H

#include <stdbool.h>
#include <sys/un.h>

struct settings;

struct listener {
    int fd;
    bool local; /* AF_UNIX: only this machine comes in */
    char
        path[sizeof((struct sockaddr_un){0}).sun_path]; /* the socket file made; "": none */
    char url[128]; /* "http://127.0.0.1:8080" or "unix:/run/gongkaid/http.sock" */
};

/* Whether the settings name an address that other machines reach. */
bool listener_is_exposed(const struct settings *settings);

/* Takes the socket systemd hands over (LISTEN_FDS, which must be 1), else opens what the
 * settings say.  A socket file that nobody answers on is replaced.  Refuses what other
 * machines reach without plain_http.  False with the reason in REASON. */
bool listener_open(const struct settings *settings, struct listener *l, char *reason,
                   unsigned size);

/* Removes the socket file that listener_open made and closes FD, the listening socket;
 * -1: it is closed already.  Connections live on. */
void listener_close(struct listener *l, int fd);

#endif
