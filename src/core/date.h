/* A calendar day.  Days are numbers, so "the next day" is + 1 and no time zone, daylight
 * saving or text comes in.  Business days are days in Asia/Shanghai. */
#ifndef GONGKAI_CORE_DATE_H
#define GONGKAI_CORE_DATE_H

#include <stdbool.h>

/* Days since 1970-01-01; 0 means "none" wherever a date may be missing. */
typedef int date;

enum {
    NO_DATE = 0,
    DATE_FIRST = 10957 /* 2000-01-01 */,
    DATE_LAST = 47846 /* 2100-12-31 */
};

/* Room for "YYYY-MM-DD" and its NUL. */
enum { DATE_SIZE = 11 };

/* Reads exactly YYYY-MM-DD, a day that exists from 2000-01-01 to 2100-12-31; anything else
 * (2024-02-30, 2024-1-5, 12024-01-01, trailing bytes) is refused and *d left alone. */
bool date_parse(const char *s, date *d);

/* Writes YYYY-MM-DD into BUFFER and returns it. */
const char *date_text(date d, char buffer[DATE_SIZE]);

date date_of(int year, int month, int day);
int date_year(date d);
void date_split(date d, int *year, int *month, int *day);

/* 0 Monday … 6 Sunday. */
int date_weekday(date d);

/* The same day of the month MONTHS >= 0 later, or that month's last day. */
date date_after_months(date d, int months);

/* The day in Asia/Shanghai (UTC+8) of SECONDS since the epoch. */
date date_of_seconds(long long seconds);

#endif
