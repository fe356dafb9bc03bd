/* Reviews and suits: registered, gone on with, corrected, shown and listed. */
#include "op/acting.h"
#include "op/stand.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REVIEW "'kind':'review','body':'某县人民政府','claimant':'王五五'"
#define DIRECT "'kind':'suit','route':'direct','body':'某县人民法院','claimant':'王五五'"

/* Registers a remedy of AGENCY with FACTS; its number. */
static long
registered(const char *agency, const char *facts)
{
    char body[800];

    snprintf(body, sizeof body, "{%s}", facts);
    return number_in(ask(201, body, "POST /api/v1/agencies/%s/remedies", agency),
                     "remedy.n");
}

static const json_t *
recorded(const char *agency, long n, const char *facts)
{
    char body[600];

    snprintf(body, sizeof body, "{%s}", facts);
    return ask(200, body, "POST /api/v1/agencies/%s/remedies/%ld/events", agency, n);
}

static const json_t *
shown(const char *agency, long n)
{
    return ask(200, NULL, "GET /api/v1/agencies/%s/remedies/%ld", agency, n);
}

/* An application of AGENCY answered with OUTCOME on DAY; its id. */
static const char *
answered(const char *agency, const char *outcome, const char *day)
{
    const char *id = make_case(agency, day, NULL);

    answer_case(id, outcome, day);
    return id;
}

START_TEST(a_review_goes_from_its_filing_to_its_result)
{
    const json_t *r;
    long n;

    make_agency("whole", NULL);
    n = registered("whole", REVIEW ",'number':'某政复〔2026〕3号','filed_on':'2026-03-02'");
    ck_assert_int_eq(n, 1);
    r = recorded("whole", n, "'kind':'served','happened_on':'2026-03-10'");
    ck_assert_str_eq(text_in(r, "remedy.stage"), "pending");
    ck_assert_str_eq(text_in(r, "remedy.due_on"), "2026-03-24");
    ck_assert_str_eq(text_in(r, "remedy.due_for"), "reply_review");
    ck_assert_str_eq(text_in(r, "remedy.claimant"), "王五五");
    r = recorded("whole", n, "'kind':'replied','happened_on':'2026-03-24'");
    ck_assert_str_eq(text_in(r, "remedy.due_on"), "");
    ck_assert_uint_eq(json_array_size(value_in(r, "warnings")), 0);
    r = recorded("whole", n,
                 "'kind':'decided','happened_on':'2026-04-20','result':'review_annulled',"
                 "'re_decide':true,'ref':'某政复决〔2026〕3号','note':'申请人姓名见附件'");
    ck_assert_str_eq(text_in(r, "remedy.column"), "corrected");
    ck_assert_str_eq(text_in(r, "remedy.settled_on"), "2026-04-20");
    ck_assert_str_eq(text_in(r, "remedy.due_for"), "re_decide");
    r = shown("whole", n);
    ck_assert_uint_eq(json_array_size(value_in(r, "events")), 4);
    ck_assert_str_eq(text_in(r, "events.3.note"), "申请人姓名见附件");
    ck_assert_str_eq(text_in(r, "events.0.claimant"), "王五五");
    ck_assert_str_eq(text_in(r, "cells.0.block"), "review");
    ck_assert_str_eq(text_in(r, "cells.0.column"), "corrected");
}
END_TEST

START_TEST(an_entry_holds_dates_codes_and_numbers_and_no_person)
{
    PGconn *sql = stand_connect(&here);
    long n;

    make_agency("bare", NULL);
    n = registered("bare", REVIEW ",'filed_on':'2026-03-02','note':'王五五的邻居'");
    recorded("bare", n, "'kind':'accepted','happened_on':'2026-03-05','note':'王五五来电'");
    ck_assert_int_eq(stand_number(sql,
                                  "select count(*) from remedy_event"
                                  " where data::text like '%王五五%'",
                                  0, NULL),
                     0);
    ck_assert_int_eq(
        stand_number(sql, "select count(*) from audit where data like '%王五五%'", 0, NULL),
        0);
    ck_assert_int_gt(stand_number(sql,
                                  "select count(*) from audit where subject = 'remedy:1'"
                                  " and operation like 'remedy_%'",
                                  0, NULL),
                     1);
    PQfinish(sql);
}
END_TEST

