/* Under which right an entry is corrected or retracted: that of making one of its kind, and
 * of another kind once the case is closed. */
#ifndef GONGKAI_OP_EVENT_RIGHT_H
#define GONGKAI_OP_EVENT_RIGHT_H

#include "core/right.h"
#include "http/request.h"

/* For the entry {seq} of {application}; P_not_found when there is none. */
enum problem event_right(struct request *rq, enum right *right);

#endif
