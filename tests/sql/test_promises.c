/* What the database keeps the server's role from, whatever the server would send. */
#include "base/text.h"
#include "op/ask.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A session as the server has it, in a transaction about the agency CODE ("" for none) and
 * with the reach "agency" or "tree". */
static PGconn *
as_server(const char *code, const char *reach)
{
    PGconn *conn = PQconnectdb(here.database);
    struct text command = {NULL, 0, 0};
    PGresult *r;

    text_addf(&command,
              "set search_path = gongkai; begin;"
              "select set_config('gongkai.agency', coalesce((select id::text from agency "
              "where code = '%s'), ''), true), set_config('gongkai.scope', '%s', true);"
              "set local role gongkai_server",
              code, reach);
    r = PQexec(conn, command.bytes);
    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s", PQerrorMessage(conn));
    PQclear(r);
    text_free(&command);
    return conn;
}

static void
is_refused(PGconn *conn, const char *statement)
{
    const char *state;
    PGresult *r;

    PQclear(PQexec(conn, "savepoint one"));
    r = PQexec(conn, statement);
    state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
    ck_assert_msg(state != NULL && strcmp(state, "42501") == 0, "%s: %s", statement,
                  state != NULL ? PQresultErrorMessage(r) : "was accepted");
    PQclear(r);
    PQclear(PQexec(conn, "rollback to one"));
}

/* How many rows STATEMENT gives or touches. */
static int
rows(PGconn *conn, const char *statement)
{
    PGresult *r = PQexec(conn, statement);
    int n = atoi(PQcmdTuples(r));

    ck_assert_msg(*PQresultErrorMessage(r) == '\0', "%s: %s", statement,
                  PQresultErrorMessage(r));
    PQclear(r);
    return n;
}

/* The first column of QUERY, asked by the superuser, each value followed by a blank. */
static const char *
column(const char *query)
{
    static char line[4096];
    PGconn *conn = PQconnectdb(here.database);
    PGresult *r = PQexec(conn, query);
    size_t len = 0;

    ck_assert_msg(PQresultStatus(r) == PGRES_TUPLES_OK, "%s", PQerrorMessage(conn));
    line[0] = '\0';
    for (int i = 0; i < PQntuples(r); i++)
        len += (size_t)snprintf(line + len, sizeof line - len, "%s ", PQgetvalue(r, i, 0));
    PQclear(r);
    PQfinish(conn);
    return line;
}

/* The tables that belong to one agency, with a row in each of two agencies. */
static const char *const owned[] = {"application", "event", "applicant", "serial",
                                    "tally_entry"};

static void
make_two(const char *mine, const char *other)
{
    make_agency(mine, NULL);
    make_agency(other, NULL);
    answer_case(make_case(mine, "2025-03-04", NULL), "granted", "2025-03-05");
    answer_case(make_case(other, "2025-03-04", NULL), "granted", "2025-03-05");
}

START_TEST(the_server_changes_and_removes_no_fact)
{
    static const char *const facts[] = {"event", "tally_entry", "audit", "applicant"};
    PGconn *conn;

    make_two("facts", "facts-2");
    conn = as_server("facts", "agency");
    for (unsigned i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        char statement[100];

        snprintf(statement, sizeof statement, "update %s set agency = agency", facts[i]);
        is_refused(conn, statement);
        snprintf(statement, sizeof statement, "delete from %s", facts[i]);
        is_refused(conn, statement);
        snprintf(statement, sizeof statement, "truncate %s cascade", facts[i]);
        is_refused(conn, statement);
    }
    is_refused(conn, "update event set data = '{}'");
    is_refused(conn, "update calendar_notice set year = year");
    is_refused(conn, "update calendar_day set works = not works");
    is_refused(conn, "delete from calendar_day");
    is_refused(conn, "update calendar_change set act = 'withdrawn'");
    is_refused(conn, "delete from calendar_change");
    is_refused(conn,
               "insert into calendar_notice (notice, year, type, published, from_start)"
               " values ('x', 2027, 'annual', '2026-11-01', true)");
    is_refused(conn, "update audit set actor = 'nobody'");
    is_refused(conn, "insert into tally_entry (agency, application, cell, category,"
                     " happened_on, recorded_at, amount) select agency, id, 'new', 'other',"
                     " received_on, now(), 1 from application");
    PQfinish(conn);
}
END_TEST

