#include "op/redate.h"

#include "op/case_stream.h"
#include "op/law.h"
#include "op/member.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns of redate_cases.sql, before those of the entries. */
enum {
    R_AGENCY,
    R_ID,
    R_REGION,
    R_NUMBER,
    R_STATUS,
    R_CLOSED,
    R_DUE,
    R_CERTAIN,
    R_WAITING,
    R_PAUSED
};

struct search {
    struct request *rq;
    struct redate *found;
    struct law *supposed; /* the calendars as they will be */
};

static enum stated
timeliness(date closed, date due)
{
    return due == NO_DATE ? NOT_STATED : closed <= due ? STATED_YES : STATED_NO;
}

static const char *
reason(const struct search *s, const struct redated *r)
{
    const char *name = s->found->name;
    bool zh = !s->rq->english;

    if (r->before.due_on == r->after.due_on &&
        r->before.due_certain != r->after.due_certain)
        return arena_printf(
            s->rq->arena,
            r->after.due_certain
                ? (zh ? "%s公布后期限确定" : "%s makes the date certain")
                : (zh ? "撤回%s后期限暂定" : "without %s the date is provisional"),
            name);
    return arena_printf(
        s->rq->arena,
        s->found->adopt
            ? (zh ? "%s改变了期限内的工作日" : "%s changes working days of the period")
            : (zh ? "撤回%s改变了期限内的工作日" : "withdrawing %s changes working days"),
        name);
}

/* Room for one more in the list of running (0) or answered (1) cases. */
static struct redated *
add(struct redate *r, int which)
{
    struct redated **list = which ? &r->answered : &r->running;
    int *count = which ? &r->answered_count : &r->running_count;

    if (*count == r->room[which]) {
        r->room[which] = r->room[which] ? r->room[which] * 2 : 64;
        *list = xrealloc(*list, sizeof **list * (size_t)r->room[which]);
    }
    return &(*list)[(*count)++];
}

static bool
is_changed(const struct redated *r, bool answered)
{
    if (answered)
        return r->before.in_time != r->after.in_time;
    return r->before.due_on != r->after.due_on ||
           r->before.due_certain != r->after.due_certain ||
           r->before.waiting_until != r->after.waiting_until ||
           r->before.paused_until != r->after.paused_until ||
           r->before.state != r->after.state;
}

/* Keeps the number of the last case added, if it may be shown. */
static void
name(struct search *s, bool answered, const PGresult *row)
{
    int last = (answered ? s->found->answered_count : s->found->running_count) - 1;
    struct redated *r = (answered ? s->found->answered : s->found->running) + last;

    if (last < REDATE_NAMED && !PQgetisnull(row, 0, R_NUMBER))
        r->number = arena_copy(s->rq->arena, PQgetvalue(row, 0, R_NUMBER),
                               strlen(PQgetvalue(row, 0, R_NUMBER)));
}

static enum problem
take_case(void *context, struct arena *a, const PGresult *row, const struct event *events,
          int n)
{
    struct search *s = context;
    struct clock_terms terms = {
        .calendar = law_calendar(s->supposed, PQgetvalue(row, 0, R_REGION))};
    bool answered = strcmp(PQgetvalue(row, 0, R_STATUS), "answered") == 0;
    date closed = day_at(row, 0, R_CLOSED);
    struct redated r = {.agency = atoi(PQgetvalue(row, 0, R_AGENCY)),
                        .id = strtoll(PQgetvalue(row, 0, R_ID), NULL, 10)};
    struct clock c;

    clock_fold(a, &terms, events, n, &c);
    r.before.due_on = day_at(row, 0, R_DUE);
    r.before.due_certain = *PQgetvalue(row, 0, R_CERTAIN) == 't';
    r.before.waiting_until = day_at(row, 0, R_WAITING);
    r.before.paused_until = day_at(row, 0, R_PAUSED);
    r.before.state = clock_status_of(PQgetvalue(row, 0, R_STATUS));
    r.after.state = c.state;
    r.after.paused_for = c.paused_for;
    r.after.due_on = c.due_on;
    r.after.due_certain = c.due_certain;
    r.after.waiting_until = c.waiting_until;
    r.after.paused_until = c.paused_until;
    if (answered) {
        r.before.in_time = timeliness(closed, r.before.due_on);
        r.after.in_time = timeliness(closed, r.after.due_on);
    }
    if (!is_changed(&r, answered))
        return OK;
    *add(s->found, answered) = r;
    name(s, answered, row);
    return OK;
}

