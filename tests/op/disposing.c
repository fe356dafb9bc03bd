#include "op/disposing.h"

#include <stdio.h>
#include <string.h>

PGconn *
connect_as(const char *code)
{
    PGconn *conn = PQconnectdb(here.database);
    struct text command = {NULL, 0, 0};
    PGresult *r;

    text_add(&command, "set search_path = gongkai; begin;");
    if (code != NULL)
        text_addf(&command,
                  "select set_config('gongkai.agency', (select id::text from agency where"
                  " code = '%s'), true), set_config('gongkai.scope', 'agency', true);"
                  "set local role gongkai_server",
                  code);
    r = PQexec(conn, command.bytes);
    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s", PQerrorMessage(conn));
    PQclear(r);
    text_free(&command);
    return conn;
}

void
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

const char *
column(const char *query)
{
    static char line[4096];
    PGconn *conn = connect_as(NULL);
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

const char *
withdrawn_on(const char *agency, const char *day)
{
    const char *id = make_case(agency, day, NULL);
    char body[60];

    snprintf(body, sizeof body, "{'withdrawn_on':'%s'}", day);
    ask(200, body, "POST /api/v1/applications/%s/withdraw", id);
    return id;
}

const json_t *
dispose(const char *agency, int expected)
{
    char body[120];

    snprintf(body, sizeof body,
             "{'until_year':2024,'reason':'保管期满，经鉴定无保存价值','expected':%d}",
             expected);
    return ask(201, body, "POST /api/v1/agencies/%s/disposals", agency);
}

void
nothing_differs(void)
{
    struct text out = {NULL, 0, 0};

    ck_assert_msg(service_command(&here, &out, (const char *const[]){"verify", NULL}) == 0,
                  "%.4000s", out.bytes);
    text_free(&out);
}

void
keep_answers(const char *agency, int years)
{
    char body[100];

    snprintf(body, sizeof body, "{'years':%d,'basis':'本机关归档范围表'}", years);
    ask(200, body, "POST /api/v1/agencies/%s/retention/case_answered", agency);
}

long
due(const char *agency)
{
    return number_in(ask(200, NULL, "GET /api/v1/agencies/%s/disposals/candidates", agency),
                     "count");
}
