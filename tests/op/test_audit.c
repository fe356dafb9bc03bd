/* The audit is a chain that nobody can change unseen: whatever is done to it in the database,
 * `gongkai audit verify` finds it and says where. */
#include "harness.h"
#include "op/ask.h"
#include "op/example.h"

#include <curl/curl.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EARLY_A = 45, LATE_A = 5, ANSWERED_B = 20, CASES_C = 5 };

/* The database as it was at noon, behind whose heads the chains went on. */
static struct service_under_test noon;

#define AGENCY(code) "(select id from agency where code = '" code "')"

/* The numbers that the tests aim at: the agencies; record {my}, the 25th answer of agency a,
 * which is to the application {case}; {noon}, with which agency a ended the morning, and {last}
 * the day; {created}, which confirmed agency b; {issued}, which
 * issued the only letter, of application {letter}; {entered}, which made the second entry of the
 * only review; {frozen}, which froze the only report; {made}, the installation's last of the
 * morning,
 * and {adopted} of the day; {redated}, an application of c that the adoption changed. */
static struct {
    const char *name, *sql;
    bool at_noon;
    long number;
} aims[] = {
    {"a", "select " AGENCY("a"), false, 0},
    {"b", "select " AGENCY("b"), false, 0},
    {"my",
     "select seq from audit where agency = " AGENCY(
         "a") " and status = 200 and operation ="
              " 'application_answer' order by seq offset 24 limit 1",
     false, 0},
    {"case", "select " AGENCY("a") "::bigint << 32 | 25", false, 0},
    {"noon", "select max(seq) from audit where agency = " AGENCY("a"), true, 0},
    {"last", "select max(seq) from audit where agency = " AGENCY("a"), false, 0},
    {"created",
     "select seq from audit where agency = 0 and operation = 'agency_create'"
     " and status = 201 and subject = 'agency:b'",
     false, 0},
    {"made", "select max(seq) from audit where agency = 0", true, 0},
    {"adopted",
     "select seq from audit where agency = 0 and operation = 'calendar_adopt'"
     " and status = 200",
     false, 0},
    {"redated", "select " AGENCY("c") "::bigint << 32 | 3", false, 0},
    {"letter", "select application from letter where agency = " AGENCY("a"), false, 0},
    {"entered",
     "select seq from audit where agency = " AGENCY("a") " and operation = 'remedy_record'"
                                                         " and status = 200",
     false, 0},
    {"issued",
     "select seq from audit where agency = " AGENCY("a") " and operation = 'letter_issue'"
                                                         " and status = 200",
     false, 0},
    {"frozen",
     "select seq from audit where agency = " AGENCY("a") " and operation = 'report_freeze'"
                                                         " and status = 200",
     false, 0},
};

enum { AIMS = sizeof aims / sizeof aims[0] };

/* What an attacker would write first: the hash of a record, and chains made to fit. */
static const char tools[] =
    "set session_replication_role = replica; set search_path = gongkai, tools;"
    "create schema tools;"
    "create function tools.field(v text) returns bytea language sql as $$"
    " select coalesce(int4send(octet_length(v)) || convert_to(v, 'UTF8'), '\\xffffffff') $$;"
    "create function tools.record_hash(r audit) returns bytea language sql as $$"
    " select sha256('\\x01'::bytea || tools.field(r.agency::text)"
    " || tools.field(r.seq::text) || tools.field(to_char(r.recorded_at at time zone"
    " 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')) || tools.field(r.actor)"
    " || tools.field(r.role) || tools.field(r.operation)"
    " || tools.field(r.application::text) || tools.field(r.subject)"
    " || tools.field(r.request) || tools.field(r.status::text)"
    " || tools.field(r.source) || tools.field(r.data) || tools.field(r.key::text)"
    " || '\\x00000020' || r.prev) $$;"
    "create function tools.put_head(of integer) returns void language sql as $$"
    " delete from audit_head where agency = of; insert into audit_head"
    " select agency, seq, hash from audit where agency = of order by seq desc limit 1 $$;"
    "create function tools.rehash(of integer, first bigint) returns void"
    " language plpgsql as $$ declare r audit; last bytea; begin"
    " select hash into last from audit where agency = of and seq < first"
    " order by seq desc limit 1;"
    " last := coalesce(last, decode(repeat('00', 32), 'hex'));"
    " for r in select * from audit where agency = of and seq >= first order by seq loop"
    " r.prev := last; last := tools.record_hash(r); update audit set prev = r.prev,"
    " hash = last where agency = of and seq = r.seq; end loop;"
    " perform tools.put_head(of); end $$;"
    "create function tools.renumber(of integer, first bigint, by integer) returns void"
    " language sql as $$ update audit set seq = -seq where agency = of and seq >= first;"
    " update audit set seq = -seq + by where agency = of and seq < 0;"
    " update audit_head set seq = seq + by where agency = of $$;"
    "create function tools.swap(a integer, m bigint, b integer, n bigint) returns void"
    " language sql as $$ update audit set agency = -1 where agency = a and seq = m;"
    " update audit set agency = a, seq = m where agency = b and seq = n;"
    " update audit set agency = b, seq = n where agency = -1 $$;"
    "alter table audit drop constraint audit_seq_positive,"
    " drop constraint audit_agency_known";

