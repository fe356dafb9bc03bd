/* A stop in good order: what was accepted is answered, what was answered is kept. */
#include "harness.h"
#include "op/ask.h"
#include "op/raw.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <libpq-fe.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CLERKS = 8, MOST_CASES = 4000 };

static void
pause_ms(long ms)
{
    const struct timespec pause = {ms / 1000, ms % 1000 * 1000000};

    nanosleep(&pause, NULL);
}

static double
seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A registration as it goes over the wire. */
static void
compose(struct text *t)
{
    const char *body = quoted("{'channel':'oral','arrived_on':'2025-03-04','content':'x',"
                              "'applicant_category':'other','applicant_name':'x'}");

    char lines[160];

    text_addf(
        t,
        "POST /api/v1/agencies/stop/applications HTTP/1.1\r\nHost: x\r\n"
        "%sContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
        service_credential(&here, "POST", "/api/v1/agencies/stop/applications", lines),
        strlen(body), body);
}

/* Reads one reply of known length from a connection that stays; whether it came whole. */
static bool
read_reply(int fd, struct text *reply)
{
    char chunk[4096];
    const char *end = NULL, *length;
    size_t whole = 0;

    reply->len = 0;
    text_add(reply, "");
    while (end == NULL || reply->len < whole) {
        ssize_t n = recv(fd, chunk, sizeof chunk, 0);

        if (n <= 0)
            return false;
        text_add_bytes(reply, chunk, (size_t)n);
        end = strstr(reply->bytes, "\r\n\r\n");
        length = strstr(reply->bytes, "Content-Length: ");
        if (end != NULL && length != NULL)
            whole = (size_t)(end + 4 - reply->bytes) + strtoul(length + 16, NULL, 10);
    }
    return reply->len == whole;
}

/* One who registers case after case, waiting a little between them, until nobody answers. */
struct clerk {
    pthread_t thread;
    const struct text *request;
    long pause_us;
    atomic_int count; /* of cases acknowledged */
    int cut;          /* replies that broke off halfway */
    long long ids[MOST_CASES];
};

static int
try_connect(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)atoi(strrchr(here.url, ':') + 1)),
                             .sin_addr = {htonl(INADDR_LOOPBACK)}};
    const struct timeval patience = {20, 0};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
        return fd;
    close(fd);
    return -1;
}

static void *
work(void *context)
{
    struct clerk *c = context;
    const struct timespec pause = {0, c->pause_us * 1000};
    struct text reply = {NULL, 0, 0};
    bool whole = true;
    int fd;

    while (whole && (fd = try_connect()) >= 0) {
        bool stays = true;

        while (whole && stays && c->count < MOST_CASES) {
            const char *id;

            whole =
                raw_send(fd, c->request->bytes, c->request->len) && read_reply(fd, &reply);
            c->cut += !whole && reply.len > 0;
            id = whole ? strstr(reply.bytes, "\"id\" : \"") : NULL;
            if (id != NULL && raw_status_of(&reply) == 201)
                c->ids[atomic_fetch_add(&c->count, 1)] = strtoll(id + 8, NULL, 10);
            stays = whole && strstr(reply.bytes, "Connection: close") == NULL;
            nanosleep(&pause, NULL);
        }
        close(fd);
    }
    text_free(&reply);
    return NULL;
}

/* The ids of all applications as the database has them; how many. */
static int
stored(long long *ids)
{
    PGconn *conn = PQconnectdb(here.database);
    PGresult *r = PQexec(conn, "select id from gongkai.application order by id");
    int n = PQntuples(r);

    ck_assert_int_lt(n, CLERKS * MOST_CASES);
    for (int i = 0; i < n; i++)
        ids[i] = strtoll(PQgetvalue(r, i, 0), NULL, 10);
    PQclear(r);
    PQfinish(conn);
    return n;
}

static bool
acknowledged(const struct clerk *clerks, long long id)
{
    for (int i = 0; i < CLERKS; i++)
        for (int k = 0; k < clerks[i].count; k++)
            if (clerks[i].ids[k] == id)
                return true;
    return false;
}

/* How long a clerk rests between two cases, and when the service is asked to stop. */
static const struct {
    long clerk_us, stop_ms;
} paces[] = {{0, 100}, {0, 250}, {1000, 150}, {20000, 200}, {60000, 250}, {99000, 270}};