START_TEST(fields_that_do_not_belong_there_are_refused_together)
{
    const json_t *p;

    make_agency("fields", NULL);
    p = refused(422, "invalid",
                "{'kind':'suit','body':'某院','claimant':'甲','filed_on':'2026-03-02',"
                "'after':7}",
                "POST /api/v1/agencies/fields/remedies");
    ck_assert_str_eq(fields_in(value_in(p, "errors")), "route after");
    p = refused(422, "invalid", "{" REVIEW ",'route':'direct','filed_on':'2026-03-02'}",
                "POST /api/v1/agencies/fields/remedies");
    ck_assert_str_eq(fields_in(value_in(p, "errors")), "route");
    p = refused(422, "invalid", "{" REVIEW ",'filed_on':'2026-07-01'}",
                "POST /api/v1/agencies/fields/remedies");
    ck_assert_str_eq(fields_in(value_in(p, "errors")), "filed_on");
    p = refused(422, "invalid", "{" REVIEW ",'filed_on':'2026-03-02','about':'77'}",
                "POST /api/v1/agencies/fields/remedies");
    ck_assert_str_eq(fields_in(value_in(p, "errors")), "about");
    registered("fields", REVIEW ",'filed_on':'2026-03-02'");
    p = refused(422, "invalid",
                "{'kind':'decided','happened_on':'2026-04-01','simplified':true,"
                "'delivered_on':'2026-03-31','re_decide_days':5,"
                "'re_decide_by':'2026-05-06'}",
                "POST /api/v1/agencies/fields/remedies/1/events");
    ck_assert_str_eq(fields_in(value_in(p, "errors")),
                     "simplified result delivered_on re_decide_days");
    p = refused(422, "invalid", "{'kind':'filed','happened_on':'2026-04-01'}",
                "POST /api/v1/agencies/fields/remedies/1/events");
    ck_assert_str_eq(fields_in(value_in(p, "errors")), "kind");
}
END_TEST

START_TEST(what_the_law_does_not_know_is_refused_in_words)
{
    const json_t *p;
    long n;

    make_agency("unlawful", NULL);
    n = registered("unlawful", DIRECT ",'filed_on':'2026-03-02'");
    p = refused(409, "act_not_lawful", "{'kind':'appealed','happened_on':'2026-03-05'}",
                "POST /api/v1/agencies/unlawful/remedies/%ld/events", n);
    ck_assert_ptr_nonnull(strstr(text_in(p, "detail"), "行政诉讼法第八十五条"));
    refused(409, "act_not_lawful",
            "{'kind':'decided','happened_on':'2026-03-05','result':'review_upheld'}",
            "POST /api/v1/agencies/unlawful/remedies/%ld/events", n);
    refused(404, "not_found", "{'kind':'hearing','happened_on':'2026-03-05'}",
            "POST /api/v1/agencies/unlawful/remedies/9/events");
    refused(404, "not_found", NULL, "GET /api/v1/agencies/unlawful/remedies/9");
}
END_TEST

START_TEST(a_case_of_a_court_is_entered_once)
{
    const json_t *p;

    make_agency("once", NULL);
    registered("once", DIRECT ",'number':'（2026）某0101行初7号','filed_on':'2026-03-02'");
    p = refused(409, "conflict",
                "{" DIRECT ",'number':'(2026) 某0101行初7号','filed_on':'2026-03-02'}",
                "POST /api/v1/agencies/once/remedies");
    ck_assert_str_eq(fields_in(value_in(p, "errors")), "number");
    make_agency("again", NULL);
    registered("again", DIRECT ",'number':'（2026）某0101行初7号','filed_on':'2026-03-02'");
}
END_TEST

static const char *
warnings_of(const char *agency, const char *facts, const char *about)
{
    char body[600];

    snprintf(body, sizeof body, "{%s,'about':'%s','filed_on':'2026-06-15'}", facts, about);
    return fields_in(
        value_in(ask(201, body, "POST /api/v1/agencies/%s/remedies", agency), "warnings"));
}

