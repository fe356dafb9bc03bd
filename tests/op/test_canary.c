/* Ten thousand numbers pass through everything the service does with numbers, its logs and
 * those of PostgreSQL as talkative as is allowed; then none of them stands anywhere but in
 * the replies that may show it.  Nor does who has the tables, and not the key, find one. */
#include "base/arena.h"
#include "harness.h"
#include "op/canary.h"
#include "op/who.h"

#include <curl/curl.h>
#include <libpq-fe.h>
#include <pthread.h>
#include <signal.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { THREADS = 4, ALSO = 20, EVERY = 500, BODY_SIZE = 2000, MOST_GUESSES = 9 };

#define CASES "/api/v1/agencies/canary/applications"

static const char *const options[] = {"--today=2025-03-14", "--log-level=debug", NULL};

/* As much as the doctor lets PostgreSQL log. */
static const char *const talkative[] = {
    "alter system set log_statement = 'all'",
    "alter system set log_min_duration_statement = 0",
    "alter system set log_min_messages = 'debug1'",
    "alter system set log_min_error_statement = 'debug5'",
    "alter system set log_duration = on",
    "select pg_reload_conf()",
};

static void
run_sql(const char *sql)
{
    PGconn *conn = PQconnectdb(here.database);
    PGresult *r;

    PQclear(PQexec(conn, "set search_path = gongkai"));
    r = PQexec(conn, sql);
    ck_assert_msg(*PQresultErrorMessage(r) == '\0', "%s: %s", sql, PQresultErrorMessage(r));
    PQclear(r);
    PQfinish(conn);
}

/* A body in which the Nth numbers stand as ID and PHONE say (with one %s each). */
static const char *
body_of(char body[BODY_SIZE], int n, const char *facts)
{
    char id[CANARY_SIZE], phone[CANARY_SIZE];

    canary_id_number(n, id);
    canary_phone(n, phone);
    snprintf(body, BODY_SIZE,
             "{\"channel\":\"oral\",\"arrived_on\":\"2025-03-13\",\"content\":\"x\","
             "\"applicant_category\":\"natural_person\",\"applicant_name\":\"某\","
             "\"applicant_id_type\":\"resident_id\",\"applicant_id_number\":\"%s\","
             "\"applicant_phone\":\"%s\","
             "\"joint\":[{\"name\":\"某\",\"id_number\":\"%s\",\"phone\":\"%s\"}],"
             "\"agent\":{\"name\":\"某\",\"id_number\":\"%s\",\"phone\":\"%s\"}%s}",
             id, phone, id, phone, id, phone, facts);
    return body;
}

/* Sends it; the status, and what was answered thrown away.  KEY: an Idempotency-Key. */
static long
call(const char *method, const char *path, const char *body, const char *key)
{
    const char *const headers[] = {key, NULL};
    struct answer a = service_call(&here, method, path, body, key ? headers : NULL);
    long status = a.status;

    answer_free(&a);
    return status;
}

static atomic_int next_one, refused_ones;

/* Registers until all numbers are used up; every fifth is asked for twice. */
static void *
register_them(void *nothing)
{
    char body[BODY_SIZE], key[40];
    int n;

    while ((n = atomic_fetch_add(&next_one, 1)) < CANARIES) {
        snprintf(key, sizeof key, "Idempotency-Key: c-%d", n);
        body_of(body, n, "");
        for (int i = 0; i < (n % 5 == 0 ? 2 : 1); i++)
            if (call("POST", CASES, body, n % 5 == 0 ? key : NULL) != 201)
                atomic_fetch_add(&refused_ones, 1);
    }
    return nothing;
}

