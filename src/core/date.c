#include "core/date.h"

/* Gregorian calendar by eras of 400 years beginning on 1 March, so that the leap day is
 * the last day of its year. */
date
date_of(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * 146097 + day_of_era - 719468;
}

void
date_split(date d, int *year, int *month, int *day)
{
    int z = d + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * day_of_year + 2) / 153;

    *day = day_of_year - (153 * shifted + 2) / 5 + 1;
    *month = shifted < 10 ? shifted + 3 : shifted - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

int
date_year(date d)
{
    int year, month, day;

    date_split(d, &year, &month, &day);
    return year;
}

int
date_weekday(date d)
{
    return ((d + 3) % 7 + 7) % 7;
}

static bool
digits(const char *s, int n, int *value)
{
    *value = 0;
    for (int i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return false;
        *value = *value * 10 + (s[i] - '0');
    }
    return true;
}

bool
date_parse(const char *s, date *d)
{
    int year, month, day, y, m, dd;
    date result;

    if (!digits(s, 4, &year) || s[4] != '-' || !digits(s + 5, 2, &month) || s[7] != '-' ||
        !digits(s + 8, 2, &day) || s[10] != '\0')
        return false;
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    result = date_of(year, month, day);
    date_split(result, &y, &m, &dd);
    if (y != year || m != month || dd != day || result < DATE_FIRST || result > DATE_LAST)
        return false;
    *d = result;
    return true;
}

const char *
date_text(date d, char buffer[DATE_SIZE])
{
    int year, month, day;

    date_split(d, &year, &month, &day);
    buffer[0] = (char)('0' + year / 1000 % 10);
    buffer[1] = (char)('0' + year / 100 % 10);
    buffer[2] = (char)('0' + year / 10 % 10);
    buffer[3] = (char)('0' + year % 10);
    buffer[4] = '-';
    buffer[5] = (char)('0' + month / 10);
    buffer[6] = (char)('0' + month % 10);
    buffer[7] = '-';
    buffer[8] = (char)('0' + day / 10);
    buffer[9] = (char)('0' + day % 10);
    buffer[10] = '\0';
    return buffer;
}

date
date_of_seconds(long long seconds)
{
    long long shifted = seconds + 8 * 3600;

    return (date)(shifted >= 0 ? shifted / 86400 : (shifted - 86399) / 86400);
}

date
date_after_months(date d, int months)
{
    int year, month, day;
    date last;

    date_split(d, &year, &month, &day);
    year += (month - 1 + months) / 12;
    month = (month - 1 + months) % 12 + 1;
    last = (month == 12 ? date_of(year + 1, 1, 1) : date_of(year, month + 1, 1)) - 1;
    d = date_of(year, month, 1) + day - 1;
    return d < last ? d : last;
}