START_TEST(a_suit_filed_where_review_comes_first_is_warned_of)
{
    const char *refused_4, *granted, *partly;

    make_agency("road", NULL);
    refused_4 = answered("road", "refused_4", "2025-06-10");
    granted = answered("road", "granted", "2025-06-10");
    partly = answered("road", "partly_granted", "2025-06-10");
    ck_assert_str_eq(warnings_of("road", DIRECT, refused_4), "review_first");
    ck_assert_str_eq(warnings_of("road", DIRECT, granted), "");
    ck_assert_str_eq(warnings_of("road", DIRECT, partly), "partly_ask");
    ck_assert_str_eq(warnings_of("road", DIRECT ",'rests_on':'14_to_16'", partly),
                     "review_first");
    ck_assert_str_eq(warnings_of("road", DIRECT ",'rests_on':'other'", partly), "");
    ck_assert_str_eq(warnings_of("road", DIRECT ",'matter':'silence'", granted),
                     "silence_both");
    ck_assert_str_eq(warnings_of("road",
                                 "'kind':'suit','route':'after_review','body':'某院',"
                                 "'claimant':'甲'",
                                 refused_4),
                     "");
}
END_TEST

START_TEST(a_stale_client_is_told_what_came_since)
{
    const char *const seen[] = {"If-Match: \"1\"", NULL};
    const struct asked *a;
    long n;

    make_agency("stale", NULL);
    n = registered("stale", REVIEW ",'filed_on':'2026-03-02'");
    recorded("stale", n, "'kind':'accepted','happened_on':'2026-03-05'");
    a = ask_with(seen, "{'kind':'hearing','happened_on':'2026-03-09'}",
                 "POST /api/v1/agencies/stale/remedies/%ld/events", n);
    ck_assert_int_eq(a->answer.status, 412);
    ck_assert_str_eq(text_in(a->json, "current.events.0.kind"), "accepted");
}
END_TEST

START_TEST(a_corrected_entry_counts_and_the_wrong_one_stays_on_record)
{
    const json_t *r;
    long n;

    make_agency("correct", NULL);
    n = registered("correct", REVIEW ",'filed_on':'2026-03-02'");
    recorded("correct", n,
             "'kind':'decided','happened_on':'2026-04-20','result':'review_annulled'");
    r = ask(200, "{'reason':'看错了','result':'review_upheld'}",
            "POST /api/v1/agencies/correct/remedies/%ld/events/2/supersede", n);
    ck_assert_str_eq(text_in(r, "remedy.column"), "upheld");
    r = ask(200,
            "{'reason':'姓名有误','claimant':'王伍','number':'复1号',"
            "'happened_on':'2026-03-01'}",
            "POST /api/v1/agencies/correct/remedies/%ld/events/1/supersede", n);
    ck_assert_str_eq(text_in(r, "remedy.claimant"), "王伍");
    ck_assert_str_eq(text_in(r, "remedy.number"), "复1号");
    ck_assert_str_eq(text_in(r, "remedy.filed_on"), "2026-03-01");
    ck_assert_str_eq(text_in(r, "remedy.body"), "某县人民政府");
    r = shown("correct", n);
    ck_assert_uint_eq(json_array_size(value_in(r, "events")), 4);
    ck_assert(json_is_false(value_in(r, "events.1.stands")));
    ck_assert(json_is_true(value_in(r, "events.2.stands")));
    ck_assert_str_eq(text_in(r, "events.2.note"), "看错了");
    refused(409, "act_not_lawful", "{'reason':'x','result':'review_changed'}",
            "POST /api/v1/agencies/correct/remedies/%ld/events/2/supersede", n);
    refused(422, "invalid", "{'reason':'x','outcome':'granted'}",
            "POST /api/v1/agencies/correct/remedies/%ld/events/3/supersede", n);
    refused(422, "invalid", "{'reason':'x','claimant':'甲'}",
            "POST /api/v1/agencies/correct/remedies/%ld/events/3/supersede", n);
    refused(404, "not_found", "{'reason':'x'}",
            "POST /api/v1/agencies/correct/remedies/%ld/events/9/supersede", n);
    refused(404, "not_found", "{'reason':'x'}",
            "POST /api/v1/agencies/correct/remedies/%ld/events/9/retract", n);
    r = ask(200, "{'reason':'录错案件'}",
            "POST /api/v1/agencies/correct/remedies/%ld/events/3/retract", n);
    ck_assert_str_eq(text_in(r, "remedy.stage"), "filed");
}
END_TEST

