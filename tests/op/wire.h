/* One keep-alive connection to a service, for tests that ask very often: one request after
 * the other, by one thread. */
#ifndef GONGKAI_TESTS_OP_WIRE_H
#define GONGKAI_TESTS_OP_WIRE_H

#include "service.h"

struct wire;

struct wire *wire_open(const struct service_under_test *s);
void wire_close(struct wire *w);

/* Asks with the header lines CREDENTIAL and MORE (NULL: none; each may hold several, parted
 * by \n).  The answer belongs to W until the next request; status 0 when none came. */
const struct answer *wire_ask(struct wire *w, const char *method, const char *path,
                              const char *body, const char *credential, const char *more);

/* The answer without what differs from request to request: its id, its length and the date.
 * Belongs to W until the next call. */
const char *wire_normal(struct wire *w, const struct answer *a);

#endif
