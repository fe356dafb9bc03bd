/* Killing the service and the database under eight writers: what was acknowledged is there
 * once, what was not is there at most once, and everything still adds up. */
#include "base/arena.h"
#include "cluster.h"
#include "harness.h"
#include "service.h"

#include <libpq-fe.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

enum {
    WRITERS = 8,
    AGENCIES = 2,
    KILLS = 10,
    MOST_WRITES = 2000, /* of one writer */
    BETWEEN_KILLS = 60, /* writes acknowledged */
    PATIENCE_S = 30,    /* for a write to be acknowledged, and for writes to go on */
    REVIVAL_S = 5,      /* for the service to work again once PostgreSQL does */
    LAST_WRITES = 3     /* of each writer, sent once more at the end */
};

/* What a writer knows of one case it sent. */
struct write {
    bool registered, answered; /* acknowledged */
    char id[32], number[48];
};

struct siege {
    struct service_under_test service;
    pthread_mutex_t lock; /* of where, what the writers go by */
    struct service_under_test where;
    atomic_bool over;
    atomic_long acknowledged, repeated;
};

struct writer {
    struct siege *siege;
    pthread_t thread;
    int n, count;
    char fault[600];
    struct write writes[MOST_WRITES];
};

static void
pause_ms(long ms)
{
    nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL);
}

static double
now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A refusal that passes: nobody there, or a 503 that says when to come again. */
static bool
is_passing(const struct answer *a)
{
    char type[64], later[16];

    return a->status == 0 ||
           (a->status == 503 &&
            atoi(answer_header(a, "retry-after", later, sizeof later)) > 0 &&
            strcmp(answer_header(a, "content-type", type, sizeof type),
                   "application/problem+json") == 0);
}

/* Sends a write with KEY, again and again with the same key until it is acknowledged; ONCE:
 * no more than one time.  The reply, or NULL without acknowledgement. */
static json_t *
persist(struct writer *w, const char *path, const json_t *body, const char *key, bool once)
{
    char header[64], *sent = json_dumps(body, 0);
    double deadline = now() + PATIENCE_S;
    json_t *reply = NULL;
    bool done = false;

    snprintf(header, sizeof header, "Idempotency-Key: %s", key);
    while (!done) {
        struct service_under_test where;
        struct answer a;

        pthread_mutex_lock(&w->siege->lock);
        where = w->siege->where;
        pthread_mutex_unlock(&w->siege->lock);
        a = service_call(&where, "POST", path, sent, (const char *const[]){header, NULL});
        if (a.status == 200 || a.status == 201)
            reply = json_loadb(a.body.bytes, a.body.len, JSON_REJECT_DUPLICATES, NULL);
        else if (!is_passing(&a))
            snprintf(w->fault, sizeof w->fault, "%s: %ld %.400s", key, a.status,
                     a.body.bytes);
        else if (!once && now() > deadline)
            snprintf(w->fault, sizeof w->fault, "%s: not in %d seconds", key, PATIENCE_S);
        done = reply != NULL || once || *w->fault != '\0';
        answer_free(&a);
        if (!done) {
            atomic_fetch_add(&w->siege->repeated, 1);
            pause_ms(30);
        }
    }
    free(sent);
    if (reply != NULL)
        atomic_fetch_add(&w->siege->acknowledged, 1);
    return reply;
}

static const char *
text_in(const json_t *reply, const char *name)
{
    const json_t *application = json_object_get(reply, "application");
    const char *text = json_string_value(json_object_get(application, name));

    return text != NULL ? text : "";
}

static json_t *
register_once_named(struct writer *w, int k, bool once)
{
    char path[64], key[32];
    json_t *body, *reply;

    snprintf(path, sizeof path, "/api/v1/agencies/siege%d/applications", w->n % AGENCIES);
    snprintf(key, sizeof key, "w%d-%d", w->n, k);
    body = json_pack("{s:s, s:s, s:s, s:s, s:s}", "channel", "in_person", "arrived_on",
                     "2025-03-03", "applicant_category", "natural_person", "applicant_name",
                     "测试申请人", "content", key);
    reply = persist(w, path, body, key, once);
    json_decref(body);
    return reply;
}

