#include "op/report_judge.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static json_t *
finding_json(struct request *rq, const struct judgement *j, int i)
{
    const struct finding *f = &j->found.list[i];

    return json_pack(
        "{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s?}", "rule", check_rule_code(f->rule), "level",
        check_level_code(check_rule_level(f->rule)), "verdict",
        check_verdict_code(f->verdict), "key", f->key, "place",
        check_place_text(rq->arena, &j->report, &f->place, rq->english), "message",
        rq->english ? f->en : f->zh, "basis", check_rule_basis(f->rule), "fix",
        check_rule_fix(f->rule, rq->english), "dismissed", j->dismissed[i]);
}

/* What the checks find in a report as it stands, with last year's frozen one beside it, and
 * what a person let stand. */
OPERATION(report_findings, .summary = "Check a report as it stands",
          .route = "GET /api/v1/agencies/{agency}/reports/{year}/findings",
          .right = RIGHT_report_read, .query = FIELDS(REPORT_SCOPE), .reply = REPORT_JUDGED)
{
    struct report_way way;
    struct judgement j;
    json_t *list = json_array(), *reply;
    char *text;

    own_json(rq->arena, list);
    TRY(report_way_read(rq, &way));
    TRY(report_judge(rq, &j));
    for (int i = 0; i < j.found.count; i++)
        json_array_append_new(list, finding_json(rq, &j, i));
    reply = json_pack("{s:s,s:O}", "verdict",
                      j.errors > 0          ? "fail"
                      : j.found.unknown > 0 ? "cannot_tell"
                                            : "pass",
                      "findings", list);
    own_json(rq->arena, reply);
    text = json_dumps(reply, JSON_COMPACT);
    arena_own(rq->arena, text, free);
    return reply_bytes(rq, 200, "application/json", text, strlen(text));
}