START_TEST(the_filing_taken_back_voids_and_its_number_is_free_again)
{
    const json_t *r;
    long n;

    make_agency("void", NULL);
    n = registered("void", REVIEW ",'number':'复9号','filed_on':'2026-03-02'");
    r = ask(200, "{'reason':'登记错机关'}",
            "POST /api/v1/agencies/void/remedies/%ld/events/1/retract", n);
    ck_assert_str_eq(text_in(r, "remedy.stage"), "voided");
    refused(409, "act_not_lawful", "{'kind':'hearing','happened_on':'2026-03-05'}",
            "POST /api/v1/agencies/void/remedies/%ld/events", n);
    ck_assert_int_eq(registered("void", REVIEW ",'number':'复9号','filed_on':'2026-03-02'"),
                     n + 1);
}
END_TEST

/* A new answer has its own clock, and table three knows nothing of it (rule 5.9). */
START_TEST(a_new_answer_is_linked_to_its_case_and_not_counted_again)
{
    const char *id;
    const json_t *r;
    char facts[300];
    long n;

    make_agency("anew", NULL);
    id = answered("anew", "refused_4", "2025-11-10");
    snprintf(facts, sizeof facts, REVIEW ",'about':'%s','filed_on':'2026-01-05'", id);
    n = registered("anew", facts);
    refused(409, "act_not_lawful",
            "{'kind':'re_decided','happened_on':'2026-03-20','outcome':'granted'}",
            "POST /api/v1/agencies/anew/remedies/%ld/events", n);
    r = recorded("anew", n,
                 "'kind':'decided','happened_on':'2026-03-02','result':'review_annulled',"
                 "'re_decide_days':10");
    ck_assert_str_eq(text_in(r, "remedy.due_on"), "2026-03-16");
    r = recorded("anew", n,
                 "'kind':'re_decided','happened_on':'2026-03-17','outcome':'granted',"
                 "'ref':'某依复〔2026〕8号'");
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "re_decision_late");
    ck_assert_str_eq(text_in(r, "remedy.re_decided"), "granted");
    ck_assert_str_eq(text_in(shown_case(id), "application.outcome"), "refused_4");
    r = ask(200, NULL, "GET /api/v1/agencies/anew/section-three?year=2026");
    for (size_t i = 0; i < 25; i++)
        ck_assert_int_eq(json_integer_value(json_array_get(
                             value_in(json_array_get(value_in(r, "rows"), i), "cells"), 6)),
                         0);
    r = ask(200, NULL, "GET /api/v1/agencies/anew/section-three?year=2025");
    ck_assert_int_eq(number_in(r, "rows.7.cells.0"), 1); /* refused_4 */
}
END_TEST

static const char *
numbers_in(const json_t *list)
{
    static char line[200];
    json_t *r;
    size_t i;

    line[0] = '\0';
    json_array_foreach(value_in(list, "remedies"), i, r)
        snprintf(line + strlen(line), sizeof line - strlen(line), "%s%ld", i ? " " : "",
                 number_in(r, "n"));
    return line;
}

