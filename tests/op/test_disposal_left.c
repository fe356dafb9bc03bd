/* What is left of a case that was disposed of, and what is not. */
#include "command/stage.h"
#include "harness.h"
#include "op/acting.h"
#include "op/disposing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What stands in every text of a case that is to disappear. */
#define CANARY "金丝雀"

/* A case with everything in it that people write, answered in 2014. */
static const char *
rich_case(const char *agency)
{
    const char *id = make_case(
        agency, "2014-03-03",
        "'applicant_name':'" CANARY "一','content':'" CANARY "二','officer':'" CANARY
        "三','wanted_form':'paper','applicant_email':'" CANARY
        "@example.cn','applicant_address':'" CANARY
        "路','applicant_id_type':'passport','applicant_id_number':'E12345678',"
        "'applicant_phone':'13800001234'");

    happen(id, "correction-notice {'sent_on':'2014-03-05','items':'" CANARY "四'}\n"
               "correction {'received_on':'2014-03-10','note':'" CANARY "五'}\n"
               "consultations {'party':'third_party','name':'" CANARY "六',"
               "'sent_on':'2014-03-12','note':'" CANARY "七'}\n"
               "consultations/A/reply {'received_on':'2014-03-17','opinion':'object'}\n"
               "extension {'days':10,'reason':'" CANARY "八','requested_by':'" CANARY
               "九','approved_by':'" CANARY "十','approved_on':'2014-03-19',"
               "'told_on':'2014-03-20'}\n"
               "answer {'outcome':'refused_4','answered_on':'2014-04-21','note':'" CANARY
               "甲'}");
    ask(200, "{'reason':'" CANARY "乙','applicant_name':'" CANARY "丙'}",
        "POST /api/v1/applications/%s/events/1/supersede", id);
    ask(200, "{'reason':'" CANARY "丁'}", "POST /api/v1/applications/%s/hold", id);
    ask(200, "{'reason':'" CANARY "戊'}", "POST /api/v1/applications/%s/hold/end", id);
    return id;
}

/* One with other entries: reasons, delay, an answer taken back and given again. */
static const char *
long_case(const char *agency)
{
    const char *id = make_case(agency, "2014-05-05", "'channel':'internet'");

    happen(id,
           "confirm {'confirmed_on':'2014-05-06'}\n"
           "reasons-notice {'sent_on':'2014-05-13','days':5,'note':'说明'}\n"
           "reasons {'received_on':'2014-05-16','reasonable':true,'note':'说明'}\n"
           "delay {'told_on':'2014-05-19','deadline_on':'2014-08-01','reason':'数量大'}\n"
           "answer {'outcome':'granted','answered_on':'2014-06-03','service':'post',"
           "'posted_on':'2014-06-03'}\n"
           "events/6/retract {'reason':'录错'}\n"
           "answer {'outcome':'partly_granted','answered_on':'2014-06-05'}");
    return id;
}

/* The clock of ID on several days, and the tables of AGENCY at several cut-offs. */
static json_t *
all_that_counts(const char *id, const char *agency)
{
    static const char *const days[] = {"2014-03-04", "2014-03-08", "2014-03-14",
                                       "2014-03-31", "2014-12-31", "2025-06-02"};
    static const char *const tables[] = {
        "year=2014", "year=2015", "year=2014&as_of=2014-03-31",
        "year=2014&known_at=2025-06-02", "year=2014&scope=subtree"};
    json_t *all = json_array();

    for (unsigned i = 0; i < sizeof days / sizeof days[0]; i++)
        json_array_append(all, (json_t *)clock_on(id, days[i]));
    json_array_append(all, (json_t *)clock_of(id));
    for (unsigned i = 0; i < sizeof tables / sizeof tables[0]; i++)
        json_array_append(all, (json_t *)ask(200, NULL,
                                             "GET /api/v1/agencies/%s/section-three?%s",
                                             agency, tables[i]));
    json_array_append(all,
                      (json_t *)ask(200, NULL, "GET /api/v1/applications/%s/cells", id));
    return all;
}

static void
is_the_same(const json_t *before, const json_t *after)
{
    ck_assert_uint_eq(json_array_size(before), 13);
    for (size_t i = 0; i < json_array_size(before); i++)
        ck_assert_msg(json_equal(json_array_get(before, i), json_array_get(after, i)),
                      "%s\n%s", json_dumps(json_array_get(before, i), 0),
                      json_dumps(json_array_get(after, i), 0));
}

