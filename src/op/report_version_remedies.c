#include "op/paging.h"
#include "op/remedy.h"
#include "op/report_way.h"

/* A page of them, and the day they are shown as of. */
struct listing {
    struct request *rq;
    struct remedy_page page;
    date on;
    long long limit, last;
    bool more;
};

static void
take(void *context, struct arena *a, const struct remedy_row *row)
{
    struct listing *l = context;
    struct remedy_terms terms = row->terms;
    struct remedy r;

    if (l->page.count == l->limit) {
        l->more = true;
        return;
    }
    terms.as_of = l->on;
    remedy_fold(a, &terms, row->events, row->count, &r);
    remedy_page_add(&l->page, row->agency, row->n, remedy_live(l->rq, &r, l->on));
    l->last = (long long)row->agency << 32 | row->n;
}

/* The reviews and suits behind one number of section four of a frozen report: those that were
 * kept with it, as they stood on the last day of its year and were known when it was frozen. */
OPERATION(
    report_version_remedies,
    .summary = "List the remedies behind a cell of a frozen section four",
    .route = "GET /api/v1/agencies/{agency}/reports/{year}/versions/{version}/remedies",
    .right = RIGHT_case_count,
    .query = FIELDS(REPORT_SCOPE, TEXT("block", "栏目", .max = 60, .required = true),
                    TEXT("column", "列", .max = 60, .required = true), PAGING),
    .reply = REMEDIES_REPLY)
{
    int block = remedy_block_named(text_of(rq, "block"));
    int column = remedy_column_named(text_of(rq, "column"));
    struct listing l = {.rq = rq, .on = date_of((int)number_of(rq, "year"), 12, 31)};

    TRY(report_version_find(rq));
    if (block < 0 || column < 0)
        return fail_with(rq, P_not_found, "表四没有这一格",
                         "section four has no such cell");
    put_text(rq, "kept_column", column == COLUMN_total ? NULL : remedy_column_code(column));
    TRY(take_cursor(rq, false));
    l.limit = number_of(rq, "limit");
    TRY(remedies_each(rq, SQL(report_version_remedies), take, &l));
    return remedy_page_reply(rq, &l.page,
                             l.more ? arena_printf(rq->arena, "%lld", l.last) : NULL);
}
