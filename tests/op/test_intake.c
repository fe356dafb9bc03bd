/* What is taken in besides the applicant and the wish: who applies jointly, the agent, the
 * letter's number; links to other cases; how a withdrawal came, what voiding is for. */
#include "op/acting.h"
#include "op/disposing.h"
#include "op/who.h"

#include <stdio.h>
#include <string.h>

#define LINK "POST /api/v1/applications/%s/links"
#define ID "'applicant_id_type':'passport','applicant_id_number':'E10000001'"
#define JOINT                                                                              \
    "'joint':[{'name':'李四','id_type':'resident_id','id_number':'11010519491231002X',"  \
    "'phone':'13800138000','email':'li@example.cn','address':'某路1号'},"               \
    "{'name':'赵六'}]"
#define AGENT                                                                              \
    "'agent':{'name':'王五','id_type':'passport','id_number':'E30000003',"               \
    "'phone':'13900139000','authorised':true}"

static const json_t *
link_to(const char *id, const char *link, const char *to)
{
    char body[100];

    snprintf(body, sizeof body, "{'link':'%s','to':'%s'}", link, to);
    return ask(200, body, LINK, id);
}

static void
no_link(const char *id, const char *link, const char *to)
{
    char body[100];

    snprintf(body, sizeof body, "{'link':'%s','to':'%s'}", link, to);
    refused(422, "invalid", body, LINK, id);
}

START_TEST(joint_applicants_and_the_agent_are_shown_masked_and_revealed_on_record)
{
    const json_t *r;
    const char *id;

    make_agency("joint", NULL);
    id = make_case("joint", "2025-03-10", ID "," JOINT "," AGENT);
    r = shown_case(id);
    ck_assert_int_eq(number_in(r, "application.joint"), 2);
    ck_assert_str_eq(text_in(r, "application.applicant_category"), "natural_person");
    ck_assert_str_eq(text_in(r, "applicant.joint.0.name"), "李四");
    ck_assert_str_eq(text_in(r, "applicant.joint.0.id_number"), "110105********002X");
    ck_assert_str_eq(text_in(r, "applicant.joint.0.phone"), "138****8000");
    ck_assert_str_eq(text_in(r, "applicant.joint.0.email"), "li@example.cn");
    ck_assert_str_eq(text_in(r, "applicant.joint.1.name"), "赵六");
    ck_assert_str_eq(text_in(r, "applicant.joint.1.id_number"), "");
    ck_assert_str_eq(text_in(r, "applicant.agent.name"), "王五");
    ck_assert_str_eq(text_in(r, "applicant.agent.phone"), "139****9000");
    ck_assert(json_is_true(value_in(r, "applicant.agent.authorised")));
    r = ask(200, "{'reason':'核对'}", "POST /api/v1/applications/%s/reveal", id);
    ck_assert_str_eq(text_in(r, "applicant.joint.0.id_number"), "11010519491231002X");
    ck_assert_str_eq(text_in(r, "applicant.agent.id_number"), "E30000003");
    ck_assert_int_eq(service_cell(&here, "joint", "year=2025", "new", "total"), 1);
    r = shown_case(make_case("joint", "2025-03-10", NULL));
    ck_assert_uint_eq(json_array_size(value_in(r, "applicant.joint")), 0);
    ck_assert(json_is_null(value_in(r, "applicant.agent")));
}
END_TEST

START_TEST(no_number_of_theirs_stands_in_an_entry)
{
    const char *id;

    make_agency("entry", NULL);
    id = make_case("entry", "2025-03-10", ID "," JOINT "," AGENT);
    ask(200, "{'reason':'漏登'," JOINT "," AGENT ",'tracking_number':'EA1'}",
        "POST /api/v1/applications/%s/events/1/supersede", id);
    ck_assert_str_eq(looked_up("select string_agg(k, ' ' order by k) from event e,"
                               " jsonb_object_keys(e.data) k where e.application = $1"
                               " and e.seq = 2",
                               id, NULL, NULL),
                     "applicant_category channel content joint proposed_by "
                     "supersede_reason "
                     "tracking_number");
}
END_TEST

