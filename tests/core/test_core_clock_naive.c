/* The naive clock against every worked history of tests/data/clock.jsonl: that it is right
 * by itself, before the clock of src/core is measured by it. */
#include "facts.h"
#include "harness.h"
#include "naive.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* How many the file has, and how many other readings' results they state. */
enum {
    VECTORS = 191,
    ALTERNATIVES = 87,
    MOST_FIELDS = 8,
    DAYS = DATE_LAST - DATE_FIRST + 1
};

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
answer_in(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);

    if (json_is_boolean(value))
        return json_is_true(value) ? STATED_YES : STATED_NO;
    return NOT_STATED;
}

/* The enumerator of the vectors' word. */
static int
word_of(const char *word, const char *const *words)
{
    for (int i = 0; words[i] != NULL; i++)
        if (word != NULL && strcmp(word, words[i]) == 0)
            return i;
    ck_abort_msg("no word %s", word);
}

/* --- the calendar as it was known on a day --- */

struct known {
    char stated[DAYS]; /* '\0', 'w'orkday or 'h'oliday */
    int last_year;
};

static struct known known;

static bool
known_work_on(date d)
{
    char stated = known.stated[d - DATE_FIRST];

    return stated != '\0' ? stated == 'w' : (d - DATE_FIRST + 5) % 7 < 5;
}

static int
split(char *line, char *fields[MOST_FIELDS])
{
    int n = 0;

    while (line != NULL && n < MOST_FIELDS)
        fields[n++] = strsep(&line, ",");
    return n;
}

/* The notices public by ON; the answer tells whether NOTICE is one of them. */
static bool
is_public(const char *notice, date on, int *last_year)
{
    char *bytes = harness_read("../migrations/calendar/notices.csv", NULL), *rest = bytes;
    char *line, *fields[MOST_FIELDS];
    bool found = false;

    strsep(&rest, "\n");
    while ((line = strsep(&rest, "\n")) != NULL) {
        if (split(line, fields) < 5 || facts_day(fields[4]) > on)
            continue;
        if (strcmp(fields[2], "annual") == 0)
            *last_year = atoi(fields[1]);
        found = found || strcmp(fields[0], notice) == 0;
    }
    free(bytes);
    return found;
}

/* Takes the days of file NAME; those of a superseded notice while the later was unknown. */
static void
know_days(const char *name, bool superseded, date on)
{
    char *bytes = harness_read(name, NULL), *rest = bytes, *line, *fields[MOST_FIELDS];
    int year;

    strsep(&rest, "\n");
    while ((line = strsep(&rest, "\n")) != NULL)
        if (split(line, fields) > 4 && is_public(fields[3], on, &year) &&
            !(superseded && is_public(fields[4], on, &year)))
            known.stated[facts_day(fields[0]) - DATE_FIRST] = fields[1][0];
    free(bytes);
}

static void
know_calendar(date on)
{
    known = (struct known){.last_year = 0};
    is_public("", on, &known.last_year);
    know_days("../migrations/calendar/workdays.csv", false, on);
    know_days("../migrations/calendar/superseded.csv", true, on);
}

/* --- the vectors' words --- */

static enum event_kind
kind_in(const json_t *entry)
{
    const char *type = text_in(entry, "type");

    return event_kind_of(strcmp(type, "answer") == 0 ? "answered" : type);
}

static enum channel
channel_in(const json_t *history)
{
    const char *name = text_in(history, "channel");

    if (strcmp(name, "mail") == 0)
        return CHANNEL_mail_signed;
    return strcmp(name, "mail_unsigned") == 0 ? CHANNEL_mail_ordinary : channel_of(name);
}

static void
set_reading(struct readings *readings, const char *code, const char *value)
{
    ck_assert_msg(reading_set(readings, reading_of(code), value), "%s=%s", code, value);
}

static int
read_history(const json_t *history, struct event events[NAIVE_ENTRIES])
{
    const char *code;
    json_t *entry, *value;
    int n = 1;
    size_t i;

    events[0] = (struct event){.seq = 1,
                               .kind = EVENT_registered,
                               .happened_on = day_in(history, "received"),
                               .channel = channel_in(history),
                               .confirmed_on = day_in(history, "confirmed")};
    json_object_foreach(json_object_get(history, "policy"), code, value)
        set_reading(&events[0].readings, code, json_string_value(value));
    json_array_foreach(json_object_get(history, "events"), i, entry) {
        events[n] = (struct event){.seq = n + 1,
                                   .kind = kind_in(entry),
                                   .happened_on = day_in(entry, "date"),
                                   .ref = text_in(entry, "ref"),
                                   .delivered_on = day_in(entry, "delivered"),
                                   .deadline_on = day_in(entry, "deadline"),
                                   .days = number_in(entry, "days"),
                                   .approved = answer_in(entry, "approved"),
                                   .told = answer_in(entry, "told"),
                                   .accepted = answer_in(entry, "accepted"),
                                   .outcome = OUTCOME_granted};
        n++;
    }
    return n;
}

