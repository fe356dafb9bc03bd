/* What the checks find in a report and behind it, what each finding opens, which may stand. */
#include "op/ask.h"
#include "op/example.h"
#include "op/stand.h"
#include "op/written.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const json_t *
judged(const char *agency, const char *query)
{
    return ask(200, NULL, "GET /api/v1/agencies/%s/reports/%s", agency, query);
}

/* The first finding of RULE about PART ("": any), NULL when there is none. */
static const json_t *
finding(const json_t *reply, const char *rule, const char *part)
{
    json_t *f;
    size_t i;

    json_array_foreach(value_in(reply, "findings"), i, f) {
        if (strcmp(text_in(f, "rule"), rule) == 0 &&
            (*part == '\0' || strcmp(text_in(f, "at.part"), part) == 0))
            return f;
    }
    return NULL;
}

static const json_t *
found(const char *agency, const char *rule)
{
    const json_t *f = finding(judged(agency, "2025/findings"), rule, "");

    ck_assert_msg(f != NULL, "%s: no %s", agency, rule);
    return f;
}

static bool
is_found(const char *agency, const char *rule)
{
    return finding(judged(agency, "2025/findings"), rule, "") != NULL;
}

/* RULE is about the one case ID. */
static void
opens(const char *agency, const char *rule, const char *id)
{
    const json_t *f = found(agency, rule);

    ck_assert_int_eq(number_in(f, "count"), 1);
    ck_assert_str_eq(text_in(f, "cases.0"), id);
}

static void
dismiss(long status, const char *agency, const json_t *f)
{
    json_t *body =
        json_pack("{s:s,s:s}", "finding", text_in(f, "key"), "reason", "类别更正");
    char *bytes = json_dumps(body, 0);
    const struct asked *a =
        ask_with(NULL, bytes, "POST /api/v1/agencies/%s/reports/2025/dismissals", agency);

    ck_assert_msg(a->answer.status == status, "%s", a->answer.body.bytes);
    json_decref(body);
    free(bytes);
}

/* An agency whose report of 2024 was frozen with one case carried out; its id. */
static const char *
make_frozen(const char *agency)
{
    const char *id;

    make_agency(agency, "'level':'county'");
    id = make_case(agency, "2024-12-20", NULL);
    freeze_report(agency, 2024, "agency");
    return id;
}

START_TEST(what_is_unfinished_is_found_and_opens_its_cases)
{
    const char *id, *mail, *answered;

    make_agency("open", NULL);
    ck_assert(!is_found("open", "overdue"));
    id = make_case("open", "2025-12-01", NULL);
    mail = make_case("open", "2025-12-02", "'channel':'mail_ordinary'");
    answered = make_case("open", "2025-12-03", NULL);
    answer_case(answered, "granted", "2025-12-30");
    opens("open", "overdue", id);
    opens("open", "unconfirmed", mail);
    opens("open", "unserved", answered);
    answer_case(id, "granted", "2026-06-30");
    ck_assert(!is_found("open", "overdue"));
    opens("open", "unserved", answered); /* that of 2026 is not of this year */
    ask(200, "{'reason':'误收'}", "POST /api/v1/applications/%s/void", mail);
    ck_assert(!is_found("open", "unconfirmed"));
}
END_TEST

START_TEST(an_answer_that_was_handed_over_is_served)
{
    const char *id;

    make_agency("served", NULL);
    id = make_case("served", "2025-12-03", NULL);
    ground_case(id, "granted");
    ask(200,
        "{'outcome':'granted','answered_on':'2025-12-30','service':'hand',"
        "'signed_on':'2025-12-30'}",
        "POST /api/v1/applications/%s/answer", id);
    ck_assert(!is_found("served", "unserved"));
}
END_TEST

START_TEST(the_list_is_there_from_the_first_day_of_a_year_and_as_of_any)
{
    make_agency("early", NULL);
    make_case("early", "2026-03-02", NULL);
    ck_assert_ptr_nonnull(finding(judged("early", "2026/findings"), "overdue", ""));
    ck_assert_ptr_null(
        finding(judged("early", "2026/findings?as_of=2026-03-01"), "overdue", ""));
    refused(422, "invalid", NULL, "GET /api/v1/agencies/early/reports/2027/findings");
}
END_TEST

