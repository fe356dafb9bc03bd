#include "op/remedy.h"

#include "http/audit.h"
#include "op/act.h"
#include "op/law.h"
#include "op/member.h"
#include "op/report_touch.h"

#include <stdlib.h>
#include <string.h>

static enum rests
rests_of(const char *ground)
{
    if (ground == NULL)
        return RESTS_NOT_STATED;
    return strcmp(ground, "14_to_16") == 0 ? RESTS_ON_14_TO_16 : RESTS_ELSEWHERE;
}

struct remedy_event
remedy_event_read(int seq, int supersedes, const char *kind, date happened_on,
                  const char *text)
{
    json_t *data = json_loads(text, 0, NULL);
    struct remedy_event e = {
        .seq = seq,
        .supersedes = supersedes,
        .kind = remedy_event_of(kind),
        .happened_on = happened_on,
        .of = remedy_kind_of(text_member(data, "kind")),
        .route = remedy_route_of(text_member(data, "route")),
        .matter = remedy_matter_of(text_member(data, "matter")),
        .capacity = remedy_capacity_of(text_member(data, "capacity")),
        .rests = rests_of(text_member(data, "rests_on")),
        .known_on = date_member(data, "known_on"),
        .review_received_on = date_member(data, "review_received_on"),
        .simplified = stated_member(data, "simplified") == STATED_YES,
        .result = remedy_result_of(text_member(data, "result")),
        .delivered_on = date_member(data, "delivered_on"),
        .re_decide = stated_member(data, "re_decide") == STATED_YES,
        .re_decide_days = number_member(data, "re_decide_days"),
        .re_decide_by = date_member(data, "re_decide_by"),
        .outcome = outcome_of(text_member(data, "outcome")),
    };

    json_decref(data);
    return e;
}

/* Columns of remedy_read.sql. */
static enum problem
read_entries(struct request *rq, struct remedy_history *h)
{
    PGresult *rows;

    TRY(run_sql(rq, SQL(remedy_read), &rows));
    h->count = PQntuples(rows);
    h->events = arena_alloc(rq->arena, sizeof *h->events * (size_t)(h->count + 1));
    for (int i = 0; i < h->count; i++)
        h->events[i] = remedy_event_read(
            atoi(PQgetvalue(rows, i, 0)), atoi(PQgetvalue(rows, i, 1)),
            PQgetvalue(rows, i, 2), day_at(rows, i, 3), PQgetvalue(rows, i, 4));
    return OK;
}

/* Reads it with STATEMENT, whose first columns are version, application, outcome and day of
 * the answer; *ROW is what it gave. */
static enum problem
find(struct request *rq, const struct sql *statement, struct remedy_history *h,
     PGresult **row)
{
    TRY(run_sql(rq, statement, row));
    if (PQntuples(*row) == 0)
        return fail_with(rq, P_not_found, "没有这件复议或诉讼", "no such review or suit");
    h->terms = (struct remedy_terms){.calendar = calendar_of(rq),
                                     .outcome = outcome_of(db_value(*row, 0, 2)),
                                     .answered_on = day_at(*row, 0, 3)};
    return read_entries(rq, h);
}

enum problem
remedy_find(struct request *rq, struct remedy_history *h)
{
    PGresult *row;

    return find(rq, SQL(remedy_answer), h, &row);
}

enum problem
remedy_begin(struct request *rq, struct remedy_history *h)
{
    PGresult *row;

    TRY(find(rq, SQL(remedy_lock), h, &row));
    TRY(act_seen(rq, PQgetvalue(row, 0, 0), SQL(remedy_changes)));
    put_text(rq, "application", db_value(row, 0, 1)); /* its record names it */
    audit_about(rq, "remedy:%s", text_of(rq, "remedy"));
    return OK;
}

const struct remedy_event *
remedy_entry(const struct remedy_history *h, int seq)
{
    for (int i = 0; i < h->count; i++)
        if (h->events[i].seq == seq)
            return &h->events[i];
    return NULL;
}

struct remedy_event *
remedy_add(struct remedy_history *h, enum remedy_event_kind kind, date happened_on,
           const char *data)
{
    int seq = h->count > 0 ? h->events[h->count - 1].seq + 1 : 1;
    struct remedy_event *e = &h->events[h->count++];

    *e = remedy_event_read(seq, 0, remedy_event_code(kind), happened_on, data);
    return e;
}

static const char *
flag_words(struct request *rq, const struct remedy_flag *flag, bool english)
{
    const char *text = remedy_flag_text(flag->flag, english),
               *article = remedy_flag_article(flag->flag);

    return *article == '\0'
               ? text
               : arena_printf(rq->arena, english ? "%s [%s]" : "%s（%s）", text, article);
}

static bool
shows(const struct remedy *r, const struct remedy_flag *flag)
{
    for (int i = 0; i < r->flag_count; i++)
        if (r->flags[i].flag == flag->flag && r->flags[i].seq == flag->seq)
            return true;
    return false;
}

