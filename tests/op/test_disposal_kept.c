/* What nobody does to an entry or a certificate but by a disposal, and how verify sees it. */
#include "harness.h"
#include "op/disposing.h"

#include <curl/curl.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

static void
begin(void)
{
    service_begin(&here, (const char *const[]){"--today=2025-06-02", NULL});
}

static void
end(void)
{
    service_end(&here);
}

/* As the server's role: nothing of a disposal but the whole of one that two persons want. */
START_TEST(the_servers_role_disposes_of_nothing_by_itself)
{
    static const char *const attempts[] = {
        "update event set data = '{}'",
        "delete from event",
        "delete from applicant",
        "update application set disposed_on = current_date",
        "select disposal_erase(own(), array(select id from application))",
        "select disposal_certify(own(), array(select id from application), 1, 'a', 'b', 2024,"
        " 'x')",
        "select disposal_carry_out(own(), 1, 2024, 'x', 1)",
        "select disposal_carry_out(own(), (select max(id) from proposal where"
        " operation = 'disposal_make'), 2024, 'x', 1)",
        "insert into disposal_event select agency, application, seq, event_digest(event),"
        " event_digest(event) from event",
        "insert into disposal_case select agency, application, 1, null, 'case_voided',"
        " happened_on, happened_on, event_digest(event) from event",
        "insert into disposal select agency, 1, 2024, 'x', '{}', 1, 1, 'a', 'b', now()"
        " from event limit 1",
        "update disposal set reason = 'x'",
        "delete from disposal_case",
        "update disposal_event set digest_after = digest_before",
        "update retention_rule set years = 10",
        "delete from retention_rule",
        "insert into retention_rule (agency, record_type, years, basis, set_at, set_by)"
        " values (null, 'case_answered', 10, 'x', now(), 'x')",
        "delete from case_hold",
        "update case_hold set reason = 'x'",
    };
    PGconn *conn;

    make_agency("role", NULL);
    withdrawn_on("role", "2013-05-06");
    dispose("role", 1);
    withdrawn_on("role", "2013-05-07");
    conn = connect_as("role");
    for (unsigned i = 0; i < sizeof attempts / sizeof attempts[0]; i++)
        is_refused(conn, attempts[i]);
    PQfinish(conn);
}
END_TEST

/* The owner of the tables has every right, and is held by the triggers all the same. */
START_TEST(not_even_the_owner_changes_an_entry_or_a_certificate_in_passing)
{
    static const char *const attempts[] = {
        "update event set data = '{}'",
        "update event set actor = 'x'",
        "delete from event",
        "update application set content = 'x' where disposed_on is not null",
        "update disposal set reason = 'x'",
        "delete from disposal_event",
        "update disposal_case set digest = digest",
        "select set_config('gongkai.disposing', 'on', true), set_config('gongkai.scope', 'all',"
        " true); update event set data = event_data_left(data) where data <>"
        " event_data_left(data)",
    };
    PGconn *conn;

    make_agency("owner", NULL);
    withdrawn_on("owner", "2013-05-06");
    dispose("owner", 1);
    make_case("owner", "2025-05-06", NULL);
    conn = connect_as(NULL);
    PQclear(PQexec(conn, "set local role gongkai_owner"));
    for (unsigned i = 0; i < sizeof attempts / sizeof attempts[0]; i++)
        is_refused(conn, attempts[i]);
    PQfinish(conn);
}
END_TEST

/* What is done to what was disposed of behind the service's back, and what verify says. */
static const struct {
    const char *command, *says;
} damages[] = {
    {"update event set data = data || '{\"note\":\"x\"}' where seq = 1",
     "an entry is not what its certificate left"},
    {"update event set actor = 'x' where seq = 2",
     "an entry is not what its certificate left"},
    {"update application set content = '某事'", "what was erased is there again"},
    {"insert into applicant (agency, application, seq, name) select agency, application, seq,"
     " '张三' from event where seq = 1",
     "what was erased is there again"},
    {"update application set disposed_on = null",
     "has a certificate and was not disposed of"},
    {"delete from disposal_event", "an entry is not what its certificate left"},
    {"update disposal set cases = 2", "the certificate 1 of agency"},
};

START_TEST(verify_names_what_was_changed_in_a_disposed_case)
{
    struct text out = {NULL, 0, 0};
    PGconn *conn;
    PGresult *r;

    make_agency("damage", NULL);
    withdrawn_on("damage", "2013-05-06");
    dispose("damage", 1);
    nothing_differs();
    conn = PQconnectdb(here.database);
    r = PQexec(conn, "set search_path = gongkai; set session_replication_role = replica");
    ck_assert_int_eq(PQresultStatus(r), PGRES_COMMAND_OK);
    PQclear(r);
    r = PQexec(conn, damages[_i].command);
    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK && *PQcmdTuples(r) != '0', "%s",
                  PQerrorMessage(conn));
    PQclear(r);
    PQfinish(conn);
    ck_assert_int_ne(service_command(&here, &out, (const char *const[]){"verify", NULL}),
                     0);
    ck_assert_msg(strstr(out.bytes, damages[_i].says) != NULL, "%s", out.bytes);
    text_free(&out);
}
END_TEST

/* What one who owns the database does to a disposal, or to make a change look like one, and
 * what the audit says.  Of the two cases the first was disposed of. */
