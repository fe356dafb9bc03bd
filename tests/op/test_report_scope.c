/* An agency's two reports, its own and that with all below it: words of their own, and who sees
 * what of them. */
#include "op/ask.h"
#include "op/example.h"
#include "op/who.h"
#include "op/written.h"

#include <string.h>

#define WHOLE "?scope=subtree"

/* A county with two cases of 2025 and a town below it with three, one of them overdue. */
static void
make_county(const char *county, const char *town)
{
    char parent[80];

    snprintf(parent, sizeof parent, "'parent':'%s','level':'township'", county);
    make_agency(county, NULL);
    make_agency(town, parent);
    for (int i = 0; i < 2; i++)
        answer_case(make_case(county, "2025-12-01", NULL), "granted", "2025-12-10");
    for (int i = 0; i < 2; i++)
        answer_case(make_case(town, "2025-12-01", NULL), "granted", "2025-12-10");
    make_case(town, "2025-11-03", NULL);
}

START_TEST(each_report_of_an_agency_has_words_of_its_own)
{
    const json_t *r;

    make_county("two", "two-town");
    part_written("two", 2025, "one", "本机关收到{{new.total}}件。");
    ck_assert_str_eq(part_of_report("two", 2025, WHOLE, "one"), "");
    r = whole_part_written("two", 2025, "one", "全县收到{{new.total}}件。");
    ck_assert_str_eq(text_in(r, "text"), "全县收到5件。");
    ck_assert_int_eq(number_in(r, "n"), 1);
    ck_assert_str_eq(part_of_report("two", 2025, "", "one"), "本机关收到2件。");
    ck_assert_str_eq(part_of_report("two", 2025, "?scope=agency", "one"),
                     "本机关收到2件。");
    ck_assert_str_eq(part_of_report("two", 2025, WHOLE, "one"), "全县收到5件。");
    r = ask(200, NULL, "GET /api/v1/agencies/two/narrative/2025/one/revisions" WHOLE);
    ck_assert_uint_eq(json_array_size(value_in(r, "revisions")), 1);
    ck_assert_str_eq(text_in(r, "revisions.0.raw"), "全县收到{{new.total}}件。");
    r = ask(200, NULL, "GET /api/v1/agencies/two/narrative-draft/2025" WHOLE);
    ck_assert_ptr_nonnull(strstr(text_in(r, "texts.1.text"), "申请5件"));
    /* What was not written of one is unwritten, whatever the other says. */
    r = ask(200, NULL, "GET /api/v1/agencies/two/narrative/2025/one/comparison");
    ck_assert_int_eq(number_in(r, "n"), 1);
    refused(422, "invalid", "{'scope':'all','text':'甲'}",
            "POST /api/v1/agencies/two/narrative/2025/one");
}
END_TEST

START_TEST(words_are_held_while_the_report_that_says_them_is_reviewed)
{
    make_county("held", "held-town");
    whole_part_written("held", 2025, "five", "存在的问题是公开不够及时，明年加强培训。");
    report_act("held", 2025, "submit", "{'scope':'subtree'}");
    refused(409, "act_not_lawful", "{'scope':'subtree','text':'甲'}",
            "POST /api/v1/agencies/held/narrative/2025/five");
    part_written("held", 2025, "five", "本机关的问题是人手不足。");
    report_act("held", 2025, "accept", "{'scope':'subtree'}");
    report_act("held", 2025, "freeze", "{'scope':'subtree'}");
    ck_assert_ptr_null(
        strstr(fields_in(value_in(part_written("held", 2025, "five", "本机关的问题是甲。"),
                                  "warnings")),
               "report"));
    ck_assert_ptr_nonnull(strstr(
        fields_in(value_in(whole_part_written("held", 2025, "five", "全县。"), "warnings")),
        "report"));
    ck_assert_ptr_nonnull(strstr(
        text_in(ask(200, NULL, "GET /api/v1/agencies/held/reports/2025/versions/1" WHOLE),
                "text.five.body"),
        "加强培训"));
}
END_TEST

/* Section two has no such choice: the whole is the sum of what each agency stated. */
START_TEST(figures_are_each_agencys_own_and_summed)
{
    make_county("sum", "sum-town");
    figures_stated("sum", 2025, "penalty.processed", "7");
    figures_stated("sum-town", 2025, "penalty.processed", "5");
    part_written("sum", 2025, "one", "{{penalty.processed}}");
    whole_part_written("sum", 2025, "one", "{{penalty.processed}}");
    ck_assert_str_eq(part_of_report("sum", 2025, "", "one"), "7");
    ck_assert_str_eq(part_of_report("sum", 2025, WHOLE, "one"), "12");
}
END_TEST

