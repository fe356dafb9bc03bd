/* Persons with accounts who sign in, or bear a cookie, a token or a proxy's word, and the
 * database behind the service.  For tests that use ask.h. */
#ifndef GONGKAI_TESTS_OP_VISITOR_H
#define GONGKAI_TESTS_OP_VISITOR_H

#include "op/ask.h"

/* What every person of person_make signs in with. */
#define PASSWORD_OF_ALL "Zhongwei7#Shapotou"

/* Runs a statement, printf-made, in the schema as the owner of all; the first value it
 * gives, "" for null or no row.  It must not fail. */
const char *in_database(const char *statement, ...) __attribute__((format(printf, 1, 2)));

/* The id of a new account "li@AGENCY", or "li" of an administrator, with ROLES
 * ("officer,supervisor") and PASSWORD_OF_ALL, kept as a cheap hash. */
int person_make(const char *sign_in, const char *roles);

/* A cheap hash of PASSWORD, and one of full cost. */
const char *person_hash(const char *password);
const char *person_full_hash(const char *password);

/* The cookie of a session of ACCOUNT, put into the database, that was proved just now. */
const char *person_session(int account);

/* The cookie of a security administrator of the test's own, proved just now. */
const char *security_admin(void);

/* Sends a request with HEADERS ("Cookie: …\nX-Real-IP: …", each line a header, at most eight)
 * as nobody else. */
const struct asked *visit(const char *headers, const char *body, const char *request, ...)
    __attribute__((format(printf, 3, 4)));

/* Sends it as who bears COOKIE, as our own page does, and must be answered with STATUS. */
const json_t *as(const char *cookie, long status, const char *body, const char *request,
                 ...) __attribute__((format(printf, 4, 5)));

/* The same with "Authorization: Bearer SECRET". */
const json_t *bearing(const char *secret, long status, const char *body,
                      const char *request, ...) __attribute__((format(printf, 4, 5)));

/* Signs in from SOURCE, which counts on a socket only; CODE may be NULL. */
const struct asked *sign_in_from(const char *source, const char *name, const char *password,
                                 const char *code);

/* The cookie that A sets, "" for none. */
const char *cookie_set(const struct asked *a);

/* The problem's code ("stale"), "" for none. */
const char *problem_in(const struct asked *a);

/* An address nobody used before. */
const char *fresh_source(void);

/* The option that has a service listen on a socket of the test's own. */
const char *socket_option(void);

#endif
