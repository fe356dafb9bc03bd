#include "op/case_page.h"

#include "core/letter.h"
#include "core/outcome.h"
#include "core/service.h"
#include "core/step.h"
#include "op/case_view.h"
#include "op/clock_proof.h"
#include "op/clock_view.h"
#include "op/member.h"
#include "op/page.h"

#include <stdlib.h>
#include <string.h>

/* The columns of case_steps.sql. */
enum { SEQ, KIND, HAPPENED_ON, RECORDED_AT, ACTOR, SUPERSEDES, STANDS, DATA, DIGEST };

static const char *
say(const struct request *rq, const char *zh, const char *en)
{
    return rq->english ? en : zh;
}

enum problem
case_clock(struct request *rq, struct history *h, struct clock_terms *terms,
           struct clock *c)
{
    *terms = (struct clock_terms){.as_of = rq->today};
    put_text(rq, "known_at", NULL);
    TRY(history_read(rq, h));
    if (h->count == 0)
        return fail_with(rq, P_not_found, "没有这件申请", "no such application");
    return history_fold(rq, h, terms, c);
}

/* What the step rests on: the article of its outcome, else that of the table of steps. */
static const char *
basis_of(enum event_kind kind, const json_t *data, const struct clock *c)
{
    const char *outcome = text_member(data, "outcome");

    if (c->law == 2008)
        return "2007年条例";
    if (kind == EVENT_answered && outcome != NULL && outcome_of(outcome) != OUTCOME_NONE)
        return outcome_article(outcome_of(outcome));
    return kind != EVENT_NONE ? step_article(kind) : "";
}

/* Who did it; of what took two, who proposed, who confirmed, and who signed where it is said. */
static const char *
who_of(struct request *rq, const char *actor, const json_t *data)
{
    const char *proposed = text_member(data, "proposed_by");
    const char *approved = text_member(data, "approved_by");
    const char *who = actor;

    if (proposed != NULL)
        who = arena_printf(rq->arena,
                           say(rq, "%s 提出，%s 确认", "%s proposed, %s confirmed"),
                           proposed, actor);
    if (approved != NULL)
        who = arena_printf(rq->arena, say(rq, "%s（%s 批准）", "%s (%s approved)"), who,
                           approved);
    return who;
}

static const char *
name_of(struct request *rq, const PGresult *steps, int i, const json_t *data)
{
    enum event_kind kind = event_kind_of(PQgetvalue(steps, i, KIND));
    const char *name = rq->english ? event_kind_code(kind) : event_kind_name(kind);
    const char *outcome = text_member(data, "outcome"), *ref = text_member(data, "ref");

    if (ref != NULL)
        name = arena_printf(rq->arena, "%s %s", name, ref);
    if (outcome != NULL && outcome_of(outcome) != OUTCOME_NONE)
        name = arena_printf(rq->arena, say(rq, "%s：%s", "%s: %s"), name,
                            rq->english ? outcome : outcome_name(outcome_of(outcome)));
    if (!PQgetisnull(steps, i, SUPERSEDES))
        name = arena_printf(rq->arena, say(rq, "%s（更正第 %s 项）", "%s (for no. %s)"),
                            name, PQgetvalue(steps, i, SUPERSEDES));
    if (*PQgetvalue(steps, i, STANDS) != 't')
        name =
            arena_printf(rq->arena, say(rq, "%s（不再有效）", "%s (stands no more)"), name);
    return name;
}

static json_t *
data_of(struct request *rq, const PGresult *steps, int i)
{
    json_t *data = json_loads(PQgetvalue(steps, i, DATA), 0, NULL);

    own_json(rq->arena, data);
    return data;
}

static void
add_steps(struct request *rq, const PGresult *steps, const struct clock *c,
          struct text *out)
{
    const char *headings[PAGE_COLUMNS] = {say(rq, "序号", "No."),
                                          say(rq, "日期", "Day"),
                                          say(rq, "事项", "Step"),
                                          say(rq, "依据", "Article"),
                                          say(rq, "办理人", "Who"),
                                          say(rq, "记录时刻", "Recorded"),
                                          NULL};