START_TEST(the_list_is_filtered_paged_and_sorted_by_what_is_due)
{
    const json_t *l;
    const char *about;
    char facts[300];

    make_agency("list", NULL);
    about = answered("list", "refused_4", "2025-06-10");
    snprintf(facts, sizeof facts, REVIEW ",'about':'%s','filed_on':'2025-03-03'", about);
    registered("list", facts);
    recorded("list", 1,
             "'kind':'decided','happened_on':'2025-05-06','result':'review_upheld'");
    registered("list", DIRECT ",'filed_on':'2026-06-01'");
    recorded("list", 2, "'kind':'served','happened_on':'2026-06-24'");
    registered("list", REVIEW ",'filed_on':'2026-06-01'");
    recorded("list", 3, "'kind':'served','happened_on':'2026-06-22'");
    registered("list", REVIEW ",'filed_on':'2026-06-08'");
#define LIST "GET /api/v1/agencies/list/remedies?"
    ck_assert_str_eq(numbers_in(ask(200, NULL, LIST)), "4 3 2 1");
    ck_assert_str_eq(numbers_in(ask(200, NULL, LIST "open=true")), "4 3 2");
    ck_assert_str_eq(numbers_in(ask(200, NULL, LIST "open=false")), "1");
    ck_assert_str_eq(numbers_in(ask(200, NULL, LIST "kind=suit")), "2");
    ck_assert_str_eq(numbers_in(ask(200, NULL, LIST "year=2025")), "1");
    ck_assert_str_eq(numbers_in(ask(200, NULL, LIST "year=2026")), "3 2");
    ck_assert_str_eq(numbers_in(ask(200, NULL, LIST "about=%s", about)), "1");
    ck_assert_str_eq(numbers_in(ask(200, NULL, LIST "due_within=10")), "3 2");
    ck_assert_str_eq(numbers_in(ask(200, NULL, LIST "due_within=5")), "3");
    l = ask(200, NULL, LIST "sort=due&limit=1");
    ck_assert_str_eq(numbers_in(l), "3");
    ck_assert_str_eq(text_in(l, "remedies.0.due_on"), "2026-07-06");
    l = ask(200, NULL, LIST "sort=due&limit=2&after=%s", text_in(l, "next"));
    ck_assert_str_eq(numbers_in(l), "2 1");
    l = ask(200, NULL, LIST "sort=due&limit=2&after=%s", text_in(l, "next"));
    ck_assert_str_eq(numbers_in(l), "4");
    ck_assert_str_eq(text_in(l, "next"), "");
    l = ask(200, NULL, LIST "limit=3");
    ck_assert_str_eq(numbers_in(l), "4 3 2");
    ck_assert_str_eq(numbers_in(ask(200, NULL, LIST "after=%s", text_in(l, "next"))), "1");
    refused(422, "invalid", NULL, LIST "after=x");
}
END_TEST

START_TEST(who_has_no_right_learns_nothing)
{
    const char *const *nobody = (const char *const[]){"Authorization: Bearer x", NULL};
    const char *const *foreign, *const *admin, *const *above;
    static const char *const paths[] = {"", "/1", "?year=2026"};

    make_agency("roof", NULL);
    make_agency("wall", "'parent':'roof'");
    make_agency("other-side", NULL);
    registered("wall", REVIEW ",'filed_on':'2026-03-02'");
    foreign = as_person("other-side", "yi", "{officer}", NULL);
    admin = as_person("wall", "guan", "{agency_admin}", NULL);
    above = as_person("roof", "shang", "{oversight}", NULL);
    for (unsigned i = 0; i < 3; i++) {
        ck_assert_int_eq(
            ask_with(nobody, NULL, "GET /api/v1/agencies/wall/remedies%s", paths[i])
                ->answer.status,
            401);
        ck_assert_int_eq(
            ask_with(foreign, NULL, "GET /api/v1/agencies/wall/remedies%s", paths[i])
                ->answer.status,
            404);
        ck_assert_int_eq(
            ask_with(above, NULL, "GET /api/v1/agencies/wall/remedies%s", paths[i])
                ->answer.status,
            403);
    }
    ck_assert_int_eq(ask_with(admin, "{'kind':'hearing','happened_on':'2026-03-05'}",
                              "POST /api/v1/agencies/wall/remedies/1/events")
                         ->answer.status,
                     403);
    ck_assert_int_eq(
        ask_with(admin, NULL, "GET /api/v1/agencies/wall/remedies/1")->answer.status, 200);
}
END_TEST

/* An officer proposes a correction, and another confirms it. */
START_TEST(a_correction_takes_two)
{
    const char *const *officer, *const *supervisor;
    const struct asked *a;
    const char *proposal;
    long n;

    make_agency("two", NULL);
    n = registered("two", REVIEW ",'filed_on':'2026-03-02'");
    recorded("two", n, "'kind':'accepted','happened_on':'2026-03-05'");
    officer = as_person("two", "li", "{officer}", NULL);
    supervisor = as_person("two", "zhao", "{supervisor}", NULL);
    a = ask_with(officer, "{'reason':'录错','happened_on':'2026-03-06'}",
                 "POST /api/v1/agencies/two/remedies/%ld/events/2/supersede", n);
    ck_assert_int_eq(a->answer.status, 202);
    proposal = text_in(a->json, "proposal.id");
    ck_assert_str_eq(text_in(shown("two", n), "remedy.accepted_on"), "2026-03-05");
    a = ask_with(officer, "{}", "POST /api/v1/proposals/%s/confirm", proposal);
    ck_assert_int_eq(a->answer.status, 403);
    a = ask_with(supervisor, "{}", "POST /api/v1/proposals/%s/confirm", proposal);
    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_str_eq(text_in(a->json, "remedy.accepted_on"), "2026-03-06");
    ck_assert_str_eq(text_in(shown("two", n), "events.2.data.proposed_by"), "li@two");
}
END_TEST

