#include "op/clock_view.h"

#include "op/law.h"
#include "op/member.h"

#include <stdlib.h>
#include <string.h>

static json_t *
stated_json(enum stated s)
{
    return s == NOT_STATED ? json_null() : json_boolean(s == STATED_YES);
}

static void
set(json_t *object, const char *name, json_t *value)
{
    json_object_set_new(object, name, value);
}

static json_t *
deadlines_json(struct request *rq, const struct clock *c)
{
    json_t *list = json_array();

    for (int i = 0; i < c->deadline_count; i++) {
        const struct clock_deadline *d = &c->deadlines[i];
        json_t *one = json_object();
        const char *ref =
            d->round > 0 ? arena_printf(rq->arena, "round %d", d->round) : d->ref;

        set(one, "kind", json_string(deadline_code(d->kind)));
        set(one, "name", json_string(deadline_name(d->kind)));
        set(one, "ref", text_json(ref));
        set(one, "start", day_json(d->start));
        set(one, "due", day_json(d->due));
        set(one, "done", day_json(d->done));
        set(one, "met", stated_json(d->met));
        set(one, "effect", json_string(deadline_effect(d->kind, rq->english)));
        json_array_append_new(list, one);
    }
    return list;
}

static json_t *
flags_json(const struct request *rq, const struct clock *c)
{
    static const char *const levels[] = {"note", "breach", "no_effect"};
    json_t *list = json_array();

    for (int i = 0; i < c->flag_count; i++) {
        const struct clock_flag *f = &c->flags[i];
        json_t *one = json_object();

        set(one, "flag", json_string(flag_code(f->flag)));
        set(one, "level", json_string(levels[flag_level(f->flag)]));
        set(one, "seq", f->seq > 0 ? json_integer(f->seq) : json_null());
        set(one, "on", day_json(f->on));
        set(one, "article", json_string(flag_article(f->flag)));
        set(one, "text", json_string(flag_text(f->flag, rq->english)));
        json_array_append_new(list, one);
    }
    return list;
}

json_t *
clock_view_days(struct request *rq, const struct clock_terms *terms, const struct clock *c)
{
    struct account_day *days;
    int n = account_of(rq->arena, terms->calendar, c, &days);
    json_t *list = json_array();
    char text[DATE_SIZE];

    for (int i = 0; i < n; i++) {
        const char *words = account_words(rq->arena, &days[i], rq->english);

        date_text(days[i].day, text);
        json_array_append_new(
            list,
            json_string(days[i].n > 0
                            ? arena_printf(rq->arena, "%s %d %s", text, days[i].n, words)
                            : arena_printf(rq->arena, "%s - %s", text, words)));
    }
    return list;
}

/* What each other reading would give, where that is something else. */
static json_t *
alternatives_json(struct request *rq, const struct clock_terms *terms,
                  const struct event *events, int n, const struct clock *c)
{
    json_t *all = json_object();
    struct event *changed = arena_alloc(rq->arena, sizeof *changed * (size_t)(n + 1));

    memcpy(changed, events, sizeof *changed * (size_t)n);
    for (int r = 0; r < READING_COUNT; r++) {
        bool other = !c->readings.other[r];
        struct clock also;
        json_t *one;

        if (*reading_value(r, other) == '\0')
            continue;
        for (int i = 0; i < n; i++)
            changed[i].readings.other[r] = other;
        clock_fold(rq->arena, terms, changed, n, &also);
        memcpy(changed, events, sizeof *changed * (size_t)n);
        if (also.due_on == c->due_on && also.status == c->status)
            continue;
        one = json_object();
        set(one, "due", day_json(also.due_on));
        set(one, "status", json_string(clock_status_code(also.status)));
        set(all, arena_printf(rq->arena, "%s=%s", reading_code(r), reading_value(r, other)),
            one);
    }
    return all;
}

static json_t *
readings_json(const struct clock *c)
{
    json_t *all = json_object();

    for (int r = 0; r < READING_COUNT; r++)
        set(all, reading_code(r), json_string(reading_value(r, c->readings.other[r])));
    return all;
}