/* The constraints that were in the way of the tools, as they were, unless the deed itself is
 * against them. */
static const char tidied[] =
    "do $$ begin"
    " alter table audit add constraint audit_agency_known check (agency >= 0),"
    " add constraint audit_seq_positive check (seq >= 1);"
    " exception when check_violation then null; end $$";

static const struct tamper {
    const char *name, *says, *bad, *sql;
} tampers[] = {
#define TAMPER(name, says, bad, ...) {#name, says, bad, __VA_ARGS__},
#include "op/tamper.def"
#undef TAMPER
};

enum { TAMPERS = sizeof tampers / sizeof tampers[0] };

static void
run_sql_on(const char *database, const char *sql)
{
    PGconn *conn = PQconnectdb(database);
    PGresult *r;

    r = PQexec(conn, sql);
    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK ||
                      PQresultStatus(r) == PGRES_TUPLES_OK,
                  "%s: %s", sql, PQerrorMessage(conn));
    PQclear(r);
    PQfinish(conn);
}

static long
number_on(const char *database, const char *sql)
{
    PGconn *conn = PQconnectdb(database);
    PGresult *r;
    long number;

    PQclear(PQexec(conn, "set search_path = gongkai"));
    r = PQexec(conn, sql);
    ck_assert_msg(PQntuples(r) == 1 && atol(PQgetvalue(r, 0, 0)) > 0, "%s: %s", sql,
                  PQerrorMessage(conn));
    number = atol(PQgetvalue(r, 0, 0));
    PQclear(r);
    PQfinish(conn);
    return number;
}

static void
take_aim(void)
{
    for (int i = 0; i < AIMS; i++)
        aims[i].number =
            number_on(aims[i].at_noon ? noon.database : here.database, aims[i].sql);
}

/* The aim that AT, behind a brace, names; *END is what follows its name. */
static int
aim_at(const char *at, const char **end)
{
    size_t len = strspn(at, "abcdefghijklmnopqrstuvwxyz");

    *end = at + len;
    for (int i = 0; i < AIMS; i++)
        if (strlen(aims[i].name) == len && strncmp(aims[i].name, at, len) == 0)
            return i;
    return -1;
}

/* TEXT with the numbers it names for {my}, {my+1}.  The caller frees it. */
static char *
aimed(const char *text)
{
    struct text out = {NULL, 0, 0};

    text_add(&out, "");
    for (; *text != '\0'; text++) {
        const char *end;
        int aim = *text == '{' ? aim_at(text + 1, &end) : -1;

        if (aim < 0) {
            text_add_bytes(&out, text, 1);
            continue;
        }
        text_addf(&out, "%ld", aims[aim].number + strtol(end, NULL, 10));
        text = strchr(end, '}');
    }
    return out.bytes;
}

/* Whether OUT says WHAT, with the numbers in it. */
static bool
says(const struct text *out, const char *what)
{
    char *wanted = aimed(what);
    bool found = strstr(out->bytes, wanted) != NULL;

    free(wanted);
    return found;
}

