#include "op/roll_up_gaps.h"

/* What M is counted with, as a report: the one it published, whose printed totals may be wrong,
 * or one made of its numbers. */
static const struct report *
report_of(struct request *rq, const struct roll_up *r, const struct roll_up_member *m)
{
    struct report *p;

    if (m->holds != NULL && m->status == ROLL_published)
        return m->holds->report;
    p = arena_alloc(rq->arena, sizeof *p);
    p->year = r->year;
    p->tally_form = m->numbers.three.form;
    for (int i = 0; i < p->tally_form->row_count; i++)
        for (int j = 0; j < TALLY_COLUMNS; j++)
            p->cells[i][j] = printed_number(m->numbers.three.cells[i][j]);
    p->has_remedies = m->numbers.has_four;
    for (int b = 0; m->numbers.has_four && b < BLOCK_COUNT; b++)
        for (int j = 0; j < COLUMN_COUNT; j++)
            p->remedies[b][j] = printed_number(m->numbers.four.cells[b][j]);
    p->figure_form = m->numbers.has_two ? figure_form_of_year(r->year) : NULL;
    for (int i = 0; m->numbers.has_two && i < p->figure_form->count; i++)
        p->figures[i] = printed_number(m->numbers.two[i]);
    return p;
}

static json_t *
blame_view(const struct request *rq, const struct roll_up_view *v, const int *places,
           const struct sum_gap *g)
{
    json_t *list = json_array();

    for (int i = 0; i < g->blame_count; i++) {
        const struct blame *b = &g->blame[i];
        json_t *j = roll_up_called(v, places[b->child]);

        json_object_set_new(j, "kind", json_string(blame_kind_code(b->kind)));
        json_object_set_new(j, "words",
                            json_string(blame_kind_words(b->kind, rq->english)));
        json_object_set_new(j, "by", json_integer(b->by));
        json_array_append_new(list, j);
    }
    return list;
}

/* Codes of row and column at PLACE; NULL for none. */
static void
codes_of(const struct report *r, const struct check_place *place, const char **row,
         const char **column)
{
    *row = *column = NULL;
    if (place->row < 0)
        return;
    if (place->part == PART_two) {
        *row = r->figure_form->figures[place->row].row;
        *column = r->figure_form->figures[place->row].column;
    } else if (place->part == PART_three) {
        *row = r->tally_form->rows[place->row].key;
        *column = place->column >= 0 ? tally_column_key(place->column) : NULL;
    } else {
        *row = remedy_block_code((enum remedy_block)place->row);
        *column = place->column >= 0 ? remedy_column_code((enum remedy_column)place->column)
                                     : NULL;
    }
}

static json_t *
gap_view(struct request *rq, const struct roll_up_view *v, const struct report *parent,
         const int *places, const struct sum_gap *g)
{
    const char *row, *column;

    codes_of(parent, &g->place, &row, &column);
    return json_pack("{s:s,s:s,s:s,s:s?,s:s?,s:I,s:I,s:I,s:I,s:s,s:o}", "kind",
                     sum_gap_kind_code(g->kind), "place",
                     check_place_text(rq->arena, parent, &g->place, rq->english), "section",
                     report_part_code(g->place.part), "row", row, "column", column,
                     "printed", (json_int_t)g->printed, "computed", (json_int_t)g->computed,
                     "added", (json_int_t)g->added, "unexplained",
                     (json_int_t)g->unexplained, "message", rq->english ? g->en : g->zh,
                     "blame", blame_view(rq, v, places, g));
}

json_t *
roll_up_gaps(struct request *rq, const struct roll_up_view *v)
{
    const struct roll_up_member *top = &v->r.members[0];
    const struct report *parent = top->frozen[SCOPE_OF_SUBTREE].report != NULL
                                      ? top->frozen[SCOPE_OF_SUBTREE].report
                                      : top->published[SCOPE_OF_SUBTREE].report;
    size_t n = (size_t)v->r.count;
    const struct report **children;
    struct report_sum s;
    int *places, count = 0;
    json_t *list;

    if (parent == NULL)
        return json_null();
    children = arena_alloc(rq->arena, n * sizeof *children);
    places = arena_alloc(rq->arena, n * sizeof *places);
    for (int i = 0; i < v->r.count; i++)
        if (roll_up_counts(v->r.members[i].status) &&
            v->r.members[i].holds != &top->published[SCOPE_OF_SUBTREE]) {
            children[count] = report_of(rq, &v->r, &v->r.members[i]);
            places[count++] = i;
        }
    s = report_sum(rq->arena, parent, children, count);
    list = json_array();
    for (int i = 0; i < s.gap_count; i++)
        json_array_append_new(list, gap_view(rq, v, parent, places, &s.gaps[i]));
    return list;
}
