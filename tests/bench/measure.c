/* Asks a running gongkaid the same question over and over, from several keep-alive
 * connections at once, and says how many answers came and how long they took.
 *
 *     measure [OPTION...] HOST PORT PEOPLE METHOD PATH [BODY]
 *         prints: requests a second, milliseconds of the median, of the 99th in a hundred,
 *         how many in a hundred another person had to confirm, milliseconds of the longest
 *     measure -e [OPTION...] HOST PORT PEOPLE METHOD PATH [BODY]
 *         asks about every agency once and prints the same, but first the seconds it took
 *     measure -s HOST PORT PEOPLE METHOD PATH [BODY]
 *         reads one long reply at full speed and prints: lines, bytes, seconds
 *
 *     -c CLIENTS    connections (8)            -t SECONDS   at most (5); a fifth more before,
 *     -a AGENCIES   how many there are (1)                  to get warm, does not count
 *     -f FIRST      id of the first (1)        -l LEAST     applications each has at least (1)
 *     -o AFTER      ids behind which the open applications begin, and
 *     -n COUNT      how many there are; the run ends with them
 *     -u            those of the first line ask in any case
 *
 * PEOPLE is a file with a line an agency: the secrets of the sessions of two of its people.
 * The first asks, and what the service keeps as a proposal (202) the second confirms: then
 * both requests together count as one, answered when the second is.  Where PATH names no
 * agency, those of the first line ask.
 *
 * In PATH, {agency} stands for the code of any agency, {every} for that of the next one, {case}
 * for the id of any application, {open} for the next of the open ones. */
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

enum {
    FIRST_CODE = 100000,
    MOST_REQUEST = 8192,
    BUFFER = 262144,
    WAIT_S = 600,
    MOST_S = 7200, /* of a run that asks about every agency */
    SECRET = 48
};

/* Two people of an agency: secrets of their sessions. */
struct pair {
    char first[SECRET], second[SECRET];
};

struct plan {
    int clients, agencies, first;
    long least, open_after, open_count;
    bool every, above; /* -e, -u */
    double seconds;
    const char *host, *port, *method, *path, *body;
    double warm_until, until;
    struct pair *people; /* of each agency */
    int pairs;
    atomic_long next_open;
};

struct client {
    pthread_t thread;
    struct plan *plan;
    int fd, agency; /* the one it asks about, from 0 on */
    unsigned short chance[3];
    double *seconds; /* each answer took, once warm */
    size_t count, room;
    long failures, confirmed;
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
        c->agency = (int)agency;
        snprintf(value, 32, "%ld", FIRST_CODE + agency);
        return 8;
    }
    if (strncmp(at, "{every}", 7) == 0) {
        c->agency = (int)open;
        snprintf(value, 32, "%ld", FIRST_CODE + open);
        return 7;
    }
    if (strncmp(at, "{case}", 6) == 0) {
        c->agency = (int)agency;
        snprintf(value, 32, "%ld", id | (1 + below(c, p->least)));
        return 6;
    }
    if (strncmp(at, "{open}", 6) == 0) {
        c->agency = (int)(open % p->agencies);
        id = (long)(p->first + c->agency) << 32;
        snprintf(value, 32, "%ld", id | (p->open_after + 1 + open / p->agencies));
        return 6;
    }
    return 0;
}

/* The request of one who has the session SECRET, into REQUEST; returns its length. */
static size_t
format_request(const struct plan *p, const char *version, const char *secret,
               const char *method, const char *path, const char *body, char *request)
{
    int n = snprintf(request, MOST_REQUEST,
                     "%s %s HTTP/%s\r\nHost: %s:%s\r\nCookie: sid=%s\r\n"
                     "X-Requested-With: gongkai\r\nContent-Type: application/json\r\n"
                     "Content-Length: %zu\r\n\r\n%s",
                     method, path, version, p->host, p->port, secret, strlen(body), body);

    if (n < 0 || n >= MOST_REQUEST) {
        fputs("measure: the request is too long\n", stderr);
        exit(EXIT_FAILURE);
    }
    return (size_t)n;
}

static const struct pair *
people_of(const struct plan *p, int agency)
{
    return &p->people[agency < p->pairs && !p->above ? agency : 0];
}

static size_t
write_request(struct client *c, long open, char *request)
{
    const struct plan *p = c->plan;
    char path[MOST_REQUEST / 2], *end = path, value[32];

    c->agency = 0;
    for (const char *s = p->path; *s != '\0' && end < path + sizeof path - 32;) {
        size_t len = placeholder(c, s, open, value);

        s += len > 0 ? len : 1;
        end += len > 0 ? snprintf(end, 32, "%s", value) : snprintf(end, 2, "%c", s[-1]);
    }
    *end = '\0';
    return format_request(p, "1.1", people_of(p, c->agency)->first, p->method, path,
                          p->body ? p->body : "", request);
}

