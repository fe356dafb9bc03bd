#include "core/notice.h"

#include <stdio.h>
#include <string.h>

enum { MESSAGE = 256 };

static const char *const codes[NOTICE_TYPES] = {"annual", "change", "regional"};

const char notice_type_codes[] = "|annual|change|regional";

const char *
notice_type_code(enum notice_type t)
{
    return codes[t];
}

enum notice_type
notice_type_of(const char *code)
{
    int t = 0;

    while (t < NOTICE_TYPES && (code == NULL || strcmp(codes[t], code) != 0))
        t++;
    return (enum notice_type)t;
}

date
notice_first_day(int year)
{
    return date_of(year - 1, 12, 1);
}

date
notice_last_day(int year)
{
    return date_of(year, 12, 31);
}

static bool
out_of_reach(int year, date d, char zh[MESSAGE], char en[MESSAGE])
{
    char first[DATE_SIZE], last[DATE_SIZE];

    if (d >= notice_first_day(year) && d <= notice_last_day(year))
        return false;
    date_text(notice_first_day(year), first);
    date_text(notice_last_day(year), last);
    snprintf(zh, MESSAGE, "%d年的通知只能安排 %s 至 %s 之间的日子", year, first, last);
    snprintf(en, MESSAGE, "a notice for %d speaks of days from %s to %s", year, first,
             last);
    return true;
}

static bool
is_repeated(const struct notice_day *days, int i)
{
    for (int k = 0; k < i; k++)
        if (days[k].day == days[i].day)
            return true;
    return false;
}

/* The faults of the day I; how many. */
static int
check_day(enum notice_type type, int year, const struct notice_day *days, int i,
          notice_fault fault, void *context)
{
    char day[DATE_SIZE], zh[MESSAGE], en[MESSAGE];
    int found = 0;

    date_text(days[i].day, day);
    if (out_of_reach(year, days[i].day, zh, en)) {
        fault(context, i, "date", zh, en);
        found++;
    }
    if (is_repeated(days, i)) {
        snprintf(zh, sizeof zh, "%s 在本通知中已经列出", day);
        snprintf(en, sizeof en, "%s stands in this notice already", day);
        fault(context, i, "date", zh, en);
        found++;
    }
    if (type == NOTICE_ANNUAL && days[i].works && date_weekday(days[i].day) < 5) {
        snprintf(zh, sizeof zh, "%s 是星期一至星期五，本来就上班", day);
        snprintf(en, sizeof en, "%s is a Monday to Friday and a working day anyway", day);
        fault(context, i, "kind", zh, en);
        found++;
    }
    return found;
}

int
notice_check(enum notice_type type, int year, const struct notice_day *days, int n,
             notice_fault fault, void *context)
{
    int found = 0, off = 0;

    for (int i = 0; i < n; i++) {
        found += check_day(type, year, days, i, fault, context);
        off += !days[i].works;
    }
    if (type == NOTICE_ANNUAL && off == 0) {
        fault(context, -1, "days", "年度通知里没有一天放假",
              "an annual notice names no day off");
        found++;
    }
    return found;
}
