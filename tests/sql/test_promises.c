/* What the database keeps the server's role from, whatever the server would send. */
#include "base/text.h"
#include "command/stage.h"
#include "op/ask.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A session as the server has it once a request of a person of the agency CODE (NULL: an
 * administrator) with ROLES has begun, for an operation that reaches as far as WANTED; in a
 * transaction.  WANTED NULL: no request has begun. */
static PGconn *
as_server(const char *code, const char *roles, const char *wanted)
{
    PGconn *conn = PQconnectdb(here.database);
    struct text command = {NULL, 0, 0};
    char secret[SECRET_SIZE], digest[SECRET_DIGEST_SIZE], login[80];
    PGresult *r;

    text_addf(&command, "set search_path = gongkai; begin; set local role gongkai_server;");
    if (wanted != NULL) {
        snprintf(login, sizeof login, "%.*s", (int)strcspn(roles + 1, ",}"), roles + 1);
        if (strchr(roles, ',') != NULL)
            strcat(login, ".and-more");
        ck_assert(stage_person(here.database, code, login, roles, secret));
        text_addf(&command,
                  "do $$ begin perform enter('session', '%s', null, null, null, null, '%s',"
                  " null, '2025-03-14', null, false); end $$",
                  secret_digest(secret, digest), wanted);
    }
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

static const char supervisor[] = "{supervisor}";

/* Runs STATEMENTS as the superuser. */
static void
put(const char *statements)
{
    PGconn *conn = PQconnectdb(here.database);
    PGresult *r = PQexec(conn, statements);

    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s", PQerrorMessage(conn));
    PQclear(r);
    PQfinish(conn);
}

/* What an agency may have beside cases, for each that there is. */
static const char belongings[] =
    "set search_path = gongkai;"
    "insert into agency_reading select id, 'consult_cap', 2, null, 'x', now(), 'x' from agency"
    " on conflict do nothing;"
    "insert into confirmation_steps select id, 'case_extend', 2 from agency"
    " on conflict do nothing;"
    "insert into token (agency, name, hash, scopes, made_at, expires_at)"
    " select id, 'x', sha256(code::bytea), '{stats}', now(), now() from agency"
    " on conflict do nothing;"
    "insert into inspection select distinct on (p.agency) p.agency, p.id, 1, a.id, 'x', 'x',"
    " 'x', now() from application p join account a using (agency) on conflict do nothing;"
    "insert into delegation select f.agency, 1, f.id, t.id, '2025-01-01', '2025-01-02', 'x',"
    " now(), null from account f join account t using (agency)"
    " where f.login = 'stage-first' and t.login = 'stage-second' on conflict do nothing;"
    "insert into proposal_step select p.agency, p.id, 99, 'confirmed', p.proposed_by, null,"
    " now(), null from proposal p on conflict do nothing;"
    "insert into retention_rule (agency, record_type, years, basis, set_at, set_by)"
    " select id, 'case_voided', 10, 'x', now(), 'x' from agency;"
    "insert into case_person (agency, application, seq, n, role, name, key)"
    " select agency, application, seq, 0, 'agent', 'x', 1 from applicant"
    " on conflict do nothing;"
    "insert into case_hold select agency, id, 1, 'x', now(), 'x' from application"
    " where disposed_on is null on conflict do nothing;"
    "insert into remedy (agency, n, kind, matter, capacity, body, stage, filed_on)"
    " select id, 99, 'review', 'other', 'original', 'x', 'filed', '2025-01-01' from agency"
    " on conflict do nothing;"
    "insert into remedy_event select agency, n, 1, 'filed', filed_on, now(), 'x', null,"
    " '{\"kind\": \"review\", \"matter\": \"other\", \"capacity\": \"original\", \"body\": \"x\"}'"
    " from remedy on conflict do nothing;"
    "insert into remedy_words select agency, n, 1, 'x', null from remedy on conflict do nothing;"
    "insert into agency_letterhead (agency, n, set_at, set_by)"
    " select id, 1, now(), 'x' from agency on conflict do nothing;"
    "insert into agency_figures select id, 2024, 1, '2021', '{}', null, now(), 'x' from agency"
    " on conflict do nothing;"
    "insert into agency_narrative select id, 2024, 'agency', 'one', 1, 'x', now(), 'x' from agency"
    " on conflict do nothing;"
    "insert into published_report select id, 2024, 1, 'agency', null, 'x', null, sha256(''),"
    " '{}', now(), 'x' from agency on conflict do nothing;"
    "insert into nil_declaration select id, 2024, 1, true, null, now(), 'x' from agency"
    " on conflict do nothing;"
    "insert into report_deadline select id, 1, 'department', 2024, 1, 20, 'x', now(), 'x'"
    " from agency on conflict do nothing;"
    "insert into letter_template (agency, kind, n, uploaded_at, uploaded_by)"
    " select id, 'fee', 1, now(), 'x' from agency on conflict do nothing;"
    "insert into letter (agency, application, n, kind, series, year, serial, number,"
    " dated_on, bytes, size, sha256, issued_at, issued_by)"
    " select agency, id, 1, 'fee', 'notice', 2025, row_number() over (partition by agency"
    " order by id), 'X-' || id, '2025-03-05', '', 0,"
    " sha256(''), now(), 'x' from application where disposed_on is null"
    " on conflict do nothing;"
    "insert into serial select agency, 'letter:notice', 2025, count(*) from application"
    " where disposed_on is null group by agency on conflict do nothing;"
    "insert into report_event (agency, year, scope, n, act, actor, recorded_at)"
    " select id, 2024, 'agency', 1, 'submit', 'x', now() from agency on conflict do nothing;"
    "insert into report_version select id, 2024, 'agency', 1, '2024-12-31', now(), 'x',"
    " sha256('x'), null, 'x' from agency on conflict do nothing;"
    "insert into report_case select id, 2024, 'agency', 1, 3, 'new', 'other', id, '{1}'"
    " from agency on conflict do nothing;"
    "insert into report_dismissal select id, 2024, 'agency', 'balance', 1, 'x', 'x', now()"
    " from agency on conflict do nothing;"
    "insert into attachment select agency, id, 1, 'released_copy', 'a.pdf', 'pdf', 1,"
    " sha256('x'), null, 'x', now() from application where disposed_on is null"
    " on conflict do nothing;"
    "insert into attachment_chunk select agency, application, n, 1, 'x' from attachment"
    " on conflict do nothing;"
    "insert into attachment_release select agency, application, n, '{}', null, now(), 'x',"
    " null from attachment on conflict do nothing;"
    "insert into export_grant (agency, account, year, reason, made_at, ends_at)"
    " select agency, id, 2025, 'x', now(), now() + interval '1 h' from account"
    " where agency is not null;"
    "insert into audit_unchained (agency, operation, actor, request, recorded_at, status)"
    " select id, 'x', 'x', 'x', now(), 200 from agency;"
    "insert into disclosure (agency, application, account, reason, fields, request, made_at)"
    " select distinct on (p.agency) p.agency, p.id, a.id, 'x', '{phone}'::text[], 'x', now()"
    " from application p join account a using (agency);";

/* An agency with two cases, one of them answered, a proposal that waits, and a third case that
 * was disposed of. */
static void
furnish(const char *code, const char *more)
{
    make_agency(code, more);
    answer_case(make_case(code, "2025-03-04", NULL), "granted", "2025-03-05");
    ask(200, "{'withdrawn_on':'2010-03-04'}", "POST /api/v1/applications/%s/withdraw",
        make_case(code, "2010-03-04", NULL));
    ask(201, "{'until_year':2024,'reason':'x','expected':1}",
        "POST /api/v1/agencies/%s/disposals", code);
    ck_assert_int_eq(ask_with(as_person(code, "supervisor", supervisor, NULL),
                              "{'reason':'x'}", "POST /api/v1/applications/%s/void",
                              make_case(code, "2025-03-04", NULL))
                         ->answer.status,
                     202);
}

static void
make_two(const char *mine, const char *other)
{
    furnish(mine, NULL);
    furnish(other, NULL);
    put(belongings);
}

START_TEST(the_server_changes_and_removes_no_fact)
{
    static const char *const facts[] = {
        "event",           "tally_entry",    "audit",       "audit_head",      "applicant",
        "audit_unchained", "disposal_event", "disclosure",  "disposal_case",   "inspection",
        "report_event",    "report_version", "report_case", "report_dismissal"};
    PGconn *conn;

    make_two("facts", "facts-2");
    conn = as_server("facts", supervisor, "agency");
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
    is_refused(conn, "update proposal set body = '', proposed_by = 1");
    is_refused(conn, "delete from proposal");
    is_refused(conn, "update proposal_step set account = 1");
    is_refused(conn, "update delegation set valid_to = '2099-01-01'");
    is_refused(conn, "update inspection set purpose = 'x'");
    is_refused(conn, "select password from account");
    is_refused(conn, "select totp_secret from account");
    is_refused(conn, "update account set roles = '{officer}'");
    is_refused(conn, "insert into account (login) values ('x')");
    is_refused(conn, "select hash from token");
    is_refused(conn, "select from session");
    is_refused(conn, "select from account_link");
    is_refused(conn, "update policy set one = true");
    is_refused(conn, "insert into audit select * from audit");
    is_refused(conn,
               "insert into audit_head values (7, 0, decode(repeat('00', 32), 'hex'))");
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
        "agency:insert,select agency_closure:insert,select "
        "agency_figures:insert,select agency_letterhead:insert,select "
        "agency_narrative:insert,select agency_parent:insert,select "
        "agency_reading:insert,select applicant:insert,select application:insert,select "
        "attachment:select attachment_chunk:insert,select attachment_release:insert,select "
        "audit:select audit_head:select audit_unchained:select calendar_change:insert,select "
        "calendar_day:insert,select calendar_notice:select case_hold:select "
        "case_person:insert,select "
        "confirmation_steps:insert,select delegation:insert,select disclosure:insert,select "
        "disposal:select disposal_case:select disposal_event:select event:insert,select "
        "export_grant:insert,select idempotency:insert,select inspection:insert,select "
        "letter:select letter_template:insert,select nil_declaration:insert,select "
        "policy:select proposal:insert,select proposal_step:insert,select "
        "published_report:insert,select "
        "remedy:insert,select remedy_event:insert,select remedy_words:insert,select "
        "report_case:insert,select report_deadline:insert,select "
        "report_dismissal:insert,select report_event:insert,select "
        "report_version:insert,select "
        "retention_rule:select schema_migration:select sealing_key:select "
        "serial:insert,select tally:select tally_entry:select tally_pending:select ");
    ck_assert_str_eq(
        column("select c.relname || '.' || a.attname from pg_class c"
               " join pg_attribute a on a.attrelid = c.oid and a.attnum > 0"
               " where c.relname in ('account', 'account_link', 'session', 'token')"
               " and c.relnamespace = 'gongkai'::regnamespace"
               " and has_column_privilege('gongkai_server', c.oid, a.attnum, 'select')"
               " order by 1"),
        "account.agency account.created_at account.id account.locked_until account.login "
        "account.name account.roles account.source account.state account.totp_confirmed "
        "account.version token.agency token.expires_at token.id token.made_at token.name "
        "token.revoked_at token.scopes token.used_at ");
    ck_assert_str_eq(
        column("select c.relname || '.' || a.attname from pg_class c"
               " join pg_attribute a on a.attrelid = c.oid and a.attnum > 0"
               " where c.relnamespace = 'gongkai'::regnamespace and c.relkind = 'r'"
               " and has_column_privilege('gongkai_server', c.oid, a.attnum, 'update')"
               " and c.relname <> 'application' order by 1"),
        "agency.successor agency.valid_to agency.version attachment.removal_reason "
        "attachment.removed_at attachment.removed_by case_hold.end_reason "
        "case_hold.ended_at case_hold.ended_by confirmation_steps.steps "
        "delegation.ended_at idempotency.application idempotency.etag "
        "idempotency.location idempotency.reply "
        "idempotency.sealed idempotency.status letter.void_reason letter.voided_at "
        "letter.voided_by policy.admin_idle_minutes "
        "policy.idle_minutes policy.link_hours policy.lock_failures policy.lock_minutes "
        "policy.password_profile policy.proof_minutes policy.session_hours policy.sessions "
        "policy.sources policy.version proposal.ended_at proposal.state proposal.version "
        "remedy.accepted_on remedy.body remedy.capacity remedy.filed_on remedy.kind "
        "remedy.matter remedy.number remedy.result remedy.route remedy.settled_on "
        "remedy.stage remedy.version serial.last ");
    ck_assert_str_eq(
        column("select a.attname from pg_attribute a where a.attnum > 0"
               " and a.attrelid = 'gongkai.application'::regclass and not"
               " has_column_privilege('gongkai_server', a.attrelid, a.attnum, 'update')"),
        "agency id applicant_key disposed_on split_from ");
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
        "account_add account_alter account_is_active account_json account_label "
        "account_unlock agency_closure_rebuild agency_has_cases audit_append audit_next "
        "case_letters disposal_carry_out disposal_due enter idempotency_expire key_note keys_in_use "
        "link_find link_make link_take links_to next_proposal open_numbers password_find "
        "password_set reach redate report_frozen report_lock seen session_begin session_end session_list session_prove "
        "sign_in_failed sign_in_find sign_in_from tally_fold token_add token_end token_json "
        "totp_find totp_reset totp_set ");
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
    ck_assert_str_eq(
        column("select tablename from pg_policies where schemaname = 'gongkai'"
               " and 'gongkai_server' = any(roles) and"
               " policyname = 'common' order by 1"),
        "calendar_change calendar_day calendar_notice policy schema_migration sealing_key ");
}
END_TEST