static void
set_period(json_t *view, const struct clock *c)
{
    const struct clock_run *r = clock_run_of(c);
    bool counting = c->status == CLOCK_RUNNING || c->status == CLOCK_PAUSED_CONSULTATION ||
                    c->status == CLOCK_OVERDUE || c->status == CLOCK_ANSWERED;
    bool due = c->due_on != NO_DATE;

    set(view, "run", text_json(r ? clock_cause_code(r->cause) : NULL));
    set(view, "run_start", day_json(r ? r->start : NO_DATE));
    set(view, "allowed", r ? json_integer(r->allowed) : json_null());
    set(view, "due", day_json(c->due_on));
    set(view, "due_certain", due ? json_boolean(c->due_certain) : json_null());
    set(view, "due_provisional", due ? json_boolean(c->due_assumes_reply) : json_null());
    set(view, "used", r ? json_integer(c->used) : json_null());
    set(view, "left", counting ? json_integer(c->left) : json_null());
    set(view, "overdue",
        json_boolean(c->status == CLOCK_OVERDUE || c->in_time == STATED_NO));
    set(view, "overdue_days", json_integer(c->overdue_days));
    set(view, "answered_in_time", stated_json(c->in_time));
}

json_t *
clock_view(struct request *rq, const struct clock_terms *terms, const struct event *events,
           int n, const struct clock *c)
{
    json_t *view = json_object();

    set(view, "status", json_string(clock_status_code(c->status)));
    set(view, "receipt", day_json(c->received_on));
    set(view, "law", json_string(c->law == 2008 ? "2008" : "2019"));
    set_period(view, c);
    set(view, "sub_deadlines", deadlines_json(rq, c));
    set(view, "flags", flags_json(rq, c));
    set(view, "alternatives", alternatives_json(rq, terms, events, n, c));
    set(view, "readings", readings_json(c));
    return view;
}

static json_t *
runs_json(const struct clock *c)
{
    json_t *list = json_array();

    for (int i = 0; i < c->run_count; i++) {
        const struct clock_run *r = &c->runs[i];
        json_t *one = json_object();

        set(one, "run", json_string(clock_cause_code(r->cause)));
        set(one, "start", day_json(r->start));
        set(one, "allowed", json_integer(r->allowed));
        set(one, "stop", day_json(r->stop));
        set(one, "limit", day_json(r->limit));
        set(one, "present", json_boolean(i == c->run_count - 1));
        json_array_append_new(list, one);
    }
    return list;
}

/* The last day a pause takes out as far as is known: its end, or as_of. */
static date
pause_end(const struct clock *c, const struct clock_pause *p)
{
    return p->to != NO_DATE ? p->to : c->as_of;
}

static json_t *
pauses_json(const struct calendar *cal, const struct clock *c)
{
    json_t *list = json_array();

    for (int i = 0; i < c->pause_count; i++) {
        const struct clock_pause *p = &c->pauses[i];
        bool takes = p->helps && (p->to == NO_DATE || p->to >= p->from);
        int days = takes ? calendar_between(cal, p->from - 1, pause_end(c, p)) : 0;
        json_t *one = json_object();

        set(one, "seq", json_integer(p->seq));
        set(one, "kind", json_string(event_kind_code(p->kind)));
        set(one, "ref", text_json(p->ref));
        set(one, "sent", day_json(p->sent));
        set(one, "from", day_json(takes ? p->from : NO_DATE));
        set(one, "to", day_json(takes ? p->to : NO_DATE));
        set(one, "ended", day_json(p->ended));
        set(one, "working_days", json_integer(days > 0 ? days : 0));
        json_array_append_new(list, one);
    }
    return list;
}

/* The union of the pauses in working days: each day once (A10). */
static int
excluded_days(const struct calendar *cal, const struct clock *c)
{
    date first = NO_DATE, last = NO_DATE;

    for (int i = 0; i < c->pause_count; i++) {
        const struct clock_pause *p = &c->pauses[i];

        if (!p->helps)
            continue;
        if (first == NO_DATE || p->from < first)
            first = p->from;
        if (pause_end(c, p) > last)
            last = pause_end(c, p);
    }
    return first == NO_DATE || last < first ? 0
                                            : calendar_between(cal, first - 1, last) -
                                                  clock_count(cal, c, first - 1, last);
}

json_t *
clock_view_next(const struct next_act *acts, int n)
{
    json_t *list = json_array();

    for (int i = 0; i < n; i++) {
        json_t *one = json_object();

        set(one, "act", json_string(event_kind_code(acts[i].kind)));
        set(one, "name", json_string(event_kind_name(acts[i].kind)));
        set(one, "need", json_string(next_need_code(acts[i].need)));
        set(one, "from", day_json(acts[i].from));
        set(one, "latest", day_json(acts[i].latest));
        set(one, "after",
            json_string(acts[i].latest == NO_DATE ? "open"
                        : acts[i].refused         ? "refused"
                                                  : "flagged"));
        set(one, "article", json_string(acts[i].article));
        json_array_append_new(list, one);
    }
    return list;
}

