/* What is asked about the clock: the readings it takes, its proof, what would be, and the
 * clocks of other systems. */
#include "harness.h"
#include "op/acting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char arrival[] = "2025-09-15";

/* ---- Readings ---- */

/* The reading of AGENCY as "value stated_by". */
static const char *
reading(const char *agency, const char *code)
{
    static char line[200];
    const json_t *list =
        value_in(ask(200, NULL, "GET /api/v1/agencies/%s/readings", agency), "readings");

    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);

        if (strcmp(text_in(one, "reading"), code) == 0) {
            snprintf(line, sizeof line, "%s %s", text_in(one, "value"),
                     text_in(one, "stated_by"));
            return line;
        }
    }
    ck_abort_msg("no reading %s", code);
}

static void
take(const char *agency, const char *code, const char *value)
{
    char body[200];

    snprintf(body, sizeof body, value ? "{'basis':'办理规范','value':'%s'}" : "%s",
             value ? value : "{'basis':'不再单独规定'}");
    ask(200, body, "POST /api/v1/agencies/%s/readings/%s", agency, code);
}

START_TEST(an_agency_reads_the_law_as_the_nearest_one_above_it_that_says_how)
{
    make_agency("city", NULL);
    make_agency("office", "'parent':'city'");
    make_agency("desk", "'parent':'office'");
    ck_assert_str_eq(reading("desk", "restday_receipt"), "actual ");
    take("city", "restday_receipt", "next_workday");
    ck_assert_str_eq(reading("city", "restday_receipt"), "next_workday city");
    ck_assert_str_eq(reading("desk", "restday_receipt"), "next_workday city");
    take("office", "restday_receipt", "actual");
    ck_assert_str_eq(reading("desk", "restday_receipt"), "actual office");
    ck_assert_str_eq(reading("city", "restday_receipt"), "next_workday city");
    take("office", "restday_receipt", NULL);
    ck_assert_str_eq(reading("desk", "restday_receipt"), "next_workday city");
    take("city", "restday_receipt", NULL);
    ck_assert_str_eq(reading("desk", "restday_receipt"), "actual ");
}
END_TEST

START_TEST(a_case_keeps_the_readings_of_the_day_it_was_registered)
{
    const char *before, *kept, *after;

    make_agency("above", NULL);
    make_agency("below", "'parent':'above'");
    before = make_case("below", "2025-09-20", NULL);
    take("above", "restday_receipt", "next_workday");
    kept = make_case("below", "2025-09-20", NULL);
    take("below", "restday_receipt", "actual");
    after = make_case("below", "2025-09-20", NULL);
    ck_assert_str_eq(due_of(before), "2025-10-23");
    ck_assert_str_eq(due_of(kept), "2025-10-24");
    ck_assert_str_eq(due_of(after), "2025-10-23");
    ck_assert_str_eq(text_in(clock_of(before), "receipt"), "2025-09-20");
    ck_assert_str_eq(text_in(clock_of(kept), "receipt"), "2025-09-22");
    ck_assert_str_eq(text_in(clock_of(kept), "readings.restday_receipt"), "next_workday");
    ck_assert_str_eq(text_in(shown_case(kept), "events.0.data.readings.restday_receipt"),
                     "next_workday");
    ck_assert_str_eq(text_in(clock_of(after), "readings.restday_receipt"), "actual");
    ck_assert_str_eq(text_in(clock_of(kept), "alternatives.restday_receipt=actual.due"),
                     "2025-10-23");
    ask(200, "{'reason':'录入有误','happened_on':'2025-09-21'}",
        "POST /api/v1/applications/%s/events/1/supersede", kept);
    ck_assert_str_eq(text_in(clock_of(kept), "receipt"), "2025-09-22");
}
END_TEST