/* Bodies that are refused, with numbers in them: each with its status. */
static void
send_faults(int n)
{
    static const struct {
        const char *format; /* of a body, with identity number and telephone */
        long status;
    } faults[] = {
        {"{\"channel\":\"%s\",\"arrived_on\":\"%s\"}", 422},
        {"{\"%s\":\"%s\"}", 422},
        {"{\"applicant_id_number\":%.17s,\"applicant_phone\":%s}", 422},
        {"{\"applicant_id_number\":[\"%s\"],\"applicant_phone\":{\"a\":\"%s\"}}", 422},
        {"{\"applicant_id_number\":\"%s-9999-9999-9999-9999-9999\","
         "\"applicant_phone\":\"%s\"}",
         422},
        {"{\"applicant_id_number\":\"%s\",\"applicant_phone\":\"%s\"", 400},
        {"%s%s", 400},
        {"{\"a\":\"%s\",\"a\":\"%s\"}", 400},
    };
    char id[CANARY_SIZE], phone[CANARY_SIZE], body[BODY_SIZE];

    canary_id_number(n, id);
    canary_phone(n, phone);
    for (unsigned i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        snprintf(body, sizeof body, faults[i].format, id, phone);
        ck_assert_int_eq(call("POST", CASES, body, NULL), faults[i].status);
    }
}

/* Numbers in places where no number belongs. */
static void
send_astray(int n)
{
    char id[CANARY_SIZE], path[300], body[BODY_SIZE], key[60];

    canary_id_number(n, id);
    snprintf(path, sizeof path, CASES "?text=%s", id);
    ck_assert_int_eq(call("GET", path, NULL, NULL), 200);
    snprintf(path, sizeof path, CASES "?%s=1", id);
    ck_assert_int_eq(call("GET", path, NULL, NULL), 422);
    snprintf(path, sizeof path, CASES "?year=%s", id);
    ck_assert_int_eq(call("GET", path, NULL, NULL), 422);
    snprintf(path, sizeof path, "/api/v1/agencies/canary/applications/%s", id);
    ck_assert_int_eq(call("GET", path, NULL, NULL) / 100, 4);
    canary_phone(n, id);
    snprintf(path, sizeof path, "/api/v1/applications/%s", id);
    ck_assert_int_eq(call("GET", path, NULL, NULL) / 100, 4);
    snprintf(key, sizeof key, "Idempotency-Key: s-%d", n);
    body_of(body, n, "");
    ck_assert_int_eq(call("POST", CASES, body, key), 201);
    body_of(body, n + 1, "");
    ck_assert_int_eq(call("POST", CASES, body, key), 409);
}

/* Everything a number can be used for, of the case that is found by it. */
static void
use(int n)
{
    char id_number[CANARY_SIZE], phone[CANARY_SIZE], body[BODY_SIZE];
    const char *id;

    canary_id_number(n, id_number);
    canary_phone(n, phone);
    snprintf(body, sizeof body, "{'id_number':'%s'}", id_number);
    id = text_in(ask(200, body, "POST " CASES "/find"), "applications.0.id");
    snprintf(body, sizeof body, "{'phone':'%s'}", phone);
    ask(200, body, "POST " CASES "/find");
    snprintf(body, sizeof body, "{'phone':'%s','name':'x'}", phone);
    refused(422, "invalid", body, "POST " CASES "/find");
    ck_assert_str_eq(
        text_in(ask(200, "{'reason':'核对'}", "POST /api/v1/applications/%s/reveal", id),
                "applicant.id_number"),
        id_number);
    ask(200, "{'purpose':'检查'}", "POST /api/v1/applications/%s/inspection", id);
    canary_id_number((n + 3) % CANARIES, id_number);
    canary_phone((n + 3) % CANARIES, phone);
    snprintf(body, sizeof body,
             "{'reason':'录错','applicant_id_number':'%s','applicant_phone':'%s'}",
             id_number, phone);
    ask(200, body, "POST /api/v1/applications/%s/events/1/supersede", id);
    refused(409, "act_not_lawful", body, "POST /api/v1/applications/%s/events/1/supersede",
            id);
    sent(as_person("canary", "zhao", "{officer}", NULL), 202, NULL, body,
         "POST /api/v1/applications/%s/events/2/supersede", id);
    snprintf(body, sizeof body, "{'id_number':'%s','phone':'%s','content':'x'}", id_number,
             phone);
    ask(200, body, "POST " CASES "/radar");
    ask(200, NULL, "GET /api/v1/applications/%s/radar", id);
    ask(200, "{'parts':[{'content':'甲方案'},{'content':'乙报告'}]}",
        "POST /api/v1/applications/%s/split", id);
}

