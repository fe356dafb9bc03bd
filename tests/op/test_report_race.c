/* Freezing against those who record something at the same moment: whoever loses the race is in
 * the difference, never in both, never in neither.  Cases arrive on 31 December and 1 January
 * and are answered on either day.  GONGKAI_RACES sets how many races are run. */
#include "op/example.h"
#include "op/report_bytes.h"
#include "op/stand.h"
#include "op/visitor.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RACES = 40, RIVALS = 4 };

/* One who records something, or freezes. */
struct runner {
    pthread_t thread;
    pthread_barrier_t *start;
    char path[200], body[300];
    const char *const *as; /* header lines of who it is; NULL: whom service_call takes */
    unsigned delay;        /* microseconds after the start */
    struct answer answer;
};

static void *
run(void *context)
{
    struct runner *r = context;
    struct timespec wait = {0, (long)r->delay * 1000};

    pthread_barrier_wait(r->start);
    nanosleep(&wait, NULL);
    r->answer = service_call(&here, "POST", r->path, r->body, r->as);
    return NULL;
}

static void
run_all(struct runner *runners, int n)
{
    pthread_barrier_t start;

    pthread_barrier_init(&start, NULL, (unsigned)n);
    for (int i = 0; i < n; i++) {
        runners[i].start = &start;
        ck_assert_int_eq(pthread_create(&runners[i].thread, NULL, run, &runners[i]), 0);
    }
    for (int i = 0; i < n; i++) {
        pthread_join(runners[i].thread, NULL);
        ck_assert_msg(runners[i].answer.status == 200 || runners[i].answer.status == 201,
                      "%s: %ld %s", runners[i].path, runners[i].answer.status,
                      runners[i].answer.body.bytes);
        answer_free(&runners[i].answer);
    }
    pthread_barrier_destroy(&start);
}

/* What the races came to: by row of the column of natural persons. */
static long
cell_in(const char *bytes, const char *row)
{
    struct arena *a = arena_new();
    struct report r;
    long value;

    ck_assert(report_of_bytes(a, bytes, strlen(bytes), &r));
    value = r.cells[tally_row_of(r.tally_form, row)][0].value;
    arena_free(a);
    return value;
}

static const char *
frozen(const char *agency, int n)
{
    const struct asked *a =
        ask_with(NULL, NULL, "GET /api/v1/agencies/%s/reports/2025/versions/%d", agency, n);

    ck_assert_int_eq(a->answer.status, 200);
    return a->answer.body.bytes;
}

/* Of the frozen list and of the entries recorded after its moment, each case of the live table
 * is in exactly one, cell by cell. */
#define LOST_OR_DOUBLE                                                                     \
    "with v as (select v.* from report_version v join agency g on g.id = v.agency where"   \
    " g.code = '%s' and v.version = 1), frozen as (select c.cell, x as application from v" \
    " join report_case c using (agency, year, scope, version), unnest(c.ids) x"            \
    " where c.cell not like 'carried%%'), later as (select e.cell, e.application from v"   \
    " join tally_entry e using (agency) where e.recorded_at > v.known_at"                  \
    " and e.happened_on <= v.happened_by), live as (select e.cell, e.application from v"   \
    " join tally_entry e using (agency) where e.happened_on <= v.happened_by"              \
    " group by 1, 2 having sum(e.amount) > 0), parts as (select * from frozen union all"   \
    " select * from later) select (select count(*) from (select * from live except"        \
    " select * from parts) a) + (select count(*) from parts) - (select count(*) from"      \
    " (select distinct * from parts) b) + (select count(*) from parts) - (select count(*)" \
    " from live)"

