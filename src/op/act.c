#include "op/act.h"

#include "op/fee.h"
#include "op/law.h"
#include "op/letter.h"
#include "op/report_touch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct calendar *
calendar_of(const struct request *rq)
{
    return law_calendar(rq->service->law, rq->agency.region);
}

static void
add_raw_member(struct text *t, const char *name, const char *value)
{
    if (t->len > 0)
        text_add(t, ",");
    text_add_json(t, name);
    text_add(t, ":");
    text_add(t, value);
}

void
add_member(struct text *t, const char *name, const char *value)
{
    struct text quoted = {NULL, 0, 0};

    if (value == NULL)
        return;
    text_add_json(&quoted, value);
    add_raw_member(t, name, quoted.bytes);
    text_free(&quoted);
}

static bool
is_quoted(enum field_type type)
{
    return type != FIELD_INTEGER && type != FIELD_BOOLEAN && type != FIELD_OBJECT &&
           type != FIELD_LIST;
}

const char *
act_data(struct request *rq, const char *except, const char *more)
{
    struct text t = {NULL, 0, 0};
    const char *data;

    for (const struct field *f = rq->op->body; f != NULL && f->name != NULL; f++) {
        const char *value = text_of(rq, f->name);

        if (value == NULL || field_is_one_of(f->name, except))
            continue;
        if (is_quoted(f->type))
            add_member(&t, f->name, value);
        else
            add_raw_member(&t, f->name, value);
    }
    if (more != NULL && *more != '\0')
        text_addf(&t, "%s%s", t.len > 0 ? "," : "", more);
    data = arena_printf(rq->arena, "{%s}", t.bytes ? t.bytes : "");
    text_free(&t);
    return data;
}

enum problem
act_seen(struct request *rq, const char *version, const struct sql *statement)
{
    const char *seen = rq->if_match;
    char current[32];
    PGresult *changes;
    long known;

    if (seen == NULL || strcmp(seen, "*") == 0)
        return OK;
    snprintf(current, sizeof current, "\"%s\"", version);
    if (strcmp(seen, current) == 0)
        return OK;
    known = *seen == '"' ? strtol(seen + 1, NULL, 10) : 0;
    put_number(rq, "seen", known < 0 || known > 1000000000 ? 0 : known);
    TRY(run_sql(rq, statement, &changes));
    rq->extra_json = arena_printf(rq->arena, "\"current\":%s", PQgetvalue(changes, 0, 0));
    return fail(rq, P_stale, "您看到的是第 %ld 版，现在是第 %s 版；请查看后再办理",
                "you saw version %ld, it is now %s; look again before you act", known,
                version);
}

enum problem
act_lock(struct request *rq)
{
    PGresult *lock;

    TRY(run_sql(rq, SQL(application_lock), &lock));
    if (PQntuples(lock) == 0)
        return fail(rq, P_not_found, "没有这件申请", "no such application");
    if (!PQgetisnull(lock, 0, 1))
        return fail(
            rq, P_act_not_lawful,
            "该申请保管期满，已于 %s 销毁，只保留编号、日期和结果，不能再办理",
            "the case was disposed of on %s, after its retention; its number, dates "
            "and result are kept, and nothing can be done with it any more",
            PQgetvalue(lock, 0, 1));
    return act_seen(rq, PQgetvalue(lock, 0, 0), SQL(application_changes));
}

enum problem
act_begin(struct request *rq, struct history *h)
{
    TRY(act_lock(rq));
    put_text(rq, "known_at", NULL);
    return history_read(rq, h);
}

void
put_clock(struct request *rq, const struct clock *c)
{
    put_text(rq, "status", clock_status_code(c->state));
    put_text(rq, "channel", channel_code(c->channel));
    put_text(rq, "applicant_category", category_code(c->category));
    put_date(rq, "submitted_on", c->submitted_on);
    put_date(rq, "arrived_on", c->arrived_on);
    put_date(rq, "received_on", c->received_on);
    put_date(rq, "due_on", c->due_on);
    put_bool(rq, "due_certain", c->due_certain);
    put_date(rq, "waiting_until", c->waiting_until);
    put_date(rq, "paused_until", c->paused_until);
    if (c->paused_until == DATE_LAST)
        put_text(rq, "paused_until", "infinity");
    put_text(rq, "paused_for", clock_party_code(c->paused_for));
    put_date(rq, "closed_on", c->closed_on);
    put_text(rq, "outcome", c->outcome == OUTCOME_NONE ? NULL : outcome_code(c->outcome));
}

