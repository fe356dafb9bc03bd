/* A hundred thousand records, each with its entry: neither verifier raises an alarm, and both
 * are done before anybody gets up for coffee.  Prints how fast they were. */
#include "guard/chain.h"
#include "guard/head.h"
#include "guard/keyring.h"
#include "guard/seal.h"
#include "harness.h"
#include "op/ask.h"

#include <libpq-fe.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { AGENCIES = 10, RECORDS = 10000, FIRST_AGENCY = 1001 };

struct rows {
    struct text audit, head, event, file;
};

static void
add_values(struct text *row, const char *const *values, int n)
{
    for (int i = 0; i < n; i++)
        text_addf(row, "%s%s", i > 0 ? "\t" : "", values[i] != NULL ? values[i] : "\\N");
}

static void
add_hash(struct text *row, const unsigned char *hash)
{
    char hex[CHAIN_HEX];

    text_addf(row, "\t\\\\x%s", chain_to_hex(hash, hex));
}

/* The entry that record SEQ of AGENCY is about, and the data that vouch for it into DATA. */
static void
add_entry(struct rows *rows, const char *agency, const char *application,
          const char *moment, struct text *scratch, char data[160])
{
    const char *const entry[ENTRY_FIELDS] = {
        agency,
        application,
        "1",
        "registered",
        "2026-11-20",
        moment,
        "token",
        NULL,
        "{\"channel\": \"internet\", \"applicant_category\": \"natural_person\"}"};
    unsigned char digest[CHAIN_HASH];
    char hex[CHAIN_HEX];

    add_values(&rows->event, entry, ENTRY_FIELDS);
    text_add(&rows->event, "\n");
    chain_entry_digest(entry, scratch, digest);
    snprintf(data, 160, "{\"entry\":1,\"entry_digest\":\"%s\"}", chain_to_hex(digest, hex));
}

static void
add_record(const struct keyring *keys, struct rows *rows, int agency_id, int seq,
           unsigned char hash[CHAIN_HASH], struct text *scratch)
{
    unsigned char prev[CHAIN_HASH], mac[CHAIN_HASH];
    char agency[16], number[16], moment[40], application[24], request[24], data[160];
    const char *const record[CHAIN_FIELDS] = {
        agency,  number, moment, "token", NULL, "application_register", application, NULL,
        request, "201",  NULL,   data,    "1"};

    memcpy(prev, hash, CHAIN_HASH);
    snprintf(agency, sizeof agency, "%d", agency_id);
    snprintf(number, sizeof number, "%d", seq);
    snprintf(moment, sizeof moment, "2026-11-23T08:%02d:%02d.000000Z", seq / 60 % 60,
             seq % 60);
    snprintf(application, sizeof application, "%lld", (long long)agency_id << 32 | seq);
    snprintf(request, sizeof request, "%016x", seq);
    add_entry(rows, agency, application, moment, scratch, data);
    chain_hash(record, prev, scratch, hash);
    ck_assert(seal_mac(keys, 1, KEY_FOR_AUDIT, hash, CHAIN_HASH, mac));
    add_values(&rows->audit, record, CHAIN_FIELDS);
    add_hash(&rows->audit, prev);
    add_hash(&rows->audit, hash);
    add_hash(&rows->audit, mac);
    text_add(&rows->audit, "\n");
}

static void
add_chain(const struct keyring *keys, struct rows *rows, int agency)
{
    struct head head = {.moment = "2026-11-23T09:00:00Z", .agency = agency, .seq = RECORDS};
    struct text scratch = {NULL, 0, 0};

    for (int seq = 1; seq <= RECORDS; seq++)
        add_record(keys, rows, agency, seq, head.hash, &scratch);
    text_addf(&rows->head, "%d\t%d", agency, RECORDS);
    add_hash(&rows->head, head.hash);
    text_add(&rows->head, "\n");
    ck_assert(head_write(keys, &head, &rows->file));
    text_free(&scratch);
}

