#include "op/calendar_change.h"

/* Put a pending or withdrawn notice into force: every running case it touches gets its new
 * date by an entry of its own, all in one transaction; answered cases keep their result. */
OPERATION(calendar_adopt, .summary = "Adopt a notice and re-date the cases it touches",
          .route = "POST /api/v1/calendar/notices/{notice}/adopt", .across = true,
          .right = RIGHT_calendar_change, .calendar = true, .body = CALENDAR_CHANGE_FIELDS,
          .reply = REDATE_REPLY)
{
    return calendar_change(rq, true);
}
