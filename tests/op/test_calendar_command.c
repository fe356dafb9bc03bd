/* gongkai calendar: files of notices with every fault told by its line, the grid, the
 * check. */
#include "op/ask.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

#define HEADER "date,kind,name,notice,year,type,published,url\n"
#define N27 ",国办试〔2026〕1号,2027,annual,2026-01-10,https://www.gov.cn/x\n"
#define N28 ",国办试〔2027〕1号,2028,annual,2026-01-11,https://www.gov.cn/y\n"

/* Runs `gongkai calendar` with up to three ARGUMENTS; what it says, its status in *STATUS. */
static const char *
calendar(int *status, const char *one, const char *two, const char *three)
{
    static struct text out;
    const char *const arguments[] = {"calendar", one, two, three, NULL};

    out.len = 0;
    text_add(&out, "");
    *status = service_command(&here, &out, arguments);
    return out.bytes;
}

/* Imports TEXT as the file "f.csv" of the state directory; what is said, without the
 * directory. */
static const char *
import(int *status, const char *text)
{
    static char said[8192];
    char path[200];
    const char *out;
    size_t len;
    FILE *file;

    snprintf(path, sizeof path, "%s/f.csv", here.directory);
    file = fopen(path, "we");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
    out = calendar(status, "import", path, NULL);
    len = strlen(here.directory) + 1;
    said[0] = '\0';
    for (const char *at = out; *at != '\0'; at += strncmp(at, "\n", 1) == 0) {
        size_t line = strcspn(at, "\n");

        if (strncmp(at, here.directory, len - 1) == 0)
            at += len, line -= len;
        snprintf(said + strlen(said), sizeof said - strlen(said), "%.*s\n", (int)line, at);
        at += line;
    }
    return said;
}

/* TEXT must be refused; what is said must be LINES, of which only the beginnings, up to the
 * message, are given: "f.csv:3: f.csv:5: ". */
static void
refuses(const char *text, const char *lines)
{
    char places[500] = "";
    int status;
    const char *said = import(&status, text);

    ck_assert_int_eq(status, 1);
    for (const char *at = said; *at != '\0'; at = strchr(at, '\n') + 1) {
        const char *colon = strstr(at, ": ");

        ck_assert_msg(colon != NULL, "%s", said);
        snprintf(places + strlen(places), sizeof places - strlen(places), "%.*s",
                 (int)(colon + 2 - at), at);
    }
    ck_assert_msg(strcmp(places, lines) == 0, "%s\ninstead of %s", said, lines);
}

static size_t
notices(void)
{
    return json_array_size(
        json_object_get(ask(200, NULL, "GET /api/v1/calendar/notices"), "notices"));
}

START_TEST(a_file_of_a_notice_is_loaded_and_waits)
{
    int status;

    service_begin(&here, (const char *const[]){"--today=2026-01-15", NULL});
    ck_assert_ptr_nonnull(
        strstr(import(&status, HEADER "2027-01-01,holiday,元旦" N27
                                      "2027-01-09,workday,元旦调休上班" N27),
               "国办试〔2026〕1号：2027 年，2 天，待采用"));
    ck_assert_int_eq(status, 0);
    refuses(HEADER "2027-01-01,holiday,元旦" N27, "f.csv:2: ");
    service_end(&here);
}
END_TEST

START_TEST(columns_stand_in_any_order_and_several_notices_in_a_file)
{
    const char *all;
    int status;

    service_begin(&here, (const char *const[]){"--today=2026-01-15", NULL});
    import(&status,
           "\xef\xbb\xbf"
           "region,notice,year,type,published,url,source,date,kind,name\r\n"
           ",乙,2028,annual,2026-01-11,https://www.gov.cn/y,,2028-01-01,holiday,元旦\r\n"
           "宁夏,\"甲,一\",2027,regional,,,全文,2027-03-10,holiday,开斋节\r\n"
           "宁夏,\"甲,一\",2027,regional,,,全文,2027-01-01,workday,上班\r\n"
           ",甲,2027,annual,2026-01-10,https://www.gov.cn/x,,2027-01-01,holiday,元旦\r\n");
    ck_assert_int_eq(status, 0);
    all = ask_with(NULL, NULL, "GET /api/v1/calendar/notices")->answer.body.bytes;
    ck_assert_ptr_nonnull(strstr(all, "甲,一"));
    ck_assert_ptr_nonnull(strstr(all, "全文"));
    service_end(&here);
}
END_TEST

