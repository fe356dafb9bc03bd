/* Many clients at once: numbers without gaps, acts that happen once, a tree that stays one. */
#include "op/ask.h"

#include <libpq-fe.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST = 50 };

/* One client among others: what it sends, and what came back. */
struct client {
    pthread_t thread;
    pthread_barrier_t *start;
    char path[200], body[400], header[100];
    struct answer answer;
};

static void *
run_client(void *context)
{
    struct client *c = context;
    const char *const headers[] = {c->header, NULL};

    pthread_barrier_wait(c->start);
    c->answer = service_call(&here, "POST", c->path, c->body, *c->header ? headers : NULL);
    return NULL;
}

/* Sends all at the same moment and waits for all replies. */
static void
send_at_once(struct client *clients, int n)
{
    pthread_barrier_t start;

    pthread_barrier_init(&start, NULL, (unsigned)n);
    for (int i = 0; i < n; i++) {
        clients[i].start = &start;
        ck_assert_int_eq(pthread_create(&clients[i].thread, NULL, run_client, &clients[i]),
                         0);
    }
    for (int i = 0; i < n; i++)
        pthread_join(clients[i].thread, NULL);
    pthread_barrier_destroy(&start);
}

static void
free_clients(struct client *clients, int n)
{
    for (int i = 0; i < n; i++)
        answer_free(&clients[i].answer);
}

static int
count(const struct client *clients, int n, long status)
{
    int found = 0;

    for (int i = 0; i < n; i++)
        found += clients[i].answer.status == status;
    return found;
}

static void __attribute__((format(printf, 3, 4)))
prepare(struct client *c, const char *body, const char *path, ...)
{
    va_list args;

    *c = (struct client){.answer.status = -1};
    va_start(args, path);
    vsnprintf(c->path, sizeof c->path, path, args);
    va_end(args);
    snprintf(c->body, sizeof c->body, "%s", quoted(body));
}

#define REGISTRATION                                                                       \
    "{'channel':'oral','arrived_on':'2025-03-04','applicant_category':'other',"            \
    "'applicant_name':'甲','content':'乙'}"

/* The serial part of the number in a reply, 0 when there is none. */
static int
serial_of(const struct answer *a)
{
    json_t *reply = json_loadb(a->body.bytes, a->body.len, 0, NULL);
    const char *number = text_in(reply, "application.number");
    const char *hyphen = strrchr(number, '-');
    int serial = hyphen != NULL ? atoi(hyphen + 1) : 0;

    json_decref(reply);
    return serial;
}

START_TEST(fifty_registrations_at_once_get_the_numbers_from_1_to_50)
{
    static struct client clients[MOST];
    bool given[MOST + 1] = {false};

    make_agency("fifty", NULL);
    for (int i = 0; i < MOST; i++)
        prepare(&clients[i], REGISTRATION, "/api/v1/agencies/fifty/applications");
    send_at_once(clients, MOST);
    ck_assert_int_eq(count(clients, MOST, 201), MOST);
    for (int i = 0; i < MOST; i++) {
        int serial = serial_of(&clients[i].answer);

        ck_assert_int_ge(serial, 1);
        ck_assert_int_le(serial, MOST);
        ck_assert_msg(!given[serial], "%d was given twice", serial);
        given[serial] = true;
    }
    ck_assert_int_eq(service_cell(&here, "fifty", "year=2025", "new", "other"), MOST);
    free_clients(clients, MOST);
}
END_TEST

START_TEST(registrations_that_fail_leave_no_gap)
{
    static struct client clients[30];
    int highest = 0;

    make_agency("gaps", NULL);
    for (int i = 0; i < 30; i++)
        prepare(&clients[i],
                i % 3 == 0 ? "{'channel':'oral'}"
                : i % 3 == 1
                    ? "{'channel':'oral','arrived_on':'2025-03-04','submitted_on':"
                      "'2025-03-05','applicant_category':'other','applicant_name':'甲',"
                      "'content':'乙'}"
                    : REGISTRATION,
                "/api/v1/agencies/gaps/applications");
    send_at_once(clients, 30);
    ck_assert_int_eq(count(clients, 30, 201), 10);
    ck_assert_int_eq(count(clients, 30, 422), 10);
    ck_assert_int_eq(count(clients, 30, 409), 10);
    for (int i = 0; i < 30; i++)
        if (serial_of(&clients[i].answer) > highest)
            highest = serial_of(&clients[i].answer);
    ck_assert_int_eq(highest, 10);
    free_clients(clients, 30);
}
END_TEST