START_TEST(the_clock_the_account_of_days_and_the_tables_stay_as_they_were)
{
    const char *cases[2];
    json_t *before[2], *after;

    make_agency("same", NULL);
    keep_answers("same", 10);
    cases[0] = rich_case("same");
    cases[1] = long_case("same");
    for (int i = 0; i < 2; i++)
        before[i] = all_that_counts(cases[i], "same");
    nothing_differs();
    dispose("same", 2);
    for (int i = 0; i < 2; i++) {
        after = all_that_counts(cases[i], "same");
        is_the_same(before[i], after);
        json_decref(before[i]);
        json_decref(after);
    }
    nothing_differs();
}
END_TEST

/* Read from the source, so that a member the clock takes up one day is not forgotten here. */
START_TEST(what_the_clock_reads_of_an_entry_stays)
{
    size_t size;
    char *source = harness_read("../src/op/history.c", &size);
    int found = 0;

    for (const char *p = source; (p = strstr(p, "_member(data, \"")) != NULL;) {
        char query[200];
        int len;

        p += strlen("_member(data, \"");
        len = (int)strcspn(p, "\"");
        found++;
        if (strncmp(p, "approved_by", 11) == 0 || strncmp(p, "requested_by", 12) == 0)
            continue; /* whether they are the same is kept, see below */
        snprintf(query, sizeof query, "select event_data_left('{\"%.*s\":1}') ? '%.*s'",
                 len, p, len, p);
        ck_assert_msg(strcmp(column(query), "t ") == 0, "%.*s is erased", len, p);
    }
    ck_assert_int_ge(found, 18);
    free(source);
}
END_TEST

START_TEST(an_approval_by_who_asked_stays_none_without_the_names)
{
    ck_assert_str_eq(column("select event_data_left('{\"approved_by\":\"甲\","
                            "\"requested_by\":\"甲\",\"approved\":true,\"days\":5}')"),
                     "{\"days\": 5, \"approved\": false} ");
    ck_assert_str_eq(column("select event_data_left('{\"approved_by\":\"甲\","
                            "\"requested_by\":\"乙\",\"approved\":true}')"),
                     "{\"approved\": true} ");
    ck_assert_str_eq(column("select event_data_left('{\"note\":\"甲\"}')"), "{} ");
}
END_TEST

/* The tables in which a row bears the canary. */
static const char *
tables_with_canary(void)
{
    return column(
        "select c.relname from pg_class c where c.relnamespace = 'gongkai'::regnamespace"
        " and c.relkind = 'r' and (xpath('/row/n/text()', query_to_xml(format("
        "'select count(*) as n from gongkai.%I t where t::text like %L', c.relname, '%" CANARY
        "%'), false, true, '')))[1]::text::int > 0 order by 1");
}

START_TEST(no_table_keeps_a_word_of_what_people_said)
{
    static const char *const key[] = {"Idempotency-Key: canary-1", NULL};
    char second[300];
    const char *id;

    service_begin(&here, (const char *const[]){"--today=2025-06-02", NULL});
    make_agency("words", NULL);
    keep_answers("words", 10);
    id = rich_case("words");
    ck_assert_int_eq(
        ask_with(key, "{'reason':'" CANARY "己'}", "POST /api/v1/applications/%s/hold", id)
            ->answer.status,
        200);
    ask(200, "{'reason':'" CANARY "庚'}", "POST /api/v1/applications/%s/hold/end", id);
    ck_assert_int_eq(ask_with((const char *const[]){"Idempotency-Key: canary-2", NULL},
                              "{'reason':'" CANARY "辛','content':'" CANARY "壬'}",
                              "POST /api/v1/applications/%s/events/1/supersede", id)
                         ->answer.status,
                     409); /* it was superseded before */
    ck_assert_int_eq(ask_with((const char *const[]){"Idempotency-Key: canary-3", NULL},
                              "{'reason':'" CANARY "辛','content':'" CANARY "壬'}",
                              "POST /api/v1/applications/%s/events/10/supersede", id)
                         ->answer.status,
                     200);
    snprintf(second, sizeof second,
             "{'kind':'review','body':'某县人民政府','claimant':'" CANARY
             "癸','about':'%s','filed_on':'2025-05-06','note':'" CANARY "子'}",
             id);
    ck_assert_int_eq(ask_with((const char *const[]){"Idempotency-Key: canary-4", NULL},
                              second, "POST /api/v1/agencies/words/remedies")
                         ->answer.status,
                     201);
    ask(200, "{'kind':'decided','happened_on':'2025-05-07','result':'review_upheld'}",
        "POST /api/v1/agencies/words/remedies/1/events");
    snprintf(second, sizeof second, "%s", tables_with_canary());
    ck_assert_str_eq(second, "applicant application case_hold event idempotency "
                             "remedy_words ");
    ck_assert_str_ne(
        column("select id from proposal where body <> '' and application is not"
               " null"),
        "");
    dispose("words", 1);
    ck_assert_str_eq(tables_with_canary(), "");
    ck_assert_str_eq(
        column("select id from proposal where body <> '' and application is not"
               " null"),
        "");
    ck_assert_str_eq(column("select count(*) from applicant"), "0 ");
    service_end(&here);
}
END_TEST