/* Every table that the server may look into, and the column that says whose a row is; "-"
 * where there is none. */
static const char tables[] =
    "select c.relname || ' ' || case c.relname when 'agency' then 'id'"
    " when 'tally' then 'node' else coalesce((select 'agency' from pg_attribute a"
    " where a.attrelid = c.oid and a.attname = 'agency'), '-') end"
    " from pg_class c where c.relnamespace = 'gongkai'::regnamespace and c.relkind = 'r'"
    " and has_any_column_privilege('gongkai_server', c.oid, 'select') order by 1";

/* The rows of TABLE that CONN sees of the agency CODE, by the column KEY. */
static int
rows_of(PGconn *conn, const char *table, const char *key, int agency)
{
    char statement[200];

    snprintf(statement, sizeof statement, "select from %s where %s = %d", table, key,
             agency);
    return rows(conn, statement);
}

static int
id_of(const char *code)
{
    char query[160];

    snprintf(query, sizeof query, "select id from gongkai.agency where code = '%s'", code);
    return atoi(column(query));
}

/* What is counted moves from one of these to the other at any moment. */
static bool
is_moving(const char *table)
{
    return strcmp(table, "tally") == 0 || strcmp(table, "tally_pending") == 0;
}

/* What is about the persons and the places of an agency rather than its cases. */
static bool
is_administration(const char *table)
{
    static const char *const of_cases[] = {"serial",
                                           "application",
                                           "event",
                                           "applicant",
                                           "case_person",
                                           "inspection",
                                           "disclosure",
                                           "case_hold",
                                           "export_grant",
                                           "remedy",
                                           "remedy_event",
                                           "remedy_words",
                                           "letter",
                                           "attachment",
                                           "attachment_chunk",
                                           "attachment_release"};

    for (unsigned i = 0; i < sizeof of_cases / sizeof of_cases[0]; i++)
        if (strcmp(table, of_cases[i]) == 0)
            return false;
    return true;
}

