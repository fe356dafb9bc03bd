/* The clock histories of tests/data/clock.jsonl that use only what the fold knows, and the
 * additions of working days. */
#include "core/clock.h"
#include "facts.h"
#include "harness.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* How many of the vectors the fold can be asked; a change of the filter must say so. */
enum { CLOCK_VECTORS = 60, CLOSED_VECTORS = 16, ADD_VECTORS = 9, MOST_EVENTS = 4 };

static const char *
text_in(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static date
day_in(const json_t *object, const char *name)
{
    const char *text = text_in(object, name);

    return text != NULL ? facts_day(text) : NO_DATE;
}

static enum channel
channel_in(const json_t *history)
{
    static const char *const names[][2] = {
        {"in_person", "in_person"}, {"oral", "oral"}, {"mail", "mail_signed"},
        {"internet", "internet"},   {"fax", "fax"},   {"mail_unsigned", "mail_ordinary"},
    };
    const char *name = text_in(history, "channel");

    for (unsigned i = 0; name != NULL && i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i][0]) == 0)
            return channel_of(names[i][1]);
    return CHANNEL_NONE;
}

/* Whether the fold knows everything HISTORY is about. */
static bool
is_known(const json_t *history)
{
    static const char *const others[] = {"policy", "overlay", "calendar_known_on", "law"};
    json_t *event;
    size_t i;

    for (unsigned k = 0; k < sizeof others / sizeof others[0]; k++)
        if (json_object_get(history, others[k]) != NULL)
            return false;
    json_array_foreach(json_object_get(history, "events"), i, event)
        if (strcmp(text_in(event, "type"), "answer") != 0 &&
            strcmp(text_in(event, "type"), "withdrawn") != 0)
            return false;
    return channel_in(history) != CHANNEL_NONE && day_in(history, "received") != NO_DATE;
}

/* The events of HISTORY known on its as_of.  A confirmation is a fact of the registration,
 * or an event of its own when APART. */
static int
events_of(const json_t *history, bool apart, struct event events[MOST_EVENTS])
{
    date as_of = day_in(history, "as_of"), confirmed = day_in(history, "confirmed");
    int n = 0;
    json_t *one;
    size_t i;

    if (as_of != NO_DATE && confirmed > as_of)
        confirmed = NO_DATE;
    events[n++] = (struct event){.seq = 1,
                                 .kind = EVENT_registered,
                                 .happened_on = day_in(history, "received"),
                                 .channel = channel_in(history),
                                 .category = CATEGORY_research,
                                 .confirmed_on = apart ? NO_DATE : confirmed};
    if (apart && confirmed != NO_DATE) {
        events[n] = (struct event){.kind = EVENT_confirmed, .happened_on = confirmed};
        n++;
    }
    json_array_foreach(json_object_get(history, "events"), i, one) {
        bool answer = strcmp(text_in(one, "type"), "answer") == 0;
        date day = day_in(one, "date");

        ck_assert_int_lt(n, MOST_EVENTS);
        if (as_of == NO_DATE || day <= as_of)
            events[n++] = (struct event){.kind = answer ? EVENT_answered : EVENT_withdrawn,
                                         .happened_on = day,
                                         .outcome = OUTCOME_granted};
    }
    for (int k = 0; k < n; k++)
        events[k].seq = k + 1;
    return n;
}

static enum clock_status
status_in(const json_t *expected)
{
    const char *status = text_in(expected, "status");

    if (strcmp(status, "awaiting_confirmation") == 0)
        return CLOCK_UNCONFIRMED;
    if (strcmp(status, "answered") == 0)
        return CLOCK_ANSWERED;
    if (strcmp(status, "withdrawn") == 0)
        return CLOCK_WITHDRAWN;
    ck_assert_msg(strcmp(status, "running") == 0 || strcmp(status, "overdue") == 0,
                  "the fold knows no status %s", status);
    return CLOCK_RUNNING;
}

/* The law's days, by the law named rather than by the number written. */
static int
allowed_in(const json_t *expected)
{
    bool old = strcmp(text_in(expected, "law"), "2008") == 0;

    if (text_in(expected, "receipt") == NULL)
        return 0;
    ck_assert_int_eq(json_integer_value(json_object_get(expected, "allowed")),
                     old ? 15 : 20);
    return old ? 15 : 20;
}

