/* What the words of a report say of the year before: what was frozen or published. */
#include "op/ask.h"
#include "op/example.h"
#include "op/written.h"

#include <stdio.h>

#define COMPARED "上年{{last.new.natural_person}}件，{{change.new.natural_person|差额}}"
#define OF_FEES "上年收取{{last.processing_fee.collected}}元"

static void
says(const char *agency, const char *query, const char *words)
{
    ck_assert_str_eq(part_of_report(agency, 2025, query, "one"), words);
}

START_TEST(words_compare_with_the_report_that_was_frozen_last_year)
{
    make_agency("frozen", NULL);
    make_case("frozen", "2024-12-02", NULL);
    freeze_report("frozen", 2024, "agency");
    make_case("frozen", "2024-12-03", NULL);
    make_case("frozen", "2025-03-03", NULL);
    make_case("frozen", "2025-03-04", NULL);
    part_written("frozen", 2025, "one", COMPARED);
    says("frozen", "", "上年1件，增加1");
    report_act("frozen", 2024, "restate", "{'reason':'迟录一件'}");
    says("frozen", "", "上年2件，持平");
}
END_TEST

START_TEST(a_report_as_of_an_earlier_moment_compares_with_what_was_frozen_by_then)
{
    const json_t *history;
    char query[80];

    make_agency("earlier", NULL);
    make_case("earlier", "2024-12-02", NULL);
    part_written("earlier", 2025, "one", COMPARED);
    freeze_report("earlier", 2024, "agency");
    history = ask(200, NULL, "GET /api/v1/agencies/earlier/reports/2024/history");
    snprintf(query, sizeof query, "?known_at=%.26s%%2B08:00",
             text_in(history, "versions.0.known_at"));
    make_case("earlier", "2024-12-03", NULL);
    report_act("earlier", 2024, "restate", "{'reason':'迟录一件'}");
    says("earlier", "", "上年2件，减少2");
    says("earlier", query, "上年1件，减少1");
}
END_TEST

/* A fee that was paid but entered after the freeze is none of what was frozen. */
START_TEST(the_fee_of_last_year_is_as_it_was_known_at_the_freeze)
{
    const char *id;

    make_agency("fee", NULL);
    id = make_case("fee", "2024-03-13", NULL);
    ask(200, "{'sent_on':'2024-03-14','basis':'page','units':60,'amount':300}",
        "POST /api/v1/applications/%s/fee-notice", id);
    freeze_report("fee", 2024, "agency");
    ask(200, "{'paid_on':'2024-03-20','receipt_number':'1'}",
        "POST /api/v1/applications/%s/payment", id);
    part_written("fee", 2025, "one", OF_FEES);
    says("fee", "", "上年收取0元");
    report_act("fee", 2024, "restate", "{'reason':'迟录一笔'}");
    says("fee", "", "上年收取300元");
}
END_TEST

START_TEST(words_compare_with_what_was_published_elsewhere)
{
    make_agency("printed", NULL);
    make_case("printed", "2024-12-02", NULL);
    part_written("printed", 2025, "one", COMPARED "。" OF_FEES);
    published_entered("printed", "agency", "035", 2024, "new", 7);
    says("printed", "",
         "上年7件，减少7。上年收取【无此数据：last.processing_fee.collected】元");
    /* That of the subtree is another report. */
    make_agency("printed-all", NULL);
    part_written("printed-all", 2025, "one", COMPARED);
    published_entered("printed-all", "subtree", "035", 2024, "new", 7);
    says("printed-all", "",
         "上年【无此数据：last.new.natural_person】件，"
         "【无此数据：change.new.natural_person|差额】");
}
END_TEST

START_TEST(a_year_of_which_nothing_is_known_is_no_nought)
{
    make_agency("unknown", NULL);
    part_written("unknown", 2025, "one", COMPARED);
    says("unknown", "",
         "上年【无此数据：last.new.natural_person】件，"
         "【无此数据：change.new.natural_person|差额】");
    figures_stated("unknown", 2024, "", "");
    says("unknown", "", "上年0件，持平");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        words_compare_with_the_report_that_was_frozen_last_year,
        a_report_as_of_an_earlier_moment_compares_with_what_was_frozen_by_then,
        the_fee_of_last_year_is_as_it_was_known_at_the_freeze,
        words_compare_with_what_was_published_elsewhere,
        a_year_of_which_nothing_is_known_is_no_nought,
        NULL,
    };

    return here_run("report_last", tests,
                    (const char *const[]){"--today=2026-01-20", NULL});
}