START_TEST(every_reading_can_take_its_values_and_no_other)
{
    const json_t *list, *values;

    make_agency("values", NULL);
    list = value_in(ask(200, NULL, "GET /api/v1/agencies/values/readings"), "readings");
    ck_assert_uint_ge(json_array_size(list), 14);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *code = text_in(json_array_get(list, i), "reading");

        values = value_in(json_array_get(list, i), "choices");
        ck_assert_uint_ge(json_array_size(values), 1);
        for (size_t k = 0; k < json_array_size(values); k++)
            take("values", code, text_in(json_array_get(values, k), "value"));
        refused(422, "invalid", "{'value':'nonsense','basis':'x'}",
                "POST /api/v1/agencies/values/readings/%s", code);
    }
    refused(404, "not_found", "{'value':'actual','basis':'x'}",
            "POST /api/v1/agencies/values/readings/nonsense");
    ck_assert_str_eq(
        fields_in(value_in(refused(422, "invalid", "{'value':1,'more':1}",
                                   "POST /api/v1/agencies/values/readings/consult_cap"),
                           "errors")),
        "value basis more");
}
END_TEST

/* ---- The proof ---- */

static const char *
proof(const char *id, const char *format, const char *type)
{
    const struct asked *a =
        ask_with(NULL, NULL, "GET /api/v1/applications/%s/clock?format=%s", id, format);
    char found[100];

    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_str_eq(answer_header(&a->answer, "content-type", found, sizeof found), type);
    return a->answer.body.bytes;
}

START_TEST(the_proof_holds_every_day_of_the_account_as_text_and_as_a_page)
{
    const char *id, *text, *html;
    const json_t *account;

    make_agency("proof", NULL);
    id = make_case("proof", arrival, NULL);
    happen(id, "consultations {'party':'third_party','name':'李','sent_on':'2025-09-22'}\n"
               "consultations/A/reply {'received_on':'2025-09-29','opinion':'object'}");
    text = proof(id, "text", "text/plain; charset=utf-8");
    html = proof(id, "html", "text/html; charset=utf-8");
    account = value_in(clock_of(id), "account");
    ck_assert_uint_gt(json_array_size(account), 30);
    for (size_t i = 0; i < json_array_size(account); i++) {
        const json_t *day = json_array_get(account, i);
        const char *line = strstr(text, text_in(day, "date"));
        char cell[400];

        while (line != NULL && line[-1] != '\n')
            line = strstr(line + 1, text_in(day, "date"));
        ck_assert_msg(line != NULL, "no line %s", text_in(day, "date"));
        snprintf(cell, sizeof cell, "%.*s", (int)strcspn(line, "\n"), line);
        ck_assert_msg(strstr(cell, text_in(day, "words")) != NULL, "%s", cell);
        snprintf(cell, sizeof cell, "<td>%s</td>", text_in(day, "words"));
        ck_assert_ptr_nonnull(strstr(html, cell));
    }
    ck_assert_ptr_nonnull(strstr(text, "PROOF-2025-0001"));
    ck_assert_ptr_nonnull(strstr(html, "<td>2025-10-27</td>"));
}
END_TEST

START_TEST(names_are_escaped_on_the_page)
{
    const char *html, *text;

    make_agency("escape", "'name':'<b>甲&乙</b>'");
    html = proof(make_case("escape", arrival, NULL), "html", "text/html; charset=utf-8");
    ck_assert_ptr_nonnull(strstr(html, "&lt;b&gt;甲&amp;乙&lt;/b&gt;"));
    ck_assert_ptr_null(strstr(html, "<b>"));
    text = proof(make_case("escape", arrival, NULL), "text", "text/plain; charset=utf-8");
    ck_assert_ptr_nonnull(strstr(text, "<b>甲&乙</b>"));
}
END_TEST

/* ---- What would be ---- */

static size_t
entries_of(const char *id)
{
    return json_array_size(value_in(shown_case(id), "events"));
}

