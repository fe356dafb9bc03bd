#include "op/report_finding.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* What the checks find in a report as it stands, with last year's beside it; what is unfinished
 * in the cases behind it, on any day of a year that is not over, too; and what a person let
 * stand.  An empty list means that every export is sound. */
OPERATION(report_findings, .summary = "Check a report as it stands",
          .route = "GET /api/v1/agencies/{agency}/reports/{year}/findings",
          .right = RIGHT_report_read, .across = true, .whole = true,
          .query = FIELDS(REPORT_SCOPE, DATE("as_of", "截至（发生日期）", .past = true)),
          .reply = REPORT_JUDGED)
{
    struct report_way way;
    struct judgement j;
    json_t *list = json_array(), *reply;
    char *text;

    own_json(rq->arena, list);
    if (number_of(rq, "year") > date_year(rq->today)) {
        add_error(rq, "year", "%ld年尚未开始", "%ld has not begun", number_of(rq, "year"));
        return P_invalid;
    }
    TRY(report_way_read(rq, &way));
    TRY(report_judge(rq, &j));
    for (int i = 0; i < j.count; i++)
        json_array_append_new(list, report_finding(rq, &j, &j.list[i]));
    reply = json_pack("{s:s,s:O}", "verdict", judgement_verdict(&j), "findings", list);
    own_json(rq->arena, reply);
    text = json_dumps(reply, JSON_COMPACT);
    arena_own(rq->arena, text, free);
    return reply_bytes(rq, 200, "application/json", text, strlen(text));
}
