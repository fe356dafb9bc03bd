/* The working-day calendar: what it says of a day, what was known when, how notices are
 * loaded, and when it warns. */
#include "core/facts.h"
#include "op/ask.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define NINGXIA "&region=%%E5%%AE%%81%%E5%%A4%%8F"
#define LIANGSHAN "&region=%%E5%%9B%%9B%%E5%%B7%%9D%%E5%%87%%89%%E5%%B1%%B1"
#define SHANGHAI "&region=%%E4%%B8%%8A%%E6%%B5%%B7"

#define NOTICES "POST /api/v1/calendar/notices"

/* The annual notice for a year, its days to be put behind. */
#define ANNUAL(year)                                                                       \
    "{'notice':'国办试〔" year "〕1号','year':" year ",'type':'annual',"                   \
    "'published':'2026-01-10','url':'https://www.gov.cn/x','days':["
#define OFF(day) "{'date':'" day "','kind':'holiday','name':'元旦'}"
#define WORK(day) "{'date':'" day "','kind':'workday','name':'元旦调休上班'}"
#define REGIONAL                                                                           \
    "{'notice':'试政办〔2026〕1号','region':'试点','year':2026,'type':'regional','days':["

/* What the calendar says of DAY; QUERY ("&known_on=…", or "") is a format. */
static const json_t *
shown(const char *day, const char *query)
{
    char request[300], more[200];
    const json_t *year;
    date d = facts_day(day);

    snprintf(more, sizeof more, query, "");
    snprintf(request, sizeof request, "GET /api/v1/calendar?year=%.4s%s", day, more);
    year = ask(200, NULL, "%s", request);
    return json_array_get(json_object_get(year, "days"),
                          (size_t)(d - date_of(date_year(d), 1, 1)));
}

static const char *
kind(const char *day, const char *query)
{
    const json_t *found = shown(day, query);

    ck_assert_str_eq(text_in(found, "date"), day);
    return text_in(found, "kind");
}

/* The list of notices as it comes. */
static const char *
notices_text(void)
{
    return ask_with(NULL, NULL, "GET /api/v1/calendar/notices")->answer.body.bytes;
}

START_TEST(every_day_with_a_notice_is_as_the_notices_say)
{
    for (int year = 2008; year <= facts_last_year(); year++) {
        const json_t *of = ask(200, NULL, "GET /api/v1/calendar?year=%d", year);
        date first = date_of(year, 1, 1);
        json_t *day;
        size_t i;

        ck_assert(json_is_true(json_object_get(of, "complete")));
        ck_assert_int_eq((int)json_array_size(json_object_get(of, "days")),
                         date_of(year + 1, 1, 1) - first);
        json_array_foreach(json_object_get(of, "days"), i, day)
            ck_assert_msg(json_is_true(json_object_get(day, "works")) ==
                              facts_work_on(first + (date)i),
                          "%s", text_in(day, "date"));
    }
}
END_TEST

START_TEST(a_day_says_what_it_is_and_by_which_notice)
{
    const json_t *day = shown("2026-01-04", "");

    ck_assert_str_eq(text_in(day, "kind"), "makeup");
    ck_assert_str_eq(text_in(day, "name"), "元旦调休上班");
    ck_assert_str_eq(text_in(day, "notice"), "国办发明电〔2025〕7号");
    ck_assert_str_eq(kind("2026-01-01", ""), "holiday");
    ck_assert_str_eq(kind("2026-01-05", ""), "workday");
    ck_assert_str_eq(kind("2026-01-10", ""), "weekend");
    ck_assert_str_eq(text_in(shown("2026-01-10", ""), "name"), "");
}
END_TEST

START_TEST(the_year_behind_the_last_notice_is_provisional_from_29_december_on)
{
    ck_assert(json_is_false(value_in(shown("2026-12-28", ""), "provisional")));
    ck_assert(json_is_true(value_in(shown("2026-12-29", ""), "provisional")));
    ck_assert(json_is_true(value_in(shown("2027-01-01", ""), "provisional")));
    ck_assert_str_eq(kind("2027-01-01", ""), "workday");
    ck_assert(json_is_false(
        value_in(ask(200, NULL, "GET /api/v1/calendar?year=2027"), "complete")));
}
END_TEST

