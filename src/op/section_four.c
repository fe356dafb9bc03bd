#include "op/section_four.h"

#include "op/member.h"

#include <stdlib.h>
#include <string.h>

struct counting {
    struct request *rq;
    struct section_four *s;
    date on;
};

static void
take(void *context, struct arena *a, const struct remedy_row *row)
{
    struct counting *c = context;
    struct section_four *s = c->s;
    struct remedy_terms terms = row->terms;
    enum remedy_column column;
    struct remedy r;

    terms.as_of = c->on;
    remedy_fold(a, &terms, row->events, row->count, &r);
    column = remedy_column_on(&r, c->on);
    if (column == COLUMN_NONE)
        return;
    if (s->count == s->room) {
        s->room = s->room ? 2 * s->room : 64;
        s->all = xrealloc(s->all, sizeof *s->all * (size_t)s->room);
    }
    s->all[s->count++] = (struct counted){
        row->agency,
        row->n,
        remedy_block_of(&r),
        column,
        r.kind == REMEDY_suit && row->number_key != NULL
            ? arena_copy(c->rq->arena, row->number_key, strlen(row->number_key))
            : NULL,
        remedy_live(c->rq, &r, c->on)};
}

static int
by_place(const void *a, const void *b)
{
    const struct counted *x = a, *y = b;

    return x->agency != y->agency ? (x->agency > y->agency) - (x->agency < y->agency)
                                  : (x->n > y->n) - (x->n < y->n);
}

/* Those of one case together: what is decided before what is pending, then by place. */
static int
by_number(const void *a, const void *b)
{
    const struct counted *x = a, *y = b;
    bool pending = x->column == COLUMN_pending, other = y->column == COLUMN_pending;
    int order;

    if (x->number_key == NULL || y->number_key == NULL)
        return x->number_key == y->number_key ? by_place(a, b)
                                              : (x->number_key == NULL ? 1 : -1);
    order = strcmp(x->number_key, y->number_key);
    if (order == 0)
        order = pending - other;
    return order != 0 ? order : by_place(a, b);
}

/* Leaves one of those with the same number. */
static void
drop_doubles(struct section_four *s)
{
    int kept = 0;

    if (s->count > 1)
        qsort(s->all, (size_t)s->count, sizeof *s->all, by_number);
    for (int i = 0; i < s->count; i++)
        if (kept == 0 || s->all[i].number_key == NULL ||
            s->all[kept - 1].number_key == NULL ||
            strcmp(s->all[i].number_key, s->all[kept - 1].number_key) != 0)
            s->all[kept++] = s->all[i];
    s->count = kept;
    if (s->count > 1)
        qsort(s->all, (size_t)s->count, sizeof *s->all, by_place);
}

/* The day the count is made for: what is not over yet then is pending. */
static enum problem
day_of(struct request *rq, date *on)
{
    date cut_off = date_of_field(rq, "cut_off");
    PGresult *row;

    *on = cut_off < rq->today ? cut_off : rq->today;
    if (text_of(rq, "known_at") == NULL)
        return OK;
    TRY(run_sql(rq, SQL(section_four_day), &row));
    if (!PQgetisnull(row, 0, 0)) {
        date known = NO_DATE;

        if (date_parse(PQgetvalue(row, 0, 0), &known) && known < *on)
            *on = known;
    }
    return OK;
}

enum problem
section_four_count(struct request *rq, struct section_four *s)
{
    struct counting c = {.rq = rq, .s = s};

    *s = (struct section_four){.count = 0};
    TRY(day_of(rq, &c.on));
    TRY(remedies_each(rq, SQL(section_four), take, &c));
    if (is_true(rq, "subtree"))
        drop_doubles(s);
    for (int i = 0; i < s->count; i++)
        s->table.cells[s->all[i].block][s->all[i].column]++;
    remedy_table_finish(&s->table);
    return OK;
}

void
section_four_list(struct request *rq, const struct section_four *s)
{
    json_t *list = json_array();
    char *text;

    for (int i = 0; i < s->count; i++)
        json_array_append_new(list, json_pack("{s:i,s:i,s:s,s:s}", "agency",
                                              s->all[i].agency, "n", s->all[i].n, "block",
                                              remedy_block_code(s->all[i].block), "column",
                                              remedy_column_code(s->all[i].column)));
    text = json_dumps(list, JSON_COMPACT);
    arena_own(rq->arena, text, free);
    json_decref(list);
    put_text(rq, "list", text);
}