/* Table by table what the server's role may do; a change of this is a decision. */
START_TEST(the_server_has_the_rights_it_needs_and_no_others)
{
    ck_assert_str_eq(
        column("select c.relname || ':' || string_agg(p, ',' order by p)"
               " from pg_class c, unnest(array['delete', 'insert', 'references', 'select',"
               " 'trigger', 'truncate', 'update']) p"
               " where c.relnamespace = 'gongkai'::regnamespace and c.relkind = 'r'"
               " and has_table_privilege('gongkai_server', c.oid, p)"
               " group by c.relname order by c.relname collate \"C\""),
        "agency:insert,select agency_closure:insert,select agency_parent:insert,select "
        "agency_reading:insert,select applicant:insert,select application:insert,select audit:insert,select "
        "calendar_change:insert,select calendar_day:insert,select calendar_notice:select "
        "event:insert,select "
        "idempotency:delete,insert,select schema_migration:select serial:insert,select "
        "tally:select tally_entry:select tally_pending:select ");
    ck_assert_str_eq(
        column("select c.relname || '.' || a.attname from pg_class c"
               " join pg_attribute a on a.attrelid = c.oid and a.attnum > 0"
               " where c.relnamespace = 'gongkai'::regnamespace and c.relkind = 'r'"
               " and has_column_privilege('gongkai_server', c.oid, a.attnum, 'update')"
               " and c.relname <> 'application' order by 1"),
        "agency.successor agency.valid_to agency.version idempotency.etag "
        "idempotency.location idempotency.reply idempotency.status serial.last ");
    ck_assert_str_eq(
        column("select a.attname from pg_attribute a where a.attnum > 0"
               " and a.attrelid = 'gongkai.application'::regclass and not"
               " has_column_privilege('gongkai_server', a.attrelid, a.attnum, 'update')"),
        "agency id ");
}
END_TEST

START_TEST(the_servers_role_owns_nothing_and_is_no_superuser)
{
    ck_assert_str_eq(column("select relname from pg_class where relnamespace ="
                            " 'gongkai'::regnamespace"
                            " and pg_get_userbyid(relowner) <> 'gongkai_owner'"),
                     "");
    ck_assert_str_eq(column("select proname from pg_proc where pronamespace ="
                            " 'gongkai'::regnamespace"
                            " and pg_get_userbyid(proowner) <> 'gongkai_owner'"),
                     "");
    ck_assert_str_eq(column("select rolname from pg_roles where rolname like 'gongkai\\_%'"
                            " and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb"
                            " or rolcanlogin or rolreplication)"),
                     "");
    ck_assert_str_eq(
        column("select pg_has_role('gongkai_server', 'gongkai_owner', 'member')"), "f ");
    ck_assert_str_eq(
        column("select has_schema_privilege('gongkai_server', 'gongkai', 'create')"
               " or has_schema_privilege('gongkai_server', 'public', 'create')"
               " or has_database_privilege('gongkai_server', current_database(),"
               " 'create')"),
        "f ");
}
END_TEST

START_TEST(the_public_may_do_nothing)
{
    ck_assert_str_eq(column("select c.relname from pg_class c, aclexplode(c.relacl) a"
                            " where c.relnamespace = 'gongkai'::regnamespace"
                            " and a.grantee = 0"),
                     "");
    ck_assert_str_eq(
        column("select p.proname from pg_proc p where p.pronamespace ="
               " 'gongkai'::regnamespace and (p.proacl is null or exists (select"
               " from aclexplode(p.proacl) a where a.grantee = 0))"),
        "");
    ck_assert_str_eq(column("select nspname from pg_namespace, aclexplode(nspacl) a"
                            " where nspname in ('gongkai', 'public') and a.grantee = 0"),
                     "");
}
END_TEST