/* A copy of the database of S called by its name and SUFFIX, with the same state directory. */
static struct service_under_test
copy_of(const struct service_under_test *s, const char *suffix)
{
    struct service_under_test copy = *s;
    char command[300];
    const char *name = strstr(s->database, "dbname=test_") + strlen("dbname=");

    copy.pid = 0;
    snprintf(copy.database + strlen(s->database),
             sizeof copy.database - strlen(s->database), "_%s", suffix);
    snprintf(command, sizeof command,
             "create database \"%s_%s\" template \"%s\" strategy file_copy", name, suffix,
             name);
    run_sql_on(getenv("GONGKAI_DATABASE"), command);
    snprintf(command, sizeof command, "revoke all on database \"%s_%s\" from public", name,
             suffix); /* as migrate did; a template does not hand that on */
    run_sql_on(getenv("GONGKAI_DATABASE"), command);
    return copy;
}

static void
drop_copy(const struct service_under_test *copy)
{
    char command[300];

    snprintf(command, sizeof command, "drop database \"%s\" with (force)",
             strstr(copy->database, "dbname=test_") + strlen("dbname="));
    run_sql_on(getenv("GONGKAI_DATABASE"), command);
}

static void
answered_cases(const char *agency, int n)
{
    for (int i = 0; i < n; i++)
        answer_case(make_case(agency, "2025-03-13", NULL), "granted", "2025-03-14");
}

static void
adopt_a_holiday(void)
{
    const json_t *notice =
        ask(201,
            "{'notice':'试〔2024〕1号','region':'试点','year':2025,'type':'regional',"
            "'published':'2024-12-01','days':[{'date':'2025-04-07','kind':'holiday',"
            "'name':'民俗节'}]}",
            "POST /api/v1/calendar/notices");

    ask(200, "{'reason':'核对'}", "POST /api/v1/calendar/notices/%s/adopt",
        text_in(notice, "notice.id"));
}

/* A letter for the last case of agency a. */
static void
issue_a_letter(void)
{
    ask(200,
        "{'full_name':'甲局','short_name':'甲','seal_name':'甲局','office':'办公室',"
        "'address':'新华路1号','phone':'0574-65000000'}",
        "POST /api/v1/agencies/a/letterhead");
    ask(200, "{'kind':'receipt'}", "POST /api/v1/applications/%ld/letters",
        number_on(here.database,
                  "select max(id) from application where agency = " AGENCY("a")));
}

/* A review in agency a, of two entries. */
static void
enter_a_review(void)
{
    ask(201,
        "{'kind':'review','body':'某县人民政府','claimant':'甲','filed_on':'2025-03-12'}",
        "POST /api/v1/agencies/a/remedies");
    ask(200, "{'kind':'accepted','happened_on':'2025-03-13'}",
        "POST /api/v1/agencies/a/remedies/1/events");
}

/* The report of agency a for 2024, whose only case is one that was carried over. */
static void
freeze_a_report(void)
{
    make_case("a", "2024-12-30", NULL);
    report_act("a", 2024, "submit", "{}");
    report_act("a", 2024, "accept", "{}");
    report_act("a", 2024, "freeze", "{}");
}

/* A morning's work, a copy of it, and an afternoon's. */
static void
begin(void)
{
    static const char *const options[] = {"--today=2025-03-14", NULL};

    service_begin(&here, options);
    make_agency("a", NULL);
    make_agency("b", NULL);
    make_agency("c", "'region':'试点'");
    answered_cases("a", EARLY_A);
    for (int i = 0; i < CASES_C; i++)
        make_case("c", "2025-03-13", NULL);
    service_stop(&here, SIGTERM);
    noon = copy_of(&here, "noon");
    service_start(&here, options);
    answered_cases("a", LATE_A);
    answered_cases("b", ANSWERED_B);
    issue_a_letter();
    enter_a_review();
    freeze_a_report();
    adopt_a_holiday();
    service_stop(&here, SIGTERM);
    take_aim();
}

static void
end(void)
{
    drop_copy(&noon);
    service_end(&here);
}

/* What the verifier says of S with the heads in FILE (NULL: its own); its status. */
static int
verify(const struct service_under_test *s, const char *file, struct text *out)
{
    const char *const own[] = {"audit", "verify", NULL};
    const char *const other[] = {"audit", "verify", "--heads", file, NULL};

    return service_command(s, out, file != NULL ? other : own);
}

