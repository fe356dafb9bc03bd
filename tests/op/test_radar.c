/* The radar for repeated applications: whom it takes for the same, what it shows first, what
 * it counts and warns of. */
#include "op/ask.h"
#include "op/letters.h"
#include "op/peak.h"
#include "op/who.h"

#include <stdio.h>
#include <string.h>

#define RADAR "POST /api/v1/agencies/%s/applications/radar"
#define ID "'applicant_id_type':'passport','applicant_id_number':'E10000001'"
#define OTHER_ID "'applicant_id_type':'passport','applicant_id_number':'E20000002'"
#define WISH "城西路片区房屋征收补偿方案及评估报告"
#define REWORDED "申请公开城西路片区的房屋征收补偿方案和评估报告"

static const json_t *
radar(const char *agency, const char *body)
{
    return ask(200, body, RADAR, agency);
}

static int
cases(const json_t *reply)
{
    return (int)json_array_size(value_in(reply, "cases"));
}

START_TEST(earlier_cases_of_the_applicant_come_most_alike_first)
{
    const char *same, *other;
    const json_t *r;

    make_agency("alike", NULL);
    same = make_case("alike", "2025-01-06",
                     "'applicant_name':'张三'," ID ",'content':'" REWORDED "'");
    answer_case(same, "granted", "2025-01-20");
    other = make_case("alike", "2025-03-03",
                      "'applicant_name':'张三'," ID ",'content':'排水工程招标文件'");
    make_case("alike", "2025-03-04",
              "'applicant_name':'李四'," OTHER_ID ",'content':'" WISH "'");
    r = radar("alike", "{'name':'张三','id_number':'E10000001','content':'" WISH
                       "','arrived_on':'2025-03-14'}");
    ck_assert_int_eq(cases(r), 2);
    ck_assert_str_eq(text_in(r, "cases.0.application.id"), same);
    ck_assert_str_eq(text_in(r, "cases.0.application.outcome"), "granted");
    ck_assert_str_eq(text_in(r, "cases.0.application.closed_on"), "2025-01-20");
    ck_assert_str_eq(text_in(r, "cases.0.same_person"), "certain");
    ck_assert_int_ge(number_in(r, "cases.0.similarity"), 70);
    ck_assert_str_eq(text_in(r, "cases.1.application.id"), other);
    ck_assert_int_le(number_in(r, "cases.1.similarity"), 20);
    ck_assert(json_is_true(value_in(r, "complete")));
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "");
}
END_TEST

START_TEST(an_identity_number_decides_and_a_name_alone_only_hints)
{
    const json_t *r;

    make_agency("same", NULL);
    make_case("same", "2025-03-03", "'applicant_name':'张三'," ID);
    make_case("same", "2025-03-03", "'applicant_name':'张三'," OTHER_ID);
    make_case("same", "2025-03-03",
              "'applicant_name':'张 三','applicant_phone':'13800138000'");
    make_case("same", "2025-03-03",
              "'applicant_name':'王五','applicant_phone':'138-0013-8000'");
    ck_assert_int_eq(cases(radar("same", "{'id_number':'e1000 0001'}")), 1);
    r = radar("same", "{'name':'张三','id_number':'E10000001'}");
    ck_assert_int_eq(cases(r), 2);
    r = radar("same", "{'name':'张三','phone':'13800138000'}");
    ck_assert_int_eq(cases(r), 4);
    ck_assert_int_eq(number_in(r, "month.certain"), 1);
    ck_assert_int_eq(number_in(r, "month.possible"), 3);
    ck_assert_int_eq(number_in(r, "twelve_months.certain"), 1);
    ck_assert_str_eq(text_in(r, "cases.0.same_person"), "possible");
    ck_assert_int_eq(cases(radar("same", "{'phone':'19900000000'}")), 0);
    ck_assert_int_eq(cases(radar("same", "{'name':'张'}")), 0);
}
END_TEST

START_TEST(what_was_received_in_the_month_and_the_year_is_counted)
{
    static const char *const days[] = {"2024-03-14", "2024-03-15", "2025-02-28",
                                       "2025-03-03", "2025-03-14"};
    const char *id = NULL;
    const json_t *r;

    make_agency("month", NULL);
    for (unsigned i = 0; i < sizeof days / sizeof days[0]; i++)
        id = make_case("month", days[i], ID);
    make_case("month", "2025-03-13", ID ",'channel':'internet'"); /* not received yet */
    ask(200, "{'reason':'误'}", "POST /api/v1/applications/%s/void",
        make_case("month", "2025-03-13", ID));
    r = radar("month", "{'id_number':'E10000001','arrived_on':'2025-03-14'}");
    ck_assert_int_eq(number_in(r, "month.certain"), 2);
    ck_assert_str_eq(text_in(r, "month.from"), "2025-03-01");
    ck_assert_int_eq(number_in(r, "twelve_months.certain"), 4);
    ck_assert_str_eq(text_in(r, "twelve_months.from"), "2024-03-15");
    r = radar("month", "{'id_number':'E10000001','received_on':'2025-03-13'}");
    ck_assert_int_eq(number_in(r, "month.certain"), 1);
    r = ask(200, NULL, "GET /api/v1/applications/%s/radar", id);
    ck_assert_int_eq(number_in(r, "month.certain"), 1);
    ck_assert_int_eq(number_in(r, "twelve_months.certain"), 3);
    ck_assert_int_eq(cases(r), 5);
}
END_TEST