START_TEST(what_nobody_stated_is_found_part_by_part_and_agency_by_agency)
{
    const json_t *r;

    make_agency("upper", NULL);
    make_agency("lower", "'parent':'upper'");
    part_written("upper", 2025, "five", "存在的问题是公开不够及时，明年加强培训。");
    figures_stated("upper", 2025, "", "");
    r = judged("upper", "2025/findings");
    ck_assert_ptr_nonnull(finding(r, "no_narrative", "one"));
    ck_assert_ptr_null(finding(r, "no_narrative", "five"));
    ck_assert_ptr_nonnull(finding(r, "no_narrative", "six"));
    ck_assert_ptr_null(finding(r, "no_figures", ""));
    r = finding(judged("upper", "2025/findings?scope=subtree"), "no_figures", "");
    ck_assert_int_eq(number_in(r, "count"), 1);
    ck_assert_str_eq(text_in(r, "agencies.0"), "lower");
}
END_TEST

START_TEST(a_review_past_its_time_without_a_result_is_found)
{
    const json_t *f;

    make_agency("review", NULL);
    ask(201,
        "{'kind':'review','body':'某县人民政府','claimant':'王五五','filed_on':'2025-08-01'}",
        "POST /api/v1/agencies/review/remedies");
    ask(200, "{'kind':'accepted','happened_on':'2025-08-06'}",
        "POST /api/v1/agencies/review/remedies/1/events");
    f = found("review", "no_result");
    ck_assert_int_eq(number_in(f, "count"), 1);
    ck_assert_str_eq(text_in(f, "remedies.0.agency"), "review");
    ck_assert_int_eq(number_in(f, "remedies.0.n"), 1);
    ask(200, "{'kind':'decided','happened_on':'2026-01-20','result':'review_upheld'}",
        "POST /api/v1/agencies/review/remedies/1/events");
    ck_assert(!is_found("review", "no_result")); /* a result that came later is one */
}
END_TEST

START_TEST(a_suit_on_appeal_past_its_time_without_a_result_is_found)
{
    static const char *const entries[] = {
        "{'kind':'accepted','happened_on':'2025-05-12'}",
        "{'kind':'decided','happened_on':'2025-09-01','result':'suit_claim_rejected'}",
        "{'kind':'appealed','happened_on':'2025-09-10'}",
    };

    make_agency("appeal", NULL);
    ask(201,
        "{'kind':'suit','route':'direct','body':'某县人民法院','claimant':'王五五',"
        "'filed_on':'2025-05-06'}",
        "POST /api/v1/agencies/appeal/remedies");
    for (unsigned i = 0; i < sizeof entries / sizeof entries[0]; i++)
        ask(200, entries[i], "POST /api/v1/agencies/appeal/remedies/1/events");
    ck_assert_int_eq(number_in(found("appeal", "appeal_no_result"), "remedies.0.n"), 1);
    ck_assert(!is_found("appeal", "no_result"));
    ask(200,
        "{'kind':'appeal_decided','happened_on':'2026-01-20','result':'appeal_rejected'}",
        "POST /api/v1/agencies/appeal/remedies/1/events");
    ck_assert(!is_found("appeal", "appeal_no_result"));
}
END_TEST

START_TEST(an_answer_that_lost_its_ground_is_found_and_opens_its_case)
{
    static const char item[] = "{'fact':'item','n':9,'what':'账号','outcome':'%s',"
                               "'reason':'个人隐私'}";
    const char *id, *fine;
    char body[200];
    const json_t *f;

    make_agency("ground", NULL);
    make_agency("ground-below", "'parent':'ground'");
    id = make_case("ground-below", "2025-12-03", NULL);
    fine = make_case("ground-below", "2025-12-03", NULL);
    answer_case(id, "granted", "2025-12-30");
    answer_case(fine, "granted", "2025-12-30");
    ck_assert(!is_found("ground-below", "answer_without_ground"));
    snprintf(body, sizeof body, item, "granted");
    ask(200, body, "POST /api/v1/applications/%s/facts", fine);
    snprintf(body, sizeof body, item, "refused_4");
    ask(200, body, "POST /api/v1/applications/%s/facts", id); /* taken, with a warning */
    opens("ground-below", "answer_without_ground", id);
    ck_assert(!is_found("ground", "answer_without_ground"));
    f = finding(judged("ground", "2025/findings?scope=subtree"), "answer_without_ground",
                "three");
    ck_assert_int_eq(number_in(f, "count"), 1);
    snprintf(body, sizeof body, item, "granted");
    ask(200, body, "POST /api/v1/applications/%s/facts", id);
    ck_assert(!is_found("ground-below", "answer_without_ground"));
}
END_TEST

