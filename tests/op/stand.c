#include "op/stand.h"

#include "command/stage.h"
#include "guard/secret.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

enum { COLUMNS_SIZE = 1000 };

PGconn *
stand_connect(const struct service_under_test *s)
{
    PGconn *sql = PQconnectdb(s->database);

    stand_run(sql, "set search_path = gongkai");
    return sql;
}

/* Threads may not fail a check test; they stop the program. */
static PGresult *
run(PGconn *sql, const char *query, int n, const char *const *values)
{
    PGresult *r = PQexecParams(sql, query, n, NULL, values, NULL, NULL, 0);
    ExecStatusType status = PQresultStatus(r);

    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        fprintf(stderr, "%s: %s", query, PQerrorMessage(sql));
        abort();
    }
    return r;
}

long long
stand_number(PGconn *sql, const char *query, int n, const char *const *values)
{
    PGresult *r = run(sql, query, n, values);
    long long number = PQntuples(r) > 0 ? atoll(PQgetvalue(r, 0, 0)) : 0;

    PQclear(r);
    return number;
}

void
stand_run(PGconn *sql, const char *query)
{
    PQclear(run(sql, query, 0, NULL));
}

static struct credential
of_session(const char *secret, int account)
{
    struct credential c = {.id = account};

    snprintf(c.lines, sizeof c.lines, "Cookie: sid=%s\nX-Requested-With: gongkai", secret);
    return c;
}

struct credential
stand_person(PGconn *sql, const struct service_under_test *s, const char *agency,
             const char *login, const char *roles)
{
    char secret[SECRET_SIZE];

    ck_assert(stage_person(s->database, agency, login, roles, secret));
    return of_session(secret,
                      (int)stand_number(sql,
                                        "select a.id from account a left join agency g"
                                        " on g.id = a.agency where a.login = $1 and"
                                        " g.code is not distinct from $2",
                                        2, (const char *const[]){login, agency}));
}

struct credential
stand_session(PGconn *sql, int account, bool proved)
{
    char secret[SECRET_SIZE], digest[SECRET_DIGEST_SIZE], id[16];

    secret_new(secret);
    snprintf(id, sizeof id, "%d", account);
    stand_number(
        sql,
        "insert into session (hash, account, began_at, seen_at, proved_at, source)"
        " values ($1::bytea, $2::int, now(), 'infinity',"
        " case when $3::boolean then 'infinity' else '-infinity' end::timestamptz,"
        " 'stand') returning account",
        3, (const char *const[]){secret_digest(secret, digest), id, proved ? "t" : "f"});
    return of_session(secret, account);
}

struct credential
stand_token(PGconn *sql, const char *agency, const char *scope)
{
    char secret[SECRET_SIZE], digest[SECRET_DIGEST_SIZE];
    struct credential c;

    secret_new(secret);
    c.id = (int)stand_number(
        sql,
        "insert into token (agency, name, hash, scopes, made_at, expires_at)"
        " select g.id, 'token-' || $3, $2::bytea, array[$3], now(), now() + interval '1 day'"
        " from agency g where g.code = $1 returning id",
        3, (const char *const[]){agency, secret_digest(secret, digest), scope});
    snprintf(c.lines, sizeof c.lines, "Authorization: Bearer %s", secret);
    return c;
}

long long
stand_delegation(PGconn *sql, int agency, int from, int to, long n)
{
    char where[16], giver[16], taker[16], number[32];

    snprintf(where, sizeof where, "%d", agency);
    snprintf(giver, sizeof giver, "%d", from);
    snprintf(taker, sizeof taker, "%d", to);
    snprintf(number, sizeof number, "%ld", n);
    return stand_number(sql,
                        "insert into delegation values ($1::int, $2::int, $3::int, $4::int,"
                        " '2025-03-14', '2025-03-20', 'x', now()) returning n",
                        4, (const char *const[]){where, number, giver, taker});
}

/* The columns of an application that can be given, "agency, id, ...". */
static void
given_columns(PGconn *sql, char columns[COLUMNS_SIZE])
{
    PGresult *r = run(sql,
                      "select string_agg(quote_ident(attname), ', ') from pg_attribute"
                      " where attrelid = 'application'::regclass and attnum > 0"
                      " and not attisdropped and attgenerated = ''",
                      0, NULL);

    snprintf(columns, COLUMNS_SIZE, "%s", PQgetvalue(r, 0, 0));
    PQclear(r);
}

long long
stand_copy(PGconn *sql, long long of, int agency, int assignee, int token, long n)
{
    char from[32], to[32], where[16], who[16], actor[32], number[32];
    char columns[COLUMNS_SIZE], query[2 * COLUMNS_SIZE + 2000];

    snprintf(from, sizeof from, "%lld", of);
    snprintf(to, sizeof to, "%lld", (long long)agency << 32 | (1000000 + n));
    snprintf(where, sizeof where, "%d", agency);
    snprintf(who, sizeof who, "%d", assignee);
    snprintf(actor, sizeof actor, "token:%d", token);
    snprintf(number, sizeof number, "C-%ld", n);
    given_columns(sql, columns);
    snprintf(
        query, sizeof query,
        "with a as (insert into application (%s) select %s from"
        " (select (jsonb_populate_record(o, jsonb_build_object('id', $2::bigint, 'agency',"
        "  $3::int, 'assignee', nullif($4::int, 0), 'number',"
        "  case when o.number is not null then $6 end))).*"
        " from application o where o.id = $1::bigint) o returning id),"
        "e as (insert into event"
        " select (jsonb_populate_record(o, jsonb_build_object('application', $2::bigint,"
        "  'agency', $3::int, 'actor', case when o.seq = 1 and $5 <> 'token:0' then $5"
        "  else o.actor end))).*"
        " from event o where o.application = $1::bigint order by seq returning seq),"
        "h as (insert into case_hold"
        " select (jsonb_populate_record(o, jsonb_build_object('application', $2::bigint,"
        "  'agency', $3::int))).* from case_hold o where o.application = $1::bigint"
        " returning n),"
        "l as (insert into letter"
        " select (jsonb_populate_record(o, jsonb_build_object('application', $2::bigint,"
        "  'agency', $3::int, 'number', 'L-' || $6, 'serial', $2::bigint))).*"
        " from letter o where o.application = $1::bigint returning n),"
        "p as (insert into applicant"
        " select (jsonb_populate_record(o, jsonb_build_object('application', $2::bigint,"
        "  'agency', $3::int))).* from applicant o where o.application = $1::bigint"
        " returning seq),"
        "c as (insert into case_person (agency, application, seq, n, role, name, key)"
        " select $3::int, $2::bigint, o.seq, o.n, o.role, o.name, o.key from case_person o"
        " where o.application = $1::bigint returning n),"
        "t as (insert into attachment"
        " select (jsonb_populate_record(o, jsonb_build_object('application', $2::bigint,"
        "  'agency', $3::int))).* from attachment o where o.application = $1::bigint"
        " returning n),"
        "k as (insert into attachment_chunk"
        " select $3::int, $2::bigint, o.attachment, o.n, o.bytes from attachment_chunk o"
        " where o.application = $1::bigint returning n)"
        "select id from a",
        columns, columns);
    return stand_number(sql, query, 6,
                        (const char *const[]){from, to, where, who, actor, number});
}
