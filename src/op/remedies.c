/* Many remedies: read one after the other, and shown a page at a time. */
#include "op/law.h"
#include "op/member.h"
#include "op/remedy.h"

#include <stdlib.h>

/* Columns of the statements that read many. */
enum { AGENCY, REGION, N, NUMBER_KEY, OUTCOME, ANSWERED, SEQ, SUPERSEDES, KIND, DAY, DATA };

static bool
is_same(const PGresult *rows, int a, int b)
{
    return atoi(PQgetvalue(rows, a, AGENCY)) == atoi(PQgetvalue(rows, b, AGENCY)) &&
           atoi(PQgetvalue(rows, a, N)) == atoi(PQgetvalue(rows, b, N));
}

/* The remedy whose entries are the COUNT rows from FIRST on. */
static void
take_one(struct request *rq, const PGresult *rows, int first, int count, remedy_taker take,
         void *context)
{
    struct arena *a = arena_new();
    struct remedy_event *events = arena_alloc(a, sizeof *events * (size_t)count);
    struct remedy_row row = {
        .agency = atoi(PQgetvalue(rows, first, AGENCY)),
        .n = atoi(PQgetvalue(rows, first, N)),
        .number_key = db_value(rows, first, NUMBER_KEY),
        .terms = {.calendar =
                      law_calendar(rq->service->law, PQgetvalue(rows, first, REGION)),
                  .outcome = outcome_of(db_value(rows, first, OUTCOME)),
                  .answered_on = day_at(rows, first, ANSWERED)},
        .events = events,
        .count = count};

    for (int i = 0; i < count; i++)
        events[i] = remedy_event_read(atoi(PQgetvalue(rows, first + i, SEQ)),
                                      atoi(PQgetvalue(rows, first + i, SUPERSEDES)),
                                      PQgetvalue(rows, first + i, KIND),
                                      day_at(rows, first + i, DAY),
                                      PQgetvalue(rows, first + i, DATA));
    take(context, a, &row);
    arena_free(a);
}

enum problem
remedies_each(struct request *rq, const struct sql *statement, remedy_taker take,
              void *context)
{
    PGresult *rows;

    TRY(run_sql(rq, statement, &rows));
    for (int first = 0, end; first < PQntuples(rows); first = end) {
        for (end = first + 1; end < PQntuples(rows) && is_same(rows, first, end); end++)
            ;
        take_one(rq, rows, first, end - first, take, context);
    }
    return OK;
}

void
remedy_page_add(struct remedy_page *page, int agency, int n, const char *live)
{
    text_addf(&page->rows, "%s{\"agency\":%d,\"n\":%d,\"place\":%d,\"live\":%s}",
              page->count == 0 ? "[" : ",", agency, n, page->count, live);
    page->count++;
}

enum problem
remedy_page_reply(struct request *rq, struct remedy_page *page, const char *next)
{
    text_add(&page->rows, page->count == 0 ? "[]" : "]");
    put_text(rq, "rows", arena_copy(rq->arena, page->rows.bytes, page->rows.len));
    text_free(&page->rows);
    put_text(rq, "next", next);
    put_bool(rq, "stub", rq->counts_only);
    return reply_one(rq, 200, SQL(remedy_page));
}
