/* Asks a running gongkaid the same question over and over, from several keep-alive
 * connections at once, and says how many answers came and how long they took.
 *
 *     measure [OPTION...] HOST PORT TOKEN METHOD PATH [BODY]
 *         prints: requests a second, milliseconds of the median, of the 99th in a hundred
 *     measure -s HOST PORT TOKEN METHOD PATH [BODY]
 *         reads one long reply at full speed and prints: lines, bytes, seconds
 *
 *     -c CLIENTS    connections (8)            -t SECONDS   at most (5); a fifth more before,
 *     -a AGENCIES   how many there are (1)                  to get warm, does not count
 *     -f FIRST      id of the first (1)        -l LEAST     applications each has at least (1)
 *     -o AFTER      ids behind which the open applications begin, and
 *     -n COUNT      how many there are; the run ends with them
 *
 * In PATH, {agency} stands for the code of any agency, {case} for the id of any application,
 * {open} for the next of the open ones. */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_CODE = 100000, MOST_REQUEST = 8192, BUFFER = 262144, WAIT_S = 600 };

struct plan {
    int clients, agencies, first;
    long least, open_after, open_count;
    double seconds;
    const char *host, *port, *token, *method, *path, *body;
    double warm_from, warm_until, until;
    atomic_long next_open;
};

struct client {
    pthread_t thread;
    struct plan *plan;
    int fd;
    unsigned short chance[3];
    double *seconds; /* each answer took, once warm */
    size_t count, room;
    long failures;
    char reply[BUFFER];
};

static void __attribute__((noreturn)) die(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static double
now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
connect_to(const struct plan *p)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)atoi(p->port))};
    struct timeval wait = {WAIT_S, 0};
    int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (inet_pton(AF_INET, p->host, &to.sin_addr) != 1 || fd < 0 ||
        connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
        die("connect");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    return fd;
}

static long
below(struct client *c, long n)
{
    return nrand48(c->chance) % n;
}

/* What the placeholder at AT stands for, into VALUE; returns its length, 0 for none. */
static size_t
placeholder(struct client *c, const char *at, long open, char value[32])
{
    struct plan *p = c->plan;
    long agency = below(c, p->agencies), id = (p->first + agency) << 32;

    if (strncmp(at, "{agency}", 8) == 0) {
        snprintf(value, 32, "%ld", FIRST_CODE + agency);
        return 8;
    }
    if (strncmp(at, "{case}", 6) == 0) {
        snprintf(value, 32, "%ld", id | (1 + below(c, p->least)));
        return 6;
    }
    if (strncmp(at, "{open}", 6) == 0) {
        id = (p->first + open % p->agencies) << 32;
        snprintf(value, 32, "%ld", id | (p->open_after + 1 + open / p->agencies));
        return 6;
    }
    return 0;
}

static size_t
write_request(struct client *c, long open, char *request)
{
    const struct plan *p = c->plan;
    char path[MOST_REQUEST / 2], *end = path, value[32];
    const char *body = p->body ? p->body : "";
    int n;

    for (const char *s = p->path; *s != '\0' && end < path + sizeof path - 32;) {
        size_t len = placeholder(c, s, open, value);

        s += len > 0 ? len : 1;
        end += len > 0 ? snprintf(end, 32, "%s", value) : snprintf(end, 2, "%c", s[-1]);
    }
    *end = '\0';
    n = snprintf(request, MOST_REQUEST,
                 "%s %s HTTP/1.1\r\nHost: %s:%s\r\nAuthorization: Bearer %s\r\n"
                 "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                 p->method, path, p->host, p->port, p->token, strlen(body), body);
    return n < MOST_REQUEST ? (size_t)n : 0;
}

static void
send_all(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t n = send(fd, bytes, size, MSG_NOSIGNAL);

        if (n <= 0)
            die("send");
        bytes += n;
        size -= (size_t)n;
    }
}

static size_t
receive(int fd, char *buffer, size_t size)
{
    ssize_t n = recv(fd, buffer, size, 0);

    if (n < 0)
        die("receive");
    return (size_t)n;
}

/* Reads one reply of known length; its start stays in the buffer.  Returns its status. */
static int
read_reply(struct client *c)
{
    size_t got = 0, want = 0;
    char *end = NULL, *length;

    while (end == NULL || got < want) {
        size_t keep = got < BUFFER - 1 ? got : BUFFER - 1;
        size_t n = keep < BUFFER - 1
                       ? receive(c->fd, c->reply + keep, BUFFER - 1 - keep)
                       : receive(c->fd, c->reply + BUFFER / 2, BUFFER / 2 - 1);

        if (n == 0) {
            fputs("measure: the service closed the connection\n", stderr);
            exit(EXIT_FAILURE);
        }
        got += n;
        if (end != NULL)
            continue;
        c->reply[got] = '\0';
        end = strstr(c->reply, "\r\n\r\n");
        length = strcasestr(c->reply, "content-length:");
        if (end != NULL && length != NULL)
            want = (size_t)(end + 4 - c->reply) + strtoul(length + 15, NULL, 10);
    }
    return atoi(c->reply + 9); /* behind "HTTP/1.1 " */
}

static void
note(struct client *c, double begun, double ended, int status)
{
    if (status < 200 || status > 299) {
        if (c->failures++ == 0)
            fprintf(stderr, "measure: %.600s\n", c->reply);
        return;
    }
    if (begun < c->plan->warm_until)
        return;
    if (c->count == c->room) {
        c->room = c->room ? 2 * c->room : 65536;
        c->seconds = realloc(c->seconds, c->room * sizeof *c->seconds);
        if (c->seconds == NULL)
            die("memory");
    }
    c->seconds[c->count++] = ended - begun;
}

