/* An answer that was given, and what is done to its case afterwards: what it rests on is told or
 * kept, a case that was void is judged when it is so no more, and none is answered twice. */
#include "op/acting.h"
#include "op/who.h"

#include <stdio.h>
#include <string.h>

#define SECRET "facts {'fact':'classification','which':'secret','name':'定密责任人'}\n"
#define ASKED                                                                              \
    "consultations {'party':'third_party','name':'某公司','sent_on':'2026-01-07'}\n"
#define OBJECTS                                                                            \
    ASKED "consultations/A/reply {'received_on':'2026-01-14','opinion':'object'}\n"
#define WEIGHED                                                                            \
    "facts {'fact':'public_interest','which':'rights_prevail','reason':'无重大影响'}\n"
#define PREVAILS                                                                           \
    "{'fact':'public_interest','which':'interest_prevails','reason':'涉及饮水安全'}"
#define REFUSED(n) "{'outcome':'refused_" n "','answered_on':'2026-02-03'}"

/* A case of AGENCY to which BEFORE happened, answered with BODY. */
static const char *
answered(const char *agency, const char *before, const char *body)
{
    const char *id = make_case(agency, "2026-01-05", NULL);

    happen(id, before);
    ask(200, body, "POST /api/v1/applications/%s/answer", id);
    return id;
}

/* The preconditions that the act PATH is warned about, in order. */
static const char *
told(const char *id, const char *path, const char *body)
{
    return fields_in(
        value_in(ask(200, body, "POST /api/v1/applications/%s/%s", id, path), "warnings"));
}

/* Rules 4.0.2 and 3.4. */
START_TEST(a_fact_after_the_answer_is_taken_and_what_it_does_is_told)
{
    static const struct {
        const char *before, *answer, *fact, *told;
    } cases[] = {
        {OBJECTS WEIGHED, REFUSED("4"), PREVAILS,
         "interest_not_prevailing reasoned interest_weighed"},
        /* the same thing again: now the later entry is what the answer rests on */
        {SECRET, REFUSED("1"),
         "{'fact':'classification','which':'confidential','name':'定密责任人'}",
         "reasoned classified"},
        {"facts {'fact':'item','n':1,'what':'甲','outcome':'granted'}\n"
         "facts {'fact':'item','n':2,'what':'乙','outcome':'refused_5','reason':'内部'}\n",
         "{'outcome':'partly_granted','service':'hand','signed_on':'2026-02-03'}",
         "{'fact':'item','n':2,'what':'乙','outcome':'granted'}", "part_withheld"},
        {"", "{'outcome':'granted','service':'hand','signed_on':'2026-02-03'}",
         "{'fact':'item','n':1,'what':'乙','outcome':'refused_5','reason':'内部'}",
         "nothing_withheld"},
        /* what the answer does not rest on, and what it was told to lack */
        {SECRET, REFUSED("1"),
         "{'fact':'danger','which':'public_security','reason':'危及供水'}", ""},
        {"", "{'outcome':'granted','answered_on':'2026-02-03'}",
         "{'fact':'provision','which':'given','what':'邮寄复印件'}", ""},
        /* before an answer nothing rests on anything */
        {OBJECTS WEIGHED, NULL, PREVAILS, ""},
    };

    const char *now;

    make_agency("after", NULL);
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *id = make_case("after", "2026-01-05", NULL);

        happen(id, cases[i].before);
        if (cases[i].answer != NULL)
            ask(200, cases[i].answer, "POST /api/v1/applications/%s/answer", id);
        now = told(id, "facts", cases[i].fact);
        ck_assert_msg(strcmp(now, cases[i].told) == 0, "case %u: %s", i, now);
    }
}
END_TEST

START_TEST(the_words_name_the_entry_and_the_article)
{
    const char *id;
    const json_t *r;

    make_agency("words", NULL);
    id = answered("words", OBJECTS WEIGHED, REFUSED("4"));
    r = ask(200, PREVAILS, "POST /api/v1/applications/%s/facts", id);
    ck_assert_ptr_nonnull(strstr(text_in(r, "warnings.0.message"), "第 6 项"));
    ck_assert_ptr_nonnull(strstr(text_in(r, "warnings.0.message"), "条例第十五条"));
    ck_assert_str_eq(text_in(r, "application.status"), "answered");
}
END_TEST