static void
free_law(void *law)
{
    law_free(law);
}

/* Names the notice and the days it touches; refuses what is so already. */
static enum problem
take_notice(struct request *rq, struct redate *r)
{
    PGresult *row;
    const char *state;

    TRY(run_sql(rq, SQL(redate_notice), &row));
    if (PQntuples(row) == 0)
        return fail_with(rq, P_not_found, "没有这个放假安排通知", "no such notice");
    r->notice = atoi(PQgetvalue(row, 0, 0));
    r->name = PQgetvalue(row, 0, 1);
    state = PQgetvalue(row, 0, 2);
    put_text(rq, "region", PQgetvalue(row, 0, 3));
    put_text(rq, "first_day", PQgetvalue(row, 0, 4));
    put_text(rq, "last_day", PQgetvalue(row, 0, 5));
    put_text(rq, "last_named", PQgetvalue(row, 0, 6));
    if (r->adopt && *PQgetvalue(row, 0, 7) == 't')
        return fail(rq, P_conflict, "该年度已有生效的年度通知，请先撤回再采用 %s",
                    "the year has an annual notice in force; withdraw it before %s",
                    r->name);
    if ((strcmp(state, "in_force") == 0) == r->adopt)
        return fail(rq, P_conflict, r->adopt ? "%s 已经生效" : "%s 没有生效，不能撤回",
                    r->adopt ? "%s is in force already" : "%s is not in force", r->name);
    return OK;
}

enum problem
redate_find(struct request *rq, bool adopt, struct redate *out)
{
    struct search s = {.rq = rq, .found = out};
    enum problem p;

    *out = (struct redate){.adopt = adopt};
    TRY(take_notice(rq, out));
    TRY(law_load(rq->db, &s.supposed));
    arena_own(rq->arena, s.supposed, free_law);
    law_suppose(s.supposed, out->notice, adopt);
    p = case_stream(rq->db, SQL(redate_cases), &rq->bag, rq->service->law, take_case, &s,
                    NULL);
    arena_own(rq->arena, out->running, free);
    arena_own(rq->arena, out->answered, free);
    return p;
}

static json_t *
case_json(const struct search *s, const struct redated *r, bool answered)
{
    json_t *one = json_object();
    char id[24];

    snprintf(id, sizeof id, "%lld", r->id);
    json_object_set_new(one, "application", json_string(id));
    json_object_set_new(one, "number", text_json(r->number));
    if (answered) {
        json_object_set_new(one, "in_time_before",
                            json_boolean(r->before.in_time == STATED_YES));
        json_object_set_new(one, "in_time_after",
                            json_boolean(r->after.in_time == STATED_YES));
    } else {
        json_object_set_new(one, "due_before", day_json(r->before.due_on));
        json_object_set_new(one, "due_after", day_json(r->after.due_on));
        json_object_set_new(one, "limit_before", day_json(r->before.waiting_until));
        json_object_set_new(one, "limit_after", day_json(r->after.waiting_until));
        json_object_set_new(one, "certain_before", json_boolean(r->before.due_certain));
        json_object_set_new(one, "certain_after", json_boolean(r->after.due_certain));
    }
    json_object_set_new(one, "why", json_string(reason(s, r)));
    return one;
}

json_t *
redate_view(struct request *rq, const struct redate *r, int most)
{
    struct search s = {.rq = rq, .found = (struct redate *)r};
    json_t *view = json_object(), *running = json_array(), *answered = json_array();
    char notice[16];
    int moved = 0;

    if (most > REDATE_NAMED)
        most = REDATE_NAMED;

    for (int i = 0; i < r->running_count; i++) {
        moved += r->running[i].before.due_on != r->running[i].after.due_on;
        if (i < most)
            json_array_append_new(running, case_json(&s, &r->running[i], false));
    }
    for (int i = 0; i < r->answered_count && i < most; i++)
        json_array_append_new(answered, case_json(&s, &r->answered[i], true));
    snprintf(notice, sizeof notice, "%d", r->notice);
    json_object_set_new(view, "notice", json_string(notice));
    json_object_set_new(view, "name", json_string(r->name));
    json_object_set_new(view, "act", json_string(r->adopt ? "adopt" : "withdraw"));
    json_object_set_new(view, "running", json_integer(r->running_count));
    json_object_set_new(view, "moved", json_integer(moved));
    json_object_set_new(view, "answered", json_integer(r->answered_count));
    json_object_set_new(view, "cases", running);
    json_object_set_new(view, "answered_cases", answered);
    return view;
}