/* The confirmation of the proposal that REPLY tells of. */
static size_t
write_confirmation(const struct plan *p, const char *version, const char *secret,
                   const char *reply, char *request)
{
    const char *at = strstr(reply, "\"proposal\"");
    char path[64];

    at = at ? strstr(at, "\"id\"") : NULL;
    if (at == NULL) {
        fprintf(stderr, "measure: no proposal in %.600s\n", reply);
        exit(EXIT_FAILURE);
    }
    snprintf(path, sizeof path, "/api/v1/proposals/%lld/confirm",
             atoll(at + 4 + strcspn(at + 4, "0123456789")));
    return format_request(p, version, secret, "POST", path, "{}", request);
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
    int status;

    while ((begun = now()) < p->until && c->failures == 0) {
        long open = p->open_count > 0 ? atomic_fetch_add(&p->next_open, 1) : -1;

        if (open >= p->open_count && p->open_count > 0)
            break;
        send_all(c->fd, request, write_request(c, open, request));
        status = read_reply(c);
        if (status == 202) {
            send_all(c->fd, request,
                     write_confirmation(p, "1.1", people_of(p, c->agency)->second, c->reply,
                                        request));
            status = read_reply(c);
            c->confirmed += begun >= p->warm_until;
        }
        note(c, begun, now(), status);
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
    long failures = 0, confirmed = 0;
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
        confirmed += clients[i].confirmed;
        free(clients[i].seconds);
    }
    if (n == 0 || failures > 0) {
        fprintf(stderr, "measure: %ld requests failed, %zu did not\n", failures, n);
        free(all);
        return EXIT_FAILURE;
    }
    qsort(all, n, sizeof *all, by_size);
    printf(p->every ? "%.2f" : "%.0f",
           p->every ? ended - p->warm_until : (double)n / (ended - p->warm_until));
    printf(" %.2f %.2f %.0f %.2f\n", all[n / 2] * 1e3, all[n * 99 / 100] * 1e3,
           100.0 * (double)confirmed / (double)n, all[n - 1] * 1e3);
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
    p->warm_until = now() + (p->every ? 0 : p->seconds / 5);
    p->until = p->warm_until + (p->every ? MOST_S : p->seconds);
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

/* The first bytes of the reply to REQUEST, up to the body at least, into BUFFER, which ends
 * with NUL.  Returns how many. */
static size_t
begin_reply(int fd, const char *request, size_t len, char *buffer)
{
    size_t got = 0, n;

    send_all(fd, request, len);
    buffer[0] = '\0';
    while (strstr(buffer, "\r\n\r\n") == NULL &&
           (n = receive(fd, buffer + got, BUFFER - 1 - got)) > 0) {
        got += n;
        buffer[got] = '\0';
    }
    return got;
}

/* Reads to the end of the connection. */
static size_t
read_on(int fd, char *buffer, size_t got)
{
    size_t n;

    while (got < BUFFER - 1 && (n = receive(fd, buffer + got, BUFFER - 1 - got)) > 0)
        got += n;
    buffer[got] = '\0';
    return got;
}

/* Where the body begins in the first bytes of a reply, which must be a success. */
static size_t
body_of(const char *bytes)
{
    const char *end = strstr(bytes, "\r\n\r\n");

    if (end == NULL || strncmp(bytes + 8, " 20", 3) != 0) {
        fprintf(stderr, "measure: %.600s\n", bytes);
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
    double begun = now();
    long lines = 0, bytes = 0;
    int fd = connect_to(p);
    size_t len = format_request(p, "1.0", p->people->first, p->method, p->path,
                                p->body ? p->body : "", request);
    size_t n = begin_reply(fd, request, len, buffer);

    if (strncmp(buffer + 8, " 202", 4) == 0) {
        read_on(fd, buffer, n);
        close(fd);
        fd = connect_to(p);
        len = write_confirmation(p, "1.0", p->people->second, buffer, request);
        n = begin_reply(fd, request, len, buffer);
    }
    for (size_t at = body_of(buffer); n > 0; n = receive(fd, buffer, BUFFER), at = 0) {
        for (size_t i = at; i < n; i++)
            lines += buffer[i] == '\n';
        bytes += (long)n;
    }
    close(fd);
    printf("%ld %ld %.2f\n", lines, bytes, now() - begun);
    return EXIT_SUCCESS;
}

/* One pair a line. */
static void
read_people(struct plan *p, const char *file)
{
    FILE *in = fopen(file, "re");
    struct pair pair;

    if (in == NULL)
        die(file);
    while (fscanf(in, "%47s %47s", pair.first, pair.second) == 2) {
        p->people = realloc(p->people, (size_t)(p->pairs + 1) * sizeof pair);
        if (p->people == NULL)
            die("memory");
        p->people[p->pairs++] = pair;
    }
    fclose(in);
    if (p->pairs == 0) {
        fprintf(stderr, "measure: nobody is in %s\n", file);
        exit(EXIT_FAILURE);
    }
}

static int
misused(void)
{
    fputs(
        "usage: measure [-seu] [-c CLIENTS] [-t SECONDS] [-a AGENCIES] [-f FIRST]\n"
        "           [-l LEAST] [-o AFTER] [-n COUNT] HOST PORT PEOPLE METHOD PATH [BODY]\n",
        stderr);
    return 2;
}

int
main(int argc, char **argv)
{
    struct plan p = {.clients = 8, .agencies = 1, .first = 1, .least = 1, .seconds = 5};
    bool whole = false;
    int option, status;

    while ((option = getopt(argc, argv, "seuc:t:a:f:l:o:n:")) != -1) {
        long value = optarg ? strtol(optarg, NULL, 10) : 0;

        switch (option) {
        case 's':
            whole = true;
            break;
        case 'e':
            p.every = true;
            break;
        case 'u':
            p.above = true;
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
    if (p.every)
        p.open_count = p.agencies;
    if ((argc != 5 && argc != 6) || p.clients < 1 || p.agencies < 1 || p.least < 1)
        return misused();
    p.host = argv[0];
    p.port = argv[1];
    read_people(&p, argv[2]);
    p.method = argv[3];
    p.path = argv[4];
    p.body = argv[5];
    status = whole ? stream(&p) : run(&p);
    free(p.people);
    return status;
}
