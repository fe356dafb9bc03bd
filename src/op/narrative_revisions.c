#include "op/clock_view.h"
#include "op/narrative.h"

/* The texts a part had, the latest first, each with what changed in it since the one before;
 * the last 50. */
OPERATION(
    narrative_revisions, .summary = "List the revisions of a written part",
    .route = "GET /api/v1/agencies/{agency}/narrative/{year}/{part}/revisions",
    .right = RIGHT_report_read, .across = true, .whole = true,
    .query = FIELDS(REPORT_SCOPE),
    .reply = FIELDS(LIST("revisions", "各稿", .required = true,
                         .fields = FIELDS(INTEGER("n", "第几稿", .required = true),
                                          TEXT("raw", "原文（含字段）", .required = true),
                                          TEXT("stated_at", "写定时刻", .required = true),
                                          TEXT("stated_by", "写定人", .required = true),
                                          NARRATIVE_CHANGES))))
{
    struct narrative_revision *all;
    json_t *list = json_array();
    int count;

    own_json(rq->arena, list);
    TRY(narrative_revisions(rq, (int)number_of(rq, "year"), text_of(rq, "part"),
                            NARRATIVE_REVISIONS + 1, &all, &count));
    for (int i = 0; i < count && i < NARRATIVE_REVISIONS; i++)
        json_array_append_new(
            list,
            json_pack(
                "{s:i,s:s,s:s,s:s,s:o}", "n", all[i].n, "raw", all[i].text, "stated_at",
                all[i].stated_at, "stated_by", all[i].stated_by, "changes",
                narrative_changes(rq, i + 1 < count ? all[i + 1].text : "", all[i].text)));
    return reply_json(rq, 200, json_pack("{s:O}", "revisions", list));
}
