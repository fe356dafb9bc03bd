/* How letters travel, as the service keeps it (送达, rule 3.9). */
#include "op/acting.h"
#include "op/ask.h"

#include <stdio.h>
#include <string.h>

static const char arrival[] = "2025-09-15";

static const json_t *
served(const char *id)
{
    return value_in(ask(200, NULL, "GET /api/v1/applications/%s/service", id), "letters");
}

static const json_t *
open_letters(const char *agency)
{
    return value_in(ask(200, NULL, "GET /api/v1/agencies/%s/service?open=true", agency),
                    "letters");
}

START_TEST(each_way_of_service_has_the_day_that_counts)
{
    static const struct {
        const char *way, *before, *as, *after;
    } ways[] = {
        {"post", "2025-09-24", "交邮之日", "2025-09-24"},
        {"hand", "", "", "2025-09-26"},
        {"entrusted", "", "", "2025-09-26"},
        {"electronic", "2025-09-24", "本机关系统发出之日", "2025-09-24"},
    };

    make_agency("ways", NULL);
    for (unsigned i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        const char *id = make_case("ways", arrival, NULL);
        char acts[200];

        snprintf(acts, sizeof acts,
                 "correction-notice {'sent_on':'2025-09-24','items':'年度','days':5}\n"
                 "events/2/dispatch {'dispatched_on':'2025-09-24','way':'%s'}",
                 ways[i].way);
        happen(id, acts);
        ck_assert_str_eq(text_in(served(id), "0.state"), "sent");
        ck_assert_str_eq(text_in(served(id), "0.counts_on"), ways[i].before);
        ck_assert_str_eq(text_in(served(id), "0.counts_as"), ways[i].as);
        happen(id, "events/2/delivery {'delivered_on':'2025-09-26','signer':'张三',"
                   "'signed_by':'addressee'}");
        ck_assert_str_eq(text_in(served(id), "0.state"), "delivered");
        ck_assert_str_eq(text_in(served(id), "0.counts_on"), ways[i].after);
        ck_assert_str_eq(text_in(clock_of(id), "sub_deadlines.1.start"), "2025-09-26");
    }
    ck_assert_int_eq((long)json_array_size(open_letters("ways")), 0);
}
END_TEST

START_TEST(an_answer_says_itself_how_it_was_served)
{
    static const struct {
        const char *service, *state, *counts;
    } answers[] = {
        {"'service':'post','posted_on':'2025-09-25'", "sent", "2025-09-25"},
        {"'service':'post','posted_on':'2025-09-25','signed_on':'2025-09-28'", "delivered",
         "2025-09-25"},
        {"'service':'hand','signed_on':'2025-09-26'", "delivered", "2025-09-26"},
        {"'service':'entrusted','signed_on':'2025-09-26'", "delivered", "2025-09-26"},
        {"'service':'electronic','sent_on':'2025-09-25'", "sent", "2025-09-25"},
        {"'answered_on':'2025-09-25'", "unknown", ""},
    };
    char body[200];

    make_agency("answers", NULL);
    for (unsigned i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        const char *id = make_case("answers", arrival, NULL);

        snprintf(body, sizeof body, "{'outcome':'granted',%s}", answers[i].service);
        ask(200, body, "POST /api/v1/applications/%s/answer", id);
        ck_assert_str_eq(text_in(served(id), "0.state"), answers[i].state);
        ck_assert_str_eq(text_in(served(id), "0.counts_on"), answers[i].counts);
    }
    /* posted without proof, and the one of which nothing is known */
    ck_assert_int_eq((long)json_array_size(open_letters("answers")), 2);
    ck_assert_str_eq(text_in(open_letters("answers"), "0.state"), "unknown");
    ck_assert_str_eq(text_in(open_letters("answers"), "1.way"), "post");
}
END_TEST

