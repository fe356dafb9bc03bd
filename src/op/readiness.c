#include "op/readiness.h"

#include "op/decision.h"
#include "op/law.h"
#include "op/remedy.h"

#include <stdlib.h>
#include <string.h>

enum {
    SUIT_MONTHS = 6,   /* 行政诉讼法第八十一条 */
    APPEAL_MONTHS = 3, /* 第八十八条 */
};

struct unready *
unready_add(struct unreadies *all, enum readiness rule, enum report_part part)
{
    struct unready *u = &all->list[all->count++];

    *u = (struct unready){.rule = rule, .part = part, .digest = ""};
    return u;
}

static enum problem
find_cases(struct request *rq, struct unreadies *all)
{
    PGresult *rows;

    TRY(run_sql(rq, SQL(readiness), &rows));
    for (int i = 0; i < PQntuples(rows); i++) {
        struct unready *u =
            unready_add(all, readiness_of(PQgetvalue(rows, i, 0)), PART_three);

        u->count = strtol(PQgetvalue(rows, i, 1), NULL, 10);
        u->digest = PQgetvalue(rows, i, 2);
        u->cases = PQgetvalue(rows, i, 3);
    }
    return OK;
}

/* ---- Answers ---- */

/* Whether the answer of the case in the bag lacks what blocks one. */
static enum problem
is_without_ground(struct request *rq, bool *lacks)
{
    struct standing s;
    struct history h;

    TRY(history_read(rq, &h));
    TRY(decision_standing(rq, &h, &s));
    *lacks = s.answered && decision_blocks(s.gaps);
    return OK;
}

/* Those of ROWS. */
static enum problem
look_at_answers(struct request *rq, const PGresult *rows, struct text *list,
                struct text *all, long *count)
{
    enum problem p = OK;

    for (int i = 0; p == OK && i < PQntuples(rows); i++) {
        bool lacks = false;

        put_text(rq, "agency_id", PQgetvalue(rows, i, 0));
        put_text(rq, "application", PQgetvalue(rows, i, 1));
        rq->agency.region = db_value(rows, i, 2);
        p = is_without_ground(rq, &lacks);
        if (!lacks)
            continue;
        if ((*count)++ < READY_MOST_SHOWN)
            text_addf(list, "%s\"%s\"", list->len > 0 ? "," : "", PQgetvalue(rows, i, 1));
        text_addf(all, "%s,", PQgetvalue(rows, i, 1));
    }
    return p;
}

static enum problem
find_answers(struct request *rq, struct unreadies *all)
{
    struct text list = {NULL, 0, 0}, ids = {NULL, 0, 0};
    const char *region = rq->agency.region;
    const struct bag bag = rq->bag;
    enum problem p;
    PGresult *rows;
    long count = 0;

    TRY(run_sql(rq, SQL(readiness_answers), &rows));
    put_text(rq, "known_at", NULL);
    p = look_at_answers(rq, rows, &list, &ids, &count);
    rq->bag = bag;
    rq->agency.region = region;
    if (p == OK && count > 0) {
        struct unready *u = unready_add(all, READY_answer_without_ground, PART_three);

        u->count = count;
        u->digest = arena_printf(rq->arena, "%016llx", check_digest(ids.bytes, ids.len));
        u->cases = arena_printf(rq->arena, "[%.*s]", (int)list.len, list.bytes);
    }
    text_free(&list);
    text_free(&ids);
    return p;
}

/* ---- Remedies ---- */

struct looking {
    struct request *rq;
    bool (*is_past)(const struct remedy *r, date on);
    struct text list, all; /* the first of them as JSON; every one */
    long count;
};

/* Whether who decides should have decided before ON: a review has its period, prolonged or
 * not, a suit of first instance six months. */
static bool
is_past_decision(const struct remedy *r, date on)
{
    if (r->stage != STAGE_pending)
        return false;
    if (r->kind == REMEDY_suit)
        return r->accepted_on != NO_DATE &&
               date_after_months(r->accepted_on, SUIT_MONTHS) < on;
    for (int i = 0; i < r->deadline_count; i++) {
        const struct remedy_deadline *d = &r->deadlines[i];

        if ((d->kind == PERIOD_decide_review || d->kind == PERIOD_decide_review_simple) &&
            d->open && d->due != NO_DATE && d->due < on)
            return true;
    }
    return false;
}