START_TEST(what_is_wrong_with_them_is_a_warning)
{
    const json_t *r;

    make_agency("warn", NULL);
    r = ask(201,
            "{'channel':'oral','arrived_on':'2025-03-10','applicant_category':"
            "'natural_person','applicant_name':'甲','content':'乙'," ID
            ",'joint':[{'name':'李四'},"
            "{'name':'赵','id_type':'resident_id','id_number':'110105194912310021'}],"
            "'agent':{'name':'王五'}}",
            "POST /api/v1/agencies/warn/applications");
    ck_assert_str_eq(fields_in(value_in(r, "warnings")),
                     "agent.authorised agent.id_number joint.1.id_number");
}
END_TEST

START_TEST(faults_in_them_are_told_with_their_place)
{
    struct text body = {NULL, 0, 0};
    const json_t *r;

    make_agency("fault", NULL);
    r = refused(
        422, "invalid",
        "{'channel':'oral','arrived_on':'2025-03-10','applicant_category':'other',"
        "'applicant_name':'甲','content':'乙','joint':[{'name':'李四'},{'phone':1}],"
        "'agent':{'authorised':true}}",
        "POST /api/v1/agencies/fault/applications");
    ck_assert_str_eq(fields_in(value_in(r, "errors")),
                     "joint.1.name joint.1.phone agent.name");
    text_add(&body,
             "{'channel':'oral','arrived_on':'2025-03-10','applicant_category':'other',"
             "'applicant_name':'甲','content':'乙','joint':[{'name':'一'}");
    for (int i = 0; i < 49; i++)
        text_add(&body, ",{'name':'众'}");
    text_add(&body, "]}");
    r = ask(201, body.bytes, "POST /api/v1/agencies/fault/applications");
    ck_assert_int_eq(number_in(r, "application.joint"), 50);
    body.bytes[body.len - 2] = ',';
    body.bytes[body.len - 1] = '{';
    text_add(&body, "'name':'多'}]}");
    refused(422, "invalid", body.bytes, "POST /api/v1/agencies/fault/applications");
    text_free(&body);
}
END_TEST

START_TEST(they_are_corrected_with_the_registration_and_stay_otherwise)
{
    const json_t *r;
    const char *id;

    make_agency("change", NULL);
    id = make_case("change", "2025-03-10", ID "," JOINT "," AGENT);
    ask(200, "{'reason':'录错','content':'新内容'}",
        "POST /api/v1/applications/%s/events/1/supersede", id);
    r = ask(200, "{'reason':'核对'}", "POST /api/v1/applications/%s/reveal", id);
    ck_assert_str_eq(text_in(r, "applicant.joint.0.id_number"), "11010519491231002X");
    ck_assert_str_eq(text_in(r, "applicant.agent.phone"), "13900139000");
    ask(200, "{'reason':'录错','joint':[{'name':'钱七','phone':'13700137000'}]}",
        "POST /api/v1/applications/%s/events/2/supersede", id);
    r = shown_case(id);
    ck_assert_int_eq(number_in(r, "application.joint"), 1);
    ck_assert_str_eq(text_in(r, "applicant.joint.0.name"), "钱七");
    ck_assert_str_eq(text_in(r, "applicant.agent.name"), "王五");
    ask(200, "{'reason':'录错','joint':[]}",
        "POST /api/v1/applications/%s/events/3/supersede", id);
    ck_assert_int_eq(number_in(shown_case(id), "application.joint"), 0);
    /* null says nothing, as everywhere; {} says that nobody stands in any more */
    ask(200, "{'reason':'录错','agent':null}",
        "POST /api/v1/applications/%s/events/4/supersede", id);
    ck_assert_str_eq(text_in(shown_case(id), "applicant.agent.name"), "王五");
    refused(422, "invalid", "{'reason':'撤销委托','agent':{'phone':'13900139000'}}",
            "POST /api/v1/applications/%s/events/5/supersede", id);
    ask(200, "{'reason':'撤销委托','agent':{}}",
        "POST /api/v1/applications/%s/events/5/supersede", id);
    ck_assert(json_is_null(value_in(shown_case(id), "applicant.agent")));
    r = ask(200, "{'reason':'核对'}", "POST /api/v1/applications/%s/reveal", id);
    ck_assert(json_is_null(value_in(r, "applicant.agent")));
    ck_assert_str_eq(looked_up("select string_agg(seq::text, ' ' order by seq) "
                               "from case_person where application = $1::bigint and n = 0",
                               id, NULL, NULL),
                     "1 2 3 4 5"); /* who it was stays with the statements before */
    sent(as_person("change", "wang", "{officer}", NULL), 202, NULL,
         "{'reason':'录错','joint':[]}", "POST /api/v1/applications/%s/events/6/supersede",
         id);
    sent(as_person("change", "chief", "{supervisor}", NULL), 403, "four_eyes",
         "{'reason':'录错','agent':{'name':'孙八'}}",
         "POST /api/v1/applications/%s/events/6/supersede", id);
}
END_TEST