static json_t *
answer_once_named(struct writer *w, int k, bool once)
{
    char path[96], key[48];
    json_t *body =
        json_pack("{s:s, s:s}", "outcome", "granted", "answered_on", "2025-03-10");
    json_t *reply;

    snprintf(path, sizeof path, "/api/v1/applications/%s/answer", w->writes[k].id);
    snprintf(key, sizeof key, "w%d-%d-answer", w->n, k);
    reply = persist(w, path, body, key, once);
    json_decref(body);
    return reply;
}

/* One case: some are sent only once, some are left open. */
static void
write_case(struct writer *w, int k)
{
    struct write *mine = &w->writes[k];
    json_t *made = register_once_named(w, k, k % 5 == 4), *closed;

    if (made == NULL)
        return;
    mine->registered = true;
    snprintf(mine->id, sizeof mine->id, "%s", text_in(made, "id"));
    snprintf(mine->number, sizeof mine->number, "%s", text_in(made, "number"));
    json_decref(made);
    if (k % 7 == 6)
        return;
    closed = answer_once_named(w, k, k % 5 == 3);
    mine->answered = closed != NULL;
    if (closed != NULL && (strcmp(text_in(closed, "id"), mine->id) != 0 ||
                           strcmp(text_in(closed, "status"), "answered") != 0))
        snprintf(w->fault, sizeof w->fault, "w%d-%d: a strange answer", w->n, k);
    json_decref(closed);
}

static void *
write_on(void *context)
{
    struct writer *w = context;

    while (!atomic_load(&w->siege->over) && w->count < MOST_WRITES && *w->fault == '\0') {
        write_case(w, w->count++);
        pause_ms(2);
    }
    return NULL;
}

static void
begin(struct siege *g, struct writer **writers)
{
    cluster_start();
    memset(g, 0, sizeof *g);
    pthread_mutex_init(&g->lock, NULL);
    service_begin(&g->service, NULL);
    service_agency(&g->service, "siege0");
    service_agency(&g->service, "siege1");
    g->where = g->service;
    *writers = xmalloc(WRITERS * sizeof **writers);
    memset(*writers, 0, WRITERS * sizeof **writers);
    for (int i = 0; i < WRITERS; i++) {
        (*writers)[i].siege = g;
        (*writers)[i].n = i;
        ck_assert_int_eq(
            pthread_create(&(*writers)[i].thread, NULL, write_on, &(*writers)[i]), 0);
    }
}

/* Until enough writes have been acknowledged since the last call, and a moment more, so
 * that the blow falls anywhere in a transaction. */
static void
let_write(struct siege *g, const struct writer *writers, unsigned *seed)
{
    long goal = atomic_load(&g->acknowledged) + BETWEEN_KILLS;
    double deadline = now() + PATIENCE_S;

    while (atomic_load(&g->acknowledged) < goal) {
        for (int i = 0; i < WRITERS; i++)
            ck_assert_msg(*writers[i].fault == '\0', "%s", writers[i].fault);
        ck_assert_msg(now() < deadline, "the writers stand still");
        pause_ms(5);
    }
    pause_ms(rand_r(seed) % 40);
}

static PGresult *
ask(PGconn *conn, const char *query)
{
    PGresult *r = PQexec(conn, query);

    ck_assert_msg(PQresultStatus(r) == PGRES_TUPLES_OK, "%s: %s", query,
                  PQerrorMessage(conn));
    return r;
}

static int
number_at(const PGresult *r, int row, int column)
{
    return atoi(PQgetvalue(r, row, column));
}

/* Every case in the database is one that a writer sent, is there once, and is what the
 * writer was told; every acknowledged one is there. */