static void
are_equal(const struct answer *a, const struct answer *b)
{
    static const char *const headers[] = {"etag", "location", "content-type"};
    char left[200], right[200];

    ck_assert_int_eq(a->status, b->status);
    ck_assert_uint_eq(a->body.len, b->body.len);
    ck_assert_int_eq(memcmp(a->body.bytes, b->body.bytes, a->body.len), 0);
    for (int i = 0; i < 3; i++)
        ck_assert_str_eq(answer_header(a, headers[i], left, sizeof left),
                         answer_header(b, headers[i], right, sizeof right));
}

START_TEST(one_key_twenty_times_at_once_makes_one_case_and_equal_replies)
{
    static struct client clients[20];

    make_agency("key", NULL);
    for (int i = 0; i < 20; i++) {
        prepare(&clients[i], REGISTRATION, "/api/v1/agencies/key/applications");
        snprintf(clients[i].header, sizeof clients[i].header, "Idempotency-Key: once");
    }
    send_at_once(clients, 20);
    ck_assert_int_eq(count(clients, 20, 201), 20);
    for (int i = 1; i < 20; i++)
        are_equal(&clients[0].answer, &clients[i].answer);
    ck_assert_uint_eq(
        json_array_size(value_in(ask(200, NULL, "GET /api/v1/agencies/key/applications"),
                                 "applications")),
        1);
    free_clients(clients, 20);
}
END_TEST

static const struct asked *
with_key(const char *key, const char *body, const char *request)
{
    char line[100];

    snprintf(line, sizeof line, "Idempotency-Key: %s", key);
    return ask_with((const char *const[]){line, NULL}, body, "%s", request);
}

START_TEST(a_key_stands_for_one_request_and_only_for_one_that_succeeded)
{
    static const char here_to[] = "POST /api/v1/agencies/reuse/applications";
    const struct asked *first, *again;
    char elsewhere[100];

    make_agency("reuse", NULL);
    make_agency("reuse-2", NULL);
    ck_assert_int_eq(with_key("k", "{}", here_to)->answer.status, 422);
    first = with_key("k", REGISTRATION, here_to);
    ck_assert_int_eq(first->answer.status, 201);
    again = with_key("k", REGISTRATION, here_to);
    are_equal(&first->answer, &again->answer);
    ck_assert_str_eq(
        text_in(with_key("k",
                         "{'channel':'fax','arrived_on':'2025-03-04','applicant_name':'甲',"
                         "'applicant_category':'other','content':'乙'}",
                         here_to)
                    ->json,
                "type"),
        "urn:gongkai:problem:idempotency_key_reused");
    snprintf(elsewhere, sizeof elsewhere, "POST /api/v1/applications/%s/void",
             text_in(first->json, "application.id"));
    ck_assert_int_eq(with_key("k", "{'reason':'误'}", elsewhere)->answer.status, 409);
    ck_assert_int_eq(service_cell(&here, "reuse", "year=2025", "new", "total"), 1);
    /* The same key of another person is another key. */
    ck_assert_int_eq(
        with_key("k", REGISTRATION, "POST /api/v1/agencies/reuse-2/applications")
            ->answer.status,
        201);
    ck_assert_int_eq(service_cell(&here, "reuse-2", "year=2025", "new", "total"), 1);
}
END_TEST

START_TEST(a_repeated_act_is_answered_again_even_when_it_is_no_longer_lawful)
{
    const struct asked *first, *again;
    char request[100];

    make_agency("repeat", NULL);
    snprintf(request, sizeof request, "POST /api/v1/applications/%s/answer",
             make_case("repeat", "2025-03-04", NULL));
    first = with_key("a", "{'outcome':'granted','answered_on':'2025-03-05'}", request);
    again = with_key("a", "{'outcome':'granted','answered_on':'2025-03-05'}", request);
    ck_assert_int_eq(first->answer.status, 200);
    are_equal(&first->answer, &again->answer);
}
END_TEST

