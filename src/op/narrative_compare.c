#include "core/similarity.h"
#include "op/clock_view.h"
#include "op/narrative.h"

static json_t *
copied(struct request *rq, const char *now, const char *last)
{
    struct sentences x = sentences_of(rq->arena, now), y = sentences_of(rq->arena, last);
    struct sentences same = sentences_copied(rq->arena, &x, &y);
    json_t *list = json_array();

    for (int i = 0; i < same.count; i++)
        json_array_append_new(list, json_string(same.all[i]));
    return list;
}

/* A part beside the same part of the year before, as both were written: how alike they are,
 * and which sentences stayed but for their numbers (rules 8.8(5) and (6)). */
OPERATION(narrative_compare, .summary = "Compare a written part with last year's",
          .route = "GET /api/v1/agencies/{agency}/narrative/{year}/{part}/comparison",
          .right = RIGHT_report_read, .across = true, .whole = true,
          .query = FIELDS(REPORT_SCOPE),
          .reply = FIELDS(INTEGER("n", "第几稿", .required = true),
                          TEXT("last", "上年原文"), INTEGER("similarity", "相似度（%）"),
                          LIST("copied", "与上年相同的句子", .required = true),
                          NARRATIVE_CHANGES))
{
    int year = (int)number_of(rq, "year"), count, earlier;
    const char *part = text_of(rq, "part"), *text, *before;
    struct narrative_revision *now, *last;

    TRY(narrative_revisions(rq, year, part, 1, &now, &count));
    TRY(narrative_revisions(rq, year - 1, part, 1, &last, &earlier));
    text = count > 0 ? now->text : "";
    before = earlier > 0 ? last->text : "";
    return reply_json(rq, 200,
                      json_pack("{s:i,s:s?,s:o,s:o,s:o}", "n", now->n, "last", last->text,
                                "similarity",
                                count > 0 && earlier > 0
                                    ? json_integer(text_similarity(rq->arena, text, before))
                                    : json_null(),
                                "copied", copied(rq, text, before), "changes",
                                narrative_changes(rq, before, text)));
}
