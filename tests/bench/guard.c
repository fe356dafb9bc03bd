/* What it costs to know who asks, to hold him to his agency and to record what he did: the
 * statements of a request as the service sends them (enter, row-level security, audit), over
 * the same statements alone, as the owner of the tables and with none of that.
 *
 *     guard [TIMES]      (2000) in the database of GONGKAI_DATABASE, which it migrates
 *
 * Both run in turn on two connections, in the same pipelines; medians are compared.  What the
 * service reckons outside the database (a SHA-256 of the cookie, a keyed hash of the record)
 * takes microseconds and is left out. */
#include "base/arena.h"
#include "command/migrate.h"
#include "command/stage.h"
#include "db/db.h"
#include "db/statement_list.h"
#include "guard/secret.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CASES = 1000, MOST_TIMES = 100000, DIGEST_TEXT = 67 };

struct side {
    struct db *db;
    bool guarded;
    double ms[MOST_TIMES];
};

static struct bag bag;
static long long agency, next_case = 1;
static char texts[8][128];

static void __attribute__((noreturn)) die(const char *what)
{
    fprintf(stderr, "guard: %s\n", what);
    exit(EXIT_FAILURE);
}

static struct db *
connect_as(const char *role)
{
    char reason[256];
    struct db *db;

    if (db_open(getenv("GONGKAI_DATABASE"), NULL, &db, reason, sizeof reason) != OK)
        die(reason);
    if (db_command(db, role) != OK || db_command(db, "set search_path = gongkai") != OK)
        die("the role cannot be taken");
    return db;
}

static void
put_nothing(void)
{
    static const char *const absent[] = {"agency_name",
                                         "wanted_form",
                                         "wanted_route",
                                         "officer",
                                         "unit",
                                         "submitted_on",
                                         "applicant_id_type",
                                         "key",
                                         "id_number",
                                         "id_number_index",
                                         "phone",
                                         "phone_index",
                                         "applicant_email",
                                         "applicant_address",
                                         "proposal",
                                         "proxy_name",
                                         "calendar_lock",
                                         "audit_subject",
                                         "audit_source",
                                         "application",
                                         "audit_role"};

    for (unsigned i = 0; i < sizeof absent / sizeof absent[0]; i++)
        bag_put(&bag, absent[i], NULL);
}

static void
put_facts(const char *digest)
{
    static const char *const facts[][2] = {{"credential_kind", "session"},
                                           {"agency", "guarded"},
                                           {"reach", "agency"},
                                           {"now", ""},
                                           {"today", "2025-03-14"},
                                           {"operation", "application_register"},
                                           {"channel", "oral"},
                                           {"applicant_category", "other"},
                                           {"applicant_name", "某人"},
                                           {"content", "某报告"},
                                           {"arrived_on", "2025-03-14"},
                                           {"received_on", "2025-03-14"},
                                           {"due_on", "2025-04-14"},
                                           {"due_certain", "t"},
                                           {"status", "running"},
                                           {"actor", "stage@guarded"},
                                           {"data", "{}"},
                                           {"warnings", "[]"},
                                           {"audit_operation", "application_register"},
                                           {"audit_actor", "stage@guarded"},
                                           {"audit_request", "0123456789abcdef"},
                                           {"audit_status", "201"},
                                           {"audit_key", "1"},
                                           {"audit_data", "{}"}};

    for (unsigned i = 0; i < sizeof facts / sizeof facts[0]; i++)
        bag_put(&bag, facts[i][0], facts[i][1]);
    snprintf(texts[0], sizeof texts[0], "%lld", agency);
    bag_put(&bag, "agency_id", texts[0]);
    bag_put(&bag, "audit_agency", texts[0]);
    bag_put(&bag, "credential", digest);
}

static void
number(const char *name, int place, long long value)
{
    snprintf(texts[place], sizeof texts[place], "%lld", value);
    bag_put(&bag, name, texts[place]);
}

static double
now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
clear(PGresult **results, int n)
{
    for (int i = 0; i < n; i++)
        PQclear(results[i]);
}

/* One case by its id: with enter and row-level security, or alone. */
static void
show(struct side *s)
{
    const struct sql *both[] = {SQL(enter), SQL(application_show)};
    const char *const none[] = {NULL, NULL};
    PGresult *results[2];
    int skip = s->guarded ? 0 : 1;

    number("application", 1, agency << 32 | (1 + rand() % CASES));
    if (db_run_all(s->db, 2 - skip, both + skip, none, &bag, results) != OK ||
        PQntuples(results[1 - skip]) != 1)
        die("the case is not shown");
    clear(results, 2 - skip);
}

