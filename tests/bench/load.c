/* Fills a database for measurements.
 *
 *     load cases N AGENCIES TODAY   into an empty one: agencies in five levels, and N
 *                                   applications that arrived from 2021-01-01 to TODAY, with
 *                                   all that follows from them
 *     load running N AGENCIES TODAY the same, but all N are received and open on TODAY
 *     load open N TODAY             then: N more, handed in on TODAY and not yet answered,
 *                                   dealt to the agencies in turn
 *     load people                   then: two people of each agency; prints a line an agency
 *                                   with the secrets of their sessions
 *     load above                    the same for the system administrator and one who
 *                                   oversees the first agency: one line
 *
 * The database is that of GONGKAI_DATABASE, its login a superuser: COPY does not go through
 * row-level security.  Numbers are sealed with the keys of GONGKAI_STATE_DIR.  What the fold
 * derives is derived by the fold of src/core; the counts are made by the triggers and by
 * tally_fold.  Standard output says, as name=value, where to find things; standard error says
 * what took how long. */
#include "base/arena.h"
#include "db/db.h"
#include "db/statement_list.h"
#include "op/law.h"
#include "people.h"
#include "rows.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FIRST_YEAR = 2021, LAST_YEAR = 2100, BATCH = 20000, FIRST_CODE = 100000 };

/* What takes the time of loading cases. */
enum part { STORIES, APPLICATIONS, EVENTS, APPLICANTS, COMMITS, PARTS };

static const char *const part_names[PARTS] = {"stories, folded and written as rows",
                                              "copy application, counted by its trigger",
                                              "copy event", "copy applicant", "commit"};

/* What an agency gave out last: of ids, and of numbers of each year. */
struct given {
    long id, number[LAST_YEAR - FIRST_YEAR + 1];
};

struct loader {
    struct db *db; /* for the statements of the service */
    PGconn *conn;  /* for COPY */
    struct law *law;
    const struct calendar *calendar;
    struct chance chance;
    date today;
    int agencies, first; /* how many, and the least id; the others follow it */
    struct given *given; /* of each */
    struct rows rows;
    double since, seconds[PARTS];
};

static void __attribute__((noreturn)) die(const char *what, const char *reason)
{
    fprintf(stderr, "load: %s: %s\n", what, reason);
    exit(EXIT_FAILURE);
}

/* The seconds since the last call. */
static double
lap(struct loader *l)
{
    double before = l->since;
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    l->since = (double)t.tv_sec + (double)t.tv_nsec / 1e9;
    return l->since - before;
}

static void
report(const char *what, double seconds)
{
    fprintf(stderr, "  %-42s %7.1f s\n", what, seconds);
}

static PGresult *
query(struct loader *l, const char *text)
{
    PGresult *r = PQexec(l->conn, text);

    if (PQresultStatus(r) != PGRES_COMMAND_OK && PQresultStatus(r) != PGRES_TUPLES_OK)
        die(text, PQerrorMessage(l->conn));
    return r;
}

static void
command(struct loader *l, const char *text)
{
    PQclear(query(l, text));
}

/* Sends ROWS into TABLE and empties them. */
static void
copy(struct loader *l, const char *table, const char *columns, struct text *rows)
{
    char text[512];
    PGresult *r;

    snprintf(text, sizeof text, "copy %s (%s) from stdin", table, columns);
    r = PQexec(l->conn, text);
    if (PQresultStatus(r) != PGRES_COPY_IN ||
        PQputCopyData(l->conn, rows->bytes, (int)rows->len) != 1 ||
        PQputCopyEnd(l->conn, NULL) != 1)
        die(table, PQerrorMessage(l->conn));
    PQclear(r);
    while ((r = PQgetResult(l->conn)) != NULL) {
        if (PQresultStatus(r) != PGRES_COMMAND_OK)
            die(table, PQerrorMessage(l->conn));
        PQclear(r);
    }
    rows->len = 0;
}