    page_table(out, say(rq, "经过", "What happened"), headings);
    for (int i = 0; i < PQntuples(steps); i++) {
        const json_t *data = data_of(rq, steps, i);
        const char *const cells[] = {
            PQgetvalue(steps, i, SEQ),
            PQgetvalue(steps, i, HAPPENED_ON),
            name_of(rq, steps, i, data),
            basis_of(event_kind_of(PQgetvalue(steps, i, KIND)), data, c),
            who_of(rq, PQgetvalue(steps, i, ACTOR), data),
            PQgetvalue(steps, i, RECORDED_AT)};

        page_row(out, cells, 6);
    }
    page_table_end(out);
}

/* The letters that were issued, as the register of letters has them. */
static enum problem
add_letters(struct request *rq, struct text *out)
{
    const char *headings[PAGE_COLUMNS] = {say(rq, "序号", "No."),
                                          say(rq, "落款", "Dated"),
                                          say(rq, "文号", "Number"),
                                          say(rq, "事项", "Step"),
                                          say(rq, "作废", "Voided"),
                                          say(rq, "文书", "Letter"),
                                          say(rq, "摘要（SHA-256）", "Digest (SHA-256)"),
                                          NULL};
    PGresult *rows;

    TRY(run_sql(rq, SQL(case_letters), &rows));
    page_table(out, say(rq, "文书", "Letters"), headings);
    for (int i = 0; i < PQntuples(rows); i++) {
        const char *code = PQgetvalue(rows, i, L_KIND);
        enum letter_kind k = letter_kind_of(code);

        page_row(out,
                 (const char *const[]){
                     PQgetvalue(rows, i, L_N), PQgetvalue(rows, i, L_DATED),
                     PQgetvalue(rows, i, L_NUMBER), PQgetvalue(rows, i, L_SEQ),
                     arena_printf(rq->arena, "%s %s", PQgetvalue(rows, i, L_VOIDED),
                                  PQgetvalue(rows, i, L_REASON)),
                     rq->english || k == LETTER_NONE ? code : letter(k)->name,
                     PQgetvalue(rows, i, L_SHA256)},
                 7);
    }
    page_table_end(out);
    return OK;
}

static const char *
day_said(struct request *rq, date d)
{
    char text[DATE_SIZE];

    return d == NO_DATE ? "" : arena_printf(rq->arena, "%s", date_text(d, text));
}

static const char *
way_said(const struct request *rq, enum service_way w)
{
    const char *said = rq->english ? service_way_code(w) : service_way_name(w);

    return said != NULL ? said : "";
}

static const char *
served_name(const struct request *rq, const struct served *s)
{
    return rq->english ? event_kind_code(s->letter->kind)
                       : event_kind_name(s->letter->kind);
}

static void
add_journeys(struct request *rq, const struct served *s, struct text *out)
{
    const char *seq = arena_printf(rq->arena, "%d", s->letter->seq);

    for (int i = 0; i < s->count; i++) {
        const struct journey *j = &s->journeys[i];

        page_row(out,
                 (const char *const[]){
                     seq, day_said(rq, j->sent_on), day_said(rq, j->delivered_on),
                     day_said(rq, j->returned_on), way_said(rq, j->way), served_name(rq, s),
                     i == 0 ? day_said(rq, s->counts_on) : ""},
                 7);
    }
    if (s->count == 0)
        page_row(out,
                 (const char *const[]){seq, "", "", "", "", served_name(rq, s),
                                       day_said(rq, s->counts_on)},
                 7);
}

/* How each letter of the case travelled, the day that counts with its first journey. */
static void
add_service(struct request *rq, const struct history *h, struct text *out)
{
    const char *headings[PAGE_COLUMNS] = {say(rq, "事项", "Step"),
                                          say(rq, "发出", "Sent"),
                                          say(rq, "送达", "Served"),
                                          say(rq, "退回", "Returned"),
                                          say(rq, "方式", "How"),
                                          say(rq, "文书", "Letter"),
                                          say(rq, "计算之日", "Counts as of"),
                                          NULL};
    struct service_problem *problems;
    struct served *all;
    int problem_count;
    int n = service_fold(rq->arena, h->events, h->count, &all, &problems, &problem_count);

    page_table(out, say(rq, "送达", "Service"), headings);
    for (int i = 0; i < n; i++)
        add_journeys(rq, &all[i], out);
    page_table_end(out);
}

