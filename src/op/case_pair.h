/* Two cases of one agency, for what links them. */
#ifndef GONGKAI_OP_CASE_PAIR_H
#define GONGKAI_OP_CASE_PAIR_H

#include "core/date.h"
#include "core/sameness.h"
#include "http/request.h"

struct paired {
    long long id;
    const char *number, *status, *content;
    date received_on, arrived_on;
    struct identity who;
};

/* Locks and reads the request's case into *OWN and the one called OTHER, a text of the field
 * FIELD, into *OTHER.  P_invalid when there is no such case of the agency, or it is the same,
 * void or disposed of. */
enum problem case_pair(struct request *rq, const char *field, struct paired *own,
                       struct paired *other);

/* Whether A was received before B, or the same day and entered before it. */
bool paired_earlier(const struct paired *a, const struct paired *b);

#endif