/* The notice of 26 January 2020 was published on the 27th. */
START_TEST(a_notice_is_not_known_before_it_is_published)
{
    ck_assert_str_eq(kind("2020-01-31", "&known_on=2020-01-26"), "workday");
    ck_assert_str_eq(kind("2020-02-01", "&known_on=2020-01-26"), "makeup");
    ck_assert_str_eq(kind("2020-01-31", "&known_on=2020-01-28"), "holiday");
    ck_assert_str_eq(kind("2020-02-01", "&known_on=2020-01-28"), "holiday");
    ck_assert_str_eq(kind("2020-02-01", "&known_on=2020-01-27"), "holiday");
    ck_assert_str_eq(kind("2019-05-02", "&known_on=2019-03-21"), "workday");
    ck_assert_str_eq(text_in(shown("2019-05-01", "&known_on=2019-03-21"), "notice"),
                     "国办发明电〔2018〕15号");
    ck_assert_str_eq(text_in(shown("2019-05-01", ""), "notice"), "国办发明电〔2019〕3号");
}
END_TEST

START_TEST(a_year_is_incomplete_until_its_notice_is_known)
{
    const json_t *of = ask(200, NULL, "GET /api/v1/calendar?year=2026&known_on=2025-11-03");

    ck_assert(json_is_false(value_in(of, "complete")));
    ck_assert_uint_eq(json_array_size(value_in(of, "notices")), 0);
    ck_assert(
        json_is_true(value_in(shown("2026-01-01", "&known_on=2025-11-03"), "provisional")));
    ck_assert(json_is_false(
        value_in(shown("2026-01-01", "&known_on=2025-11-04"), "provisional")));
    ck_assert_str_eq(kind("2008-01-01", "&known_on=2007-12-17"), "workday");
}
END_TEST

START_TEST(a_region_has_its_own_days_over_the_national_ones)
{
    const json_t *day = shown("2024-04-10", NINGXIA);

    ck_assert_str_eq(text_in(day, "kind"), "holiday");
    ck_assert_str_eq(text_in(day, "name"), "开斋节");
    ck_assert_str_eq(text_in(day, "notice"), "hc-holiday table");
    ck_assert_str_eq(kind("2024-04-10", ""), "workday");
    ck_assert_str_eq(kind("2024-04-04", NINGXIA), "holiday");
    ck_assert_str_eq(kind("2024-04-10", NINGXIA "&known_on=2024-01-01"), "holiday");
    ck_assert_str_eq(kind("2024-04-10", "&region=nowhere"), "workday");
}
END_TEST

START_TEST(a_region_may_say_the_contrary_of_the_nation)
{
    ck_assert_str_eq(kind("2011-10-08", ""), "makeup");
    ck_assert_str_eq(kind("2011-10-08", LIANGSHAN), "holiday");
    ck_assert_str_eq(text_in(shown("2011-10-08", LIANGSHAN), "notice"),
                     "凉府办发〔2010〕31号");
    ck_assert_str_eq(kind("2011-07-31", LIANGSHAN), "makeup");
}
END_TEST

START_TEST(the_same_instrument_is_written_out)
{
    ck_assert_str_eq(text_in(shown("2010-05-04", SHANGHAI), "notice"),
                     text_in(shown("2010-04-30", SHANGHAI), "notice"));
    ck_assert_ptr_null(strstr(notices_text(), "\"same\""));
}
END_TEST

START_TEST(the_notices_say_how_far_the_calendar_reaches)
{
    const json_t *all = ask(200, NULL, "GET /api/v1/calendar/notices");

    ck_assert_int_eq(number_in(all, "coverage.last_year"), 2026);
    ck_assert_str_eq(text_in(all, "coverage.certain_until"), "2026-12-28");
    ck_assert_int_eq(number_in(all, "coverage.days_left"), 347);
    ck_assert_str_eq(text_in(all, "coverage.warning"), "");
    ck_assert_str_eq(text_in(all, "notices.0.notice"), "国办发明电〔2007〕52号");
    ck_assert_str_eq(text_in(all, "notices.0.state"), "in_force");
    ck_assert_str_eq(text_in(all, "notices.0.dated"), "2007-12-15");
    ck_assert_str_eq(text_in(all, "notices.0.days.0.date"), "2007-12-29");
}
END_TEST