/* What letters, files and claimants say, which nobody reads from above. */
static bool
is_content(const char *table)
{
    return strcmp(table, "letter") == 0 || strcmp(table, "remedy_words") == 0 ||
           strncmp(table, "attachment", strlen("attachment")) == 0;
}

enum { MINE, BELOW, OTHER, PLACES };

/* As far as a request may see, and not a row farther, in every table there is. */
static void
sees(const char *const *codes, const int *ids, const char *roles, const char *wanted,
     const bool *seen)
{
    bool admin = strstr(roles, "_admin") != NULL && strstr(roles, "agency_admin") == NULL;
    PGconn *conn = as_server(admin ? NULL : codes[MINE], roles, wanted);
    char list[4096], *save = NULL;
    int n = 0;

    snprintf(list, sizeof list, "%s", column(tables));
    for (char *t = strtok_r(list, " ", &save); t != NULL; t = strtok_r(NULL, " ", &save)) {
        const char *key = strtok_r(NULL, " ", &save);

        for (int i = 0; strcmp(key, "-") != 0 && i < PLACES; i++) {
            bool all = strcmp(wanted, "all") == 0;
            bool may = seen[i] && (!admin || all || is_administration(t)) &&
                       (i != BELOW || all || !is_content(t));
            int count = rows_of(conn, t, key, ids[i]);

            ck_assert_msg(may ? count > 0 || is_moving(t) : count == 0,
                          "%s asking for %s sees %d rows of %s in %s", roles, wanted, count,
                          codes[i], t);
            n++;
        }
    }
    ck_assert_int_gt(n, 15 * PLACES);
    ck_assert_int_gt(rows(conn, "select from calendar_notice"), 0);
    PQfinish(conn);
}

