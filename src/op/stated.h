/* What is stated in revisions of which the latest holds: whoever states a new one should have
 * seen the one before. */
#ifndef GONGKAI_OP_STATED_H
#define GONGKAI_OP_STATED_H

#include "http/request.h"

/* P_stale when If-Match names another revision than N, the latest (0: none yet). */
enum problem stated_seen(struct request *rq, int n);

#endif