static const char *
found(const char *agency, const char *body)
{
    return text_in(ask(200, body, "POST /api/v1/agencies/%s/applications/find", agency),
                   "applications.0.id");
}

START_TEST(a_case_is_found_by_each_of_its_applicants)
{
    const char *id;

    make_agency("find", NULL);
    id = make_case("find", "2025-03-10", ID "," JOINT "," AGENT);
    make_case("find", "2025-03-10", NULL);
    ck_assert_str_eq(found("find", "{'id_number':'11010519491231002x'}"), id);
    ck_assert_str_eq(found("find", "{'phone':'138 0013 8000'}"), id);
    ck_assert_str_eq(found("find", "{'name':'赵六'}"), id);
    ck_assert_str_eq(found("find", "{'id_number':'E30000003'}"), "(none)");
    ask(200, "{'reason':'录错','joint':[]}",
        "POST /api/v1/applications/%s/events/1/supersede", id);
    ck_assert_str_eq(found("find", "{'name':'赵六'}"), "(none)");
}
END_TEST

START_TEST(the_ledger_tells_joint_applicants_the_agent_the_letter_and_the_split)
{
    const struct asked *a;
    const char *id;

    make_agency("ledger", NULL);
    id = make_case("ledger", "2025-03-10",
                   "'applicant_name':'张三'," ID "," JOINT "," AGENT
                   ",'channel':'mail_signed','tracking_number':'EA123456789CN'");
    ask(200, "{'parts':[{'content':'甲方案'},{'content':'乙报告'}]}",
        "POST /api/v1/applications/%s/split", id);
    a = ask_with(NULL, NULL, "GET /api/v1/agencies/ledger/ledger");
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "张三等3人,甲方案"));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "EA123456789CN,3,王五,\r\n"));
    ck_assert_ptr_nonnull(
        strstr(a->answer.body.bytes, "EA123456789CN,3,王五,LEDGER-2025-0001\r\n"));
    ck_assert_ptr_null(strstr(a->answer.body.bytes, "11010519491231002X"));
}
END_TEST

START_TEST(a_disposal_leaves_nothing_of_them)
{
    const char *id;

    make_agency("gone", NULL);
    id = make_case("gone", "2013-05-06",
                   ID "," JOINT "," AGENT
                      ",'channel':'mail_signed','tracking_number':'EA1'");
    happen(id, "withdraw {'withdrawn_on':'2013-05-06'}");
    dispose("gone", 1);
    ck_assert_str_eq(looked_up("select count(*) from case_person where application = $1",
                               id, NULL, NULL),
                     "0");
    ck_assert_str_eq(looked_up("select coalesce(tracking_number, '-') || joint from"
                               " application where id = $1",
                               id, NULL, NULL),
                     "-2");
    nothing_differs();
}
END_TEST