/* The same of a suit on appeal. */
static bool
is_past_appeal(const struct remedy *r, date on)
{
    return r->stage == STAGE_appeal && r->appealed_on != NO_DATE &&
           date_after_months(r->appealed_on, APPEAL_MONTHS) < on;
}

static void
look(void *context, struct arena *a, const struct remedy_row *row)
{
    struct looking *k = context;
    struct remedy_terms terms = row->terms;
    struct remedy r;

    terms.as_of = NO_DATE; /* a result that came since is one */
    remedy_fold(a, &terms, row->events, row->count, &r);
    if (!k->is_past(&r, k->rq->today))
        return;
    if (k->count++ < READY_MOST_SHOWN)
        text_addf(&k->list, "%s{\"agency\":%d,\"n\":%d}", k->list.len > 0 ? "," : "",
                  row->agency, row->n);
    text_addf(&k->all, "%d:%d,", row->agency, row->n);
}

/* Names of agencies for the numbers that the fold knows. */
static enum problem
name_agencies(struct request *rq, struct unready *u, const struct text *list)
{
    PGresult *row;

    put_text(rq, "list", arena_printf(rq->arena, "[%.*s]", (int)list->len, list->bytes));
    TRY(run_sql(rq, SQL(readiness_remedies), &row));
    u->remedies = PQgetvalue(row, 0, 0);
    u->digest = PQgetvalue(row, 0, 1);
    return OK;
}

static enum problem
find_remedies(struct request *rq, struct unreadies *all, enum readiness rule,
              bool (*is_past)(const struct remedy *r, date on))
{
    struct looking k = {.rq = rq, .is_past = is_past};
    enum problem p;

    put_text(rq, "known_at", NULL);
    p = remedies_each(rq, SQL(section_four), look, &k);
    if (p == OK && k.count > 0) {
        struct unready *u = unready_add(all, rule, PART_four);

        u->count = k.count;
        put_text(rq, "digest_of", arena_copy(rq->arena, k.all.bytes, k.all.len));
        p = name_agencies(rq, u, &k.list);
    }
    text_free(&k.list);
    text_free(&k.all);
    return p;
}

/* ---- What nobody stated ---- */

static void
find_missing(struct request *rq, const struct assembled *a, struct unreadies *all)
{
    struct text list = {NULL, 0, 0}, codes = {NULL, 0, 0};
    struct unready *u;

    if (a->missing_count == 0)
        return;
    u = unready_add(all, READY_no_figures, PART_two);
    u->count = a->missing_count;
    text_add(&list, "[");
    for (int i = 0; i < a->missing_count; i++) {
        text_addf(&codes, "%s,", a->missing[i].code);
        if (i >= READY_MOST_SHOWN)
            continue;
        text_add(&list, i > 0 ? "," : "");
        text_add_json(&list, a->missing[i].code);
    }
    text_add(&list, "]");
    u->agencies = arena_copy(rq->arena, list.bytes, list.len);
    u->digest = arena_printf(rq->arena, "%016llx", check_digest(codes.bytes, codes.len));
    text_free(&list);
    text_free(&codes);
}

static void
find_unwritten(const struct assembled *a, struct unreadies *all)
{
    static const enum report_part parts[] = {PART_one, PART_five, PART_six};

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (a->raw[parts[i]] == NULL || *a->raw[parts[i]] == '\0')
            unready_add(all, READY_no_narrative, parts[i]);
}

enum problem
readiness_find(struct request *rq, const struct report_question *q,
               const struct assembled *a, struct unreadies *all)
{
    const struct bag bag = rq->bag;
    enum problem p;

    all->count = 0;
    put_number(rq, "year", q->year);
    put_bool(rq, "subtree", q->subtree);
    put_date(rq, "cut_off", a->cut_off);
    p = find_cases(rq, all);
    if (p == OK)
        p = find_answers(rq, all);
    if (p == OK)
        p = find_remedies(rq, all, READY_no_result, is_past_decision);
    if (p == OK)
        p = find_remedies(rq, all, READY_appeal_no_result, is_past_appeal);
    rq->bag = bag;
    find_missing(rq, a, all);
    find_unwritten(a, all);
    return p;
}
