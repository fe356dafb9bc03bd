/* The audit as it is read, and what depends on it while the service works. */
#include "op/ask.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The first value of COMMAND, run as a superuser. */
static const char *
behind_its_back(const char *command)
{
    static char value[200];
    PGconn *conn = PQconnectdb(here.database);
    PGresult *r = PQexec(conn, command);

    ck_assert_msg(*PQresultErrorMessage(r) == '\0', "%s: %s", command,
                  PQresultErrorMessage(r));
    snprintf(value, sizeof value, "%s", PQntuples(r) > 0 ? PQgetvalue(r, 0, 0) : "");
    PQclear(r);
    PQfinish(conn);
    return value;
}

START_TEST(every_change_is_listed_with_what_it_is_about_newest_first)
{
    const json_t *list;
    const char *id;

    make_agency("lists", NULL);
    id = make_case("lists", "2025-03-13", NULL);
    answer_case(id, "granted", "2025-03-14");
    list = ask(200, NULL, "GET /api/v1/audit?of_agency=lists");
    ck_assert_int_eq((int)json_array_size(value_in(list, "records")), 3);
    ck_assert_str_eq(text_in(list, "records.0.operation"), "application_answer");
    ck_assert_str_eq(text_in(list, "records.0.agency"), "lists");
    ck_assert_str_eq(text_in(list, "records.0.application"), id);
    ck_assert_str_eq(text_in(list, "records.0.actor"), "stage-second@lists");
    ck_assert_str_eq(text_in(list, "records.0.role"),
                     "officer,supervisor,agency_admin,oversight");
    ck_assert_str_eq(text_in(list, "records.0.source"), "127.0.0.1");
    ck_assert_int_eq(number_in(list, "records.0.seq"), 3);
    ck_assert_int_eq(number_in(list, "records.0.status"), 200);
    ck_assert_int_eq(number_in(list, "records.0.data.entry"), 2);
    ck_assert_int_eq((int)strlen(text_in(list, "records.0.data.entry_digest")), 64);
    ck_assert_str_eq(text_in(list, "records.0.data.proposed_by"), "stage-first@lists");
    ck_assert_str_eq(text_in(list, "records.1.operation"), "application_answer");
    ck_assert_str_eq(text_in(list, "records.1.actor"), "stage-first@lists");
    ck_assert_int_eq(number_in(list, "records.1.status"), 202);
    ck_assert_str_eq(strchr(text_in(list, "records.1.subject"), ':') + 1,
                     text_in(list, "records.0.data.proposal"));
    ck_assert_ptr_null(value_in(list, "records.1.data.entry"));
    ck_assert_str_eq(text_in(list, "records.2.operation"), "application_register");
    ck_assert_int_eq(number_in(list, "records.2.status"), 201);
    ck_assert_int_eq(number_in(list, "records.2.data.entry"), 1);
    ck_assert_str_eq(text_in(list, "next"), "");
    list =
        ask(200, NULL, "GET /api/v1/audit?of_agency=-&of_operation=agency_create&limit=2");
    ck_assert_str_eq(text_in(list, "records.0.subject"), "agency:lists");
    ck_assert_str_eq(text_in(list, "records.0.actor"), "stage-security");
    ck_assert_str_eq(text_in(list, "records.0.data.proposed_by"), "stage-system");
    ck_assert_int_eq(number_in(list, "records.1.status"), 202);
    ck_assert_str_eq(text_in(list, "records.1.actor"), "stage-system");
    ck_assert_ptr_null(json_string_value(value_in(list, "records.0.agency")));
}
END_TEST

