#include "op/letter_remedy.h"

#include "op/remedy.h"

struct search {
    struct re_decision *list;
    int count, room;
};

static void
take(void *context, struct arena *arena, const struct remedy_row *row)
{
    struct search *s = context;
    struct remedy r;

    remedy_fold(arena, &row->terms, row->events, row->count, &r);
    if ((r.re_decide || r.re_decided != OUTCOME_NONE) && r.stage != STAGE_voided &&
        s->count < s->room)
        s->list[s->count++] = (struct re_decision){row->n, r.re_decided, r.re_decided_on};
}

enum problem
letter_re_decisions(struct request *rq, struct re_decision **list, int *count)
{
    struct search s = {.count = 0};
    PGresult *rows;

    TRY(run_sql(rq, SQL(letter_remedies), &rows));
    s.room = PQntuples(rows); /* entries: more than there are remedies */
    s.list = arena_alloc(rq->arena, sizeof *s.list * (size_t)(s.room + 1));
    TRY(remedies_each(rq, SQL(letter_remedies), take, &s));
    *list = s.list;
    *count = s.count;
    return OK;
}
