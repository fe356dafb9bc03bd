#include "op/clock_view.h"
#include "op/redate.h"

#include <string.h>

enum { SHOWN = 1000 };

/* What adopting (or withdrawing) a notice would do: every running case with its old and new
 * date, and answered ones whose lateness would flip.  Nothing is changed. */
OPERATION(calendar_preview,
          .summary = "Preview what a change of the calendar does to cases",
          .route = "GET /api/v1/calendar/notices/{notice}/preview", .across = true,
          .right = RIGHT_calendar_preview,
          .query = FIELDS(CHOICE("act", "动作", .oneof = "|adopt|withdraw"),
                          INTEGER("limit", "列出案件数", .min = 0, .max = 100000)),
          .reply = REDATE_REPLY)
{
    const char *asked = text_of(rq, "act");
    int most = text_of(rq, "limit") ? (int)number_of(rq, "limit") : SHOWN;
    struct redate found;

    TRY(redate_find(rq, asked == NULL || strcmp(asked, "adopt") == 0, &found));
    return reply_json(rq, 200, redate_view(rq, &found, most));
}