START_TEST(the_list_is_narrowed_by_application_actor_operation_and_day)
{
    static const struct {
        const char *query;
        int records;
    } lists[] = {
        {"of_operation=application_register", 2},
        {"of_operation=application_void", 0},
        {"of_actor=stage-first@narrow", 3},
        {"of_actor=stage-second@narrow", 1},
        {"of_actor=system", 0},
        {"from=2025-03-14", 4},
        {"from=2025-03-15", 0},
        {"to=2025-03-14", 4},
        {"to=2025-03-13", 0},
    };
    const char *first, *second;

    make_agency("narrow", NULL);
    first = make_case("narrow", "2025-03-13", NULL);
    second = make_case("narrow", "2025-03-13", NULL);
    answer_case(first, "granted", "2025-03-14");
    for (unsigned i = 0; i < sizeof lists / sizeof lists[0]; i++)
        ck_assert_int_eq(
            (int)json_array_size(value_in(
                ask(200, NULL, "GET /api/v1/audit?of_agency=narrow&%s", lists[i].query),
                "records")),
            lists[i].records);
    ck_assert_int_eq(
        (int)json_array_size(value_in(
            ask(200, NULL, "GET /api/v1/audit?of_application=%s", first), "records")),
        3);
    ck_assert_int_eq(
        (int)json_array_size(value_in(
            ask(200, NULL, "GET /api/v1/audit?of_application=%s", second), "records")),
        1);
    refused(422, "invalid", NULL, "GET /api/v1/audit?of_agency=nowhere");
}
END_TEST

START_TEST(pages_neither_repeat_nor_skip)
{
    char seen[16] = "", next[40] = "";
    int pages = 0;

    make_agency("pages", NULL);
    for (int i = 0; i < 7; i++)
        make_case("pages", "2025-03-13", NULL);
    do {
        const json_t *page = ask(200, NULL, "GET /api/v1/audit?of_agency=pages&limit=3%s%s",
                                 *next ? "&after=" : "", next);
        size_t n = json_array_size(value_in(page, "records"));

        for (size_t i = 0; i < n; i++)
            snprintf(seen + strlen(seen), sizeof seen - strlen(seen), "%lld",
                     json_integer_value(json_object_get(
                         json_array_get(value_in(page, "records"), i), "seq")));
        snprintf(next, sizeof next, "%s", text_in(page, "next"));
        pages++;
    } while (*next != '\0');
    ck_assert_int_eq(pages, 3);
    ck_assert_str_eq(seen, "7654321");
    refused(422, "invalid", NULL, "GET /api/v1/audit?after=7");
    refused(422, "invalid", NULL, "GET /api/v1/audit?after=7.1x");
}
END_TEST

START_TEST(the_list_is_a_table_for_spreadsheets_too)
{
    const struct asked *a;

    make_agency("sheet", NULL);
    make_case("sheet", "2025-03-13", NULL);
    a = ask_with(NULL, NULL, "GET /api/v1/audit?of_agency=sheet&format=csv");
    ck_assert_int_eq((int)a->answer.status, 200);
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "机关,序号,记录时间,操作者"));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "\r\nsheet,1,2025-03-14T"));
    ck_assert_ptr_nonnull(
        strstr(a->answer.body.bytes,
               ",stage-first@sheet,\"officer,supervisor,agency_admin,oversight\","
               "application_register,"));
}
END_TEST

/* What LOGIN of the agency "parts" sees under QUERY: "actor operation", the newest first. */
static void
sees(const char *login, const char *roles, const char *query, const char *wanted)
{
    struct text seen = {NULL, 0, 0};
    const struct asked *a = ask_with(as_person("parts", login, roles, NULL), NULL,
                                     "GET /api/v1/audit%s", query);
    json_t *record;
    size_t i;

    text_add(&seen, "");
    json_array_foreach(value_in(a->json, "records"), i, record) {
        ck_assert_str_eq(text_in(record, "agency"), "parts");
        text_addf(&seen, "%s%s %s", i > 0 ? ", " : "", text_in(record, "actor"),
                  text_in(record, "operation"));
    }
    ck_assert_msg(a->answer.status == 200 && strcmp(seen.bytes, wanted) == 0,
                  "%s%s: %ld: %s", login, query, a->answer.status, seen.bytes);
    text_free(&seen);
}