/* Gives every opening that differs a reason. */
static void
explain(const char *agency)
{
    const json_t *list = value_in(judged(agency, "2025/findings"), "findings");
    json_t *f;
    size_t i;

    json_array_foreach(list, i, f) {
        if (strcmp(text_in(f, "rule"), "carried_in") == 0 ||
            strcmp(text_in(f, "rule"), "opening") == 0)
            dismiss(200, agency, f);
    }
}

START_TEST(an_opening_that_differs_opens_its_cases_and_may_be_explained)
{
    const json_t *f;
    const char *late;

    make_frozen("opening");
    late = make_case("opening", "2024-12-28", NULL);
    f = found("opening", "carried_in");
    ck_assert_str_eq(text_in(f, "level"), "error");
    ck_assert(json_is_true(value_in(f, "may_stand")));
    ck_assert_str_eq(text_in(f, "at.row"), "carried_in");
    ck_assert_int_eq(number_in(f, "printed"), 2);
    ck_assert_int_eq(number_in(f, "expected"), 1);
    ck_assert_str_eq(text_in(f, "cases.0"), late);
    ck_assert_uint_eq(
        json_array_size(
            value_in(ask(200, NULL, "GET %s", text_in(f, "at.cases")), "applications")),
        2);
    ck_assert_str_eq(text_in(judged("opening", "2025/findings"), "verdict"), "fail");
    refused(409, "table_inconsistent", "{'reason':'已核对'}",
            "POST /api/v1/agencies/opening/reports/2025/submit");
    explain("opening");
    f = found("opening", "carried_in");
    ck_assert_str_eq(text_in(f, "dismissed"), "类别更正");
    ck_assert_str_ne(text_in(f, "remark"), "(none)");
    ck_assert_str_ne(text_in(judged("opening", "2025/findings"), "verdict"), "fail");
    ck_assert(is_found("opening", "opening_untold"));
    part_written("opening", 2025, "six",
                 "上年结转比上年度报告多1件，系迟录。本年度未收取信息处理费。");
    ck_assert(!is_found("opening", "opening_untold"));
    report_act("opening", 2025, "submit", "{}");
}
END_TEST

START_TEST(other_cases_under_the_same_number_are_found)
{
    const json_t *f;
    const char *id = make_frozen("swapped");

    ck_assert(!is_found("swapped", "opening"));
    ask(200, "{'reason':'误收'}", "POST /api/v1/applications/%s/void", id);
    make_case("swapped", "2024-12-28", NULL);
    f = found("swapped", "opening");
    ck_assert_int_eq(number_in(f, "count"), 2);
    ck_assert_str_eq(text_in(f, "cases.0"), id);
    ck_assert(!is_found("swapped", "carried_in"));
    refused(409, "table_inconsistent", "{'reason':'已核对'}",
            "POST /api/v1/agencies/swapped/reports/2025/submit");
    explain("swapped");
    report_act("swapped", 2025, "submit", "{}");
}
END_TEST

START_TEST(a_contradiction_in_the_words_opens_its_sentence_and_must_be_mended)
{
    const json_t *f;

    make_agency("words", NULL);
    make_case("words", "2025-12-01", NULL);
    part_written("words", 2025, "one", "2025年，共收到政府信息公开申请9件。");
    f = found("words", "text_count");
    ck_assert_str_eq(text_in(f, "at.part"), "one");
    ck_assert_ptr_nonnull(strstr(text_in(f, "at.quote"), "申请9件"));
    ck_assert_int_eq((long)strlen(text_in(f, "at.quote")), number_in(f, "at.length"));
    ck_assert(json_is_false(value_in(f, "may_stand")));
    dismiss(409, "words", f);
    refused(409, "table_inconsistent", "{'reason':'已核对'}",
            "POST /api/v1/agencies/words/reports/2025/submit");
    part_written("words", 2025, "one", "2025年，共收到政府信息公开申请1件。");
    ck_assert_str_eq(
        text_in(report_act("words", 2025, "submit", "{}"), "acts.0.data.verdict"), "pass");
}
END_TEST

