/* Every check of the doctor fails for real here, in a cluster of the program's own: it is
 * named with what to do, and what is to be refused keeps the service from starting. */
#include "base/text.h"
#include "fault/cluster.h"
#include "harness.h"
#include "service.h"

#include <libpq-fe.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

enum { PATIENCE_TENTHS = 50 };

static struct service_under_test here;

/* Runs COMMANDS on our database, one by one; they stand with a | between. */
static void
sql(const char *commands)
{
    PGconn *conn = PQconnectdb(here.database);
    char *copy = strdup(commands), *rest = copy, *one;

    while ((one = strsep(&rest, "|")) != NULL) {
        PGresult *r = PQexec(conn, one);

        ck_assert_msg(*PQresultErrorMessage(r) == '\0', "%s: %s", one,
                      PQresultErrorMessage(r));
        PQclear(r);
    }
    free(copy);
    PQfinish(conn);
}

/* Runs PROGRAM with the variables ENVIRONMENT; its status, and what it says in OUT. */
static int
run(const char *environment, const char *program, struct text *out)
{
    const char *build = getenv("GONGKAI_BUILD");
    struct text line = {NULL, 0, 0};
    char chunk[4096];
    FILE *pipe;
    size_t n;
    int status;

    text_addf(
        &line,
        "exec 2>&1; GONGKAI_DATABASE='%s' GONGKAI_STATE_DIR='%s' GONGKAI_TRAINING=no; "
        "export GONGKAI_DATABASE GONGKAI_STATE_DIR GONGKAI_TRAINING; %s timeout 20 "
        "%s/%s",
        here.database, here.directory, environment, build ? build : ".", program);
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

static bool
has_line(const struct text *out, const char *word, const char *code)
{
    char line[100];

    snprintf(line, sizeof line, "%s %s", word, code);
    return strstr(out->bytes, line) != NULL;
}

/* Whether `gongkai doctor` comes to say WORD of the check CODE; a changed setting of
 * PostgreSQL takes a moment to arrive. */
static bool
is_said(const char *environment, const char *word, const char *code, struct text *out)
{
    for (int i = 0; i < PATIENCE_TENTHS; i++) {
        run(environment, "gongkai doctor", out);
        if (has_line(out, word, code))
            return true;
        nanosleep(&(struct timespec){0, 100000000}, NULL);
    }
    return false;
}

/* The check CODE fails: doctor says so with a remedy, and gongkaid does not start. */
static void
refuses(const char *environment, const char *code)
{
    struct text out = {NULL, 0, 0};

    ck_assert_msg(is_said(environment, "不合格", code, &out), "%s: %s", code, out.bytes);
    ck_assert_ptr_nonnull(strstr(out.bytes, "       -> "));
    ck_assert_int_eq(run(environment, "gongkai doctor", &out), 1);
    ck_assert_msg(run(environment, "gongkaid --port=0", &out) == 1, "%s: %s", code,
                  out.bytes);
    ck_assert_msg(has_line(&out, "不合格", code), "%s: %s", code, out.bytes);
    ck_assert_ptr_nonnull(strstr(out.bytes, "       -> "));
    text_free(&out);
}

static void
warns(const char *environment, const char *code)
{
    struct text out = {NULL, 0, 0};

    ck_assert_msg(is_said(environment, "提醒  ", code, &out), "%s: %s", code, out.bytes);
    text_free(&out);
}

static void
is_fine(const char *environment, const char *code)
{
    struct text out = {NULL, 0, 0};

    ck_assert_msg(is_said(environment, "ok    ", code, &out), "%s: %s", code, out.bytes);
    text_free(&out);
}

/* A database of which nobody could complain, with the service stopped and an ordinary
 * login. */
static void
begin(void)
{
    service_begin(&here, NULL);
    service_stop(&here, SIGTERM);
    sql("alter system set fsync = on|select pg_reload_conf()");
}

#define TODAY "GONGKAI_TODAY=2025-03-14"

START_TEST(a_database_as_it_should_be_has_nothing_to_complain_of)
{
    struct text out = {NULL, 0, 0};
    char superuser[512];

    is_fine(TODAY, "fsync");
    sql("create role plain login|grant gongkai_owner, gongkai_server to plain|"
        "do $$ begin execute format('grant connect on database %I to plain', "
        "current_database()); end $$");
    snprintf(superuser, sizeof superuser, "%s", here.database);
    snprintf(here.database, sizeof here.database, "%.500s user=plain", superuser);
    ck_assert_msg(run(TODAY, "gongkai doctor", &out) == 0, "%s", out.bytes);
    ck_assert_msg(strstr(out.bytes, "不合格") == NULL && strstr(out.bytes, "提醒") == NULL,
                  "%s", out.bytes);
    for (char *at = out.bytes; (at = strstr(at, "未查")) != NULL; at++)
        ck_assert_msg(strncmp(at, "未查   clock\n", strlen("未查   clock\n")) == 0, "%s",
                      at);
    service_start(&here,
                  (const char *const[]){"--training=no", "--today=2025-03-14", NULL});
    service_stop(&here, SIGTERM);
    snprintf(here.database, sizeof here.database, "%s", superuser);
    is_fine("", "clock");
    warns(TODAY, "login_role");
    text_free(&out);
}
END_TEST

#define RELOAD "|select pg_reload_conf()"
#define BAD_SETTING(name, value)                                                           \
    {                                                                                      \
#name, "alter system set " #name " = " value RELOAD,                               \
            "alter system reset " #name RELOAD                                             \
    }

struct fault {
    const char *code, *make, *undo;
};

static const struct fault refused[] = {
    {"fsync", "alter system set fsync = off" RELOAD, "alter system set fsync = on" RELOAD},
    BAD_SETTING(full_page_writes, "off"),
    BAD_SETTING(synchronous_commit, "off"),
    BAD_SETTING(log_error_verbosity, "'default'"),
    BAD_SETTING(log_error_verbosity, "'verbose'"),
    {"log_parameters", "alter system set log_parameter_max_length = -1" RELOAD,
     "alter system reset log_parameter_max_length" RELOAD},
    {"log_parameters", "alter system set log_parameter_max_length_on_error = 64" RELOAD,
     "alter system reset log_parameter_max_length_on_error" RELOAD},
    /* What PostgreSQL itself says stands in for another PostgreSQL. */
    {"postgres_version",
     "alter function pg_catalog.current_setting(text) rename to true_setting|"
     "create function pg_catalog.current_setting(text) returns text language sql stable as "
     "$$ select case $1 when 'server_version_num' then '150019' else true_setting($1) end $$",
     "drop function pg_catalog.current_setting(text)|"
     "alter function pg_catalog.true_setting(text) rename to current_setting"},
    {"clock",
     "alter function pg_catalog.clock_timestamp() rename to true_clock|"
     "create function pg_catalog.clock_timestamp() returns timestamptz language sql volatile "
     "as $$ select true_clock() + interval '3 s' $$",
     "drop function pg_catalog.clock_timestamp()|"
     "alter function pg_catalog.true_clock() rename to clock_timestamp"},
    {"server_encoding",
     "update pg_database set encoding = pg_char_to_encoding('SQL_ASCII') where datname = "
     "current_database()",
     "update pg_database set encoding = pg_char_to_encoding('UTF8') where datname = "
     "current_database()"},
    {"server_role", "alter role gongkai_server superuser",
     "alter role gongkai_server nosuperuser"},
    {"server_role", "alter role gongkai_server bypassrls",
     "alter role gongkai_server nobypassrls"},
    {"server_role", "alter role gongkai_server createrole",
     "alter role gongkai_server nocreaterole"},
    {"server_role", "alter role gongkai_server createdb",
     "alter role gongkai_server nocreatedb"},
    {"server_owns",
     "create type gongkai.mine as enum ('a')|alter type gongkai.mine owner to gongkai_server",
     "drop type gongkai.mine"},
    {"server_owns", "grant gongkai_owner to gongkai_server",
     "revoke gongkai_owner from gongkai_server"},
    {"row_security", "alter table gongkai.event no force row level security",
     "alter table gongkai.event force row level security"},
    {"row_security", "alter table gongkai.event disable row level security",
     "alter table gongkai.event enable row level security"},
    {"policies",
     "create table gongkai.bare ()|alter table gongkai.bare enable row level security|"
     "alter table gongkai.bare force row level security",
     "drop table gongkai.bare"},
    {"public_database",
     "do $$ begin execute format('grant temporary on database %I to public', "
     "current_database()); end $$",
     "do $$ begin execute format('revoke all on database %I from public', "
     "current_database()); end $$"},
    {"public_schema", "grant usage on schema public to public",
     "revoke usage on schema public from public"},
    {"schema",
     "update gongkai.schema_migration set sha256 = repeat('0', 64) where version = 1",
     "update gongkai.schema_migration m set sha256 = k.sha256 from public.kept k where m.name = k.name"},
};

START_TEST(what_endangers_the_cases_keeps_the_service_from_starting)
{
    sql("create table public.kept as select name, sha256 from gongkai.schema_migration");
    for (unsigned i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        sql(refused[i].make);
        refuses("", refused[i].code);
        sql(refused[i].undo);
        is_fine("", refused[i].code);
    }
}
END_TEST

START_TEST(what_is_only_unwise_is_said)
{
    static const struct fault unwise[] = {
        BAD_SETTING(password_encryption, "'md5'"),
        BAD_SETTING(log_statement, "'all'"),
        BAD_SETTING(log_statement, "'mod'"),
    };

    for (unsigned i = 0; i < sizeof unwise / sizeof unwise[0]; i++) {
        sql(unwise[i].make);
        warns(TODAY, unwise[i].code);
        sql(unwise[i].undo);
        is_fine(TODAY, unwise[i].code);
    }
    warns(TODAY " PGPORT=1", "settings_environment");
    warns(TODAY " GONGKAI_LISTEN=0.0.0.0 GONGKAI_PLAIN_HTTP=yes", "plain_http");
}
END_TEST

START_TEST(settings_that_endanger_it_are_refused)
{
    char environment[700], file[200];

    refuses("GONGKAI_LISTEN=0.0.0.0", "exposed");
    refuses("GONGKAI_LISTEN=::", "exposed");
    is_fine("GONGKAI_LISTEN=unix:/nowhere", "exposed");
    snprintf(environment, sizeof environment, "GONGKAI_DATABASE='%s password=x'",
             here.database);
    refuses(environment, "password_in_database");
    refuses("GONGKAI_DATABASE=host=/nowhere", "database");
    ck_assert_int_eq(chmod(here.directory, 0750), 0);
    refuses("", "state_dir");
    ck_assert_int_eq(chmod(here.directory, 0700), 0);
    snprintf(file, sizeof file, "%s/keys", here.directory);
    ck_assert_int_eq(chmod(file, 0640), 0);
    refuses("", "state_dir");
    ck_assert_int_eq(chmod(file, 0600), 0);
    snprintf(file, sizeof file, "%s/log", here.directory);
    ck_assert_int_eq(chmod(file, 0644), 0); /* in a closed folder, and no secret */
    is_fine("", "state_dir");
    ck_assert_int_eq(chmod(file, 0620), 0);
    refuses("", "state_dir");
    ck_assert_int_eq(chmod(file, 0600), 0);
    is_fine("", "state_dir");
}
END_TEST

START_TEST(a_year_without_holidays_is_refused_and_the_next_one_missed_from_november_on)
{
    refuses("GONGKAI_TODAY=2031-01-02", "calendar_year");
    warns("GONGKAI_TODAY=2031-01-02 GONGKAI_TRAINING=yes", "calendar_year");
    is_fine("GONGKAI_TODAY=2026-12-31", "calendar_year");
    is_fine("GONGKAI_TODAY=2026-10-31", "calendar_next");
    warns("GONGKAI_TODAY=2026-11-01", "calendar_next");
    is_fine("GONGKAI_TODAY=2025-11-01", "calendar_next");
}
END_TEST

START_TEST(a_database_for_training_may_lose_what_it_holds_but_not_show_it)
{
    sql("alter system set fsync = off" RELOAD);
    warns("GONGKAI_TRAINING=yes", "fsync");
    refuses("GONGKAI_TRAINING=no", "fsync");
    sql("alter system set fsync = on" RELOAD);
    sql("alter table gongkai.event no force row level security");
    refuses("GONGKAI_TRAINING=yes", "row_security");
    sql("alter table gongkai.event force row level security");
}
END_TEST

/* Stops the cluster, lets pg_checksums do ACT and starts it again. */
static void
checksums(const char *act)
{
    const char *srcdir = getenv("srcdir"), *dir = getenv("GONGKAI_TEST_PGDIR");
    char command[1024];

    ck_assert_msg(dir != NULL, "run this test under contrib/with-postgres");
    snprintf(
        command, sizeof command,
        "%s/contrib/postgres stop '%s' && $(printf '%%s\\n' "
        "/usr/lib/postgresql/*/bin/pg_checksums | sort -V | tail -n 1) %s -D '%s/data' "
        ">/dev/null",
        srcdir ? srcdir : ".", dir, act, dir);
    ck_assert_int_eq(system(command), 0);
    cluster_start();
}

START_TEST(a_cluster_without_checksums_is_refused)
{
    checksums("--disable");
    refuses("", "data_checksums");
    warns("GONGKAI_TRAINING=yes", "data_checksums");
    checksums("--enable");
    is_fine("", "data_checksums");
}
END_TEST

static void
end(void)
{
    service_end(&here);
}

int
main(void)
{
    const TTest *const tests[] = {
        a_database_as_it_should_be_has_nothing_to_complain_of,
        what_endangers_the_cases_keeps_the_service_from_starting,
        what_is_only_unwise_is_said,
        settings_that_endanger_it_are_refused,
        a_year_without_holidays_is_refused_and_the_next_one_missed_from_november_on,
        a_database_for_training_may_lose_what_it_holds_but_not_show_it,
        a_cluster_without_checksums_is_refused,
        NULL,
    };
    Suite *suite = suite_create("doctor");
    TCase *all = tcase_create("doctor");

    tcase_set_timeout(all, 120);
    tcase_add_unchecked_fixture(all, begin, end);
    for (const TTest *const *t = tests; *t != NULL; t++)
        tcase_add_test(all, *t);
    suite_add_tcase(suite, all);
    return harness_run(suite);
}
