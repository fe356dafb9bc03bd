#include "command/audit_check.h"

#include "core/date.h"

#include <string.h>

enum { DAY_2000 = DATE_FIRST, DAY_S = 86400, MICRO = 1000000 };

/* N in decimal, with at least DIGITS digits, behind OUT; where it ends. */
static char *
decimal(char *out, unsigned long long n, int digits)
{
    char reversed[VALUE_SIZE];
    int len = 0;

    for (; n > 0 || len < digits; n /= 10)
        reversed[len++] = (char)('0' + n % 10);
    while (len > 0)
        *out++ = reversed[--len];
    *out = '\0';
    return out;
}

static void
number_text(long long n, char *out)
{
    unsigned long long size = (unsigned long long)n;

    if (n < 0) {
        *out++ = '-';
        size = 0 - size;
    }
    decimal(out, size, 1);
}

/* DAY counted from 2000; one that no business has had is an empty text, whose hash will
 * not fit. */
static char *
day_text(long long day, char *out)
{
    *out = '\0';
    if (day < 0 || day > DATE_LAST - DATE_FIRST)
        return out;
    date_text((date)(DAY_2000 + day), out);
    return out + DATE_SIZE - 1;
}

/* MOMENT in microseconds counted from 2000. */
static void
moment_text(long long moment, char *out)
{
    long long seconds = moment / MICRO;
    unsigned long long of_day = (unsigned long long)(seconds % DAY_S);
    char *end = day_text(moment < 0 ? -1 : seconds / DAY_S, out);

    if (end == out)
        return;
    *end++ = 'T';
    end = decimal(end, of_day / 3600, 2);
    *end++ = ':';
    end = decimal(end, of_day / 60 % 60, 2);
    *end++ = ':';
    end = decimal(end, of_day % 60, 2);
    *end++ = '.';
    end = decimal(end, (unsigned long long)(moment % MICRO), 6);
    memcpy(end, "Z", 2);
}

void
audit_values(const struct copy_row *row, const char *kinds, const char **values,
             char buffer[][VALUE_SIZE])
{
    for (int i = 0; kinds[i] != '\0'; i++) {
        values[i] = row->values[i];
        if (kinds[i] == 't' || values[i] == NULL)
            continue;
        values[i] = buffer[i];
        if (kinds[i] == 'n')
            number_text(copy_number(row, i), buffer[i]);
        else if (kinds[i] == 'd')
            day_text(copy_number(row, i), buffer[i]);
        else
            moment_text(copy_number(row, i), buffer[i]);
    }
}
