/* Under which right an entry is corrected or retracted: as the table of steps says, and under
 * case_reopen once the case is closed, void or not; what made it void, as the table says. */
#ifndef GONGKAI_OP_EVENT_RIGHT_H
#define GONGKAI_OP_EVENT_RIGHT_H

#include "core/right.h"
#include "http/request.h"

/* For the entry {seq} of {application}; P_not_found when there is none. */
enum problem event_right(struct request *rq, enum right *right);

#endif