/* What the last entry shows, or makes the others show. */
static void
warn(struct request *rq, const struct remedy_history *h, const struct remedy *after)
{
    struct remedy before;

    remedy_fold(rq->arena, &h->terms, h->events, h->count - 1, &before);
    for (int i = 0; i < after->flag_count; i++)
        if (remedy_flag_level(after->flags[i].flag) != LEVEL_no_effect &&
            !shows(&before, &after->flags[i]))
            add_warning(rq, remedy_flag_code(after->flags[i].flag), "%s", "%s",
                        flag_words(rq, &after->flags[i], rq->english));
}

/* The stored columns, which no calendar has a part in: it may change, and they stay. */
static void
put_columns(struct request *rq, const struct remedy_history *h)
{
    struct remedy_terms terms = {.outcome = OUTCOME_NONE};
    struct remedy r;

    remedy_fold(rq->arena, &terms, h->events, h->count, &r);
    put_text(rq, "filed_kind", remedy_kind_code(r.kind)); /* null: nothing stands */
    put_text(rq, "filed_route", remedy_route_code(r.route));
    put_text(rq, "filed_matter", remedy_matter_code(r.matter));
    put_text(rq, "filed_capacity", remedy_capacity_code(r.capacity));
    put_date(rq, "first_on", r.filed_on);
    put_text(rq, "stage", remedy_stage_code(r.stage));
    put_date(rq, "accepted_on", r.accepted_on);
    put_text(rq, "effective", remedy_result_code(r.result));
    put_date(rq, "settled_on", r.settled_on);
}

enum problem
remedy_accept(struct request *rq, struct remedy_history *h)
{
    struct remedy_flag why;
    struct remedy r;

    if (remedy_judge(rq->arena, &h->terms, h->events, h->count, &r, &why) != OK)
        return fail_with(rq, P_act_not_lawful, flag_words(rq, &why, false),
                         flag_words(rq, &why, true));
    warn(rq, h, &r);
    TRY(report_touch_remedy(rq, h));
    put_columns(rq, h);
    put_warnings(rq);
    return OK;
}

void
remedy_vouch(struct request *rq, const char *remedy, int seq, const char *hex)
{
    audit_note(rq, "remedy", remedy);
    audit_note(rq, "remedy_entry", arena_printf(rq->arena, "%d", seq));
    audit_note(rq, "remedy_digest", arena_printf(rq->arena, "\"%s\"", hex));
}

enum problem
remedy_store(struct request *rq, struct remedy_history *h, const char *data)
{
    const struct remedy_event *new = &h->events[h->count - 1];
    PGresult *stored;

    if (rq->proposed_by != NULL) {
        struct text t = {NULL, 0, 0};

        add_member(&t, "proposed_by", rq->proposed_by);
        data = arena_printf(rq->arena, "{%s%s%s", t.bytes,
                            strcmp(data, "{}") == 0 ? "" : ",", data + 1);
        text_free(&t);
    }
    TRY(remedy_accept(rq, h));
    put_text(rq, "new_body", NULL);
    put_text(rq, "new_number", NULL);
    if (new->kind == REMEDY_EVENT_filed) {
        put_text(rq, "new_body", text_of(rq, "body"));
        put_text(rq, "new_number", text_of(rq, "number"));
    }
    put_number(rq, "seq", new->seq);
    put_text(rq, "kind", remedy_event_code(new->kind));
    put_date(rq, "happened_on", new->happened_on);
    put_text(rq, "supersedes", NULL);
    if (new->supersedes != 0)
        put_number(rq, "supersedes", new->supersedes);
    put_text(rq, "data", data);
    TRY(run_sql(rq, SQL(remedy_store), &stored));
    remedy_vouch(rq, text_of(rq, "remedy"), new->seq, PQgetvalue(stored, 0, 1));
    return remedy_reply(rq, 200, h);
}

enum problem
remedy_reply(struct request *rq, unsigned status, const struct remedy_history *h)
{
    struct remedy r;

    remedy_fold(rq->arena, &h->terms, h->events, h->count, &r);
    put_text(rq, "live", remedy_live(rq, &r, rq->today));
    return reply_one(rq, status, SQL(remedy_one));
}

static void
add_day(struct text *t, const char *name, date d)
{
    char day[DATE_SIZE];

    if (d != NO_DATE)
        text_addf(t, ",\"%s\":\"%s\"", name, date_text(d, day));
    else
        text_addf(t, ",\"%s\":null", name);
}

static void
add_code(struct text *t, const char *name, const char *code)
{
    text_addf(t, code != NULL ? ",\"%s\":\"%s\"" : ",\"%s\":%s", name,
              code ? code : "null");
}

