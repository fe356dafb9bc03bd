#include "op/who.h"

#include "base/arena.h"

#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *
looked_up(const char *sql, const char *a, const char *b, const char *c)
{
    const char *const values[] = {a, b, c};
    PGconn *conn = PQconnectdb(here.database);
    char *found = xstrdup("");
    PGresult *r;
    int n = 0;

    while (n < 3 && strchr(sql, '$') != NULL && values[n] != NULL)
        n++;
    PQclear(PQexec(conn, "set search_path = gongkai"));
    r = PQexecParams(conn, sql, n, NULL, values, NULL, NULL, 0);
    ck_assert_msg(*PQresultErrorMessage(r) == '\0', "%s: %s", sql, PQresultErrorMessage(r));
    if (PQntuples(r) > 0) {
        free(found);
        found = xstrdup(PQgetvalue(r, 0, 0));
    }
    PQclear(r);
    PQfinish(conn);
    return found;
}

const char *
account_id(const char *agency, const char *login)
{
    return looked_up("select a.id from account a join agency g on g.id = a.agency "
                     "where g.code = $1 and a.login = $2",
                     agency, login, NULL);
}

void
forget_proof(const char *agency, const char *login)
{
    looked_up("update session s set proved_at = now() - interval '1 hour' from account a, "
              "agency g where s.account = a.id and a.agency = g.id and g.code = $1 "
              "and a.login = $2",
              agency, login, NULL);
}

const json_t *
sent(const char *const *headers, long status, const char *code, const char *body,
     const char *request, ...)
{
    const struct asked *a;
    char line[600];
    va_list args;

    va_start(args, request);
    vsnprintf(line, sizeof line, request, args);
    va_end(args);
    a = ask_with(headers, body, "%s", line);
    ck_assert_msg(a->answer.status == status, "%s: %ld instead of %ld: %.800s", line,
                  a->answer.status, status, a->answer.body.bytes);
    if (code != NULL)
        ck_assert_str_eq(strrchr(text_in(a->json, "type"), ':') + 1, code);
    return a->json;
}