/* Until every clerk has at least one case acknowledged. */
static void
wait_until_all_work(const struct clerk *clerks)
{
    for (int i = 0, tries = 0; i < CLERKS && tries < 2000; tries++) {
        if (clerks[i].count > 0)
            i++;
        else
            pause_ms(10);
    }
}

START_TEST(a_stop_loses_no_case_and_drops_no_reply)
{
    static struct clerk clerks[CLERKS];
    static long long ids[CLERKS * MOST_CASES];
    struct text request = {NULL, 0, 0};
    int n, sum = 0;

    service_begin(&here, (const char *const[]){"--today=2025-03-14", NULL});
    make_agency("stop", NULL);
    compose(&request);
    for (int i = 0; i < CLERKS; i++) {
        clerks[i] =
            (struct clerk){.request = &request, .pause_us = paces[_i].clerk_us + i * 100};
        pthread_create(&clerks[i].thread, NULL, work, &clerks[i]);
    }
    wait_until_all_work(clerks);
    pause_ms(paces[_i].stop_ms);
    service_stop(&here, SIGTERM); /* its exit status is 0 */
    for (int i = 0; i < CLERKS; i++) {
        pthread_join(clerks[i].thread, NULL);
        ck_assert_int_eq(clerks[i].cut, 0);
        ck_assert_int_gt(clerks[i].count, 0);
        sum += clerks[i].count;
    }
    n = stored(ids);
    for (int i = 0; i < n; i++)
        ck_assert_msg(acknowledged(clerks, ids[i]), "%lld is kept and nobody was told",
                      ids[i]);
    ck_assert_int_eq(n, sum);
    text_free(&request);
    service_end(&here);
}
END_TEST

/* A session of the database that holds every application. */
static PGconn *
hold_applications(void)
{
    PGconn *conn = PQconnectdb(here.database);
    PGresult *r = PQexec(conn, "begin; select from gongkai.application for update");

    ck_assert_int_eq(PQresultStatus(r), PGRES_TUPLES_OK);
    PQclear(r);
    return conn;
}

/* Until a session of the service waits for CONN's lock. */
static bool
somebody_waits(PGconn *conn)
{
    bool waits = false;

    for (int i = 0; i < 1000 && !waits; i++) {
        PGresult *r =
            PQexec(conn, "select pg_stat_clear_snapshot();"
                         "select from pg_stat_activity where wait_event_type = 'Lock'"
                         " and datname = current_database()");

        waits = PQntuples(r) > 0;
        PQclear(r);
        pause_ms(10);
    }
    return waits;
}

struct late {
    pthread_t thread;
    char path[100];
    struct answer answer;
};

static void *
answer_late(void *context)
{
    struct late *l = context;

    l->answer = service_call(&here, "POST", l->path, "{}", NULL);
    return NULL;
}

START_TEST(a_request_that_takes_long_is_answered_before_the_service_ends)
{
    struct late late = {.answer = {.status = -1}};
    const struct asked *proposed;
    char value[40];
    PGconn *conn;

    service_begin(&here, (const char *const[]){"--today=2025-03-14", NULL});
    make_agency("stop", NULL);
    proposed = ask_with(as_person("stop", "li", "{officer}", NULL),
                        "{'outcome':'granted','answered_on':'2025-03-05'}",
                        "POST /api/v1/applications/%s/answer",
                        make_case("stop", "2025-03-04", NULL));
    snprintf(late.path, sizeof late.path, "/api/v1/proposals/%s/confirm",
             text_in(proposed->json, "proposal.id"));
    conn = hold_applications();
    pthread_create(&late.thread, NULL, answer_late, &late);
    ck_assert(somebody_waits(conn));
    kill(here.pid, SIGTERM);
    pause_ms(700);
    ck_assert_int_eq(kill(here.pid, 0), 0);
    PQfinish(conn);
    pthread_join(late.thread, NULL);
    ck_assert_int_eq(late.answer.status, 200);
    ck_assert_str_eq(answer_header(&late.answer, "connection", value, sizeof value),
                     "close");
    answer_free(&late.answer);
    service_end(&here);
}
END_TEST

