/* Changing which notices are in force, and with them the dates of running cases. */
#ifndef GONGKAI_OP_CALENDAR_CHANGE_H
#define GONGKAI_OP_CALENDAR_CHANGE_H

#include "op/redate.h"

#define CALENDAR_CHANGE_FIELDS                                                             \
    FIELDS(TEXT("reason", "理由", .max = 2000, .multiline = true, .required = true),       \
           INTEGER("expected", "预览所见的案件数", .min = 0, .max = 100000000))

/* Adopts or withdraws the notice of the path and re-dates every running case it changes, in
 * the request's transaction.  P_stale when `expected` was stated and the cases are not that
 * many any more. */
enum problem calendar_change(struct request *rq, bool adopt);

#endif