static void
copy_in(PGconn *conn, const char *command, const struct text *rows)
{
    PGresult *r = PQexec(conn, command);

    PQclear(r);
    ck_assert_int_eq(PQputCopyData(conn, rows->bytes, (int)rows->len), 1);
    ck_assert_int_eq(PQputCopyEnd(conn, NULL), 1);
    r = PQgetResult(conn);
    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s: %s", command,
                  PQerrorMessage(conn));
    PQclear(r);
    ck_assert_ptr_null(PQgetResult(conn));
}

/* The chains as if the service had written them; without the tables' triggers, which would
 * ask for each record alone. */
static void
load(struct rows *rows)
{
    PGconn *conn = PQconnectdb(here.database);
    char path[200];
    FILE *file;

    PQclear(PQexec(conn, "set session_replication_role = replica;"
                         "set search_path = gongkai"));
    copy_in(conn,
            "copy event (agency, application, seq, kind, happened_on, recorded_at, actor,"
            " supersedes, data) from stdin",
            &rows->event);
    copy_in(conn, "copy audit from stdin", &rows->audit);
    copy_in(conn, "copy audit_head from stdin", &rows->head);
    PQclear(PQexec(conn, "vacuum analyze"));
    PQfinish(conn);
    snprintf(path, sizeof path, "%s/audit-heads", here.directory);
    file = fopen(path, "ae");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(rows->file.bytes, 1, rows->file.len, file), rows->file.len);
    ck_assert_int_eq(fclose(file), 0);
}

static void
make_records(void)
{
    struct rows rows = {.audit = {NULL, 0, 0}};
    struct keyring *keys;
    char reason[256];

    ck_assert_msg(
        keyring_load(here.directory, false, NO_DATE, &keys, reason, sizeof reason), "%s",
        reason);
    for (int i = 0; i < AGENCIES; i++)
        add_chain(keys, &rows, FIRST_AGENCY + i);
    load(&rows);
    keyring_free(keys);
    text_free(&rows.audit);
    text_free(&rows.head);
    text_free(&rows.event);
    text_free(&rows.file);
}

static double
seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
print_speed(const char *who, double since)
{
    double took = seconds() - since;

    printf("# %s: %d records in %.2f s, %.0f a second\n", who, AGENCIES * RECORDS, took,
           AGENCIES * RECORDS / took);
}

static void
run_sql_verifier(struct text *out)
{
    char command[1200], line[1000];
    const char *source = getenv("srcdir");
    FILE *pipe;

    snprintf(command, sizeof command,
             "psql -XAt -d '%s' -v heads='%s/audit-heads' -f '%s/contrib/audit-verify.sql' "
             "2>&1",
             here.database, here.directory, source ? source : ".");
    pipe = popen(command, "r");
    ck_assert_ptr_nonnull(pipe);
    while (fgets(line, sizeof line, pipe) != NULL)
        text_add(out, line);
    ck_assert_msg(pclose(pipe) == 0, "%s", out->bytes);
}

START_TEST(a_hundred_thousand_clean_records_give_no_alarm)
{
    struct text out = {NULL, 0, 0};
    double since;
    int status;

    service_begin(&here, NULL);
    service_stop(&here, SIGTERM);
    make_records();
    since = seconds();
    status = service_command(&here, &out, (const char *const[]){"audit", "verify", NULL});
    ck_assert_msg(status == 0, "%s", out.bytes);
    ck_assert_ptr_nonnull(strstr(out.bytes, "100001 records in 11 chains, 100000 entries"));
    print_speed("gongkai audit verify", since);
    out.len = 0;
    since = seconds();
    run_sql_verifier(&out);
    ck_assert_msg(strstr(out.bytes, "100001|11|11|0") != NULL, "%s", out.bytes);
    print_speed("contrib/audit-verify.sql", since);
    text_free(&out);
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {a_hundred_thousand_clean_records_give_no_alarm, NULL};

    return harness_run(harness_suite("audit_speed", tests, 120));
}