static void
answer_eightfold(const char *id, const char *header, long others)
{
    static struct client clients[8];

    for (int i = 0; i < 8; i++) {
        prepare(&clients[i], "{'outcome':'granted','answered_on':'2025-03-05'}",
                "/api/v1/applications/%s/answer", id);
        snprintf(clients[i].header, sizeof clients[i].header, "%s", header);
    }
    send_at_once(clients, 8);
    ck_assert_int_eq(count(clients, 8, 200), 1);
    ck_assert_int_eq(count(clients, 8, others), 7);
    ck_assert_int_eq(number_in(shown_case(id), "application.version"), 2);
    free_clients(clients, 8);
}

START_TEST(of_eight_answers_at_once_one_counts)
{
    make_agency("eight", NULL);
    answer_eightfold(make_case("eight", "2025-03-04", NULL), "", 409);
    answer_eightfold(make_case("eight", "2025-03-04", NULL), "If-Match: \"1\"", 412);
    ck_assert_int_eq(service_cell(&here, "eight", "year=2025", "granted", "total"), 2);
}
END_TEST

START_TEST(of_eight_agencies_with_one_code_one_is_made)
{
    static struct client clients[8];

    for (int i = 0; i < 8; i++)
        prepare(&clients[i], "{'code':'same','name':'同','level':'city'}",
                "/api/v1/agencies");
    send_at_once(clients, 8);
    ck_assert_int_eq(count(clients, 8, 201), 1);
    ck_assert_int_eq(count(clients, 8, 409), 7);
    free_clients(clients, 8);
}
END_TEST

START_TEST(of_two_moves_that_close_a_circle_together_one_is_refused)
{
    for (int round = 0; round < 10; round++) {
        struct client clients[2];
        char a[20], b[20], body[100];

        snprintf(a, sizeof a, "ring-%d-a", round);
        snprintf(b, sizeof b, "ring-%d-b", round);
        make_agency(a, NULL);
        make_agency(b, NULL);
        snprintf(body, sizeof body, "{'parent':'%s','moved_on':'2025-03-04'}", b);
        prepare(&clients[0], body, "/api/v1/agencies/%s/move", a);
        snprintf(body, sizeof body, "{'parent':'%s','moved_on':'2025-03-04'}", a);
        prepare(&clients[1], body, "/api/v1/agencies/%s/move", b);
        send_at_once(clients, 2);
        ck_assert_int_eq(count(clients, 2, 200), 1);
        ck_assert_int_eq(count(clients, 2, 409), 1);
        free_clients(clients, 2);
    }
}
END_TEST

/* Moves, new parts and cases at once, in a tree of nine; nothing may wait for ever. */
START_TEST(moves_and_registrations_at_once_neither_deadlock_nor_miscount)
{
    static struct client clients[36];
    struct text out = {NULL, 0, 0};

    for (int i = 0; i < 9; i++) {
        char code[20];

        snprintf(code, sizeof code, "mix-%d", i);
        make_agency(code, NULL);
    }
    for (int round = 1; round <= 4; round++) {
        for (int i = 0; i < 36; i++) {
            char body[300];

            if (i < 9)
                snprintf(body, sizeof body, "{'parent':'mix-%d','moved_on':'%d-03-04'}",
                         (i + round) % 9, 2020 + round);
            else if (i < 18)
                snprintf(body, sizeof body,
                         "{'code':'mix-%d-%d','name':'x','level':'township',"
                         "'parent':'mix-%d'}",
                         round, i, i % 9);
            prepare(&clients[i], i < 18 ? body : REGISTRATION,
                    i < 9    ? "/api/v1/agencies/mix-%d/move"
                    : i < 18 ? "/api/v1/agencies"
                             : "/api/v1/agencies/mix-%d/applications",
                    i % 9);
        }
        send_at_once(clients, 36);
        ck_assert_int_eq(count(clients, 9, 200) + count(clients, 9, 409), 9);
        ck_assert_int_eq(count(clients + 9, 27, 201), 27);
        free_clients(clients, 36);
    }
    ck_assert_msg(service_command(&here, &out, (const char *const[]){"verify", NULL}) == 0,
                  "%s", out.bytes);
    text_free(&out);
}
END_TEST

static PGconn *
connect_owner(void)
{
    PGconn *conn = PQconnectdb(here.database);

    PQclear(PQexec(conn, "set search_path = gongkai"));
    return conn;
}

static void
run(PGconn *conn, const char *command)
{
    PGresult *result = PQexec(conn, command);

    ck_assert_msg(*PQresultErrorMessage(result) == '\0', "%s",
                  PQresultErrorMessage(result));
    PQclear(result);
}

