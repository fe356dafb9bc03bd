#include "op/calendar_change.h"

/* Take a notice out of force again; the cases it re-dated get their dates back. */
OPERATION(calendar_withdraw,
          .summary = "Withdraw a notice and re-date the cases it touched",
          .route = "POST /api/v1/calendar/notices/{notice}/withdraw", .across = true,
          .right = RIGHT_calendar_change, .calendar = true, .body = CALENDAR_CHANGE_FIELDS,
          .reply = REDATE_REPLY)
{
    return calendar_change(rq, false);
}