START_TEST(who_may_submit_a_whole_sees_what_blocks_it)
{
    static const char *const readings[] = {"", "/findings", "/history", "/export"};
    const char *const *above, *const *officer;
    const json_t *r;

    make_county("whole", "whole-town");
    whole_part_written("whole", 2025, "one", "2025年，共收到政府信息公开申请9件。");
    above = as_person("whole", "fu", "{supervisor}", NULL);
    sent(above, 409, "table_inconsistent", "{'scope':'subtree','reason':'已核对'}",
         "POST /api/v1/agencies/whole/reports/2025/submit");
    r = sent(above, 200, NULL, NULL,
             "GET /api/v1/agencies/whole/reports/2025/findings" WHOLE);
    ck_assert_str_eq(text_in(r, "verdict"), "fail");
    ck_assert_str_eq(text_in(r, "findings.0.rule"), "text_count");
    officer = as_person("whole", "jing", "{officer}", NULL);
    for (unsigned i = 0; i < sizeof readings / sizeof readings[0]; i++)
        ck_assert_int_eq(ask_with(officer, NULL,
                                  "GET /api/v1/agencies/whole/reports/2025%s" WHOLE,
                                  readings[i])
                             ->answer.status,
                         200);
    /* The cases below stay with oversight, and so does every report but one's own. */
    sent(above, 403, "forbidden", NULL,
         "GET /api/v1/agencies/whole/section-three/new/total?year=2025&scope=subtree");
    sent(above, 403, "forbidden", NULL,
         "GET /api/v1/agencies/whole/reports/2025/bridge" WHOLE);
    sent(above, 404, "not_found", NULL, "GET /api/v1/agencies/whole-town/reports/2025");
    sent(as_person("whole-town", "li", "{supervisor,officer}", NULL), 404, "not_found",
         NULL, "GET /api/v1/agencies/whole/reports/2025" WHOLE);
}
END_TEST

/* Rows 17 and 18: an auditor sees what was frozen and restated, with the numbers it has, though
 * cases, reviews and fees are closed to him. */
START_TEST(an_auditor_sees_the_numbers_and_no_case)
{
    static const char *const readings[] = {
        "reports/2025",
        "reports/2025?scope=subtree",
        "reports/2025/findings",
        "reports/2025/export",
        "narrative/2025",
        "figures/2025",
        "section-three?year=2025",
        "section-four?year=2025",
        "section-four?year=2025&scope=subtree",
        "open-data?year=2025&scope=subtree&format=jsonl",
        "reports/2025/history",
        "reports/2025/versions/1",
    };
    static const char *const closed[] = {
        "reports/2025/difference?from=1",
        "reports/2025/versions/1/cases?row=new&column=total",
        "section-four/review/total?year=2025",
        "section-three/new/total?year=2025",
    };
    const char *const *overseer, *const *auditor;
    const char *id;

    make_agency("seen", NULL);
    id = make_case("seen", "2025-03-13", NULL);
    ask(200, "{'sent_on':'2025-03-14','basis':'page','units':60,'amount':300}",
        "POST /api/v1/applications/%s/fee-notice", id);
    ask(200, "{'paid_on':'2025-03-20','receipt_number':'1'}",
        "POST /api/v1/applications/%s/payment", id);
    ask(201,
        "{'kind':'review','body':'某市人民政府','claimant':'王五五','filed_on':'2025-06-02'}",
        "POST /api/v1/agencies/seen/remedies");
    ask(200, "{'kind':'served','happened_on':'2025-06-10'}",
        "POST /api/v1/agencies/seen/remedies/1/events");
    figures_stated("seen", 2025, "", "");
    part_written("seen", 2025, "six", "收取{{processing_fee.collected}}元。");
    report_act("seen", 2025, "submit", "{}");
    report_act("seen", 2025, "accept", "{}");
    report_act("seen", 2025, "freeze", "{}");
    overseer = as_person("seen", "all", "{officer,supervisor,oversight}", NULL);
    auditor = as_person(NULL, "shen", "{auditor}", NULL);
    for (unsigned i = 0; i < sizeof readings / sizeof readings[0]; i++) {
        const struct asked *one =
            ask_with(overseer, NULL, "GET /api/v1/agencies/seen/%s", readings[i]);
        const struct asked *other =
            ask_with(auditor, NULL, "GET /api/v1/agencies/seen/%s", readings[i]);

        ck_assert_int_eq(one->answer.status, 200);
        ck_assert_int_eq(other->answer.status, 200);
        ck_assert_str_eq(other->answer.body.bytes, one->answer.body.bytes);
    }
    ck_assert_str_eq(part_of_report("seen", 2025, "", "six"), "收取300元。");
    for (unsigned i = 0; i < sizeof closed / sizeof closed[0]; i++)
        sent(auditor, 403, "forbidden", NULL, "GET /api/v1/agencies/seen/%s", closed[i]);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        each_report_of_an_agency_has_words_of_its_own,
        words_are_held_while_the_report_that_says_them_is_reviewed,
        figures_are_each_agencys_own_and_summed,
        who_may_submit_a_whole_sees_what_blocks_it,
        an_auditor_sees_the_numbers_and_no_case,
        NULL,
    };

    return here_run("report_scope", tests,
                    (const char *const[]){"--today=2026-01-20", NULL});
}