static void
expect_exactly_what_was_written(PGconn *conn, const struct writer *writers)
{
    PGresult *r = ask(conn, "select a.content, a.id, a.number, a.status,"
                            " count(*) filter (where e.kind = 'registered'),"
                            " count(*) filter (where e.kind = 'answered'), count(*)"
                            " from application a join event e on e.agency = a.agency"
                            "  and e.application = a.id group by a.agency, a.id");
    bool *seen = xmalloc(WRITERS * MOST_WRITES * sizeof *seen);

    memset(seen, 0, WRITERS * MOST_WRITES * sizeof *seen);
    for (int i = 0; i < PQntuples(r); i++) {
        const char *content = PQgetvalue(r, i, 0);
        const struct write *sent;
        int n, k, answers = number_at(r, i, 5);

        ck_assert_int_eq(sscanf(content, "w%d-%d", &n, &k), 2);
        ck_assert(n >= 0 && n < WRITERS && k >= 0 && k < writers[n].count);
        ck_assert_msg(!seen[n * MOST_WRITES + k], "%s is there twice", content);
        seen[n * MOST_WRITES + k] = true;
        sent = &writers[n].writes[k];
        if (sent->registered)
            ck_assert_msg(strcmp(PQgetvalue(r, i, 1), sent->id) == 0 &&
                              strcmp(PQgetvalue(r, i, 2), sent->number) == 0,
                          "%s is another case than was acknowledged", content);
        ck_assert_msg(number_at(r, i, 4) == 1 && answers <= 1 &&
                          number_at(r, i, 6) == 1 + answers && answers >= sent->answered,
                      "%s: %d registrations, %d answers", content, number_at(r, i, 4),
                      answers);
        ck_assert_msg((strcmp(PQgetvalue(r, i, 3), "answered") == 0) == (answers == 1),
                      "%s", content);
    }
    for (int n = 0; n < WRITERS; n++)
        for (int k = 0; k < writers[n].count; k++)
            ck_assert_msg(seen[n * MOST_WRITES + k] || !writers[n].writes[k].registered,
                          "w%d-%d was acknowledged and is lost", n, k);
    free(seen);
    PQclear(r);
}

/* Numbers run from 1 without a gap, and every write, a proposal too, has one line in the audit. */
static void
expect_no_gap(PGconn *conn)
{
    PGresult *r = ask(conn, "select count(*), count(distinct a.number),"
                            " min(split_part(a.number, '-', 3)::int),"
                            " max(split_part(a.number, '-', 3)::int),"
                            " (select last from serial s where s.agency = a.agency"
                            "  and s.series = 'application')"
                            " from application a group by a.agency");

    ck_assert_int_eq(PQntuples(r), AGENCIES);
    for (int i = 0; i < AGENCIES; i++) {
        ck_assert_int_eq(number_at(r, i, 2), 1);
        for (int column = 1; column < 5; column++)
            if (column != 2)
                ck_assert_int_eq(number_at(r, i, column), number_at(r, i, 0));
    }
    PQclear(r);
    r = ask(conn,
            "select count(*) filter (where operation = 'application_register'),"
            " (select count(*) from application),"
            " count(*) filter (where operation = 'application_answer' and status = 200),"
            " (select count(*) from event where kind = 'answered'),"
            " count(*) filter (where operation = 'application_answer' and status = 202),"
            " (select count(*) from proposal where operation = 'application_answer')"
            " from audit");
    ck_assert_int_eq(number_at(r, 0, 0), number_at(r, 0, 1));
    ck_assert_int_eq(number_at(r, 0, 2), number_at(r, 0, 3));
    ck_assert_int_eq(number_at(r, 0, 4), number_at(r, 0, 5));
    PQclear(r);
}

/* A key that was acknowledged before the last blow still brings the same reply. */
static void
expect_replies_are_remembered(struct writer *writers)
{
    for (int n = 0; n < WRITERS; n++)
        for (int k = writers[n].count - 1, left = LAST_WRITES; k >= 0 && left > 0; k--) {
            const struct write *sent = &writers[n].writes[k];
            json_t *reply;

            if (!sent->registered)
                continue;
            reply = register_once_named(&writers[n], k, true);
            ck_assert_msg(reply != NULL, "w%d-%d: %s", n, k, writers[n].fault);
            ck_assert_str_eq(text_in(reply, "id"), sent->id);
            ck_assert_str_eq(text_in(reply, "number"), sent->number);
            ck_assert_str_eq(text_in(reply, "status"), "overdue");
            json_decref(reply);
            left--;
        }
}