START_TEST(every_fault_of_a_file_is_told_with_its_line_and_nothing_is_stored)
{
    size_t before = notices();

    refuses(HEADER
            "2027-01-01,holiday,元旦" N27     /* 2 */
            "2027-01-02,feast,元旦" N27       /* 3: a wrong kind */
            "2027-02-30,holiday,x" N27        /* 4: no such day */
            "2027-01-01,holiday,元旦" N27     /* 5: twice */
            "2028-03-01,holiday,x" N27        /* 6: of another year */
            "2027-01-04,workday,x" N27        /* 7: a Monday */
            "2027-01-03,holiday" N27          /* 8: a cell too few */
            "2027-01-03,holiday,\"a\tb\"" N27 /* 9: the service says so */
            "2029-01-01,holiday,x,丙,2029,annual,2026-01-11,https://x\n" /* 10: gap */
            "2026-03-01,holiday,x,丁,2026,annual,2026-01-11,https://x\n" /* 11: second */
            "2026-03-01,holiday,x,戊,2026,change,,\n"    /* 12: twice, published and url */
            "2026-03-01,holiday,x,己,二六,draft,明天,\n" /* 13: three times */
            "2026-03-01,holiday,,国办发明电〔2025〕7号,2026,annual,x,y\n",
            "f.csv:3: f.csv:4: f.csv:5: f.csv:6: f.csv:7: f.csv:8: f.csv:9: f.csv:10: "
            "f.csv:11: f.csv:12: f.csv:12: f.csv:13: f.csv:13: f.csv:13: f.csv:14: "
            "f.csv:14: ");
    ck_assert_uint_eq(notices(), before);
}
END_TEST

START_TEST(one_wrong_notice_keeps_the_others_of_the_file_out)
{
    size_t before = notices();

    refuses(HEADER "2027-01-01,holiday,元旦" N27 "2028-01-01,holiday,元旦" N28
                   "2028-01-01,holiday,元旦" N28,
            "f.csv:4: ");
    ck_assert_uint_eq(notices(), before);
}
END_TEST

START_TEST(the_header_is_needed_and_understood)
{
    refuses("", "f.csv:1: ");
    refuses("date,kind\n", "f.csv:1: f.csv:1: f.csv:1: f.csv:1: f.csv:1: f.csv:1: ");
    refuses("date,kind,name,notice,year,type,published,url,colour,date\n",
            "f.csv:1: f.csv:1: ");
    refuses(HEADER, "f.csv:1: ");
    refuses(HEADER "2027-01-01,holiday,\xd4\xaa\xb5\xa9" N27, "f.csv:2: "); /* GBK */
    refuses(HEADER "2027-01-01,holiday,\"元旦" N27, "f.csv:2: ");
}
END_TEST

START_TEST(rows_of_a_notice_say_the_same_of_it)
{
    refuses(HEADER "2027-01-01,holiday,元旦" N27
                   "2027-01-02,holiday,元旦,国办试〔2026〕1号,2027,annual,2026-01-12,"
                   "https://www.gov.cn/z\n",
            "f.csv:3: f.csv:3: ");
}
END_TEST

START_TEST(a_year_is_printed_as_a_grid)
{
    int status;
    const char *out = calendar(&status, "show", "2026", NULL);

    ck_assert_int_eq(status, 0);
    ck_assert_ptr_nonnull(strstr(out, "2026年 1月"));
    ck_assert_ptr_nonnull(strstr(out, " 1休  2休  3休  4班"));
    ck_assert_ptr_nonnull(strstr(out, "2026-12-29 起为暂定"));
    ck_assert_ptr_nonnull(strstr(out, "依据：国办发明电〔2025〕7号，2025-11-04 公布"));
}
END_TEST

START_TEST(a_region_is_printed_with_its_days)
{
    struct text out = {NULL, 0, 0};

    ck_assert_int_eq(service_command(&here, &out,
                                     (const char *const[]){"calendar", "show", "2024",
                                                           "--region", "宁夏", NULL}),
                     0);
    ck_assert_ptr_nonnull(strstr(out.bytes, " 8    9   10休 11休"));
    text_free(&out);
}
END_TEST