START_TEST(a_request_sees_as_far_as_its_scope_in_every_table)
{
    static const char *const codes[PLACES] = {"rows", "rows-part", "rows-2"};
    static const struct {
        const char *roles, *wanted;
        bool seen[PLACES];
    } scopes[] = {
        {"{officer}", "none", {false, false, false}},
        {"{oversight}", "none", {false, false, false}},
        {"{officer}", "agency", {true, false, false}},
        {"{officer,supervisor,agency_admin}", "tree", {true, false, false}},
        {"{oversight}", "agency", {true, false, false}},
        {"{oversight}", "tree", {true, true, false}},
        {"{system_admin}", "agency", {true, true, true}},
        {"{security_admin}", "tree", {true, true, true}},
        {"{officer}", "all", {true, true, true}},
        {"{system_admin}", "all", {true, true, true}},
    };
    int ids[PLACES];

    make_two("rows", "rows-2");
    furnish("rows-part", "'parent':'rows'");
    put(belongings);
    for (int i = 0; i < PLACES; i++)
        ids[i] = id_of(codes[i]);
    for (unsigned i = 0; i < sizeof scopes / sizeof scopes[0]; i++)
        sees(codes, ids, scopes[i].roles, scopes[i].wanted, scopes[i].seen);
}
END_TEST

