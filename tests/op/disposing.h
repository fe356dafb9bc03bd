/* Short words for the tests of disposal, and a look behind the service at its tables. */
#ifndef GONGKAI_TESTS_OP_DISPOSING_H
#define GONGKAI_TESTS_OP_DISPOSING_H

#include "op/ask.h"

#include <libpq-fe.h>

/* A session in a transaction: of the superuser, or, with the agency CODE, one as the server
 * has it. */
PGconn *connect_as(const char *code);

/* STATEMENT fails for want of privilege. */
void is_refused(PGconn *conn, const char *statement);

/* The first column of QUERY, asked by the superuser, each value followed by a blank; good
 * until the next. */
const char *column(const char *query);

/* The id of a case that was withdrawn on DAY, the day it came. */
const char *withdrawn_on(const char *agency, const char *day);

/* The certificate of what AGENCY disposes of: EXPECTED cases, retained until 2024 or before. */
const json_t *dispose(const char *agency, int expected);

/* AGENCY keeps answered cases YEARS from now on. */
void keep_answers(const char *agency, int years);

/* How many cases of AGENCY may be disposed of. */
long due(const char *agency);

/* `gongkai verify` finds nothing wrong. */
void nothing_differs(void);

#endif