/* What may happen to a case: as it is supposed, and as it is done. */
static const struct {
    const char *before, *supposed, *done;
} deeds[] = {
    {"", "{'kind':'extension','happened_on':'2025-10-09','days':20}",
     "extension {'days':20,'reason':'多','requested_by':'甲','approved_by':'乙',"
     "'approved_on':'2025-10-09','told_on':'2025-10-09'}"},
    {"", "{'kind':'correction_notice','happened_on':'2025-09-24','days':5}",
     "correction-notice {'sent_on':'2025-09-24','items':'x','days':5}"},
    {"",
     "{'kind':'correction_notice','happened_on':'2025-09-24','deadline_on':'2025-10-09'},"
     "{'kind':'correction_received','happened_on':'2025-09-30'}",
     "correction-notice {'sent_on':'2025-09-24','items':'x','deadline_on':'2025-10-09'}\n"
     "correction {'received_on':'2025-09-30'}"},
    {"", "{'kind':'third_party_sent','happened_on':'2025-09-22','ref':'A'}",
     "consultations {'party':'third_party','name':'李','sent_on':'2025-09-22'}"},
    {"consultations {'party':'third_party','name':'李','sent_on':'2025-09-22'}",
     "{'kind':'third_party_reply','happened_on':'2025-09-29','ref':'A'}",
     "consultations/A/reply {'received_on':'2025-09-29','opinion':'object'}"},
    {"consultations {'party':'joint_agency','name':'局','sent_on':'2025-09-22'}",
     "{'kind':'delivered','happened_on':'2025-09-24','of':2}",
     "events/2/delivery {'delivered_on':'2025-09-24'}"},
    {"consultations {'party':'other_agency','name':'局','sent_on':'2025-09-22'}",
     "{'kind':'consultation_closed','happened_on':'2025-09-29','ref':'A'}",
     "consultations/A/close {'closed_on':'2025-09-29','reason':'退回'}"},
    {"", "{'kind':'fee_notice','happened_on':'2025-09-22','delivered_on':'2025-09-23'}",
     "fee-notice {'sent_on':'2025-09-22','delivered_on':'2025-09-23'}"},
    {"fee-notice {'sent_on':'2025-09-22'}",
     "{'kind':'fee_paid','happened_on':'2025-09-30'}", "payment {'paid_on':'2025-09-30'}"},
    {"reasons-notice {'sent_on':'2025-09-17','days':5}",
     "{'kind':'reasons_received','happened_on':'2025-09-23'},"
     "{'kind':'delay','happened_on':'2025-10-09','deadline_on':'2025-11-28'}",
     "reasons {'received_on':'2025-09-23'}\n"
     "delay {'told_on':'2025-10-09','deadline_on':'2025-11-28','reason':'量大'}"},
    {"", "{'kind':'answered','happened_on':'2025-10-09','outcome':'granted'}",
     "answer {'outcome':'granted','answered_on':'2025-10-09'}"},
    {"", "{'kind':'withdrawn','happened_on':'2025-09-30'}",
     "withdraw {'withdrawn_on':'2025-09-30'}"},
};

START_TEST(what_is_supposed_is_what_comes_of_it_and_writes_nothing)
{
    make_agency("suppose", NULL);
    for (unsigned i = 0; i < sizeof deeds / sizeof deeds[0]; i++) {
        const char *id = make_case("suppose", arrival, NULL);
        const json_t *supposed, *before, *after;
        size_t entries;
        char body[500];

        happen(id, deeds[i].before);
        entries = entries_of(id);
        before = shown_case(id);
        snprintf(body, sizeof body, "{'events':[%s]}", deeds[i].supposed);
        supposed = ask(200, body, "POST /api/v1/applications/%s/clock/what-if", id);
        ck_assert_uint_eq(entries_of(id), entries);
        ck_assert(json_equal(before, shown_case(id)));
        happen(id, deeds[i].done);
        ck_assert_uint_gt(entries_of(id), entries);
        after = clock_of(id);
        ck_assert_str_eq(text_in(supposed, "due"), text_in(after, "due"));
        ck_assert_msg(json_equal(supposed, after), "%s", deeds[i].supposed);
    }
}
END_TEST

