/* Bytes on a socket, for what no HTTP library would send. */
#ifndef GONGKAI_TESTS_OP_RAW_H
#define GONGKAI_TESTS_OP_RAW_H

#include "service.h"

/* A connection to S, whose reads give up after ten seconds. */
int raw_connect(const struct service_under_test *s);

/* Sends what it can; a peer that has closed is no failure.  False when not all was taken. */
bool raw_send(int fd, const char *bytes, size_t size);

/* Everything that comes until the peer closes (or ten seconds pass), into REPLY. */
void raw_receive(int fd, struct text *reply);

/* One connection: sends BYTES, closes its sending side, and gives the status of the first
 * reply, 0 when none came. */
int raw_status(const struct service_under_test *s, const char *bytes, size_t size);

/* The status in the first line of REPLY, 0 when there is none. */
int raw_status_of(const struct text *reply);

#endif
