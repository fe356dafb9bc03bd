#include "core/service.h"

#include "core/stands.h"

#include <string.h>

static const struct {
    const char *code, *name, *day;
    bool signed_for;
    const char *source;
} ways[] = {
    [WAY_NONE] = {NULL, NULL, NULL, false, NULL},
#define WAY(code, name, day, signed_for, source)                                           \
    [WAY_##code] = {#code, name, day, signed_for, source},
#include "core/way.def"
#undef WAY
};

const char service_way_codes[] =
#define WAY(code, name, day, signed_for, source) "|" #code
#include "core/way.def"
#undef WAY
    ;

const char service_state_codes[] = "|unknown|sent|delivered|returned";

const char *
service_way_code(enum service_way w)
{
    return ways[w].code;
}

const char *
service_way_name(enum service_way w)
{
    return ways[w].name;
}

const char *
service_way_day(enum service_way w)
{
    return ways[w].day;
}

const char *
service_way_source(enum service_way w)
{
    return ways[w].source;
}

enum service_way
service_way_of(const char *code)
{
    for (int w = WAY_NONE + 1; code != NULL && w < WAY_COUNT; w++)
        if (strcmp(ways[w].code, code) == 0)
            return (enum service_way)w;
    return WAY_NONE;
}

date
service_day(enum service_way w, date sent, date signed_on)
{
    return w == WAY_NONE ? NO_DATE : ways[w].signed_for ? signed_on : sent;
}

bool
event_is_served(enum event_kind k)
{
    return event_is_letter(k) || k == EVENT_correction_notice ||
           k == EVENT_reasons_notice || k == EVENT_fee_notice || k == EVENT_extension ||
           k == EVENT_delay || k == EVENT_answered;
}

const char *
service_state_code(enum service_state s)
{
    static const char *const codes[] = {"unknown", "sent", "delivered", "returned"};

    return codes[s];
}

const char *
service_fault_text(enum service_fault f, bool english)
{
    static const char *const texts[][2] = {
        [SERVICE_RIGHT] = {"", ""},
        [SERVICE_NO_LETTER] = {"所指事项不是文书，或已被撤销",
                               "the entry is no letter, or was taken back"},
        [SERVICE_BEFORE_LETTER] = {"不能早于文书本身的日期", "it lies before the letter"},
        [SERVICE_TRAVELS] = {"文书已经发出，尚未退回；退回后才能再次发出",
                             "the letter is on its way; it is sent again after its return"},
        [SERVICE_WAS_DELIVERED] = {"文书已经送达；如有误，请更正原记录",
                                   "the letter was delivered; correct that entry if it is "
                                   "wrong"},
        [SERVICE_NOT_SENT] = {"文书没有在途的发出记录，不能登记退回",
                              "the letter is not on its way; it cannot come back"},
        [SERVICE_CAME_BACK] = {"文书已经退回；再次发出后才能登记送达",
                               "the letter came back; enter that it was sent again before "
                               "its delivery"},
        [SERVICE_BEFORE_SENT] = {"送达、退回不能早于发出",
                                 "it cannot arrive or come back before it went out"},
    };

    return texts[f][english ? 1 : 0];
}

/* ---- The fold ---- */

struct tracing {
    struct arena *a;
    const struct event *events;
    int n;
    struct service_problem *problems;
    int problem_count, problem_room;
};

static void
raise_problem(struct tracing *t, enum service_fault fault, const struct event *e)
{
    if (t->problem_count < t->problem_room)
        t->problems[t->problem_count++] = (struct service_problem){fault, e->seq};
}

static bool
is_step(const struct event *e)
{
    return e->kind == EVENT_dispatched || e->kind == EVENT_returned ||
           e->kind == EVENT_delivered;
}

static struct journey *
last_of(struct served *s)
{
    return s->count > 0 ? &s->journeys[s->count - 1] : NULL;
}

/* An answer says itself how it was served, a letter perhaps when it was delivered. */
static void
begin(struct tracing *t, struct served *s)
{
    const struct event *e = s->letter;
    bool signed_for = e->way == WAY_hand || e->way == WAY_entrusted;

    if (e->way != WAY_NONE) {
        s->journeys[s->count++] = (struct journey){
            .seq = e->seq,
            .way = e->way,
            .sent_on = signed_for ? NO_DATE : e->happened_on,
            .delivered_on = signed_for ? e->happened_on : e->signed_on,
            .delivered = signed_for || e->signed_on != NO_DATE ? e->seq : 0,
        };
        if (!signed_for && e->signed_on != NO_DATE && e->signed_on < e->happened_on)
            raise_problem(t, SERVICE_BEFORE_SENT, e);
    } else if (e->delivered_on != NO_DATE) {
        s->journeys[s->count++] = (struct journey){
            .seq = e->seq, .delivered_on = e->delivered_on, .delivered = e->seq};
    }
}

static enum service_fault
send(struct served *s, const struct event *e)
{
    const struct journey *last = last_of(s);

    if (last != NULL && last->delivered != 0)
        return SERVICE_WAS_DELIVERED;
    if (last != NULL && last->returned == 0)
        return SERVICE_TRAVELS;
    if (last != NULL && e->happened_on < last->returned_on)
        return SERVICE_BEFORE_SENT;
    s->journeys[s->count++] =
        (struct journey){.seq = e->seq, .way = e->way, .sent_on = e->happened_on};
    return SERVICE_RIGHT;
}

static enum service_fault
come_back(struct served *s, const struct event *e)
{
    struct journey *last = last_of(s);

    if (last == NULL || last->delivered != 0 || last->returned != 0)
        return last != NULL && last->delivered != 0 ? SERVICE_WAS_DELIVERED
                                                    : SERVICE_NOT_SENT;
    if (e->happened_on < last->sent_on)
        return SERVICE_BEFORE_SENT;
    last->returned = e->seq;
    last->returned_on = e->happened_on;
    return SERVICE_RIGHT;
}

/* A delivery needs no journey: that a letter arrived is a fact, however it travelled. */
static enum service_fault
arrive(struct served *s, const struct event *e)
{
    struct journey *last = last_of(s);

    if (last != NULL && last->delivered != 0)
        return SERVICE_WAS_DELIVERED;
    if (last != NULL && last->returned != 0)
        return SERVICE_CAME_BACK;
    if (last == NULL) {
        last = &s->journeys[s->count++];
        *last = (struct journey){.seq = e->seq};
    }
    if (last->sent_on != NO_DATE && e->happened_on < last->sent_on)
        return SERVICE_BEFORE_SENT;
    last->delivered = e->seq;
    last->delivered_on = e->happened_on;
    return SERVICE_RIGHT;
}

static void
take(struct tracing *t, struct served *s, const struct event *e)
{
    enum service_fault fault = SERVICE_RIGHT;

    if (e->happened_on < s->letter->happened_on)
        fault = SERVICE_BEFORE_LETTER;
    else if (e->kind == EVENT_dispatched)
        fault = send(s, e);
    else if (e->kind == EVENT_returned)
        fault = come_back(s, e);
    else
        fault = arrive(s, e);
    if (fault != SERVICE_RIGHT)
        raise_problem(t, fault, e);
}

/* Whether E comes before F: by day, then by the place it was recorded in. */
static bool
is_earlier(const struct tracing *t, const struct event *e, const struct event *f)
{
    if (e->happened_on != f->happened_on)
        return e->happened_on < f->happened_on;
    return event_place(t->events, t->n, e->seq) < event_place(t->events, t->n, f->seq);
}

/* The standing steps of the letter at PLACE in their order, into STEPS; their number. */
static int
steps_of(const struct tracing *t, int place, const struct event **steps)
{
    int count = 0;

    for (int i = 0; i < t->n; i++) {
        const struct event *e = &t->events[i];
        int k = count;

        if (!is_step(e) || !event_stands(t->events, t->n, e) ||
            event_place(t->events, t->n, e->of) != place)
            continue;
        for (; k > 0 && is_earlier(t, e, steps[k - 1]); k--)
            steps[k] = steps[k - 1];
        steps[k] = e;
        count++;
    }
    return count;
}

static void
settle(struct served *s)
{
    const struct journey *last = last_of(s);

    for (int i = 0; i < s->count && s->counts_by == WAY_NONE; i++) {
        const struct journey *j = &s->journeys[i];

        s->counts_on = service_day(j->way, j->sent_on, j->delivered_on);
        if (s->counts_on != NO_DATE)
            s->counts_by = j->way;
    }
    s->state = last == NULL           ? SERVICE_UNKNOWN
               : last->delivered != 0 ? SERVICE_DELIVERED
               : last->returned != 0  ? SERVICE_RETURNED
                                      : SERVICE_SENT;
}

static void
trace(struct tracing *t, struct served *s, const struct event *letter)
{
    const struct event **steps = arena_alloc(t->a, sizeof *steps * (size_t)t->n);
    int count = steps_of(t, event_place(t->events, t->n, letter->seq), steps);

    *s = (struct served){.letter = letter,
                         .journeys =
                             arena_alloc(t->a, sizeof *s->journeys * (size_t)(count + 1))};
    begin(t, s);
    for (int i = 0; i < count; i++)
        take(t, s, steps[i]);
    settle(s);
}

/* Steps whose letter is no letter, or does not stand any more. */
static void
find_strays(struct tracing *t)
{
    for (int i = 0; i < t->n; i++) {
        const struct event *e = &t->events[i], *letter;

        if (!is_step(e) || !event_stands(t->events, t->n, e))
            continue;
        letter = event_standing(t->events, t->n, e->of);
        if (letter == NULL || !event_is_served(letter->kind))
            raise_problem(t, SERVICE_NO_LETTER, e);
    }
}

int
service_fold(struct arena *a, const struct event *events, int n, struct served **out,
             struct service_problem **problems, int *problem_count)
{
    struct tracing t = {.a = a, .events = events, .n = n, .problem_room = 2 * n};
    int count = 0;

    t.problems = arena_alloc(a, sizeof *t.problems * (size_t)(2 * n + 1));
    *out = arena_alloc(a, sizeof **out * (size_t)(n + 1));
    for (int i = 0; i < n; i++)
        if (event_is_served(events[i].kind) && event_stands(events, n, &events[i]))
            trace(&t, &(*out)[count++], &events[i]);
    find_strays(&t);
    *problems = t.problems;
    *problem_count = t.problem_count;
    return count;
}
