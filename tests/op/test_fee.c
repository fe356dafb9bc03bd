/* What the fee costs, as the service explains it. */
#include "op/acting.h"
#include "op/ask.h"

#include <stdio.h>
#include <string.h>

START_TEST(the_months_count_is_priced_from_where_it_stands)
{
    const json_t *fee =
        ask(200, "{'basis':'item','units':12,'before':20}", "POST /api/v1/fee");

    ck_assert_int_eq(number_in(fee, "amount"),
                     1400); /* 21 to 30 at 100, 31 and 32 at 200 */
    ck_assert_int_eq(number_in(fee, "slices.0.first"), 21);
    ck_assert_int_eq(number_in(fee, "slices.0.units"), 10);
    ck_assert_int_eq(number_in(fee, "slices.1.last"), 32);
    ck_assert_int_eq(number_in(fee, "slices.1.rate"), 200);
    ck_assert_ptr_nonnull(strstr(text_in(fee, "source"), "109号"));
}
END_TEST

START_TEST(thirty_two_applications_of_a_month_cost_2400_yuan)
{
    ck_assert_int_eq(
        number_in(ask(200, "{'basis':'item','units':32}", "POST /api/v1/fee"), "amount"),
        2400);
}
END_TEST

START_TEST(pages_are_priced_by_application)
{
    ck_assert_int_eq(
        number_in(ask(200, "{'basis':'page','units':250}", "POST /api/v1/fee"), "amount"),
        4700);
    ck_assert_str_eq(
        fields_in(value_in(refused(422, "invalid", "{'basis':'page','units':5,'before':3}",
                                   "POST /api/v1/fee"),
                           "errors")),
        "before");
}
END_TEST

START_TEST(what_cannot_be_counted_is_refused_field_by_field)
{
    ck_assert_str_eq(
        fields_in(value_in(refused(422, "invalid", "{'basis':'both','units':0,'before':-1}",
                                   "POST /api/v1/fee"),
                           "errors")),
        "basis units before");
}
END_TEST

/* ---- The month of an applicant ---- */

static const char *
person(const char *agency, const char *day, const char *name, const char *number)
{
    char more[300];

    snprintf(more, sizeof more, "'wanted_form':'paper','applicant_name':'%s'%s%s%s", name,
             number ? ",'applicant_id_type':'passport','applicant_id_number':'" : "",
             number ? number : "", number ? "'" : "");
    return make_case(agency, day, more);
}

/* One who states no identity number, but a telephone. */
static const char *
caller(const char *agency, const char *day, const char *name, const char *phone)
{
    char more[200];

    snprintf(more, sizeof more,
             "'wanted_form':'paper','applicant_name':'%s','applicant_phone':'%s'", name,
             phone);
    return make_case(agency, day, more);
}

static const json_t *
fee_of_case(const char *id)
{
    return ask(200, NULL, "GET /api/v1/applications/%s/fee", id);
}

static long
place_of(const char *id)
{
    return number_in(fee_of_case(id), "item.first");
}

START_TEST(a_natural_month_begins_on_its_first_day)
{
    const char *last, *first, *next;

    make_agency("months", NULL);
    person("months", "2025-01-31", "张三", "E1");
    last = person("months", "2025-01-31", "张三", "E1");
    next = person("months", "2025-03-03", "张三", "E1");
    first = person("months", "2025-02-05", "张三", "E1");
    ck_assert_int_eq(place_of(last), 2);
    ck_assert_int_eq(place_of(first), 1);
    ck_assert_int_eq(place_of(next), 1);
    /* entered last, received first */
    person("months", "2025-03-03", "张三", "E1");
    ck_assert_int_eq(place_of(next), 1);
    person("months", "2025-02-28", "张三", "E1");
    ck_assert_int_eq(place_of(first), 1);
    ck_assert_int_eq(number_in(fee_of_case(first), "month_units"), 2);
}
END_TEST