START_TEST(functions_that_act_as_the_owner_look_only_into_their_schema)
{
    ck_assert_str_eq(
        column("select proname from pg_proc where pronamespace ="
               " 'gongkai'::regnamespace and prosecdef and array_position(proconfig,"
               " 'search_path=gongkai, pg_temp') is null"),
        "");
    ck_assert_str_eq(
        column("select proname from pg_proc where pronamespace ="
               " 'gongkai'::regnamespace and prosecdef and has_function_privilege("
               "'gongkai_server', oid, 'execute') order by 1"),
        "agency_closure_rebuild redate tally_fold ");
}
END_TEST

START_TEST(every_table_has_row_security_enabled_and_forced)
{
    ck_assert_str_eq(column("select relname from pg_class where relnamespace ="
                            " 'gongkai'::regnamespace and relkind in ('r', 'p') and not"
                            " (relrowsecurity and relforcerowsecurity)"),
                     "");
    ck_assert_str_eq(column("select relname from pg_class where relnamespace ="
                            " 'gongkai'::regnamespace and relkind not in ('r', 'i', 'S')"),
                     "");
    ck_assert_str_eq(column("select tablename from pg_policies where schemaname = 'gongkai'"
                            " and policyname = 'own_agency' order by 1"),
                     "applicant application event serial tally_entry tally_pending ");
}
END_TEST

START_TEST(rows_of_another_agency_are_not_there)
{
    PGconn *mine, *nobody, *tree;

    make_two("rows", "rows-2");
    mine = as_server("rows", "agency");
    nobody = as_server("", "agency");
    tree = as_server("rows", "tree");
    for (unsigned i = 0; i < sizeof owned / sizeof owned[0]; i++) {
        char other[200], own[200];

        snprintf(
            other, sizeof other,
            "select * from %s where agency = (select id from agency where code = 'rows-2')",
            owned[i]);
        snprintf(
            own, sizeof own,
            "select * from %s where agency = (select id from agency where code = 'rows')",
            owned[i]);
        ck_assert_int_gt(rows(mine, own), 0);
        ck_assert_int_eq(rows(mine, other), 0);
        ck_assert_int_eq(rows(nobody, own), 0);
        ck_assert_int_eq(rows(nobody, other), 0);
        ck_assert_int_gt(rows(tree, other), 0);
    }
    PQfinish(mine);
    PQfinish(nobody);
    PQfinish(tree);
}
END_TEST

START_TEST(a_session_that_never_said_for_whom_it_acts_sees_nothing)
{
    PGconn *conn = PQconnectdb(here.database);

    make_two("silent", "silent-2");
    PQclear(PQexec(conn, "set search_path = gongkai; set role gongkai_server"));
    for (unsigned i = 0; i < sizeof owned / sizeof owned[0]; i++) {
        char statement[60];

        snprintf(statement, sizeof statement, "select * from %s", owned[i]);
        ck_assert_int_eq(rows(conn, statement), 0);
    }
    PQfinish(conn);
}
END_TEST

/* Whether it reads the whole tree or not, the server writes for one agency only. */
static void
cannot_write_elsewhere(const char *code, const char *reach)
{
    static const char *const inserts[] = {
        ("insert into application (agency, id, channel, applicant_category, applicant_name,"
         " content, arrived_on, status) select g.id, g.id::bigint << 32 | 99, 'oral', 'other',"
         " 'x', 'x', '2025-03-04', 'awaiting_confirmation' from agency g where g.code = '%s-2'"),
        ("insert into event (agency, application, seq, kind, happened_on, recorded_at, actor)"
         " select g.id, g.id::bigint << 32 | 1, 99, 'voided', '2025-03-04', now(), 'x'"
         " from agency g where g.code = '%s-2'"),
        ("insert into applicant select g.id, g.id::bigint << 32 | 1, 2, 'x'"
         " from agency g where g.code = '%s-2'"),
        "insert into serial select g.id, 'other', 2025, 7 from agency g where g.code = '%s-2'",
    };
    PGconn *conn = as_server(code, reach);
    char statement[600];

    for (unsigned i = 0; i < sizeof inserts / sizeof inserts[0]; i++) {
        snprintf(statement, sizeof statement, inserts[i], code);
        is_refused(conn, statement);
    }
    snprintf(statement, sizeof statement,
             "update application set content = 'x' where agency ="
             " (select id from agency where code = '%s-2')",
             code);
    ck_assert_int_eq(rows(conn, statement), 0);
    snprintf(statement, sizeof statement,
             "update serial set last = last + 1 where agency ="
             " (select id from agency where code = '%s-2')",
             code);
    ck_assert_int_eq(rows(conn, statement), 0);
    ck_assert_int_eq(rows(conn, "update application set content = 'x'"), 1); /* its own */
    PQfinish(conn);
}

