#include "op/history.h"

#include "core/service.h"
#include "op/law.h"
#include "op/member.h"

#include <stdlib.h>
#include <string.h>

/* Whether an extension was approved: by another than who asked for it, and not after it was
 * told (Reg. 33(2)). */
static enum stated
approval(const json_t *data, date told)
{
    const char *by = text_member(data, "approved_by"),
               *asked = text_member(data, "requested_by");

    if (by != NULL && asked != NULL && strcmp(by, asked) == 0)
        return STATED_NO;
    return date_member(data, "approved_on") > told ? STATED_NO
                                                   : stated_member(data, "approved");
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

/* Of a dispatch its way, of an answer that of its service. */
static enum service_way
way_member(const json_t *data)
{
    const char *way = text_member(data, "way");

    return service_way_of(way != NULL ? way : text_member(data, "service"));
}

static int
amount_member(const json_t *data)
{
    json_int_t yuan = json_integer_value(json_object_get(data, "amount"));

    return yuan > 0 && yuan <= FEE_MOST_YUAN ? (int)yuan : 0;
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
        .way = way_member(data),
        .signed_on = date_member(data, "signed_on"),
        .basis = fee_basis_of(text_member(data, "basis")),
        .units = number_member(data, "units"),
        .amount = amount_member(data),
        .approved = approval(data, happened_on),
        .told = stated_member(data, "told"),
        .accepted = stated_member(data, "accepted"),
        .reasonable = stated_member(data, "reasonable"),
        .calendar_version = number_member(data, "calendar"),
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
    return history_event(a, atoi(PQgetvalue(r, row, 0)), atoi(PQgetvalue(r, row, 1)),
                         PQgetvalue(r, row, 2), day_at(r, row, 3), PQgetvalue(r, row, 4));
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
        if (event_is_letter(h->events[i].kind) && h->events[i].ref != NULL &&
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
    e->calendar_version = law_version(rq->service->law);
    return e;
}

void
history_calendars(struct law *law, const char *region, struct event *events, int n)
{
    for (int i = 0; law != NULL && i < n; i++)
        events[i].calendar = law_calendar_at(law, region, events[i].calendar_version);
}

/* The version of the calendar that the last closing was recorded under. */
static int
closing_version(const struct event *events, int n)
{
    for (int i = n - 1; i >= 0; i--)
        if ((events[i].kind == EVENT_answered || events[i].kind == EVENT_withdrawn) &&
            events[i].supersedes == 0)
            return events[i].calendar_version;
    return 0;
}

const struct calendar *
history_calendar(struct arena *a, struct law *law, const char *region, int version,
                 const struct event *events, int n)
{
    struct clock_terms terms = {.calendar = law_calendar_at(law, region, version)};
    struct clock c;

    if (version == 0)
        return terms.calendar;
    clock_fold(a, &terms, events, n, &c);
    if (clock_is_open(c.state) || closing_version(events, n) >= version)
        return terms.calendar;
    return law_calendar_at(law, region, closing_version(events, n));
}

enum problem
history_fold(struct request *rq, const struct history *h, struct clock_terms *terms,
             struct clock *c)
{
    struct law *law = rq->service->law;
    int version = law_version(law);
    PGresult *row;

    if (version > 0 && text_of(rq, "known_at") != NULL) {
        TRY(run_sql(rq, SQL(calendar_version_at), &row));
        version = atoi(PQgetvalue(row, 0, 0));
    }
    if (law_version(law) > 0)
        history_calendars(law, rq->agency.region, h->events, h->count);
    terms->calendar =
        history_calendar(rq->arena, law, rq->agency.region, version, h->events, h->count);
    clock_fold(rq->arena, terms, h->events, h->count, c);
    return OK;
}