/* Silence for 15 working days was the ground; what is entered later shows there was none. */
START_TEST(a_reply_or_delivery_entered_after_the_answer_tells_what_it_takes_away)
{
    const char *id;

    make_agency("late", NULL);
    id = answered("late", ASKED WEIGHED, REFUSED("4"));
    ck_assert_str_eq(told(id, "consultations/A/reply",
                          "{'received_on':'2026-01-20','opinion':'consent'}"),
                     "third_party_not_agreeing");
    id = answered("late", ASKED WEIGHED, REFUSED("4"));
    ck_assert_str_eq(told(id, "events/2/delivery", "{'delivered_on':'2026-01-21'}"),
                     "third_party_asked");
    /* what came after the answer takes nothing from it; that it is only noted, the clock says */
    id = answered("late", ASKED WEIGHED, REFUSED("4"));
    ck_assert_str_eq(told(id, "consultations/A/reply",
                          "{'received_on':'2026-02-20','opinion':'consent'}"),
                     "news_after_end");
}
END_TEST

/* A delivery taken back proves nothing (国办公开办函〔2016〕235号). */
START_TEST(a_retracted_delivery_is_none)
{
    static const char list[] =
        "GET /api/v1/applications/%s/outcomes?answered_on=2026-02-03";
    const char *id;
    bool met[3];

    make_agency("proof", NULL);
    id = make_case("proof", "2026-01-05", NULL);
    happen(id, "correction-notice {'sent_on':'2026-01-06','items':'年度','days':5}\n"
               "events/2/delivery {'delivered_on':'2026-01-07'}");
    for (int i = 0; i < 3; i++) {
        const json_t *needs, *need;
        size_t k;

        if (i == 1)
            happen(id, "events/3/retract {'reason':'录错案件'}");
        if (i == 2) /* a corrected notice keeps the delivery of its place */
            happen(id, "events/2/delivery {'delivered_on':'2026-01-08'}\n"
                       "events/2/supersede {'reason':'错','items':'年度、文号'}");
        met[i] = false;
        needs = value_in(ask(200, NULL, list, id), "outcomes.18.needs");
        json_array_foreach((json_t *)needs, k, need)
            if (strcmp(text_in(need, "need"), "notice_delivered") == 0)
                met[i] = json_is_true(value_in(need, "met"));
    }
    ck_assert(met[0] && !met[1] && met[2]);
}
END_TEST

/* To make a case void, change it and take that back is no way round what an answer rests on. */
START_TEST(a_void_answer_keeps_its_ground_and_its_right)
{
    const char *const *officer;
    const char *id;

    make_agency("void", NULL);
    officer = as_person("void", "wang", "{officer}", NULL);
    id = answered("void", SECRET, REFUSED("1"));
    happen(id, "assignee {'account':'wang@void'}");
    ask(200, "{'reason':'误'}", "POST /api/v1/applications/%s/void", id);
    sent(officer, 403, "forbidden", "{'reason':'误'}",
         "POST /api/v1/applications/%s/events/2/retract", id);
    sent(officer, 403, "forbidden", "{'reason':'误','content':'别的'}",
         "POST /api/v1/applications/%s/events/1/supersede", id);
    refused(409, "precondition", "{'reason':'误'}",
            "POST /api/v1/applications/%s/events/2/retract", id);
    refused(409, "precondition", "{'reason':'误','outcome':'refused_3'}",
            "POST /api/v1/applications/%s/events/3/supersede", id);
    happen(id, "events/4/retract {'reason':'不该作废'}");
    ck_assert_str_eq(text_in(shown_case(id), "application.status"), "answered");
    /* one that was never answered is an officer's as before */
    id = make_case("void", "2026-01-05", NULL);
    happen(id, "assignee {'account':'wang@void'}\nvoid {'reason':'误'}");
    sent(officer, 200, NULL, "{'reason':'误','content':'别的'}",
         "POST /api/v1/applications/%s/events/1/supersede", id);
}
END_TEST

START_TEST(an_answer_that_stands_again_is_judged_like_a_new_one)
{
    const char *id;

    make_agency("again", NULL);
    id = answered("again", OBJECTS WEIGHED, REFUSED("4"));
    happen(id, "facts " PREVAILS "\nvoid {'reason':'误'}");
    refused(409, "precondition", "{'reason':'不该作废'}",
            "POST /api/v1/applications/%s/events/7/retract", id);
    ck_assert_str_eq(text_in(shown_case(id), "application.status"), "voided");
    happen(id, "events/6/retract {'reason':'录错案件'}\n"
               "events/7/retract {'reason':'不该作废'}");
    ck_assert_str_eq(text_in(shown_case(id), "application.status"), "answered");
}
END_TEST

/* Whether any outcome is allowed for ID on 2026-02-03; *WHY: the words. */
static bool
is_any_allowed(const char *id, const char *day, const char **why)
{
    const json_t *r = ask(
                     200, NULL,
                     "GET /api/v1/applications/%s/outcomes?reasoned=true&answered_on=%s",
                     id, day),
                 *outcome;
    bool allowed = false;
    size_t i;

    json_array_foreach(value_in(r, "outcomes"), i, outcome)
        allowed = allowed || json_is_true(value_in(outcome, "allowed"));
    *why = text_in(r, "why");
    return allowed;
}