START_TEST(the_eleventh_of_a_month_is_told)
{
    const json_t *r;

    make_agency("eleven", NULL);
    for (int i = 0; i < 9; i++)
        make_case("eleven", "2025-03-03", ID);
    r = radar("eleven", "{'id_number':'E10000001','arrived_on':'2025-03-14'}");
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "");
    make_case("eleven", "2025-03-04", ID);
    r = radar("eleven", "{'id_number':'E10000001','arrived_on':'2025-03-14'}");
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "applicant_name");
    ck_assert_ptr_nonnull(strstr(text_in(r, "warnings.0.message"), "国办函〔2020〕109号"));
    r = radar("eleven", "{'id_number':'E10000001','received_on':'2025-02-28'}");
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "");
}
END_TEST

START_TEST(a_paper_that_may_be_registered_twice_is_told)
{
    const char *first, *again;
    const json_t *r;

    make_agency("twice", NULL);
    first = make_case("twice", "2025-03-10",
                      ID ",'content':'" WISH "','tracking_number':'1234567890123'");
    r = radar("twice",
              "{'id_number':'E10000001','content':'" WISH "。','arrived_on':'2025-03-13'}");
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "content");
    ck_assert_ptr_nonnull(strstr(text_in(r, "warnings.0.message"), "TWICE-2025-0001"));
    r = radar("twice",
              "{'id_number':'E10000001','content':'" WISH "','arrived_on':'2025-03-14'}");
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "");
    r = radar("twice", "{'id_number':'E10000001','content':'" REWORDED
                       "','arrived_on':'2025-03-11'}");
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "");
    r = radar("twice", "{'name':'赵六','tracking_number':'1234567890123'}");
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "tracking_number");
    ck_assert(json_is_true(value_in(r, "cases.0.same_letter")));
    again = make_case("twice", "2025-03-11", ID ",'content':'" WISH "'");
    r = ask(200, NULL, "GET /api/v1/applications/%s/radar", again);
    ck_assert_str_eq(text_in(r, "cases.0.application.id"), first);
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "content");
}
END_TEST

START_TEST(parts_of_one_letter_are_no_duplicates)
{
    const char *id;
    const json_t *r;

    make_agency("parts", NULL);
    id = make_case("parts", "2025-03-10", ID ",'tracking_number':'1234567890123'");
    ask(200, "{'parts':[{'content':'甲方案'},{'content':'乙方案'}]}",
        "POST /api/v1/applications/%s/split", id);
    r = ask(200, NULL, "GET /api/v1/applications/%s/radar", id);
    ck_assert_int_eq(cases(r), 1);
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "");
}
END_TEST

START_TEST(the_number_of_the_earlier_answer_is_told)
{
    static const struct letter_story none = {LETTER_receipt, "", NULL};
    static const char issue[] = "POST /api/v1/applications/%s/letters",
                      answer[] =
                          "{'kind':'answer_granted','texts':{'provision':'随函寄送'}}";
    const char *id;
    const json_t *r;

    letters_agency("told");
    id = letters_case("told", &none);
    answer_case(id, "granted", "2025-03-14");
    letters_issue(id, &none);
    r = radar("told", "{'id_number':'11010519491231002X'}");
    ck_assert(json_is_null(value_in(r, "cases.0.answer_number")));
    ask(200, answer, issue, id);
    ask(200, answer, issue, id);
    r = radar("told", "{'id_number':'11010519491231002X'}");
    ck_assert_str_eq(text_in(r, "cases.0.answer_number"), "象教公复〔2025〕2号");
    ask(200, "{'reason':'盖错章'}", "POST /api/v1/applications/%s/letters/3/void", id);
    r = radar("told", "{'id_number':'11010519491231002X'}");
    ck_assert_str_eq(text_in(r, "cases.0.answer_number"), "象教公复〔2025〕1号");
}
END_TEST