/* "today" of a history: stated, or the day of its last entry. */
static date
today_of(const json_t *history, const struct event *events, int n)
{
    date last = day_in(history, "as_of");

    for (int i = 0; i < n && json_object_get(history, "as_of") == NULL; i++)
        if (events[i].happened_on > last)
            last = events[i].happened_on;
    return last;
}

static void
ask(const json_t *history, const char *code, const char *value, struct naive *c)
{
    struct event events[NAIVE_ENTRIES];
    int n = read_history(history, events);
    struct naive_terms terms = {facts_work_on, facts_last_year(),
                                today_of(history, events, n), 0};

    if (json_object_get(history, "calendar_known_on") != NULL) {
        know_calendar(day_in(history, "calendar_known_on"));
        terms.works = known_work_on;
        terms.last_year = known.last_year;
    }
    if (code != NULL)
        set_reading(&events[0].readings, code, value);
    naive_clock(&terms, events, n, c);
}

/* --- the comparison --- */

static void
compare_numbers(const char *id, const json_t *expected, const struct naive *c)
{
    static const char *const causes[] = {"receipt", "correction", "payment", NULL};
    bool received = day_in(expected, "receipt") != NO_DATE;

    ck_assert_msg(strcmp(clock_status_code(c->status), text_in(expected, "status")) == 0,
                  "%s: %s", id, clock_status_code(c->status));
    ck_assert_msg(c->received_on == day_in(expected, "receipt"), "%s: receipt", id);
    ck_assert_msg(!received || c->law == atoi(text_in(expected, "law")), "%s: law", id);
    ck_assert_msg((c->run_count > 0) == received, "%s: received", id);
    if (received) {
        const struct naive_run *run = &c->runs[c->run_count - 1];

        ck_assert_msg((int)run->cause == word_of(text_in(expected, "run"), causes),
                      "%s: run", id);
        ck_assert_msg(run->start == day_in(expected, "run_start"), "%s: run start", id);
    }
    ck_assert_msg(c->allowed == number_in(expected, "allowed"), "%s: allowed", id);
    ck_assert_msg(c->due_on == day_in(expected, "due"), "%s: due", id);
    ck_assert_msg(c->due_certain != (answer_in(expected, "due_certain") == STATED_NO),
                  "%s: certain", id);
    ck_assert_msg(c->due_assumes_reply ==
                      (answer_in(expected, "due_provisional") == STATED_YES),
                  "%s: provisional", id);
    ck_assert_msg(c->used == number_in(expected, "used"), "%s: used %d", id, c->used);
    if (json_is_integer(json_object_get(expected, "left")))
        ck_assert_msg(c->left == number_in(expected, "left"), "%s: left %d", id, c->left);
    ck_assert_msg(c->overdue_days == number_in(expected, "overdue_days"), "%s: overdue %d",
                  id, c->overdue_days);
    ck_assert_msg(json_is_true(json_object_get(expected, "overdue")) ==
                      (c->overdue_days > 0),
                  "%s: overdue", id);
    ck_assert_msg(c->in_time == answer_in(expected, "answered_in_time"), "%s: in time", id);
}

static bool
is_same_deadline(const json_t *expected, const struct clock_deadline *d)
{
    static const char *const kinds[] = {
        "confirmation",       "correction_notice", "correction", "third_party_reply",
        "joint_agency_reply", "reasons",           "payment",    NULL};
    const char *ref = text_in(expected, "ref");

    return (int)d->kind == word_of(text_in(expected, "kind"), kinds) &&
           d->start == day_in(expected, "start") && d->due == day_in(expected, "due") &&
           d->done == day_in(expected, "done") && d->met == answer_in(expected, "met") &&
           (d->ref == NULL || (ref != NULL && strcmp(d->ref, ref) == 0)) &&
           (d->round == 0 || (ref != NULL && atoi(ref + strlen("round ")) == d->round));
}

static void
compare_deadlines(const char *id, const json_t *expected, const struct naive *c)
{
    json_t *one;
    size_t i;

    ck_assert_msg((int)json_array_size(expected) == c->deadline_count, "%s: deadlines", id);
    json_array_foreach(expected, i, one) {
        int found = 0;

        for (int k = 0; k < c->deadline_count; k++)
            found += is_same_deadline(one, &c->deadlines[k]);
        ck_assert_msg(found == 1, "%s: deadline %d", id, (int)i);
    }
}