START_TEST(what_is_supposed_against_the_law_is_refused_in_the_same_words)
{
    const json_t *supposed, *done;
    const char *id;

    make_agency("against", NULL);
    id = make_case("against", arrival, NULL);
    happen(id, "correction-notice {'sent_on':'2025-09-24','items':'x','days':3}");
    supposed = refused(409, "act_not_lawful",
                       "{'events':[{'kind':'withdrawn','happened_on':'2025-09-26'},"
                       "{'kind':'correction_received','happened_on':'2025-09-30'}]}",
                       "POST /api/v1/applications/%s/clock/what-if", id);
    ck_assert_str_eq(fields_in(value_in(supposed, "errors")), "events.1");
    supposed = refused(409, "act_not_lawful",
                       "{'events':[{'kind':'correction_received',"
                       "'happened_on':'2025-09-30'}]}",
                       "POST /api/v1/applications/%s/clock/what-if", id);
    done = refused(409, "act_not_lawful", "{'received_on':'2025-09-30'}",
                   "POST /api/v1/applications/%s/correction", id);
    ck_assert_str_eq(text_in(supposed, "detail"), text_in(done, "detail"));
    ck_assert_uint_eq(entries_of(id), 2);
}
END_TEST

START_TEST(a_supposition_may_lie_in_the_future_and_moves_the_day_of_the_clock)
{
    const json_t *clock;
    const char *id;

    make_agency("future", NULL);
    id = make_case("future", arrival, NULL);
    clock = ask(200,
                "{'events':[{'kind':'answered','happened_on':'2025-10-20',"
                "'outcome':'granted'}]}",
                "POST /api/v1/applications/%s/clock/what-if", id);
    ck_assert_str_eq(text_in(clock, "as_of"), "2025-10-20");
    ck_assert_str_eq(text_in(clock, "status"), "answered");
    ck_assert(json_is_false(value_in(clock, "answered_in_time")));
    clock = ask(200,
                "{'as_of':'2025-10-10','events':[{'kind':'answered',"
                "'happened_on':'2025-10-20','outcome':'granted'}]}",
                "POST /api/v1/applications/%s/clock/what-if", id);
    ck_assert_str_eq(text_in(clock, "as_of"), "2025-10-10");
    ck_assert_str_eq(text_in(clock, "status"), "running");
}
END_TEST

START_TEST(a_wrong_supposition_is_refused_field_by_field)
{
    const char *id;

    make_agency("nonsense", NULL);
    id = make_case("nonsense", arrival, NULL);
    invalid(id, "clock/what-if", "{}", "events");
    invalid(id, "clock/what-if", "{'events':[]}", "events");
    invalid(id, "clock/what-if",
            "{'as_of':'x','events':[{'kind':'x','happened_on':'x','ref':'A B',"
            "'delivered_on':1,'deadline_on':'x','days':0,'of':0,'accepted':1,"
            "'outcome':'x','more':1}],'more':1}",
            "events.0.kind events.0.happened_on events.0.ref events.0.delivered_on "
            "events.0.deadline_on events.0.days events.0.of events.0.accepted "
            "events.0.outcome events.0.more as_of more");
    refused(404, "not_found",
            "{'events':[{'kind':'withdrawn','happened_on':'2025-09-30'}]}",
            "POST /api/v1/applications/%lld/clock/what-if", atoll(id) + 1000);
    refused(404, "not_found", NULL, "GET /api/v1/applications/%lld/clock",
            atoll(id) + 1000);
}
END_TEST

/* ---- The clocks of other systems ---- */

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

int
main(void)
{
    const TTest *const tests[] = {
        an_agency_reads_the_law_as_the_nearest_one_above_it_that_says_how,
        a_case_keeps_the_readings_of_the_day_it_was_registered,
        every_reading_can_take_its_values_and_no_other,
        the_proof_holds_every_day_of_the_account_as_text_and_as_a_page,
        names_are_escaped_on_the_page,
        what_is_supposed_is_what_comes_of_it_and_writes_nothing,
        what_is_supposed_against_the_law_is_refused_in_the_same_words,
        a_supposition_may_lie_in_the_future_and_moves_the_day_of_the_clock,
        a_wrong_supposition_is_refused_field_by_field,
        a_history_sent_along_is_answered_as_it_was_worked_out_elsewhere,
        a_wrong_history_is_refused_field_by_field,
        NULL,
    };

    return here_run("clock_questions", tests,
                    (const char *const[]){"--today=2025-10-09", NULL});
}
