/* Every statement of the program, held against the migrated schema. */
#include "base/text.h"
#include "db/statement_list.h"
#include "op/ask.h"

#include <libpq-fe.h>
#include <string.h>

/* Run by the owner of the tables, for only migrations, `gongkai account`, `gongkai keys` and a
 * demonstration that puts its persons in read or write what these do. */
static const char *const owners[] = {"calendar",
                                     "migration_record",
                                     "stage_person",
                                     "stage_clear",
                                     "stage_session",
                                     "demo_account",
                                     "account_every",
                                     "key_retire",
                                     "reseal_accounts",
                                     "reseal_accounts_store",
                                     "reseal_numbers",
                                     "reseal_numbers_store",
                                     "reseal_persons",
                                     "reseal_persons_store",
                                     "reseal_proposals_store"};

static PGconn *
connect_as(const char *role)
{
    PGconn *conn = PQconnectdb(here.database);
    struct text command = {NULL, 0, 0};
    PGresult *r;

    text_addf(&command, "set role %s; set search_path = gongkai", role);
    r = PQexec(conn, command.bytes);
    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s", PQerrorMessage(conn));
    PQclear(r);
    text_free(&command);
    return conn;
}

static const char *
role_of(const struct sql *s)
{
    for (unsigned i = 0; i < sizeof owners / sizeof owners[0]; i++)
        if (strcmp(s->name, owners[i]) == 0)
            return "gongkai_owner";
    return "gongkai_server";
}

static void
prepare(PGconn *conn, const struct sql *s)
{
    PGresult *r = PQprepare(conn, s->name, s->text, 0, NULL);

    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s: %s", s->name,
                  PQerrorMessage(conn));
    PQclear(r);
}

START_TEST(every_statement_prepares_as_the_servers_role)
{
    PGconn *conn = connect_as("gongkai_server");
    int n = 0;

    for (; statement_list[n] != NULL; n++)
        prepare(conn, statement_list[n]);
    ck_assert_int_ge(n, 40);
    PQfinish(conn);
}
END_TEST

START_TEST(every_statement_uses_the_parameters_it_names)
{
    PGconn *conn = connect_as("gongkai_server");

    for (int i = 0; statement_list[i] != NULL; i++) {
        const struct sql *s = statement_list[i];
        PGresult *r;

        prepare(conn, s);
        r = PQdescribePrepared(conn, s->name);
        ck_assert_msg(PQnparams(r) == s->count, "%s has %d parameters and names %d",
                      s->name, PQnparams(r), s->count);
        PQclear(r);
        for (int k = 0; k < s->count; k++)
            for (int m = 0; m < k; m++)
                ck_assert_str_ne(s->params[k], s->params[m]);
        ck_assert_ptr_null(s->params[s->count]);
    }
    PQfinish(conn);
}
END_TEST

/* A plan is made only for who has the rights the statement needs. */
START_TEST(every_statement_may_be_run_by_its_role)
{
    for (int i = 0; statement_list[i] != NULL; i++) {
        const struct sql *s = statement_list[i];
        struct text explain = {NULL, 0, 0};
        PGconn *conn = connect_as(role_of(s));
        PGresult *r;

        prepare(conn, s);
        text_addf(&explain, "explain execute %s", s->name);
        for (int k = 0; k < s->count; k++)
            text_add(&explain, k == 0 ? "(null" : ",null");
        text_add(&explain, s->count > 0 ? ")" : "");
        r = PQexec(conn, explain.bytes);
        ck_assert_msg(PQresultStatus(r) == PGRES_TUPLES_OK, "%s: %s", s->name,
                      PQerrorMessage(conn));
        PQclear(r);
        PQfinish(conn);
        text_free(&explain);
    }
}
END_TEST

START_TEST(what_only_the_owner_writes_is_closed_to_the_server)
{
    for (unsigned i = 0; i < sizeof owners / sizeof owners[0]; i++) {
        PGconn *conn = connect_as("gongkai_server");

        for (int k = 0; statement_list[k] != NULL; k++) {
            const struct sql *s = statement_list[k];
            const char *nulls[16] = {NULL};
            PGresult *r;

            if (strcmp(s->name, owners[i]) != 0)
                continue;
            prepare(conn, s);
            r = PQexecPrepared(conn, s->name, s->count, nulls, NULL, NULL, 0);
            ck_assert_str_eq(PQresultErrorField(r, PG_DIAG_SQLSTATE), "42501");
            PQclear(r);
        }
        PQfinish(conn);
    }
}
END_TEST

START_TEST(statements_are_listed_once)
{
    for (int i = 0; statement_list[i] != NULL; i++)
        for (int k = 0; k < i; k++)
            ck_assert_str_ne(statement_list[i]->name, statement_list[k]->name);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_statement_prepares_as_the_servers_role,
        every_statement_uses_the_parameters_it_names,
        every_statement_may_be_run_by_its_role,
        what_only_the_owner_writes_is_closed_to_the_server,
        statements_are_listed_once,
        NULL,
    };

    return here_run("statements", tests, NULL);
}