/* Whether a service on DAY warns; in its health as in its list of notices. */
static bool
warns_on(const char *day)
{
    const json_t *health, *all;
    char option[40];
    bool warns;

    snprintf(option, sizeof option, "--today=%s", day);
    service_stop(&here, SIGTERM);
    service_start(&here, (const char *const[]){option, NULL});
    health = ask(200, NULL, "GET /healthz");
    all = ask(200, NULL, "GET /api/v1/calendar/notices");
    warns = json_array_size(json_object_get(health, "warnings")) > 0;
    ck_assert_str_eq(text_in(health, "warnings.0.message"),
                     warns ? text_in(all, "coverage.warning") : "(none)");
    return warns;
}

START_TEST(the_warning_stands_90_days_before_the_calendar_ends)
{
    service_begin(&here, NULL);
    ck_assert(!warns_on("2026-09-28"));
    ck_assert(warns_on("2026-09-29"));
    ck_assert(warns_on("2027-02-01"));
    ask(201, ANNUAL("2027") OFF("2027-01-01") "]}", NOTICES);
    ck_assert_ptr_nonnull(
        strstr(text_in(ask(200, NULL, "GET /healthz"), "warnings.0.message"), "尚待采用"));
    service_end(&here);
}
END_TEST

START_TEST(a_pending_notice_has_no_effect)
{
    const json_t *made;

    service_begin(&here, (const char *const[]){"--today=2026-01-15", NULL});
    made = ask(201, ANNUAL("2027") OFF("2027-01-01") "," WORK("2027-01-09") "]}", NOTICES);
    ck_assert_str_eq(text_in(made, "notice.state"), "pending");
    ck_assert_str_eq(text_in(made, "notice.days.1.kind"), "workday");
    ck_assert_str_eq(kind("2027-01-01", ""), "workday");
    ck_assert_str_eq(kind("2027-01-01", "&known_on=2026-12-31"), "workday");
    ck_assert_int_eq(number_in(ask(200, NULL, "GET /api/v1/calendar?year=2027"), "version"),
                     0);
    ck_assert_int_eq(
        number_in(ask(200, NULL, "GET /api/v1/calendar/notices"), "coverage.last_year"),
        2026);
    service_stop(&here, SIGTERM);
    service_start(&here, NULL);
    ck_assert_str_eq(kind("2027-01-01", ""), "workday");
    service_end(&here);
}
END_TEST

/* The due day of a case that AGENCY received on DAY. */
static const char *
due(const char *agency, const char *day)
{
    return text_in(shown_case(make_case(agency, day, NULL)), "application.due_on");
}

START_TEST(the_calendar_follows_a_notice_that_is_adopted_or_withdrawn)
{
    static const char reason[] = "{'reason':'与原文核对'}";
    const char *id;
    const json_t *of;

    service_begin(&here, (const char *const[]){"--today=2026-12-10", NULL});
    make_agency("follows", NULL);
    id = text_in(
        ask(201, ANNUAL("2027") OFF("2027-01-01") "," OFF("2026-12-31") "]}", NOTICES),
        "notice.id");
    ck_assert_str_eq(due("follows", "2026-12-03"), "2026-12-31");
    ask(200, reason, NOTICES "/%s/adopt", id);
    ck_assert_str_eq(due("follows", "2026-12-03"), "2027-01-04");
    of = ask(200, NULL, "GET /api/v1/calendar?year=2027");
    ck_assert_int_eq(number_in(of, "version"), 1);
    ck_assert(json_is_true(value_in(of, "complete")));
    ck_assert_str_eq(kind("2027-01-01", ""), "holiday");
    ck_assert_str_eq(kind("2027-01-01", "&known_on=2026-01-09"), "workday");
    ask(200, reason, NOTICES "/%s/withdraw", id);
    ck_assert_str_eq(kind("2027-01-01", ""), "workday");
    ck_assert_str_eq(due("follows", "2026-12-03"), "2026-12-31");
    ask(201,
        "{'notice':'国办试〔2027〕2号','year':2027,'type':'annual','published':'2026-12-09',"
        "'url':'https://www.gov.cn/y','days':[" OFF("2027-01-01") "]}",
        NOTICES);
    service_end(&here);
}
END_TEST

