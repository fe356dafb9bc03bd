/* The histories of tests/data/clock.jsonl, of which 30 were worked by hand: the fold must
 * give every date, number and day of them. */
#include "core/day_account.h"
#include "facts.h"
#include "harness.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many there are of each kind; a change of the file must say so. */
enum { CLOCK_VECTORS = 191, ADD_VECTORS = 9, MOST_EVENTS = 16, LINE = 128 };

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

static int
number_in(const json_t *object, const char *name)
{
    return (int)json_integer_value(json_object_get(object, name));
}

static enum stated
stated_in(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);

    return !json_is_boolean(value) ? NOT_STATED
           : json_is_true(value)   ? STATED_YES
                                   : STATED_NO;
}

static enum channel
channel_in(const json_t *history)
{
    const char *name = text_in(history, "channel");

    if (strcmp(name, "mail") == 0)
        return CHANNEL_mail_signed;
    if (strcmp(name, "mail_unsigned") == 0)
        return CHANNEL_mail_ordinary;
    return channel_of(name);
}

static struct event
event_in(const json_t *one, int seq)
{
    const char *type = text_in(one, "type");
    struct event e = {.seq = seq,
                      .kind = strcmp(type, "answer") == 0 ? EVENT_answered
                                                          : event_kind_of(type),
                      .happened_on = day_in(one, "date"),
                      .ref = text_in(one, "ref"),
                      .delivered_on = day_in(one, "delivered"),
                      .deadline_on = day_in(one, "deadline"),
                      .days = number_in(one, "days"),
                      .approved = stated_in(one, "approved"),
                      .told = stated_in(one, "told"),
                      .accepted = stated_in(one, "accepted"),
                      .outcome = OUTCOME_NONE};

    ck_assert_msg(e.kind != EVENT_NONE, "the fold knows no %s", type);
    return e;
}

static int
events_of(const json_t *history, struct event events[MOST_EVENTS])
{
    const json_t *policy = json_object_get(history, "policy");
    const char *name;
    json_t *one, *value;
    size_t i;
    int n = 1;

    events[0] = (struct event){.seq = 1,
                               .kind = EVENT_registered,
                               .happened_on = day_in(history, "received"),
                               .channel = channel_in(history),
                               .category = CATEGORY_research,
                               .confirmed_on = day_in(history, "confirmed")};
    json_object_foreach((json_t *)policy, name, value)
        ck_assert(
            reading_set(&events[0].readings, reading_of(name), json_string_value(value)));
    json_array_foreach(json_object_get(history, "events"), i, one) {
        ck_assert_int_lt(n, MOST_EVENTS);
        events[n] = event_in(one, n + 1);
        n++;
    }
    return n;
}

/* Without as_of: the day of the last event. */
static date
as_of_in(const json_t *history, const struct event *events, int n)
{
    date as_of = day_in(history, "as_of");

    for (int i = 0; json_object_get(history, "as_of") == NULL && i < n; i++)
        if (events[i].happened_on > as_of)
            as_of = events[i].happened_on;
    return as_of;
}

static void
expect_day(const char *id, const char *what, date got, const json_t *expected)
{
    char text[DATE_SIZE];
    const char *want = text_in(expected, what);

    ck_assert_msg(got == (want ? facts_day(want) : NO_DATE), "%s: %s is %s, should be %s",
                  id, what, got ? date_text(got, text) : "null", want ? want : "null");
}

static void
expect_number(const char *id, const char *what, int got, const json_t *expected)
{
    const json_t *want = json_object_get(expected, what);

    if (json_is_integer(want))
        ck_assert_msg(got == json_integer_value(want), "%s: %s is %d, should be %d", id,
                      what, got, (int)json_integer_value(want));
}

static void
expect_code(const char *id, const char *what, const char *got, const json_t *expected)
{
    const char *want = text_in(expected, what);

    if (want != NULL)
        ck_assert_msg(strcmp(got, want) == 0, "%s: %s is %s, should be %s", id, what, got,
                      want);
}

static void
expect_truth(const char *id, const char *what, bool got, const json_t *expected)
{
    const json_t *want = json_object_get(expected, what);

    if (json_is_boolean(want))
        ck_assert_msg(got == json_is_true(want), "%s: %s is %d", id, what, got);
}

static void
compare_deadlines(const char *id, const struct clock *c, const json_t *expected)
{
    const json_t *list = json_object_get(expected, "sub_deadlines"), *one;
    int n = c->deadline_count;
    size_t i;

    ck_assert_msg((size_t)n == json_array_size(list),
                  "%s: %d side deadlines, should be %zu", id, n, json_array_size(list));
    json_array_foreach(list, i, one) {
        const struct clock_deadline *d = &c->deadlines[i];
        char round[16];

        expect_code(id, "kind", deadline_code(d->kind), one);
        expect_day(id, "start", d->start, one);
        expect_day(id, "due", d->due, one);
        expect_day(id, "done", d->done, one);
        snprintf(round, sizeof round, "round %d", d->round);
        expect_code(id, "ref", d->round > 0 ? round : d->ref ? d->ref : "", one);
        ck_assert_msg(d->met == stated_in(one, "met"), "%s: %s met is %d", id,
                      text_in(one, "kind"), d->met);
    }
}