static void
flush_cases(struct loader *l)
{
    l->seconds[STORIES] += lap(l);
    command(l, "begin");
    copy(l, "application", application_columns, &l->rows.application);
    l->seconds[APPLICATIONS] += lap(l);
    copy(l, "event", event_columns, &l->rows.event);
    l->seconds[EVENTS] += lap(l);
    copy(l, "applicant", applicant_columns, &l->rows.applicant);
    l->seconds[APPLICANTS] += lap(l);
    command(l, "commit");
    l->seconds[COMMITS] += lap(l);
}

/* Gives the story to the agency: id, number, and what the law makes of it. */
static void
place_case(struct loader *l, const struct story *s, int index)
{
    struct given *given = &l->given[index];
    struct clock_terms terms = {.calendar = l->calendar};
    struct clock_refusal refusal;
    struct arena *a = arena_new();
    struct clock clock;
    char number[48];
    int year;

    if (clock_judge(a, &terms, s->events, s->count, &clock, &refusal) != OK)
        die("a story is not lawful", refusal.en);
    year = date_year(clock.received_on);
    if (clock.received_on != NO_DATE)
        snprintf(number, sizeof number, "%d-%d-%04ld", FIRST_CODE + index, year,
                 ++given->number[year - FIRST_YEAR]);
    add_case(&l->rows, l->first + index, (long)(l->first + index) << 32 | ++given->id,
             clock.received_on != NO_DATE ? number : NULL, s, &clock);
    arena_free(a);
}

/* A tenth of the cases is that of the first agency, whose ledger is long.  Half of the others
 * are shared evenly; of the rest, a few agencies get many: the rank is the product of two even
 * chances, and the ranks lie scattered over the tree. */
static int
any_agency(struct loader *l)
{
    unsigned n = (unsigned)l->agencies;
    unsigned long rank = chance_below(&l->chance, n);

    if (chance_below(&l->chance, 10) == 0)
        return 0;
    if (chance_below(&l->chance, 2) == 0)
        rank = rank * chance_below(&l->chance, n) / n;
    return (int)(rank * 7919 % n);
}

static void
end_story(struct loader *l, long i, long n)
{
    if ((i + 1) % BATCH == 0 || i + 1 == n)
        flush_cases(l);
}

/* In the order of arrival, so that the rows of one agency lie far from each other, as they
 * do where many agencies work side by side. */
static void
load_cases(struct loader *l, long n)
{
    date first = date_of(FIRST_YEAR, 1, 1);
    struct story s;

    for (long i = 0; i < n; i++) {
        story_tell(&s, &l->chance, l->calendar,
                   first + (date)(i * (l->today - first + 1) / n), l->today);
        place_case(l, &s, any_agency(l));
        end_story(l, i, n);
    }
}

static void
load_running_cases(struct loader *l, long n)
{
    struct story s;

    for (long i = 0; i < n; i++) {
        story_run(&s, &l->chance, l->calendar, l->today);
        place_case(l, &s, any_agency(l));
        end_story(l, i, n);
    }
}

static void
load_open_cases(struct loader *l, long n)
{
    struct story s;

    for (long i = 0; i < n; i++) {
        story_begin(&s, &l->chance, l->today);
        place_case(l, &s, (int)(i % l->agencies));
        end_story(l, i, n);
    }
}

static void
add_serial(struct text *t, int agency, const char *series, int year, long last)
{
    add_number(t, agency);
    add_column(t, series);
    add_number(t, year);
    add_number(t, last);
    end_row(t);
}

static void
store_serials(struct loader *l)
{
    struct text t = {NULL, 0, 0};

    for (int i = 0; i < l->agencies; i++) {
        add_serial(&t, l->first + i, "application_id", 0, l->given[i].id);
        for (int year = FIRST_YEAR; year <= date_year(l->today); year++)
            if (l->given[i].number[year - FIRST_YEAR] > 0)
                add_serial(&t, l->first + i, "application", year,
                           l->given[i].number[year - FIRST_YEAR]);
    }
    command(l, "create temp table given (like serial)");
    copy(l, "given", "agency, series, year, last", &t);
    command(l, "insert into serial select * from given "
               "on conflict (agency, series, year) do update set last = excluded.last");
    text_free(&t);
}