START_TEST(a_gap_in_the_years_makes_every_later_deadline_provisional_and_back)
{
    const char *id;

    service_begin(&here, (const char *const[]){"--today=2025-03-14", NULL});
    make_agency("gap", NULL);
    make_case("gap", "2025-03-13", NULL);
    id = text_in(ask(200, NULL, "GET /api/v1/calendar?year=2021"), "notices.0.id");
    ck_assert_int_eq(
        number_in(ask(200, "{'reason':'缺口'}", NOTICES "/%s/withdraw", id), "running"), 1);
    ck_assert_int_eq(service_command(&here, NULL, (const char *const[]){"verify", NULL}),
                     0);
    ck_assert_int_eq(
        number_in(ask(200, "{'reason':'补上'}", NOTICES "/%s/adopt", id), "running"), 1);
    ck_assert_int_eq(service_command(&here, NULL, (const char *const[]){"verify", NULL}),
                     0);
    service_end(&here);
}
END_TEST

/* What is refused, and the fields that are named. */
static const struct {
    const char *body, *fields;
} faults[] = {
    {ANNUAL("2027") "]}", "days"},
    {ANNUAL("2027") OFF("2027-01-01") "," OFF("2027-01-02") "," OFF("2027-01-03") "," OFF(
         "2027-01-02") "]}",
     "days.3.date"},
    {ANNUAL("2027") OFF("2027-01-01") ",{'date':'2027-01-02','kind':'feast','name':'x'}]}",
     "days.1.kind"},
    {ANNUAL("2027") OFF("2026-11-30") "," OFF("2028-01-01") "," OFF("2027-01-01") "]}",
     "days.0.date days.1.date"},
    {ANNUAL("2027") OFF("2027-01-01") "," OFF("2027-02-30") "]}", "days.1.date"},
    {ANNUAL("2027") OFF("2027-01-01") "," WORK("2027-01-04") "]}", "days.1.kind"},
    {ANNUAL("2027") WORK("2027-01-09") "]}", "days"},
    {ANNUAL("2028") OFF("2028-01-01") "]}", "year"},
    {ANNUAL("2026") OFF("2026-01-01") "]}", "type"},
    {ANNUAL("2027") "7]}", "days.0"},
    {ANNUAL("2027") "{'date':'2027-01-01','kind':'holiday','name':'x','why':'y'}]}",
     "days.0.why"},
    {"{'notice':'x','year':2027,'type':'annual','days':[" OFF("2027-01-01") "]}",
     "published url"},
    {"{'notice':'x','year':2027,'type':'annual','region':'宁夏','published':'2026-01-14',"
     "'url':'https://x','days':[" OFF("2027-01-01") "]}",
     "region"},
    {"{'notice':'x','year':2027,'type':'annual','published':'2026-01-16',"
     "'url':'javascript:x','days':[" OFF("2027-01-01") "]}",
     "published url"},
    {"{'notice':'x','year':2027,'type':'regional','days':[" OFF("2027-01-01") "]}",
     "region"},
    {REGIONAL WORK("2026-01-07") "," WORK("2026-01-01") "]}", "days.0.kind"},
};

START_TEST(a_notice_that_cannot_be_is_refused_with_the_field_that_is_wrong)
{
    for (unsigned i = 0; i < sizeof faults / sizeof faults[0]; i++)
        ck_assert_str_eq(
            fields_in(value_in(refused(422, "invalid", faults[i].body, NOTICES), "errors")),
            faults[i].fields);
}
END_TEST

START_TEST(a_notice_is_loaded_once)
{
    const char *body = REGIONAL OFF("2026-03-03") "]}";
    const json_t *problem;

    ask(201, body, NOTICES);
    problem = refused(409, "conflict", body, NOTICES);
    ck_assert_str_eq(fields_in(value_in(problem, "errors")), "notice");
}
END_TEST

START_TEST(a_dry_run_stores_nothing)
{
    const char *body = "{'notice':'干','region':'试点','year':2026,'type':'regional',"
                       "'dry_run':true,'days':[" OFF("2026-03-04") "]}";

    for (int i = 0; i < 2; i++)
        ck_assert_str_eq(text_in(ask(200, body, NOTICES), "notice.notice"), "干");
    ck_assert_ptr_null(strstr(notices_text(), "干"));
}
END_TEST