/* A proposal that waits, one that is rejected; a grant and the ledger it opens. */
static void
propose(int n)
{
    char id_number[CANARY_SIZE], body[BODY_SIZE], path[200];
    const char *const *wang = as_person("canary", "wang", "{supervisor}", NULL);
    const char *const *li = as_person("canary", "li", "{officer}", NULL);
    const char *id, *proposal;
    struct answer a;

    id =
        text_in(sent(li, 201, NULL, body_of(body, n, ""), "POST " CASES), "application.id");
    canary_id_number(n + 1, id_number);
    snprintf(body, sizeof body, "{'reason':'录错','applicant_id_number':'%s'}", id_number);
    proposal = text_in(
        sent(li, 202, NULL, body, "POST /api/v1/applications/%s/events/1/supersede", id),
        "proposal.id");
    sent(wang, 200, NULL, "{'note':'不对'}", "POST /api/v1/proposals/%s/reject", proposal);
    sent(li, 202, NULL, body, "POST /api/v1/applications/%s/events/1/supersede", id);
    snprintf(path, sizeof path, "/api/v1/agencies/canary/ledger?year=2025&grant=%s",
             text_in(ask(201, "{'year':2025,'reason':'移交'}",
                         "POST /api/v1/agencies/canary/ledger/full"),
                     "grant.id"));
    a = service_call(&here, "GET", path, NULL, NULL);
    ck_assert_int_eq(a.status, 200);
    ck_assert_int_ge(canary_count(a.body.bytes, a.body.len), 2 * CANARIES);
    answer_free(&a);
    a = service_call(&here, "GET", "/api/v1/agencies/canary/ledger?year=2025", NULL, NULL);
    ck_assert_int_eq(canary_count(a.body.bytes, a.body.len), 0);
    answer_free(&a);
}

static void
pass_them_through(void)
{
    pthread_t threads[THREADS];

    make_agency("canary", NULL);
    make_case("canary", "2025-03-13", NULL);
    as_person("canary", "zhao", "{officer}", NULL);
    for (int i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, register_them, NULL);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    ck_assert_int_eq(refused_ones, 0);
    for (int i = 0; i < ALSO; i++) {
        send_faults(i * EVERY % CANARIES);
        send_astray((i * EVERY + 7) % (CANARIES - 1));
        use((i * EVERY + 11) % CANARIES);
    }
    propose(4321);
}

/* What PostgreSQL itself holds, as text: every row of every table, to OUT. */
static void
dump(struct text *out)
{
    PGconn *conn = PQconnectdb(here.database);
    PGresult *tables = PQexec(conn, "select relname from pg_class where relkind = 'r' and "
                                    "relnamespace = 'gongkai'::regnamespace");

    ck_assert_int_gt(PQntuples(tables), 20);
    for (int i = 0; i < PQntuples(tables); i++) {
        struct text sql = {NULL, 0, 0};
        PGresult *r;
        char *row;
        int n;

        text_addf(&sql, "copy gongkai.%s to stdout", PQgetvalue(tables, i, 0));
        r = PQexec(conn, sql.bytes);
        ck_assert_int_eq(PQresultStatus(r), PGRES_COPY_OUT);
        PQclear(r);
        while ((n = PQgetCopyData(conn, &row, 0)) > 0) {
            text_add_bytes(out, row, (size_t)n);
            PQfreemem(row);
        }
        PQclear(PQgetResult(conn));
        text_free(&sql);
    }
    PQclear(tables);
    PQfinish(conn);
}

/* How many canaries stand where none may: tables, data files and log of PostgreSQL, state
 * directory and log of the service, temporary files. */