const char *
remedy_live(struct request *rq, const struct remedy *r, date on)
{
    const struct remedy_deadline *next = remedy_next(r);
    enum remedy_column column = remedy_column_on(r, on);
    struct text t = {NULL, 0, 0};
    const char *live;

    text_addf(&t, "{\"over\":%s,\"overdue\":%s", remedy_is_over(r, on) ? "true" : "false",
              next != NULL && next->due < on ? "true" : "false");
    add_code(&t, "stage", remedy_stage_code(r->stage));
    add_day(&t, "accepted_on", r->accepted_on);
    add_code(&t, "result", remedy_result_code(r->result));
    add_day(&t, "decided_on", r->decided_on);
    add_day(&t, "settled_on", r->settled_on);
    add_code(&t, "column", column == COLUMN_NONE ? NULL : remedy_column_code(column));
    add_day(&t, "due_on", next != NULL ? next->due : NO_DATE);
    add_code(&t, "due_for", next != NULL ? remedy_period_code(next->kind) : NULL);
    add_day(&t, "re_decided_on", r->re_decided_on);
    add_code(&t, "re_decided",
             r->re_decided == OUTCOME_NONE ? NULL : outcome_code(r->re_decided));
    text_add(&t, "}");
    live = arena_copy(rq->arena, t.bytes, t.len);
    text_free(&t);
    return live;
}

const char *
remedy_filed_data(struct request *rq, const char *except)
{
    struct text more = {NULL, 0, 0};
    const char *data;

    if (text_of(rq, "matter") == NULL)
        add_member(&more, "matter", remedy_matter_code(MATTER_answer));
    if (text_of(rq, "capacity") == NULL)
        add_member(&more, "capacity", remedy_capacity_code(CAPACITY_original));
    data = act_data(rq, except, more.bytes);
    text_free(&more);
    return data;
}

enum problem
remedy_check_filed(struct request *rq, enum remedy_kind kind, enum remedy_route route)
{
    PGresult *review;

    if ((kind == REMEDY_suit) != (route != ROUTE_NONE))
        add_error_with(
            rq, "route",
            kind == REMEDY_suit
                ? "请写明是未经复议直接起诉（direct）还是复议后起诉（after_review）"
                : "复议没有起诉途径，请删去",
            kind == REMEDY_suit ? "say whether the suit was filed directly or "
                                  "after_review"
                                : "a review has no road; leave it out");
    if (text_of(rq, "after") == NULL)
        return rq->error_count > 0 ? P_invalid : OK;
    TRY(run_sql(rq, SQL(remedy_review), &review));
    if (route != ROUTE_after_review || PQntuples(review) == 0)
        add_error_with(rq, "after", "须是本机关登记的一件复议，且起诉途径为复议后起诉",
                       "must be a review of this agency, of a suit filed after_review");
    return rq->error_count > 0 ? P_invalid : OK;
}

/* What each kind of entry says besides its day; a note any. */
static const struct {
    enum remedy_event_kind kind;
    const char *fields, *must;
} stated[] = {
    {REMEDY_EVENT_accepted, "|ref", NULL},
    {REMEDY_EVENT_served, "|simplified|ref", NULL},
    {REMEDY_EVENT_replied, "|ref", NULL},
    {REMEDY_EVENT_hearing, "|ref", NULL},
    {REMEDY_EVENT_extended, "|ref", NULL},
    {REMEDY_EVENT_decided, "|result|delivered_on|re_decide|re_decide_days|re_decide_by|ref",
     "result"},
    {REMEDY_EVENT_appealed, "|ref", NULL},
    {REMEDY_EVENT_appeal_decided,
     "|result|delivered_on|re_decide|re_decide_days|re_decide_by|ref", "result"},
    {REMEDY_EVENT_reopened, "|ref", NULL},
    {REMEDY_EVENT_re_decided, "|outcome|ref", "outcome"},
};

static void
check_limit_of_answer(struct request *rq)
{
    bool days = text_of(rq, "re_decide_days") != NULL,
         by = text_of(rq, "re_decide_by") != NULL;

    if (days && by)
        add_error_with(rq, "re_decide_days", "重新答复期限只能用日期或工作日数之一写明",
                       "state the limit as a day or as working days, not both");
    if ((days || by) && text_of(rq, "re_decide") != NULL && !is_true(rq, "re_decide"))
        add_error_with(rq, "re_decide", "没有责令重新答复就没有期限",
                       "there is no limit where no new answer is ordered");
}

enum problem
remedy_check_act(struct request *rq, enum remedy_event_kind kind, date happened_on,
                 bool whole)
{
    static const struct field fields[] = {REMEDY_ACT_FACTS, {.name = NULL}};

    for (unsigned i = 0; i < sizeof stated / sizeof stated[0]; i++) {
        if (stated[i].kind != kind)
            continue;
        for (const struct field *f = fields; f->name != NULL; f++)
            if (text_of(rq, f->name) != NULL && !field_is_one_of(f->name, stated[i].fields))
                add_error(rq, f->name, "这一事项没有%s", "an entry of this kind has no %s",
                          rq->english ? f->name : f->label);
        if (whole && stated[i].must != NULL && text_of(rq, stated[i].must) == NULL)
            add_error(rq, stated[i].must, "缺少 %s", "%s is missing", stated[i].must);
    }
    if (text_of(rq, "delivered_on") != NULL &&
        date_of_field(rq, "delivered_on") < happened_on)
        add_error_with(rq, "delivered_on", "送达不能早于作出",
                       "cannot lie before the decision");
    check_limit_of_answer(rq);
    return rq->error_count > 0 ? P_invalid : OK;
}