START_TEST(a_person_is_told_by_the_number_and_only_then_by_the_name)
{
    const char *one, *other, *without, *renamed;

    make_agency("persons", NULL);
    one = person("persons", "2025-03-03", "张三", "E1");
    other = person("persons", "2025-03-04", "张三", "E2");
    without = person("persons", "2025-03-05", "张 三", NULL);
    renamed = person("persons", "2025-03-06", "张三丰", "Ｅ-１");
    ck_assert_int_eq(place_of(one), 1);
    ck_assert_int_eq(place_of(other), 1);
    ck_assert_int_eq(place_of(without), 1);
    ck_assert_int_eq(place_of(renamed), 2); /* the same number under another name */
    ck_assert_str_eq(text_in(fee_of_case(one), "person_by"), "id_number");
    ck_assert_str_eq(text_in(fee_of_case(without), "person_by"), "name");
    /* who might be the same is shown, and not counted */
    ck_assert_int_eq((long)json_array_size(value_in(fee_of_case(one), "same_name")), 1);
    ck_assert_int_eq((long)json_array_size(value_in(fee_of_case(without), "same_name")), 2);
    ck_assert_int_eq(number_in(fee_of_case(without), "month_units"), 1);
    ck_assert(json_is_false(value_in(fee_of_case(without), "certain")));
    ck_assert_ptr_nonnull(strstr(text_in(fee_of_case(without), "doubt"), "2 件"));
    ck_assert(json_is_true(value_in(fee_of_case(renamed), "certain")));
    /* the name alone makes nobody the same, not even where nobody states a number */
    ck_assert_int_eq(place_of(person("persons", "2025-03-07", "张三", NULL)), 1);
    /* the number learnt later settles it */
    ask(200, "{'reason':'核对','applicant_id_number':'E2','applicant_id_type':'passport'}",
        "POST /api/v1/applications/%s/events/1/supersede", without);
    ck_assert_int_eq(place_of(without), 2);
    ck_assert_int_eq(number_in(fee_of_case(other), "month_units"), 2);
}
END_TEST

/* Rule 10.3; the same person as core/sameness.h has it. */
START_TEST(a_name_and_a_telephone_make_a_person_and_either_alone_none)
{
    const char *first, *second, *numbered;
    const json_t *fee;

    make_agency("callers", NULL);
    first = caller("callers", "2025-03-03", "张三", "13800138000");
    second = caller("callers", "2025-03-04", "张三", "138 0013 8000");
    caller("callers", "2025-03-04", "张三", "13900139000");
    caller("callers", "2025-03-04", "李四", "13800138000");
    numbered = make_case("callers", "2025-03-05",
                         "'applicant_name':'张三','applicant_phone':'13800138000',"
                         "'applicant_id_type':'passport','applicant_id_number':'E1'");
    ck_assert_int_eq(place_of(first), 1);
    ck_assert_int_eq(place_of(second), 2);
    ck_assert_int_eq(place_of(numbered), 3);
    fee = fee_of_case(second);
    ck_assert_str_eq(text_in(fee, "person_by"), "phone");
    ck_assert_int_eq(number_in(fee, "month_units"), 3);
    ck_assert(json_is_false(value_in(fee, "certain")));
    ck_assert_int_eq((long)json_array_size(value_in(fee, "same_name")), 1);
    ck_assert_str_eq(
        fields_in(value_in(ask(422, "{'sent_on':'2025-03-10','basis':'item'}",
                               "POST /api/v1/applications/%s/fee-notice", second),
                           "errors")),
        "amount");
}
END_TEST

START_TEST(each_agency_counts_for_itself_and_what_is_void_counts_nowhere)
{
    const char *here_first, *there, *second;

    make_agency("counts", NULL);
    make_agency("counts-too", NULL);
    here_first = person("counts", "2025-03-03", "张三", "E1");
    second = person("counts", "2025-03-03", "张三", "E1");
    there = person("counts-too", "2025-03-04", "张三", "E1");
    ck_assert_int_eq(place_of(there), 1);
    ck_assert_int_eq(place_of(second), 2);
    ask(200, "{'reason':'误'}", "POST /api/v1/applications/%s/void", here_first);
    ck_assert_int_eq(place_of(second), 1);
    refused(409, "act_not_lawful", NULL, "GET /api/v1/applications/%s/fee", here_first);
    /* a withdrawn one was filed all the same */
    ask(200, "{'withdrawn_on':'2025-03-05'}", "POST /api/v1/applications/%s/withdraw",
        second);
    ck_assert_int_eq(place_of(person("counts", "2025-03-06", "张三", "E1")), 2);
}
END_TEST