START_TEST(a_link_is_seen_from_both_cases_until_it_is_retracted)
{
    const char *first, *second;
    const json_t *r;

    make_agency("link", NULL);
    first = make_case("link", "2025-03-10", ID);
    second = make_case("link", "2025-03-11", ID);
    r = link_to(second, "repeats", first);
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "");
    r = shown_case(second);
    ck_assert_str_eq(text_in(r, "links.0.link"), "repeats");
    ck_assert_str_eq(text_in(r, "links.0.direction"), "to");
    ck_assert_str_eq(text_in(r, "links.0.application"), first);
    ck_assert_str_eq(text_in(r, "links.0.number"), "LINK-2025-0001");
    ck_assert_str_eq(text_in(r, "events.1.kind"), "linked");
    ck_assert_str_eq(text_in(r, "events.1.data.link"), "repeats");
    ck_assert_str_eq(text_in(r, "events.1.data.application"), first);
    r = shown_case(first);
    ck_assert_str_eq(text_in(r, "links.0.direction"), "from");
    ck_assert_str_eq(text_in(r, "links.0.application"), second);
    ask(200, "{'reason':'误'}", "POST /api/v1/applications/%s/events/2/retract", second);
    ck_assert_uint_eq(json_array_size(value_in(shown_case(first), "links")), 0);
    ck_assert_uint_eq(json_array_size(value_in(shown_case(second), "links")), 0);
    link_to(second, "repeats", first);
    answer_case(second, "not_processed_2", "2025-03-13");
    link_to(second, "related", first);
}
END_TEST

START_TEST(a_link_that_cannot_be_is_refused)
{
    const char *first, *second, *foreign;
    char body[100];

    make_agency("bad", NULL);
    make_agency("bad2", NULL);
    first = make_case("bad", "2025-03-10", ID);
    second = make_case("bad", "2025-03-10", ID);
    foreign = make_case("bad2", "2025-03-10", ID);
    no_link(first, "repeats", first);
    no_link(first, "related", "999999999999");
    no_link(first, "related", foreign);
    no_link(first, "repeats", second);
    no_link(first, "split_from", second);
    no_link(first, "merged_into", second);
    no_link(first, "repeats", "0");
    link_to(second, "repeats", first);
    snprintf(body, sizeof body, "{'link':'repeats','to':'%s'}", first);
    refused(409, "conflict", body, LINK, second);
    link_to(second, "related", first);
    happen(first, "void {'reason':'误'}");
    no_link(make_case("bad", "2025-03-11", ID), "repeats", first);
    link_to(make_case("bad", "2025-03-11", "'channel':'fax'"), "related", second);
    sent(as_person("bad", "zhao", "{officer}", NULL), 403, "not_assigned", body, LINK,
         make_case("bad", "2025-03-11", NULL));
}
END_TEST

START_TEST(a_repeat_of_another_s_application_is_told)
{
    const char *first, *second;
    const json_t *r;

    make_agency("whose", NULL);
    first = make_case("whose", "2025-03-10", ID);
    second = make_case("whose", "2025-03-11",
                       "'applicant_id_type':'passport','applicant_id_number':'E2'");
    r = link_to(second, "repeats", first);
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "to");
    ck_assert_ptr_nonnull(strstr(text_in(r, "warnings.0.message"), "申请人不同"));
    r = link_to(make_case("whose", "2025-03-11", NULL), "repeats", first);
    ck_assert_ptr_nonnull(strstr(text_in(r, "warnings.0.message"), "不足以确认"));
}
END_TEST

