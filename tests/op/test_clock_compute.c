/* The clocks of other systems: a history in, its clock out, as it was worked out elsewhere
 * (tests/data/clock.jsonl). */
#include "harness.h"
#include "op/ask.h"

#include <stdlib.h>
#include <string.h>

enum { CLOCK_VECTORS = 191 };

static void
compare_members(const char *id, const json_t *clock, const json_t *expected)
{
    static const char *const members[] = {"status",       "receipt",   "law",
                                          "run",          "run_start", "due",
                                          "due_certain",  "allowed",   "due_provisional",
                                          "used",         "left",      "answered_in_time",
                                          "overdue_days", "overdue"};

    for (unsigned i = 0; i < sizeof members / sizeof members[0]; i++) {
        char *got = json_dumps(value_in(clock, members[i]), JSON_ENCODE_ANY);
        char *want = json_dumps(value_in(expected, members[i]), JSON_ENCODE_ANY);

        ck_assert_msg(got != NULL && want != NULL && strcmp(got, want) == 0,
                      "%s: %s is %s, should be %s", id, members[i], got, want);
        free(got);
        free(want);
    }
}

/* Theirs names a confirmation only where it was late. */
static void
compare_deadlines(const char *id, const json_t *clock, const json_t *expected)
{
    static const char *const members[] = {"kind", "ref", "start", "due", "done", "met"};
    const json_t *theirs = value_in(expected, "sub_deadlines");
    json_t *ours = json_object_get(clock, "sub_deadlines");

    if (strcmp(text_in(ours, "0.kind"), "confirmation") == 0 &&
        json_is_true(value_in(ours, "0.met")))
        json_array_remove(ours, 0);
    ck_assert_msg(json_array_size(ours) == json_array_size(theirs), "%s: %zu deadlines", id,
                  json_array_size(ours));
    for (size_t i = 0; i < json_array_size(theirs); i++)
        for (unsigned k = 0; k < sizeof members / sizeof members[0]; k++)
            ck_assert_msg(
                json_equal(json_object_get(json_array_get(ours, i), members[k]),
                           json_object_get(json_array_get(theirs, i), members[k])),
                "%s: %s of the deadline %zu", id, members[k], i);
}

/* Every day and its number; the words are ours. */
static void
compare_days(const char *id, const json_t *clock, const json_t *expected)
{
    const json_t *ours = value_in(clock, "days"), *theirs = value_in(expected, "days");

    ck_assert_msg(json_array_size(ours) == json_array_size(theirs), "%s: %zu days", id,
                  json_array_size(ours));
    for (size_t i = 0; i < json_array_size(theirs); i++) {
        const char *got = json_string_value(json_array_get(ours, i));
        const char *want = json_string_value(json_array_get(theirs, i));
        size_t len = 11 + strcspn(want + 11, " ");

        ck_assert_msg(strncmp(got, want, len + 1) == 0, "%s: %s, should be %s", id, got,
                      want);
    }
}

/* Those that both name; their number. */
static int
compare_alternatives(const char *id, const json_t *clock, const json_t *expected)
{
    json_t *ours = json_object_get(clock, "alternatives"), *theirs;
    const char *name;
    int both = 0;

    json_object_foreach(json_object_get(expected, "alternatives"), name, theirs) {
        const json_t *also = json_object_get(ours, name);

        if (also == NULL)
            continue;
        both++;
        ck_assert_msg(strcmp(text_in(also, "due"), text_in(theirs, "due")) == 0 &&
                          strcmp(text_in(also, "status"), text_in(theirs, "status")) == 0,
                      "%s: with %s: %s %s", id, name, text_in(also, "due"),
                      text_in(also, "status"));
    }
    return both;
}

START_TEST(a_history_sent_along_is_answered_as_it_was_worked_out_elsewhere)
{
    char *text = harness_read("data/clock.jsonl", NULL);
    int clocks = 0, alternatives = 0;

    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        json_t *vector = json_loads(line, 0, NULL);
        const json_t *clock, *expected = value_in(vector, "expected");
        const char *id = text_in(vector, "id");
        char *body;

        if (strcmp(text_in(vector, "kind"), "clock") == 0) {
            body = json_dumps(value_in(vector, "case"), 0);
            clock = ask(200, body, "POST /api/v1/clock");
            compare_members(id, clock, expected);
            compare_deadlines(id, clock, expected);
            compare_days(id, clock, expected);
            alternatives += compare_alternatives(id, clock, expected);
            clocks++;
            free(body);
        }
        json_decref(vector);
    }
    free(text);
    ck_assert_int_eq(clocks, CLOCK_VECTORS);
    ck_assert_int_ge(alternatives, 80);
}
END_TEST

START_TEST(a_wrong_history_is_refused_field_by_field)
{
    ck_assert_str_eq(
        fields_in(value_in(
            refused(422, "invalid",
                    "{'channel':'x','received':'x','confirmed':1,'as_of':'x',"
                    "'events':[{'type':'x','date':'x','ref':1,'delivered':'x',"
                    "'deadline':'x','days':0,'approved':1,'told':1,'accepted':1,'more':1}],"
                    "'policy':{'consult_cap':'x','more':1},'calendar_known_on':'x',"
                    "'law':'1949','overlay':1,'more':1}",
                    "POST /api/v1/clock"),
            "errors")),
        "channel received confirmed as_of events.0.type events.0.date events.0.ref "
        "events.0.delivered events.0.deadline events.0.days events.0.approved "
        "events.0.told events.0.accepted events.0.more policy.consult_cap policy.more "
        "calendar_known_on law overlay more");
    ck_assert_str_eq(
        fields_in(value_in(refused(422, "invalid", "{}", "POST /api/v1/clock"), "errors")),
        "channel received");
}
END_TEST

START_TEST(a_confirmation_of_a_channel_that_needs_none_changes_nothing)
{
    const json_t *clock =
        ask(200, "{'channel':'in_person','received':'2025-09-15','confirmed':'2025-09-17'}",
            "POST /api/v1/clock");

    ck_assert_str_eq(text_in(clock, "receipt"), "2025-09-15");
    ck_assert_str_eq(text_in(clock, "due"), "2025-10-17");
    ck_assert_uint_eq(json_array_size(value_in(clock, "flags")), 0);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_history_sent_along_is_answered_as_it_was_worked_out_elsewhere,
        a_wrong_history_is_refused_field_by_field,
        a_confirmation_of_a_channel_that_needs_none_changes_nothing,
        NULL,
    };

    return here_run("clock_compute", tests,
                    (const char *const[]){"--today=2025-10-09", NULL});
}