/* ---- A notice ---- */

/* Twelve of one month; the id of the last. */
static const char *
twelfth(const char *agency, const char *month)
{
    const char *id = NULL;
    char day[16];

    make_agency(agency, NULL);
    snprintf(day, sizeof day, "%s-03", month);
    for (int i = 0; i < 12; i++)
        id = person(agency, day, "张三", "E1");
    return id;
}

START_TEST(a_notice_asks_for_the_tariff_or_for_less_with_a_reason)
{
    const char *id = twelfth("tariff", "2025-03");

    invalid(id, "fee-notice", "{'sent_on':'2025-03-10','basis':'item'}", "amount");
    invalid(id, "fee-notice", "{'sent_on':'2025-03-10','basis':'page','amount':100}",
            "units");
    invalid(id, "fee-notice", "{'sent_on':'2025-03-10','basis':'item','amount':101}",
            "amount");
    invalid(id, "fee-notice",
            "{'sent_on':'2025-03-10','basis':'item','amount':101,'reduced_reason':'x'}",
            "amount");
    invalid(id, "fee-notice", "{'sent_on':'2025-03-10','basis':'item','amount':99}",
            "reduced_reason");
    invalid(id, "fee-notice",
            "{'sent_on':'2025-03-10','basis':'page','units':30,'amount':10}", "amount");
    happen(id, "fee-notice {'sent_on':'2025-03-10','basis':'item','amount':60,"
               "'reduced_reason':'申请人生活困难'}");
    invalid(id, "events/2/supersede", "{'reason':'错','amount':101}", "amount");
    invalid(id, "events/2/supersede", "{'reason':'错','basis':'page'}", "amount");
    happen(id, "events/2/supersede {'reason':'错','amount':100}");
    happen(id, "events/3/supersede {'reason':'错','basis':'page','units':40,'amount':100}");
    ck_assert_str_eq(text_in(fee_of_case(id), "account.basis"), "page");
    ck_assert_int_eq(number_in(fee_of_case(id), "account.noticed"), 100);
}
END_TEST

START_TEST(an_application_split_into_items_takes_so_many_places)
{
    const char *id = twelfth("split", "2025-03"), *next;

    happen(id, "fee-notice {'sent_on':'2025-03-10','basis':'item','units':20,"
               "'amount':2100}"); /* 12 to 30 at 100, 31 at 200 */
    ck_assert_int_eq(number_in(fee_of_case(id), "item.last"), 31);
    next = person("split", "2025-03-04", "张三", "E1");
    ck_assert_int_eq(place_of(next), 32);
    ck_assert_int_eq(number_in(fee_of_case(next), "month_amount"), 2400);
}
END_TEST

START_TEST(one_application_is_never_charged_both_ways)
{
    const char *id = twelfth("both", "2025-03");

    happen(id, "fee-notice {'sent_on':'2025-03-10','basis':'item','amount':100}\n"
               "payment {'paid_on':'2025-03-11'}");
    unlawful(id, "fee-notice",
             "{'sent_on':'2025-03-12','basis':'page','units':40,'amount':100}",
             "国办函〔2020〕109号第三条");
    /* more items of the same are charged behind those that were */
    invalid(id, "fee-notice",
            "{'sent_on':'2025-03-12','basis':'item','units':19,'amount':1900}",
            "reduced_reason");
    happen(id,
           "fee-notice {'sent_on':'2025-03-12','basis':'item','units':19,'amount':2000}");
    ck_assert_int_eq(number_in(fee_of_case(id), "account.units"), 20);
    ck_assert_int_eq(number_in(fee_of_case(id), "account.outstanding"), 2000);
}
END_TEST

