/* Migrations: harmless when repeated, refused when they are not the program's own. */
#include "base/text.h"
#include "harness.h"
#include "op/ask.h"

#include <curl/curl.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* Runs a statement as the superuser and gives the first value, "" when there is none. */
static const char *
sql(const char *statement)
{
    static char value[512];
    PGconn *conn = PQconnectdb(here.database);
    PGresult *r;

    PQclear(PQexec(conn, "set client_min_messages = error"));
    r = PQexec(conn, statement);
    ck_assert_msg(*PQresultErrorMessage(r) == '\0', "%s: %s", statement,
                  PQresultErrorMessage(r));
    snprintf(value, sizeof value, "%s", PQntuples(r) > 0 ? PQgetvalue(r, 0, 0) : "");
    PQclear(r);
    PQfinish(conn);
    return value;
}

/* Runs a shell COMMAND in which $gongkai and $gongkaid are the programs; its exit status,
 * what it says in OUT. */
static int
shell(const char *command, struct text *out)
{
    const char *build = getenv("GONGKAI_BUILD");
    struct text line = {NULL, 0, 0};
    char chunk[1024];
    FILE *pipe;
    size_t n;
    int status;

    text_addf(&line,
              "exec 2>&1; export GONGKAI_DATABASE='%s' GONGKAI_STATE_DIR='%s'; "
              "gongkai='%s/gongkai' gongkaid='timeout 20 %s/gongkaid --port=0'; %s",
              here.database, here.directory, build ? build : ".", build ? build : ".",
              command);
    pipe = popen(line.bytes, "re");
    ck_assert_ptr_nonnull(pipe);
    out->len = 0;
    text_add(out, "");
    while ((n = fread(chunk, 1, sizeof chunk, pipe)) > 0)
        text_add_bytes(out, chunk, n);
    status = pclose(pipe);
    text_free(&line);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* A migrated database whose service is stopped. */
static void
begin_stopped(void)
{
    service_begin(&here, NULL);
    service_stop(&here, SIGTERM);
}

/* The same, emptied of everything migrations make. */
static void
begin_empty(void)
{
    begin_stopped();
    sql("drop schema gongkai cascade");
}

/* COMMAND must fail and say SAYS. */
static void
fails(const char *command, const char *says)
{
    struct text out = {NULL, 0, 0};
    int status = shell(command, &out);

    ck_assert_msg(status == 1, "%s: status %d: %s", command, status, out.bytes);
    ck_assert_msg(strstr(out.bytes, says) != NULL, "%s says: %s", command, out.bytes);
    text_free(&out);
}

static void
succeeds(const char *command)
{
    struct text out = {NULL, 0, 0};
    int status = shell(command, &out);

    ck_assert_msg(status == 0, "%s: status %d: %s", command, status, out.bytes);
    text_free(&out);
}

static const char journal[] =
    "select string_agg(version || ' ' || name || ' ' || sha256 || ' ' || applied_at, ',' "
    "order by name) from gongkai.schema_migration where version is not null";

START_TEST(to_migrate_twice_changes_nothing)
{
    char before[512], days[40];

    begin_stopped();
    snprintf(before, sizeof before, "%s", sql(journal));
    snprintf(days, sizeof days, "%s", sql("select count(*) from gongkai.calendar_day"));
    ck_assert_int_gt(atoi(days), 500);
    succeeds("$gongkai migrate");
    succeeds("$gongkai migrate");
    ck_assert_str_eq(sql(journal), before);
    ck_assert_str_eq(sql("select count(*) from gongkai.calendar_day"), days);
    service_start(&here, NULL);
    service_end(&here);
}
END_TEST

START_TEST(to_migrate_five_times_at_once_is_to_migrate_once)
{
    begin_empty();
    succeeds("for i in 1 2 3 4 5; do $gongkai migrate & all=\"$all $!\"; done;"
             "for p in $all; do wait $p || exit 1; done");
    ck_assert_str_eq(sql("select count(*) = max(version) from gongkai.schema_migration"
                         " where version is not null"),
                     "t");
    service_start(&here, NULL);
    make_agency("five", NULL);
    service_end(&here);
}
END_TEST

START_TEST(to_migrate_while_the_service_runs_disturbs_nobody)
{
    const char *id;

    service_begin(&here, (const char *const[]){"--today=2025-03-14", NULL});
    make_agency("live", NULL);
    id = make_case("live", "2025-03-04", NULL);
    succeeds("$gongkai migrate");
    answer_case(id, "granted", "2025-03-05");
    service_end(&here);
}
END_TEST

START_TEST(nobody_serves_a_database_that_was_never_migrated)
{
    begin_empty();
    fails("$gongkaid", "gongkai migrate");
    succeeds("$gongkai migrate");
    service_start(&here, NULL);
    service_end(&here);
}
END_TEST

START_TEST(a_migration_that_was_edited_is_refused_by_name)
{
    begin_stopped();
    sql("update gongkai.schema_migration set sha256 = repeat('0', 64)"
        " where name = '0002_application.sql'");
    fails("$gongkai migrate", "migration 0002_application.sql was applied in another form");
    fails("$gongkaid", "0002_application.sql");
    service_end(&here);
}
END_TEST

START_TEST(a_migration_nobody_knows_is_refused_by_name)
{
    begin_stopped();
    sql("insert into gongkai.schema_migration values (99, '0099_future.sql', 'x')");
    fails("$gongkai migrate", "the database knows migration 0099_future.sql");
    fails("$gongkaid", "the database knows migration 0099_future.sql");
    service_end(&here);
}
END_TEST

/* A calendar as migration 0004 kept it: a notice, its day, and those of two regions. */
static void
go_back_to_the_first_calendar(void)
{
    char *tables = harness_read("../migrations/0004_calendar.sql", NULL);
    struct text all = {NULL, 0, 0};

    sql("drop table gongkai.calendar_change, gongkai.calendar_day, gongkai.calendar_notice"
        " cascade");
    sql("delete from gongkai.schema_migration where name = '0006_calendar.sql'");
    text_addf(&all, "set search_path = gongkai; set role gongkai_owner; %s", tables);
    sql(all.bytes);
    text_free(&all);
    sql("insert into gongkai.calendar_notice values ('国办发明电〔2025〕7号', 2026, 'annual',"
        " '2025-11-04', 'https://www.gov.cn')");
    sql("insert into gongkai.calendar_day values"
        " ('national', '2026-01-01', false, '元旦', '国办发明电〔2025〕7号', null),"
        " ('上海', '2010-04-30', false, '世博会开幕', 'press', null),"
        " ('上海', '2010-05-04', false, '世博会开幕', 'same', null),"
        " ('新疆', '2023-04-21', false, '肉孜节', 'hc-holiday table', null),"
        " ('新疆', '2024-04-10', false, '肉孜节', 'hc-holiday table', null)");
    free(tables);
}

START_TEST(a_migration_that_is_missing_keeps_the_service_from_starting)
{
    begin_stopped();
    go_back_to_the_first_calendar();
    fails("$gongkaid", "run `gongkai migrate`");
    succeeds("$gongkai migrate");
    service_start(&here, NULL);
    make_agency("again", NULL);
    /* with rights and policies on the new tables */
    ck_assert_uint_gt(json_array_size(value_in(
                          ask(200, NULL, "GET /api/v1/calendar/notices"), "notices")),
                      4);
    service_end(&here);
}
END_TEST

START_TEST(functions_of_another_version_are_replaced_before_the_service_starts)
{
    begin_stopped();
    sql("update gongkai.schema_migration set sha256 = 'old' where name = '1_functions.sql'");
    sql("create or replace function gongkai.application_number(pattern text, of_year integer,"
        " n bigint) returns text language sql immutable as $$ select pattern $$");
    fails("$gongkaid", "run `gongkai migrate`");
    succeeds("$gongkai migrate");
    ck_assert_str_eq(sql("select gongkai.application_number('{year}-{serial}', 2025, 7)"),
                     "2025-0007");
    service_start(&here, NULL);
    service_end(&here);
}
END_TEST

START_TEST(a_migration_that_fails_leaves_nothing_of_itself)
{
    begin_empty();
    sql("create schema gongkai authorization gongkai_owner; set role gongkai_owner;"
        "create table gongkai.tally (x int)");
    fails("$gongkai migrate", "migration 0003_tally.sql failed");
    ck_assert_str_eq(sql("select count(*) from pg_tables where schemaname = 'gongkai'"
                         " and tablename in ('tally_entry', 'tally_pending')"),
                     "0");
    ck_assert_str_eq(sql("select max(version) from gongkai.schema_migration"), "2");
    fails("$gongkaid", "run `gongkai migrate`");
    sql("drop table gongkai.tally");
    succeeds("$gongkai migrate");
    service_start(&here, NULL);
    service_end(&here);
}
END_TEST

START_TEST(the_calendar_a_database_had_stays_in_force_and_what_is_new_waits)
{
    begin_stopped();
    go_back_to_the_first_calendar();
    succeeds("$gongkai migrate");
    ck_assert_str_eq(sql("select string_agg(notice || ' ' || region || ' ' || year, ', '"
                         " order by region, year) from gongkai.calendar_notice"
                         " where from_start"),
                     "国办发明电〔2025〕7号 national 2026, press 上海 2010, "
                     "hc-holiday table 新疆 2023, hc-holiday table 新疆 2024");
    ck_assert_str_eq(sql("select count(*) from gongkai.calendar_day d"
                         " join gongkai.calendar_notice n on n.id = d.notice_id"
                         " where n.from_start"),
                     "5");
    ck_assert_str_eq(sql("select dated || ' ' || gongkai.calendar_notice_state(n)"
                         " from gongkai.calendar_notice n where year = 2026 and"
                         " type = 'annual'"),
                     "2025-11-04 in_force");
    ck_assert_str_eq(sql("select gongkai.calendar_notice_state(n)"
                         " from gongkai.calendar_notice n where year = 2025 and"
                         " type = 'annual'"),
                     "pending");
    service_start(&here, NULL);
    service_end(&here);
}
END_TEST

START_TEST(a_notice_of_a_newer_program_waits_to_be_adopted)
{
    begin_stopped();
    sql("set search_path = gongkai;"
        "delete from calendar_day where notice_id = (select id from calendar_notice"
        " where year = 2026 and type = 'annual');"
        "delete from calendar_notice where year = 2026 and type = 'annual'");
    succeeds("$gongkai migrate");
    ck_assert_str_eq(sql("select string_agg(year::text, ',') from gongkai.calendar_notice n"
                         " where gongkai.calendar_notice_state(n) = 'pending'"),
                     "2026");
    service_start(&here, NULL);
    ck_assert_int_eq(
        number_in(ask(200, NULL, "GET /api/v1/calendar/notices"), "coverage.last_year"),
        2025);
    service_end(&here);
}
END_TEST

START_TEST(no_database_is_said_and_nothing_waits_for_it)
{
    begin_stopped();
    fails("GONGKAI_DATABASE='host=/nowhere dbname=x' $gongkai migrate", "/nowhere");
    fails("GONGKAI_DATABASE='host=/nowhere dbname=x' $gongkaid", "/nowhere");
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        to_migrate_twice_changes_nothing,
        to_migrate_five_times_at_once_is_to_migrate_once,
        to_migrate_while_the_service_runs_disturbs_nobody,
        nobody_serves_a_database_that_was_never_migrated,
        a_migration_that_was_edited_is_refused_by_name,
        a_migration_nobody_knows_is_refused_by_name,
        a_migration_that_is_missing_keeps_the_service_from_starting,
        functions_of_another_version_are_replaced_before_the_service_starts,
        a_migration_that_fails_leaves_nothing_of_itself,
        the_calendar_a_database_had_stays_in_force_and_what_is_new_waits,
        a_notice_of_a_newer_program_waits_to_be_adopted,
        no_database_is_said_and_nothing_waits_for_it,
        NULL,
    };

    curl_global_init(CURL_GLOBAL_DEFAULT);
    return harness_run(harness_suite("migrate", tests, 60));
}