/* The other verifier, in SQL alone: its status. */
static int
verify_in_sql(const struct service_under_test *s, struct text *out)
{
    char command[1200], line[1000];
    const char *source = getenv("srcdir");
    FILE *pipe;
    int status;

    snprintf(
        command, sizeof command,
        "psql -XAt -d '%s' -v heads='%s/audit-heads' -f '%s/contrib/audit-verify.sql' 2>&1",
        s->database, s->directory, source ? source : ".");
    pipe = popen(command, "r");
    ck_assert_ptr_nonnull(pipe);
    while (fgets(line, sizeof line, pipe) != NULL)
        text_add(out, line);
    status = pclose(pipe);
    return status >> 8;
}

START_TEST(what_the_service_wrote_gives_no_alarm)
{
    struct text out = {NULL, 0, 0};

    ck_assert_msg(verify(&here, NULL, &out) == 0, "%s", out.bytes);
    ck_assert_msg(
        strstr(out.bytes,
               "236 records in 4 chains, 151 entries, 10 exported heads: 0 findings"),
        "%s", out.bytes);
    out.len = 0;
    ck_assert_msg(verify_in_sql(&here, &out) == 0, "%s", out.bytes);
    text_free(&out);
}
END_TEST

static void
tamper(const struct service_under_test *copy, const struct tamper *t)
{
    PGconn *conn = PQconnectdb(copy->database);
    char *deed = aimed(t->sql);
    const char *const steps[] = {tools, deed, tidied};

    for (unsigned i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        PGresult *r = PQexec(conn, steps[i]);

        ck_assert_msg(*PQresultErrorMessage(r) == '\0', "%s: %s", t->name,
                      PQresultErrorMessage(r));
        PQclear(r);
    }
    free(deed);
    PQfinish(conn);
}

START_TEST(whatever_is_done_to_it_is_found_and_named)
{
    const struct tamper *t = &tampers[_i];
    struct service_under_test copy = copy_of(&here, t->name);
    struct text out = {NULL, 0, 0}, other = {NULL, 0, 0};

    tamper(&copy, t);
    ck_assert_msg(verify(&copy, NULL, &out) == 1 && says(&out, t->says), "%s: it says\n%s",
                  t->name, out.bytes);
    if (verify_in_sql(&copy, &other) == 0)
        ck_assert_msg(*t->bad == '\0', "%s: SQL finds nothing", t->name);
    else
        ck_assert_msg(*t->bad != '\0' && says(&other, t->bad), "%s: SQL says\n%s", t->name,
                      other.bytes);
    drop_copy(&copy);
    text_free(&out);
    text_free(&other);
}
END_TEST

START_TEST(an_old_copy_of_the_database_is_told_by_newer_heads)
{
    struct text out = {NULL, 0, 0};

    ck_assert_int_eq(verify(&noon, NULL, &out), 1);
    ck_assert_msg(says(&out, "agency a record {noon+1}: it is missing"), "%s", out.bytes);
    ck_assert_msg(says(&out, "installation record {made+1}: it is missing"), "%s",
                  out.bytes);
    ck_assert_msg(says(&out, "agency b record 1: it is missing"), "%s", out.bytes);
    text_free(&out);
}
END_TEST

static void
shell(const char *words)
{
    char command[300];

    snprintf(command, sizeof command, "cd '%s' && %s", here.directory, words);
    ck_assert_int_eq(system(command), 0);
}

START_TEST(a_service_that_went_on_from_an_old_copy_is_told_by_the_heads)
{
    struct service_under_test was = here;
    struct text out = {NULL, 0, 0};

    shell("cp audit-heads other-heads");
    here = copy_of(&noon, "again");
    service_start(&here, (const char *const[]){"--today=2025-03-15", NULL});
    answered_cases("a", LATE_A);
    issue_a_letter();
    enter_a_review();  /* up to the same number as before */
    freeze_a_report(); /* up to the same number as before */
    service_stop(&here, SIGTERM);
    ck_assert_int_eq(verify(&here, NULL, &out), 1);
    ck_assert_msg(says(&out, "agency a record {last}: it was exported with two hashes"),
                  "%s", out.bytes);
    drop_copy(&here);
    here = was;
    shell("mv other-heads audit-heads");
    text_free(&out);
}
END_TEST

