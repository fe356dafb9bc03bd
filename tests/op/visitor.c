#include "op/visitor.h"

#include "base/arena.h"
#include "guard/password.h"
#include "guard/secret.h"

#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What was handed out stays reachable until the test ends. */
static struct arena *
kept(void)
{
    static struct arena *all;

    if (all == NULL)
        all = arena_new();
    return all;
}

static const char *
print(const char *format, va_list args)
{
    static char line[16384];
    int len = vsnprintf(line, sizeof line, format, args);

    ck_assert_int_lt(len, (int)sizeof line);
    return arena_copy(kept(), line, (size_t)len);
}

const char *
in_database(const char *statement, ...)
{
    const char *text, *value = "";
    PGconn *conn = PQconnectdb(here.database);
    va_list args;
    PGresult *r;

    va_start(args, statement);
    text = print(statement, args);
    va_end(args);
    PQclear(PQexec(conn, "set search_path = gongkai"));
    r = PQexec(conn, text);
    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK ||
                      PQresultStatus(r) == PGRES_TUPLES_OK,
                  "%s: %s", text, PQerrorMessage(conn));
    if (PQntuples(r) > 0)
        value = arena_copy(kept(), PQgetvalue(r, 0, 0), strlen(PQgetvalue(r, 0, 0)));
    PQclear(r);
    PQfinish(conn);
    return value;
}

static const char *
hash_at(struct password_cost cost, const char *password)
{
    struct passwords *p = passwords_new(cost);
    char *hash = arena_alloc(kept(), PASSWORD_HASH_SIZE);

    ck_assert_ptr_nonnull(p);
    ck_assert_int_eq(password_hash(p, password, hash), PASSWORD_OK);
    passwords_free(p);
    return hash;
}

const char *
person_hash(const char *password)
{
    return hash_at((struct password_cost){1, 8192}, password);
}

const char *
person_full_hash(const char *password)
{
    return hash_at(PASSWORD_COST_FULL, password);
}

int
person_make(const char *sign_in, const char *roles)
{
    size_t login = strcspn(sign_in, "@");
    const char *agency = sign_in[login] == '@' ? sign_in + login + 1 : "";

    return atoi(in_database(
        "insert into account (agency, login, name, roles, created_at, password,"
        " password_set_at, password_must_change) values ((select id from agency where"
        " code = '%s'), '%.*s', '%.*s', '{%s}', now(), '%s', now(), false) returning id",
        agency, (int)login, sign_in, (int)login, sign_in, roles,
        person_hash(PASSWORD_OF_ALL)));
}

const char *
person_session(int account)
{
    char digest[SECRET_DIGEST_SIZE];
    char *secret = arena_alloc(kept(), SECRET_SIZE);

    secret_new(secret);
    in_database("insert into session (hash, account, began_at, seen_at, proved_at, source)"
                " values ('%s', %d, now(), now(), now(), 'test')",
                secret_digest(secret, digest), account);
    return secret;
}

const char *
security_admin(void)
{
    static int account;
    char name[40];

    snprintf(name, sizeof name, "keeper-%ld", (long)getpid());
    if (account == 0)
        account = person_make(name, "security_admin");
    return person_session(account);
}

static const struct asked *
send_lines(const char *headers, const char *body, const char *request)
{
    const char *list[10];
    int n = 0;

    for (const char *at = headers; *at != '\0' && n < 8;) {
        size_t len = strcspn(at, "\n");

        list[n++] = arena_copy(kept(), at, len);
        at += len + (at[len] == '\n');
    }
    list[n++] = "Cookie:"; /* none, should the lines not hold one */
    list[n] = NULL;
    for (int i = 0; i < n - 1; i++)
        if (strncmp(list[i], "Cookie:", 7) == 0)
            list[n - 1] = NULL;
    return ask_with(list, body, "%s", request);
}

const struct asked *
visit(const char *headers, const char *body, const char *request, ...)
{
    const char *line;
    va_list args;

    va_start(args, request);
    line = print(request, args);
    va_end(args);
    return send_lines(headers, body, line);
}

static const json_t *
must(const struct asked *a, long status, const char *line)
{
    ck_assert_msg(a->answer.status == status, "%.500s: %ld instead of %ld: %.2000s", line,
                  a->answer.status, status, a->answer.body.bytes);
    return a->json;
}

const json_t *
as(const char *cookie, long status, const char *body, const char *request, ...)
{
    const char *line;
    va_list args;

    va_start(args, request);
    line = print(request, args);
    va_end(args);
    return must(send_lines(arena_printf(kept(), "Cookie: sid=%s\nX-Requested-With: gongkai",
                                        cookie),
                           body, line),
                status, line);
}

const json_t *
bearing(const char *secret, long status, const char *body, const char *request, ...)
{
    const char *line;
    va_list args;

    va_start(args, request);
    line = print(request, args);
    va_end(args);
    return must(
        send_lines(arena_printf(kept(), "Authorization: Bearer %s", secret), body, line),
        status, line);
}

const struct asked *
sign_in_from(const char *source, const char *name, const char *password, const char *code)
{
    json_t *body =
        json_pack("{s:s, s:s, s:s*}", "sign_in", name, "password", password, "code", code);
    char *text = json_dumps(body, 0);
    const struct asked *a =
        visit(arena_printf(kept(), "X-Real-IP: %s", source), text, "POST /api/v1/session");

    free(text);
    json_decref(body);
    return a;
}

const char *
cookie_set(const struct asked *a)
{
    char line[300];
    const char *value =
        strchr(answer_header(&a->answer, "set-cookie", line, sizeof line), '=');

    return value != NULL ? arena_copy(kept(), value + 1, strcspn(value + 1, ";")) : "";
}

const char *
problem_in(const struct asked *a)
{
    const char *type = text_in(a->json, "type");

    return strrchr(type, ':') != NULL ? strrchr(type, ':') + 1 : "";
}

const char *
fresh_source(void)
{
    static unsigned n;
    unsigned pid = (unsigned)getpid();

    n++;
    return arena_printf(kept(), "10.%u.%u.%u", n >> 8 & 255, pid & 255, n & 255);
}

const char *
socket_option(void)
{
    return arena_printf(kept(), "--listen=unix:/tmp/gongkai-test-%ld.sock", (long)getpid());
}
