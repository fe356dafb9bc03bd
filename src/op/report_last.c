#include "op/report_last.h"

#include "document/report_json.h"
#include "op/fee_year.h"
#include "op/report_keep.h"

/* The fees of last year, as they were known at KNOWN_AT. */
static enum problem
read_fees(struct request *rq, int year, const char *known_at, struct last_report *out)
{
    struct fee_year *fees = arena_alloc(rq->arena, sizeof *fees);

    put_date(rq, "cut_off", date_of(year, 12, 31));
    put_text(rq, "known_at", known_at);
    TRY(fee_year_read(rq, fees));
    out->fees = fees;
    return OK;
}

/* The bytes say nothing of fees: those are counted as of the freeze, which no later entry
 * changes. */
static enum problem
read_frozen(struct request *rq, int year, struct last_report *out)
{
    struct report *r = arena_alloc(rq->arena, sizeof *r);
    struct kept_version kept;

    TRY(report_kept_by(rq, year, text_of(rq, "known_at"), r, &kept));
    if (kept.version == 0)
        return OK;
    out->frozen = kept.version;
    out->report = r;
    return read_fees(rq, year, kept.moment, out);
}

static enum problem
read_published(struct request *rq, int year, struct last_report *out)
{
    struct report *r = arena_alloc(rq->arena, sizeof *r);
    const char *zh, *en;
    PGresult *row;

    put_text(rq, "n", NULL);
    put_text(rq, "covers", text_of(rq, "scope"));
    TRY(run_sql(rq, SQL(published_find), &row));
    if (PQntuples(row) == 0)
        return OK;
    *r = (struct report){.year = 0};
    if (report_json_read(rq->arena, PQgetvalue(row, 0, 1), (size_t)PQgetlength(row, 0, 1),
                         r, &zh, &en) != 0)
        return P_internal; /* it was read before it was stored */
    r->year = year;
    out->report = r;
    return OK;
}

/* Whether every agency stated its figures for the year in the bag: who worked with the house
 * that year did.  Before, there are a few old cases at most, which are no year's report. */
static enum problem
all_stated(struct request *rq, bool *all)
{
    PGresult *missing;

    TRY(run_sql(rq, SQL(figures_missing), &missing));
    *all = PQntuples(missing) == 0;
    return OK;
}

static enum problem
count(struct request *rq, const struct report_question *before, bool texts,
      struct last_report *out)
{
    struct assembled *made = arena_alloc(rq->arena, sizeof *made);

    out->counted = true;
    out->report = &made->report;
    if (!texts) {
        TRY(report_tables(rq, before, &made->report));
        return read_fees(rq, before->year, before->known_at, out);
    }
    TRY(report_assemble_all(rq, before, made));
    out->fees = &made->fees;
    return OK;
}

static enum problem
read(struct request *rq, const struct report_question *before, bool texts,
     struct last_report *out)
{
    bool all;

    put_number(rq, "agency_id", before->agency);
    put_number(rq, "year", before->year);
    put_bool(rq, "subtree", before->subtree);
    put_text(rq, "scope", before->subtree ? "subtree" : "agency");
    put_text(rq, "known_at", before->known_at);
    TRY(read_frozen(rq, before->year, out));
    put_text(rq, "known_at", before->known_at);
    if (out->report == NULL)
        TRY(read_published(rq, before->year, out));
    if (out->report != NULL || date_year(before->after->began) > before->year)
        return OK;
    TRY(all_stated(rq, &all));
    return all ? count(rq, before, texts, out) : OK;
}

enum problem
report_last(struct request *rq, const struct report_question *q, const struct assembled *a,
            bool texts, struct last_report *out)
{
    const struct report_question before = {.agency = q->agency,
                                           .year = q->year - 1,
                                           .subtree = q->subtree,
                                           .as_of = NO_DATE,
                                           .known_at = q->known_at,
                                           .after = a};
    const struct bag bag = rq->bag;
    enum problem p;

    *out = a->last != NULL ? *a->last : (struct last_report){.report = NULL};
    if (a->last != NULL && !(texts && out->counted))
        return OK;
    p = out->counted ? count(rq, &before, texts, out) : read(rq, &before, texts, out);
    rq->bag = bag;
    return p;
}