/* The freeze of the report of AGENCY, proposed already: to be confirmed. */
static void
prepare_freeze(struct runner *r, const char *agency)
{
    const struct asked *a;

    report_act(agency, 2025, "submit", "{}");
    report_act(agency, 2025, "accept", "{}");
    a = ask_with(as_person(agency, "sun", "{supervisor}", NULL), "{}",
                 "POST /api/v1/agencies/%s/reports/2025/freeze", agency);
    ck_assert_int_eq(a->answer.status, 202);
    r->as = as_person(agency, "li", "{agency_admin}", NULL);
    snprintf(r->path, sizeof r->path, "/api/v1/proposals/%s/confirm",
             text_in(a->json, "proposal.id"));
    snprintf(r->body, sizeof r->body, "{}");
}

static void
prepare_answer(struct runner *r, const char *agency, const char *day)
{
    const char *id = make_case(agency, "2025-12-01", NULL);
    char body[100];

    ground_case(id, "granted");
    snprintf(body, sizeof body, "{'outcome':'granted','answered_on':'%s'}", day);
    snprintf(r->body, sizeof r->body, "%s", quoted(body));
    snprintf(r->path, sizeof r->path, "/api/v1/applications/%s/answer", id);
}

static void
prepare_arrival(struct runner *r, const char *agency, const char *day)
{
    char body[200];

    snprintf(body, sizeof body,
             "{'channel':'oral','arrived_on':'%s','applicant_category':'natural_person',"
             "'applicant_name':'甲','content':'乙'}",
             day);
    snprintf(r->body, sizeof r->body, "%s", quoted(body));
    snprintf(r->path, sizeof r->path, "/api/v1/agencies/%s/applications", agency);
}

static void
race(int n)
{
    struct runner runners[RIVALS + 1] = {{.delay = 0}};
    char agency[20];

    snprintf(agency, sizeof agency, "race%d", n);
    make_agency(agency, NULL);
    prepare_answer(&runners[0], agency, "2025-12-31");
    prepare_answer(&runners[1], agency, "2026-01-01");
    prepare_arrival(&runners[2], agency, "2025-12-31");
    prepare_arrival(&runners[3], agency, "2026-01-01");
    prepare_freeze(&runners[4], agency);
    for (int i = 0; i <= RIVALS; i++)
        runners[i].delay = (unsigned)(rand() % 20000);
    run_all(runners, RIVALS + 1);
    ck_assert_str_eq(in_database(LOST_OR_DOUBLE, agency), "0");
    ck_assert_int_ge(cell_in(frozen(agency, 1), "new"), 2);
    report_act(agency, 2025, "restate", "{'reason':'迟录'}");
    ck_assert_int_eq(cell_in(frozen(agency, 2), "new"), 3);
    ck_assert_int_eq(cell_in(frozen(agency, 2), "granted"), 1);
    ck_assert_int_eq(cell_in(frozen(agency, 2), "carried_out"), 2);
}

START_TEST(who_races_a_freeze_is_in_it_or_in_the_difference)
{
    const char *set = getenv("GONGKAI_RACES");
    int races = set != NULL ? atoi(set) : RACES, lost;

    for (int i = 0; i < races; i++)
        race(i);
    lost = atoi(in_database("select count(distinct v.agency) from report_version v join"
                            " tally_entry e on e.agency = v.agency where v.version = 1"
                            " and e.recorded_at > v.known_at"
                            " and e.happened_on <= v.happened_by"));
    printf("# %d races, %d with somebody behind the freeze\n", races, lost);
    ck_assert_int_gt(lost, 0);
    ck_assert_int_lt(lost, races);
}
END_TEST

