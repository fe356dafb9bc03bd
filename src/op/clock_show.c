#include "op/clock_proof.h"
#include "op/clock_view.h"
#include "op/history.h"

#include <string.h>

/* The whole clock of a case with its day-by-day account (rule 3), at the end of any day and
 * as known at any moment; as text or a page, the proof an officer lays before a court. */
OPERATION(clock_show, .summary = "Show the clock of an application, day by day",
          .route = "GET /api/v1/applications/{application}/clock", .right = RIGHT_case_read,
          .formats = "|json|text|html",
          .query = FIELDS(DATE("as_of", "截至"), MOMENT("known_at", "按何时的记录")),
          .reply = FIELDS(ID("application", "申请", .required = true), CLOCK_FIELDS,
                          CLOCK_MORE_FIELDS))
{
    struct clock_terms terms = {.as_of = date_of_field(rq, "as_of")};
    struct history h;
    struct clock c;
    json_t *view;

    if (terms.as_of == NO_DATE)
        terms.as_of = rq->today;
    TRY(history_read(rq, &h));
    if (h.count == 0)
        return fail_with(rq, P_not_found, "没有这件申请，或当时尚未登记",
                         "no such application, or it was not registered then");
    TRY(history_fold(rq, &h, &terms, &c));
    if (strcmp(rq->format, "json") != 0)
        return clock_proof(rq, &h, &terms, &c);
    view = clock_view(rq, &terms, h.events, h.count, &c);
    json_object_set_new(view, "application", json_string(text_of(rq, "application")));
    clock_view_more(rq, &terms, h.events, h.count, &c, view);
    return reply_json(rq, 200, view);
}
