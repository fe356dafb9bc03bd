#include "op/act.h"
#include "op/fields.h"
#include "op/paging.h"
#include "op/remedy.h"

#include <stdlib.h>
#include <string.h>

/* One that the filters let through. */
struct listed {
    int agency, n;
    date due; /* DATE_LAST: none */
    const char *live;
};

struct listing {
    struct request *rq;
    const char *open, *kind; /* filters; NULL: any */
    int year;                /* 0: any */
    date due_until;          /* NO_DATE: any */
    struct listed *all;
    int count, room;
};

/* Whether ROW counts in section four of the year asked about. */
static bool
counts(const struct listing *l, struct arena *a, const struct remedy_row *row)
{
    struct remedy_terms terms = row->terms;
    date end = date_of(l->year, 12, 31);
    struct remedy r;

    terms.as_of = end < l->rq->today ? end : l->rq->today;
    remedy_fold(a, &terms, row->events, row->count, &r);
    return remedy_column_on(&r, terms.as_of) != COLUMN_NONE;
}

static bool
passes(const struct listing *l, struct arena *a, const struct remedy_row *row,
       const struct remedy *r)
{
    const struct remedy_deadline *next = remedy_next(r);
    bool open = !remedy_is_over(r, l->rq->today);

    return (l->open == NULL || (strcmp(l->open, "true") == 0) == open) &&
           (l->kind == NULL ||
            (r->kind != REMEDY_NONE && strcmp(l->kind, remedy_kind_code(r->kind)) == 0)) &&
           (l->year == 0 || counts(l, a, row)) &&
           (l->due_until == NO_DATE || (next != NULL && next->due <= l->due_until));
}

static void
take(void *context, struct arena *a, const struct remedy_row *row)
{
    struct listing *l = context;
    const struct remedy_deadline *next;
    struct remedy r;

    remedy_fold(a, &row->terms, row->events, row->count, &r);
    if (!passes(l, a, row, &r))
        return;
    if (l->count == l->room) {
        l->room = l->room ? 2 * l->room : 64;
        l->all = xrealloc(l->all, sizeof *l->all * (size_t)l->room);
    }
    next = remedy_next(&r);
    l->all[l->count++] =
        (struct listed){row->agency, row->n, next != NULL ? next->due : DATE_LAST,
                        remedy_live(l->rq, &r, l->rq->today)};
}

static int
newest_first(const void *a, const void *b)
{
    const struct listed *x = a, *y = b;

    return (x->n < y->n) - (x->n > y->n);
}

static int
by_due(const void *a, const void *b)
{
    const struct listed *x = a, *y = b;

    return x->due != y->due ? (x->due > y->due) - (x->due < y->due)
                            : (x->n > y->n) - (x->n < y->n);
}

/* Whether X comes behind the cursor of the request. */
static bool
is_behind(struct request *rq, const struct listed *x, bool due)
{
    struct listed cursor = {.n = (int)number_of(rq, "after_id"),
                            .due = date_of_field(rq, "after_due")};

    if (text_of(rq, "after_id") == NULL)
        return true;
    return due ? by_due(x, &cursor) > 0 : newest_first(x, &cursor) > 0;
}

static enum problem
reply_page(struct request *rq, struct listing *l, bool due)
{
    struct remedy_page page = {.count = 0};
    const char *next = NULL;
    long limit = number_of(rq, "limit");
    char day[DATE_SIZE];

    if (l->count > 0)
        qsort(l->all, (size_t)l->count, sizeof *l->all, due ? by_due : newest_first);
    for (int i = 0; i < l->count && next == NULL; i++) {
        const struct listed *x = &l->all[i];

        if (!is_behind(rq, x, due))
            continue;
        if (page.count < limit)
            remedy_page_add(&page, x->agency, x->n, x->live);
        else
            next = due ? arena_printf(rq->arena, "%s.%d", date_text(l->all[i - 1].due, day),
                                      l->all[i - 1].n)
                       : arena_printf(rq->arena, "%d", l->all[i - 1].n);
    }
    free(l->all);
    return remedy_page_reply(rq, &page, next);
}

/* List reviews and suits with filters; with sort=due the queue of the agency's own periods,
 * the most urgent first: the reply, the appeal, the new answer. */
OPERATION(remedy_list, .summary = "List reviews and suits",
          .route = "GET /api/v1/agencies/{agency}/remedies", .right = RIGHT_remedy_read,
          .query = FIELDS(BOOLEAN("open", "未审结"),
                          CHOICE("kind", "种类", .oneof = remedy_kind_codes),
                          INTEGER("year", "计入表四的年度", .min = 2000, .max = 2100),
                          ID("about", "所涉申请"),
                          INTEGER("due_within", "几个工作日内到期", .min = 0, .max = 250),
                          CHOICE("sort", "排序", .oneof = "|newest|due"), PAGING),
          .reply = REMEDIES_REPLY)
{
    const char *sort = text_of(rq, "sort");
    bool due = sort != NULL && strcmp(sort, "due") == 0;
    struct listing l = {.rq = rq,
                        .open = text_of(rq, "open"),
                        .kind = text_of(rq, "kind"),
                        .year = (int)number_of(rq, "year"),
                        .due_until = NO_DATE};
    enum problem p;

    if (text_of(rq, "due_within") != NULL) {
        int n = (int)number_of(rq, "due_within");

        l.due_until = rq->today;
        if (n > 0 && calendar_after(calendar_of(rq), rq->today, n, &l.due_until) != OK)
            l.due_until = DATE_LAST;
    }
    TRY(take_cursor(rq, due));
    p = remedies_each(rq, SQL(remedy_list), take, &l);
    if (p != OK)
        free(l.all);
    return p == OK ? reply_page(rq, &l, due) : p;
}
