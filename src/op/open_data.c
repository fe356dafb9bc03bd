#include "document/report_open.h"
#include "op/report.h"
#include "op/report_bytes.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 65536 };
enum { ID, CODE, NAME, FROZEN, WHOLE };

/* What the stream keeps between two reads: some agencies by code, and lines not sent yet. */
struct stream {
    struct report_question question;
    bool json;
    PGresult *agencies;
    int next; /* of them */
    bool ended;
    struct text buffer;
    size_t sent;
};

static void
free_stream(void *object)
{
    struct stream *s = object;

    PQclear(s->agencies);
    text_free(&s->buffer);
}

/* Whether the question is for other numbers than the report's of its year. */
static bool
is_otherwise(const struct report_question *q)
{
    return q->as_of != NO_DATE || q->known_at != NULL || q->form != NULL;
}

/* The agencies behind the last of those read before. */
static enum problem
read_page(struct request *rq, struct stream *s)
{
    const struct bag bag = rq->bag;
    PGresult *page;
    enum problem p;

    put_number(rq, "agency_id", s->question.agency);
    put_bool(rq, "subtree", s->question.subtree);
    put_text(rq, "after",
             s->agencies != NULL ? PQgetvalue(s->agencies, s->next - 1, CODE) : NULL);
    put_bool(rq, "frozen", !is_otherwise(&s->question));
    p = db_run(rq->db, SQL(open_data), &rq->bag, &page);
    rq->bag = bag;
    TRY(p);
    PQclear(s->agencies);
    s->agencies = page;
    s->next = 0;
    s->ended = PQntuples(page) == 0;
    return OK;
}

/* What was frozen is what was published: it stays, whatever was entered since. */
static enum problem
read_frozen(struct request *rq, struct stream *s, int row, struct report *r)
{
    if (*PQgetvalue(s->agencies, row, WHOLE) != 't' ||
        !report_of_bytes(rq->arena, PQgetvalue(s->agencies, row, FROZEN),
                         (size_t)PQgetlength(s->agencies, row, FROZEN), r))
        return P_file_altered; /* the stream breaks off */
    return OK;
}

static enum problem
count_tables(struct request *rq, struct stream *s, int row, struct report *r)
{
    struct report_question one = s->question;

    one.agency = strtol(PQgetvalue(s->agencies, row, ID), NULL, 10);
    one.subtree = false;
    TRY(report_tables(rq, &one, r));
    r->agency = PQgetvalue(s->agencies, row, NAME);
    return OK;
}

static enum problem
add_agency(struct request *rq, struct stream *s, int row)
{
    struct report *r = arena_alloc(rq->arena, sizeof *r);

    TRY(PQgetisnull(s->agencies, row, FROZEN) ? count_tables(rq, s, row, r)
                                              : read_frozen(rq, s, row, r));
    if (s->json)
        report_open_json(&s->buffer, r, PQgetvalue(s->agencies, row, CODE));
    else
        report_open_csv(&s->buffer, r, PQgetvalue(s->agencies, row, CODE));
    return OK;
}

/* What is computed for an agency goes with it, so that many take no more room than one. */
static enum problem
add_next(struct request *rq, struct stream *s)
{
    struct arena *whole = rq->arena;
    enum problem p;

    if (s->agencies == NULL || s->next == PQntuples(s->agencies))
        return read_page(rq, s);
    rq->arena = arena_new();
    p = add_agency(rq, s, s->next++);
    arena_free(rq->arena);
    rq->arena = whole;
    return p;
}

static ssize_t
read_stream(struct request *rq, char *out, size_t size)
{
    struct stream *s = rq->stream;
    size_t n;

    if (s->sent == s->buffer.len) {
        s->sent = s->buffer.len = 0;
        while (!s->ended && s->buffer.len < CHUNK)
            if (add_next(rq, s) != OK)
                return -1;
    }
    n = s->buffer.len - s->sent;
    n = n < size ? n : size;
    if (n > 0)
        memcpy(out, s->buffer.bytes + s->sent, n);
    s->sent += n;
    return (ssize_t)n;
}

/* The tables of an agency, or of each agency of its subtree by itself, as open data: a line for
 * every number, under keys that stay the same from year to year.  Whoever froze its report is
 * in it with that, unless another cut-off or form is asked for. */
OPERATION(open_data, .summary = "Stream the tables of all agencies of a subtree",
          .route = "GET /api/v1/agencies/{agency}/open-data", .right = RIGHT_report_read,
          .across = true, .formats = "|csv|jsonl",
          .query = FIELDS(INTEGER("year", "年度", .min = 2008, .max = 2100,
                                  .required = true),
                          REPORT_CUTS))
{
    struct stream *s = arena_alloc(rq->arena, sizeof *s);

    TRY(report_question_of(rq, &s->question));
    s->json = strcmp(rq->format, "jsonl") == 0;
    arena_own(rq->arena, s, free_stream);
    if (!s->json)
        report_open_head(&s->buffer);
    TRY(add_next(rq, s));
    rq->stream = s;
    rq->reply.status = 200;
    rq->reply.content_type =
        s->json ? "application/jsonl; charset=utf-8" : "text/csv; charset=utf-8";
    rq->reply.disposition =
        arena_printf(rq->arena, "attachment; filename=\"open-data-%s-%d.%s\"",
                     rq->agency.code, s->question.year, s->json ? "jsonl" : "csv");
    rq->reply.reader = read_stream;
    return OK;
}
