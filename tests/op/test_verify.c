/* gongkai verify finds nothing where all is well, and names what somebody changed behind the
 * service's back. */
#include "harness.h"
#include "op/ask.h"

#include <curl/curl.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const char *first, *second;

/* A small office with something of everything in it. */
static void
make_office(void)
{
    service_begin(&here, (const char *const[]){"--today=2026-12-10", NULL});
    make_agency("above", NULL);
    make_agency("office", "'parent':'above'");
    first = make_case("office", "2025-12-10", NULL);
    answer_case(first, "granted", "2026-01-08");
    second = make_case("office", "2026-03-04", "'channel':'internet','officer':'王五'");
    ask(200, "{'confirmed_on':'2026-03-05'}", "POST /api/v1/applications/%s/confirm",
        second);
    ask(200, "{'reason':'录错','applicant_category':'research'}",
        "POST /api/v1/applications/%s/events/1/supersede", second);
    ask(200, "{'reason':'误'}", "POST /api/v1/applications/%s/void",
        make_case("office", "2026-03-04", NULL));
    make_case("office", "2026-11-20", "'channel':'fax'");
    answer_case(first = make_case("office", "2026-03-04", NULL), "refused_4", "2026-03-10");
    ask(200, "{'reason':'录错案件'}", "POST /api/v1/applications/%s/events/4/retract",
        first);
    answer_case(first, "refused_1", "2026-03-11");
}

/* Runs COMMAND as the owner of the tables, to whom nothing is closed. */
static void
behind_its_back(const char *command)
{
    PGconn *conn = PQconnectdb(here.database);
    PGresult *result = PQexec(conn, "set role gongkai_owner; set search_path = gongkai;"
                                    "alter table event disable trigger event_kept;"
                                    "select tally_fold()");

    ck_assert_msg(PQresultStatus(result) == PGRES_TUPLES_OK, "%s", PQerrorMessage(conn));
    PQclear(result);
    result = PQexec(conn, command);
    ck_assert_msg(PQresultStatus(result) == PGRES_COMMAND_OK, "%s: %s", command,
                  PQerrorMessage(conn));
    ck_assert_msg(strcmp(PQcmdTuples(result), "0") != 0, "%s touches nothing", command);
    PQclear(result);
    PQfinish(conn);
}

START_TEST(verify_finds_nothing_in_what_the_service_wrote)
{
    struct text out = {NULL, 0, 0};

    make_office();
    ck_assert_int_eq(service_command(&here, &out, (const char *const[]){"verify", NULL}),
                     0);
    ck_assert_str_eq(out.bytes, "5 applications, 15 events: 0 differences\n");
    text_free(&out);
    service_end(&here);
}
END_TEST

START_TEST(verify_finds_nothing_in_an_empty_database)
{
    struct text out = {NULL, 0, 0};

    service_begin(&here, NULL);
    ck_assert_int_eq(service_command(&here, &out, (const char *const[]){"verify", NULL}),
                     0);
    ck_assert_str_eq(out.bytes, "0 applications, 0 events: 0 differences\n");
    text_free(&out);
    service_end(&here);
}
END_TEST

/* What is done behind the service's back, and what verify must say about it: %s is the
 * application that was answered as refused_1. */