/* 40 and 80 pages on one application; then it shows that the first were 60. */
START_TEST(a_corrected_notice_is_priced_where_it_stands)
{
    const char *id;
    const json_t *r;

    make_agency("place", NULL);
    id = person("place", "2025-03-03", "张三", "E1");
    happen(id,
           "fee-notice {'sent_on':'2025-03-10','basis':'page','units':40,'amount':100}\n"
           "payment {'paid_on':'2025-03-11','amount':300}\n"
           "fee-notice {'sent_on':'2025-03-12','basis':'page','units':80,'amount':1000}");
    r = ask(200, "{'reason':'错','units':60,'amount':300}",
            "POST /api/v1/applications/%s/events/2/supersede", id);
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "units");
    ck_assert_ptr_nonnull(strstr(text_in(r, "warnings.0.message"), "第 4 项"));
    /* and the second goes on behind it: 61 to 140 */
    invalid(id, "events/4/supersede", "{'reason':'错','units':80,'amount':1201}", "amount");
    happen(id, "events/4/supersede {'reason':'错','units':80,'amount':1200}");
}
END_TEST

START_TEST(pages_are_for_those_who_want_copies)
{
    const char *id;

    make_agency("copies", NULL);
    id = make_case("copies", "2025-03-03", "'wanted_form':'inspection'");
    ck_assert(json_is_false(value_in(fee_of_case(id), "page.possible")));
    ck_assert_ptr_nonnull(strstr(text_in(fee_of_case(id), "page.why"), "查阅"));
    invalid(id, "fee-notice",
            "{'sent_on':'2025-03-10','basis':'page','units':40,'amount':100}", "basis");
}
END_TEST

START_TEST(there_was_no_fee_before_2021)
{
    const char *id = twelfth("before", "2020-12");

    ck_assert(json_is_false(value_in(fee_of_case(id), "chargeable")));
    ck_assert_ptr_nonnull(strstr(text_in(fee_of_case(id), "why"), "2021年1月1日"));
    unlawful(id, "fee-notice", "{'sent_on':'2020-12-10','basis':'item','amount':100}",
             "2021年1月1日");
}
END_TEST

/* ---- The year ---- */

START_TEST(the_figures_of_a_year_are_as_of_any_day_and_of_the_subtree)
{
    const char *id, *voided;
    const json_t *f;

    make_agency("over", NULL);
    make_agency("under", "'parent':'over'");
    id = make_case("under", "2025-03-03", NULL);
    happen(id, "fee-notice {'sent_on':'2025-03-05','basis':'page','units':70,"
               "'amount':400}\npayment {'paid_on':'2025-03-07'}\n"
               "refund {'refunded_on':'2025-03-12','amount':100,'reason':'误收'}");
    voided = make_case("under", "2025-03-03", NULL);
    happen(voided, "fee-notice {'sent_on':'2025-03-05','basis':'page','units':40,"
                   "'amount':100}\nvoid {'reason':'误'}");
    f = ask(200, NULL, "GET /api/v1/agencies/under/fees?year=2025");
    ck_assert_int_eq(number_in(f, "noticed.count"), 1);
    ck_assert_int_eq(number_in(f, "noticed.yuan"), 400);
    ck_assert_str_eq(text_in(f, "collected.wan"), "0.04");
    ck_assert_int_eq(number_in(f, "refunded.yuan"), 100);
    f = ask(200, NULL, "GET /api/v1/agencies/under/fees?year=2025&as_of=2025-03-06");
    ck_assert_int_eq(number_in(f, "noticed.yuan"), 400);
    ck_assert_int_eq(number_in(f, "collected.yuan"), 0);
    f = ask(200, NULL, "GET /api/v1/agencies/over/fees?year=2025");
    ck_assert_int_eq(number_in(f, "noticed.count"), 0);
    ck_assert_str_eq(text_in(f, "words"), "2025年度未收取信息处理费。");
    f = ask(200, NULL, "GET /api/v1/agencies/over/fees?year=2025&scope=subtree");
    ck_assert_int_eq(number_in(f, "collected.yuan"), 400);
    f = ask(200, NULL, "GET /api/v1/agencies/over/fees/refunded?year=2025&scope=subtree");
    ck_assert_int_eq((long)json_array_size(value_in(f, "applications")), 1);
    ck_assert_str_eq(text_in(f, "applications.0.id"), id);
    f = ask_with(as_person("over", "sun", "{oversight}", NULL), NULL,
                 "GET /api/v1/agencies/over/fees?year=2025&scope=subtree")
            ->json;
    ck_assert_int_eq(number_in(f, "collected.yuan"), 400);
    ck_assert_int_eq(number_in(f, "noticed.count"), 1);
    f = ask(200, NULL, "GET /api/v1/agencies/under/fees?year=2025&known_at=2025-03-13");
    ck_assert_int_eq(number_in(f, "noticed.count"), 0);
    f = ask(200, NULL, "GET /api/v1/agencies/under/fees?year=2024");
    ck_assert_int_eq(number_in(f, "noticed.count"), 0);
    refused(422, "invalid", NULL, "GET /api/v1/agencies/under/fees?year=2026");
}
END_TEST

