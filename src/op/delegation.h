/* A delegation in a reply, as delegation_json writes it. */
#ifndef GONGKAI_OP_DELEGATION_H
#define GONGKAI_OP_DELEGATION_H

#include "http/field.h"

#define DELEGATION                                                                         \
    FIELDS(                                                                                \
        INTEGER("delegation", "委托", .required = true),                                   \
        TEXT("from", "委托人", .required = true), TEXT("to", "受托人", .required = true),  \
        DATE("valid_from", "开始日期", .required = true),                                  \
        DATE("valid_to", "截止日期", .required = true),                                    \
        TEXT("reason", "原因", .required = true),                                          \
        MOMENT("made_at", "委托时间", .required = true), MOMENT("ended_at", "结束时间"))

#define DELEGATION_REPLY                                                                   \
    FIELDS(OBJECT("delegation", "委托", .required = true, .fields = DELEGATION))

#endif