/* Waits until N sessions of the service wait for locks; false when that takes too long. */
static bool
somebody_waits(PGconn *conn, int n)
{
    const struct timespec pause = {0, 20000000};

    for (int i = 0; i < 500; i++) {
        PGresult *r = PQexec(conn, "select pg_stat_clear_snapshot();"
                                   "select count(*) from pg_stat_activity "
                                   "where datname = current_database() "
                                   "and wait_event_type = 'Lock'");
        int waiting = atoi(PQgetvalue(r, 0, 0));

        PQclear(r);
        if (waiting >= n)
            return true;
        nanosleep(&pause, NULL);
    }
    return false;
}

/* The registration has looked at the agency and waits for its number while the agency is
 * closed: one of the two must give way. */
START_TEST(no_case_slips_into_an_agency_that_is_being_closed)
{
    pthread_barrier_t alone;
    struct client clerk, head;
    PGconn *conn;

    make_agency("slip", NULL);
    answer_case(make_case("slip", "2025-03-04", NULL), "granted", "2025-03-05");
    conn = connect_owner();
    run(conn, "begin");
    run(conn, "select from serial where series = 'application' and agency = "
              "(select id from agency where code = 'slip') for update");
    pthread_barrier_init(&alone, NULL, 1);
    prepare(&clerk, REGISTRATION, "/api/v1/agencies/slip/applications");
    prepare(&head, "{'closed_on':'2025-03-06'}", "/api/v1/agencies/slip/close");
    clerk.start = head.start = &alone;
    pthread_create(&clerk.thread, NULL, run_client, &clerk);
    ck_assert(somebody_waits(conn, 1));
    pthread_create(&head.thread, NULL, run_client, &head);
    ck_assert(somebody_waits(conn, 2));
    run(conn, "commit");
    pthread_join(clerk.thread, NULL);
    pthread_join(head.thread, NULL);
    PQfinish(conn);
    ck_assert_msg(clerk.answer.status != 201 || head.answer.status != 200,
                  "an open case stands in an agency that was closed without successor");
    ck_assert(clerk.answer.status == 201 || clerk.answer.status == 409);
    ck_assert(head.answer.status == 200 || head.answer.status == 409);
    answer_free(&clerk.answer);
    answer_free(&head.answer);
}
END_TEST

START_TEST(who_waits_too_long_for_the_database_is_told_to_come_back)
{
    pthread_barrier_t alone;
    const struct asked *busy;
    struct client waiting;
    char value[20];
    PGconn *conn;
    const char *id;

    service_begin(&here, (const char *const[]){"--today=2025-03-14", "--pool-size=1",
                                               "--pool-wait-ms=200",
                                               "--fold-interval-ms=60000", NULL});
    make_agency("busy", NULL);
    id = make_case("busy", "2025-03-04", NULL);
    conn = connect_owner();
    run(conn, "begin; select from application for update");
    pthread_barrier_init(&alone, NULL, 1);
    prepare(&waiting, "{'outcome':'granted','answered_on':'2025-03-05'}",
            "/api/v1/applications/%s/answer", id);
    waiting.start = &alone;
    pthread_create(&waiting.thread, NULL, run_client, &waiting);
    ck_assert(somebody_waits(conn, 1));
    busy = ask_with(NULL, NULL, "GET /api/v1/agencies");
    ck_assert_int_eq(busy->answer.status, 503);
    ck_assert_str_eq(text_in(busy->json, "type"), "urn:gongkai:problem:busy");
    ck_assert_str_eq(answer_header(&busy->answer, "retry-after", value, sizeof value), "2");
    ck_assert_int_eq(ask_with(NULL, NULL, "GET /api/v1/codes")->answer.status, 200);
    run(conn, "rollback");
    pthread_join(waiting.thread, NULL);
    ck_assert_int_eq(waiting.answer.status, 200);
    ask(200, NULL, "GET /api/v1/agencies");
    answer_free(&waiting.answer);
    PQfinish(conn);
    service_end(&here);
}
END_TEST

/* Cases whose cells are new to an agency, and moves of that agency, while the fold runs
 * every few milliseconds: a deadlock costs a second and a retry, so there may be none. */
