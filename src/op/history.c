#include "op/history.h"

#include "op/law.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char *
text_member(const json_t *data, const char *name)
{
    return json_string_value(json_object_get(data, name));
}

static date
date_member(const json_t *data, const char *name)
{
    const char *text = text_member(data, name);
    date d = NO_DATE;

    if (text != NULL)
        date_parse(text, &d);
    return d;
}

static int
number_member(const json_t *data, const char *name)
{
    json_int_t n = json_integer_value(json_object_get(data, name));

    return n > 0 && n < 1000000 ? (int)n : 0;
}

static enum stated
stated_member(const json_t *data, const char *name)
{
    const json_t *value = json_object_get(data, name);

    return json_is_true(value) ? STATED_YES : json_is_false(value) ? STATED_NO : NOT_STATED;
}

static struct readings
readings_member(const json_t *data)
{
    struct readings set = {.other = {false}};
    const char *name;
    json_t *value;

    json_object_foreach(json_object_get(data, "readings"), name, value) {
        enum reading r = reading_of(name);

        if (r != READING_NONE)
            reading_set(&set, r, json_string_value(value));
    }
    return set;
}

static const char *
ref_member(struct arena *a, const json_t *data)
{
    const char *ref = text_member(data, "ref");

    return ref != NULL ? arena_copy(a, ref, strlen(ref)) : NULL;
}

struct event
history_event(struct arena *a, int seq, int supersedes, const char *kind, date happened_on,
              const char *text)
{
    json_t *data = json_loads(text, 0, NULL);
    struct event e = {
        .seq = seq,
        .supersedes = supersedes,
        .kind = event_kind_of(kind),
        .happened_on = happened_on,
        .channel = channel_of(text_member(data, "channel")),
        .category = category_of(text_member(data, "applicant_category")),
        .submitted_on = date_member(data, "submitted_on"),
        .confirmed_on = date_member(data, "confirmed_on"),
        .readings = readings_member(data),
        .ref = ref_member(a, data),
        .delivered_on = date_member(data, "delivered_on"),
        .deadline_on = date_member(data, "deadline_on"),
        .days = number_member(data, "days"),
        .of = number_member(data, "of"),
        .approved = stated_member(data, "approved"),
        .told = stated_member(data, "told"),
        .accepted = stated_member(data, "accepted"),
        .outcome = outcome_of(text_member(data, "outcome")),
        .drafted_on = date_member(data, "drafted_on"),
        .dated_on = date_member(data, "dated_on"),
    };

    json_decref(data);
    return e;
}

static struct event
event_at(struct arena *a, const PGresult *r, int row)
{
    date happened_on = NO_DATE;

    date_parse(PQgetvalue(r, row, 3), &happened_on);
    return history_event(a, atoi(PQgetvalue(r, row, 0)), atoi(PQgetvalue(r, row, 1)),
                         PQgetvalue(r, row, 2), happened_on, PQgetvalue(r, row, 4));
}

enum problem
history_read(struct request *rq, struct history *h)
{
    PGresult *rows;

    TRY(run_sql(rq, SQL(history_read), &rows));
    h->count = PQntuples(rows);
    h->events =
        arena_alloc(rq->arena, sizeof *h->events * (size_t)(h->count + HISTORY_SPARE));
    for (int i = 0; i < h->count; i++)
        h->events[i] = event_at(rq->arena, rows, i);
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

const struct event *
history_letter(const struct history *h, const char *ref)
{
    for (int i = h->count - 1; i >= 0; i--)
        if (clock_party_code(h->events[i].kind) != NULL && h->events[i].ref != NULL &&
            strcmp(h->events[i].ref, ref) == 0)
            return &h->events[i];
    return NULL;
}

struct event *
history_add(struct request *rq, struct history *h, enum event_kind kind, date happened_on,
            const char *data)
{
    int seq = h->count > 0 ? h->events[h->count - 1].seq + 1 : 1;
    struct event *e = &h->events[h->count++];

    *e = history_event(rq->arena, seq, 0, event_kind_code(kind), happened_on, data);
    return e;
}

enum problem
history_calendar(struct request *rq, const struct clock *c, const struct calendar **out)
{
    PGresult *row;

    put_bool(rq, "closed", !clock_is_open(c->state));
    TRY(run_sql(rq, SQL(calendar_pinned), &row));
    *out =
        law_calendar_at(rq->service->law, rq->agency.region, atoi(PQgetvalue(row, 0, 0)));
    return OK;
}

enum problem
history_fold(struct request *rq, const struct history *h, struct clock_terms *terms,
             struct clock *c)
{
    const struct calendar *calendar;

    terms->calendar = law_calendar(rq->service->law, rq->agency.region);
    clock_fold(rq->arena, terms, h->events, h->count, c);
    if (law_version(rq->service->law) == 0)
        return OK;
    TRY(history_calendar(rq, c, &calendar));
    if (calendar == terms->calendar)
        return OK;
    terms->calendar = calendar;
    clock_fold(rq->arena, terms, h->events, h->count, c);
    return OK;
}
