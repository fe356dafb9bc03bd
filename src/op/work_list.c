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

/* An open case as it is put in order. */
struct waiting {
    long long id;
    date day;        /* DATE_LAST: nothing presses */
    const char *row; /* its part of the page, a JSON object */
};

struct work {
    struct request *rq;
    struct waiting *all;
    int count;
};

/* Working days from today to DAY; what is past is negative. */
static json_t *
days_left(const struct clock_terms *terms, date day)
{
    return day == NO_DATE
               ? json_null()
               : json_integer(calendar_between(terms->calendar, terms->as_of, day));
}

static const char *
row_of(struct request *rq, const struct clock_terms *terms, const struct clock *c,
       struct waiting *w)
{
    struct next_act acts[NEXT_ACTS];
    int n = account_next(terms->calendar, c, acts);
    date day;
    int most = account_pressing(c, acts, n, &day);
    json_t *row = json_object();
    char *text;

    w->day = most >= 0 ? day : DATE_LAST;
    json_object_set_new(row, "act",
                        text_json(most >= 0 ? event_kind_code(acts[most].kind) : NULL));
    json_object_set_new(row, "by_day", day_json(day));
    json_object_set_new(row, "left", days_left(terms, day));
    json_object_set_new(row, "next", clock_view_next(acts, n));
    text = json_dumps(row, JSON_COMPACT);
    json_decref(row);
    arena_own(rq->arena, text, free);
    return text;
}

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
    struct clock c;

    if (work->count++ == MOST_FOLDED)
        return OK;
    clock_fold(a, &terms, events, n, &c);
    *w = (struct waiting){.id = strtoll(PQgetvalue(row, 0, W_ID), NULL, 10)};
    w->row = row_of(rq, &terms, &c, w);
    return OK;
}

static int
in_order(const void *a, const void *b)
{
    const struct waiting *x = a, *y = b;

    return x->day != y->day ? (x->day > y->day) - (x->day < y->day)
                            : (x->id > y->id) - (x->id < y->id);
}

/* Puts the page behind the cursor of the request, and the cursor of the next one. */
static void
put_page(struct request *rq, const struct work *work)
{
    struct waiting cursor = {.id = number_of(rq, "after_id"),
                             .day = date_of_field(rq, "after_due")};
    bool begun = text_of(rq, "after_id") == NULL;
    long limit = number_of(rq, "limit"), shown = 0;
    struct text rows = {NULL, 0, 0};
    char day[DATE_SIZE];

    text_add(&rows, "[");
    put_text(rq, "next", NULL);
    for (int i = 0; i < work->count; i++) {
        const struct waiting *w = &work->all[i];

        if (!begun && in_order(w, &cursor) <= 0)
            continue;
        if (shown++ == limit) {
            w--;
            put_text(rq, "next",
                     arena_printf(rq->arena, "%s.%lld", date_text(w->day, day), w->id));
            break;
        }
        text_addf(&rows, "%s{\"id\":%lld,\"work\":", shown > 1 ? "," : "", w->id);
        text_add(&rows, w->row);
        text_add(&rows, "}");
    }
    text_add(&rows, "]");
    put_text(rq, "rows", arena_copy(rq->arena, rows.bytes, rows.len));
    text_free(&rows);
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
