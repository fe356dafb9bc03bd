#include "op/report.h"

#include "op/fee_year.h"
#include "op/figures.h"
#include "op/member.h"
#include "op/paging.h"
#include "op/report_last.h"
#include "op/section_three.h"

#include <stdlib.h>
#include <string.h>

enum problem
report_question_of(struct request *rq, struct report_question *q)
{
    const char *form = text_of(rq, "form");

    TRY(section_three_question(rq));
    *q = (struct report_question){.agency = rq->agency.id,
                                  .year = (int)number_of(rq, "year"),
                                  .subtree = is_true(rq, "subtree"),
                                  .as_of = date_of_field(rq, "as_of"),
                                  .known_at = text_of(rq, "known_at"),
                                  .form = form != NULL ? tally_form_named(form) : NULL};
    return OK;
}

/* Q as the statements of all sections take it. */
static void
ask(struct request *rq, const struct report_question *q)
{
    date last = date_of(q->year, 12, 31);

    put_number(rq, "agency_id", q->agency);
    put_number(rq, "year", q->year);
    put_bool(rq, "subtree", q->subtree);
    put_date(rq, "as_of", q->as_of);
    put_date(rq, "cut_off", q->as_of != NO_DATE && q->as_of < last ? q->as_of : last);
    put_text(rq, "known_at", q->known_at);
    put_text(rq, "form", q->form != NULL ? q->form->name : NULL);
}

static void
take_tally(struct report *r, const struct tally *t)
{
    r->tally_form = t->form;
    for (int i = 0; i < t->form->row_count; i++)
        for (int j = 0; j < TALLY_COLUMNS; j++)
            r->cells[i][j] = printed_number(t->cells[i][j]);
}

static void
take_remedies(struct report *r, const struct remedy_table *t)
{
    r->has_remedies = true;
    for (int i = 0; i < BLOCK_COUNT; i++)
        for (int j = 0; j < COLUMN_COUNT; j++)
            r->remedies[i][j] = printed_number(t->cells[i][j]);
}

/* Sections two to four, for the question in the bag. */
static enum problem
count_tables(struct request *rq, int year, struct report *r, struct section_four *four)
{
    struct tally t;
    enum problem p;
    bool stated;

    r->year = year;
    r->figure_form = figure_form_of_year(year);
    TRY(figures_read(rq, r->figure_form, r->figures, &stated));
    TRY(section_three_count(rq, &t));
    take_tally(r, &t);
    p = section_four_count(rq, four);
    if (four->all != NULL)
        arena_own(rq->arena, four->all, free);
    TRY(p);
    take_remedies(r, &four->table);
    return OK;
}

static enum problem
read_head(struct request *rq, struct assembled *a)
{
    PGresult *row;
    json_t *head;

    TRY(run_sql(rq, SQL(report_head), &row));
    if (PQntuples(row) == 0)
        return P_not_found;
    a->code = PQgetvalue(row, 0, 0);
    a->report.agency = PQgetvalue(row, 0, 1);
    a->report.level = PQgetvalue(row, 0, 2);
    a->began = day_at(row, 0, 3);
    head = json_loads(PQgetvalue(row, 0, 4), 0, NULL);
    own_json(rq->arena, head);
    for (int c = 0; c < CONTACT_COUNT; c++)
        a->contact[c] =
            text_member(head, narrative_contact_member((enum narrative_contact)c));
    return OK;
}

static enum problem
read_missing(struct request *rq, struct assembled *a)
{
    PGresult *rows;

    TRY(run_sql(rq, SQL(figures_missing), &rows));
    a->missing_count = PQntuples(rows);
    a->missing = arena_alloc(rq->arena, sizeof *a->missing * (size_t)PQntuples(rows));
    for (int i = 0; i < a->missing_count; i++)
        a->missing[i] =
            (struct report_missing){PQgetvalue(rows, i, 0), PQgetvalue(rows, i, 1)};
    return OK;
}