static json_t *
shares_json(const struct clock *c, int *elapsed)
{
    int days[SHARE_COUNT];
    json_t *list = json_array();

    *elapsed = account_shares(c, days);
    for (enum share s = 0; s < SHARE_COUNT; s++) {
        json_t *one = json_object();

        set(one, "share", json_string(share_code(s)));
        set(one, "name", json_string(share_name(s)));
        set(one, "days", json_integer(days[s]));
        json_array_append_new(list, one);
    }
    return list;
}

static json_t *
account_json(struct request *rq, const struct clock_terms *terms, const struct clock *c)
{
    struct account_day *days;
    int n = account_of(rq->arena, terms->calendar, c, &days);
    json_t *list = json_array();

    for (int i = 0; i < n; i++) {
        json_t *one = json_object();

        set(one, "date", day_json(days[i].day));
        set(one, "n", days[i].n > 0 ? json_integer(days[i].n) : json_null());
        set(one, "label", json_string(account_code(&days[i])));
        set(one, "words", json_string(account_words(rq->arena, &days[i], rq->english)));
        json_array_append_new(list, one);
    }
    return list;
}

static const char *
provisional_note(struct request *rq, const struct calendar *cal)
{
    int year = calendar_last_year(cal) + 1;

    return rq->english
               ? arena_printf(rq->arena,
                              "provisional: the arrangement for %d is not published yet; "
                              "counted Monday to Friday",
                              year)
               : arena_printf(rq->arena,
                              "暂定：国务院办公厅尚未公布 %d 年放假安排，按周一至周五计算",
                              year);
}

const char *
clock_calendar_note(struct request *rq, const struct clock_terms *terms,
                    const struct event *events, int n, const struct clock *c)
{
    struct clock_terms newest = *terms;
    struct clock later;

    if (c->due_on != NO_DATE && !c->due_certain)
        return provisional_note(rq, terms->calendar);
    if (c->in_time == NOT_STATED)
        return NULL;
    newest.calendar = law_calendar(rq->service->law, rq->agency.region);
    if (newest.calendar == terms->calendar)
        return NULL;
    clock_fold(rq->arena, &newest, events, n, &later);
    if (later.in_time == c->in_time)
        return NULL;
    if (rq->english)
        return later.in_time == STATED_YES
                   ? "by a calendar adopted later it would have been in time; the result of "
                     "the day it was answered stands"
                   : "by a calendar adopted later it would have been late; the result of the "
                     "day it was answered stands";
    return later.in_time == STATED_YES
               ? "办结后工作日安排有变更，按新安排为按期；结果以办结时的安排为准"
               : "办结后工作日安排有变更，按新安排为逾期；结果以办结时的安排为准";
}

void
clock_view_more(struct request *rq, const struct clock_terms *terms,
                const struct event *events, int n, const struct clock *c, json_t *view)
{
    const struct clock_run *r = clock_run_of(c);
    json_t *calendar = json_object();
    struct next_act acts[NEXT_ACTS];
    int elapsed;

    set(view, "as_of", day_json(terms->as_of));
    set(view, "receipt_clause",
        text_json(c->channel != CHANNEL_NONE ? channel_clause(c->channel) : NULL));
    set(view, "delayed_to", day_json(r ? r->delayed_to : NO_DATE));
    set(view, "runs", runs_json(c));
    set(view, "pauses", pauses_json(terms->calendar, c));
    set(view, "excluded", json_integer(excluded_days(terms->calendar, c)));
    set(view, "next", clock_view_next(acts, account_next(terms->calendar, c, acts)));
    set(view, "shares", shares_json(c, &elapsed));
    set(view, "elapsed", json_integer(elapsed));
    set(view, "account", account_json(rq, terms, c));
    set(calendar, "region", json_string(rq->agency.region));
    set(calendar, "last_year", json_integer(calendar_last_year(terms->calendar)));
    set(calendar, "note", text_json(clock_calendar_note(rq, terms, events, n, c)));
    set(view, "calendar", calendar);
}

enum problem
reply_json(struct request *rq, unsigned status, json_t *view)
{
    char *bytes = json_dumps(view, JSON_COMPACT);

    json_decref(view);
    if (bytes == NULL)
        return P_internal;
    arena_own(rq->arena, bytes, free);
    return reply_bytes(rq, status, "application/json", bytes, strlen(bytes));
}
