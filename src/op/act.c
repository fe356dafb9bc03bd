#include "op/act.h"

#include "op/law.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct calendar *
calendar_of(const struct request *rq)
{
    return law_calendar(rq->service->law, rq->agency.region);
}

void
add_member(struct text *t, const char *name, const char *value)
{
    if (value == NULL)
        return;
    if (t->len > 0)
        text_add(t, ",");
    text_add_json(t, name);
    text_add(t, ":");
    text_add_json(t, value);
}

const char *
reason_member(struct request *rq)
{
    struct text t = {NULL, 0, 0};
    const char *member;

    add_member(&t, "reason", text_of(rq, "reason"));
    member = arena_copy(rq->arena, t.bytes ? t.bytes : "", t.len);
    text_free(&t);
    return member;
}

static date
date_at(const PGresult *r, int row, int column)
{
    date d = NO_DATE;

    if (!PQgetisnull(r, row, column))
        date_parse(PQgetvalue(r, row, column), &d);
    return d;
}

static const char *
text_at(const PGresult *r, int row, int column)
{
    return PQgetisnull(r, row, column) ? NULL : PQgetvalue(r, row, column);
}

static struct event
event_at(const PGresult *r, int row)
{
    return (struct event){
        .seq = atoi(PQgetvalue(r, row, 0)),
        .supersedes = atoi(PQgetvalue(r, row, 1)),
        .kind = event_kind_of(text_at(r, row, 2)),
        .happened_on = date_at(r, row, 3),
        .channel = channel_of(text_at(r, row, 4)),
        .category = category_of(text_at(r, row, 5)),
        .submitted_on = date_at(r, row, 6),
        .confirmed_on = date_at(r, row, 7),
        .outcome = outcome_of(text_at(r, row, 8)),
    };
}

/* If-Match names the version the client saw; what came since goes into the refusal. */
static enum problem
check_version(struct request *rq, const char *version)
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
    TRY(run_sql(rq, SQL(application_changes), &changes));
    rq->extra_json = arena_printf(rq->arena, "\"current\":%s", PQgetvalue(changes, 0, 0));
    return fail(rq, P_stale, "您看到的是第 %ld 版，现在是第 %s 版；请查看后再办理",
                "you saw version %ld, it is now %s; look again before you act", known,
                version);
}

enum problem
history_load(struct request *rq, struct history *h)
{
    PGresult *lock, *rows;

    TRY(run_sql(rq, SQL(application_lock), &lock));
    if (PQntuples(lock) == 0)
        return fail(rq, P_not_found, "没有这件申请", "no such application");
    TRY(check_version(rq, PQgetvalue(lock, 0, 0)));
    TRY(run_sql(rq, SQL(application_history), &rows));
    h->count = PQntuples(rows);
    h->events = arena_alloc(rq->arena, sizeof *h->events * (size_t)(h->count + 1));
    for (int i = 0; i < h->count; i++)
        h->events[i] = event_at(rows, i);
    return OK;
}

const struct event *
history_find(const struct history *h, int seq)
{
    for (int i = 0; i < h->count; i++)
        if (h->events[i].seq == seq)
            return &h->events[i];
    return NULL;
}

void
put_clock(struct request *rq, const struct clock *c)
{
    put_text(rq, "status", clock_status_code(c->status));
    put_text(rq, "channel", channel_code(c->channel));
    put_text(rq, "applicant_category", category_code(c->category));
    put_date(rq, "submitted_on", c->submitted_on);
    put_date(rq, "arrived_on", c->arrived_on);
    put_date(rq, "received_on", c->received_on);
    put_date(rq, "due_on", c->due_on);
    put_bool(rq, "due_provisional", c->due_provisional);
    put_date(rq, "closed_on", c->closed_on);
    put_text(rq, "outcome", c->outcome == OUTCOME_NONE ? NULL : outcome_code(c->outcome));
}

enum problem
act_with(struct request *rq, struct history *h, struct event *new, const char *data,
         const struct sql *statement)
{
    struct clock clock;
    struct clock_refusal refusal;

    new->seq = h->count > 0 ? h->events[h->count - 1].seq + 1 : 1;
    h->events[h->count] = *new;
    if (clock_fold(calendar_of(rq), h->events, h->count + 1, &clock, &refusal) != OK)
        return fail_with(rq, P_act_not_lawful, refusal.zh, refusal.en);
    put_clock(rq, &clock);
    put_number(rq, "seq", new->seq);
    put_text(rq, "kind", event_kind_code(new->kind));
    put_date(rq, "happened_on", new->happened_on);
    put_text(rq, "supersedes", NULL);
    if (new->supersedes != 0)
        put_number(rq, "supersedes", new->supersedes);
    put_text(rq, "data", arena_printf(rq->arena, "{%s}", data));
    put_warnings(rq);
    return reply_one(rq, 200, statement);
}

enum problem
act(struct request *rq, struct history *h, struct event *new, const char *data)
{
    return act_with(rq, h, new, data, SQL(application_record));
}

enum problem
act_on_application(struct request *rq, struct event *new, const char *data)
{
    struct history h;

    TRY(history_load(rq, &h));
    return act(rq, &h, new, data);
}