START_TEST(a_long_ledger_is_sent_to_its_end_before_the_service_ends)
{
    struct text request = {NULL, 0, 0}, reply = {NULL, 0, 0}, more = {NULL, 0, 0};
    size_t lines = 0;
    char head[200], credential[160];
    int fd;

    service_begin(&here, (const char *const[]){"--today=2025-03-14", NULL});
    make_agency("stop", NULL);
    text_add(&more, "'content':'");
    for (int i = 0; i < 4000; i++)
        text_add(&more, "文");
    text_add(&more, "'");
    for (int i = 0; i < 1000; i++)
        make_case("stop", "2025-03-04",
                  more.bytes); /* twelve megabytes: no buffer holds them */
    text_addf(&request, "GET /api/v1/agencies/stop/ledger HTTP/1.1\r\nHost: x\r\n%s\r\n",
              service_credential(&here, "GET", "/api/v1/agencies/stop/ledger", credential));
    fd = raw_connect(&here);
    raw_send(fd, request.bytes, request.len);
    ck_assert_int_gt(recv(fd, head, sizeof head, MSG_WAITALL), 0);
    kill(here.pid, SIGTERM);
    pause_ms(500);
    raw_receive(fd, &reply);
    close(fd);
    for (const char *p = reply.bytes; (p = strstr(p, "STOP-2025-")) != NULL; p++)
        lines++;
    ck_assert_uint_eq(lines, 1000);
    ck_assert_str_eq(reply.bytes + reply.len - 5, "0\r\n\r\n");
    text_free(&request);
    text_free(&reply);
    text_free(&more);
    service_end(&here);
}
END_TEST

START_TEST(clients_that_say_nothing_or_went_away_do_not_delay_the_stop)
{
    static const char half[] = "POST /api/v1/agencies HTTP/1.1\r\nHost: x\r\nContent-Le";
    int idle[5];
    double begun;

    service_begin(&here, NULL);
    for (int i = 0; i < 5; i++)
        idle[i] = raw_connect(&here);
    for (int i = 0; i < 20; i++) {
        int fd = raw_connect(&here);

        raw_send(fd, half, sizeof half - 1 - (size_t)i);
        close(fd);
        raw_status(&here, "\x16\x03\x01 garbage\r\n\r\n", 14);
        raw_status(&here, "GET / HTTP/1.1\r\nbad\r\n\r\n", 23);
    }
    begun = seconds();
    service_stop(&here, SIGTERM);
    ck_assert_double_lt(seconds() - begun, 5);
    for (int i = 0; i < 5; i++)
        close(idle[i]);
    service_end(&here);
}
END_TEST

START_TEST(a_request_that_never_ends_delays_the_stop_only_as_long_as_set)
{
    static const char half[] = "POST /api/v1/agencies HTTP/1.1\r\nHost: x\r\nContent-Le";
    double begun;
    int fd;

    service_begin(&here, (const char *const[]){"--stop-wait-s=1", NULL});
    fd = raw_connect(&here);
    raw_send(fd, half, sizeof half - 1);
    pause_ms(100);
    begun = seconds();
    service_stop(&here, SIGTERM);
    ck_assert_double_lt(seconds() - begun, 6);
    close(fd);
    service_end(&here);
}
END_TEST

START_TEST(every_signal_that_asks_to_end_is_obeyed_in_good_order)
{
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP};
    struct text out = {NULL, 0, 0};

    service_begin(&here, NULL);
    for (int i = 0; i < 3; i++) {
        kill(here.pid, signals[i]);
        service_stop(&here, SIGTERM); /* asks a second time; still 0 */
        service_start(&here, NULL);
    }
    ck_assert_int_eq(service_command(&here, &out, (const char *const[]){"verify", NULL}),
                     0);
    text_free(&out);
    service_end(&here);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("stop");
    TCase *all = tcase_create("stop");

    curl_global_init(CURL_GLOBAL_DEFAULT);
    tcase_set_timeout(all, 60);
    tcase_add_loop_test(all, a_stop_loses_no_case_and_drops_no_reply, 0,
                        (int)(sizeof paces / sizeof paces[0]));
    tcase_add_test(all, a_request_that_takes_long_is_answered_before_the_service_ends);
    tcase_add_test(all, a_long_ledger_is_sent_to_its_end_before_the_service_ends);
    tcase_add_test(all, clients_that_say_nothing_or_went_away_do_not_delay_the_stop);
    tcase_add_test(all, a_request_that_never_ends_delays_the_stop_only_as_long_as_set);
    tcase_add_test(all, every_signal_that_asks_to_end_is_obeyed_in_good_order);
    suite_add_tcase(suite, all);
    return harness_run(suite);
}