static const struct {
    const char *command, *says;
} forgeries[] = {
    {"select 1", NULL},
    {"update event set data = data || '{\"note\":\"x\"}' where seq = 2",
     "is not as it was recorded"},
    {"update disposal_event set digest_before = sha256('x') where seq = 1",
     "is not as it was recorded"},
    {"delete from disposal_event where seq = 1", "is not as it was recorded"},
    {"delete from disposal_event", "is not as it was recorded"},
    {"insert into disposal select agency, 2, until_year, reason, rules, 1, proposal + 1,"
     " proposed_by, confirmed_by, made_at from disposal;"
     "insert into disposal_case select a.agency, a.id, 2, a.number, d.record_type, d.closed_on,"
     " d.kept_until, d.digest from application a, disposal_case d where a.id <> d.application;"
     "insert into disposal_event select e.agency, e.application, e.seq, event_digest(e),"
     " event_digest(jsonb_populate_record(e, jsonb_build_object('data',"
     " event_data_left(e.data)))) from event e join disposal_case c using (agency, application)"
     " where c.disposal = 2;"
     "update event e set data = event_data_left(e.data) from disposal_case c"
     " where c.disposal = 2 and e.application = c.application",
     "is not as it was recorded"},
    {"insert into disposal_case select a.agency, a.id, 1, a.number, d.record_type, d.closed_on,"
     " d.kept_until, d.digest from application a, disposal_case d where a.id <> d.application;"
     "insert into disposal_event select e.agency, e.application, e.seq, event_digest(e),"
     " event_digest(e) from event e where not exists (select from disposal_event d"
     " where d.application = e.application)",
     "the certificate of its disposal is not as recorded"},
};

START_TEST(the_audit_names_a_disposal_that_nobody_made)
{
    const char *const verify[] = {"audit", "verify", NULL};
    struct text out = {NULL, 0, 0};
    PGconn *conn;
    PGresult *r;
    int status;

    make_agency("forged", NULL);
    withdrawn_on("forged", "2013-05-06");
    dispose("forged", 1);
    make_case("forged", "2025-05-06", NULL);
    conn = PQconnectdb(here.database);
    r = PQexec(conn, "set search_path = gongkai; set session_replication_role = replica");
    PQclear(r);
    r = PQexec(conn, forgeries[_i].command);
    ck_assert_msg(*PQresultErrorMessage(r) == '\0', "%s", PQerrorMessage(conn));
    PQclear(r);
    PQfinish(conn);
    status = service_command(&here, &out, verify);
    ck_assert_msg(forgeries[_i].says == NULL
                      ? status == 0
                      : status == 1 && strstr(out.bytes, forgeries[_i].says) != NULL,
                  "%s: %s", forgeries[_i].command, out.bytes);
    text_free(&out);
}
END_TEST

static void *
dispose_meanwhile(void *answer)
{
    *(struct answer *)answer =
        service_call(&here, "POST", "/api/v1/agencies/race/disposals",
                     "{\"until_year\":2024,\"reason\":\"x\",\"expected\":1}", NULL);
    return NULL;
}

/* The disposal found the case due, waits for whoever has it locked, and looks again. */
START_TEST(a_hold_made_while_the_disposal_waits_still_counts)
{
    struct answer answer;
    pthread_t thread;
    PGconn *conn;
    PGresult *r;

    make_agency("race", NULL);
    withdrawn_on("race", "2013-05-06");
    conn = connect_as(NULL);
    r = PQexec(conn, "select from application for update;"
                     "insert into case_hold select agency, id, 1, '诉讼', now(), 'x'"
                     " from application");
    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s", PQerrorMessage(conn));
    PQclear(r);
    ck_assert_int_eq(pthread_create(&thread, NULL, dispose_meanwhile, &answer), 0);
    for (int i = 0; i < 100; i++) { /* until it waits for the lock */
        if (strcmp(column("select count(*) from pg_locks where not granted"), "0 ") != 0)
            break;
        nanosleep(&(struct timespec){0, 50000000}, NULL);
    }
    ck_assert_str_ne(column("select count(*) from pg_locks where not granted"), "0 ");
    PQclear(PQexec(conn, "commit"));
    PQfinish(conn);
    pthread_join(thread, NULL);
    ck_assert_int_eq(answer.status, 412);
    answer_free(&answer);
    ck_assert_str_eq(column("select applicant_name from application"), "张三 ");
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("disposal_kept");
    TCase *all = tcase_create("kept");

    curl_global_init(CURL_GLOBAL_DEFAULT);
    tcase_set_timeout(all, 60);
    tcase_add_checked_fixture(all, begin, end);
    tcase_add_test(all, the_servers_role_disposes_of_nothing_by_itself);
    tcase_add_test(all, not_even_the_owner_changes_an_entry_or_a_certificate_in_passing);
    tcase_add_test(all, a_hold_made_while_the_disposal_waits_still_counts);
    tcase_add_loop_test(all, verify_names_what_was_changed_in_a_disposed_case, 0,
                        (int)(sizeof damages / sizeof damages[0]));
    tcase_add_loop_test(all, the_audit_names_a_disposal_that_nobody_made, 0,
                        (int)(sizeof forgeries / sizeof forgeries[0]));
    suite_add_tcase(suite, all);
    return harness_run(suite);
}