static void
registers(const char *agency, const char *login, const char *roles)
{
    const struct asked *a =
        ask_with(as_person(agency, login, roles, NULL),
                 "{'channel':'oral','arrived_on':'2025-03-14','applicant_category':"
                 "'research','applicant_name':'某所','content':'某报告'}",
                 "POST /api/v1/agencies/%s/applications", agency);

    ck_assert_int_eq((int)a->answer.status, 201);
}

START_TEST(each_sees_what_he_did_and_an_administrator_who_signed_in)
{
    static const char sun_did[] = "sun@parts account_link";

    make_agency("parts", NULL);
    make_agency("others", NULL);
    registers("parts", "li", "{officer}");
    registers("parts", "wu", "{supervisor}");
    registers("others", "li", "{officer}");
    ask_with(as_person("parts", "qian", "{officer}", NULL), "{}",
             "POST /api/v1/session/end");
    ask_with(as_person("others", "qian", "{officer}", NULL), "{}",
             "POST /api/v1/session/end");
    ask_with(as_person("parts", "sun", "{agency_admin}", NULL), "{}",
             "POST /api/v1/accounts/%s/link",
             behind_its_back("select id from gongkai.account where login = 'wu'"));
    sees("li", "{officer}", "", "li@parts application_register");
    sees("wu", "{supervisor}", "", "wu@parts application_register");
    sees("li", "{officer}", "?of_actor=wu@parts", "");
    sees("li", "{officer}", "?of_operation=session_end", "");
    sees("sun", "{agency_admin}", "?of_operation=account_link", sun_did);
    sees("sun", "{agency_admin}", "", "sun@parts account_link, qian@parts session_end");
    sees("sun", "{agency_admin}", "?of_operation=application_register", "");
}
END_TEST

START_TEST(the_audit_is_shut_to_other_administrators_and_to_oversight)
{
    static const char *const roles[] = {"{system_admin}", "{security_admin}",
                                        "{oversight}"};

    make_agency("shut", NULL);
    for (unsigned i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        bool admin = strcmp(roles[i], "{oversight}") != 0;
        char login[20];

        snprintf(login, sizeof login, "reader-%u", i);
        ck_assert_int_eq(
            (int)ask_with(as_person(admin ? NULL : "shut", login, roles[i], NULL), NULL,
                          "GET /api/v1/audit")
                ->answer.status,
            403);
    }
}
END_TEST

START_TEST(a_change_whose_record_cannot_be_made_does_not_happen)
{
    static const char *const faults[][2] = {
        {"alter function gongkai.audit_append(gongkai.audit) rename to audit_hidden",
         "alter function gongkai.audit_hidden(gongkai.audit) rename to audit_append"},
        {"alter table gongkai.audit add constraint none check (actor = 'nobody') not valid",
         "alter table gongkai.audit drop constraint none"},
        {"revoke execute on function gongkai.audit_next from gongkai_server",
         "grant execute on function gongkai.audit_next to gongkai_server"},
    };
    char cases[20], query[] = "select count(*) from gongkai.application";

    make_agency("fails", NULL);
    make_case("fails", "2025-03-13", NULL);
    snprintf(cases, sizeof cases, "%s", behind_its_back(query));
    for (unsigned i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        const struct asked *a;

        behind_its_back(faults[i][0]);
        a = ask_with(NULL,
                     "{'channel':'oral','arrived_on':'2025-03-13','applicant_category':"
                     "'research','applicant_name':'某所','content':'某报告'}",
                     "POST /api/v1/agencies/fails/applications");
        behind_its_back(faults[i][1]);
        ck_assert_int_ge((int)a->answer.status, 409);
        ck_assert_str_eq(behind_its_back(query), cases);
    }
    make_case("fails", "2025-03-13", NULL); /* and works again, without a gap */
    ck_assert_str_eq(
        behind_its_back(
            "select max(seq) || '/' || count(*) from gongkai.audit where agency ="
            " (select id from gongkai.agency where code = 'fails')"),
        "2/2");
}
END_TEST