START_TEST(a_session_that_never_said_for_whom_it_acts_sees_no_row_of_any_table)
{
    char list[4096], *save = NULL;
    PGconn *conn;
    int n = 0;

    make_two("silent", "silent-2");
    snprintf(list, sizeof list, "%s",
             column("select relname from pg_class where relnamespace ="
                    " 'gongkai'::regnamespace and relkind = 'r' and"
                    " has_any_column_privilege('gongkai_server', oid, 'select')"));
    conn = as_server(NULL, NULL, NULL);
    for (char *t = strtok_r(list, " ", &save); t != NULL; t = strtok_r(NULL, " ", &save)) {
        char statement[100];

        snprintf(statement, sizeof statement, "select from %s", t);
        ck_assert_msg(rows(conn, statement) == 0, "%s", t);
        n++;
    }
    ck_assert_int_gt(n, 20);
    PQfinish(conn);
}
END_TEST

START_TEST(who_is_not_known_or_signed_out_sees_what_a_stranger_sees)
{
    PGconn *conn = as_server(NULL, NULL, NULL);

    ck_assert_int_eq(rows(conn,
                          "select from enter('session', sha256('nobody'), null, 'rows',"
                          " null, null, 'all', null, '2025-03-14', null, false)"),
                     1);
    ck_assert_int_eq(rows(conn, "select from application"), 0);
    ck_assert_int_eq(rows(conn, "select from agency"), 0);
    ck_assert_int_eq(rows(conn, "select from account"), 0);
    PQfinish(conn);
}
END_TEST