static void
read_serials(struct loader *l)
{
    PGresult *r = query(l, "select agency, series, year, last from serial");

    for (int i = 0; i < PQntuples(r); i++) {
        struct given *given = &l->given[atoi(PQgetvalue(r, i, 0)) - l->first];
        long last = strtol(PQgetvalue(r, i, 3), NULL, 10);

        if (strcmp(PQgetvalue(r, i, 1), "application") == 0)
            given->number[atoi(PQgetvalue(r, i, 2)) - FIRST_YEAR] = last;
        else
            given->id = last;
    }
    PQclear(r);
}

/* The agencies that are there; in the order of their codes, their ids follow each other. */
static void
read_agencies(struct loader *l)
{
    PGresult *r = query(l, "select count(*), coalesce(min(id), 1), coalesce(max(id), 0) "
                           "from agency");

    l->agencies = atoi(PQgetvalue(r, 0, 0));
    l->first = atoi(PQgetvalue(r, 0, 1));
    if (atoi(PQgetvalue(r, 0, 2)) - l->first + 1 != l->agencies)
        die("the database", "holds other agencies: take an empty one");
    PQclear(r);
    l->given = xmalloc((size_t)(l->agencies + 1) * sizeof *l->given);
    memset(l->given, 0, (size_t)(l->agencies + 1) * sizeof *l->given);
}

/* The least N for which a tree of five levels with N parts under each node has room. */
static int
parts_of_a_node(int agencies)
{
    int n = 1;

    while (1 + n + n * n + n * n * n + n * n * n * n < agencies)
        n++;
    return n;
}

static const char *
level_of(int index, int parts)
{
    static const char *const levels[] = {"nation", "province", "city", "county",
                                         "township"};
    int depth = 0;

    for (; index > 0; index = (index - 1) / parts)
        depth++;
    return levels[depth];
}

/* With the statement of the service: the agency, its place and who counts under whom. */
static void
create_agency(struct loader *l, int index, int parts, int first)
{
    struct bag bag = {.count = 0};
    char code[16], parent[16], parent_id[16];
    int above = (index - 1) / parts;
    PGresult *r;

    snprintf(code, sizeof code, "%d", FIRST_CODE + index);
    snprintf(parent, sizeof parent, "%d", FIRST_CODE + above);
    snprintf(parent_id, sizeof parent_id, "%d", first + above);
    bag_put(&bag, "code", code);
    bag_put(&bag, "name", code);
    bag_put(&bag, "level", level_of(index, parts));
    bag_put(&bag, "region", NULL);
    bag_put(&bag, "number_pattern", NULL);
    bag_put(&bag, "valid_from", "2008-05-01");
    bag_put(&bag, "parent", index > 0 ? parent : NULL);
    bag_put(&bag, "parent_id", index > 0 ? parent_id : NULL);
    if (db_run(l->db, SQL(agency_create), &bag, &r) != OK)
        die("agency_create", db_fault(l->db)->sqlstate);
    PQclear(r);
}

static int
id_of_first(struct loader *l)
{
    struct bag bag = {.count = 0};
    char code[16];
    PGresult *r;
    int id;

    snprintf(code, sizeof code, "%d", FIRST_CODE);
    bag_put(&bag, "wanted_code", code);
    if (db_run(l->db, SQL(agency_id), &bag, &r) != OK)
        die("agency_id", db_fault(l->db)->sqlstate);
    id = atoi(PQgetvalue(r, 0, 0));
    PQclear(r);
    return id;
}

static void
load_agencies(struct loader *l, int n)
{
    int parts = parts_of_a_node(n), first;

    if (db_command(l->db, "BEGIN") != OK)
        die("begin", db_fault(l->db)->sqlstate);
    create_agency(l, 0, parts, 0);
    first = id_of_first(l);
    for (int i = 1; i < n; i++)
        create_agency(l, i, parts, first);
    if (db_command(l->db, "COMMIT") != OK)
        die("commit", db_fault(l->db)->sqlstate);
    read_agencies(l);
}