static void *
ask(void *context)
{
    struct client *c = context;
    struct plan *p = c->plan;
    char request[MOST_REQUEST];
    double begun;

    while ((begun = now()) < p->until && c->failures == 0) {
        long open = p->open_count > 0 ? atomic_fetch_add(&p->next_open, 1) : -1;

        if (open >= p->open_count && p->open_count > 0)
            break;
        send_all(c->fd, request, write_request(c, open, request));
        note(c, begun, now(), read_reply(c));
    }
    return NULL;
}

static int
by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* Puts together what the clients noted; prints it. */
static int
summarise(struct client *clients, const struct plan *p, double ended)
{
    size_t count = 0, n = 0;
    long failures = 0;
    double *all;

    for (int i = 0; i < p->clients; i++)
        count += clients[i].count;
    all = malloc((count + 1) * sizeof *all);
    if (all == NULL)
        die("memory");
    for (int i = 0; i < p->clients; i++) {
        for (size_t k = 0; k < clients[i].count; k++)
            all[n++] = clients[i].seconds[k];
        failures += clients[i].failures;
        free(clients[i].seconds);
    }
    if (n == 0 || failures > 0) {
        fprintf(stderr, "measure: %ld requests failed, %zu did not\n", failures, n);
        free(all);
        return EXIT_FAILURE;
    }
    qsort(all, n, sizeof *all, by_size);
    printf("%.0f %.2f %.2f\n", (double)n / (ended - p->warm_until), all[n / 2] * 1e3,
           all[n * 99 / 100] * 1e3);
    free(all);
    return EXIT_SUCCESS;
}

static int
run(struct plan *p)
{
    struct client *clients = calloc((size_t)p->clients, sizeof *clients);
    double ended;
    int status;

    if (clients == NULL)
        die("memory");
    p->warm_until = now() + p->seconds / 5;
    p->until = p->warm_until + p->seconds;
    for (int i = 0; i < p->clients; i++) {
        struct client *c = &clients[i];

        c->plan = p;
        c->fd = connect_to(p);
        c->chance[0] = (unsigned short)(i + 1);
        if (pthread_create(&c->thread, NULL, ask, c) != 0)
            die("thread");
    }
    for (int i = 0; i < p->clients; i++) {
        pthread_join(clients[i].thread, NULL);
        close(clients[i].fd);
    }
    ended = now();
    status = summarise(clients, p, ended);
    free(clients);
    return status;
}

/* Where the body begins in the first bytes of a reply, which must be a success. */
static size_t
body_of(const char *bytes, size_t size)
{
    const char *end = memmem(bytes, size, "\r\n\r\n", 4);

    if (end == NULL || strncmp(bytes + 8, " 200", 4) != 0) {
        fprintf(stderr, "measure: %.*s\n", (int)size, bytes);
        exit(EXIT_FAILURE);
    }
    return (size_t)(end + 4 - bytes);
}

/* HTTP/1.0: the reply ends with the connection. */
static int
stream(const struct plan *p)
{
    static char buffer[BUFFER];
    char request[MOST_REQUEST];
    const char *body = p->body ? p->body : "";
    double begun = now();
    long lines = 0, bytes = 0;
    int fd = connect_to(p);
    size_t n;

    snprintf(request, sizeof request,
             "%s %s HTTP/1.0\r\nAuthorization: Bearer %s\r\n"
             "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
             p->method, p->path, p->token, strlen(body), body);
    send_all(fd, request, strlen(request));
    while ((n = receive(fd, buffer, sizeof buffer)) > 0) {
        for (size_t i = bytes == 0 ? body_of(buffer, n) : 0; i < n; i++)
            lines += buffer[i] == '\n';
        bytes += (long)n;
    }
    close(fd);
    printf("%ld %ld %.2f\n", lines, bytes, now() - begun);
    return EXIT_SUCCESS;
}

static int
misused(void)
{
    fputs(
        "usage: measure [-s] [-c CLIENTS] [-t SECONDS] [-a AGENCIES] [-f FIRST] [-l LEAST]\n"
        "           [-o AFTER] [-n COUNT] HOST PORT TOKEN METHOD PATH [BODY]\n",
        stderr);
    return 2;
}

int
main(int argc, char **argv)
{
    struct plan p = {.clients = 8, .agencies = 1, .first = 1, .least = 1, .seconds = 5};
    bool whole = false;
    int option;

    while ((option = getopt(argc, argv, "sc:t:a:f:l:o:n:")) != -1) {
        long value = optarg ? strtol(optarg, NULL, 10) : 0;

        switch (option) {
        case 's':
            whole = true;
            break;
        case 'c':
            p.clients = (int)value;
            break;
        case 't':
            p.seconds = (double)value;
            break;
        case 'a':
            p.agencies = (int)value;
            break;
        case 'f':
            p.first = (int)value;
            break;
        case 'l':
            p.least = value;
            break;
        case 'o':
            p.open_after = value;
            break;
        case 'n':
            p.open_count = value;
            break;
        default:
            return misused();
        }
    }
    argv += optind;
    argc -= optind;
    if ((argc != 5 && argc != 6) || p.clients < 1 || p.agencies < 1 || p.least < 1)
        return misused();
    p.host = argv[0];
    p.port = argv[1];
    p.token = argv[2];
    p.method = argv[3];
    p.path = argv[4];
    p.body = argv[5];
    return whole ? stream(&p) : run(&p);
}