/* Whether it reads the whole tree or not, the server writes for one agency only. */
static void
cannot_write_elsewhere(const char *code, const char *roles, const char *reach)
{
    static const char *const inserts[] = {
        ("insert into application (agency, id, channel, applicant_category, applicant_name,"
         " content, arrived_on, status) select g.id, g.id::bigint << 32 | 99, 'oral', 'other',"
         " 'x', 'x', '2025-03-04', 'awaiting_confirmation' from (select %d as id) g"),
        ("insert into event (agency, application, seq, kind, happened_on, recorded_at, actor)"
         " select g.id, g.id::bigint << 32 | 1, 99, 'voided', '2025-03-04', now(), 'x'"
         " from (select %d as id) g"),
        ("insert into applicant select g.id, g.id::bigint << 32 | 1, 2, 'x'"
         " from (select %d as id) g"),
        "insert into serial select g.id, 'other', 2025, 7 from (select %d as id) g",
    };
    PGconn *conn = as_server(code, roles, reach);
    char statement[600], other[60];
    int id;

    snprintf(other, sizeof other, "%s-2", code);
    id = id_of(other);
    for (unsigned i = 0; i < sizeof inserts / sizeof inserts[0]; i++) {
        snprintf(statement, sizeof statement, inserts[i], id);
        is_refused(conn, statement);
    }
    snprintf(statement, sizeof statement,
             "update application set content = 'x' where agency = %d", id);
    ck_assert_int_eq(rows(conn, statement), 0);
    snprintf(statement, sizeof statement,
             "update serial set last = last + 1 where agency = %d", id);
    ck_assert_int_eq(rows(conn, statement), 0);
    ck_assert_int_eq(
        rows(conn, "update application set content = 'x' where disposed_on is null"),
        2); /* its own */
    PQfinish(conn);
}

/* The functions that change an account look themselves whose it is. */
static void
cannot_touch_accounts_elsewhere(const char *code)
{
    static const char *const calls[] = {"account_unlock(%d)", "totp_reset(%d)",
                                        "session_end(%d, null, false)"};
    PGconn *conn = as_server(code, "{agency_admin}", "agency");
    char query[200], call[80], statement[100];
    int account;

    snprintf(
        query, sizeof query,
        "select min(a.id) from gongkai.account a join gongkai.agency g on g.id = a.agency"
        " where g.code = '%s-2'",
        code);
    account = atoi(column(query));
    ck_assert_int_gt(account, 0);
    for (unsigned i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        snprintf(call, sizeof call, calls[i], account);
        snprintf(statement, sizeof statement, "select %s", call);
        is_refused(conn, statement);
    }
    PQfinish(conn);
}

START_TEST(nothing_is_written_for_another_agency)
{
    make_two("write", "write-2");
    cannot_touch_accounts_elsewhere("write");
    cannot_write_elsewhere("write", supervisor, "agency");
    cannot_write_elsewhere("write", "{oversight}", "tree");
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
               " gongkai.agency where code = 'audit') order by seq"),
        "application_register:201:true application_answer:202:true "
        "application_answer:200:true agency_move:202:false agency_move:200:false ");
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

START_TEST(identity_numbers_stand_sealed_in_the_table_of_applicants_and_nowhere_else)
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
    ck_assert_str_eq(
        column("select 'applicant' from gongkai.applicant a where a::text ~"
               " '11010519491231002X|13800138000' or id_number_open is not null"
               " or phone_open is not null"),
        "");
    ck_assert_str_eq(
        column("select key from gongkai.applicant where id_number is not null and"
               " phone is not null and id_number_index is not null"),
        "1 ");
}
END_TEST

/* The reach is a question of its own, in each statement once for each table: for rows of one's
 * own agency nobody asks it, not even who oversees others. */
START_TEST(what_is_ones_own_is_seen_without_asking_how_far_one_sees)
{
    static const char *const own[] = {"application where agency = (select own())",
                                      "event where agency = (select own())",
                                      "tally_entry where agency = (select own())",
                                      "tally where node = (select own())",
                                      "agency_figures where agency = (select own())",
                                      "agency where id = (select own())"};
    PGconn *conn;

    make_agency("sees-own", NULL);
    answer_case(make_case("sees-own", "2025-03-03", NULL), "granted", "2025-03-14");
    conn = as_server("sees-own", "{oversight}", "tree");
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        char query[200];
        PGresult *r;

        snprintf(query, sizeof query,
                 "explain (analyze, costs off, timing off) select from %s", own[i]);
        r = PQexec(conn, query);
        ck_assert_msg(PQntuples(r) > 0, "%s", PQresultErrorMessage(r));
        for (int k = 0; k < PQntuples(r); k++) /* reach() gives a set */
            ck_assert_msg(strstr(PQgetvalue(r, k, 0), "ProjectSet") == NULL ||
                              strstr(PQgetvalue(r, k, 0), "never executed") != NULL,
                          "%s: %s", own[i], PQgetvalue(r, k, 0));
        PQclear(r);
    }
    PQfinish(conn);
}
END_TEST