static long
search(struct text *where)
{
    struct text rows = {NULL, 0, 0};
    char path[4096];
    long n;

    dump(&rows);
    ck_assert_uint_gt(rows.len, CANARIES * 100);
    n = canary_count(rows.bytes, rows.len);
    text_addf(where, "rows: %ld\n", n);
    text_free(&rows);
    n += canary_below(getenv("GONGKAI_TEST_PGDIR"), where);
    n += canary_below(here.directory, where);
    n += canary_below(".", where); /* where a core would lie */
    snprintf(path, sizeof path, "%s/log", getenv("GONGKAI_TEST_PGDIR"));
    ck_assert_int_eq(access(path, R_OK), 0);
    return n;
}

/* Puts one number into a table, a log and a file: a search that finds none must find it. */
static void
search_finds_what_is_there(void)
{
    struct text where = {NULL, 0, 0};
    char id[CANARY_SIZE], sql[200], path[200];
    FILE *file;

    canary_id_number(9, id);
    snprintf(
        sql, sizeof sql,
        "create table planted as select '%s'::text as a, convert_to('%s', 'UTF8') as b", id,
        id);
    run_sql(sql);
    snprintf(path, sizeof path, "%s/planted", here.directory);
    file = fopen(path, "we");
    fprintf(file, "x%sx", id);
    fclose(file);
    run_sql("checkpoint");
    ck_assert_int_ge(search(&where), 5);
    ck_assert_ptr_nonnull(strstr(where.bytes, "rows: 2\n"));
    ck_assert_ptr_nonnull(strstr(where.bytes, "/planted: 1\n"));
    ck_assert_ptr_nonnull(strstr(where.bytes, "/log: "));
    ck_assert_ptr_nonnull(strstr(where.bytes, "/base/"));
    run_sql("drop table planted");
    unlink(path);
    text_free(&where);
}

START_TEST(ten_thousand_numbers_leave_no_trace)
{
    struct text where = {NULL, 0, 0};
    char line[100];

    service_begin(&here, options);
    for (unsigned i = 0; i < sizeof talkative / sizeof talkative[0]; i++)
        run_sql(talkative[i]);
    pass_them_through();
    service_stop(&here, SIGKILL);
    service_start(&here, options);
    use(42);
    service_stop(&here, SIGABRT);
    service_start(&here, options);
    use(4242);
    snprintf(line, sizeof line, "%s",
             looked_up("select count(*) from applicant where id_number is not null", NULL,
                       NULL, NULL));
    ck_assert_int_ge(atoi(line), CANARIES);
    run_sql("checkpoint");
    ck_assert_msg(search(&where) == 0, "%s", where.bytes);
    search_finds_what_is_there();
    text_free(&where);
    service_end(&here);
}
END_TEST

static int
by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, crypto_auth_hmacsha256_BYTES);
}

/* All indexes and names of requests that the tables hold, sorted, 32 bytes each. */
static unsigned char *
stolen(const char *sql, size_t *count)
{
    PGconn *conn = PQconnectdb(here.database);
    unsigned char *bytes;
    PGresult *r;
    int n;

    PQclear(PQexec(conn, "set search_path = gongkai"));
    r = PQexec(conn, sql);
    n = PQntuples(r);
    ck_assert_int_gt(n, 0);
    bytes = xmalloc((size_t)n * crypto_auth_hmacsha256_BYTES);
    for (int i = 0; i < n; i++)
        ck_assert_int_eq(sodium_hex2bin(bytes + i * (int)crypto_auth_hmacsha256_BYTES,
                                        crypto_auth_hmacsha256_BYTES, PQgetvalue(r, i, 0),
                                        (size_t)PQgetlength(r, i, 0), NULL, NULL, NULL),
                         0);
    qsort(bytes, (size_t)n, crypto_auth_hmacsha256_BYTES, by_bytes);
    *count = (size_t)n;
    PQclear(r);
    PQfinish(conn);
    return bytes;
}

static bool
holds(const unsigned char *bytes, size_t count, const unsigned char *hash)
{
    return bsearch(hash, bytes, count, crypto_auth_hmacsha256_BYTES, by_bytes) != NULL;
}