static const struct {
    const char *command, *says;
} damages[] = {
    {"update application set due_on = due_on + 1 where outcome = 'refused_1'",
     "application %s: due_on is 2026-04-02, its events say 2026-04-01"},
    {"update application set received_on = received_on - 1 where outcome = 'refused_1'",
     "application %s: received_on is 2026-03-03, its events say 2026-03-04"},
    {"update application set arrived_on = arrived_on - 1 where outcome = 'refused_1'",
     "application %s: arrived_on is 2026-03-03, its events say 2026-03-04"},
    {"update application set closed_on = closed_on + 1 where outcome = 'refused_1'",
     "application %s: closed_on is 2026-03-12, its events say 2026-03-11"},
    {"update application set outcome = 'granted' where outcome = 'refused_1'",
     "application %s: outcome is granted, its events say refused_1"},
    {"update application set status = 'withdrawn' where outcome = 'refused_1'",
     "application %s: status is withdrawn, its events say answered"},
    {"update application set applicant_category = 'other' where outcome = 'refused_1'",
     "application %s: applicant_category is other, its events say natural_person"},
    {"update application set channel = 'oral' where outcome = 'refused_1'",
     "application %s: channel is oral, its events say in_person"},
    {"update application set due_certain = false where outcome = 'refused_1'",
     "application %s: due_certain is f, its events say t"},
    {"update application set version = 9 where outcome = 'refused_1'",
     "application %s: version is 9, its events say 7"},
    {"update application set content = '别的内容' where outcome = 'refused_1'",
     "application %s: content"},
    {"update application set number = 'X-1' where outcome = 'refused_1'",
     "agency office: number OFFICE-2026-0003 was given out and no application bears it"},
    {"update serial set last = last + 1 where series = 'application' and year = 2026",
     "agency office: number OFFICE-2026-0004 was given out and no application bears it"},
    {"update event set happened_on = happened_on + 1 where data ->> 'outcome' = 'refused_1'",
     "application %s: closed_on is 2026-03-11, its events say 2026-03-12"},
    {"update event set data = data || '{\"outcome\":\"other_1\"}'"
     " where data ->> 'outcome' = 'refused_1'",
     "application %s: outcome is refused_1, its events say other_1"},
    {"update event set kind = 'withdrawn' where data ->> 'outcome' = 'refused_1'",
     "application %s: status is answered, its events say withdrawn"},
    {"update event set happened_on = '2026-03-01' where data ->> 'outcome' = 'refused_1'",
     "application %s: event 7 is not possible where it stands"},
    {"delete from event where data ->> 'outcome' = 'refused_1'",
     "application %s: status is answered, its events say running"},
    {"delete from tally_entry where cell = 'refused_1'",
     "application %s: counted in 1 cells, its events say 2"},
    {"update tally_entry set category = 'other' where cell = 'refused_1'",
     "application %s: counted 1 times in refused_1, other on 2026-03-11"},
    {"update tally_entry set happened_on = happened_on + 1 where cell = 'refused_1'",
     "application %s: counted 1 times in refused_1, natural_person on 2026-03-12"},
    {"insert into tally_entry overriding system value select agency, application, 1000, cell, category, happened_on,"
     " recorded_at, amount from tally_entry where cell = 'refused_1'",
     "application %s: counted 2 times in refused_1, natural_person on 2026-03-11"},
    {"update tally set amount = amount + 1 where cell = 'refused_1' and not subtree",
     "2026, refused_1, natural_person: 1 more than the cases"},
    {"delete from tally where cell = 'refused_1' and subtree",
     "and below, 2026, refused_1, natural_person: 1 less than the cases"},
    {"insert into tally_pending select agency, 2026, cell, category, 1 from tally_entry"
     " where cell = 'refused_1'",
     "2026, refused_1, natural_person: 1 more than the cases"},
    {"delete from agency_closure where ancestor <> agency", "and below"},
    {"update agency_parent set parent = null where parent is not null", "agency office"},
};

START_TEST(verify_names_what_was_changed_behind_the_services_back)
{
    struct text out = {NULL, 0, 0};
    char wanted[300];

    make_office();
    service_stop(&here, SIGTERM);
    behind_its_back(damages[_i].command);
    ck_assert_msg(service_command(&here, &out, (const char *const[]){"verify", NULL}) == 1,
                  "%s: %s", damages[_i].command, out.bytes);
    snprintf(wanted, sizeof wanted, damages[_i].says, first);
    ck_assert_msg(strstr(out.bytes, wanted) != NULL, "after %s verify says: %s",
                  damages[_i].command, out.bytes);
    text_free(&out);
    service_end(&here);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("verify");
    TCase *sound = tcase_create("sound"), *damaged = tcase_create("damaged");

    curl_global_init(CURL_GLOBAL_DEFAULT);
    tcase_set_timeout(sound, 60);
    tcase_set_timeout(damaged, 60);
    tcase_add_test(sound, verify_finds_nothing_in_what_the_service_wrote);
    tcase_add_test(sound, verify_finds_nothing_in_an_empty_database);
    tcase_add_loop_test(damaged, verify_names_what_was_changed_behind_the_services_back, 0,
                        (int)(sizeof damages / sizeof damages[0]));
    suite_add_tcase(suite, sound);
    suite_add_tcase(suite, damaged);
    return harness_run(suite);
}