/* The record of what was done, continuing its chain. */
static void
put_record(const PGresult *next)
{
    snprintf(texts[3], sizeof texts[3], "%s", PQgetvalue(next, 0, 0));
    snprintf(texts[4], sizeof texts[4], "%s", PQgetvalue(next, 0, 1));
    snprintf(texts[5], sizeof texts[5], "%s", PQgetvalue(next, 0, 2));
    snprintf(texts[6], sizeof texts[6], "\\x%064lld", atoll(texts[3]));
    bag_put(&bag, "audit_seq", texts[3]);
    bag_put(&bag, "audit_prev", texts[4]);
    bag_put(&bag, "audit_recorded_at", texts[5]);
    bag_put(&bag, "audit_hash", texts[6]);
    bag_put(&bag, "audit_mac", texts[6]);
}

/* A registration, in a transaction of its own: with enter and audit, or without. */
static void
add_case(struct side *s)
{
    const struct sql *first[] = {NULL, SQL(enter)}, *last[] = {SQL(audit_append), NULL};
    const char *const begin[] = {"BEGIN", NULL}, *const commit[] = {NULL, "COMMIT"};
    PGresult *results[2], *made, *next;
    int skip = s->guarded ? 0 : 1;

    number("new_id", 2, agency << 32 | next_case++);
    bag_put(&bag, "application", NULL);
    if (db_run_all(s->db, 2 - skip, first, begin, &bag, results) != OK)
        die("no transaction begins");
    clear(results, 2 - skip);
    if (db_run(s->db, SQL(application_register), &bag, &made) != OK || PQntuples(made) != 1)
        die("nothing is registered");
    PQclear(made);
    if (s->guarded) {
        bag_put(&bag, "application", texts[2]);
        bag_put(&bag, "audit_application", texts[2]);
        if (db_run(s->db, SQL(audit_next), &bag, &next) != OK)
            die("the audit does not go on");
        put_record(next);
        PQclear(next);
    }
    if (db_run_all(s->db, 2 - skip, last + skip, commit + skip, &bag, results) != OK)
        die("nothing is kept");
    clear(results, 2 - skip);
}

static int
compare(const void *a, const void *b)
{
    const double *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static double
median(struct side *s, int times)
{
    qsort(s->ms, (size_t)times, sizeof *s->ms, compare);
    return s->ms[times / 2];
}

/* WHAT, in turn with and without; a tenth more before, to get warm. */
static void
measure(const char *name, void (*what)(struct side *s), struct side *with,
        struct side *without, int times)
{
    double a, b;

    for (int i = -times / 10; i < times; i++)
        for (int k = 0; k < 2; k++) {
            struct side *s = (i + k) % 2 ? with : without;
            double begun = now_ms();

            what(s);
            if (i >= 0)
                s->ms[i] = now_ms() - begun;
        }
    a = median(with, times);
    b = median(without, times);
    printf("%-28s %8.3f ms guarded, %8.3f ms bare, ratio %.2f\n", name, a, b, a / b);
}

static void
make_agency(struct db *owner)
{
    if (db_command(
            owner,
            "insert into agency (id, code, name, level, number_pattern, valid_from)"
            " overriding system value values (900000, 'guarded', '被测机关', 'county',"
            " '{year}-{serial}', '2008-05-01') on conflict do nothing") != OK ||
        db_command(owner, "insert into agency_closure values (900000, 900000, 0, 9999)"
                          " on conflict do nothing") != OK)
        die("no agency is made");
    agency = 900000;
}

int
main(int argc, char **argv)
{
    static struct side with = {.guarded = true}, without;
    struct settings settings;
    int at = setting_load(&settings, COMMAND, argc, argv);
    int times = argc > at ? atoi(argv[at]) : 2000;
    char reason[256], secret[SECRET_SIZE], digest[SECRET_DIGEST_SIZE], caller[16] = "";
    PGresult *who;

    if (times < 10 || times > MOST_TIMES || getenv("GONGKAI_DATABASE") == NULL)
        die("usage: GONGKAI_DATABASE=… guard [TIMES]");
    if (!migrate(&settings, reason, sizeof reason))
        die(reason);
    without.db = connect_as("set role gongkai_owner");
    with.db = connect_as("set role gongkai_server");
    make_agency(without.db);
    if (!stage_person(getenv("GONGKAI_DATABASE"), "guarded", "stage", "{officer}", secret))
        die("nobody asks");
    put_nothing();
    put_facts(secret_digest(secret, digest));
    if (db_run(with.db, SQL(enter), &bag, &who) != OK || PQntuples(who) != 1)
        die("the person is not known");
    snprintf(caller, sizeof caller, "%s", PQgetvalue(who, 0, 1));
    PQclear(who);
    bag_put(&bag, "caller", caller);
    for (int i = 0; i < CASES; i++)
        add_case(&without);
    if (db_command(without.db, "analyze") != OK)
        die("the tables are not looked at");
    measure("case by id", show, &with, &without, times);
    measure("register", add_case, &with, &without, times);
    db_close(with.db);
    db_close(without.db);
    setting_free(&settings);
    return EXIT_SUCCESS;
}