START_TEST(who_applied_jointly_is_found)
{
    const char *id;
    const json_t *r;

    make_agency("joint", NULL);
    id = make_case("joint", "2025-03-10",
                   ID ",'joint':[{'name':'李四','id_number':'E20000002',"
                      "'phone':'13800138000'}],'agent':{'name':'王五',"
                      "'id_number':'E30000003'}");
    r = radar("joint", "{'id_number':'E20000002'}");
    ck_assert_str_eq(text_in(r, "cases.0.application.id"), id);
    ck_assert_str_eq(text_in(r, "cases.0.same_person"), "certain");
    ck_assert_int_eq(cases(radar("joint", "{'phone':'13800138000'}")), 1);
    ck_assert_int_eq(cases(radar("joint", "{'name':'李四'}")), 1);
    ck_assert_int_eq(cases(radar("joint", "{'id_number':'E30000003'}")), 0);
}
END_TEST

START_TEST(the_radar_ends_at_the_agency_and_at_who_lists_cases)
{
    const char *id;

    make_agency("mine", NULL);
    make_agency("theirs", NULL);
    id = make_case("mine", "2025-03-10", ID);
    ck_assert_int_eq(cases(radar("theirs", "{'id_number':'E10000001'}")), 0);
    sent(as_person("theirs", "li", "{officer}", NULL), 404, "not_found",
         "{'id_number':'E10000001'}", RADAR, "mine");
    sent(as_person("theirs", "li", "{officer}", NULL), 404, "not_found", NULL,
         "GET /api/v1/applications/%s/radar", id);
    sent(as_person("mine", "eye", "{oversight}", NULL), 403, "forbidden",
         "{'id_number':'E10000001'}", RADAR, "mine");
    refused(422, "invalid", "{}", RADAR, "mine");
    refused(422, "invalid", "{'content':'x'}", RADAR, "mine");
    refused(422, "invalid", "{'name':'x','arrived_on':'2025-03-15'}", RADAR, "mine");
}
END_TEST

START_TEST(asking_leaves_no_trace)
{
    make_agency("trace", NULL);
    make_case("trace", "2025-03-10", ID);
    radar("trace", "{'id_number':'E10000001','content':'" WISH "'}");
    ck_assert_str_eq(
        looked_up("select count(*) from audit a join agency g on g.id = a.agency"
                  " where g.code = $1 and a.operation like 'radar%'",
                  "trace", NULL, NULL),
        "0");
}
END_TEST

#if defined(__SANITIZE_ADDRESS__)
enum { MOST_KB = 1 << 20 }; /* a sanitizer keeps what was freed for a while */
#else
enum { MOST_KB = 4 * 1000 };
#endif

START_TEST(hundreds_of_long_ones_are_compared_in_4_mb)
{
    enum { MANY = 300, LONG = 4000 };
    static const char before[] = "{'applicant_category':'natural_person','channel':"
                                 "'in_person','arrived_on':'2025-03-10',"
                                 "'applicant_name':'张三'," ID ",'content':'";
    static char body[sizeof before + 3 * LONG + 10], asked[sizeof body];
    size_t at = sizeof before - 1;
    long first;

    service_begin(&here, (const char *const[]){"--today=2025-03-14", NULL});
    make_agency("long", NULL);
    memcpy(body, before, sizeof before);
    for (int i = 0; i < LONG; i++, at += 3)
        snprintf(body + at, 4, "%c%c%c", 0xe4 + i % 5, 0x80 + i / 5 % 64, 0x80 + i / 320);
    strcpy(body + at, "'}");
    for (int i = 0; i < MANY; i++)
        ask(201, body, "POST /api/v1/agencies/long/applications");
    radar("long", "{'id_number':'E10000001'}"); /* what the process takes for itself */
    peak_reset();
    first = peak_memory();
    snprintf(asked, sizeof asked, "{'id_number':'E10000001',%s", strstr(body, "'content'"));
    ck_assert_int_eq(cases(radar("long", asked)), 20);
    printf("# %d of %d characters: VmHWM %ld KB more\n", MANY, LONG, peak_memory() - first);
    ck_assert_int_lt(peak_memory() - first, MOST_KB);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        earlier_cases_of_the_applicant_come_most_alike_first,
        an_identity_number_decides_and_a_name_alone_only_hints,
        what_was_received_in_the_month_and_the_year_is_counted,
        the_eleventh_of_a_month_is_told,
        a_paper_that_may_be_registered_twice_is_told,
        parts_of_one_letter_are_no_duplicates,
        the_number_of_the_earlier_answer_is_told,
        who_applied_jointly_is_found,
        the_radar_ends_at_the_agency_and_at_who_lists_cases,
        asking_leaves_no_trace,
        hundreds_of_long_ones_are_compared_in_4_mb,
        NULL,
    };

    return here_run("radar", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