/* Heads that somebody edited: a sed script, and what is said. */
static const struct {
    const char *script, *says;
} edits[] = {
    {"3s/ {noon} / 80 /", "exported heads, line 3: was not written by this service"},
    {"3s/Z {a} /Z {b} /", "exported heads, line 3: was not written by this service"},
    {"2s/2026/2025/;2s/20\\(..\\)-/20\\11/", "exported heads, line 2: was not written"},
    {"1s/[0-9a-f]\\{8\\} 1 /00000000 1 /", "exported heads, line 1: was not written"},
    {"1s/.$/x/", "exported heads, line 1: was not written by this service"},
    {"1s/$/ /", "exported heads, line 1: was not written by this service"},
    {"1s/ 1 \\([0-9a-f]*\\)$/ 2 \\1/", "exported heads, line 1: was not written"},
    {"$s/ [0-9a-f]*$//", "was not written by this service"},
    {"4p;4s/.*//", "exported heads, line 5: was not written by this service"},
};

START_TEST(edited_heads_are_found)
{
    struct text out = {NULL, 0, 0};
    char command[400], file[100], *script = aimed(edits[_i].script);

    snprintf(file, sizeof file, "%s/edited-%d", here.directory, _i);
    snprintf(command, sizeof command, "sed '%s' '%s/audit-heads' >'%s'", script,
             here.directory, file);
    free(script);
    ck_assert_int_eq(system(command), 0);
    ck_assert_int_eq(verify(&here, file, &out), 1);
    ck_assert_msg(strstr(out.bytes, edits[_i].says) != NULL, "%s", out.bytes);
    text_free(&out);
}
END_TEST

START_TEST(heads_that_are_not_there_are_missed)
{
    struct text out = {NULL, 0, 0};

    ck_assert_int_eq(verify(&here, "/nonexistent/heads", &out), 1);
    ck_assert_ptr_nonnull(strstr(out.bytes, "/nonexistent/heads: No such file"));
    text_free(&out);
}
END_TEST

/* What a database held before it had this audit is covered by the first record; it held no
 * letters. */
START_TEST(entries_from_before_the_audit_are_kept_by_its_first_record)
{
    struct service_under_test copy = copy_of(&here, "before");
    struct text out = {NULL, 0, 0};

    shell("mv audit-heads other-heads");
    run_sql_on(copy.database, "set session_replication_role = replica;"
                              "truncate gongkai.audit, gongkai.audit_head, gongkai.letter,"
                              " gongkai.remedy_event, gongkai.remedy_words,"
                              " gongkai.report_case, gongkai.report_version");
    service_start(&copy, (const char *const[]){"--today=2025-03-15", NULL});
    service_stop(&copy, SIGTERM);
    ck_assert_msg(verify(&copy, NULL, &out) == 0, "%s", out.bytes);
    run_sql_on(copy.database, "set session_replication_role = replica;"
                              "update gongkai.event set happened_on = happened_on - 1"
                              " where seq = 2 and application & 255 = 7");
    out.len = 0;
    ck_assert_int_eq(verify(&copy, NULL, &out), 1);
    ck_assert_msg(strstr(out.bytes, "installation record 1: the entries from before the "
                                    "audit were changed") != NULL,
                  "%s", out.bytes);
    drop_copy(&copy);
    shell("mv other-heads audit-heads");
    text_free(&out);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("audit");
    TCase *all = tcase_create("audit");

    curl_global_init(CURL_GLOBAL_DEFAULT);
    tcase_set_timeout(all, 60);
    tcase_add_unchecked_fixture(all, begin, end);
    tcase_add_test(all, what_the_service_wrote_gives_no_alarm);
    tcase_add_loop_test(all, whatever_is_done_to_it_is_found_and_named, 0, TAMPERS);
    tcase_add_test(all, an_old_copy_of_the_database_is_told_by_newer_heads);
    tcase_add_test(all, a_service_that_went_on_from_an_old_copy_is_told_by_the_heads);
    tcase_add_loop_test(all, edited_heads_are_found, 0, sizeof edits / sizeof edits[0]);
    tcase_add_test(all, heads_that_are_not_there_are_missed);
    tcase_add_test(all, entries_from_before_the_audit_are_kept_by_its_first_record);
    suite_add_tcase(suite, all);
    return harness_run(suite);
}