START_TEST(verify_finds_stored_columns_that_the_entries_do_not_say)
{
    static const char *const tampered[][2] = {
        {"stage = 'pending', settled_on = null, result = null", "stage is pending"},
        {"settled_on = '2026-05-01'", "settled_on is 2026-05-01"},
        {"result = 'review_annulled'", "result is review_annulled"},
        {"capacity = 'review_body'", "capacity is review_body"},
        {"number = '别的号'", "number is 别的号"},
        {"version = 7", "version is 7"},
        {"accepted_on = '2026-03-07'", "accepted_on is 2026-03-07"},
    };
    PGconn *sql;
    long n;

    service_begin(&here, (const char *const[]){"--today=2026-06-30", NULL});
    sql = stand_connect(&here);
    make_agency("tamper", NULL);
    n = registered("tamper", REVIEW ",'number':'复1号','filed_on':'2026-03-02'");
    recorded("tamper", n, "'kind':'accepted','happened_on':'2026-03-05'");
    recorded("tamper", n,
             "'kind':'decided','happened_on':'2026-04-20','result':'review_upheld'");
    stand_run(sql, "create table kept as select * from gongkai.remedy");
    for (unsigned i = 0; i <= sizeof tampered / sizeof tampered[0]; i++) {
        struct text out = {NULL, 0, 0};
        char change[300];
        int status;

        if (i > 0) {
            snprintf(change, sizeof change, "update gongkai.remedy set %s",
                     tampered[i - 1][0]);
            stand_run(sql, change);
        }
        status = service_command(&here, &out, (const char *const[]){"verify", NULL});
        ck_assert_msg((status == 0) == (i == 0), "%s", out.bytes);
        if (i > 0)
            ck_assert_msg(strstr(out.bytes, tampered[i - 1][1]) != NULL, "%s", out.bytes);
        stand_run(sql, "update gongkai.remedy r set stage = k.stage, result = k.result,"
                       " settled_on = k.settled_on, capacity = k.capacity,"
                       " number = k.number, version = k.version,"
                       " accepted_on = k.accepted_on from kept k");
        text_free(&out);
    }
    PQfinish(sql);
    service_end(&here);
}
END_TEST

START_TEST(no_entry_is_changed_or_removed_by_its_owner_either)
{
    PGconn *sql = stand_connect(&here);
    static const char *const bad[] = {
        "update gongkai.remedy_event set happened_on = happened_on - 1",
        "delete from gongkai.remedy_event"};

    make_agency("kept", NULL);
    registered("kept", REVIEW ",'filed_on':'2026-03-02'");
    for (unsigned i = 0; i < 2; i++) {
        PGresult *r = PQexec(sql, bad[i]);

        ck_assert_int_eq(PQresultStatus(r), PGRES_FATAL_ERROR);
        PQclear(r);
    }
    PQfinish(sql);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_review_goes_from_its_filing_to_its_result,
        an_entry_holds_dates_codes_and_numbers_and_no_person,
        fields_that_do_not_belong_there_are_refused_together,
        what_the_law_does_not_know_is_refused_in_words,
        a_case_of_a_court_is_entered_once,
        a_suit_filed_where_review_comes_first_is_warned_of,
        a_stale_client_is_told_what_came_since,
        a_corrected_entry_counts_and_the_wrong_one_stays_on_record,
        the_filing_taken_back_voids_and_its_number_is_free_again,
        a_new_answer_is_linked_to_its_case_and_not_counted_again,
        the_list_is_filtered_paged_and_sorted_by_what_is_due,
        who_has_no_right_learns_nothing,
        a_correction_takes_two,
        verify_finds_stored_columns_that_the_entries_do_not_say,
        no_entry_is_changed_or_removed_by_its_owner_either,
        NULL,
    };

    return here_run("remedy", tests, (const char *const[]){"--today=2026-06-30", NULL});
}