START_TEST(how_a_withdrawal_came_is_recorded_and_judged)
{
    static const struct {
        const char *facts, *warned;
    } ways[] = {
        {"", "manner identity_checked"},
        {",'manner':'in_person','identity_checked':true", ""},
        {",'manner':'post','identity_checked':true", ""},
        {",'manner':'online','identity_checked':true", ""},
        {",'manner':'fax','identity_checked':true", "manner"},
        {",'manner':'email'", "manner identity_checked"},
        {",'manner':'post','identity_checked':false", "identity_checked"},
    };
    const char *id;
    char body[200];

    make_agency("manner", NULL);
    for (unsigned i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        const json_t *r;

        id = make_case("manner", "2025-03-10", NULL);
        snprintf(body, sizeof body, "{'withdrawn_on':'2025-03-12'%s}", ways[i].facts);
        r = ask(200, body, "POST /api/v1/applications/%s/withdraw", id);
        ck_assert_str_eq(fields_in(value_in(r, "warnings")), ways[i].warned);
        ck_assert_str_eq(text_in(r, "application.closed_on"), "2025-03-12");
    }
    ck_assert_int_eq(service_cell(&here, "manner", "year=2025", "other_3", "total"), 7);
    id = make_case("manner", "2025-03-10", NULL);
    refused(422, "invalid", "{'withdrawn_on':'2025-03-12','manner':'shout'}",
            "POST /api/v1/applications/%s/withdraw", id);
}
END_TEST

START_TEST(a_withdrawal_that_is_refused_leaves_the_application_alive)
{
    const json_t *r;
    const char *id;

    make_agency("alive", NULL);
    id = make_case("alive", "2025-03-10", NULL);
    r = ask(200,
            "{'withdrawn_on':'2025-03-12','manner':'email','refused':true,"
            "'reason':'身份无法核实'}",
            "POST /api/v1/applications/%s/withdraw", id);
    ck_assert_str_eq(text_in(r, "application.status"), "running");
    r = shown_case(id);
    ck_assert_str_eq(text_in(r, "events.1.kind"), "fact");
    ck_assert_str_eq(text_in(r, "events.1.data.fact"), "withdrawal_refused");
    ck_assert_str_eq(text_in(r, "events.1.data.manner"), "email");
    ck_assert_int_eq(service_cell(&here, "alive", "year=2025", "other_3", "total"), 0);
}
END_TEST

START_TEST(voiding_what_was_really_received_is_told)
{
    const char *id;
    const json_t *r;

    make_agency("void", NULL);
    id = make_case("void", "2025-03-14", NULL);
    r = ask(200, "{'reason':'误登记'}", "POST /api/v1/applications/%s/void", id);
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "");
    id = make_case("void", "2025-03-10", NULL);
    happen(id, "extension {'days':5,'reason':'多','requested_by':'甲','approved_by':'乙',"
               "'approved_on':'2025-03-13','told_on':'2025-03-13'}");
    r = ask(200, "{'reason':'误登记'}", "POST /api/v1/applications/%s/void", id);
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "reason");
    ck_assert_str_eq(text_in(r, "application.status"), "voided");
    ck_assert_int_eq(service_cell(&here, "void", "year=2025", "new", "total"), 0);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        joint_applicants_and_the_agent_are_shown_masked_and_revealed_on_record,
        no_number_of_theirs_stands_in_an_entry,
        what_is_wrong_with_them_is_a_warning,
        faults_in_them_are_told_with_their_place,
        they_are_corrected_with_the_registration_and_stay_otherwise,
        a_case_is_found_by_each_of_its_applicants,
        the_ledger_tells_joint_applicants_the_agent_the_letter_and_the_split,
        a_disposal_leaves_nothing_of_them,
        a_link_is_seen_from_both_cases_until_it_is_retracted,
        a_link_that_cannot_be_is_refused,
        a_repeat_of_another_s_application_is_told,
        how_a_withdrawal_came_is_recorded_and_judged,
        a_withdrawal_that_is_refused_leaves_the_application_alive,
        voiding_what_was_really_received_is_told,
        NULL,
    };

    return here_run("intake", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