static void
add_case(struct request *rq, const json_t *shown, struct text *out)
{
    const json_t *a = json_object_get(shown, "application");
    const json_t *p = json_object_get(shown, "applicant");
    const char *category = text_member(a, "applicant_category");

    page_table(out, say(rq, "申请", "The application"), NULL);
    page_fact(out, say(rq, "机关", "Agency"), rq->agency.name);
    page_fact(out, say(rq, "申请编号", "Number"), text_member(a, "number"));
    page_fact(out, say(rq, "申请人", "Applicant"), text_member(p, "name"));
    page_fact(out, say(rq, "申请人类别", "Category"),
              category == NULL || rq->english ? category
                                              : category_label(category_of(category)));
    page_fact(out, say(rq, "证件号码", "Identity number"), text_member(p, "id_number"));
    page_fact(out, say(rq, "所需政府信息", "What was asked"), text_member(a, "content"));
    page_fact(out, say(rq, "提交日期", "Submitted"), text_member(a, "submitted_on"));
    page_fact(out, say(rq, "到达日期", "Arrived"), text_member(a, "arrived_on"));
    page_fact(out, say(rq, "收到日期", "Received"), text_member(a, "received_on"));
    page_fact(out, say(rq, "答复期限", "Due"), text_member(a, "due_on"));
    page_fact(out, say(rq, "办结日期", "Closed"), text_member(a, "closed_on"));
    page_table_end(out);
}

/* Each entry's digest, that of all, and where the audit stands with this case. */
static enum problem
add_digests(struct request *rq, const PGresult *steps, struct text *out)
{
    PGresult *seal;

    TRY(run_sql(rq, SQL(case_seal), &seal));
    page_table(out, say(rq, "摘要（SHA-256）", "Digests (SHA-256)"), NULL);
    for (int i = 0; i < PQntuples(steps); i++)
        page_fact(out,
                  arena_printf(rq->arena, say(rq, "第 %s 项", "no. %s"),
                               PQgetvalue(steps, i, SEQ)),
                  PQgetvalue(steps, i, DIGEST));
    page_fact(out, say(rq, "全部事项", "all entries"), db_value(seal, 0, 0));
    if (!PQgetisnull(seal, 0, 1))
        page_fact(out,
                  arena_printf(rq->arena,
                               say(rq, "审计链第 %s 条（%s）", "audit no. %s (%s)"),
                               PQgetvalue(seal, 0, 1), PQgetvalue(seal, 0, 3)),
                  PQgetvalue(seal, 0, 2));
    page_table_end(out);
    return OK;
}

/* The case as case_shape has it, numbers masked; what it set for a reply is put back. */
static enum problem
shown_case(struct request *rq, const json_t **shown)
{
    struct reply before = rq->reply;
    json_t *json;
    PGresult *row;

    TRY(run_sql(rq, SQL(application_show), &row));
    if (PQntuples(row) == 0)
        return P_not_found;
    TRY(case_shape(rq, row));
    json = json_loadb(rq->reply.bytes, rq->reply.size, 0, NULL);
    own_json(rq->arena, json);
    rq->reply = before;
    *shown = json;
    return OK;
}

enum problem
case_page_write(struct request *rq, const struct history *h,
                const struct clock_terms *terms, const struct clock *c, struct text *out)
{
    const json_t *shown;
    PGresult *steps;

    TRY(shown_case(rq, &shown));
    TRY(run_sql(rq, SQL(case_steps), &steps));
    page_begin(out, say(rq, "案件证明", "Proof of a case"), rq->english);
    add_case(rq, shown, out);
    add_steps(rq, steps, c, out);
    TRY(add_letters(rq, out));
    add_service(rq, h, out);
    TRY(clock_proof_result(rq, h, terms, c, out));
    TRY(add_digests(rq, steps, out));
    page_end(out);
    return OK;
}
