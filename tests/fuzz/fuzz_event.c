/* Bytes read as the JSON of an entry, as it is kept, and as the body of POST /api/v1/clock:
 * what is read of an entry is sound, and what the operation takes it answers as declared.
 * The first byte chooses kind and language. */
#include "fuzz/fuzz.h"

#include "http/request.h"
#include "op/history.h"
#include "op/law.h"
#include "op/reply_check.h"

#include <string.h>

const char fuzz_corpus[] = "fuzz/corpus/event";

extern const struct operation op_clock_compute;

/* ---- In the place of op/law.c, which reads a database ---- */

const struct calendar *
law_calendar(struct law *law, const char *region)
{
    (void)law;
    return fuzz_calendar(strcmp(region, "national") == 0);
}

const struct calendar *
law_calendar_at(struct law *law, const char *region, int version)
{
    (void)version;
    return law_calendar(law, region);
}

const struct calendar *
law_calendar_known_on(struct law *law, const char *region, date day)
{
    (void)day;
    return law_calendar(law, region);
}

int
law_version(struct law *law)
{
    (void)law;
    return 0;
}

/* ---- An entry ---- */

static bool
is_day(date d)
{
    return d == NO_DATE || (d >= DATE_FIRST && d <= DATE_LAST);
}

static void
check_event(const struct event *e)
{
    fuzz_holds(is_day(e->submitted_on) && is_day(e->confirmed_on) &&
                   is_day(e->delivered_on) && is_day(e->deadline_on) &&
                   is_day(e->drafted_on) && is_day(e->dated_on),
               "every day is one of the calendar");
    fuzz_holds(e->days >= 0 && e->days < 1000000 && e->of >= 0 && e->of < 1000000,
               "numbers are small");
    fuzz_holds((int)e->channel >= CHANNEL_NONE && e->channel < CHANNEL_COUNT &&
                   (int)e->category >= CATEGORY_NONE && e->category < CATEGORY_COUNT &&
                   (int)e->outcome >= OUTCOME_NONE && e->outcome < OUTCOME_COUNT,
               "codes are known");
    fuzz_holds(e->ref == NULL || text_is_utf8(e->ref, strlen(e->ref)), "texts are UTF-8");
}

/* Reads TEXT as the data of an entry of KIND and folds it behind a registration. */
static void
try_event(struct arena *a, int kind, const char *text)
{
    const char *code = kind < EVENT_COUNT ? event_kind_code(kind) : "nothing";
    date day = date_of(2025, 9, 15);
    struct event events[2] = {{.seq = 1,
                               .kind = EVENT_registered,
                               .happened_on = day,
                               .channel = CHANNEL_mail_signed,
                               .outcome = OUTCOME_NONE}};
    struct clock_terms terms = {.calendar = fuzz_calendar(true), .as_of = day + 40};
    int n = kind == EVENT_registered ? 1 : 2;

    events[n - 1] = history_event(a, n, 0, code, day + 3, text);
    fuzz_holds(events[n - 1].kind == (kind < EVENT_COUNT ? kind : EVENT_NONE),
               "a kind is read by its code");
    check_event(&events[n - 1]);
    fuzz_clock(a, &terms, events, n);
}

/* ---- A body ---- */

static void
check_errors(const struct request *rq)
{
    for (int i = 0; i < rq->error_count; i++) {
        const struct request_error *e = &rq->errors[i];

        fuzz_holds(text_is_utf8(e->field, strlen(e->field)) &&
                       text_is_utf8(e->zh, strlen(e->zh)) &&
                       text_is_utf8(e->en, strlen(e->en)) && *e->zh && *e->en,
                   "a fault is said in UTF-8");
    }
}

static void
check_reply(const struct request *rq)
{
    json_t *reply = json_loadb(rq->reply.bytes, rq->reply.size, 0, NULL);
    struct text fault = {NULL, 0, 0};

    fuzz_holds(rq->reply.status == 200, "what is taken is answered");
    fuzz_holds(reply_is_as_declared(op_clock_compute.reply, reply, &fault),
               arena_printf(rq->arena, "the reply is as declared (%s)", fault.bytes));
    text_free(&fault);
    json_decref(reply);
}

/* What the dispatcher does with a body, but for the database. */
static void
try_body(struct arena *a, bool english, const json_t *body)
{
    struct service service = {.law = NULL};
    struct request *rq = arena_alloc(a, sizeof *rq);

    *rq = (struct request){.arena = a,
                           .service = &service,
                           .op = &op_clock_compute,
                           .english = english,
                           .format = "json",
                           .body = body,
                           .today = date_of(2026, 1, 15)};
    field_check_body(rq, rq->op->body, body);
    check_errors(rq);
    if (rq->error_count > 0)
        return;
    fuzz_holds(rq->op->run(rq) == OK, "a sound body is answered");
    check_reply(rq);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    int first = size > 0 ? *bytes : 0;
    const char *rest = (const char *)bytes + (size > 0);
    size_t len = size - (size > 0);
    struct arena *a = arena_new();
    json_t *body = json_loadb(rest, len, JSON_REJECT_DUPLICATES, NULL);

    try_event(a, first % (EVENT_COUNT + 1), arena_copy(a, rest, len));
    if (json_is_object(body))
        try_body(a, first >= 128, body);
    json_decref(body);
    arena_free(a);
    return 0;
}
