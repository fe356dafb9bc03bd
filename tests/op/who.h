/* What tests of who may do what look up and send. */
#ifndef GONGKAI_TESTS_OP_WHO_H
#define GONGKAI_TESTS_OP_WHO_H

#include "op/ask.h"

/* The id of the account LOGIN of AGENCY. */
const char *account_id(const char *agency, const char *login);

/* Lets the password of LOGIN be given long ago, or his session be over. */
void forget_proof(const char *agency, const char *login);

/* The one value that SQL gives ("" for null or no row), $1 … $3 being A, B, C (NULL: null).
 * It works as the database's owner. */
const char *looked_up(const char *sql, const char *a, const char *b, const char *c);

/* Sends REQUEST with HEADERS, which must be answered with STATUS; CODE is that of the problem,
 * or NULL. */
const json_t *sent(const char *const *headers, long status, const char *code,
                   const char *body, const char *request, ...)
    __attribute__((format(printf, 5, 6)));

#endif