START_TEST(the_fold_and_moves_never_wait_for_each_other)
{
    static struct client clients[24];
    PGresult *deadlocks;
    PGconn *conn;

    service_begin(&here, (const char *const[]){"--today=2025-03-14", "--pool-size=32",
                                               "--fold-interval-ms=10", NULL});
    make_agency("root", NULL);
    for (int round = 0; round < 8; round++) {
        for (int i = 0; i < 24; i++) {
            char code[40];

            snprintf(code, sizeof code, "fold-%d-%d", round, i / 3);
            if (i % 3 == 0)
                make_agency(code, NULL);
            prepare(&clients[i],
                    i % 3 == 0 ? "{'parent':'root','moved_on':'2025-03-04'}" : REGISTRATION,
                    i % 3 == 0 ? "/api/v1/agencies/%s/move"
                               : "/api/v1/agencies/%s/applications",
                    code);
        }
        send_at_once(clients, 24);
        ck_assert_int_eq(count(clients, 24, 200), 8);
        ck_assert_int_eq(count(clients, 24, 201), 16);
        free_clients(clients, 24);
    }
    service_stop(&here, SIGTERM);
    conn = PQconnectdb(here.database);
    deadlocks = PQexec(conn, "select deadlocks from pg_stat_database "
                             "where datname = current_database()");
    ck_assert_str_eq(PQgetvalue(deadlocks, 0, 0), "0");
    PQclear(deadlocks);
    PQfinish(conn);
    service_end(&here);
}
END_TEST

/* A national change notice that takes DAY off. */
static const char *
make_notice(const char *day)
{
    char body[400];

    snprintf(body, sizeof body,
             "{'notice':'试%s','year':2025,'type':'change','published':'2025-03-10',"
             "'url':'https://www.gov.cn/x','days':[{'date':'%s','kind':'holiday',"
             "'name':'放假'}]}",
             day, day);
    return text_in(ask(201, body, "POST /api/v1/calendar/notices"), "notice.id");
}

START_TEST(registrations_and_calendar_changes_at_once_leave_every_date_right)
{
    static struct client clients[24];
    const char *notices[2];
    PGconn *conn;
    PGresult *deadlocks;

    service_begin(&here, (const char *const[]){"--today=2025-03-14", NULL});
    make_agency("dates", NULL);
    notices[0] = make_notice("2025-03-18");
    notices[1] = make_notice("2025-03-19");
    for (int round = 0; round < 6; round++) {
        for (int i = 0; i < 24; i++) {
            if (i % 6 != 0)
                prepare(&clients[i], REGISTRATION, "/api/v1/agencies/dates/applications");
            else
                prepare(&clients[i], "{'reason':'并发'}", "/api/v1/calendar/notices/%s/%s",
                        notices[i / 6 % 2], (round + i / 12) % 2 ? "withdraw" : "adopt");
        }
        send_at_once(clients, 24);
        ck_assert_int_eq(count(clients, 24, 201), 20);
        ck_assert_int_eq(count(clients, 24, 200) + count(clients, 24, 409), 4);
        free_clients(clients, 24);
    }
    ck_assert_int_eq(service_command(&here, NULL, (const char *const[]){"verify", NULL}),
                     0);
    service_stop(&here, SIGTERM);
    conn = PQconnectdb(here.database);
    deadlocks = PQexec(conn, "select deadlocks from pg_stat_database "
                             "where datname = current_database()");
    ck_assert_str_eq(PQgetvalue(deadlocks, 0, 0), "0");
    PQclear(deadlocks);
    PQfinish(conn);
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        fifty_registrations_at_once_get_the_numbers_from_1_to_50,
        registrations_that_fail_leave_no_gap,
        one_key_twenty_times_at_once_makes_one_case_and_equal_replies,
        a_key_stands_for_one_request_and_only_for_one_that_succeeded,
        a_repeated_act_is_answered_again_even_when_it_is_no_longer_lawful,
        of_eight_answers_at_once_one_counts,
        of_eight_agencies_with_one_code_one_is_made,
        of_two_moves_that_close_a_circle_together_one_is_refused,
        moves_and_registrations_at_once_neither_deadlock_nor_miscount,
        no_case_slips_into_an_agency_that_is_being_closed,
        who_waits_too_long_for_the_database_is_told_to_come_back,
        registrations_and_calendar_changes_at_once_leave_every_date_right,
        the_fold_and_moves_never_wait_for_each_other,
        NULL,
    };

    return here_run("concurrency", tests,
                    (const char *const[]){"--today=2025-03-14", NULL});
}