static void
compare(const struct calendar *cal, const json_t *vector, bool apart)
{
    const json_t *history = json_object_get(vector, "case");
    const json_t *expected = json_object_get(vector, "expected");
    const char *id = text_in(vector, "id");
    struct event events[MOST_EVENTS];
    int n = events_of(history, apart, events);
    struct clock_refusal refusal = {0, NULL, ""};
    struct clock c;

    ck_assert_msg(clock_fold(cal, events, n, &c, &refusal) == OK, "%s: event %d: %s", id,
                  refusal.seq, refusal.en);
    ck_assert_msg(c.status == status_in(expected), "%s: %s", id,
                  clock_status_code(c.status));
    ck_assert_msg(c.received_on == day_in(expected, "receipt"), "%s: receipt", id);
    ck_assert_msg(c.due_on == day_in(expected, "due"), "%s: due", id);
    ck_assert_msg(c.allowed == allowed_in(expected), "%s: allowed %d", id, c.allowed);
    if (c.due_on != NO_DATE)
        ck_assert_msg(c.due_provisional !=
                          json_is_true(json_object_get(expected, "due_certain")),
                      "%s: provisional", id);
    ck_assert_msg((c.closed_on == NO_DATE) == (c.status <= CLOCK_RUNNING), "%s: closed",
                  id);
    ck_assert(c.channel == channel_in(history) && c.category == CATEGORY_research);
    if (c.status == CLOCK_ANSWERED)
        ck_assert_msg((c.closed_on <= c.due_on) ==
                          json_is_true(json_object_get(expected, "answered_in_time")),
                      "%s: in time", id);
}

/* Calls USE with every vector of KIND; the answer is how many it used. */
static int
each_vector(const char *kind, int (*use)(const struct calendar *cal, const json_t *vector))
{
    char *bytes = harness_read("data/clock.jsonl", NULL), *rest = bytes, *line;
    struct calendar *cal = facts_calendar();
    int used = 0;

    while ((line = strsep(&rest, "\n")) != NULL) {
        json_t *vector =
            *line != '\0' ? json_loads(line, JSON_REJECT_DUPLICATES, NULL) : NULL;

        ck_assert(vector != NULL || *line == '\0');
        if (vector != NULL && strcmp(text_in(vector, "kind"), kind) == 0)
            used += use(cal, vector);
        json_decref(vector);
    }
    calendar_free(cal);
    free(bytes);
    return used;
}

static int
use_clock(const struct calendar *cal, const json_t *vector)
{
    if (!is_known(json_object_get(vector, "case")))
        return 0;
    compare(cal, vector, false);
    compare(cal, vector, true);
    return 1;
}

static int
use_closed(const struct calendar *cal, const json_t *vector)
{
    (void)cal;
    return is_known(json_object_get(vector, "case")) &&
           strcmp(text_in(json_object_get(vector, "expected"), "status"), "answered") == 0;
}

static int
use_add(const struct calendar *cal, const json_t *vector)
{
    const json_t *question = json_object_get(vector, "case");
    const json_t *expected = json_object_get(vector, "expected");
    date from = day_in(question, "from_date"), to = NO_DATE;
    int n = (int)json_integer_value(json_object_get(question, "n"));

    if (strcmp(text_in(question, "op"), "add") != 0)
        return 0;
    ck_assert_int_eq(calendar_after(cal, from, n, &to), OK);
    ck_assert_msg(to == day_in(expected, "date"), "%s", text_in(vector, "id"));
    ck_assert_int_eq(calendar_between(cal, from, to),
                     json_integer_value(json_object_get(expected, "count_back")));
    ck_assert_int_eq(to - from,
                     json_integer_value(json_object_get(expected, "calendar_days")));
    return 1;
}

START_TEST(receipt_and_deadline_are_those_of_the_worked_histories)
{
    ck_assert_int_eq(each_vector("clock", use_clock), CLOCK_VECTORS);
    ck_assert_int_eq(each_vector("clock", use_closed), CLOSED_VECTORS);
}
END_TEST

START_TEST(periods_of_2008_to_2018_end_on_the_days_worked_out)
{
    ck_assert_int_eq(each_vector("calendar", use_add), ADD_VECTORS);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        receipt_and_deadline_are_those_of_the_worked_histories,
        periods_of_2008_to_2018_end_on_the_days_worked_out,
        NULL,
    };

    return harness_run(harness_suite("vectors", tests, 60));
}