/* Nothing of a case that is answered moves, whatever the post does with the answer. */
START_TEST(the_delivery_of_an_answer_is_proof_and_moves_no_date)
{
    const char *id;
    const json_t *reply;

    make_agency("proof", NULL);
    id = make_case("proof", arrival, NULL);
    happen(id, "answer {'outcome':'granted','service':'post','posted_on':'2025-09-25'}");
    reply = ask(200, "{'delivered_on':'2025-09-29'}",
                "POST /api/v1/applications/%s/events/2/delivery", id);
    ck_assert_int_eq((long)json_array_size(value_in(reply, "warnings")), 0);
    ck_assert_str_eq(text_in(reply, "application.closed_on"), "2025-09-25");
    ck_assert_str_eq(text_in(reply, "service.state"), "delivered");
    unlawful(id, "events/2/delivery", "{'delivered_on':'2025-09-30'}", "235号");
    unlawful(id, "events/2/return", "{'returned_on':'2025-09-30','reason':'拒收'}",
             "已经送达");
    unlawful(id, "events/2/delivery", "{'delivered_on':'2025-09-24'}", "235号");
}
END_TEST

START_TEST(only_a_posted_answer_has_a_tracking_number)
{
    make_agency("number", NULL);
    invalid(make_case("number", arrival, NULL), "answer",
            "{'outcome':'granted','service':'hand','signed_on':'2025-09-25',"
            "'tracking_number':'EB1'}",
            "tracking_number");
}
END_TEST

START_TEST(what_was_refused_or_left_names_who_saw_it)
{
    const char *id;

    make_agency("refused", NULL);
    id = make_case("refused", arrival, NULL);
    happen(id, "answer {'outcome':'granted','service':'post','posted_on':'2025-09-25'}");
    invalid(id, "events/2/delivery", "{'delivered_on':'2025-09-26','manner':'refused'}",
            "note");
    invalid(id, "events/2/delivery",
            "{'delivered_on':'2025-09-26','manner':'left','signed_by':'agent','note':'x'}",
            "signed_by");
    happen(id, "events/2/delivery {'delivered_on':'2025-09-26','manner':'left',"
               "'note':'社区工作人员王五见证'}");
    ck_assert_str_eq(text_in(served(id), "0.journeys.0.manner"), "left");
    ck_assert_str_eq(text_in(served(id), "0.journeys.0.note"), "社区工作人员王五见证");
}
END_TEST

START_TEST(what_cannot_be_is_refused)
{
    const char *id;

    make_agency("cannot", NULL);
    id = make_case("cannot", arrival, NULL);
    happen(id, "correction-notice {'sent_on':'2025-09-24','items':'年度','days':5}");
    invalid(id, "events/2/dispatch",
            "{'dispatched_on':'2025-09-24','way':'courier','tracking_number':'有 空'}",
            "way tracking_number");
    invalid(id, "events/2/dispatch",
            "{'dispatched_on':'2025-09-24','way':'hand','tracking_number':'EB1'}",
            "tracking_number");
    unlawful(id, "events/1/dispatch", "{'dispatched_on':'2025-09-24','way':'hand'}",
             "不是文书");
    unlawful(id, "events/7/dispatch", "{'dispatched_on':'2025-09-24','way':'hand'}",
             "不是文书");
    unlawful(id, "events/2/dispatch", "{'dispatched_on':'2025-09-23','way':'hand'}",
             "不能早于文书");
    unlawful(id, "events/2/return", "{'returned_on':'2025-09-25','reason':'x'}",
             "没有在途");
    ck_assert_int_eq(number_in(shown_case(id), "application.version"), 2);
}
END_TEST

START_TEST(steps_are_corrected_and_taken_back_like_any_entry)
{
    const char *id;

    make_agency("steps", NULL);
    id = make_case("steps", arrival, NULL);
    happen(id, "correction-notice {'sent_on':'2025-09-24','items':'年度','days':5}\n"
               "events/2/dispatch {'dispatched_on':'2025-09-24','way':'hand'}\n"
               "events/3/supersede {'reason':'错','way':'post','tracking_number':'EB1',"
               "'happened_on':'2025-09-25'}");
    ck_assert_str_eq(text_in(served(id), "0.counts_on"), "2025-09-25");
    ck_assert_str_eq(text_in(served(id), "0.journeys.0.tracking_number"), "EB1");
    happen(id, "events/2/return {'returned_on':'2025-09-26','reason':'地址不详'}");
    /* the return needs the dispatch */
    unlawful(id, "events/4/retract", "{'reason':'错'}", "第 5 项失去依据");
    unlawful(id, "events/4/supersede", "{'reason':'错','happened_on':'2025-09-28'}",
             "第 5 项失去依据");
    /* and both need the letter */
    unlawful(id, "events/2/retract", "{'reason':'错'}", "失去依据");
    invalid(id, "events/5/supersede", "{'reason':'错','way':'post'}", "way");
    happen(id, "events/5/retract {'reason':'错'}\nevents/4/retract {'reason':'错'}");
    ck_assert_str_eq(text_in(served(id), "0.state"), "unknown");
}
END_TEST