static void
end(struct siege *g, struct writer *writers)
{
    struct text out = {NULL, 0, 0};
    PGconn *conn;
    int status;

    atomic_store(&g->over, true);
    for (int i = 0; i < WRITERS; i++)
        pthread_join(writers[i].thread, NULL);
    for (int i = 0; i < WRITERS; i++)
        ck_assert_msg(*writers[i].fault == '\0', "%s", writers[i].fault);
    ck_assert_msg(atomic_load(&g->repeated) > 0, "no write met a blow");
    expect_replies_are_remembered(writers);
    conn = PQconnectdb(g->service.database);
    PQclear(PQexec(conn, "set search_path = gongkai"));
    expect_exactly_what_was_written(conn, writers);
    expect_no_gap(conn);
    PQfinish(conn);
    status = service_command(&g->service, &out, (const char *const[]){"verify", NULL});
    ck_assert_msg(status == 0 && strstr(out.bytes, " 0 differences") != NULL, "%s",
                  out.bytes);
    text_free(&out);
    free(writers);
    service_end(&g->service);
}

START_TEST(killing_the_service_loses_and_doubles_nothing)
{
    struct writer *writers;
    struct siege g;
    unsigned seed = 1;

    begin(&g, &writers);
    for (int i = 0; i < KILLS; i++) {
        let_write(&g, writers, &seed);
        service_stop(&g.service, SIGKILL);
        pause_ms(rand_r(&seed) % 100);
        service_start(&g.service, NULL);
        pthread_mutex_lock(&g.lock);
        g.where = g.service;
        pthread_mutex_unlock(&g.lock);
    }
    let_write(&g, writers, &seed);
    end(&g, writers);
}
END_TEST

static void
expect_refusal(const struct siege *g, const char *path)
{
    struct answer a = service_call(&g->service, "GET", path, NULL, NULL);
    json_t *problem = json_loads(a.body.bytes, 0, NULL);

    ck_assert_msg(a.status == 503 && is_passing(&a), "%s: %ld %s", path, a.status,
                  a.body.bytes);
    ck_assert_int_eq(json_integer_value(json_object_get(problem, "status")), 503);
    ck_assert_str_eq(json_string_value(json_object_get(problem, "type")),
                     "urn:gongkai:problem:database_down");
    json_decref(problem);
    answer_free(&a);
}

/* The same process must work again within REVIVAL_S. */
static void
expect_revival(const struct siege *g)
{
    double deadline = now() + REVIVAL_S;
    long status = 0;

    while (status != 200 && now() < deadline) {
        struct answer a =
            service_call(&g->service, "GET", "/api/v1/agencies/siege0", NULL, NULL);

        status = a.status;
        ck_assert_msg(status == 200 || is_passing(&a), "%ld %s", status, a.body.bytes);
        answer_free(&a);
        pause_ms(50);
    }
    ck_assert_msg(status == 200, "the service does not come back by itself");
    ck_assert_int_eq(waitpid(g->service.pid, NULL, WNOHANG), 0);
}

START_TEST(killing_postgresql_loses_and_doubles_nothing_and_the_service_revives)
{
    struct writer *writers;
    struct siege g;
    unsigned seed = 2;

    begin(&g, &writers);
    for (int i = 0; i < KILLS; i++) {
        let_write(&g, writers, &seed);
        cluster_kill();
        expect_refusal(&g, "/healthz");
        expect_refusal(&g, "/api/v1/agencies/siege0");
        pause_ms(rand_r(&seed) % 300);
        cluster_start();
        expect_revival(&g);
    }
    let_write(&g, writers, &seed);
    end(&g, writers);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        killing_the_service_loses_and_doubles_nothing,
        killing_postgresql_loses_and_doubles_nothing_and_the_service_revives,
        NULL,
    };

    return harness_run(harness_suite("kill", tests, 240));
}