START_TEST(what_is_frozen_or_restated_is_checked_again)
{
    make_frozen("again");
    report_act("again", 2025, "submit", "{}");
    report_act("again", 2025, "accept", "{}");
    make_case("again", "2024-12-28", NULL);
    refused(409, "table_inconsistent", "{}",
            "POST /api/v1/agencies/again/reports/2025/freeze");
    explain("again");
    report_act("again", 2025, "freeze", "{}");
    make_case("again", "2024-12-29", NULL);
    refused(409, "table_inconsistent", "{'reason':'迟录一件'}",
            "POST /api/v1/agencies/again/reports/2025/restate");
    explain("again");
    report_act("again", 2025, "restate", "{'reason':'迟录一件'}");
}
END_TEST

START_TEST(last_years_report_is_the_published_one_where_none_was_frozen)
{
    make_agency("printed", NULL);
    ck_assert(!is_found("printed", "carried_in"));
    published_entered("printed", "agency", "035", 2024, "carried_out", 37);
    ck_assert_int_eq(number_in(found("printed", "carried_in"), "expected"), 37);
}
END_TEST

START_TEST(last_years_report_is_counted_anew_only_for_who_stated_its_figures)
{
    make_agency("stock", NULL);
    figures_stated("stock", 2025, "normative_documents.in_force", "9");
    ck_assert(!is_found("stock", "stock"));
    figures_stated("stock", 2024, "normative_documents.in_force", "5");
    ck_assert_int_eq(number_in(found("stock", "stock"), "expected"), 5);
    ck_assert_str_eq(text_in(found("stock", "stock"), "at.row"), "normative_documents");
}
END_TEST

/* Words that look back have last year counted already: the checks need its words, too. */
START_TEST(what_words_look_back_at_is_checked_with_its_own_words)
{
    const char *five = "一是公开的主动性不够，二是业务培训不足，三是解读形式单一。"
                       "下一步将加强培训，完善制度，丰富解读的形式。";

    make_agency("copied", NULL);
    make_case("copied", "2024-12-20", NULL);
    figures_stated("copied", 2025, "normative_documents.in_force", "9");
    figures_stated("copied", 2024, "normative_documents.in_force", "5");
    part_written("copied", 2024, "five", five);
    part_written("copied", 2025, "five", five);
    part_written("copied", 2025, "one", "上年收到{{last.new.total}}件。");
    ck_assert_str_eq(part_of_report("copied", 2025, "", "one"), "上年收到1件。");
    ck_assert_str_eq(text_in(found("copied", "five_copied"), "at.part"), "five");
    ck_assert_int_eq(number_in(found("copied", "stock"), "expected"), 5);
    ck_assert(!is_found("copied", "carried_in"));
}
END_TEST

START_TEST(rules_are_a_matter_of_who_may_make_them)
{
    static const struct {
        const char *code, *facts;
        bool found;
    } of[] = {
        {"rules-p", "'level':'province'", false},
        {"rules-c", "'level':'city','parent':'rules-p'", false},
        {"rules-d", "'level':'department','parent':'rules-c'", true},
        {"rules-e", "'level':'department','parent':'rules-p'", false},
        {"rules-x", "'level':'county','parent':'rules-c'", true},
        {"rules-t", "'level':'township','parent':'rules-x'", true},
    };

    for (size_t i = 0; i < sizeof of / sizeof of[0]; i++) {
        make_agency(of[i].code, of[i].facts);
        figures_stated(of[i].code, 2025, "rules.in_force", "3");
        ck_assert_msg(is_found(of[i].code, "rule_power") == of[i].found, "%s", of[i].code);
    }
}
END_TEST

/* Rule 8.8(7): fees are told in section six, and who is closed as unpaid had a notice. */
START_TEST(fees_of_the_year_are_told_and_have_their_notices)
{
    make_agency("fees", NULL);
    part_written("fees", 2025, "six", "无其他需要报告的事项。");
    ck_assert(!is_found("fees", "six_fees"));
    answer_case(make_case("fees", "2025-03-03", NULL), "other_2", "2025-06-30");
    ck_assert_ptr_nonnull(finding(judged("fees", "2025/findings"), "six_fees", "six"));
    ck_assert(!is_found("fees", "unpaid"));
    part_written("fees", 2025, "six", "{{processing_fee.sentence}}");
    ck_assert(!is_found("fees", "six_fees"));
    /* The notice of a case that came in the year before is none of this year's. */
    make_agency("fees-old", NULL);
    answer_case(make_case("fees-old", "2024-12-02", NULL), "other_2", "2025-03-31");
    ck_assert_str_eq(text_in(found("fees-old", "unpaid"), "at.row"), "other_2");
    ck_assert(is_found("fees-old", "six_fees"));
}
END_TEST