/* What was written; whether any of it looks back at the year before, into *LOOKS_BACK. */
static enum problem
read_texts(struct request *rq, struct assembled *a, bool *looks_back)
{
    PGresult *rows;

    TRY(run_sql(rq, SQL(report_texts), &rows));
    *looks_back = false;
    for (int i = 0; i < PQntuples(rows); i++) {
        int part = report_part_of(PQgetvalue(rows, i, 0));

        if (part < 0)
            continue;
        a->raw[part] = PQgetvalue(rows, i, 1);
        *looks_back = *looks_back || narrative_looks_back(a->raw[part]);
    }
    return OK;
}

enum problem
report_values(struct request *rq, const struct report_question *q,
              const struct assembled *a, bool looks_back, struct narrative_values *v)
{
    struct last_report last;

    *v = (struct narrative_values){
        .now = &a->report, .fees = &a->fees, .contact = a->contact};
    if (!looks_back)
        return OK;
    TRY(report_last(rq, q, a, false, &last));
    v->last = last.report;
    v->last_fees = last.fees;
    return OK;
}

/* Reads last year's report, for all that looks back at it. */
static enum problem
look_back(struct request *rq, const struct report_question *q, struct assembled *a)
{
    struct last_report *last = arena_alloc(rq->arena, sizeof *last);

    TRY(report_last(rq, q, a, false, last));
    a->last = last;
    return OK;
}

static enum problem
fill(struct request *rq, const struct report_question *q, struct assembled *a,
     bool looks_back)
{
    struct narrative_values v;

    if (looks_back)
        TRY(look_back(rq, q, a));
    TRY(report_values(rq, q, a, looks_back, &v));
    for (int i = 0; i < PART_COUNT; i++) {
        a->report.text[i].heading = report_heading((enum report_part)i, q->year);
        a->report.text[i].body = "";
        if (a->raw[i] == NULL)
            continue;
        narrative_fill(rq->arena, a->raw[i], &v, &a->filled[i]);
        a->report.text[i].body = a->filled[i].text;
    }
    return OK;
}

/* All that is counted of Q, which is in the bag. */
static enum problem
count(struct request *rq, const struct report_question *q, struct assembled *out)
{
    TRY(count_tables(rq, q->year, &out->report, &out->four));
    return fee_year_read(rq, &out->fees);
}

/* Head and tables of Q from the report of the year after. */
static enum problem
take_after(struct request *rq, const struct report_question *q, struct assembled *out)
{
    const struct assembled *after = q->after;

    if (after->last != NULL && after->last->counted) {
        out->report = *after->last->report;
        out->fees = *after->last->fees;
    } else {
        TRY(count(rq, q, out));
    }
    out->code = after->code;
    out->report.agency = after->report.agency;
    out->report.level = after->report.level;
    out->began = after->began;
    memcpy(out->contact, after->contact, sizeof out->contact);
    return OK;
}

static enum problem
assemble(struct request *rq, const struct report_question *q, struct assembled *out)
{
    bool looks_back;

    ask(rq, q);
    out->cut_off = date_of_field(rq, "cut_off");
    if (q->after != NULL) {
        TRY(take_after(rq, q, out));
    } else {
        TRY(read_head(rq, out));
        TRY(count(rq, q, out));
        TRY(read_missing(rq, out));
    }
    out->report.title = arena_printf(rq->arena, "%s%d年政府信息公开工作年度报告",
                                     out->report.agency, q->year);
    TRY(read_texts(rq, out, &looks_back));
    return fill(rq, q, out, looks_back);
}

enum problem
report_assemble_all(struct request *rq, const struct report_question *q,
                    struct assembled *out)
{
    const struct bag bag = rq->bag;
    enum problem p;

    *out = (struct assembled){.code = NULL};
    p = assemble(rq, q, out);
    rq->bag = bag;
    return p;
}

enum problem
report_assemble(struct request *rq, const struct report_question *q, struct report *out)
{
    struct assembled a;

    TRY(report_assemble_all(rq, q, &a));
    *out = a.report;
    return OK;
}

enum problem
report_tables(struct request *rq, const struct report_question *q, struct report *out)
{
    const struct bag bag = rq->bag;
    struct section_four four;
    enum problem p;

    *out = (struct report){.title = NULL};
    ask(rq, q);
    p = count_tables(rq, q->year, out, &four);
    rq->bag = bag;
    return p;
}