/* Writes SEEN in the words of the vectors. */
static void
describe(const struct naive_day *seen, char *text, size_t size)
{
    static const char *const words[] = {
        "receipt day, not counted", "correction received, not counted",
        "fee paid, not counted",    "counted",
        "not a working day",        "consultation ",
        "waiting for correction",   "waiting for payment",
        "until the delayed date",   "after the due day",
    };
    char day[DATE_SIZE], n[12];

    snprintf(n, sizeof n, "%d", seen->n);
    snprintf(text, size, "%s %s %s%s", date_text(seen->day, day),
             seen->kind == NAIVE_COUNTED ? n : "-", words[seen->kind],
             seen->kind == NAIVE_CONSULTING ? seen->ref : "");
}

static void
compare_days(const char *id, const json_t *expected, const struct naive *c)
{
    char text[80];
    json_t *one;
    size_t i;

    ck_assert_msg((int)json_array_size(expected) == c->day_count, "%s: %d days", id,
                  c->day_count);
    json_array_foreach(expected, i, one) {
        describe(&c->days[i], text, sizeof text);
        ck_assert_msg(strcmp(text, json_string_value(one)) == 0, "%s: %s", id, text);
    }
}

/* What another reading would give; one that is not stated gives the same. */
static int
compare_alternatives(const char *id, const json_t *history, const json_t *expected)
{
    static const char *const others[][2] = {
        {"consult_sent_day", "excluded"}, {"consult_reply_day", "counted"},
        {"consult_cap", "until_reply"},   {"restday_receipt", "next_workday"},
        {"late_correction", "no_effect"}, {"late_extension", "effective"},
    };
    static struct naive c;
    int stated = 0;

    for (unsigned i = 0; i < sizeof others / sizeof others[0]; i++) {
        char name[64];
        const json_t *other, *result = expected;

        snprintf(name, sizeof name, "%s=%s", others[i][0], others[i][1]);
        other = json_object_get(json_object_get(expected, "alternatives"), name);
        if (other != NULL)
            stated++, result = other;
        ask(history, others[i][0], others[i][1], &c);
        ck_assert_msg(c.due_on == day_in(result, "due"), "%s with %s: due", id, name);
        ck_assert_msg(strcmp(clock_status_code(c.status), text_in(result, "status")) == 0,
                      "%s with %s: %s", id, name, clock_status_code(c.status));
    }
    return stated;
}

/* Calls USE with every worked history; the answer is the sum of its answers. */
static int
each_vector(int (*use)(const char *id, const json_t *history, const json_t *expected))
{
    char *bytes = harness_read("data/clock.jsonl", NULL), *rest = bytes, *line;
    int sum = 0;

    while ((line = strsep(&rest, "\n")) != NULL) {
        json_t *vector = *line != '\0' ? json_loads(line, 0, NULL) : NULL;

        ck_assert(vector != NULL || *line == '\0');
        if (vector != NULL && strcmp(text_in(vector, "kind"), "clock") == 0)
            sum += use(text_in(vector, "id"), json_object_get(vector, "case"),
                       json_object_get(vector, "expected"));
        json_decref(vector);
    }
    free(bytes);
    return sum;
}

static int
use_numbers(const char *id, const json_t *history, const json_t *expected)
{
    static struct naive c;

    ask(history, NULL, NULL, &c);
    compare_numbers(id, expected, &c);
    compare_deadlines(id, json_object_get(expected, "sub_deadlines"), &c);
    return 1;
}

static int
use_days(const char *id, const json_t *history, const json_t *expected)
{
    static struct naive c;

    ask(history, NULL, NULL, &c);
    compare_days(id, json_object_get(expected, "days"), &c);
    return 1;
}

START_TEST(the_naive_clock_gives_the_numbers_of_every_worked_history)
{
    ck_assert_int_eq(each_vector(use_numbers), VECTORS);
}
END_TEST

START_TEST(the_naive_clock_gives_every_day_of_every_worked_history)
{
    ck_assert_int_eq(each_vector(use_days), VECTORS);
}
END_TEST

START_TEST(the_naive_clock_gives_what_the_other_readings_would)
{
    ck_assert_int_eq(each_vector(compare_alternatives), ALTERNATIVES);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_naive_clock_gives_the_numbers_of_every_worked_history,
        the_naive_clock_gives_every_day_of_every_worked_history,
        the_naive_clock_gives_what_the_other_readings_would,
        NULL,
    };

    return harness_run(harness_suite("naive", tests, 60));
}
