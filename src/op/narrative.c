#include "op/narrative.h"

#include "core/narrative_draft.h"

#include <stdlib.h>

enum problem
narrative_revisions(struct request *rq, int year, const char *part, int most,
                    struct narrative_revision **all, int *count)
{
    PGresult *rows;

    put_number(rq, "of_year", year);
    put_text(rq, "of_part", part);
    put_number(rq, "most", most);
    TRY(run_sql(rq, SQL(narrative_read), &rows));
    *count = PQntuples(rows);
    *all = arena_alloc(rq->arena, sizeof **all * ((size_t)*count + 1));
    for (int i = 0; i < *count; i++)
        (*all)[i] = (struct narrative_revision){
            atoi(PQgetvalue(rows, i, 0)), PQgetvalue(rows, i, 1), PQgetvalue(rows, i, 2),
            PQgetvalue(rows, i, 3)};
    return OK;
}

static enum problem
fill_drafts(struct request *rq, const struct report_question *q, struct assembled *a)
{
    struct narrative_values v;

    TRY(report_values(rq, q, a, true, &v));
    for (int i = 0; i < PART_COUNT; i++) {
        a->raw[i] =
            narrative_draft(rq->arena, (enum report_part)i, a->report.level, q->year);
        narrative_fill(rq->arena, a->raw[i], &v, &a->filled[i]);
        a->report.text[i].body = a->filled[i].text;
    }
    return OK;
}

enum problem
narrative_assemble(struct request *rq, bool draft, struct assembled *a)
{
    struct report_question q;

    TRY(report_question_of(rq, &q));
    TRY(report_assemble_all(rq, &q, a));
    return draft ? fill_drafts(rq, &q, a) : OK;
}

json_t *
narrative_changes(struct request *rq, const char *before, const char *after)
{
    static const char *const codes[] = {"kept", "removed", "added"};
    struct sentences x = sentences_of(rq->arena, before),
                     y = sentences_of(rq->arena, after);
    int count;
    const struct sentence_step *steps = sentence_steps(rq->arena, &x, &y, &count);
    json_t *list = json_array();

    for (int i = 0; i < count; i++)
        if (steps[i].change != SENTENCE_kept)
            json_array_append_new(list,
                                  json_pack("{s:s,s:s}", "change", codes[steps[i].change],
                                            "sentence", steps[i].sentence));
    return list;
}