static void
open_database(struct loader *l)
{
    const char *database = getenv("GONGKAI_DATABASE");
    char reason[512];

    if (database == NULL)
        die("GONGKAI_DATABASE", "is not set");
    if (db_open(database, NULL, &l->db, reason, sizeof reason) != OK)
        die("database", reason);
    l->conn = PQconnectdb(database);
    if (PQstatus(l->conn) != CONNECTION_OK)
        die("database", PQerrorMessage(l->conn));
    command(l, "set search_path = gongkai; set client_min_messages = warning");
    if (law_load(l->db, &l->law) != OK)
        die("calendar", "cannot be read");
    l->calendar = law_calendar(l->law, "national");
}

/* What the service will open the numbers with. */
static void
load_keys(struct loader *l)
{
    const char *state = getenv("GONGKAI_STATE_DIR");
    char reason[512];

    if (state == NULL)
        die("GONGKAI_STATE_DIR", "is not set");
    if (!keyring_load(state, true, l->today, &l->rows.keys, reason, sizeof reason))
        die("keys", reason);
}

static void
finish(struct loader *l)
{
    store_serials(l);
    for (int i = 0; i < PARTS; i++)
        report(part_names[i], l->seconds[i]);
    lap(l);
    command(l, "select tally_fold()");
    report("fold", lap(l));
    command(l, "vacuum analyze");
    report("vacuum and analyze", lap(l));
    PQfinish(l->conn);
    db_close(l->db);
    law_free(l->law);
    keyring_free(l->rows.keys);
    free(l->given);
}

static int
cases(struct loader *l, long n, int agencies, void (*load)(struct loader *, long))
{
    long least = n;

    load_agencies(l, agencies);
    report("agencies", lap(l));
    load(l, n);
    for (int i = 0; i < l->agencies; i++)
        least = l->given[i].id < least ? l->given[i].id : least;
    printf("first_agency=%d least_id=%ld\n", l->first, least);
    finish(l);
    return EXIT_SUCCESS;
}

/* Their ids begin behind the same number in every agency, so that a script can count them. */
static int
open_cases(struct loader *l, long n)
{
    long most = 0;

    read_agencies(l);
    read_serials(l);
    for (int i = 0; i < l->agencies; i++)
        most = l->given[i].id > most ? l->given[i].id : most;
    for (int i = 0; i < l->agencies; i++)
        l->given[i].id = most;
    printf("open_after=%ld\n", most);
    load_open_cases(l, n);
    finish(l);
    return EXIT_SUCCESS;
}

static int
people(struct loader *l, bool above)
{
    bool made;

    read_agencies(l);
    made = above ? people_above(l->db, l->first)
                 : people_of_agencies(l->db, l->first, l->agencies);
    if (!made)
        die("people", db_fault(l->db)->sqlstate);
    PQfinish(l->conn);
    db_close(l->db);
    law_free(l->law);
    free(l->given);
    return EXIT_SUCCESS;
}

static int
misused(void)
{
    fputs("usage: load cases|running N AGENCIES TODAY | load open N TODAY\n"
          "       load people | load above\n",
          stderr);
    return 2;
}

int
main(int argc, char **argv)
{
    struct loader l = {.chance = {2021}};
    bool above = argc == 2 && strcmp(argv[1], "above") == 0;

    if (sodium_init() < 0)
        die("libsodium", "does not start");
    if (above || (argc == 2 && strcmp(argv[1], "people") == 0)) {
        open_database(&l);
        return people(&l, above);
    }
    if (argc < 4 || !date_parse(argv[argc - 1], &l.today))
        return misused();
    open_database(&l);
    load_keys(&l);
    lap(&l);
    if (argc == 5 && strcmp(argv[1], "cases") == 0)
        return cases(&l, strtol(argv[2], NULL, 10), atoi(argv[3]), load_cases);
    if (argc == 5 && strcmp(argv[1], "running") == 0)
        return cases(&l, strtol(argv[2], NULL, 10), atoi(argv[3]), load_running_cases);
    return open_cases(&l, strtol(argv[2], NULL, 10));
}