/* A step names the letter's place, so that a corrected letter keeps its journeys. */
START_TEST(a_corrected_letter_keeps_its_journeys)
{
    const char *id;

    make_agency("kept", NULL);
    id = make_case("kept", arrival, NULL);
    happen(id,
           "answer {'outcome':'granted','service':'post','posted_on':'2025-09-25',"
           "'tracking_number':'EB1'}\n"
           "events/2/return {'returned_on':'2025-09-28','reason':'查无此人'}\n"
           "events/2/supersede {'reason':'错','outcome':'refused_5','note':'内部管理'}\n"
           "events/4/dispatch {'dispatched_on':'2025-09-29','way':'hand'}");
    ck_assert_int_eq((long)json_array_size(served(id)), 1);
    ck_assert_int_eq((long)json_array_size(value_in(served(id), "0.journeys")), 2);
    ck_assert_int_eq(number_in(open_letters("kept"), "0.letter"), 4);
    ck_assert_str_eq(text_in(open_letters("kept"), "0.state"), "sent");
    happen(id, "events/4/delivery {'delivered_on':'2025-09-29'}");
    ck_assert_int_eq((long)json_array_size(open_letters("kept")), 0);
    ck_assert_int_eq((long)json_array_size(value_in(
                         ask(200, NULL, "GET /api/v1/agencies/kept/service"), "letters")),
                     1);
}
END_TEST

/* "dated_on tracking_number" of what the act at PATH brings. */
static const char *
warned(const char *id, const char *path, const char *body)
{
    return fields_in(
        value_in(ask(200, body, "POST /api/v1/applications/%s/%s", id, path), "warnings"));
}

START_TEST(a_day_that_is_not_what_it_seems_brings_a_warning)
{
    const char *id;

    make_agency("warned", NULL);
    id = make_case("warned", "2025-12-15", NULL);
    ck_assert_str_eq(warned(id, "answer",
                            "{'outcome':'granted','service':'post',"
                            "'posted_on':'2026-01-04','dated_on':'2025-12-31'}"),
                     "dated_on");
    id = make_case("warned", "2025-12-15", NULL);
    ck_assert_str_eq(
        warned(id, "answer", "{'outcome':'granted','answered_on':'2025-12-30'}"),
        "provision_told");
    ck_assert_str_eq(
        warned(id, "events/2/dispatch", "{'dispatched_on':'2026-01-05','way':'post'}"),
        "answered_on tracking_number");
}
END_TEST

START_TEST(the_letters_of_a_page_come_once_each)
{
    char path[200] = "/api/v1/agencies/pages/service?open=true&limit=2";
    int seen = 0;

    make_agency("pages", NULL);
    for (int i = 0; i < 5; i++)
        happen(make_case("pages", arrival, NULL),
               "answer {'outcome':'granted','service':'post','posted_on':'2025-09-25'}");
    for (int pages = 1; pages <= 4; pages++) {
        const json_t *page = ask(200, NULL, "GET %s", path);
        const char *next = text_in(page, "next");

        seen += (int)json_array_size(value_in(page, "letters"));
        if (*next == '\0')
            break;
        ck_assert_int_lt(pages, 4);
        snprintf(path, sizeof path,
                 "/api/v1/agencies/pages/service?open=true&limit=2&after=%s", next);
    }
    ck_assert_int_eq(seen, 5);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        each_way_of_service_has_the_day_that_counts,
        an_answer_says_itself_how_it_was_served,
        the_delivery_of_an_answer_is_proof_and_moves_no_date,
        only_a_posted_answer_has_a_tracking_number,
        what_was_refused_or_left_names_who_saw_it,
        what_cannot_be_is_refused,
        steps_are_corrected_and_taken_back_like_any_entry,
        a_corrected_letter_keeps_its_journeys,
        a_day_that_is_not_what_it_seems_brings_a_warning,
        the_letters_of_a_page_come_once_each,
        NULL,
    };

    return here_run("service", tests, (const char *const[]){"--today=2026-01-12", NULL});
}