START_TEST(two_who_freeze_at_once_freeze_once)
{
    char agency[20];

    for (int n = 0; n < 10; n++) {
        struct runner runners[2] = {{.delay = 0}, {.delay = 0}};
        pthread_barrier_t start;
        int frozen_by = 0;

        snprintf(agency, sizeof agency, "twice%d", n);
        make_agency(agency, NULL);
        report_act(agency, 2025, "submit", "{}");
        report_act(agency, 2025, "accept", "{}");
        pthread_barrier_init(&start, NULL, 2);
        for (int i = 0; i < 2; i++) {
            runners[i].start = &start;
            snprintf(runners[i].path, sizeof runners[i].path,
                     "/api/v1/agencies/%s/reports/2025/freeze", agency);
            snprintf(runners[i].body, sizeof runners[i].body, "{}");
            ck_assert_int_eq(pthread_create(&runners[i].thread, NULL, run, &runners[i]), 0);
        }
        for (int i = 0; i < 2; i++) {
            pthread_join(runners[i].thread, NULL);
            frozen_by += runners[i].answer.status == 200;
            ck_assert_msg(runners[i].answer.status == 200 ||
                              runners[i].answer.status == 409,
                          "%ld", runners[i].answer.status);
            answer_free(&runners[i].answer);
        }
        pthread_barrier_destroy(&start);
        ck_assert_int_eq(frozen_by, 1);
    }
}
END_TEST

/* The freeze of AGENCY's report as far as report_lock(), which is what others meet of it, in a
 * transaction of its own that stays open. */
static PGconn *
freeze_halfway(const char *agency)
{
    PGconn *sql = stand_connect(&here);
    char query[200];

    snprintf(query, sizeof query,
             "select report_lock(id, 2025, 'agency', '') from agency where code = '%s'",
             agency);
    stand_run(sql, "begin");
    stand_run(sql, query);
    return sql;
}

START_TEST(while_a_report_is_counted_others_go_on)
{
    const char *id;
    PGconn *sql;

    make_agency("goes-on", NULL);
    sql = freeze_halfway("goes-on");
    id = make_case("goes-on", "2025-12-01", NULL);
    answer_case(id, "granted", "2026-01-01");
    stand_run(sql, "rollback");
    PQfinish(sql);
}
END_TEST

/* Nobody can tell yet whether it is in there. */
START_TEST(who_changes_a_year_that_is_being_frozen_is_told)
{
    static const char body[] =
        "{'channel':'oral','arrived_on':'2025-12-30','applicant_category':'natural_person',"
        "'applicant_name':'甲','content':'乙'}";
    char *said;
    PGconn *sql;

    make_agency("told", NULL);
    said = json_dumps(ask(201, body, "POST /api/v1/agencies/told/applications"), 0);
    ck_assert_ptr_null(strstr(said, "正在锁定"));
    free(said);
    sql = freeze_halfway("told");
    said = json_dumps(ask(201, body, "POST /api/v1/agencies/told/applications"), 0);
    ck_assert_msg(strstr(said, "正在锁定") != NULL, "%s", said);
    free(said);
    stand_run(sql, "rollback");
    PQfinish(sql);
}
END_TEST

/* Others would wait behind it for as long. */
START_TEST(a_freeze_does_not_wait_long_for_one_who_records)
{
    struct runner r = {.delay = 0};
    PGconn *sql = stand_connect(&here);
    struct answer answer;

    make_agency("patient", NULL);
    prepare_freeze(&r, "patient");
    stand_run(sql, "begin");
    stand_run(sql,
              "select pg_advisory_xact_lock_shared(hashtext('gongkai.report'), id % 64)"
              " from agency where code = 'patient'");
    answer = service_call(&here, "POST", r.path, r.body, r.as);
    ck_assert_int_eq(answer.status, 503);
    answer_free(&answer);
    stand_run(sql, "commit");
    answer = service_call(&here, "POST", r.path, r.body, r.as);
    ck_assert_int_eq(answer.status, 200);
    answer_free(&answer);
    PQfinish(sql);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        who_races_a_freeze_is_in_it_or_in_the_difference,
        two_who_freeze_at_once_freeze_once,
        while_a_report_is_counted_others_go_on,
        who_changes_a_year_that_is_being_frozen_is_told,
        a_freeze_does_not_wait_long_for_one_who_records,
        NULL,
    };

    return here_run("report_race", tests,
                    (const char *const[]){"--today=2026-01-01", NULL});
}
