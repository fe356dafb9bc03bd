/* Persons, tokens, sessions and cases put straight into the database, for tests that need
 * many of them at once.  A connection is the superuser's, of one thread. */
#ifndef GONGKAI_TESTS_OP_STAND_H
#define GONGKAI_TESTS_OP_STAND_H

#include "service.h"

#include <libpq-fe.h>
#include <stdbool.h>

enum { CREDENTIAL_SIZE = 160 };

/* Who asks: header lines that prove it ("" for nobody), and the account or token behind. */
struct credential {
    char lines[CREDENTIAL_SIZE];
    int id;
};

PGconn *stand_connect(const struct service_under_test *s);

/* The first value of QUERY, whose parameters $1… are VALUES; 0 for none, and for null. */
long long stand_number(PGconn *sql, const char *query, int n, const char *const *values);

/* Runs QUERY, which must succeed. */
void stand_run(PGconn *sql, const char *query);

/* The person LOGIN of ROLES ("{officer}") in AGENCY (a code; NULL: an administrator), whose
 * password counts as given just now. */
struct credential stand_person(PGconn *sql, const struct service_under_test *s,
                               const char *agency, const char *login, const char *roles);

/* One more session of ACCOUNT; PROVED: its password was given just now. */
struct credential stand_session(PGconn *sql, int account, bool proved);

/* A token of AGENCY with one SCOPE ("status"). */
struct credential stand_token(PGconn *sql, const char *agency, const char *scope);

/* A delegation in AGENCY of the account FROM to the account TO, that begins today; its number,
 * which is N. */
long long stand_delegation(PGconn *sql, int agency, int from, int to, long n);

/* A copy of the application OF in AGENCY (its id), assigned to ASSIGNEE (0: nobody) and taken
 * in by token TOKEN (0: by whoever it was); N is a number not given to another copy. */
long long stand_copy(PGconn *sql, long long of, int agency, int assignee, int token,
                     long n);

#endif