/* What their words for a day are in ours. */
static void
expect_label(const char *id, const struct account_day *d, const char *why)
{
    static const char *const words[][2] = {
        {"receipt day, not counted", "receipt"},
        {"counted", "counted makeup"},
        {"not a working day", "weekend holiday"},
        {"after the due day", "after_due"},
        {"waiting for correction", "waiting_for_correction"},
        {"correction received, not counted", "correction_received"},
        {"waiting for payment", "waiting_for_fee"},
        {"fee paid, not counted", "fee_paid"},
    };
    const char *code = account_code(d);

    if (strncmp(why, "consultation ", 13) == 0) {
        ck_assert_msg(strcmp(code, "paused") == 0 && strcmp(d->ref, why + 13) == 0,
                      "%s: %s for %s", id, code, why);
        return;
    }
    for (unsigned i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i][0], why) == 0) {
            ck_assert_msg(strstr(words[i][1], code) != NULL, "%s: %s for %s", id, code,
                          why);
            return;
        }
    ck_abort_msg("%s: no words for %s", id, why);
}

static void
compare_days(struct arena *a, const char *id, const struct calendar *cal,
             const struct clock *c, const json_t *expected)
{
    const json_t *list = json_object_get(expected, "days"), *one;
    struct account_day *days;
    int n = account_of(a, cal, c, &days);
    size_t i;

    ck_assert_msg((size_t)n == json_array_size(list), "%s: %d days, should be %zu", id, n,
                  json_array_size(list));
    json_array_foreach(list, i, one) {
        const char *want = json_string_value(one), *why;
        char got[LINE], text[DATE_SIZE];

        if (days[i].n > 0)
            snprintf(got, sizeof got, "%s %d ", date_text(days[i].day, text), days[i].n);
        else
            snprintf(got, sizeof got, "%s - ", date_text(days[i].day, text));
        ck_assert_msg(strncmp(want, got, strlen(got)) == 0, "%s: %s%s, should be %s", id,
                      got, account_code(&days[i]), want);
        why = want + strlen(got);
        expect_label(id, &days[i], why);
    }
}

static void
compare(const struct calendar *cal, const json_t *vector)
{
    const json_t *history = json_object_get(vector, "case");
    const json_t *expected = json_object_get(vector, "expected");
    const char *id = text_in(vector, "id");
    struct arena *a = arena_new();
    struct event events[MOST_EVENTS];
    int n = events_of(history, events);
    struct clock_terms terms = {.calendar = cal, .as_of = as_of_in(history, events, n)};
    const struct clock_run *r;
    char law[8];
    struct clock c;

    clock_fold(a, &terms, events, n, &c);
    expect_code(id, "status", clock_status_code(c.status), expected);
    expect_day(id, "receipt", c.received_on, expected);
    snprintf(law, sizeof law, "%d", c.law);
    expect_code(id, "law", law, expected);
    r = clock_run_of(&c);
    ck_assert_msg((r == NULL) == (text_in(expected, "run") == NULL), "%s: run", id);
    if (r != NULL) {
        expect_code(id, "run", clock_cause_code(r->cause), expected);
        expect_day(id, "run_start", r->start, expected);
        expect_number(id, "allowed", r->allowed, expected);
    }
    expect_day(id, "due", c.due_on, expected);
    expect_truth(id, "due_certain", c.due_certain, expected);
    expect_truth(id, "due_provisional", c.due_assumes_reply, expected);
    expect_number(id, "used", c.used, expected);
    expect_number(id, "left", c.left, expected);
    expect_number(id, "overdue_days", c.overdue_days, expected);
    expect_truth(id, "overdue", c.overdue_days > 0 || c.status == CLOCK_OVERDUE, expected);
    ck_assert_msg(c.in_time == stated_in(expected, "answered_in_time"), "%s: in time is %d",
                  id, c.in_time);
    compare_deadlines(id, &c, expected);
    compare_days(a, id, cal, &c, expected);
    arena_free(a);
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
    date known_on = day_in(json_object_get(vector, "case"), "calendar_known_on");
    struct calendar *known = known_on ? facts_calendar_known_on(known_on) : NULL;

    compare(known ? known : cal, vector);
    calendar_free(known);
    return 1;
}

static int
use_add(const struct calendar *cal, const json_t *vector)
{
    const json_t *question = json_object_get(vector, "case");
    const json_t *expected = json_object_get(vector, "expected");
    date from = day_in(question, "from_date"), to = NO_DATE;
    int n = number_in(question, "n");

    if (strcmp(text_in(question, "op"), "add") != 0)
        return 0;
    ck_assert_int_eq(calendar_after(cal, from, n, &to), OK);
    ck_assert_msg(to == day_in(expected, "date"), "%s", text_in(vector, "id"));
    ck_assert_int_eq(calendar_between(cal, from, to), number_in(expected, "count_back"));
    ck_assert_int_eq(to - from, number_in(expected, "calendar_days"));
    return 1;
}

START_TEST(every_worked_history_comes_out_to_the_day)
{
    ck_assert_int_eq(each_vector("clock", use_clock), CLOCK_VECTORS);
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
        every_worked_history_comes_out_to_the_day,
        periods_of_2008_to_2018_end_on_the_days_worked_out,
        NULL,
    };

    return harness_run(harness_suite("vectors", tests, 60));
}