START_TEST(no_outcome_is_offered_where_none_can_be_taken)
{
    static const struct {
        const char *more, *acts, *day, *why;
    } cases[] = {
        {NULL, "", "2026-02-03", ""},
        {NULL, "", "2026-01-02", "条例第三十一条"},
        {NULL, "answer {'outcome':'granted','answered_on':'2026-01-09'}", "2026-02-03",
         "已经答复"},
        {NULL, "withdraw {'withdrawn_on':'2026-01-09'}", "2026-02-03", "撤回"},
        {NULL, "void {'reason':'误'}", "2026-02-03", "作废"},
        {"'channel':'internet'", "", "2026-02-03", "确认"},
    };
    const char *why;

    make_agency("offer", NULL);
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *id = make_case("offer", "2026-01-05", cases[i].more);

        happen(id, cases[i].acts);
        ck_assert_msg(is_any_allowed(id, cases[i].day, &why) == (i == 0), "case %u", i);
        ck_assert_msg(i == 0 ? *why == '\0' : strstr(why, cases[i].why) != NULL, "%s", why);
    }
}
END_TEST

/* Rule 3.9, 国办公开办函〔2016〕235号. */
START_TEST(an_answer_has_the_day_of_its_service_and_no_other)
{
    const char *id;

    make_agency("served", NULL);
    id = make_case("served", "2026-01-05", NULL);
    invalid(id, "answer",
            "{'outcome':'granted','service':'post','posted_on':'2026-01-20',"
            "'signed_on':'2026-01-19'}",
            "signed_on");
    happen(id, "answer {'outcome':'granted','service':'post','posted_on':'2026-01-20',"
               "'signed_on':'2026-01-22'}");
    invalid(id, "events/2/supersede", "{'reason':'错','happened_on':'2026-01-16'}",
            "happened_on");
    invalid(id, "events/2/supersede",
            "{'reason':'错','posted_on':'2026-01-19','happened_on':'2026-01-20'}",
            "happened_on");
    unlawful(id, "events/2/supersede", "{'reason':'错','signed_on':'2026-01-19'}", "235号");
    happen(id, "events/2/supersede {'reason':'错','posted_on':'2026-01-19',"
               "'happened_on':'2026-01-19'}");
    ck_assert_str_eq(text_in(shown_case(id), "application.closed_on"), "2026-01-19");
    /* where no service is stated the day is what is stated */
    id = make_case("served", "2026-01-05", NULL);
    happen(id, "answer {'outcome':'granted','answered_on':'2026-01-20'}\n"
               "events/2/supersede {'reason':'错','happened_on':'2026-01-16'}");
    ck_assert_str_eq(text_in(shown_case(id), "application.closed_on"), "2026-01-16");
}
END_TEST

static const char *
into(const char *id)
{
    static char body[100];

    snprintf(body, sizeof body, "{'into':'%s','reason':'同日同文'}", id);
    return body;
}

START_TEST(a_merge_has_its_ground_and_keeps_what_it_was_merged_into)
{
    const char *kept, *id, *given;

    make_agency("merge", NULL);
    kept = make_case("merge", "2026-01-05", NULL);
    id = make_case("merge", "2026-01-05", NULL);
    given = make_case("merge", "2026-01-05", NULL);
    /* what was given in part is no case to be merged away (Reg. 37) */
    happen(given, "facts {'fact':'item','n':1,'what':'甲','outcome':'granted'}");
    refused(409, "precondition", into(kept), "POST /api/v1/applications/%s/merge", given);
    ask(200, into(kept), "POST /api/v1/applications/%s/merge", id);
    unlawful(kept, "void", "{'reason':'误'}", "MERGE-2026-0002");
    /* the merge itself is the reason of its outcome */
    happen(id, "void {'reason':'误'}\nevents/3/retract {'reason':'不该作废'}");
    happen(id, "events/2/retract {'reason':'不是同一件'}");
    happen(kept, "void {'reason':'误'}");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_fact_after_the_answer_is_taken_and_what_it_does_is_told,
        the_words_name_the_entry_and_the_article,
        a_reply_or_delivery_entered_after_the_answer_tells_what_it_takes_away,
        a_retracted_delivery_is_none,
        a_void_answer_keeps_its_ground_and_its_right,
        an_answer_that_stands_again_is_judged_like_a_new_one,
        no_outcome_is_offered_where_none_can_be_taken,
        an_answer_has_the_day_of_its_service_and_no_other,
        a_merge_has_its_ground_and_keeps_what_it_was_merged_into,
        NULL,
    };

    return here_run("ruling", tests, (const char *const[]){"--today=2026-03-20", NULL});
}
