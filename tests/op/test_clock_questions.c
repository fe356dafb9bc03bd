/* What is asked about the clock: the readings it takes, its proof, what would be, and what
 * may come next. */
#include "core/date.h"
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
     "fee-notice {'sent_on':'2025-09-22','delivered_on':'2025-09-23','basis':'page','units':40,'amount':100}"},
    {"fee-notice {'sent_on':'2025-09-22','basis':'page','units':40,'amount':100}",
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

/* ---- What may come next ---- */

/* Cases in every state, and the day they are looked at. */
static const struct {
    const char *arrived, *more, *before, *day;
} states[] = {
    {"2025-09-29", "'channel':'mail_ordinary'", "", "2025-09-29"},
    {"2025-09-15", NULL, "", "2025-09-16"},
    {"2025-09-15", NULL,
     "extension {'days':5,'reason':'多','requested_by':'甲','approved_by':'乙',"
     "'approved_on':'2025-09-16','told_on':'2025-09-16'}",
     "2025-09-17"},
    {"2025-09-15", NULL,
     "consultations {'party':'third_party','name':'李','sent_on':'2025-09-22'}",
     "2025-09-22"},
    {"2025-09-15", NULL,
     "consultations {'party':'joint_agency','name':'局','sent_on':'2025-09-22'}",
     "2025-09-23"},
    {"2025-09-15", NULL, "correction-notice {'sent_on':'2025-09-24','items':'x','days':15}",
     "2025-09-25"},
    {"2025-09-15", NULL, "correction-notice {'sent_on':'2025-09-24','items':'x','days':3}",
     "2025-10-09"},
    {"2025-09-15", NULL,
     "correction-notice {'sent_on':'2025-09-24','items':'x','days':3}\n"
     "correction {'received_on':'2025-09-28'}",
     "2025-09-28"},
    {"2025-09-15", NULL,
     "fee-notice {'sent_on':'2025-09-22','basis':'page','units':40,'amount':100}",
     "2025-09-22"},
    {"2025-08-01", NULL,
     "fee-notice {'sent_on':'2025-08-04','basis':'page','units':40,'amount':100}",
     "2025-10-09"},
};

/* The act as a supposition on DAY. */
static const char *
suppose(const char *act, bool closing, const json_t *clock, const char *day)
{
    static char body[300];
    const char *more = "";

    if (strcmp(act, "correction_notice") == 0)
        more = ",'days':5";
    if (strcmp(act, "extension") == 0)
        more = ",'days':1";
    if (strstr(act, "_sent") != NULL)
        more = ",'ref':'Z'";
    if (strstr(act, "_reply") != NULL)
        more = ",'ref':'A'";
    if (strcmp(act, "answered") == 0)
        more = !closing ? ",'outcome':'granted'"
               : strstr(text_in(clock, "status"), "correction") != NULL
                   ? ",'outcome':'other_1'"
                   : ",'outcome':'other_2'";
    snprintf(body, sizeof body, "{'events':[{'kind':'%s','happened_on':'%s'%s}]}", act, day,
             more);
    return body;
}

/* Whether the entry SEQ shows something in the CLOCK. */
static bool
is_flagged(const json_t *clock, long seq)
{
    const json_t *flags = value_in(clock, "flags");

    for (size_t i = 0; i < json_array_size(flags); i++)
        if (number_in(json_array_get(flags, i), "seq") == seq)
            return true;
    return false;
}

/* A supposition about ID on the day after DAY. */
static const struct asked *
suppose_after(const char *id, const char *act, const json_t *clock, const char *day)
{
    char text[DATE_SIZE];
    date d = NO_DATE;

    ck_assert(date_parse(day, &d));
    return ask_with(NULL, suppose(act, false, clock, date_text(d + 1, text)),
                    "POST /api/v1/applications/%s/clock/what-if", id);
}

/* The last lawful day of each act is lawful; the day after it is not, or flagged. */
static void
compare_next(const char *id, const json_t *clock, const char *day, const json_t *next)
{
    long seq = (long)entries_of(id) + 1;
    const char *act = text_in(next, "act"), *after = text_in(next, "after");
    bool closing = *text_in(next, "from") != '\0';
    const char *on = closing                            ? text_in(next, "from")
                     : *text_in(next, "latest") != '\0' ? text_in(next, "latest")
                                                        : day;
    const struct asked *a = ask_with(NULL, suppose(act, closing, clock, on),
                                     "POST /api/v1/applications/%s/clock/what-if", id);

    ck_assert_msg(a->answer.status == 200 && !is_flagged(a->json, seq), "%s on %s: %s", act,
                  on, a->answer.body.bytes);
    if (*text_in(next, "latest") == '\0') {
        ck_assert_str_eq(after, "open");
        return;
    }
    a = suppose_after(id, act, clock, on);
    ck_assert_msg(strcmp(after, "refused") == 0
                      ? a->answer.status == 409 &&
                            strstr(text_in(a->json, "detail"), text_in(next, "article"))
                      : a->answer.status == 200 && is_flagged(a->json, seq),
                  "%s after %s, %s: %s", act, on, after, a->answer.body.bytes);
}

START_TEST(the_last_lawful_day_of_every_next_act_is_just_that)
{
    int acts = 0;

    make_agency("next", NULL);
    for (unsigned i = 0; i < sizeof states / sizeof states[0]; i++) {
        const char *id = make_case("next", states[i].arrived, states[i].more);
        const json_t *clock, *next;

        happen(id, states[i].before);
        clock = clock_on(id, states[i].day);
        next = value_in(clock, "next");
        for (size_t k = 0; k < json_array_size(next); k++, acts++)
            compare_next(id, clock, states[i].day, json_array_get(next, k));
    }
    ck_assert_int_ge(acts, 40);
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
        the_last_lawful_day_of_every_next_act_is_just_that,
        NULL,
    };

    return here_run("clock_questions", tests,
                    (const char *const[]){"--today=2025-10-09", NULL});
}