enum problem
check_limit(struct request *rq, date sent)
{
    date delivered = date_of_field(rq, "delivered_on");
    date limit = NO_DATE;
    const char *value;

    if (bag_has(&rq->bag, "deadline_on", &value))
        limit = date_of_field(rq, "deadline_on");
    if (delivered != NO_DATE && delivered < sent)
        add_error_with(rq, "delivered_on", "送达不能早于发出", "cannot lie before sent_on");
    if (limit != NO_DATE && limit <= (delivered > sent ? delivered : sent))
        add_error_with(rq, "deadline_on", "期限须晚于告知和送达的日期",
                       "must lie after the letter was sent and delivered");
    if (limit != NO_DATE && !calendar_works(calendar_of(rq), limit))
        add_error_with(rq, "deadline_on", "该日不是工作日，请改为工作日",
                       "is no working day; choose one");
    if (limit != NO_DATE && bag_has(&rq->bag, "days", &value) && value != NULL)
        add_error_with(rq, "days", "期限只能用日期或工作日数之一写明",
                       "state the limit as a day or as working days, not both");
    return rq->error_count > 0 ? P_invalid : OK;
}

static void
warn_of(struct request *rq, const struct clock_flag *flag, const struct event *new)
{
    const char *text = flag_text(flag->flag, rq->english);

    if (flag->seq != new->seq)
        text = arena_printf(rq->arena, rq->english ? "entry %d: %s" : "第 %d 项：%s",
                            flag->seq, text);
    add_warning(rq, flag_code(flag->flag), "%s（%s）", "%s [%s]", text,
                flag_article(flag->flag));
}

/* What the last entry of H shows, and what it makes others show, as warnings. */
static void
warn(struct request *rq, const struct history *h, const struct clock_terms *terms,
     const struct clock *c)
{
    const struct event *new = &h->events[h->count - 1];
    struct clock before = {.flag_count = 0};
    bool others = false;

    for (int i = 0; i < c->flag_count; i++)
        others = others || c->flags[i].seq != new->seq;
    if (others && h->count > 1)
        clock_fold(rq->arena, terms, h->events, h->count - 1, &before);
    for (int i = 0; i < c->flag_count; i++)
        if (c->flags[i].seq == new->seq || !clock_shows(&before, &c->flags[i], new))
            warn_of(rq, &c->flags[i], new);
}

enum problem
act_judge(struct request *rq, const struct history *h, struct clock *clock)
{
    struct clock_terms terms = {.calendar = calendar_of(rq)};
    struct law *law = rq->service->law;
    struct clock_refusal refusal;

    if (law_version(law) > 0)
        history_calendars(law, rq->agency.region, h->events, h->count);
    terms.calendar = history_calendar(rq->arena, law, rq->agency.region, law_version(law),
                                      h->events, h->count);
    if (clock_judge(rq->arena, &terms, h->events, h->count, clock, &refusal) != OK)
        return fail_with(rq, P_act_not_lawful, refusal.zh, refusal.en);
    TRY(fee_judge(rq, h, clock->received_on));
    TRY(letter_judge(rq, h));
    warn(rq, h, &terms, clock);
    return OK;
}

/* DATA with the version of the calendar it is recorded under, while that is not the first,
 * and with who proposed it, the actor being who confirmed. */
static const char *
stamped(struct request *rq, const char *data, bool new)
{
    int version = law_version(rq->service->law);
    struct text t = {NULL, 0, 0};

    if (new &&version > 0) /* one that supersedes keeps that of the entry it supersedes */
        text_addf(&t, "\"calendar\":%d", version);
    if (rq->proposed_by != NULL)
        add_member(&t, "proposed_by", rq->proposed_by);
    if (t.len > 0)
        data = arena_printf(rq->arena, "{%s%s%s", t.bytes,
                            strcmp(data, "{}") == 0 ? "" : ",", data + 1);
    text_free(&t);
    return data;
}

enum problem
act_store_with(struct request *rq, struct history *h, const char *data,
               const struct sql *statement)
{
    const struct event *new = &h->events[h->count - 1];
    struct clock clock;

    data = stamped(rq, data, new->supersedes == 0);
    TRY(act_judge(rq, h, &clock));
    TRY(report_touch(rq, h, &clock));
    put_clock(rq, &clock);
    put_number(rq, "seq", new->seq);
    put_text(rq, "kind", event_kind_code(new->kind));
    put_date(rq, "happened_on", new->happened_on);
    put_text(rq, "supersedes", NULL);
    if (new->supersedes != 0)
        put_number(rq, "supersedes", new->supersedes);
    put_text(rq, "data", data);
    put_warnings(rq);
    return reply_one(rq, 200, statement);
}

enum problem
act_store(struct request *rq, struct history *h, const char *data)
{
    return act_store_with(rq, h, data, SQL(application_record));
}

enum problem
act(struct request *rq, enum event_kind kind, const char *date_field, date happened_on)
{
    const char *data = act_data(rq, arena_printf(rq->arena, "|%s", date_field), NULL);
    struct history h;

    TRY(act_begin(rq, &h));
    history_add(rq, &h, kind, happened_on, data);
    return act_store(rq, &h, data);
}