START_TEST(nothing_is_written_for_another_agency)
{
    make_two("write", "write-2");
    cannot_write_elsewhere("write", "agency");
    cannot_write_elsewhere("write", "tree");
}
END_TEST

START_TEST(every_change_through_the_service_is_in_the_audit_and_no_refusal_is)
{
    const char *id;

    make_agency("audit", NULL);
    id = make_case("audit", "2025-03-04", NULL);
    refused(422, "invalid", "{}", "POST /api/v1/applications/%s/answer", id);
    refused(409, "act_not_lawful", "{'confirmed_on':'2025-03-05'}",
            "POST /api/v1/applications/%s/confirm", id);
    answer_case(id, "granted", "2025-03-05");
    ask(200, "{'moved_on':'2025-03-05'}", "POST /api/v1/agencies/audit/move");
    ck_assert_str_eq(
        column("select operation || ':' || status || ':' || (application is not"
               " null) from gongkai.audit where agency = (select id from"
               " gongkai.agency where code = 'audit') order by n"),
        "application_register:201:true application_answer:200:true "
        "agency_move:200:false ");
}
END_TEST

START_TEST(a_question_about_the_clock_leaves_nothing_behind)
{
    static const char count[] = "select (select count(*) from gongkai.audit) || ':' ||"
                                " (select count(*) from gongkai.event)";
    const char *id;
    char before[40];

    make_agency("asks", NULL);
    id = make_case("asks", "2025-03-04", NULL);
    snprintf(before, sizeof before, "%s", column(count));
    ask(200, "{'channel':'mail','received':'2025-03-04'}", "POST /api/v1/clock");
    ask(200, "{'events':[{'kind':'extension','happened_on':'2025-03-05','days':5}]}",
        "POST /api/v1/applications/%s/clock/what-if", id);
    ck_assert_str_eq(column(count), before);
}
END_TEST

START_TEST(identity_numbers_stand_in_the_table_of_applicants_and_nowhere_else)
{
    make_agency("private", NULL);
    make_case(
        "private", "2025-03-04",
        "'applicant_id_type':'resident_id','applicant_id_number':'11010519491231002X',"
        "'applicant_phone':'13800138000'");
    ck_assert_str_eq(
        column("select 'event' from gongkai.event where data::text ~"
               " '11010519491231002X|13800138000' union all"
               " select 'application' from gongkai.application a where a::text ~"
               " '11010519491231002X|13800138000' union all"
               " select 'idempotency' from gongkai.idempotency i where i::text ~"
               " '11010519491231002X|13800138000'"),
        "");
    ck_assert_str_eq(column("select id_number from gongkai.applicant where phone ="
                            " '13800138000'"),
                     "11010519491231002X ");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_server_changes_and_removes_no_fact,
        the_server_has_the_rights_it_needs_and_no_others,
        the_servers_role_owns_nothing_and_is_no_superuser,
        the_public_may_do_nothing,
        functions_that_act_as_the_owner_look_only_into_their_schema,
        every_table_has_row_security_enabled_and_forced,
        rows_of_another_agency_are_not_there,
        a_session_that_never_said_for_whom_it_acts_sees_nothing,
        nothing_is_written_for_another_agency,
        every_change_through_the_service_is_in_the_audit_and_no_refusal_is,
        a_question_about_the_clock_leaves_nothing_behind,
        identity_numbers_stand_in_the_table_of_applicants_and_nowhere_else,
        NULL,
    };

    return here_run("promises", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