START_TEST(nothing_can_be_done_with_a_disposed_case_and_reading_shows_what_is_left)
{
    const json_t *shown;
    const char *id;

    make_agency("left", NULL);
    id = withdrawn_on("left", "2013-05-06");
    dispose("left", 1);
    unlawful(id, "answer", "{'outcome':'granted','answered_on':'2025-05-06'}", "销毁");
    unlawful(id, "events/2/retract", "{'reason':'误'}", "销毁");
    unlawful(id, "events/1/supersede", "{'reason':'误','applicant_name':'李四'}", "销毁");
    unlawful(id, "void", "{'reason':'误'}", "销毁");
    unlawful(id, "hold", "{'reason':'诉讼'}", "销毁");
    unlawful(id, "hold/end", "{'reason':'诉讼'}", "销毁");
    shown = shown_case(id);
    ck_assert_str_eq(text_in(shown, "application.number"), "LEFT-2013-0001");
    ck_assert_str_eq(text_in(shown, "application.status"), "withdrawn");
    ck_assert_str_eq(text_in(shown, "application.closed_on"), "2013-05-06");
    ck_assert_str_eq(text_in(shown, "application.applicant_name"), "已销毁");
    ck_assert_str_eq(text_in(shown, "application.content"), "已销毁");
    ck_assert_str_eq(text_in(shown, "applicant.name"), "已销毁");
    ck_assert(json_is_null(value_in(shown, "applicant.id_number")));
    ck_assert_uint_eq(json_array_size(value_in(shown, "events")), 2);
    ck_assert_str_eq(text_in(shown, "disposal.disposed_on"), "2025-06-02");
    ck_assert_int_eq(number_in(shown, "disposal.n"), 1);
    ck_assert_int_eq(due("left"), 0);
    refused(412, "stale", "{'until_year':2024,'reason':'期满','expected':1}",
            "POST /api/v1/agencies/left/disposals");
}
END_TEST

START_TEST(the_proposals_of_a_disposed_case_are_shown_without_what_they_said)
{
    char secret[SECRET_SIZE], cookie[100], request[80];
    const char *headers[] = {cookie, NULL};
    const struct asked *a;

    make_agency("past", NULL);
    withdrawn_on("past", "2013-05-06");
    ck_assert(stage_person(here.database, "past", "head", "{supervisor}", secret));
    snprintf(cookie, sizeof cookie, "Cookie: sid=%s", secret);
    snprintf(request, sizeof request, "GET /api/v1/proposals/%lld",
             atoll(column("select p.id from proposal p join agency g on g.id = p.agency"
                          " where g.code = 'past' and p.application is not null")));
    a = ask_with(headers, NULL, "%s", request);
    ck_assert_str_eq(text_in(a->json, "body.withdrawn_on"), "2013-05-06");
    dispose("past", 1);
    a = ask_with(headers, NULL, "%s", request);
    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_uint_eq(json_object_size(value_in(a->json, "body")), 0);
    ck_assert_str_eq(text_in(a->json, "proposal.summary.number"), "PAST-2013-0001");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_clock_the_account_of_days_and_the_tables_stay_as_they_were,
        what_the_clock_reads_of_an_entry_stays,
        an_approval_by_who_asked_stays_none_without_the_names,
        no_table_keeps_a_word_of_what_people_said,
        nothing_can_be_done_with_a_disposed_case_and_reading_shows_what_is_left,
        the_proposals_of_a_disposed_case_are_shown_without_what_they_said,
        NULL,
    };

    return here_run("disposal_left", tests,
                    (const char *const[]){"--today=2025-06-02", NULL});
}
