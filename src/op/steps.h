/* How many persons confirm: what its operations share. */
#ifndef GONGKAI_OP_STEPS_H
#define GONGKAI_OP_STEPS_H

#include "core/right.h"
#include "http/field.h"

/* A right in a reply. */
#define STEPS                                                                              \
    FIELDS(TEXT("right", "事项代码", .required = true),                                    \
           TEXT("name", "事项", .required = true),                                         \
           INTEGER("steps", "需要几人确认", .required = true))

/* Whether some role confirms what is proposed under R. */
bool steps_confirmable(enum right r);

#endif