/* The hash that a plain digest of the Nth registration would be. */
static void
hash_request(int n, unsigned char hash[crypto_hash_sha256_BYTES])
{
    static const char start[] = "application_register\0" CASES;
    crypto_hash_sha256_state state;
    char body[BODY_SIZE];

    body_of(body, n, "");
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, (const unsigned char *)start, sizeof start);
    crypto_hash_sha256_update(&state, (const unsigned char *)body, strlen(body));
    crypto_hash_sha256_final(&state, hash);
}

/* Whether NUMBER hashed behind WORD, or under WORD as a key, is there. */
static bool
is_guessed(const unsigned char *bytes, size_t count, const char *word, const char *number)
{
    unsigned char hash[crypto_auth_hmacsha256_BYTES];
    unsigned char key[crypto_auth_hmacsha256_KEYBYTES] = {0};
    size_t len = strlen(word);
    char text[200];

    snprintf(text, sizeof text, "%s%s", word, number);
    crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text));
    if (holds(bytes, count, hash))
        return true;
    memcpy(key, word, len < sizeof key ? len : sizeof key);
    crypto_auth_hmacsha256(hash, (const unsigned char *)number, strlen(number), key);
    return holds(bytes, count, hash);
}

/* How many numbers come out by guesses with WORDS, which the tables and the program tell. */
static long
recovered(const unsigned char *bytes, size_t count, const char *const *words)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char id[CANARY_SIZE], phone[CANARY_SIZE];
    long n = 0;

    for (int i = 0; i < CANARIES; i++) {
        bool found;

        hash_request(i, hash);
        found = holds(bytes, count, hash);
        canary_id_number(i, id);
        canary_phone(i, phone);
        for (int w = 0; words[w] != NULL && !found; w++)
            found = is_guessed(bytes, count, words[w], id) ||
                    is_guessed(bytes, count, words[w], phone);
        n += found;
    }
    return n;
}

START_TEST(who_has_the_tables_and_not_the_key_finds_no_number)
{
    const char *words[MOST_GUESSES + 1] = {"",
                                           "canary",
                                           "id_number",
                                           "applicant",
                                           "applicant|1|id_number",
                                           "gongkai",
                                           "gongkai keyring 1",
                                           NULL,
                                           NULL,
                                           NULL};
    unsigned char *bytes, plain[crypto_hash_sha256_BYTES];
    char id[CANARY_SIZE];
    size_t count;

    service_begin(&here, options);
    make_agency("canary", NULL);
    make_case("canary", "2025-03-13", NULL);
    next_one = CANARIES - 200;
    register_them(NULL);
    words[7] = arena_printf(
        arena_new(), "applicant|%s|id_number",
        looked_up("select id from agency where code = 'canary'", NULL, NULL, NULL));
    words[8] = looked_up("select proof from sealing_key", NULL, NULL, NULL);
    bytes = stolen("select encode(id_number_index, 'hex') from applicant "
                   "where id_number_index is not null union all "
                   "select encode(phone_index, 'hex') from applicant "
                   "where phone_index is not null union all "
                   "select split_part(digest, ':', 2) from idempotency",
                   &count);
    ck_assert_uint_ge(count, 440);
    ck_assert_int_eq(recovered(bytes, count, words), 0);
    canary_id_number(CANARIES - 1, id);
    crypto_hash_sha256(plain, (const unsigned char *)id, strlen(id));
    memcpy(bytes, plain, sizeof plain);
    hash_request(1, bytes + sizeof plain);
    qsort(bytes, count, sizeof plain, by_bytes);
    ck_assert_int_eq(recovered(bytes, count, words), 2);
    free(bytes);
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        ten_thousand_numbers_leave_no_trace,
        who_has_the_tables_and_not_the_key_finds_no_number,
        NULL,
    };

    curl_global_init(CURL_GLOBAL_DEFAULT);
    return harness_run(harness_suite("canary", tests, 300));
}