START_TEST(nobody_changes_a_record_or_a_head_not_even_the_owner)
{
    static const char *const deeds[] = {
        "update gongkai.audit set actor = 'x'",
        "delete from gongkai.audit",
        "truncate gongkai.audit",
        "update gongkai.audit_head set seq = 0",
        "update gongkai.audit_head set seq = seq + 1",
        "delete from gongkai.audit_head",
        "truncate gongkai.audit_head",
        "insert into gongkai.audit_head select 9999, 7, hash from gongkai.audit_head limit 1",
    };
    PGconn *conn;

    make_agency("kept", NULL);
    make_case("kept", "2025-03-13", NULL);
    conn = PQconnectdb(here.database);
    PQclear(PQexec(conn, "set role gongkai_owner"));
    for (unsigned i = 0; i < sizeof deeds / sizeof deeds[0]; i++) {
        PGresult *r = PQexec(conn, deeds[i]);

        ck_assert_msg(PQresultStatus(r) == PGRES_FATAL_ERROR, "%s is allowed", deeds[i]);
        ck_assert_str_eq(PQresultErrorField(r, PG_DIAG_SQLSTATE), "P0001");
        PQclear(r);
    }
    PQfinish(conn);
}
END_TEST

/* Whether the file of heads has a line about record SEQ of AGENCY (its id). */
static bool
is_exported(const char *agency, int seq)
{
    char path[200], line[300], wanted[40];
    FILE *file;
    bool found = false;

    snprintf(path, sizeof path, "%s/audit-heads", here.directory);
    snprintf(wanted, sizeof wanted, "Z %s %d ", agency, seq);
    file = fopen(path, "re");
    ck_assert_ptr_nonnull(file);
    while (!found && fgets(line, sizeof line, file) != NULL)
        found = strstr(line, wanted) != NULL;
    fclose(file);
    return found;
}

START_TEST(the_heads_leave_the_database_within_the_time_that_is_set)
{
    const struct timespec tenth = {0, 100000000};
    char agency[20];
    bool found = false;

    make_agency("export", NULL);
    make_case("export", "2025-03-13", NULL);
    make_case("export", "2025-03-13", NULL);
    snprintf(agency, sizeof agency, "%s",
             behind_its_back("select id from gongkai.agency where code = 'export'"));
    for (int i = 0; i < 100 && !found; i++) {
        nanosleep(&tenth, NULL);
        found = is_exported(agency, 2);
    }
    ck_assert(found);
}
END_TEST

START_TEST(without_a_place_for_the_heads_the_service_does_not_start)
{
    char command[1200], line[300] = "";
    const char *build = getenv("GONGKAI_BUILD");
    FILE *pipe;

    snprintf(command, sizeof command,
             "GONGKAI_DATABASE='%s' GONGKAI_STATE_DIR='%s' '%s/gongkaid' --port=0"
             " --audit-heads=/nonexistent/heads 2>&1 | tail -n 1",
             here.database, here.directory, build ? build : ".");
    pipe = popen(command, "r");
    ck_assert_ptr_nonnull(pipe);
    ck_assert_ptr_nonnull(fgets(line, sizeof line, pipe));
    pclose(pipe);
    ck_assert_str_eq(line, "gongkaid: cannot append the heads of the audit to"
                           " /nonexistent/heads\n");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_change_is_listed_with_what_it_is_about_newest_first,
        the_list_is_narrowed_by_application_actor_operation_and_day,
        pages_neither_repeat_nor_skip,
        the_list_is_a_table_for_spreadsheets_too,
        each_sees_what_he_did_and_an_administrator_who_signed_in,
        the_audit_is_shut_to_other_administrators_and_to_oversight,
        a_change_whose_record_cannot_be_made_does_not_happen,
        nobody_changes_a_record_or_a_head_not_even_the_owner,
        the_heads_leave_the_database_within_the_time_that_is_set,
        without_a_place_for_the_heads_the_service_does_not_start,
        NULL,
    };

    return here_run(
        "audit_list", tests,
        (const char *const[]){"--today=2025-03-14", "--audit-export-s=1", NULL});
}