START_TEST(notices_are_listed_with_their_state)
{
    int status;
    const char *out = calendar(&status, "list", NULL, NULL);

    ck_assert_int_eq(status, 0);
    ck_assert_ptr_nonnull(strstr(out, "有效   2026 年度 2025-11-04  39 天 国办发明电"));
}
END_TEST

/* Runs STATEMENT as the superuser. */
static void
sql(const char *statement)
{
    PGconn *conn = PQconnectdb(here.database);
    PGresult *r = PQexec(conn, statement);

    ck_assert_msg(*PQresultErrorMessage(r) == '\0', "%s", PQresultErrorMessage(r));
    PQclear(r);
    PQfinish(conn);
}

START_TEST(the_check_finds_the_notices_whole)
{
    int status;
    const char *out = calendar(&status, "check", NULL, NULL);

    ck_assert_msg(status == 0, "%s", out);
    ck_assert_ptr_nonnull(strstr(out, "年度通知：2008—2026 年，缺 0 年"));
    ck_assert_ptr_nonnull(strstr(out, "22 个通知，0 个不符"));
    ck_assert_ptr_nonnull(strstr(out, "日历确定到 2026-12-28，还有 347 天"));
}
END_TEST

START_TEST(the_check_finds_what_is_missing_or_wrong)
{
    int status;
    const char *out;

    service_begin(&here, (const char *const[]){"--today=2026-01-15", NULL});
    sql("insert into gongkai.calendar_change select 1, id, 'withdrawn', now(), 'x', null"
        " from gongkai.calendar_notice where year = 2019 and type = 'annual'");
    sql("delete from gongkai.calendar_day where day = '2024-10-01'");
    out = calendar(&status, "check", NULL, NULL);
    ck_assert_int_eq(status, 1);
    ck_assert_ptr_nonnull(strstr(out, "缺少 2019 年的年度通知"));
    ck_assert_ptr_nonnull(strstr(out, "国办发明电〔2023〕7号（2024年）：放假 27 天"));
    ck_assert_ptr_nonnull(strstr(out, "只确定到 2018-12-28"));
    service_end(&here);
}
END_TEST

START_TEST(the_check_fails_when_the_calendar_is_about_to_end)
{
    int status;

    service_begin(&here, (const char *const[]){"--today=2026-11-23", NULL});
    ck_assert_ptr_nonnull(
        strstr(calendar(&status, "check", NULL, NULL),
               "工作日日历只确定到 2026-12-28（还有35天），其后的期限为暂定；"
               "2027年放假安排公布后请及时录入"));
    ck_assert_int_eq(status, 1);
    service_end(&here);
}
END_TEST

START_TEST(a_command_that_is_called_wrongly_says_so)
{
    int status;

    calendar(&status, NULL, NULL, NULL);
    ck_assert_int_eq(status, 2);
    calendar(&status, "shew", NULL, NULL);
    ck_assert_int_eq(status, 2);
    calendar(&status, "import", NULL, NULL);
    ck_assert_int_eq(status, 2);
    calendar(&status, "show", NULL, NULL);
    ck_assert_int_eq(status, 2);
    calendar(&status, "show", "2026", "--region");
    ck_assert_int_eq(status, 2);
    calendar(&status, "check", "x", NULL);
    ck_assert_int_eq(status, 2);
    calendar(&status, "import", "/nowhere.csv", NULL);
    ck_assert_int_eq(status, 1);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_file_of_a_notice_is_loaded_and_waits,
        columns_stand_in_any_order_and_several_notices_in_a_file,
        every_fault_of_a_file_is_told_with_its_line_and_nothing_is_stored,
        one_wrong_notice_keeps_the_others_of_the_file_out,
        the_header_is_needed_and_understood,
        rows_of_a_notice_say_the_same_of_it,
        a_year_is_printed_as_a_grid,
        a_region_is_printed_with_its_days,
        notices_are_listed_with_their_state,
        the_check_finds_the_notices_whole,
        the_check_finds_what_is_missing_or_wrong,
        the_check_fails_when_the_calendar_is_about_to_end,
        a_command_that_is_called_wrongly_says_so,
        NULL,
    };

    return here_run("calendar_command", tests,
                    (const char *const[]){"--today=2026-01-15", NULL});
}
