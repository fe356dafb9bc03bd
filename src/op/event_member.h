/* What an entry of a case states: the members a correction of it may change. */
#ifndef GONGKAI_OP_EVENT_MEMBER_H
#define GONGKAI_OP_EVENT_MEMBER_H

#include "core/clock.h"

/* Those of KIND, besides the day it happened on: "|days|approved_by", "" for none. */
const char *event_members(enum event_kind kind);

/* Whether an entry of KIND is corrected at all.  A fact or a link is recorded anew instead; a
 * retraction and a new calculation of the period stay as they are. */
bool event_is_correctable(enum event_kind kind);

#endif