/* ---- A second way to the same place and amount ---- */

enum { PEOPLE = 4, FILED = 90 };

/* One application as the second way sees it. */
struct paper {
    const char *id;
    int day; /* of February and March, counted from 1 */
    int person;
    bool gone; /* void */
};

static unsigned chance = 20251;

static int
throw_below(int n)
{
    chance = chance * 1103515245u + 12345u;
    return (int)(chance >> 16 & 0x7fff) % n;
}

/* Its place: how many of the same person and month lie before it, by day, then by entry. */
static int
naive_place(const struct paper *papers, int n, int k)
{
    int place = 1;

    for (int i = 0; i < n; i++)
        if (!papers[i].gone && papers[i].person == papers[k].person &&
            (papers[i].day > 28) == (papers[k].day > 28) &&
            (papers[i].day < papers[k].day || (papers[i].day == papers[k].day && i < k)))
            place++;
    return place;
}

static long
naive_rate(int place)
{
    long rate = 100;

    if (place <= 10)
        return 0;
    for (int upto = 30; place > upto; upto += 10)
        rate += 100;
    return rate;
}

START_TEST(place_and_amount_are_those_of_a_naive_count)
{
    struct paper papers[FILED];
    long sum[PEOPLE][2] = {{0}};
    char day[40], number[16];

    make_agency("naive", NULL);
    for (int i = 0; i < FILED; i++) {
        struct paper *p = &papers[i];

        p->person = throw_below(3) > 0 ? 0 : throw_below(PEOPLE);
        p->day = 1 + throw_below(40);
        p->gone = throw_below(12) == 0;
        snprintf(day, sizeof day, "2025-%02d-%02d", p->day > 28 ? 3 : 2,
                 p->day > 28 ? p->day - 28 : p->day);
        snprintf(number, sizeof number, "E%d", p->person);
        p->id = p->person == 3 ? caller("naive", day, "张三", "13800138000")
                               : person("naive", day, "张三", number);
        if (p->gone)
            ask(200, "{'reason':'误'}", "POST /api/v1/applications/%s/void", p->id);
    }
    for (int i = 0; i < FILED; i++) {
        int place = naive_place(papers, FILED, i);
        const json_t *fee;

        if (papers[i].gone)
            continue;
        fee = fee_of_case(papers[i].id);
        ck_assert_int_eq(number_in(fee, "item.first"), place);
        ck_assert_int_eq(number_in(fee, "item.amount"), naive_rate(place));
        sum[papers[i].person][papers[i].day > 28] += naive_rate(place);
    }
    for (int i = 0; i < FILED; i++)
        if (!papers[i].gone)
            ck_assert_int_eq(number_in(fee_of_case(papers[i].id), "month_amount"),
                             sum[papers[i].person][papers[i].day > 28]);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_months_count_is_priced_from_where_it_stands,
        thirty_two_applications_of_a_month_cost_2400_yuan,
        pages_are_priced_by_application,
        what_cannot_be_counted_is_refused_field_by_field,
        a_natural_month_begins_on_its_first_day,
        a_person_is_told_by_the_number_and_only_then_by_the_name,
        a_name_and_a_telephone_make_a_person_and_either_alone_none,
        each_agency_counts_for_itself_and_what_is_void_counts_nowhere,
        a_notice_asks_for_the_tariff_or_for_less_with_a_reason,
        an_application_split_into_items_takes_so_many_places,
        one_application_is_never_charged_both_ways,
        a_corrected_notice_is_priced_where_it_stands,
        pages_are_for_those_who_want_copies,
        there_was_no_fee_before_2021,
        the_figures_of_a_year_are_as_of_any_day_and_of_the_subtree,
        place_and_amount_are_those_of_a_naive_count,
        NULL,
    };

    return here_run("fee", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