START_TEST(a_change_may_take_a_day_off_back)
{
    const char *body = "{'notice':'国办试〔2026〕9号','year':2026,'type':'change',"
                       "'dry_run':true,'published':'2026-01-14','url':'https://x',"
                       "'days':[" WORK("2026-10-08") "," WORK("2026-10-07") "]}";

    ck_assert_str_eq(fields_in(value_in(refused(422, "invalid", body, NOTICES), "errors")),
                     "days.0.kind");
    ask(200,
        "{'notice':'国办试〔2026〕9号','year':2026,'type':'change','dry_run':true,"
        "'published':'2026-01-14','url':'https://x','days':[" WORK("2026-10-07") "]}",
        NOTICES);
}
END_TEST

START_TEST(the_feed_is_the_same_every_time_and_folded)
{
    static const char request[] = "GET /api/v1/calendar?year=2026&format=ics";
    const struct asked *one = ask_with(NULL, NULL, request);
    const struct asked *two = ask_with(NULL, NULL, request);
    char type[100];

    ck_assert_int_eq(one->answer.status, 200);
    ck_assert_str_eq(one->answer.body.bytes, two->answer.body.bytes);
    answer_header(&one->answer, "content-type", type, sizeof type);
    ck_assert_str_eq(type, "text/calendar; charset=utf-8");
    ck_assert_ptr_nonnull(strstr(one->answer.body.bytes,
                                 "UID:2026-10-01-holiday-national@calendar.gongkai\r\n"
                                 "DTSTAMP:20251104T000000Z\r\n"
                                 "DTSTART;VALUE=DATE:20261001\r\n"
                                 "DTEND;VALUE=DATE:20261008\r\n"
                                 "SUMMARY:休 国庆节\r\n"
                                 "DESCRIPTION:国办发明电〔2025〕7号\r\n"
                                 "CATEGORIES:休\r\n"));
    ck_assert_ptr_nonnull(strstr(one->answer.body.bytes, "SUMMARY:班 元旦调休上班\r\n"));
    for (const char *line = one->answer.body.bytes; *line != '\0';) {
        size_t len = strcspn(line, "\r");

        ck_assert_uint_le(len, 75);
        line += len + 2;
    }
    ck_assert_int_eq(ask_with((const char *const[]){"Accept: text/calendar", NULL}, NULL,
                              "GET /api/v1/calendar?year=2026")
                         ->answer.body.bytes[0],
                     'B');
}
END_TEST

START_TEST(the_file_has_a_row_for_every_day)
{
    const struct asked *a =
        ask_with(NULL, NULL, "GET /api/v1/calendar?year=2024&format=csv");
    int rows = 0;

    for (const char *p = a->answer.body.bytes; *p != '\0'; p++)
        rows += *p == '\n';
    ck_assert_int_eq(rows, 367);
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes,
                                 "2024-10-12,六,是,makeup,国庆节调休上班,"
                                 "国办发明电〔2023〕7号,\r\n"));
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_day_with_a_notice_is_as_the_notices_say,
        a_day_says_what_it_is_and_by_which_notice,
        the_year_behind_the_last_notice_is_provisional_from_29_december_on,
        a_notice_is_not_known_before_it_is_published,
        a_year_is_incomplete_until_its_notice_is_known,
        a_region_has_its_own_days_over_the_national_ones,
        a_region_may_say_the_contrary_of_the_nation,
        the_same_instrument_is_written_out,
        the_notices_say_how_far_the_calendar_reaches,
        the_warning_stands_90_days_before_the_calendar_ends,
        a_pending_notice_has_no_effect,
        the_calendar_follows_a_notice_that_is_adopted_or_withdrawn,
        a_gap_in_the_years_makes_every_later_deadline_provisional_and_back,
        a_notice_that_cannot_be_is_refused_with_the_field_that_is_wrong,
        a_notice_is_loaded_once,
        a_dry_run_stores_nothing,
        a_change_may_take_a_day_off_back,
        the_feed_is_the_same_every_time_and_folded,
        the_file_has_a_row_for_every_day,
        NULL,
    };

    return here_run("calendar", tests, (const char *const[]){"--today=2026-01-15", NULL});
}