/* Pages that QUERY reads the second time it is run. */
static long
pages_read(PGconn *conn, const char *query)
{
    struct text explain = {NULL, 0, 0};
    long pages = 0;

    text_addf(&explain, "explain (analyze, buffers, costs off) %s", query);
    for (int i = 0; i < 2; i++) {
        PGresult *r = PQexec(conn, explain.bytes);
        const char *hit = NULL, *read;

        ck_assert_msg(PQntuples(r) > 0, "%s", PQresultErrorMessage(r));
        for (int k = 0; k < PQntuples(r) && hit == NULL; k++)
            hit = strstr(PQgetvalue(r, k, 0), "shared ");
        ck_assert_ptr_nonnull(hit);
        read = strstr(hit, "read=");
        pages = strstr(hit, "hit=") != NULL ? atol(strstr(hit, "hit=") + 4) : 0;
        pages += read != NULL ? atol(read + 5) : 0;
        PQclear(r);
    }
    text_free(&explain);
    return pages;
}

/* What stands in an entry's data is found by an index in spite of row-level security. */
START_TEST(the_links_of_a_case_are_found_without_reading_all_entries)
{
    char query[100];
    const char *id;
    PGconn *conn;

    make_agency("crowd", NULL);
    make_case("crowd", "2025-03-03", NULL);
    put("set search_path = gongkai;"
        "insert into event (agency, application, seq, kind, happened_on, recorded_at, actor,"
        " data) select a.agency, a.id, 100 + n, 'fact', '2025-03-03', now(), 'by hand', '{}'"
        " from application a join agency g on g.id = a.agency and g.code = 'crowd',"
        " generate_series(1, 20000) n");
    put("analyze gongkai.event");
    id = make_case("crowd", "2025-03-03", NULL);
    snprintf(query, sizeof query, "select case_links((%s >> 32)::int, %s)", id, id);
    conn = as_server("crowd", "{oversight}", "tree");
    ck_assert_int_lt(pages_read(conn, query), 100);
    PQfinish(conn);
    put("set session_replication_role = replica;"
        "delete from gongkai.event where actor = 'by hand'");
}
END_TEST

/* Letters, entries of reviews and frozen reports of `belongings` bear no record in the audit,
 * which would tell. */
START_TEST(what_was_put_in_by_hand_is_taken_out_again)
{
    PGconn *conn = PQconnectdb(here.database);
    PGresult *r = PQexec(conn, "set session_replication_role = replica;"
                               "delete from gongkai.letter where issued_by = 'x';"
                               "delete from gongkai.remedy_event where actor = 'x';"
                               "delete from gongkai.remedy_words where remedy = 99;"
                               "delete from gongkai.remedy where n = 99;"
                               "delete from gongkai.report_case;"
                               "delete from gongkai.report_version where frozen_by = 'x';"
                               "delete from gongkai.serial where series = 'letter:notice'");

    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s", PQerrorMessage(conn));
    PQclear(r);
    PQfinish(conn);
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
        what_is_ones_own_is_seen_without_asking_how_far_one_sees,
        the_links_of_a_case_are_found_without_reading_all_entries,
        a_request_sees_as_far_as_its_scope_in_every_table,
        a_session_that_never_said_for_whom_it_acts_sees_no_row_of_any_table,
        who_is_not_known_or_signed_out_sees_what_a_stranger_sees,
        nothing_is_written_for_another_agency,
        every_change_through_the_service_is_in_the_audit_and_no_refusal_is,
        a_question_about_the_clock_leaves_nothing_behind,
        identity_numbers_stand_sealed_in_the_table_of_applicants_and_nowhere_else,
        what_was_put_in_by_hand_is_taken_out_again,
        NULL,
    };

    return here_run("promises", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