static double
seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* 60 agencies of 1,000 cases from ten years each, all answered and none of them served. */
START_TEST(a_district_of_sixty_agencies_is_checked_at_once)
{
    static const char *const put[] = {
        "set search_path = gongkai",
        "insert into agency (code, name, level, number_pattern, valid_from)"
        " select 'big-' || i, 'x' || i, 'department', i || '-{year}-{serial}', '2015-01-01'"
        " from generate_series(1, 60) i",
        "insert into agency_parent select g.id, g.valid_from, b.id from agency g, agency b"
        " where g.code like 'big-%' and b.code = 'big'",
        "insert into agency_closure select x, g.id, 0, 9999 from agency g,"
        " lateral (select g.id union select b.id from agency b where b.code = 'big') x (x)"
        " where g.code like 'big-%'",
        "insert into application (agency, id, number, channel, applicant_category,"
        " applicant_name, content, arrived_on, received_on, status, closed_on, outcome)"
        " select g.id, (g.id::bigint << 32) + i, i, 'in_person', 'natural_person', 'x', 'x',"
        " d, d, 'answered', d, 'granted' from agency g, generate_series(1, 1000) i,"
        " lateral (select make_date(2016 + i % 10, 3, 4)) d (d) where g.code like 'big-%'",
        "insert into event (agency, application, seq, kind, happened_on, recorded_at, actor,"
        " data) select a.agency, a.id, n, k, a.arrived_on, now(), 'x', '{}'"
        " from application a, (values (1, 'registered'), (2, 'answered')) v (n, k)"
        " where a.applicant_name = 'x'",
        "analyze"};
    const json_t *f;
    double began, one;
    PGconn *sql;

    service_begin(&here, (const char *const[]){"--today=2026-06-30", NULL});
    make_agency("big", NULL);
    sql = stand_connect(&here);
    for (unsigned i = 0; i < sizeof put / sizeof put[0]; i++)
        stand_run(sql, put[i]);
    PQfinish(sql);
    began = seconds();
    f = finding(judged("big", "2025/findings?scope=subtree"), "unserved", "");
    one = seconds() - began;
    ck_assert_int_eq(number_in(f, "count"), 6000);
    ck_assert_uint_eq(json_array_size(value_in(f, "cases")), 50);
    began = seconds();
    for (int i = 1; i <= 60; i++) {
        char code[20];

        snprintf(code, sizeof code, "big-%d", i);
        ck_assert_int_eq(number_in(found(code, "unserved"), "count"), 100);
    }
    printf("# 60 agencies in one: %.2f s; each: %.3f s\n", one, (seconds() - began) / 60);
    ck_assert_msg(one < 10, "%.2f s", one);
    ck_assert_msg(seconds() - began < 20, "%.2f s", seconds() - began);
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        what_is_unfinished_is_found_and_opens_its_cases,
        an_answer_that_was_handed_over_is_served,
        the_list_is_there_from_the_first_day_of_a_year_and_as_of_any,
        what_nobody_stated_is_found_part_by_part_and_agency_by_agency,
        a_review_past_its_time_without_a_result_is_found,
        a_suit_on_appeal_past_its_time_without_a_result_is_found,
        an_answer_that_lost_its_ground_is_found_and_opens_its_case,
        an_opening_that_differs_opens_its_cases_and_may_be_explained,
        other_cases_under_the_same_number_are_found,
        a_contradiction_in_the_words_opens_its_sentence_and_must_be_mended,
        what_is_frozen_or_restated_is_checked_again,
        last_years_report_is_the_published_one_where_none_was_frozen,
        last_years_report_is_counted_anew_only_for_who_stated_its_figures,
        what_words_look_back_at_is_checked_with_its_own_words,
        rules_are_a_matter_of_who_may_make_them,
        fees_of_the_year_are_told_and_have_their_notices,
        a_district_of_sixty_agencies_is_checked_at_once,
        NULL,
    };

    return here_run("report_findings", tests,
                    (const char *const[]){"--today=2026-06-30", NULL});
}
