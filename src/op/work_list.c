#include "op/case_stream.h"
#include "op/clock_view.h"
#include "op/fields.h"
#include "op/law.h"
#include "op/member.h"
#include "op/paging.h"

#include <stdlib.h>
#include <string.h>

/* How many open cases are laid out in order; an agency with more is told that some are
 * missing, which are those due last. */
enum { MOST_FOLDED = 3000 };

/* Columns of work_list.sql before those of the entries. */
enum { W_AGENCY, W_ID, W_REGION };

/* An open case as it is put in order, with what the clock says of it. */
struct waiting {
    long long id;
    date day; /* DATE_LAST: nothing presses */
    int left; /* working days from today to it; what is past is negative */
    struct next_act *acts;
    int count, most; /* most: the act that presses, -1: none */
};

struct work {
    struct request *rq;
    struct waiting *all;
    int count;
};

static enum problem
take_case(void *context, struct arena *a, const PGresult *row, const struct event *events,
          int n)
{
    struct work *work = context;
    struct request *rq = work->rq;
    struct clock_terms terms = {
        .calendar = law_calendar(rq->service->law, PQgetvalue(row, 0, W_REGION)),
        .as_of = rq->today};
    struct waiting *w = &work->all[work->count];
    struct next_act acts[NEXT_ACTS];
    struct clock c;

    if (work->count++ == MOST_FOLDED)
        return OK;
    clock_fold(a, &terms, events, n, &c);
    *w = (struct waiting){.id = strtoll(PQgetvalue(row, 0, W_ID), NULL, 10),
                          .count = account_next(terms.calendar, &c, acts)};
    w->most = account_pressing(&c, acts, w->count, &w->day);
    if (w->most >= 0)
        w->left = calendar_between(terms.calendar, rq->today, w->day);
    else
        w->day = DATE_LAST;
    w->acts = arena_alloc(rq->arena, sizeof *acts * NEXT_ACTS);
    memcpy(w->acts, acts, sizeof acts);
    return OK;
}

/* What work_page.sql shows beside the case. */
static json_t *
work_of(const struct waiting *w)
{
    bool presses = w->most >= 0;
    json_t *j = json_object();

    json_object_set_new(j, "act",
                        text_json(presses ? event_kind_code(w->acts[w->most].kind) : NULL));
    json_object_set_new(j, "by_day", day_json(presses ? w->day : NO_DATE));
    json_object_set_new(j, "left", presses ? json_integer(w->left) : json_null());
    json_object_set_new(j, "next", clock_view_next(w->acts, w->count));
    return j;
}

static int
in_order(const void *a, const void *b)
{
    const struct waiting *x = a, *y = b;

    return x->day != y->day ? (x->day > y->day) - (x->day < y->day)
                            : (x->id > y->id) - (x->id < y->id);
}

static void
add_row(json_t *rows, const struct waiting *w)
{
    json_t *row = json_object();

    json_object_set_new(row, "id", json_integer(w->id));
    json_object_set_new(row, "work", work_of(w));
    json_array_append_new(rows, row);
}

/* Puts the page behind the cursor of the request, and the cursor of the next one. */
static void
put_page(struct request *rq, const struct work *work)
{
    struct waiting cursor = {.id = number_of(rq, "after_id"),
                             .day = date_of_field(rq, "after_due")};
    bool begun = text_of(rq, "after_id") == NULL;
    long limit = number_of(rq, "limit");
    const struct waiting *last = NULL;
    json_t *rows = json_array();
    char day[DATE_SIZE], *text;

    put_text(rq, "next", NULL);
    for (int i = 0; i < work->count; i++) {
        const struct waiting *w = &work->all[i];

        if (!begun && in_order(w, &cursor) <= 0)
            continue;
        if ((long)json_array_size(rows) == limit) {
            put_text(
                rq, "next",
                arena_printf(rq->arena, "%s.%lld", date_text(last->day, day), last->id));
            break;
        }
        add_row(rows, w);
        last = w;
    }
    text = json_dumps(rows, JSON_COMPACT);
    json_decref(rows);
    arena_own(rq->arena, text, free);
    put_text(rq, "rows", text);
}

/* The open cases of an agency, or those assigned to the caller, each with the act that presses
 * most and all that may come next, by the clock: the one whose last lawful day is nearest
 * comes first (product rows 19, 35 and 69). */
OPERATION(
    work_list, .summary = "List open cases by their next act and its last lawful day",
    .route = "GET /api/v1/agencies/{agency}/work", .right = RIGHT_case_list,
    .query = FIELDS(BOOLEAN("mine", "只看本人经办"), PAGING),
    .reply = FIELDS(
        DATE("as_of", "截至", .required = true),
        LIST("cases", "未办结的申请", .required = true,
             .fields = FIELDS(
                 OBJECT("application", "申请", .required = true, .fields = APPLICATION),
                 CHOICE("act", "最紧要的事项", .oneof = event_codes),
                 DATE("by_day", "最迟之日"), INTEGER("left", "距今工作日"),
                 LIST("next", "下一步", .required = true, .fields = FIELDS(NEXT_FIELDS)))),
        INTEGER("open", "未办结", .required = true),
        BOOLEAN("complete", "已全部列出", .required = true), TEXT("next", "下一页")))
{
    struct work work = {
        .rq = rq, .all = arena_alloc(rq->arena, sizeof *work.all * (MOST_FOLDED + 1))};
    bool complete;

    put_bool(rq, "mine", is_true(rq, "mine"));
    put_number(rq, "most", MOST_FOLDED + 1);
    TRY(take_cursor(rq, true));
    TRY(case_stream(rq->db, SQL(work_list), &rq->bag, rq->service->law, take_case, &work,
                    NULL));
    complete = work.count <= MOST_FOLDED;
    if (!complete)
        work.count = MOST_FOLDED;
    if (work.count > 1)
        qsort(work.all, (size_t)work.count, sizeof *work.all, in_order);
    put_page(rq, &work);
    put_number(rq, "open", work.count);
    put_bool(rq, "complete", complete);
    return reply_one(rq, 200, SQL(work_page));
}
